# Shortcuts to the tasks in noxfile.py. `make docs` and `make test` are the two that a newcomer needs;
# both set up .venv by themselves.

PYTHON ?= python3
TASKS := docs lint format types messages pictures package
OTHER_TESTS := test-real test-others test-multiversion

.PHONY: $(TASKS) $(OTHER_TESTS) test bench bench-quick bench-tables clean

$(TASKS):
	@$(PYTHON) noxfile.py $@

test:
	@$(PYTHON) noxfile.py tests

$(OTHER_TESTS): test-%:
	@$(PYTHON) noxfile.py $*

# Some cases only: make bench CASES="clean links"
bench:
	@$(PYTHON) noxfile.py bench $(CASES)

bench-quick bench-tables:
	@$(PYTHON) noxfile.py $(subst -,_,$@)

clean:
	rm -rf .venv .nox build dist
