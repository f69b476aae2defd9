"""Where a missing thing is shown: below the heading that it belongs to, never at a page number or in an attachment."""

from pathlib import Path

import pytest
from judging import judged

from corpora.build_samples import Manner, build_docx
from corpora.reading import read_plan
from pipeline.findings import Report
from pipeline.journey import review
from pipeline.report import digest
from pipeline.report.annotated import spots
from pipeline.text.numbers import is_annex

PLANS = Path(__file__).parents[2] / "corpora" / "plans"
SAMPLES = PLANS.parent / "samples"


@pytest.mark.parametrize("name", ["m-11", "aa-15", "k-03"])
def test_missing_things_stand_in_the_plan_itself(name: str, tmp_path: Path) -> None:
    build_docx(read_plan(PLANS / f"{name}.md"), tmp_path / f"{name}.docx", Manner())
    report = review(tmp_path / f"{name}.docx")
    anchors = {f.requirement: f.anchor for f in report.findings if not f.evidence and f.rule.endswith(".missing")}
    assert anchors
    for anchor in anchors.values():
        assert anchor is not None
        assert report.document.blocks[anchor].kind != "furniture"
        assert not any(is_annex(heading) for heading in path(report, anchor))


def test_a_duty_stands_below_the_heading_of_its_task(tmp_path: Path) -> None:
    build_docx(read_plan(PLANS / "k-03.md"), tmp_path / "k-03.docx", Manner())
    report = review(tmp_path / "k-03.docx")
    heads: dict[str, set[int]] = {}
    for section in report.sections:
        for label in section.labels:
            if label.probability >= 0.5:
                heads.setdefault(label.label, set()).add(section.start)
    missing = [f for f in report.findings if not f.evidence and f.rule == "duty.missing"]
    homes = [(f"content/{finding.requirement.partition('.')[0]}", finding.anchor) for finding in missing]
    assert [anchor in heads[home] for home, anchor in homes if home in heads].count(True) >= 2
    assert all(anchor in heads[home] for home, anchor in homes if home in heads)


def path(report: Report, block: int) -> tuple[str, ...]:
    return [section.path for section in report.sections if section.start <= block < section.stop][-1]


def test_duties_of_missing_safeguards_stand_where_those_would() -> None:
    tasks = (
        "一、重点任务",
        "2023年6月底前印发智能建造若干措施，市住建局牵头。",
        "二、实施计划",
        "2023年3月至2025年12月分三步推进。",
    )
    report = judged(*tasks)
    missing = {f.requirement: f.anchor for f in report.findings if f.requirement.startswith("safeguards")}
    assert missing["safeguards.mechanism"] == missing["safeguards"] == len(report.document.blocks) - 1


def test_a_rule_that_quotes_nothing_stands_at_the_section_that_it_is_about() -> None:
    report = review(SAMPLES / "zhuzhou.docx")
    document = report.document
    places = {finding.rule: finding.anchor for finding in report.findings}
    assert places["schedule.period"] == places["schedule.milestones"] == places["element.missing"] is not None
    owner = places["content.owner"]
    assert owner is not None and document.blocks[owner].text == "试点任务"
    (placed,) = [spots.placed(item, report) for item in digest.numbered(report) if item.finding.rule == "content.owner"]
    assert [spot.block for spot in placed.spots] == [owner]
