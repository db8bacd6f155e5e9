# The link-worker kit. Needs git, make and Python 3.11 or newer; `make help` says what there is.
.DEFAULT_GOAL := help
.PHONY: start test lint bench mutants train test-lowest clean help
SHELL := /bin/sh

PORT ?= 8888
WORKSPACE ?= workspace
BROWSER ?=
CI ?=

PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet
# A virtual environment survives neither a move nor the loss of its Python: the stamp holds
# where it was made, and is made again when that is not here or its Python does not run.
HERE := $(shell pwd)
MADE := $(shell .venv/bin/python -c "" 2>/dev/null && cat .venv/.made 2>/dev/null)
ifneq ($(MADE),$(HERE))
.PHONY: .venv/.made
endif

start: .venv/.runtime ## open the course: PORT=8888 WORKSPACE=workspace BROWSER=no
	@exec .venv/bin/linkworker start --workspace "$(WORKSPACE)" --port "$(PORT)" \
	  $(if $(filter no,$(BROWSER)),--no-browser)

test: .venv/.dev lint ## run every check and test, with a browser and PostgreSQL (CI=true: both are a must)
	@.venv/bin/python -m tests.browser.chromium
	@.venv/bin/python -m tests.postgres
	.venv/bin/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

lint: .venv/.dev ## ruff, mypy and import-linter
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: .venv/.dev ## measure how fast the kit is
	.venv/bin/python -m pytest tests/bench --override-ini=testpaths=tests/bench -s

mutants: .venv/.dev ## grade 5,000 spoiled submissions: MUTANT_SEED=1 for others
	MUTANTS=5000 .venv/bin/python -m pytest tests/notebooks/test_mutants.py

train: .venv/.dev ## learn the utterance coder's weights from the labelled utterances
	.venv/bin/python -m simgen.conversation.hearing.train

test-lowest: .venv/.dev ## run the tests on the lower bounds of pyproject.toml
	.venv/bin/uv venv --quiet --clear --seed --python .venv/bin/python .venv-lowest
	.venv/bin/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct \
	  --editable '.[panel,dev]'
	@echo "Old releases warn about each other: here warnings are shown, not errors."
	PATH="$(HERE)/.venv-lowest/bin:$$PATH" .venv-lowest/bin/python -m pytest -W default

clean: ## remove what was installed and cached; the workspace stays
	rm -rf .venv .venv-lowest build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache tests/browser/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-19s%s\n", $$1, $$2 }'

# Stamps: touched only when a step has ended, so that an interrupted install is done again.
.venv/.made:
	@set -eu; found=; novenv=; \
	for name in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then found=$$name; break; fi; \
	  novenv=$$name; \
	done; \
	if [ -z "$$found" ] && [ -n "$$novenv" ]; then \
	  echo "$$novenv is here, but not the part that makes virtual environments (venv, ensurepip)." >&2; \
	  echo "On Debian or Ubuntu: apt-get install python3-venv   Then run make again." >&2; exit 1; \
	fi; \
	if [ -z "$$found" ]; then \
	  echo "No Python 3.11 or newer was found (looked for python3.14 to python3.11, python3, python)." >&2; \
	  echo "Install one, or name it: make start PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if [ -e .venv/.made ]; then rm -rf .venv; fi; \
	if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo "Making .venv with $$found"; "$$found" -m venv --clear .venv; \
	fi; \
	pwd > .venv/.made

.venv/.runtime: pyproject.toml .venv/.made
	@echo "Installing the kit into .venv: once, a minute or two; quiet unless something goes wrong."
	@$(PIP) install --editable '.[panel]'
	@touch $@

.venv/.dev: pyproject.toml .venv/.runtime
	@echo "Installing what the tests need into .venv: once, about a minute."
	@$(PIP) install --editable '.[panel,dev]'
	@touch $@
