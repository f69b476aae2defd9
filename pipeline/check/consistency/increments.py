"""What a schedule adds step by step to one indicator, in paragraphs and sentences: 10 + 20 + 30 of 60 contradict nothing.

Only where each of its steps names another time and all of them come to what the plan promises elsewhere; a count that
has been reached by then (累计20个, 达到20个, 到2024年20个) is no addition.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.check.base import Review
from pipeline.check.consistency.alike import same_key
from pipeline.check.consistency.claim_words import END, clause_before
from pipeline.check.consistency.claims import Claim
from pipeline.check.pilot import ORDINALS
from pipeline.numerals import plain_digits, value_of
from pipeline.sentences import sentence_around

_TIME = re.compile(
    rf"(?P<year>20[23]\d)年?(?:\s*(?P<month>\d{{1,2}})月)?|第(?P<nth>[{ORDINALS}\d])个?(?:年|阶段|步)|(?P<named>[首次末])年"
)
_NAMED = {"首": 1, "次": 2, "末": 9}
_REACHED = re.compile(r"累计|[达增升]到|达|增至|[总存]量|总数|保有|稳定在|保持|期[满末]")
"""Words for a count of all there are by then."""
_BY = re.compile(r"(?<![年月日底初])[到至]$")
"""Before a time by which something is reached; 2022年11月至2023年10月 is a range."""
APART = 30
"""Most blocks between two steps."""
LEAD, LINE, ABOVE_BY = 24, 20, 8
"""Within how many characters a paragraph's first words say its time; of how many, and how near, a line above that does."""
MORE = 1.2
"""How far the steps together may be above a promise of at least so many."""


def increments(review: Review, claims: Sequence[Claim]) -> Iterator[int]:
    """Indices of the claims that are steps to a total of which another claim tells."""
    for total in claims:
        if total.when != END or total.flow or total.unit == "%":
            continue
        steps = [
            (at, step)
            for at, claim in enumerate(claims)
            if same_key(claim.key, total.key) and _comparable(claim, total) and (step := _step(review, claim))
        ]
        for run in _runs(claims, sorted(steps, key=lambda item: _position(claims[item[0]]))):
            if not any(claims[at] is total for at in run) and _comes_to(total, sum(claims[at].amount for at in run)):
                yield from run


def _comparable(claim: Claim, total: Claim) -> bool:
    return claim.area == total.area and claim.bare_unit == total.bare_unit and not claim.summed


def _position(claim: Claim) -> tuple[int, int]:
    return claim.evidence.block, claim.evidence.start


def _comes_to(total: Claim, amount: float) -> bool:
    least = total.comparator in (">=", ">")
    return amount == total.amount or (least and total.amount < amount <= MORE * total.amount)


def _runs(claims: Sequence[Claim], steps: list[tuple[int, int]]) -> Iterator[list[int]]:
    """The longest stretches of neighbouring steps whose times go on in one direction."""
    reached = 0
    for first in range(len(steps)):
        stop = first + 1
        while stop < len(steps) and _goes_on(claims, steps, first, stop):
            stop += 1
        if stop > reached and stop - first > 1:
            yield [at for at, _ in steps[first:stop]]
        reached = max(reached, stop)


def _goes_on(claims: Sequence[Claim], steps: list[tuple[int, int]], first: int, at: int) -> bool:
    near = claims[steps[at][0]].evidence.block - claims[steps[at - 1][0]].evidence.block <= APART
    onward = (steps[first + 1][1] > steps[first][1]) == (steps[at][1] > steps[at - 1][1])
    return near and onward and steps[at][1] != steps[at - 1][1]


def _months(time: re.Match[str]) -> int:
    """A time as a number that grows with it."""
    if time["year"]:
        return 12 * int(time["year"]) + int(time["month"] or 12)
    return _NAMED[time["named"]] if time["named"] else int(value_of(time["nth"]))


def _step(review: Review, claim: Claim) -> int:
    """The time of the schedule that a claim is of (see `_months`); 0 for none, or where it tells what is reached by then."""
    proof = claim.evidence
    if review.blocks[proof.block].table is not None:
        return 0
    text = plain_digits(review.blocks[proof.block].text)
    left, _ = sentence_around(text, proof.start, proof.stop)
    if _REACHED.search(clause_before(text, left, proof.start) + proof.quote):
        return 0
    if times := list(_TIME.finditer(text, left, proof.start)):
        return 0 if _BY.search(text, left, times[-1].start()) else _months(times[-1])
    lead = _TIME.search(text, 0, min(left, LEAD))
    if lead:
        return _months(lead)
    above = [review.blocks[index].text for index in reversed(range(max(0, proof.block - ABOVE_BY), proof.block))]
    titles = (*proof.path[-1:], *(line for line in above if len(line) <= LINE and not line.endswith(("。", "；"))))
    return next((_months(match) for title in titles if (match := _TIME.search(title))), 0)
