"""Checks: from what a plan says to a verdict on every requirement and to findings.

A check is a function (Requirement, Review) -> results: Outcomes for elements, tasks and duties, Findings for the
other rules. To add a kind of check, write a module and name it in CHECKS; profiles refer to it by that name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.check import (
    applicant, citations, consistency, copied, duty, element, industries, owner, place, placeholder, reading, schedule,
    targets, task,
)  # fmt: skip
from pipeline.check.base import Result, Review
from pipeline.findings import Finding, Outcome
from pipeline.profile import Profile, Requirement

__all__ = ["CHECKS", "Review", "run_checks"]

CHECKS: Mapping[str, Callable[[Requirement, Review], Iterable[Result]]] = {
    "element": element.check,
    "task": task.check,
    "duty": duty.check,
    "industries": industries.check,
    "targets": targets.check,
    "consistency": consistency.check,
    "period": schedule.period,
    "milestones": schedule.milestones,
    "owner": owner.check,
    "citations": citations.check,
    "applicant": applicant.identified,
    "eligible": applicant.eligible,
    "place": place.check,
    "placeholder": placeholder.check,
    "copied": copied.check,
    "readable": reading.readable,
    "revisions": reading.revisions,
}
_STATE = {"missing": "缺失", "weak": "薄弱", "unsure": "无法判定"}
_KIND = {"element": "要素", "task": "任务", "duty": "事项"}
_ORDER = {"error": 0, "warning": 1, "info": 2}


def run_checks(review: Review) -> tuple[tuple[Outcome, ...], tuple[Finding, ...]]:
    """Outcomes in the profile's order, and all findings, the most severe first."""
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for requirement in review.profile.requirements:
        for result in CHECKS[requirement.check](requirement, review):
            if isinstance(result, Outcome):
                outcomes.append(result)
            else:
                findings.append(result)
    final = list(_consequences(outcomes, review.profile))
    findings += [gap for outcome in final for gap in _gap(outcome, review)]
    order = {requirement.id: at for at, requirement in enumerate(review.profile.requirements)}
    findings.sort(key=lambda f: (_ORDER[f.severity], order.get(f.requirement, order.get(f.rule, 999)), f.rule, f.message))
    return tuple(final), tuple(findings)


def _consequences(outcomes: list[Outcome], profile: Profile) -> Iterator[Outcome]:
    """The duties of an optional task that was not chosen are not chosen either."""
    chosen = {outcome.requirement.id: outcome.verdict != "not_chosen" for outcome in outcomes}
    for outcome in outcomes:
        requirement = outcome.requirement
        if requirement.kind == "duty" and not chosen.get(requirement.parent, True):
            yield Outcome(requirement, "not_chosen", outcome.confidence, (), (), "所属的自选任务没有选做。")
        else:
            yield outcome


def _gap(outcome: Outcome, review: Review) -> Iterator[Finding]:
    """The finding that follows from a verdict of weak, missing or unsure."""
    requirement, verdict = outcome.requirement, outcome.verdict
    if verdict not in _STATE:
        return
    severity = requirement.severity if verdict == "missing" else "warning" if requirement.severity == "error" else "info"
    if verdict == "unsure":
        severity = "info"
    rule = f"{requirement.kind}.{'weak' if verdict == 'weak' else 'missing'}"
    message = f"{_KIND[requirement.kind]}“{requirement.title}”{_STATE[verdict]}：{outcome.reason}"
    yield Finding(
        rule, requirement.id, verdict, severity, message, requirement.advice, outcome.evidence, outcome.searched,
        outcome.evidence[0].block if outcome.evidence else _belongs(requirement, review),
    )  # fmt: skip


_FLOW = ("basics", "foundation", "goals", "content", "schedule", "safeguards")


def _belongs(requirement: Requirement, review: Review) -> int | None:
    """Block after which a missing thing would stand: in its task's section, else after the element before it."""
    homes = [f"content/{requirement.parent}", requirement.parent]
    if requirement.kind != "duty" and requirement.id in _FLOW:
        homes = list(reversed(_FLOW[: _FLOW.index(requirement.id)]))
    elif requirement.kind in ("task", "duty") and requirement.parent not in _FLOW:
        homes.append("content")
    for home in homes:
        for section in reversed(review.sections):
            if any(label.label == home and label.probability >= 0.5 for label in section.labels):
                return section.stop - 1
    return None
