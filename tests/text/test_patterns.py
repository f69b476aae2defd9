"""Patterns that are tried only where a match can begin find what they find without."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.leftover import short
from pipeline.classify import duty_patterns
from pipeline.extract import quantities
from pipeline.text import commitment, refusal
from pipeline.text.patterns import quick

_GUARD = re.compile(r"\(\?=(?:[^()\[\]|]|\[(?:\\.|[^\]])+\]|\\.|\|)+\)(?=\(\?:)")


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("(?<!科技)计划|拟", "计|拟"),
        ("(?:约|近)?[一二]家", "约|近|[一二]"),
        (r"(?P<year>20\d\d)|\s*年", r"2|\s|年"),
        (r"^已|[—～~-]至|\(\)", r"已|[—～~-]|\("),
        ("已{2,3}(?:建|成)", "已"),
        ("(?!不)(?:暂|未)定", "暂|未"),
    ],
)
def test_a_match_is_looked_for_where_one_may_begin(pattern: str, opening: str) -> None:
    assert quick(pattern).pattern == f"(?={opening})(?:{pattern})"


@pytest.mark.parametrize(
    "pattern",
    ["已?", "(?:^|，)[将拟]?", "[^，]{2}年", ".年", r"\b年", "(?i)bim", "(?>年)", r"[\\]年", "(年)?(?(1)月|日)"],
)
def test_a_pattern_whose_beginning_cannot_be_told_stays_as_it_is(pattern: str) -> None:
    assert quick(pattern).pattern == pattern


def _pieces() -> Iterator[re.Pattern[str]]:
    yield from (refusal.NEGATED, commitment.PAST, commitment.FUTURE, commitment.ELSEWHERE, commitment.HOLLOW)
    yield from (quantities._QUANTITY, quantities._DOUBLE, quantities._DOUBLED_FROM, short._names())


@pytest.mark.parametrize("pattern", _pieces())
@given(
    text=st.text(
        "不暂未将拟计划到2022年底前近汽车徐州江苏市翻番一半由5提高至％%已建成XX（）、，。家个 第现有试点期内满再",
        max_size=40,
    )
)
def test_the_patterns_in_use_find_the_same_without_it(pattern: re.Pattern[str], text: str) -> None:
    plain = re.compile(_GUARD.sub("", pattern.pattern, count=1))
    assert plain.pattern != pattern.pattern
    assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in plain.finditer(text)]


_ATOM = st.sampled_from(
    ["一", "二三", "[一二]", "[^三]", r"\d", "(?<!二)", "(?=一)", "(?:二|三)", "(?P<n>一)?", "$", "."]
)
_PATTERN = st.lists(
    st.lists(st.tuples(_ATOM, st.sampled_from(["", "", "?", "*", "+", "{0,2}", "{2}", "*?"])), min_size=1, max_size=4),
    min_size=1, max_size=3,
)  # fmt: skip


@given(_PATTERN, st.text("一二三4", max_size=8))
def test_any_pattern_finds_the_same(branches: list[list[tuple[str, str]]], text: str) -> None:
    made = "|".join("".join(atom + often for atom, often in branch) for branch in branches)
    try:
        plain = re.compile(made)
    except re.error:
        return
    found = [match.span() for match in quick(made).finditer(text)]
    assert found == [match.span() for match in plain.finditer(text)]


def test_the_patterns_of_duties_are_still_taken_apart() -> None:
    assert duty_patterns.compiled("智能(?:建造|审图)|机审").needs == (frozenset({"智能", "机审"}),)
