"""Sums of money that are split up behind them: of 3亿元，其中市级1亿元、区级1亿元、社会资本2亿元 the parts are more than the whole."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim, in_itself
from pipeline.check.consistency.funds import TEN_THOUSAND
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.findings import Evidence, Money
from pipeline.text.sentences import sentence_around

_AMONG = re.compile(r"(?:以上|左右)?[，,；：（(]*其中[，,：:]?")
_BETWEEN = re.compile(
    r"(?:元)?[，,、]?(?:(?!带动|撬动|拉动|引导|吸引|投资|产值|每|最高|奖|补|给予|用于|其中|包括|含)[\u4e00-\u9fff\d]){0,14}"
)
"""What stands before each part: who pays, or when; not what the money brings about or is spent on."""
_YEAR = re.compile(r"20[23]\d年|第[一二三四五]年")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,10}$")
PARTS = 2
"""Fewest parts of a sum."""


def split_funds(review: Review) -> Iterator[Claim]:
    """A sum and what its parts come to, where that is more, or less though the parts are those of all years."""
    told: dict[int, list[tuple[float, Evidence]]] = {}
    for fact in review.facts:
        block = fact.evidence.block
        if isinstance(fact.value, Money) and not fact.value.per and review.blocks[block].table is None:
            told.setdefault(block, []).append((fact.value.yuan, fact.evidence))
    for block, amounts in told.items():
        if block not in review.base:
            for at in range(len(amounts) - PARTS):
                yield from _split(review, amounts[at:])


def _split(review: Review, amounts: list[tuple[float, Evidence]]) -> Iterator[Claim]:
    (whole, proof), *rest = amounts
    text = review.blocks[proof.block].text
    left, stop = sentence_around(text, proof.start, proof.stop)
    among = _AMONG.match(text, proof.stop)
    if among is None:
        return
    parts: list[float] = []
    at, yearly = among.end(), 0
    for amount, words in rest:
        between = text[at : words.start]
        if words.stop > stop or not _BETWEEN.fullmatch(between):
            break
        parts.append(amount)
        yearly += bool(_YEAR.search(between))
        at = words.stop
    complete = yearly == len(parts) and yearly >= review.profile.years
    total = sum(parts)
    if len(parts) >= PARTS and (total > whole or (complete and total != whole)):
        noun = _NOUN.search(text, left, proof.start)
        shown, where = noun.group() if noun else "资金", evidence(review, proof.block, among.end(), at)
        told, found = (whole / TEN_THOUSAND, proof), (total / TEN_THOUSAND, where)
        yield from in_itself(told, found, unit="万元", shown=shown)
