"""Unreadable is never “缺失”: what is found nowhere is missing only where every page could be read."""

from dataclasses import replace

import pytest

from pipeline.document import Block, Document, PageCoverage
from pipeline.journey import judge
from pipeline.profile import load_profile

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
