# Everything a person or CI calls. Needs git, make and Python 3.11 or newer; the rest is fetched by `setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench screenshots lock browser clean

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## .venv with everything locked in it

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=… names one)"; exit 1; }
	@echo "setting up $(VENV), once; this takes a minute or two"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## the whole job on the sample sites, then the dashboard
	$(BIN)/ereje demo

browser: setup
	@$(BIN)/python tests/get_browser.py

test: setup browser  ## every test
	$(BIN)/python -m pytest

check: setup  ## what CI runs before the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup  ## the benchmarks, as ratios within one run
	$(BIN)/python -m benchmarks

screenshots: setup browser  ## pictures of every page in four widths, into docs/screenshots
	$(BIN)/ereje demo --once
	$(BIN)/python tests/screenshots.py var/demo

lock: setup  ## requirements.lock from pyproject.toml: hashes, no addresses
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --upgrade --output-file requirements.lock

clean:
	rm -rf $(VENV) var build dist
