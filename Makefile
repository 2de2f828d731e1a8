# Two commands are enough: `make run` for the tables and charts, `make test` for the checks.
# Each sets everything up by itself in .venv, once.

SCENARIO ?= uk-france-monitors
TEST_PROCESSES ?= 2
PYTHON := .venv/bin/python
LOCK := --universal --python-version 3.12 --generate-hashes --no-annotate --quiet \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help setup dev run test lint docs pictures site lowest prerelease lock clean

help:  ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup:  ## make .venv with all that is needed to run; does nothing if it is there
	@sh setup.sh

dev:  ## the same, with all that is needed to check and change the code
	@sh setup.sh dev

run: setup  ## run the article's scenario against base: table, charts, report
	.venv/bin/contactline run $(SCENARIO) base

# Each process takes whole files, so that tests share what they have run, those that take longest
# first (tests/dealing.py). Types are checked beside the tests, for that alone would leave a core
# idle; what is found is told below them.
test: style  ## check format, style and types, and run the tests
	@told=$$(mktemp); $(PYTHON) -m mypy >$$told 2>&1 & types=$$!; \
	$(PYTHON) -m pytest -n $(TEST_PROCESSES) --dist loadfile; tests=$$?; \
	wait $$types; types=$$?; cat $$told; rm -f $$told; exit $$((tests | types))

lint: style  ## check format, style and types
	$(PYTHON) -m mypy

.PHONY: style
style: dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

docs: dev  ## write the generated parts of docs/ and the catalogues of languages anew
	$(PYTHON) docs/generate.py
	$(PYTHON) docs/catalogue.py

pictures: dev  ## take the pictures of the README anew; needs Chromium
	$(PYTHON) docs/pictures.py

site: dev  ## build the site, to be read without a network: site/index.html
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --quiet
	@echo site/index.html

# A part of the tests that meets every library; OTHER_TESTS=tests takes all of them.
OTHER_TESTS ?= $(patsubst %,tests/test_%.py,app bargain_layouts cli cli_parameters dependencies \
	distributions kept_results mesa_world notebooks other_tools packaging report results_elsewhere \
	site teaching war)

lowest:  ## run tests on the lowest versions that pyproject.toml allows, on Python 3.12
	$(MAKE) --no-print-directory other-versions ON=3.12 WITH="--resolution lowest-direct"

prerelease:  ## run tests on the newest pre-release of Mesa and the newest of all else
	$(MAKE) --no-print-directory other-versions ON=3.13 \
		WITH="--prerelease explicit 'mesa>=4.0.0a0'"

.PHONY: other-versions
other-versions: .tools/bin/uv
	.tools/bin/uv venv --quiet --clear --python $(ON) .tools/venv
	.tools/bin/uv pip install --quiet --python .tools/venv $(WITH) --editable '.[dev]'
	.tools/venv/bin/python -m pytest -n $(TEST_PROCESSES) --dist loadfile $(OTHER_TESTS)

.tools/bin/uv: | setup
	$(PYTHON) -m pip install --quiet --upgrade --target .tools uv

# The locks hold versions and hashes for every system, and no address to fetch them from.
lock: .tools/bin/uv  ## write the two requirements files anew from pyproject.toml
	echo pip | .tools/bin/uv pip compile pyproject.toml - --extra dev \
		--output-file requirements-dev.txt --upgrade $(LOCK)
	printf 'hatchling\npip\n' | .tools/bin/uv pip compile pyproject.toml - \
		--output-file requirements.txt --constraint requirements-dev.txt --upgrade $(LOCK)

clean:  ## remove .venv and all caches; results stay
	rm -rf .venv .tools build dist site .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
