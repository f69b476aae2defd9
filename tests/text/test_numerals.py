"""Numbers in digits and in Chinese numerals."""

import re

import pytest

from pipeline.text.numerals import RANGE, scaled, value_of, year_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("一百二十", 120),
        ("两千零五", 2005),
        ("三万", 30_000),
        ("二〇二三", 2023),
        ("3,000", 3000),
        ("一亿零五百万", 105_000_000),
        ("１．５", 1.5),
        ("一二", 12),
        ("拾壹", 11),
        ("1二", 12),
    ],
)
def test_numerals(text: str, value: float) -> None:
    assert value_of(text) == value


def test_scaled_and_broken_numerals() -> None:
    assert scaled("1.13", "万亿") == 1.13e12
    with pytest.raises(ValueError, match="not a number"):
        value_of("若干")


@pytest.mark.parametrize(
    "text", ["2023", "２０２３", "二〇二三", "二零二三", "二○二三", "二O二三", "二Ｏ二三", "二o二三", "二0二三"]
)
def test_years(text: str) -> None:
    assert year_of(text) == 2023


@pytest.mark.parametrize("text", ["—", "——", "－", "–", "--", "~", "～", "～～", "至", "到"])
def test_what_a_range_is_written_with(text: str) -> None:
    assert re.fullmatch(RANGE, text)
