"""Pilots of other lengths than the shipped notice's: what the length decides follows from the profile."""

from dataclasses import replace
from datetime import date

import pytest
from judging import judged, reported

from pipeline.check import load_profile
from pipeline.check.consistency.claim_words import Term, time_of
from pipeline.check.consistency.when import END, When, after
from pipeline.check.pilot import ORDINALS, WORDS, months, number, ordinals
from pipeline.profile import MOST_YEARS
from pipeline.text.numerals import value_of

TWO = replace(load_profile(), years=2, start=date(2026, 10, 1), deadline=date(2026, 9, 30))
TASKS = ("一、重点任务", "印发《宜昌市推进智能建造若干措施》，市住建局牵头。")


def plan(*schedule: str) -> tuple[str, ...]:
    return (*TASKS, "二、实施计划", *schedule)


@pytest.mark.parametrize(
    "schedule",
    [
        ("试点为期24个月，自公布之日起计算。",),
        ("试点期两年。第一年出台政策、遴选项目；第二年建成监管平台，开展评估。",),
        ("启动阶段（2026年10月—2027年3月）。成立专班。", "总结阶段（2027年4月—2028年9月）。开展评估。"),
        ("第1—12个月，成立专班，出台政策。", "第13—24个月，建成监管平台，开展评估。"),
    ],
)
def test_two_years_are_right_for_a_pilot_of_two_and_wrong_for_one_of_three(schedule: tuple[str, ...]) -> None:
    assert "schedule.period" not in reported(*plan(*schedule), profile=TWO)
    assert "schedule.period" in reported(*plan(*schedule), profile=replace(TWO, years=3))


@pytest.mark.parametrize(
    "schedule",
    [
        ("试点为期36个月，自公布之日起计算。",),
        ("启动阶段（2026年10月—2027年9月）。成立专班。", "总结阶段（2027年10月—2029年9月）。开展评估。"),
        ("第1—12个月，成立专班，出台政策。", "第13—36个月，建成监管平台，开展评估。"),
    ],
)
def test_three_years_are_wrong_for_a_pilot_of_two_and_right_for_one_of_three(schedule: tuple[str, ...]) -> None:
    report = judged(*plan(*schedule), profile=TWO)
    said = next(finding.message for finding in report.findings if finding.rule == "schedule.period")
    assert "试点期 2 年" in said or "2 年试点期" in said
    assert "schedule.period" not in reported(*plan(*schedule), profile=replace(TWO, years=3))


@pytest.mark.parametrize(
    "aims", ["两年后要成什么样子：建成示范项目12个，用工减少20%。", "到第二年末，建成示范项目12个。"]
)
def test_goals_told_elsewhere_are_those_of_its_years(aims: str) -> None:
    body = [text for at in range(3) for text in (f"（{'一二三'[at]}）任务", "市住建局牵头印发办法。", aims)]
    for profile, verdict in ((TWO, "met"), (replace(TWO, years=3), "missing")):
        report = judged("一、重点任务", *body, profile=profile)
        assert next(o.verdict for o in report.outcomes if o.requirement.id == "goals") == verdict


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("第二年", END),
        ("公布后24个月内", END),
        ("公布后12个月内", after(12, "个月")),
        ("第一年", after(1, "年")),
        ("两年累计", END),
    ],
)
def test_targets_of_the_second_year_are_of_the_end_of_two(words: str, when: When) -> None:
    assert time_of(words, None, Term(2, 2028)) == when


def test_there_are_words_for_every_length_that_a_profile_may_have() -> None:
    assert sorted(WORDS) == list(range(1, MOST_YEARS + 1)) and len(ORDINALS) == MOST_YEARS
    for years, words in WORDS.items():
        assert value_of(words.months) == 12 * years
        assert {value_of(word) for word in words.years.split("|")} == {years}
    assert (number(3), months(2), ordinals(2)) == ("(?:三|3)", r"(?:二十四|24)\s*个月", "[一二12]")
