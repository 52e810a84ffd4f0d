#!/usr/bin/env bash
# Run all tests on the local stack and leave it as it was found.
# FAST=1 runs the tests that need no stack and no browser. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

say() { printf 'test: %s\n' "$*" >&2; }

fast=${FAST:-0}
if [ "$fast" = 0 ] && ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing chromium with apt, for the desk's pages"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null ||
        say "apt could not install it: tests in a browser are skipped"
fi

if [ -n "${FAST:-}" ] && [ "$FAST" != 0 ]; then
    exec "$python" -m pytest -m "not stack and not browser" "$@"
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
