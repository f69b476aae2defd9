"""Counts of one year after the other that do not name again what they count: 示范项目分三年安排。2023年10个，……；2024年12个，……."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.check.consistency.alike import names_of
from pipeline.check.consistency.claim_words import PROJECT, PROJECTS
from pipeline.check.consistency.claims import Claim
from pipeline.check.consistency.when import END
from pipeline.check.pilot import ORDINALS
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, plain_digits, value_of
from pipeline.text.sentences import sentence_around

_STEP = re.compile(
    rf"(?<![到至止])(?P<year>20[23]\d年|第[{ORDINALS}]年|[首次末]年)度?[，：:]?"
    r"(?:计划|安排|实施|新增|新?开工|启动|遴选|确定|建成|完成|培育|培训|组织|推出|不少于|再|约|各)*"
    rf"(?P<count>\d{{1,5}}|{HAN}{{1,3}})(?P<unit>人次|[个家项座台套条部名人])(?=[，,。；;、（()）]|$)"
)
"""A year and a count with nothing behind it: what it counts has been said before."""
_TRAINING = re.compile(r"培训|培养|轮训|人才")
_PEOPLE = frozenset(("人", "人次", "名"))
_OTHERWISE = re.compile(r"每[个家座县区]|各[区县]|其中|储备|首批|累计|达到")
"""Before the first year: they are counts of some of the whole, or of all there are by then."""
LEAD = 40
"""Within how many characters before the first year it is said what is counted."""


class _Series(NamedTuple):
    block: int
    lead: str
    """What stands before the first year."""
    unit: str
    counts: list[float]
    start: int
    stop: int


def elliptical(review: Review, claims: Sequence[Claim]) -> Iterator[Claim]:
    """What such years come to, as a claim about the thing whose total other claims give, where they do not make it."""
    totals: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.when == END and not claim.flow and not claim.summed:
            totals[claim.key, claim.area, claim.unit].append(claim)
    for series in _all_series(review):
        reached = (series.counts[-1], max(series.counts))
        for (_, _, unit), told in totals.items():
            if unit != series.unit or any(claim.value in reached for claim in told):
                continue
            if _is_of(review, series, told[0]):
                proof = evidence(review, series.block, series.start, series.stop)
                yield replace(told[0], value=sum(series.counts), comparator="=", evidence=proof, summed=True)


def _all_series(review: Review) -> Iterator[_Series]:
    for index in review.body():
        if review.blocks[index].table is not None or index in review.base:
            continue
        text = plain_digits(review.blocks[index].text)
        by_unit: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
        for step in _STEP.finditer(text):
            by_unit[step["unit"]].append(step)
        for unit, steps in by_unit.items():
            start, stop = steps[0].start(), steps[-1].end()
            lead = text[max(0, start - LEAD) : start]
            once_each = len({step["year"] for step in steps}) == len(steps) >= review.profile.years
            if once_each and not _OTHERWISE.search(lead):
                yield _Series(index, lead, unit, [value_of(step["count"]) for step in steps], start, stop)


def _is_of(review: Review, series: _Series, total: Claim) -> bool:
    """Whether the years count what the total does: its name stands before them, or both are of people to be trained."""
    if total.key in PROJECTS:
        return bool(re.search(PROJECT, series.lead))
    if any(name in series.lead for name in (total.shown, *names_of(total.key))):
        return True
    if series.unit not in _PEOPLE or not _TRAINING.search(series.lead):
        return False
    proof = total.evidence
    text = review.blocks[proof.block].text
    return bool(re.search(r"培训|轮训", text[slice(*sentence_around(text, proof.start, proof.stop))]))
