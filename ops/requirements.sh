#!/usr/bin/env bash
# Compile requirements/*.in into hashed *.txt files; run after editing an .in file.
# Indexes are never written into the result: the repository records no download addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --target .venv/uv uv
compile() {
    .venv/uv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --quiet --custom-compile-command 'make requirements' "$@"
}
for name in runtime dev; do
    compile --override requirements/overrides.txt "requirements/$name.in" -o "requirements/$name.txt"
done
compile requirements/build.in -o requirements/build.txt
compile requirements/bench.in -o requirements/bench.txt
