#!/usr/bin/env bash
# Make .venv from the hashed requirements and install the `marsad` command into it.
set -euo pipefail
python=${PYTHON:-python3}
venv=${VENV:-.venv}

say() { printf 'setup: %s\n' "$*" >&2; }

if ! command -v "$python" >/dev/null; then
    say "no '$python' here: Marsad needs Python 3.11, 3.12 or 3.13 (Debian: apt-get install python3 python3-venv)"
    exit 2
fi
if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; then
    say "$("$python" --version) found; Marsad needs Python 3.11, 3.12 or 3.13 (name one with: make PYTHON=python3.12 …)"
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing python3-venv with apt"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        say "the venv module of $python is missing: run 'sudo apt-get install python3-venv' and try again"
        exit 2
    fi
fi
say "installing pinned packages into $venv"
"$python" -m venv "$venv"
install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$@"; }
# First what builds the few packages that come as source: unpinned builders would be fetched else.
install --require-hashes -r requirements/build.txt
install --require-hashes --no-build-isolation -r requirements/dev.txt
install --no-build-isolation --editable .
say "ready: $venv/bin/marsad"
