# Two commands set everything up on a machine that has Python and make:
#   make screen    screens a sample and says where the labelled workbook is
#   make test      runs everything
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
OUT := build/screened

.PHONY: screen test coverage office browser postgres lint format bench bench-check names rules lock sbom screenshots clean

screen: $(STAMP)
	$(BIN)/screener screen samples/ev_motor_ja_cp932.csv samples/radar_module_zh.xlsx \
	  --ship-from CN --destination JP --date 2026-06-30 --out $(OUT) --force

test: $(STAMP) office browser postgres lint
	$(BIN)/screener rules check
	$(BIN)/screener rules test
	$(BIN)/python -m pytest -n auto --durations=25

# Which lines and branches the tests reach; it takes half as long again as the tests alone.
coverage: $(STAMP) office browser postgres
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

# A test opens annotated workbooks in LibreOffice Calc; the program itself does not need it.
office:
	@command -v soffice >/dev/null \
	  || { apt-get update -q && apt-get install -yq --no-install-recommends libreoffice-calc; } \
	  || { echo "The tests need LibreOffice Calc: install it so that soffice is on the PATH." >&2; exit 1; }

# Tests walk through the web application in Chromium; the program itself needs no browser.
browser:
	@test -x /usr/bin/chromium \
	  || { apt-get update -q && apt-get install -yq --no-install-recommends chromium fonts-noto-cjk; } \
	  || { echo "The tests need Chromium: install it as /usr/bin/chromium." >&2; exit 1; }

# The tests of the web application run on SQLite and on a PostgreSQL server that they start.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	  || { apt-get update -q && apt-get install -yq --no-install-recommends postgresql; } \
	  || { echo "The tests need PostgreSQL: install it so that initdb is on the PATH." >&2; exit 1; }

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Generated files: JSON Schemas of the rules, sample spreadsheets, the reference of commands.
rules: $(STAMP)
	$(BIN)/screener rules schema
	$(BIN)/python tests/builders/samples.py
	$(BIN)/python tests/builders/command_reference.py

# The versions and hashes of all that is needed: after a change of the requirements.
lock: $(STAMP)
	$(BIN)/uv lock

# The parts list of the program itself, of what uv.lock names: CycloneDX, and docs/dependencies.md.
sbom: $(STAMP)
	UV_PROJECT_ENVIRONMENT=build/locked $(BIN)/uv sync --quiet --frozen --no-dev --all-extras \
	  --no-editable --python $(BIN)/python
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sbom.cdx.json build/locked/bin/python
	$(BIN)/python tests/builders/dependencies.py build/sbom.cdx.json

# Pictures of the web application for docs/web/, in three languages.
screenshots: $(STAMP) browser
	$(BIN)/python tests/builders/screenshots.py

bench: $(STAMP)
	$(BIN)/python benchmarks/run.py --lines 10000 --runs 5 --keep
	$(BIN)/python benchmarks/web.py

# A light version: fails only where a ratio is twice the one that is kept.
bench-check: $(STAMP)
	$(BIN)/python benchmarks/run.py --check

# Compares the recognition of names with other matchers; needs the headers of ICU.
names: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python benchmarks/names.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis .coverage

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $(STAMP)
