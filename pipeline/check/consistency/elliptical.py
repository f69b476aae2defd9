"""Counts of one year after the other that do not name again what they count: 示范项目分三年安排。2023年10个，……；2024年12个，……."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.check.consistency.alike import names_of
from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import PROJECT, PROJECTS
from pipeline.check.consistency.when import END
from pipeline.check.pilot import ORDINALS
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of
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


class _Totals(NamedTuple):
    """Totals of one unit and, by their index, which of them years without a name may count; so that a plan of many
    series and totals need not compare each with each."""

    first: list[Claim]
    """The claim that gives it first."""
    values: list[set[float]]
    """All that the plan gives it."""
    named: defaultdict[str, set[int]]
    """By a name of it that may stand before the years."""
    projects: set[int]
    trainings: set[int]
    """Those of people to be trained."""

    def add(self, review: Review, told: Sequence[Claim]) -> None:
        """One more total, and all claims that give it."""
        at, total = len(self.first), told[0]
        self.first.append(total)
        self.values.append({claim.value for claim in told})
        if total.key in PROJECTS:
            self.projects.add(at)
            return
        for name in (total.shown, *names_of(total.key)):
            self.named[name].add(at)
        if total.unit in _PEOPLE and _is_training(review, total):
            self.trainings.add(at)

    def meant(self, series: _Series) -> set[int]:
        """Which of them the years count: its name stands before them, or both are of people to be trained."""
        lead = series.lead
        stretches = {lead[start:stop] for start in range(len(lead) + 1) for stop in range(start, len(lead) + 1)}
        found = set[int]().union(*(self.named[name] for name in stretches & self.named.keys()))
        if re.search(PROJECT, lead):
            found |= self.projects
        return found | self.trainings if _TRAINING.search(lead) else found


def elliptical(review: Review, claims: Sequence[Claim]) -> Iterator[Claim]:
    """What such years come to, as a claim about the thing whose total other claims give, where they do not make it."""
    totals: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.when == END and not claim.flow and not claim.summed:
            totals[claim.key, claim.area, claim.unit].append(claim)
    by_unit: defaultdict[str, _Totals] = defaultdict(lambda: _Totals([], [], defaultdict(set), set(), set()))
    for (_, _, unit), told in totals.items():
        by_unit[unit].add(review, told)
    for series in _all_series(review) if by_unit else ():
        reached, same = (series.counts[-1], max(series.counts)), by_unit[series.unit]
        proof = evidence(review, series.block, series.start, series.stop)
        for at in sorted(same.meant(series)):
            if same.values[at].isdisjoint(reached):
                yield replace(same.first[at], value=sum(series.counts), comparator="=", evidence=proof, summed=True)


def _all_series(review: Review) -> Iterator[_Series]:
    for index, text in review.prose:
        by_unit: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
        for step in _STEP.finditer(text):
            by_unit[step["unit"]].append(step)
        for unit, steps in by_unit.items():
            start, stop = steps[0].start(), steps[-1].end()
            lead = text[max(0, start - LEAD) : start]
            once_each = len({step["year"] for step in steps}) == len(steps) >= review.profile.years
            if once_each and not _OTHERWISE.search(lead):
                yield _Series(index, lead, unit, [value_of(step["count"]) for step in steps], start, stop)


def _is_training(review: Review, total: Claim) -> bool:
    proof = total.evidence
    text = review.blocks[proof.block].text
    return bool(re.search(r"培训|轮训", text[slice(*sentence_around(text, proof.start, proof.stop))]))
