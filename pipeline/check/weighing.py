"""How the supports of a duty add up: what its own verdict and that of its task rest on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.classify.duties import Support
from pipeline.classify.duty_wording import is_intention
from pipeline.findings import Evidence, Verdict
from pipeline.profile import Requirement
from pipeline.text.commitment import FUTURE, PAST
from pipeline.text.sentences import sentences

MET = 0.55
"""Probability from which a duty counts as fulfilled: where, on hands kept apart, as many duties are called forgotten that are
not as the other way round (`python -m models.mutations` and models/MODEL_CARD.md)."""
NAMED = 0.5
"""Least probability that a duty is named."""
HALF = 0.5
"""Share of a task's duties that must be fulfilled for it to be met."""
LEAD = 20
"""Characters of a sentence that may be no more than the lead of the next."""
LONGEST = 100
"""Characters of a sentence that is quoted with the one before it, which only tells what there is."""
LOOKED_AT = 4
"""Supports beyond the best four add nothing but noise."""
DENIED = 0.05
"""Least probability of naming the duty for a sentence that refuses it."""
LEAST = 0.15
"""Several sentences less probable than this do not add up to a doubt that a reader would share."""
UNSURE = 0.12
"""A probability this near to the border between met and not met decides nothing: on hands that nobody had tuned on,
1 % of the verdicts (models/MODEL_CARD.md). A wider band would leave the reader more gaps to find than errors to forgive."""


def fulfilled(found: Sequence[Support]) -> float:
    """Probability that at least one of the best supports fulfils the duty."""
    return 1 - math.prod(1 - support.met for support in found[:LOOKED_AT])


@dataclass(frozen=True, slots=True)
class DutyVerdict:
    """What is said of a duty before doubts and not chosen tasks are considered."""

    duty: Requirement
    verdict: Verdict
    confidence: float
    supports: Sequence[Support]
    """The best first."""

    @property
    def doubtful(self) -> bool:
        """Whether the supports leave open if the duty is fulfilled."""
        near = abs(fulfilled(self.supports) - MET) < UNSURE
        return bool(self.supports) and near and self.supports[0].met >= LEAST

    @property
    def surely_met(self) -> bool:
        return self.verdict == "met" and not self.doubtful


def judge_duty(review: Review, duty: Requirement) -> DutyVerdict:
    """The verdict on one duty by what supports it."""
    found = review.ranked.get(duty.id, ())
    met = fulfilled(found)
    if met >= MET:
        return DutyVerdict(duty, "met", met, found)
    denied = any(support.objection == "negated" and support.named >= DENIED for support in found)
    named = max(
        (s.named for s in found if not (denied and s.objection == "bare")), default=0.0
    )  # a heading over a refusal
    return DutyVerdict(duty, "weak" if named >= NAMED else review.absent, 1 - met, found)


def nearest(found: Sequence[Support]) -> list[Support]:
    """What speaks of a duty that is not fulfilled, the plainest first; what refuses it last."""
    return sorted(found, key=lambda support: (support.objection == "negated", -support.named))


def quoted(review: Review, support: Support) -> Evidence:
    """The sentence as evidence, with the next one where it only announces it (建设数字化监管平台。2023年10月前……) or tells what
    there is already (现有厂房31万平方米。从2023年起划出6万平方米……); an intention stands for itself, as it was judged."""
    block, stop = review.blocks[support.block], support.stop
    text = block.text[support.start : stop]
    if block.table is None and not is_intention(text):
        behind = next((sentence for sentence in sentences(block) if sentence.start >= stop), None)
        goes_on = behind and PAST.search(text) and not FUTURE.search(text) and FUTURE.search(behind.text)
        if behind and (len(text) < LEAD or (goes_on and support.met >= MET and len(behind.text) <= LONGEST)):
            stop = behind.stop
    return evidence(review, support.block, support.start, stop)


def takes_up_a_task(review: Review) -> bool:
    """Whether at least one mandatory task has at least half of its duties fulfilled, doubtful ones counted as such."""
    for task in review.profile.by_kind("task"):
        duties = review.profile.duties(task.id)
        met = sum(fulfilled(review.ranked.get(duty.id, ())) >= MET - UNSURE for duty in duties)
        if task.mandatory and met >= HALF * len(duties):
            return True
    return False
