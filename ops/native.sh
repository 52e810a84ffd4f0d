#!/usr/bin/env bash
# Compile the reader, test it compiled, pack a wheel into dist/ and install that into .venv-native.
# Everything happens in a copy of the tracked files, build/native/tree: the checkout stays Python.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
python=$here/.venv/bin/python
venv=$(realpath --no-symlinks "${VENV_NATIVE:-.venv-native}")
tree=$here/build/native/tree

say() { printf 'native: %s\n' "$*" >&2; }

cc=${CC:-$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "cc")')}
header=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h
if ! command -v "${cc%% *}" >/dev/null; then
    say "no C compiler '${cc%% *}' here: run 'sudo apt-get install gcc libc6-dev' or name one with: make CC=clang native"
    say "(Marsad needs none: without, reading is slower and all else the same)"
    exit 2
fi
if ! [ -e "$header" ]; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "no $header: run 'sudo apt-get install python$version-dev' (what Python gives to C compilers)"
    exit 2
fi
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    say "this is no git checkout: what is tracked tells what goes into the wheel"
    exit 2
fi

begin=$SECONDS
say "copying the tracked files to ${tree#"$here"/}"
rm -rf "$tree" && mkdir -p "$tree"
git ls-files -z | tar --create --null --files-from=- --ignore-failed-read --warning=no-failed-read |
    tar --extract --directory "$tree"
if [ -d dashboard/static/build ]; then
    mkdir -p "$tree/dashboard/static"
    cp -r dashboard/static/build "$tree/dashboard/static/"
fi

rm -f dist/marsad-*.whl
# Gently: workers may be reading on this machine. The warning is of setuptools to itself.
(cd "$tree" && CC=$cc nice "$python" -W ignore::UserWarning -m ops.native --wheel "$here/dist")

say "installing pinned packages and $(basename dist/marsad-*.whl) into $venv"
"$python" -m venv "$venv"
install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$@"; }
install --require-hashes -r requirements/build.txt
install --require-hashes --no-build-isolation -r requirements/runtime.txt
install --force-reinstall dist/marsad-*.whl

line='{"id": "1", "published": "2026-05-04", "text": "علقت كندا محادثاتها مع المكسيك أمس."}'
if ! (cd / && "$venv/bin/marsad" extract <<<"$line") | grep -q '"code": *"CAN"'; then
    say "the installed reader does not read the sentence of the README"
    exit 1
fi
rm -rf "$tree"
say "ready in $((SECONDS - begin)) s: $venv/bin/marsad reads compiled; .venv/bin/marsad stays Python"
