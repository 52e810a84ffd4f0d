#!/usr/bin/env bash
# Kill stages at random while articles flow, again and again: CHAOS_RUNS runs (default 10), each with
# its own seed from CHAOS_FIRST (default 1) on. Stops at the first run that loses or doubles anything.
set -euo pipefail
cd "$(dirname "$0")/.."
# Before them, once: the poller with the broker away for CHAOS_OUTAGE_S seconds (default 300), and with
# CHAOS_FEEDS feeds (default 10000), 10,000 subscriptions under load for MATCH_LOAD_S seconds (600), a
# receiver of alerts that fails for RECEIVER_FAILS_S seconds (600; up to ten minutes more until it is tried),
# and 200 open desks of which half are cut off for CHAOS_CUT_S seconds (60).
first=${CHAOS_FIRST:-1}
runs=${CHAOS_RUNS:-10}
CHAOS_OUTAGE_S=${CHAOS_OUTAGE_S:-300} CHAOS_FEEDS=${CHAOS_FEEDS:-10000} MATCH_LOAD_S=${MATCH_LOAD_S:-600} \
    RECEIVER_FAILS_S=${RECEIVER_FAILS_S:-600} CHAOS_CUT_S=${CHAOS_CUT_S:-60} \
    bash ops/test.sh -q -s tests/integration/feeds/test_check_05_outage.py \
    tests/integration/feeds/test_check_10_throughput.py tests/e2e/test_matching.py \
    tests/e2e/test_failing_receiver.py tests/e2e/test_full_house.py "$@"
for ((seed = first; seed < first + runs; seed++)); do
    printf 'chaos: run %d of %d, seed %d\n' "$((seed - first + 1))" "$runs" "$seed" >&2
    CHAOS_SEED=$seed bash ops/test.sh -q --durations=0 tests/e2e/test_kills.py tests/e2e/test_rebalances.py "$@"
done
