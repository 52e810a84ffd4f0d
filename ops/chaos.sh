#!/usr/bin/env bash
# Kill stages at random while articles flow, again and again: CHAOS_RUNS runs (default 10), each with
# its own seed from CHAOS_FIRST (default 1) on. Stops at the first run that loses or doubles anything.
set -euo pipefail
cd "$(dirname "$0")/.."
first=${CHAOS_FIRST:-1}
runs=${CHAOS_RUNS:-10}
for ((seed = first; seed < first + runs; seed++)); do
    printf 'chaos: run %d of %d, seed %d\n' "$((seed - first + 1))" "$runs" "$seed" >&2
    CHAOS_SEED=$seed bash ops/test.sh -q --durations=0 tests/e2e/test_kills.py tests/e2e/test_rebalances.py "$@"
done
