"""Lengths of time in years and months."""

import re

import pytest

from pipeline.extract.lengths import LENGTH, months_of


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("三年", 36), ("3年", 36), ("两年半", 30), ("2年半", 30), ("两年零六个月", 30), ("2年6个月", 30),
        ("2 年 零 6 个月", 30), ("二年又六个月", 30), ("2.5年", 30), ("一年零三个半月", 16), ("三个年度", 36),
        ("18个月", 18), ("三十六个月", 36), ("十二个月", 12), ("三个半月", 4), ("3个半月", 4), ("半年", 6),
    ],
)  # fmt: skip
def test_a_length_has_its_months(text: str, months: int) -> None:
    match = re.compile(LENGTH).fullmatch(text)
    assert match is not None
    assert months_of(match) == months


@pytest.mark.parametrize("text", ["2025年", "二〇二五年", "两三年", "2022年11月", "若干年", "半个月"])
def test_what_is_no_length(text: str) -> None:
    assert re.search(LENGTH, text) is None


@pytest.mark.parametrize("text", ["两年半内", "两年零六个月内", "2年6个月内"])
def test_a_length_is_read_to_its_end(text: str) -> None:
    assert not re.match(rf"{LENGTH}(?!内)", text)
