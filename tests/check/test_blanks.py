"""Signs and words that stand for something: every one matches its own example."""

import re

import pytest

from pipeline.check.blanks import SIGNS, TABLES

PHRASES = [(table, example, pattern) for table, rows in TABLES.items() for example, pattern in rows.items()]


@pytest.mark.parametrize(("table", "example", "pattern"), PHRASES)
def test_a_sign_matches_its_example(table: str, example: str, pattern: str) -> None:
    assert re.search(pattern, example)


@pytest.mark.parametrize(("table", "example", "pattern"), PHRASES)
def test_the_first_glance_lets_every_example_through(table: str, example: str, pattern: str) -> None:
    whole = dict(zip(TABLES, SIGNS, strict=True))[table]
    assert whole.search(example) and SIGNS[whole].search(example)
