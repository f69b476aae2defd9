"""The whole journey over generated plans: whatever is said of a plan can be found in it."""

from collections.abc import Iterator

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from corpora.build import raw_document
from corpora.reading import Line, Plan, read_plans
from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage
from pipeline.findings import Evidence, Report
from pipeline.journey import judge

PLANS = [plan for plan in read_plans() if plan.programme == "smart"]
LINES: list[Line] = [line for plan in PLANS[:12] for line in plan.lines if not line.is_row]
VERDICTS = {"met", "weak", "missing", "unsure", "not_chosen"}


def proofs(report: Report) -> Iterator[Evidence]:
    for outcome in report.outcomes:
        yield from outcome.evidence
    for finding in report.findings:
        yield from finding.evidence
    yield from (fact.evidence for fact in report.facts)


def assert_sound(report: Report) -> None:
    blocks = report.document.blocks
    for proof in proofs(report):
        assert blocks[proof.block].text[proof.start : proof.stop] == proof.quote
        assert proof.quote and proof.page >= 1
    for outcome in report.outcomes:
        assert outcome.verdict in VERDICTS and 0 <= outcome.confidence <= 1
        if outcome.verdict == "met":
            assert outcome.evidence, outcome.requirement.id
        if outcome.verdict == "missing" and report.sections and report.sections[-1].heading:
            assert outcome.searched, outcome.requirement.id
    for finding in report.findings:
        assert finding.message and finding.advice
        assert finding.anchor is None or 0 <= finding.anchor < len(blocks)


def document(texts: list[str], unreadable: bool = False) -> Document:
    coverage = (PageCoverage(1, "text", 100), *((PageCoverage(2, "unreadable", 0),) if unreadable else ()))
    blocks = tuple(Block(text, "paragraph", 1) for text in texts)
    return Document("方案.docx", "0" * 64, "docx", blocks, len(coverage), coverage)


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(LINES), max_size=60), st.booleans())
def test_every_quote_of_a_shuffled_plan_stands_at_its_place(lines: list[Line], unreadable: bool) -> None:
    report = judge(document([line.text for line in lines], unreadable), load_profile())
    assert_sound(report)
    if unreadable:
        assert not [o.requirement.id for o in report.outcomes if o.verdict == "missing"]
        assert "document.readable" in {finding.rule for finding in report.findings}


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80), max_size=20))
def test_any_text_at_all_is_judged_without_failing(texts: list[str]) -> None:
    assert_sound(judge(document(texts), load_profile()))


def test_every_quote_of_whole_plans_stands_at_its_place() -> None:
    for plan in PLANS[::12]:
        assert_sound(judge(raw_document(plan), load_profile()))


def without(plan: Plan, label: str) -> Document:
    """The plan less every line with this label or below it."""
    kept = [line for line in plan.lines if not any(x == label or x.startswith(f"{label}/") for x in line.labels)]
    return document([line.text for line in kept if not line.is_row])


def test_a_planted_gap_is_found_and_only_there() -> None:
    plan = next(plan for plan in PLANS if plan.id == "h-01")
    whole = {o.requirement.id: o.verdict for o in judge(raw_document(plan), load_profile()).outcomes}
    less = {o.requirement.id: o.verdict for o in judge(without(plan, "content/governance"), load_profile()).outcomes}
    assert whole["governance"] == "met" and less["governance"] in ("missing", "weak")
    assert all(less[id] != "met" for id in less if id.startswith("governance."))
    assert less["policy"] == whole["policy"] == "met"


def test_what_does_not_count_does_not_count() -> None:
    texts = [
        "株洲市智能建造试点实施方案", "一、工作基础", "2021年我市已建成智慧工地监管平台，接入工地320个。",
        "二、试点任务", "（一）创新管理机制", "暂不开展BIM审图，待省级系统建成后再研究。", "（二）打造部品部件智能工厂",
    ]  # fmt: skip
    verdicts = {o.requirement.id: o.verdict for o in judge(document(texts), load_profile()).outcomes}
    assert verdicts["governance.platform"] != "met"
    assert verdicts["governance.bim_review"] != "met"
    assert verdicts["factory.build"] != "met"
