#!/usr/bin/env bash
# Run the fast tests on each other Python that Marsad supports and this machine has, each in an
# environment of its own. PYTHONS names them; without, PATH and pyenv are searched. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'pythons: %s\n' "$*" >&2; }
version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

shopt -s nullglob
if [ -z "${PYTHONS:-}" ]; then
    PYTHONS="python3.11 python3.12 python3.13 $(echo "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[1-3].*/bin/python3)"
fi
tried=("$(version .venv/bin/python)")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for python in $PYTHONS; do
    found=$(version "$python") || continue
    [[ " ${tried[*]} " != *" $found "* ]] || continue
    tried+=("$found")
    say "Python $found"
    PYTHON="$python" VENV="$place/$found" bash ops/setup.sh
    "$place/$found/bin/python" -m pytest -q -m "not stack and not browser" "$@"
done
say "tested: ${tried[*]:1} (make test runs on ${tried[0]})"
