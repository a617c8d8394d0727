# The two commands a newcomer needs are `make docs` and `make test`; both set up .venv by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SITE := build/site

MESSAGES := build/sphinx_modelterms.pot
DOMAIN := --domain sphinx_modelterms

.PHONY: docs test test-real test-others test-multiversion lint format types messages bench bench-quick bench-tables clean

docs: $(READY)
	$(BIN)/sphinx-build -q -n -W --keep-going -b html example_docs $(SITE)
	@echo "Open $(CURDIR)/$(SITE)/index.html"

test: $(READY)
	$(BIN)/pytest -q -n auto --dist loadgroup

# Documentation of other projects, fetched by pip, built without and with the extension.
test-real: $(READY)
	$(BIN)/python -m tests.real.fetch
	$(BIN)/pytest -q -n auto tests/real

# Builders and hover cards of others, which are large or not made for the newest Sphinx.
OTHERS := build/others
test-others:
	$(PYTHON) -m venv $(OTHERS)
	$(OTHERS)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(OTHERS)/bin/python -m pip install --quiet --editable . --group others
	$(OTHERS)/bin/python -m pytest -q tests/test_builders_of_others.py tests/test_hover_card_companions.py

# sphinx-multiversion does not start with Sphinx 9.
test-multiversion: $(READY)
	$(PYTHON) -m venv build/multiversion
	build/multiversion/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	build/multiversion/bin/python -m pip install --quiet . --group test "sphinx <9" sphinx-multiversion setuptools
	build/multiversion/bin/python -m pytest -q -rs tests/test_page_companions.py -k version

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY)
	$(BIN)/mypy

# The catalogues of our own words: those of the sources into each language, then what Sphinx reads.
messages: $(READY)
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --keywords "_ sentence counted:1,2" --no-default-keywords \
	  --add-comments "Translators:" --add-location file --project sphinx_modelterms \
	  --output-file $(MESSAGES) sphinx_modelterms
	$(BIN)/pybabel --quiet update $(DOMAIN) --output-dir sphinx_modelterms/locale --input-file $(MESSAGES) --ignore-obsolete \
	  --no-fuzzy-matching --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel --quiet compile $(DOMAIN) --directory sphinx_modelterms/locale

# In memory where there is some: disks are slow, and not always equally so.
FAST := $(shell test -w /dev/shm && echo TMPDIR=/dev/shm)

# All cases take about an hour and a half; some: make bench CASES="clean links". Other extensions are
# compared where they can be installed.
bench: $(READY)
	$(BIN)/python -m pip install --quiet --group bench || echo "Other extensions are left out."
	$(FAST) $(BIN)/python -m benchmarks $(CASES)

# Fails when builds touch more than they have to, when things get larger, or much slower.
bench-quick: $(READY)
	$(FAST) $(BIN)/python -m benchmarks.guard

# The tables of the manual, of the committed figures.
bench-tables: $(READY)
	$(BIN)/python -m benchmarks.table benchmarks/results.json > example_docs/manual/speed-tables.txt

clean:
	rm -rf $(VENV) build dist

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@
