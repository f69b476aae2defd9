"""Findings with one cause are told together in every output."""

from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage
from pipeline.findings import Evidence, Finding, Report
from pipeline.journey import judge
from pipeline.report import digest, docx, wording
from pipeline.report.kinship import kin

KNOWN = {one.id: one for one in load_profile().requirements}


def judged(*paragraphs: str) -> Report:
    blocks = tuple(Block(text, "paragraph", 1) for text in paragraphs)
    return judge(Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 90),)), load_profile())


def _finding(rule: str, requirement: str, start: int | None = None, *, everywhere: bool = False) -> Finding:
    proof = () if start is None else (Evidence(3, start, start + 10, "一二三四五六七八九十", 1, ()),)
    return Finding(rule, requirement, "missing", "error", "", "", proof, (), None, everywhere)


def test_a_task_and_what_it_asks_are_kin() -> None:
    found = [_finding("task.missing", "industry"), _finding("duty.missing", "industry.base")]
    assert kin([*found, _finding("duty.missing", "policy.land")], KNOWN) == ((2,), (1,), ())


def test_gaps_on_the_same_words_are_kin_and_leftovers_are_none() -> None:
    found = [
        _finding("duty.weak", "policy.land", 0),
        _finding("duty.weak", "policy.planning", 5),
        _finding("duty.weak", "policy.fiscal", 10),
        _finding("residue.place", "", 0, everywhere=True),
    ]
    assert kin(found, KNOWN) == ((2,), (1, 3), (2,), ())


def test_a_copied_paragraph_is_one_thing_to_mend() -> None:
    report = judged("一、重点任务", "（一）培育智能建造产业", "大力推进智能建造产业基地和产业集群建设。")
    items = {item.code: item for item in digest.numbered(report)}
    task, duty = items["industry"], items["industry.base"]
    assert duty.number in task.kin and task.number in duty.kin
    assert duty.finding.evidence[0] == task.finding.evidence[0] and (task.quoted_at, duty.quoted_at) == (0, task.number)
    assert docx.gap_fields(duty, report)["问题.说明"].count("大力推进智能建造") == 0
    assert docx.gap_fields(task, report)["问题.说明"].count("大力推进智能建造") == 1
    assert task.number not in items["governance.platform"].kin


def test_numbers_are_told_in_short() -> None:
    assert wording.kin((3, 5, 6, 7)) == "与问题 3、5–7 同因，可一并修改。"
