# What a developer runs; CI runs the same targets.
PYTHON ?= python

.PHONY: test lint fuzz corpora-check train evaluate bench

test:
	$(PYTHON) -m pytest

lint:
	$(PYTHON) -m ruff check .
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
	$(PYTHON) bench/read.py
