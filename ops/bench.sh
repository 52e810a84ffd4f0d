#!/usr/bin/env bash
# Measure what needs no running desk; `make bench ARGS=extract` measures one thing.
set -euo pipefail
cd "$(dirname "$0")/.."
marsad=.venv/bin/marsad
if [ $# -gt 0 ]; then
    exec "$marsad" bench "$@"
fi
for name in extract dedup; do
    printf 'bench: %s\n' "$name" >&2
    "$marsad" bench "$name"
done
