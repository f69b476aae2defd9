"""The remark on a plan that bears a date past the deadline."""

from dataclasses import replace
from functools import cache

import pytest

from pipeline.applicant import UNKNOWN
from pipeline.check import load_profile
from pipeline.commands.lateness import with_date
from pipeline.document import Block, Document, PageCoverage, Remark
from pipeline.findings import Report, Versions


@cache
def report(*lines: str) -> Report:
    blocks = tuple(Block(line, "paragraph", 1) for line in ("镇江市智能建造试点实施方案", "一、试点目标", *lines))
    document = Document("方案.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 60),))
    return Report(document, load_profile(), UNKNOWN, (), (), (), (), Versions("", ""))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("镇江市人民政府 2022年8月1日", "2022年8月1日"),
        ("二〇二二年 九月", "二〇二二年九月"),
        ("2022年7月31日", ""),
        ("2022年7月", ""),  # may be its first day
        ("到2025年12月", ""),  # no date of the plan's
        ("推动智能建造。", ""),
    ],
)
def test_a_later_date_is_remarked_on(line: str, shown: str) -> None:
    remarks = with_date(report(line)).document.remarks
    assert [remark.code for remark in remarks] == ["dated_late"] * bool(shown)
    assert all(f"“{shown}”晚于通知规定的报送截止日期（2022年7月31日）" in remark.message for remark in remarks)


def test_the_deadline_is_the_profile_s() -> None:
    found = report("2022年8月1日")
    later = replace(found, profile=replace(found.profile, deadline=found.profile.deadline.replace(month=8)))
    assert with_date(later) is later


def test_other_remarks_stay_and_nothing_else_changes() -> None:
    found = report("2022年8月1日")
    revised = replace(found, document=replace(found.document, remarks=(Remark("revisions", "有 2 处修订没有接受。"),)))
    late = with_date(revised)
    assert [remark.code for remark in late.document.remarks] == ["revisions", "dated_late"]
    assert replace(late, document=revised.document) == revised and late.findings == ()
