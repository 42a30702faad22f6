# The two commands: `make run` and `make test`. Everything else serves them.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
FROM_LOCK = --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-compile -r requirements/build.txt
# The lock names everything, so nothing is resolved again. From the cache alone if all is there, else from the registry.
INSTALL = $(UV) pip install --quiet --no-deps --require-hashes --python $(BIN)/python
LOCK = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

PYTEST = $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev system-packages test check lint types style migrations covered coverage chaos bench screenshots schema lock clean

help: ## what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

run: setup ## set up and start Frontline with a sample workspace
	@exec $(BIN)/frontline run

setup: .venv/installed-run ## the environment in .venv, so that .venv/bin/frontline works

setup-dev: .venv/installed-dev

.venv/installer: requirements/build.txt
	@echo "Setting up .venv ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Frontline needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11.")'
	@# The system's own pip, where there is one, saves the three seconds in which venv would install another.
	@{ $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install $(FROM_LOCK) ; } 2>/dev/null || \
	  { $(PYTHON) -m venv --clear .venv && $(BIN)/python -m pip install $(FROM_LOCK) ; } || \
	  { echo "Python cannot make environments here. On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

# What development needs holds all that running needs, so an environment that has it has both.
.venv/installed-run: requirements/run.txt pyproject.toml .venv/installer
	@test -e .venv/installed-dev -a ! requirements/dev.txt -nt .venv/installed-dev || \
	  $(INSTALL) --offline -r requirements/run.txt 2>/dev/null || $(INSTALL) -r requirements/run.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

.venv/installed-dev: requirements/dev.txt pyproject.toml .venv/installer
	@$(INSTALL) --offline -r requirements/dev.txt 2>/dev/null || $(INSTALL) -r requirements/dev.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

system-packages:
	@scripts/system-packages

test: setup-dev system-packages ## set up and test everything
	@$(PYTEST) -n 2 --cov --cov-report= --cov-config=pyproject.toml -m "not chaos" $(ARGS)

lint: setup-dev ## what can be seen without running: style, types, templates, imports, the lock
	@$(MAKE) --no-print-directory -j2 types style

types:
	$(BIN)/mypy

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint src
	$(BIN)/lint-imports
	scripts/check-lock

migrations: setup-dev
	$(PYTEST) -n0 tests/config/test_migrations.py tests/config/test_founding.py

# What `migrations` tests is among the tests, and isn't run twice.
check: lint test covered ## what CI runs: lint, tests (migrations too), what they cover, a short kill test
	@$(MAKE) --no-print-directory chaos MAILS=200

STUDIES = 1000
coverage: setup-dev ## do studies say what they should, as often as they say? (STUDIES=1000 of each kind)
	OMP_NUM_THREADS=1 $(BIN)/python -m simulation --studies $(STUDIES)

covered:
	@$(BIN)/coverage report --fail-under=90

MAILS ?= 2000
chaos: setup-dev ## kill everything at random while mail flows (MAILS=2000)
	FRONTLINE_CHAOS_MAILS=$(MAILS) $(PYTEST) -n0 -rA -m chaos tests/chaos

bench: setup-dev ## measure, into bench/RESULTS.md
	$(BIN)/python -m bench $(ARGS)

screenshots: setup-dev system-packages ## take the README's pictures again
	$(BIN)/python scripts/screenshots.py

clean: ## remove the environment and all caches; the data stays
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache .coverage .coverage.* htmlcov

schema: setup-dev ## after a new migration: write down again what all of them make of an empty database
	$(BIN)/python scripts/write-schema

lock: .venv/installer ## resolve requirements/*.in again, with hashes and without any registry's address
	@for set in build run dev s3; do $(LOCK) --upgrade requirements/$$set.in -o requirements/$$set.txt; done
