"""Which of a plan's claims only split another one up, by years, by areas or by batches: they contradict nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from pipeline.check.consistency.claim import Claim, is_tabled
from pipeline.check.consistency.claim_words import PROJECTS
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, plain_digits, value_of
from pipeline.text.sentences import sentence_around

Amounts = Mapping[str, Counter[float]]
"""By indicator, how often the plan gives it which value."""
_OF_YEAR = re.compile(
    rf"20[23]\d年(?:[^，。；\d]{{2,60}}等|[^，。；、\d]{{0,8}}?)(\d{{1,4}}|{HAN}{{1,3}})([个家项座台套条部名人])"
)


def breakdowns(review: Review, claims: Sequence[Claim]) -> Iterator[int]:
    """Indices of claims that only split another one up: 40 + 60 + 80 of “三年180个，其中第一年40个…”."""
    amounts: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for claim in claims:
        if not claim.summed:  # what the parts come to is nothing that the plan says
            amounts[_thing(claim)][claim.amount] += 1
    for members in _grouped([(claim.evidence.block, _thing(claim)) for claim in claims]):
        yield from _of_block(review, claims, members, amounts)
    for members in _grouped([(claim.evidence.block, _sentence(review, claim), _thing(claim)) for claim in claims]):
        if not is_tabled(review, claims[members[0]]):
            yield from _of_sentence(review, claims, members, amounts)


def _of_block(review: Review, claims: Sequence[Claim], members: list[int], amounts: Amounts) -> Iterator[int]:
    """Of the claims about one thing in a paragraph or table those that only split it up."""
    members = [at for at in members if not claims[at].summed]
    parts = [at for at in members if claims[at].area]
    members = parts if len(parts) > 1 else members  # the city's own number is no part of it
    if not members or (len(parts) == 1 and len(members) > 1 and is_tabled(review, claims[members[0]])):
        return
    first, values = claims[members[0]], [claims[at].amount for at in members]
    if first.unit == "%":
        return
    if len(values) > 1 and is_tabled(review, first) and _is_elsewhere(sum(values), claims, members, amounts):
        yield from members  # rows of years that add up to what the goals say
    elif len(values) > 2 and 2 * max(values) == sum(values):  # 共16个：2023年6个；2024年6个；2025年4个
        yield from (at for at in members if claims[at].amount != max(values))


def _of_sentence(review: Review, claims: Sequence[Claim], members: list[int], amounts: Amounts) -> Iterator[int]:
    """Of the claims about one thing in a sentence those that only split up what it, or the plan elsewhere, says."""
    values, yearly = [claims[at].amount for at in members], counts_by_year(review, claims[members[0]])
    sums = [sum(each) for each, least in ((yearly, 1), (values, 2)) if len(each) >= least]
    if any(_is_elsewhere(amount, claims, members, amounts) for amount in sums):
        yield from members
    elif len(values) > 2 and values[0] == sum(values[1:]):
        yield from members[1:]
    elif len(values) > 2 and values[-1] == sum(values[:-1]):
        yield from members[:-1]


def _is_elsewhere(amount: float, claims: Sequence[Claim], members: list[int], amounts: Amounts) -> bool:
    """Whether the plan says so much of the same thing elsewhere, too."""
    here = sum(claims[at].amount == amount for at in members)
    return amounts[_thing(claims[members[0]])][amount] > here


def _thing(claim: Claim) -> str:
    """What it counts, pilot projects under one name: 试点项目 of a year are among the 试点示范项目 of all."""
    return min(PROJECTS) if claim.key in PROJECTS else claim.key


def _sentence(review: Review, claim: Claim) -> int:
    """Where the sentence of a claim begins."""
    proof = claim.evidence
    return sentence_around(review.blocks[proof.block].text, proof.start, proof.stop)[0]


def counts_by_year(review: Review, claim: Claim) -> list[float]:
    """What the claim's sentence counts year by year: 2023年确定5个、2024年确定7个、2025年确定8个试点项目."""
    text = plain_digits(review.blocks[claim.evidence.block].text)
    left, right = sentence_around(text, claim.evidence.start, claim.evidence.stop)
    return [value_of(match[1]) for match in _OF_YEAR.finditer(text, left, right) if match[2] == claim.unit]


def _grouped(keys: Sequence[Hashable]) -> list[list[int]]:
    """Indices of equal keys together."""
    groups: dict[Hashable, list[int]] = {}
    for at, key in enumerate(keys):
        groups.setdefault(key, []).append(at)
    return list(groups.values())
