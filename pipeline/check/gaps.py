"""Findings: those that follow from a verdict that is not good, and those of the rules beyond the verdicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.check.review import Review
from pipeline.check.weighing import judge_duty
from pipeline.findings import Evidence, Finding, GapEnding, Outcome, Verdict, gap_rule
from pipeline.homes import belongs
from pipeline.profile import Requirement, Severity
from pipeline.text.commitment import FUTURE, PAST
from pipeline.text.refusal import NEGATED
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


_INSTEAD = (
    "方案写的是暂不开展或条件不足的，请改为分步安排：先在什么范围、从什么时间做起；确实不能开展的，写明用什么替代做法。"
)
"""What to do where the plan refuses, or says only what it lacks: how to word the measure is no advice then."""
_ONWARD = "已经做过的，请写明试点期内怎样延续、扩大或升级。"
"""What to do besides where the plan tells only what was done."""
_REST = "请补写上面列出的各项：做什么、由谁负责、何时完成；每一项怎样写，见该项自己的修改建议。"
"""What to do for a task that is taken up: the profile's advice asks for all of it, also for what stands there already."""


def gap(outcome: Outcome, review: Review) -> Iterator[Finding]:
    """The finding that follows from a verdict of weak, missing or unsure."""
    requirement, verdict = outcome.requirement, outcome.verdict
    follows = _GAPS.get(verdict)
    if follows is None:
        return
    message = f"{KINDS[requirement.kind]}“{requirement.title}”{VERDICTS[verdict]}：{outcome.reason}"
    severity = requirement.severity if _only_named(outcome, review) else follows.severity[requirement.severity]
    yield Finding(
        gap_rule(requirement.kind, follows.ending), requirement.id, verdict, severity, message,
        _advice(outcome, review), outcome.evidence, outcome.searched,
        outcome.evidence[0].block if outcome.evidence else belongs(requirement, review.document, review.sections),
    )  # fmt: skip


def _only_named(outcome: Outcome, review: Review) -> bool:
    """Whether a task is taken up and none of its duties fulfilled: that is as grave as if it were left out."""
    if outcome.requirement.kind != "task" or outcome.verdict != "weak":
        return False
    judged = [judge_duty(review, duty) for duty in review.profile.duties(outcome.requirement.id)]
    return bool(judged) and all(one.verdict != "met" for one in judged)


def _advice(outcome: Outcome, review: Review) -> str:
    """What to do about it: as the profile says, unless the plan has done some of that or says why it will not."""
    requirement = outcome.requirement
    if outcome.verdict == "unsure":
        nowhere = "无法识别的页面" if review.document.unreadable_pages else "全文"
        read = "所列语句" if outcome.evidence else nowhere
        listed = "这项任务下无法判定的要求" if requirement.kind == "task" and outcome.evidence else read
        return f"请人工复核{listed}是否已经写明；确未写明的，按以下要求补充：{requirement.advice}"
    if outcome.verdict == "weak" and requirement.kind == "task" and review.profile.duties(requirement.id):
        return _REST
    said = outcome.evidence[0].quote if requirement.check == "duty" and outcome.evidence else ""
    if NEGATED.search(said):
        return requirement.advice + _INSTEAD
    return requirement.advice + (_ONWARD if PAST.search(said) and not FUTURE.search(said) else "")


def finding(
    requirement: Requirement,
    message: str,
    proof: Sequence[Evidence],
    *,
    verdict: Verdict = "weak",
    searched: tuple[str, ...] = (),
    everywhere: bool = False,
    most: int = 6,
) -> Finding:
    """A finding of one of the rules beyond the requirements' own verdicts, with at most so many quotes."""
    return Finding(
        rule=requirement.id, requirement=requirement.parent, verdict=verdict,
        severity=requirement.severity, message=message, advice=requirement.advice, evidence=tuple(proof[:most]),
        searched=searched, anchor=proof[0].block if proof else None, everywhere=everywhere,
    )  # fmt: skip
