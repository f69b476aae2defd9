"""Unreadable is never “缺失”: what is found nowhere is missing only where every page could be read."""

from dataclasses import replace

import pytest

from corpora.build import raw_document
from corpora.reading import PLANS, read_plan
from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage
from pipeline.findings import Report
from pipeline.journey import judge

EMPTY = Document("plan.docx", "0" * 64, "docx", (Block("关于报送材料的函", "paragraph", 1),), 2, ())


@pytest.mark.parametrize(("method", "never"), [("text", "unsure"), ("unreadable", "missing")])
def test_a_page_that_could_not_be_read_turns_missing_into_unsure(method: str, never: str) -> None:
    coverage = (PageCoverage(1, "text", 8), PageCoverage(2, method, 0))  # type: ignore[arg-type]
    report = judge(replace(EMPTY, coverage=coverage), load_profile())
    verdicts = {item.verdict for item in (*report.outcomes, *report.findings) if _absence(item)}
    assert verdicts and never not in verdicts


def _absence(item: object) -> bool:
    return getattr(item, "rule", "") != "document.readable" and getattr(item, "verdict", "") in ("missing", "unsure")


def test_what_was_found_nowhere_is_not_said_to_have_been_found() -> None:
    coverage = (PageCoverage(1, "text", 8), PageCoverage(2, "unreadable", 0))
    report = judge(replace(EMPTY, coverage=coverage), load_profile())
    bare = [item for item in report.outcomes if item.verdict == "unsure" and not item.evidence]
    assert bare and not any("有相关语句" in item.reason for item in bare)
    assert not any("相关语句" in finding.advice for finding in report.findings if not finding.evidence)


@pytest.mark.parametrize(("exact", "said"), [(True, "第 2、4–6 页无法识别"), (False, "约第 2、4–6 页无法识别")])
def test_pages_that_could_not_be_read_are_named_in_short_and_as_sure_as_they_are(exact: bool, said: str) -> None:
    coverage = tuple(PageCoverage(page, "text" if page in (1, 3) else "unreadable", 0) for page in range(1, 7))
    report = judge(replace(EMPTY, pages=6, coverage=coverage, exact_pages=exact), load_profile())
    (found,) = (finding for finding in report.findings if finding.rule == "document.readable")
    assert found.message.startswith(said)


PLAN = (
    "宜昌市智能建造试点实施方案", "一、重点任务", "（一）完善政策体系", "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。",
    "二、实施计划", "第三阶段（2025年1月—2025年10月）：总结评估。",
)  # fmt: skip


def _read_but_for(unreadable: bool) -> Report:
    method = "unreadable" if unreadable else "text"
    coverage = (PageCoverage(1, "text", 90), PageCoverage(2, method, 0))  # type: ignore[arg-type]
    blocks = tuple(Block(text, "paragraph", 1) for text in PLAN)
    return judge(Document("plan.pdf", "0" * 64, "pdf", blocks, 2, coverage), load_profile())


def test_an_optional_task_may_stand_on_a_page_that_could_not_be_read() -> None:
    for unreadable, verdict in ((False, "not_chosen"), (True, "unsure")):
        outcomes = {outcome.requirement.id: outcome for outcome in _read_but_for(unreadable).outcomes}
        assert outcomes["talent"].verdict == outcomes["talent.courses"].verdict == verdict
    assert outcomes["talent"].confidence == 0.5


def test_what_is_only_touched_may_be_told_on_a_page_that_could_not_be_read() -> None:
    for unreadable, verdict in ((False, "weak"), (True, "unsure")):
        report = _read_but_for(unreadable)
        partly = [outcome for outcome in report.outcomes if outcome.evidence and outcome.verdict == verdict]
        assert {"task", "element"} & {outcome.requirement.kind for outcome in partly}
        assert all(("不能就此判定" in outcome.reason) == unreadable for outcome in partly)
    assert not [outcome for outcome in report.outcomes if outcome.verdict == "weak"]


def test_a_rule_accuses_nobody_of_what_may_stand_on_a_page_that_could_not_be_read() -> None:
    for unreadable, verdict in ((False, "weak"), (True, "unsure")):
        found = {finding.rule: finding for finding in _read_but_for(unreadable).findings}
        phases = found["schedule.milestones"]
        assert phases.verdict == verdict and "只有一个阶段" in phases.message
        assert ("不能就此判定" in phases.message) == unreadable
    assert {found[rule].severity for rule in ("schedule.milestones", "basis.cited")} == {"info"}


def test_where_every_page_was_read_none_is_to_be_read_again() -> None:
    """bs-10 tells what is to be done when in passing, of which nobody can say whether it is the schedule."""
    report = judge(raw_document(read_plan(PLANS / "bs-10.md")), load_profile())
    (doubt,) = (finding for finding in report.findings if finding.requirement == "schedule" and not finding.evidence)
    assert doubt.verdict == "unsure" and doubt.advice.startswith("请人工复核全文是否已经写明")
