#!/usr/bin/env bash
# Everything: what `make test` runs, and with it .ci/run.
set -eu
cd "$(dirname "$0")/.."
bash tests/prepare.sh
bash tests/check.sh
exec .venv/bin/python -m pytest -q -n "${TEST_PROCESSES:-2}" --dist loadgroup --durations=15 "$@"
