"""Indicators that a table begins at nought: what is added over the pilot, 新建智能工厂5家, is then what there will be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.check.consistency.alike import names_of
from pipeline.check.consistency.claim import Claim, is_tabled
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
    named = {name for claim in added if not _is_yearly(review, claim) for name in names_of(claim.key)}
    for claim in claims:
        end = claim.when == END and not claim.flow and (claim.evidence.block, claim.evidence.start) in nought
        if end and claim.key in named and is_tabled(review, claim):
            yield replace(claim, flow=True)


def _is_yearly(review: Review, claim: Claim) -> bool:
    proof = claim.evidence
    text = review.blocks[proof.block].text
    left, _ = sentence_around(text, proof.start, proof.stop)
    return _YEARLY.search(text, left, proof.stop) is not None
