"""What each year adds, and what that comes to: 每年培育10家，三年累计20家, and 2023年、2024年、2025年分别培训1500人次、2000人次、3000人次."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pipeline.check.consistency.carried import LEAD
from pipeline.check.consistency.claim import Claim, in_itself
from pipeline.check.consistency.claim_words import area_of, key_of
from pipeline.check.consistency.when import END
from pipeline.check.pilot import WORDS
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.extract.units import scale_of
from pipeline.findings import Evidence, Target
from pipeline.text.numerals import HAN, value_of
from pipeline.text.sentences import sentence_around

_NUMBER = rf"\d{{1,7}}(?:\.\d{{1,2}})?|{HAN}{{1,4}}"
_UNIT = r"[百千]?[万亿]?(?:元|人次|平方米|台套|[个家项座台套人名件部])"
_BASED = re.compile(r"达到?|保有|总量|[总]数|增[至到]")
"""Words for all there are by then, some of which there may have been before: a sum of additions is below it."""
_LATER = re.compile(r"首批|首年|第[一二]年|20[23]\d年起|[其此以之随]后")
"""Before 每年: not every year of the pilot is one of those."""
_LEAST = re.compile(r"不少于|不低于|至少|以上|超过|约|左右")
_REACHED = re.compile(r"累计|达到|增[至到]|提[高升][至到]|总量|保有")


@cache
def _each_and_all(years: int) -> re.Pattern[str]:
    """每年, a number with its unit, and behind a comma that of all the years."""
    whole = rf"(?:(?:{WORDS[years].years})年|试点期(?:内|间)?)"
    return re.compile(
        rf"每年(?P<how>[^，。；\d]{{0,24}}?)(?P<each>{_NUMBER})(?P<unit>{_UNIT})(?P<of>[^，。；\d]{{0,24}})，"
        rf"(?:{whole}[^，。；\d]{{0,4}}(?:共计?|累计|合计|总计)|(?:累计|合计|总计|共计){whole}?)"
        rf"(?P<what>[^，。；\d]{{0,20}}?)(?P<all>{_NUMBER})(?P<whole_unit>{_UNIT})"
    )


def yearly(review: Review) -> Iterator[Claim]:
    """Two claims for each sentence whose years do not come to what it says of all of them, and the sums of years named apart."""
    pattern = _each_and_all(review.profile.years)
    for index, text in review.prose:
        for match in pattern.finditer(text) if "每年" in text else ():
            if not _LATER.search(text, sentence_around(text, match.start(), match.end())[0], match.start()):
                yield from _two_sums(review, index, match)
    yield from _named_apart(review)


def _two_sums(review: Review, index: int, match: re.Match[str]) -> Iterator[Claim]:
    (scale, unit), (whole_scale, whole_unit) = scale_of(match["unit"]), scale_of(match["whole_unit"])
    each, told = value_of(match["each"]) * scale, value_of(match["all"]) * whole_scale
    amount = each * review.profile.years
    open_ended = _LEAST.search(match["how"][-6:]) or match["of"].startswith(("以上", "左右"))
    more = told > amount and not open_ended and not _BASED.search(match["what"])
    if unit != whole_unit or not (told < amount or more):
        return
    said = evidence(review, index, match.start("what"), match.end("whole_unit"))
    rate = evidence(review, index, match.start(), match.end("unit"))
    shown = LEAD.sub("", match["of"] or match["how"]) or "每年"
    yield from in_itself(
        (told / whole_scale, said), (amount / whole_scale, rate), unit=match["whole_unit"], shown=shown
    )


def _named_apart(review: Review) -> Iterator[Claim]:
    """The sum of what a sentence counts 分别 for every year of the pilot."""
    groups: defaultdict[tuple[int, int, str, str], list[tuple[Target, Evidence]]] = defaultdict(list)
    for fact in review.facts:
        proof, block = fact.evidence, review.blocks[fact.evidence.block]
        if not isinstance(fact.value, Target) or block.table is not None or proof.block in review.base:
            continue
        left, right = sentence_around(block.text, proof.start, proof.stop)
        words = block.text[left:right]
        if fact.value.due and "分别" in words and fact.value.unit != "%" and not _REACHED.search(words):
            groups[proof.block, left, fact.value.indicator, fact.value.unit].append((fact.value, proof))
    for (index, left, indicator, unit), told in groups.items():
        due = {target.due.year for target, _ in told if target.due}
        key, words = key_of(indicator, "", unit), review.blocks[index].text[left : told[0][1].start]
        if len(due) == len(told) >= review.profile.years:
            proof = evidence(review, index, told[0][1].start, told[-1][1].stop)
            yield Claim(
                key=key, unit=unit, value=sum(target.value for target, _ in told), comparator="=", when=END,
                area=area_of(review.applicant, words), shown=indicator, evidence=proof, summed=True,
            )  # fmt: skip
