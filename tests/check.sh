#!/usr/bin/env bash
# The fast part of the tests: what a change breaks most often, in under 50 s.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet course tests wsgi.py
$bin/ruff format --quiet --check course tests wsgi.py
$bin/mypy --no-error-summary
$bin/lint-imports --no-logo >/dev/null || { $bin/lint-imports --no-logo; exit 1; }
$bin/djlint --quiet --lint templates
$bin/flask --app wsgi content check
$bin/flask --app wsgi content format --check
echo "Lint, types, import contracts and content are fine."
