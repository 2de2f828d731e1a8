# Two commands are enough: `make run` for the tables and charts, `make test` for the checks.
# Each sets everything up by itself in .venv, once.

SCENARIO ?= uk-france-monitors
TEST_PROCESSES ?= 2
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup run test lint docs lock clean

help:  ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup:  ## make .venv with all that is needed; does nothing if it is there
	@sh setup.sh

run: setup  ## run the article's scenario against base: table, charts, report
	.venv/bin/contactline run $(SCENARIO) base

test: lint  ## check format, style and types, then run the tests
	$(PYTHON) -m pytest -n $(TEST_PROCESSES)

lint: setup  ## check format, style and types
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

docs: setup  ## write the generated parts of docs/ anew
	$(PYTHON) docs/generate.py

# The lock holds versions and hashes for every system, and no address to fetch them from.
lock: setup  ## write requirements.txt anew from pyproject.toml
	$(PYTHON) -m pip install --quiet --upgrade --target .tools uv
	.tools/bin/uv pip compile pyproject.toml --extra dev --output-file requirements.txt \
		--universal --python-version 3.12 --upgrade --generate-hashes --no-annotate \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

clean:  ## remove .venv and all caches; results stay
	rm -rf .venv .tools build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
