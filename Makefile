.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
SHELL := /bin/bash

.PHONY: help
help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Practicum needs Python 3.11 or newer. Set PYTHON=… to name it."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python has no venv. On Debian: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/development: .venv/runtime requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.PHONY: setup
setup: .venv/runtime ## Make the virtual environment with what Practicum needs to run

.PHONY: run
run: setup ## Serve on http://127.0.0.1:8000 (PORT= to change), with demo people on an empty database
	@$(BIN)/flask --app wsgi database upgrade
	@$(BIN)/flask --app wsgi content load --if-changed
	@$(BIN)/flask --app wsgi demo --if-empty
	@PORT=$(PORT) $(BIN)/gunicorn --config course/web/server.py wsgi:app

.PHONY: check
check: .venv/development ## The fast part: lint, types, imports, rules (under 50 s)
	@bash tests/check.sh

.PHONY: test
test: .venv/development ## Everything: lint, types, contracts, all tests on both databases and in a browser
	@bash tests/all.sh

.PHONY: stress
stress: .venv/development ## The writer lock for 60 s (STRESS_SECONDS= for longer)
	@$(BIN)/python -m tests.stress.writer_lock --seconds $${STRESS_SECONDS:-60}

.PHONY: browser-faults
browser-faults: .venv/development ## A thousand typed answers while network, tab, sign-in and server fail (ANSWERS= for fewer)
	@$(BIN)/python -m tests.browser.faults --answers $${ANSWERS:-1000}

.PHONY: machine
machine: .venv/development ## The attempt's state machine, long, on both databases (MACHINE_EXAMPLES= and MACHINE_STEPS= for less)
	@MACHINE_EXAMPLES=$${MACHINE_EXAMPLES:-2000} MACHINE_STEPS=$${MACHINE_STEPS:-60} $(BIN)/python -m pytest -q tests/quizzes/test_machine.py
	@TIME_CASES=$${TIME_CASES:-50000} $(BIN)/python -m pytest -q tests/quizzes/test_time.py

.PHONY: races
races: .venv/development ## Many at once start, save, submit and grade, on both databases (RACE_THREADS= and RACE_ROUNDS= for less)
	@RACE_THREADS=$${RACE_THREADS:-50} RACE_ROUNDS=$${RACE_ROUNDS:-200} $(BIN)/python -m pytest -q tests/quizzes/test_races.py

.PHONY: crash
crash: .venv/development ## Kill workers, servers and databases during saves, fill disks (CRASH_WORKERS=, CRASH_SERVERS=, CRASH_RESTARTS=, CRASH_DISKS= for less)
	@CRASH_WORKERS=$${CRASH_WORKERS:-500} CRASH_SERVERS=$${CRASH_SERVERS:-100} CRASH_RESTARTS=$${CRASH_RESTARTS:-50} CRASH_DISKS=$${CRASH_DISKS:-20} $(BIN)/python -m pytest -q tests/crash

.PHONY: stampede
stampede: .venv/development ## Five hundred trainees submit twice within two seconds (TRAINEES= for fewer)
	@$(BIN)/python -m tests.quizzes.stampede --trainees $${TRAINEES:-500}

.PHONY: pictures
pictures: .venv/development ## A picture of every page, wide and narrow, light and dark, under instance/pictures
	@$(BIN)/python -m tests.browser.pictures instance/pictures

.PHONY: bench
bench: .venv/development ## Measure against a bare page and raw commits; writes bench/latest.json
	@$(BIN)/python -m course.bench

.PHONY: format
format: .venv/development ## Format code, templates and content
	@$(BIN)/ruff check --quiet --fix course tests wsgi.py && $(BIN)/ruff format --quiet course tests wsgi.py
	@$(BIN)/djlint --quiet --reformat templates || true
	@$(BIN)/flask --app wsgi content format

.PHONY: pins
pins: ## Resolve requirements*.in into pinned, hashed requirements*.txt (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt

.PHONY: clean
clean: ## Remove the virtual environment and caches; the instance folder stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
