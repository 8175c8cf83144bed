# make demo | test | lint | golden | authority | model | bench | eval | conformance | lock | wheel | clean
PYTHON ?= $(firstword $(foreach p,python3.12 python3.13 python3 python,$(shell $(p) -c 'import sys; print("$(p)" if sys.version_info >= (3, 12) else "")' 2>/dev/null)))
BIN := .venv/bin
ENV := .venv/.made

.PHONY: demo test exhaustive lint golden authority model bench eval conformance lock wheel clean
.DEFAULT_GOAL := demo

$(ENV): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.12 or newer: install it, or name it: make PYTHON=/path/to/python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(ENV)
	$(BIN)/kg build seeds/ -o build/meeting.ttl

lint: $(ENV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg
	$(BIN)/lint-imports

# Two processes; each file stays in one, with what its tests share.
test: lint
	$(BIN)/pytest -n 2 --dist loadfile

# What make test samples, in full: both SHACL engines over every broken and damaged graph.
exhaustive: $(ENV)
	$(BIN)/pytest -m exhaustive

# Rewrite what golden cases expect: make golden, or make golden CASE=en-readout; then read the diff like code.
golden: $(ENV)
	$(BIN)/pytest tests/golden --rewrite-golden $(if $(CASE),-k $(CASE))

# Compile kg/link/data/tables/*.tsv into the authority file of the package.
authority: $(ENV)
	$(BIN)/python scripts/make_authority.py

# Learn how sure statements are: KG_POLNEAR_TRAIN names PolNeAR's train split, all of it, as JSON Lines; without it French alone is learnt.
model: $(ENV)
	$(BIN)/python scripts/calibrate.py $(if $(KG_POLNEAR_TRAIN),--weights en=$(KG_POLNEAR_TRAIN))

bench: $(ENV)
	for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

eval: $(ENV)
	$(BIN)/python scripts/evaluate.py

conformance: $(ENV)
	$(BIN)/python scripts/conformance.py

# The lock names no index: every package comes from the index that pip is set to use, and must have one of these hashes.
lock:
	uv pip compile pyproject.toml --extra rust-shacl --group dev --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-header --output-file requirements.lock --quiet

wheel: $(ENV)
	$(BIN)/python -m build --no-isolation --wheel

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
