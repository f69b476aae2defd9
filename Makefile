# What a developer runs; .ci/run runs the linters, types, layers, corpora and tests in a fresh environment.
PYTHON ?= python

.PHONY: test lint fuzz corpora-check train evaluate bench

test:
	$(PYTHON) -m pytest

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	lint-imports

fuzz:
	FUZZ_SECONDS=600 $(PYTHON) -m pytest tests/fuzz

corpora-check:
	$(PYTHON) -m corpora.check

train:
	$(PYTHON) -m models.train

evaluate:
	$(PYTHON) -m models.evaluate

bench:
	$(PYTHON) -m bench.read
