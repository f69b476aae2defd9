"""What follows from a verdict that is not good: a finding, and where in the plan the missing thing belongs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pipeline.check.base import Review, labelled
from pipeline.document import Section
from pipeline.findings import Finding, GapEnding, Outcome, gap_rule
from pipeline.profile import Requirement, Severity
from pipeline.structure.numbers import is_annex
from pipeline.vocabulary import KINDS, VERDICTS


@dataclass(frozen=True, slots=True)
class _Gap:
    """What follows from a verdict that is not good."""

    ending: GapEnding
    """Of its rule, behind the kind of the requirement."""
    severity: Mapping[Severity, Severity]
    """By that of the requirement."""


_GAPS: Mapping[str, _Gap] = {
    "missing": _Gap("missing", {"error": "error", "warning": "warning", "info": "info"}),
    "weak": _Gap("weak", {"error": "warning", "warning": "info", "info": "info"}),
    "unsure": _Gap("missing", {"error": "info", "warning": "info", "info": "info"}),
}
"""Verdicts from which a finding follows."""


def gap(outcome: Outcome, review: Review) -> Iterator[Finding]:
    """The finding that follows from a verdict of weak, missing or unsure."""
    requirement, verdict = outcome.requirement, outcome.verdict
    kind = _GAPS.get(verdict)
    if kind is None:
        return
    message = f"{KINDS[requirement.kind]}“{requirement.title}”{VERDICTS[verdict]}：{outcome.reason}"
    advice = requirement.advice
    if verdict == "unsure":
        read = "所列语句" if outcome.evidence else "无法识别的页面"
        listed = "这项任务下无法判定的要求" if requirement.kind == "task" and outcome.evidence else read
        advice = f"请人工核对{listed}是否已经写明；没有写明的，按以下要求补写：{requirement.advice}"
    yield Finding(
        gap_rule(requirement.kind, kind.ending), requirement.id, verdict, kind.severity[requirement.severity], message, advice,
        outcome.evidence, outcome.searched,
        outcome.evidence[0].block if outcome.evidence else _belongs(requirement, review),
    )  # fmt: skip


_FLOW = ("basics", "foundation", "goals", "content", "schedule", "safeguards")


def _belongs(requirement: Requirement, review: Review) -> int | None:
    """Where a missing thing would stand: a duty below the heading of its task or element, all else after what comes before it.

    Attachments count only where nothing else has one of the labels.
    """
    own = [f"content/{requirement.parent}", requirement.parent]
    element = requirement.parent if requirement.kind == "duty" else requirement.id
    before = list(reversed(_FLOW[: _FLOW.index(element)])) if element in _FLOW else ["content"]
    homes = {"element": before, "task": ["content"], "duty": [*own, *before], "rule": own}[requirement.kind]
    for attached, home in product((False, True), homes):
        if found := [section for section in labelled(review, home) if _attached(section) == attached]:
            top = min(section.level for section in found)
            last = [section for section in found if section.level == top][-1]
            below = requirement.kind == "duty" and home in own and last.headed
            return last.start if below else _end(last, review)
    return None


def _end(section: Section, review: Review) -> int:
    """Its last block of text; attachments and page numbers are none, and no comment could stand there."""
    for at in range(section.stop - 1, section.start, -1):
        inside = review.sections_of[at]
        attached = inside is not None and _attached(inside) and not _attached(section)
        if review.blocks[at].kind != "furniture" and not attached:
            return at
    return section.start


def _attached(section: Section) -> bool:
    return any(is_annex(heading) for heading in section.path)
