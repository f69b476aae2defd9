"""Whether the plan takes on a duty of a task, with something concrete, anywhere in its text.

Parameters: `about`, `hints`, `unless` (patterns of a sentence that speaks of it: surely, perhaps, not), `home` (labels
of sections where it belongs).
"""

import math
from collections.abc import Iterator

from pipeline.check.base import Review, evidence, headings, labelled, top_headings
from pipeline.classify.duties import Support
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement

MET = 0.5
NAMED = 0.5
SHOWN = 3
LOOKED_AT = 4
"""Supports beyond the best four add nothing but noise."""
LEAST = 0.15
"""Several sentences less probable than this do not add up to a doubt that a reader would share."""
UNSURE = 0.25
"""A probability this near to the border between met and not met decides nothing: by leave-one-hand-out these are
9 % of the duties and hold two thirds of the errors."""
_WHY = {
    "negated": "但该处说的是暂不开展、有待开展或尚存不足",
    "past": "但该处写的是已完成的工作，没有写试点期内的安排",
    "hollow": "但该处留有空白或待定内容",
    "copied": "但该处照抄通知原文，没有本市的具体安排",
}


def ranked(review: Review, duty: str) -> list[Support]:
    """Supports of one duty, the best first."""
    found = [support for support in review.classified.supports if support.duty == duty]
    return sorted(found, key=lambda support: (-support.met, -support.named, support.block))


def fulfilled(found: list[Support]) -> float:
    """Probability that at least one of the best supports fulfils the duty."""
    return 1 - math.prod(1 - support.met for support in found[:LOOKED_AT])


def duty_verdict(review: Review, requirement: Requirement) -> tuple[Verdict, float, list[Support]]:
    """Verdict before unreadable pages and not chosen tasks are considered, its confidence, and the supports."""
    found = ranked(review, requirement.id)
    met = fulfilled(found)
    if met >= MET:
        return "met", met, found
    named = max((support.named for support in found), default=0.0)
    return ("weak" if named >= NAMED else "missing"), 1 - met, found


def doubtful(found: list[Support]) -> bool:
    """Whether the supports leave open if the duty is fulfilled."""
    return bool(found) and abs(fulfilled(found) - MET) < UNSURE and found[0].met >= LEAST


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met, weak or missing; unsure where the evidence is thin or pages could not be read."""
    verdict, confidence, found = duty_verdict(review, requirement)
    shown = _shown(verdict, found)
    if doubtful(found) or (verdict == "missing" and not review.readable):
        verdict, shown = "unsure", found[:2]
    proof = tuple(evidence(review, support.block, support.start, support.stop) for support in shown)
    reason = _reason(requirement, verdict, shown, proof)
    searched = top_headings(review) if verdict == "missing" else _homes(requirement, review)
    yield Outcome(requirement, verdict, round(confidence, 3), proof, searched, reason)


def _shown(verdict: Verdict, found: list[Support]) -> list[Support]:
    """The supports that a reader should see: the best for met, those that come nearest for the others."""
    if verdict == "met":
        return [support for support in found if support.met >= MET][:SHOWN] or found[:1]
    nearest = sorted(found, key=lambda support: (support.why == "negated", -support.named))
    return nearest[:1] if verdict == "weak" else [s for s in nearest[:2] if s.named >= NAMED / 2]


def _homes(requirement: Requirement, review: Review) -> tuple[str, ...]:
    """Headings of the sections where the duty belongs."""
    homes = [home for home in requirement.params.get("home", ()) if "/" in home or home == requirement.parent]
    near = [section for home in homes for section in labelled(review, home, 0.3)]
    return headings(near) or top_headings(review)


def _reason(requirement: Requirement, verdict: Verdict, found: list[Support], proof: tuple[Evidence, ...]) -> str:
    title = requirement.title
    if verdict == "met":
        return f"在 {len(proof)} 处找到“{title}”的具体安排。"
    why = _WHY.get(found[0].why, "") if found else ""
    if verdict == "weak":
        return f"提到了“{title}”，{why or '但没有写出具体举措、对象、时间或责任单位'}。补上这些内容即可判为“有”。"
    if verdict == "unsure":
        return f"“{title}”的证据不足以判断，请人工核对所列语句。"
    if proof and why:
        return f"最接近的语句提到“{title}”，{why}。"
    return f"全文没有找到“{title}”的安排。写明做什么、谁来做、何时完成即可判为“有”。"
