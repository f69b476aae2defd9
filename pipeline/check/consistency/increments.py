"""What a schedule adds step by step to one indicator, in paragraphs and sentences: 10 + 20 + 30 of 60 contradict nothing.

Only where each of its steps names another time and all of them come to what the plan promises elsewhere; a count that
has been reached by then (累计20个, 达到20个, 到2024年20个) is no addition.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from pipeline.check.consistency.alike import names_of
from pipeline.check.consistency.claim import Claim, is_tabled
from pipeline.check.consistency.claim_words import clause_before
from pipeline.check.consistency.when import END
from pipeline.check.pilot import ORDINALS
from pipeline.check.review import Review
from pipeline.text.numerals import plain_digits, value_of
from pipeline.text.sentences import sentence_around

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
    totals: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.when == END and not (claim.flow or claim.summed) and claim.unit != "%":
            totals[claim.area, claim.bare_unit, claim.key].append(claim)
    steps: defaultdict[tuple[str, str, str], list[_Step]] = defaultdict(list)
    for at, claim in enumerate(claims if totals else ()):
        if not claim.summed and (time := _time(review, claim)):
            steps[claim.area, claim.bare_unit, claim.key].append(_Step(at, time, claim))
    for (area, unit, key), promised in totals.items():
        alike = [step for name in names_of(key) for step in steps.get((area, unit, name), ())]
        promised.sort(key=lambda claim: claim.amount)
        for run in _runs(sorted(alike, key=lambda step: (step.block, step.claim.evidence.start))):
            if _promised(promised, [step.claim for step in run]):
                yield from (step.at for step in run)


@dataclass(frozen=True, slots=True)
class _Step:
    at: int
    time: int
    """See `_months`."""
    claim: Claim

    @property
    def block(self) -> int:
        return self.claim.evidence.block


def _promised(totals: Sequence[Claim], steps: Sequence[Claim]) -> bool:
    """Whether the steps come to one of the totals, sorted by amount, that is none of them."""
    amount = sum(step.amount for step in steps)
    own = {id(step) for step in steps}
    first = bisect_left(totals, amount, key=lambda total: MORE * total.amount)
    near = takewhile(lambda total: total.amount <= amount, islice(totals, first, None))
    return any(
        id(total) not in own
        and (total.amount == amount or total.comparator in (">=", ">") and amount <= MORE * total.amount)
        for total in near
    )


def _runs(steps: Sequence[_Step]) -> Iterator[Sequence[_Step]]:
    """The longest stretches of neighbouring steps whose times go on in one direction; one may begin with the last of another."""
    first = 0
    while first + 1 < len(steps):
        stop = first + 1
        while stop < len(steps) and _goes_on(steps, first, stop):
            stop += 1
        if stop - first > 1:
            yield steps[first:stop]
        first = max(first + 1, stop - 1)


def _goes_on(steps: Sequence[_Step], first: int, at: int) -> bool:
    near = steps[at].block - steps[at - 1].block <= APART
    onward = (steps[first + 1].time > steps[first].time) == (steps[at].time > steps[at - 1].time)
    return near and onward and steps[at].time != steps[at - 1].time


def _months(time: re.Match[str]) -> int:
    """A time as a number that grows with it."""
    if time["year"]:
        return 12 * int(time["year"]) + int(time["month"] or 12)
    return _NAMED[time["named"]] if time["named"] else int(value_of(time["nth"]))


def _time(review: Review, claim: Claim) -> int:
    """The time of the schedule that a claim is of (see `_months`); 0 for none, or where it tells what is reached by then."""
    proof = claim.evidence
    if is_tabled(review, claim):
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
