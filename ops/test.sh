#!/usr/bin/env bash
# Run all tests on the local stack and leave it as it was found.
# FAST=1 runs the tests that need no stack. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

if [ -n "${FAST:-}" ] && [ "$FAST" != 0 ]; then
    exec "$python" -m pytest -m "not stack" "$@"
fi

ours=()
for service in kafka elasticsearch; do
    "$python" -m ops.stack status --only "$service" >/dev/null || ours+=("$service")
done
leave_as_found() {
    for service in "${ours[@]}"; do
        "$python" -m ops.stack down --only "$service"
    done
}
trap leave_as_found EXIT
"$python" -m ops.stack up
"$python" -m pytest "$@"
