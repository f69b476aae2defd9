"""Facts: dates and periods, quantified targets, agencies, money, cited documents and places, each with its words.

One module finds one kind in a passage (a paragraph or a cell of a table); this one walks the document, hands each
passage what it needs to know of its surroundings, and turns what was found into Facts.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial

from pipeline.document import Document, Section
from pipeline.extract import (
    agencies,
    captions,
    citations,
    clauses,
    heading_dates,
    money,
    periods,
    places,
    quantities,
    relative,
    table_dates,
    target_tables,
    targets,
)
from pipeline.extract.passages import Found, Passage, passages
from pipeline.findings import Citation, Fact, Period
from pipeline.language import Name, names
from pipeline.segment import paths
from pipeline.tables import Grid, grid_of
from pipeline.text.numerals import plain

_EXISTING = re.compile(
    r"基本情况|工作基础|现状|已有|成效|概况|背景|基础条件|发展基础|现有条件|形势|家底|优势|回顾|存在(?:的)?问题|差距|短板|不足|瓶颈|进展"
)
_GOALS = re.compile(r"目标|愿景|预期(?:成效|成果|效果)|指标")
_YEAR = re.compile(r"20\d\d(?=年)")
_RowDue = Callable[[int, int | None], date | None]
"""When a row of a table is due, by its number and the year that surrounds the table."""


def extract(document: Document, sections: tuple[Section, ...], home: str = "") -> tuple[Fact, ...]:
    """All facts in the order of the text; page headers and the like give none, the title and cover only places.

    `home` is the applicant's province, which decides between places of one name.
    """
    above = paths(document, sections)
    blocks = [passages(block, index, above[index]) for index, block in enumerate(document.blocks)]
    flat = [passage for block in blocks for passage in block]
    named = _by_passage(names([passage.text for passage in flat]), len(flat))
    facts: list[Fact] = []
    at = 0
    for index, block in enumerate(blocks):
        found = [*_block_facts(document, index, block, named[at : at + len(block)], home)]
        facts += sorted(found, key=lambda fact: (fact.evidence.start, fact.evidence.stop))
        at += len(block)
    return tuple(facts)


def _by_passage(found: list[Name], size: int) -> list[list[Name]]:
    grouped: list[list[Name]] = [[] for _ in range(size)]
    for name in found:
        grouped[name.index].append(name)
    return grouped


def _kind(found: Sequence[Name], kind: str) -> list[Name]:
    return [name for name in found if name.kind == kind]


def _block_facts(
    document: Document, index: int, block: list[Passage], named: Sequence[list[Name]], home: str
) -> list[Fact]:
    source = document.blocks[index]
    facts = [
        passage.fact(item.value, item.start, item.stop)
        for passage, found in zip(block, named, strict=True)
        for item in places.places(passage.text, _kind(found, "place"), home)
    ]
    if source.kind == "furniture":
        return facts
    grid = grid_of(source.table) if source.table else None
    # Once a row: asked for each cell, it would look at all the others each time.
    row_due = cache(partial(table_dates.row_due, grid)) if grid else None
    tabled = _table_targets(document, index, block, grid) if grid else []
    measured = [fact.evidence.start for fact in tabled]
    for passage, found in zip(block, named, strict=True):
        first, last = passage.span(0, len(passage.text))
        done = bisect_left(measured, first) < bisect_left(measured, last)
        for item in _passage_facts(passage, found, grid, row_due, done):
            facts.append(passage.fact(item.value, item.start, item.stop))
    return facts + tabled


def _table_targets(document: Document, index: int, block: list[Passage], grid: Grid) -> list[Fact]:
    cells = {(passage.row, passage.column): passage for passage in block if passage.whole}
    return target_tables.table_targets(grid, cells, lambda column: captions.unit_of_all(document, index, grid, column))


def _passage_facts(
    passage: Passage, named: list[Name], grid: Grid | None, row_due: _RowDue | None, measured: bool
) -> list[Found]:
    text = passage.text
    dates = sorted(
        [*periods.periods(text, _year_above(passage, grid)), *relative.relative(text)],
        key=lambda item: item.start,
    )
    dates = [item for item in dates if not _covered(item, dates)]
    if grid and not dates and passage.row >= grid.header:
        dates = table_dates.bare_year(text, grid, passage.column)
    role = agencies.column_role(grid.titles[passage.column]) if grid and passage.row >= grid.header else None
    found = [*dates, *money.money(text), *citations.citations(text)]
    if not (grid and passage.row < grid.header):
        cited = [(item.start, item.stop) for item in found if isinstance(item.value, Citation)]
        units = agencies.agencies(text, _kind(named, "agency"), role)
        found += [unit for unit in units if not any(start < unit.stop and unit.start < stop for start, stop in cited)]
    states = quantities.any_in(text, 0, len(text)) and passage.block.kind != "caption"
    if states and not measured and not (grid and passage.row < grid.header):
        if grid and row_due:
            due = table_dates.year_of(grid.titles[passage.column]) or row_due(passage.row, _year_above(passage, grid))
        else:
            due = _due_below(passage)
        found += targets.targets(text, dates, _kind(named, "indicator"), section=_section(passage.path), due=due)
    return found


def _covered(item: Found, others: Sequence[Found]) -> bool:
    """Whether an absolute period takes the words already: 试点期 inside 2022—2025年试点期."""
    return any(
        other is not item and other.start <= item.start and item.stop <= other.stop
        and (other.stop - other.start) > (item.stop - item.start) and isinstance(other.value, Period)
        for other in others
    )  # fmt: skip


def _section(path: tuple[str, ...]) -> clauses.SectionKind:
    """Whether the nearest heading that tells speaks of goals or of what exists already."""
    for title in reversed(path):
        if _GOALS.search(title):
            return "goals"
        if _EXISTING.search(title):
            return "past"
    return ""


def _due_below(passage: Passage) -> date | None:
    """The day that the headings above say."""
    return heading_dates.due_below(passage.path) if passage.block.kind != "heading" else None


def _year_above(passage: Passage, grid: Grid | None) -> int | None:
    """The one year that the row, the column or the heading names, for “10月底前”."""
    around = [*(grid.rows[passage.row][0:1] if passage.column > 0 else []), grid.titles[passage.column]] if grid else []
    around += [plain(passage.path[-1])] if passage.path and passage.block.kind != "heading" else []
    for words in around:
        years = dict.fromkeys(_YEAR.findall(words))
        if len(years) == 1:
            return int(next(iter(years)))
    return None
