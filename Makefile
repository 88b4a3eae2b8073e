# make        sets up, checks and builds site/ (internal) and site-publik/
# make test   every test, lint and type check
# make visa   the site with live reload       make prestanda   measurements
# make las    resolves the locks anew (needs uv)
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all kontrollera bygg visa test prestanda las rent
all: kontrollera bygg

# What only time brings about (exit 1) is shown but does not stop; `handbok bygg` refuses what must not be published.
kontrollera: $(BIN)/.klar
	$(BIN)/handbok kontrollera || test $$? -eq 1

bygg: $(BIN)/.klar
	$(BIN)/handbok bygg
	$(BIN)/handbok bygg --publik

visa: $(BIN)/.klar
	$(BIN)/handbok visa

test: $(BIN)/.klar-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

prestanda: $(BIN)/.klar-test
	$(BIN)/python -m tests.prestanda

$(BIN)/.klar: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 eller senare behövs." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(BIN)/.klar-test: $(BIN)/.klar requirements-test.lock
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

LAS := uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url pyproject.toml
las:
	$(LAS) --extra installation -o requirements.lock
	$(LAS) --extra installation --extra test -c requirements.lock -o requirements-test.lock

rent:
	rm -rf .venv site site-publik
