"""What districts and years give together, where a plan shares a total out among them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.check.consistency.breakdowns import counts_by_year
from pipeline.check.consistency.claim import FLOW, Claim, is_tabled
from pipeline.check.consistency.claim_words import ALL, YEAR, key_of
from pipeline.check.consistency.when import END, in_year
from pipeline.check.consistency.wording import in_words
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.extract.target_tables import name_and_unit
from pipeline.findings import Applicant
from pipeline.places.gazetteer import divisions
from pipeline.tables import title_row
from pipeline.text.numerals import HAN, plain_digits, value_of
from pipeline.text.sentences import sentence_around

LEAST = 3
"""Districts from which on a table shares out the city's total."""
_AMONG = re.compile(r"(?:以上)?[，,；：（(]?(?:其中|包括|即|具体为|分年度为)?[，：:]?")
_YEARS_SHARE = re.compile(
    r"[，、；]?(?:20[23]\d年|第[一二三四五]年)(?:计划|拟|新增|新开工|开工|实施|建成|完成|启动|遴选|培育|安排|各)*(?:[^，。；\d]{2,60}等)?"
    rf"(?P<count>\d{{1,4}}|{HAN}{{1,3}})(?P<unit>[个家项座台套条部名人])"
)
"""One year's part of a total, right behind it."""
_BEFORE_THEM = re.compile("累计|达到|每")
_COUNT = re.compile(r"(\d+(?:\.\d+)?)(?![%％\d])(\D{0,4})")


def districts(review: Review) -> Iterator[Claim]:
    """A claim that there are at most so many in the whole city, for each column of counts with a row of every district.

    Districts may promise more together than the city does, so their sum is a bound and no value of its own.
    """
    own = own_districts(review.applicant)
    for index, block in enumerate(review.blocks):
        if block.table is not None and len(own) >= LEAST and own <= {row[0].strip() for row in block.table.rows}:
            for column, title in enumerate(title_row(block.table)):
                name, unit = name_and_unit(title)
                last = review.profile.start.year + review.profile.years
                if column and {int(year) for year in YEAR.findall(title)} <= {last} and not FLOW.search(title):
                    yield from _sum(review, index, block.table, column, name, unit)


def years(review: Review, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The sum of what a sentence counts for each year of the pilot, unless its last count is the total itself."""
    ends = _ends(claims)
    for claim in claims:
        if is_tabled(review, claim):
            continue
        if not claim.flow and (shared := list(_shared_out(review, claim))):
            yield from shared
            continue
        counts = counts_by_year(review, claim)
        if len(counts) >= review.profile.years:
            if claim.when == END and not claim.flow and claim.amount not in counts:
                continue  # the total itself, which stays as it is
            own = claim.amount if claim.when == END else None
            if not any(ends[claim.key][amount] > (amount == own) for amount in {counts[-1], max(counts)}):
                yield replace(claim, value=sum(counts), comparator="=", when=END, flow=False, summed=True)


def _ends(claims: Sequence[Claim]) -> Mapping[str, Counter[float]]:
    """By the key of each claim, how often the plan gives indicators whose keys end in it which amount for the pilot's end."""
    found: dict[str, Counter[float]] = {claim.key: Counter() for claim in claims}
    lengths = {len(key) for key in found}
    for claim in claims:
        size = len(claim.key)
        for ending in {claim.key[size - length :] for length in lengths if length <= size and claim.when == END}:
            if ending in found:
                found[ending][claim.amount] += 1
    return found


def _shared_out(review: Review, total: Claim) -> Iterator[Claim]:
    """What the years right behind a total come to: 60个，其中2023年10个、2024年20个、2025年25个."""
    block, stop = total.evidence.block, total.evidence.stop
    text = plain_digits(review.blocks[block].text)
    lead = _AMONG.match(text, stop)
    counts: list[float] = []
    at = lead.end() if lead else stop
    while lead and (match := _YEARS_SHARE.match(text, at)) and match["unit"] == total.unit:
        counts.append(value_of(match["count"]))
        at = match.end()
    named = YEAR.findall(text, stop, at)
    to_its_end = total.when == END or (named and total.when == in_year(int(named[-1])))
    all_of_it = len(counts) >= review.profile.years or _runs_from_the_first(review, total, named)
    if all_of_it and total.value != max(counts) and to_its_end:
        proof = evidence(review, block, lead.end() if lead else stop, at)
        yield replace(total, value=sum(counts), comparator="=", evidence=proof, summed=True)


def _runs_from_the_first(review: Review, total: Claim, years: Sequence[str]) -> bool:
    """Whether the years are several, and all from the pilot's first full one to that by whose end the total is due: 到2024年底，
    实施25个，其中2023年9个、2024年12个. What is 累计 may have begun before them."""
    proof, first = total.evidence, review.profile.start.year + 1
    text = review.blocks[proof.block].text
    expected = range(first, first + len(years))
    start = sentence_around(text, proof.start, proof.stop)[0]
    told = YEAR.findall(plain_digits(text), start, proof.start)
    due = in_year(int(told[-1])) if told else total.when
    return (
        len(years) > 1
        and [int(year) for year in years] == list(expected)
        and due == in_year(expected[-1])
        and not _BEFORE_THEM.search(text, start, proof.stop)
    )


def _sum(review: Review, index: int, table: Table, column: int, name: str, unit: str) -> Iterator[Claim]:
    """The column's sum, where each of its cells is a count."""
    top = table.captions
    cells = [c for c in table.cells() if c[0] > top and c[1] == column and not ALL.search(table.rows[c[0]][0])]
    counts = [_COUNT.fullmatch("".join(text.split())) for _, _, text, _ in cells]
    units = {unit, *(match[2] for match in counts if match)} - {""}
    if all(counts) and len(units) == 1:
        total, of = sum(float(match[1]) for match in counts if match), units.pop()
        title, at = next((text, at) for row, at_column, text, at in table.cells() if (row, at_column) == (top, column))
        proof = evidence(review, index, at, at + len(title))
        key = key_of(name, name, of)
        claim = Claim(key=key, unit=of, value=total, comparator="<=", when=END, shown=name, evidence=proof, summed=True)
        yield claim
        yield from in_words(claim, (name,))


def own_districts(applicant: Applicant) -> set[str]:
    """Names of all districts and counties of the city."""
    return {
        division.name
        for division in divisions()
        if applicant.name in (division.prefecture, division.province) and division.name != applicant.name
    }
