"""Whether the goals can be measured (建办市函〔2023〕82号: 可感知、可量化、可评价).

Parameter: `least`, how many quantified targets the goals must hold.
"""

from collections.abc import Iterator

from pipeline.check.base import Review, finding, headings, labelled, top_headings, whole
from pipeline.findings import Fact, Finding, Target
from pipeline.profile import Requirement

_GOALS = 0.3


def goal_targets(review: Review) -> list[Fact]:
    """Quantified targets that stand where the plan states its goals."""
    goals = {p.block for p in review.classified.passages if p.labels["goals"] >= _GOALS}
    return [fact for fact in review.facts if isinstance(fact.value, Target) and fact.evidence.block in goals]


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the goals hold fewer quantified targets than asked."""
    if len(goal_targets(review)) >= int(requirement.params["least"]):
        return
    own = labelled(review, "goals", 0.3)
    proof = [whole(review, p.block) for p in review.classified.passages if p.labels["goals"] >= 0.5][:2]
    verdict = "weak" if proof or own else "missing"
    message = "试点目标中没有可量化的指标，期满后无法评估。"
    yield finding(requirement, message, proof, verdict=verdict, searched=headings(own) or top_headings(review))  # type: ignore[arg-type]
