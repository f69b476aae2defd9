"""What findings and dates are called, the same in every output: no name of success for a failure, no bare year."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.check import load_profile
from pipeline.document import Block
from pipeline.findings import Evidence, Fact, Finding, Period, Report, Target
from pipeline.report import digest, wording
from pipeline.report.facts import periods


def named(report: Report, finding: Finding) -> digest.Numbered:
    outcomes = tuple(outcome for outcome in report.outcomes if outcome.requirement.kind != "rule")
    (item,) = digest.numbered(replace(report, profile=load_profile(), outcomes=outcomes, findings=(finding,)))
    return item


def broken(rule: str, requirement: str = "", verdict: str = "weak") -> Finding:
    return Finding(rule, requirement, verdict, "error", "说明。", "建议。")  # type: ignore[arg-type]


def test_a_rule_about_an_element_has_both_names_and_no_verdict_on_the_element(report: Report) -> None:
    item = named(report, broken("goals.consistent", "goals"))
    assert item.title.endswith(" · 指标前后不一致") and item.title.startswith("试点目标")
    assert not item.judged and item.clause == "四（一）"
    assert named(report, broken("schedule.period", "schedule", "missing")).clause == "二"
    assert named(report, broken("basis.cited", verdict="unsure")).judged


def test_a_broken_rule_is_called_by_the_problem(report: Report) -> None:
    assert named(report, broken("applicant.eligible")).title == "申报主体不符合范围"
    assert named(report, broken("residue.place")).title == "残留其他城市名称"


def test_a_gap_is_asked_for_by_its_requirement(report: Report) -> None:
    item = named(report, broken("duty.missing", "policy.finance", "unsure"))
    assert item.judged and item.code == "policy.finance"
    assert named(report, broken("goals.quantified", "goals")).code == "goals.quantified"


def test_phases_come_first_and_the_day_of_a_letter_is_no_part_of_the_schedule(report: Report) -> None:
    blocks = report.document.blocks
    letter = ("二〇二二年十二月", "（徐州市人民政府 二〇二二年十二月）", "2022年12月建成平台")
    added = tuple(Block(text, "paragraph", 1) for text in letter)
    facts = [
        Fact(
            Period(date(2022, 12, 1), date(2022, 12, 31)),
            Evidence(len(blocks) + at, text.index("2" if at == 2 else "二"), text.index("月") + 1, "", 1, ()),
        )
        for at, text in enumerate(letter)
    ]
    early = Fact(Period(date(2022, 1, 1), date(2022, 12, 31)), facts[2].evidence)
    changed = replace(
        report,
        document=replace(report.document, blocks=(*blocks, *added)),
        facts=(*facts, early, *report.facts),
    )
    found = [fact for _, fact in periods(changed)]
    phases = [fact for fact in report.facts if isinstance(fact.value, Period)]
    assert found == [*phases, early, facts[2]]


@pytest.mark.parametrize(
    ("comparator", "quote", "said"),
    [
        ("-", "用工量较传统方式减少20%以上", "降低 ≥ 20%"),
        ("+", "效率提高不低于20%", "增加 ≥ 20%"),
        ("-", "用工量减少20%", "降低 20%"),
        (">=", "占比不低于20%", "≥ 20%"),
    ],
)
def test_a_change_keeps_its_bound(comparator: str, quote: str, said: str) -> None:
    assert wording.target(Target("用工量", comparator, 20, "%", None), quote) == said  # type: ignore[arg-type]
