"""Indicators that a table begins at nought: what is added over the pilot, 新建智能工厂5家, is then what there will be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.check.consistency.alike import same_key
from pipeline.check.consistency.claims import Claim, is_tabled
from pipeline.check.consistency.when import END
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.findings import Target
from pipeline.text.sentences import sentence_around

_YEARLY = re.compile(r"每年|年均|当年|本年|年度新|逐年|再")
"""Additions of one year, or to what the plan has counted before."""


def from_zero(review: Review, claims: Sequence[Claim]) -> Iterator[Claim]:
    """What such a table says of the end, once more where the goals tell of the same indicator as added over the pilot.

    Elsewhere an addition may be but one part: 新建智能工厂2家，改造3家.
    """
    nought = {
        (fact.evidence.block, fact.evidence.start)
        for fact in review.facts
        if isinstance(fact.value, Target) and fact.value.baseline == 0
    }
    goals = set(passage_blocks(review, "goals"))
    added = [c for c in claims if c.flow and c.when == END and c.evidence.block in goals and not is_tabled(review, c)]
    ends = [c for c in claims if c.when == END and not c.flow and (c.evidence.block, c.evidence.start) in nought]
    for end in ends:
        if is_tabled(review, end) and any(_adds_up(review, claim, end) for claim in added):
            yield replace(end, flow=True)


def _adds_up(review: Review, claim: Claim, end: Claim) -> bool:
    proof = claim.evidence
    text = review.blocks[proof.block].text
    left, _ = sentence_around(text, proof.start, proof.stop)
    return same_key(claim.key, end.key) and not _YEARLY.search(text, left, proof.stop)
