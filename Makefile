# One virtual environment, made once and again only when its inputs change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
PIP := -m pip --disable-pip-version-check
ALL := --group dev --editable '.[web,pdf,feeds,xlsx,parquet,serve,team,cluster,agree]'

.PHONY: setup run test check bench interop example docs pins audit clean

# Byte code is written even where PYTHONDONTWRITEBYTECODE is set: start-up is a third quicker with it.
setup: $(STAMP)
	@$(BIN)/python -m compileall -q reeread

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reeread needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) install --quiet 'pip>=25.1'
	$(BIN)/python $(PIP) install --quiet --constraint constraints.txt $(ALL)
	touch $(STAMP)

run: setup
	$(BIN)/reeread --db annotations.db

test: setup
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python bench/run.py

# The programs that our exports are written for read them; what is missing goes into environments beneath build/interop.
interop: setup
	REEREAD_INTEROP=1 $(BIN)/python tests/interop/installing.py
	REEREAD_INTEROP=1 $(BIN)/python -m pytest -n auto tests/interop tests/browser

example: setup
	$(BIN)/python tests/build_example.py

docs: example
	$(BIN)/python tests/build_docs.py

# The newest versions that fit together, from an environment that holds nothing else.
pins:
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python $(PIP) install --quiet 'pip>=25.1'
	build/pins/bin/python $(PIP) install --quiet $(ALL)
	build/pins/bin/python $(PIP) freeze --exclude-editable > constraints.txt
	rm -rf build/pins

# Advisories against the pinned versions: needs PyPI's own list of them.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python $(PIP) install --quiet pip-audit
	build/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
