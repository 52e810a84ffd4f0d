#!/usr/bin/env bash
# Run the demo on Docker Compose where an engine answers, else on the local stack.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m ops.demo "$@"
