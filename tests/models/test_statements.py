"""The single statements of corpora/statements: well formed, in a frame that is sound, and answered as well as documented."""

import tomllib

from corpora.build import raw_document
from models.evaluate_statements import STATEMENTS, Statement, answer, measure, plan_of, read_statements
from pipeline.check import load_profile
from pipeline.journey import judge

FRAME = tomllib.loads((STATEMENTS / "frame.toml").read_text(encoding="utf-8"))
EMPTY = Statement("x-1", "goals.consistent", "none", "淮南市", "", {})


def test_every_case_is_about_a_requirement_and_fills_a_slot_of_the_frame() -> None:
    ids = {requirement.id for requirement in load_profile().requirements}
    slots = {section["slot"] for section in FRAME["section"]}
    for case in read_statements():
        rule = case.about in ("goals.consistent", "residue.place")
        assert case.about in ids and set(case.lines) <= slots, case.id
        assert case.truth in (("reported", "none") if rule else ("met", "weak", "missing")), case.id


def test_the_frame_fulfils_no_duty_of_a_task_and_contradicts_nothing() -> None:
    report = judge(raw_document(plan_of(EMPTY, FRAME)), load_profile())
    assert not {finding.rule for finding in report.findings} & {"goals.consistent", "residue.place", "schedule.period"}
    assert not [o.requirement.id for o in report.outcomes if "." in o.requirement.id and o.verdict == "met"]
    assert answer(EMPTY, report) == "none"


def test_places_of_the_second_author_are_answered_as_documented() -> None:
    cases = [case for case in read_statements() if case.about == "residue.place" and case.author == "b"]
    counts = measure(cases, load_profile())["residue.place b"]
    assert (counts.tp + counts.fn, counts.fp) == (40, 0) and counts.recall >= 0.8
