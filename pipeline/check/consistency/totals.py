"""What a table counts year by year and what that comes to: 合计 beside or below the years, or their sum.

Years are additions where 合计 is more than any of them or their title says so (新增); elsewhere each tells how far it is by
then.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isclose
from typing import NamedTuple

from pipeline.check.consistency.claim import FLOW, Claim, in_itself
from pipeline.check.consistency.claim_words import PROJECTS, SUM, YEAR, area_of, key_of, ordinal, telling
from pipeline.check.consistency.funds import NAME
from pipeline.check.consistency.when import END
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.extract.target_tables import name_and_unit

_COUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([个家项座台套名人件处条部宗万亿元平方米]*)")
_BASE = re.compile(r"现状|基[期准数]|实际|完成情况")
_ADDED = re.compile(r"^(?:年度|当年|每年|逐年)?(?:计划)?新(?:增|建成)|^当年|^年度")
_WHOLE = re.compile(r"累计|保有")
_FUND = re.compile(f"{NAME}(?=(?:安排|投入|总额)?$)")
"""A fund's name, by which the text speaks of it, too."""
_SPENT = re.compile(r"(?:资金|经费|投入|预算|补助|奖补)(?:安排|投入|计划|总额)?(?:[（(][万亿]?元[）)])?$")
"""What one year spends comes to what the others do."""
_SHARE = re.compile(r"[%％‰率]|占比|比例")
_PART = re.compile(r"区县|县区|县市|县（|区（|地区|区域|板块|街道|园区|片区|单位|部门|资金来源")
"""Above the rows' names: they are parts of the city, or who pays, and no indicators."""


class Count(NamedTuple):
    """A cell that is a number, and where it stands in the table's text."""

    value: float
    unit: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator's values in the years of the pilot."""

    name: str
    unit: str
    years: tuple[Count, ...]
    total: Count | None
    flow: bool
    """Whether its title says that its years are additions: 示范项目（当年新增，个）."""

    @property
    def values(self) -> list[float]:
        return [cell.value for cell in self.years]

    @property
    def added(self) -> bool:
        """Whether its years are additions to a total: one that has been reached by a year is no sum."""
        return self.total is not None and self.total.value not in (self.values[-1], max(self.values))

    def falls_short(self, years: int) -> bool:
        """Whether its additions come to another total than it gives, without a first year, which may be what there was, too."""
        told, sums = self.total, (self.values, self.values[-years:])
        return told is not None and self.added and not any(isclose(told.value, sum(part)) for part in sums)


Cell = tuple[str, int]
"""Text and offset."""


def totals(review: Review) -> tuple[list[Claim], set[tuple[int, int]]]:
    """Claims about the whole pilot that follow from tables by years, and where the additions stand that are no claims."""
    found: list[Claim] = []
    additions: set[tuple[int, int]] = set()
    for index in review.body():
        table = review.blocks[index].table if index not in review.base else None
        for series in _series(table, review.profile.years, review.profile.start.year) if table else ():
            found += _claims(review, index, series)
            if series.added:
                additions |= {(index, cell.start) for cell in series.years}
    return found, additions


def _claims(review: Review, index: int, series: Series) -> Iterator[Claim]:
    name = _ADDED.sub("", series.name)
    fund = _FUND.search(name)
    key = fund.group() if fund else key_of(name, name, series.unit)
    if not telling(key, series.unit):
        yield from _apart(review, index, series)
        return
    length, values = review.profile.years, series.values

    def claim(place: Count) -> Claim:
        proof, area = evidence(review, index, place.start, place.stop), area_of(review.applicant, name)
        return Claim(
            key=key, unit=series.unit, value=place.value, comparator="=", when=END, area=area, shown=name, evidence=proof,
        )  # fmt: skip

    first, last = series.years[0], series.years[-1]
    in_a_row = "\n" not in review.blocks[index].text[first.start : last.stop]
    proof = evidence(review, index, first.start if in_a_row else last.start, last.stop)
    sum_of_years = replace(claim(last), value=sum(values), summed=True, added=series.flow, evidence=proof)
    if series.total:
        yield claim(series.total)
        if series.falls_short(length):
            yield sum_of_years
    elif series.flow and len(values) == length:
        # Of firms or factories there may be some already: the additions are the least that there will be.
        exact = key.removeprefix("新开工") in PROJECTS or series.unit.endswith("元")
        yield sum_of_years if exact else replace(sum_of_years, comparator=">=")


def _apart(review: Review, index: int, series: Series) -> Iterator[Claim]:
    """The total and the sum of a line whose name says too little to hold it against others: 新增培训人次."""
    if series.total and series.falls_short(review.profile.years):
        told, years = (evidence(review, index, cell.start, cell.stop) for cell in (series.total, series.years[-1]))
        yield from in_itself(
            (series.total.value, told), (sum(series.values), years), unit=series.unit, shown=series.name
        )


def _series(table: Table, count: int, first: int) -> Iterator[Series]:
    """The indicators of a table with at least `count` years from `first` on along its header or down its first column."""
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for row, _, text, offset in table.cells():
        rows[row].append((text, offset))
    rows = rows[table.captions :]
    if len({len(row) for row in rows}) > 1 or not rows:
        return
    for lines in (rows, [list(column) for column in zip(*rows, strict=True)]):
        titles = [text for text, _ in lines[0]]
        at = [place for place, title in enumerate(titles) if _is_year(title, count, first)]
        if len(at) < count or _PART.search(titles[0]):
            continue
        sums = [place for place, title in enumerate(titles) if place and SUM.search(title)]
        for line in lines[1:]:
            title = _name(line[: at[0]])
            name, unit = name_and_unit(title)
            years = tuple(cell for place in at if (cell := _counted(line[place])))
            units = {unit, *(cell.unit for cell in years)} - {""}
            whole = len(years) == len(at) and len(units) <= 1 and bool(name)
            if whole and not _WHOLE.search(title) and not _SHARE.search(f"{name}{''.join(units)}"):
                yield Series(
                    name,
                    "".join(units),
                    years,
                    _counted(line[sums[0]]) if sums else None,
                    bool(FLOW.search(title) or _SPENT.search(title)),
                )


def _is_year(title: str, count: int, first: int) -> bool:
    match = YEAR.search(title)
    own = int(match.group()) >= first if match else bool(ordinal(count).match(title))
    return own and not _BASE.search(title) and len(title) < 16


def _counted(cell: Cell) -> Count | None:
    text, at = cell
    match = _COUNT.fullmatch(text.strip())
    return Count(float(match[1]), match[2], at, at + len(text)) if match else None


def _name(cells: Sequence[Cell]) -> str:
    """The first cell before the years that is no serial number."""
    return next((text for text, _ in cells if re.search(r"[\u4e00-\u9fff]{2}", text)), "")
