"""When what a table demands is due: by a column's title, by the row's first cell, by a column that says so."""

import re
from datetime import date

from pipeline.extract.passages import Found
from pipeline.extract.periods import periods, with_sign
from pipeline.findings import Period
from pipeline.tables import TIME, Grid
from pipeline.text.written import FIRST_YEAR

_LONGEST = 16
"""Characters of a first cell that only says when."""
_ORDINAL = re.compile(r"^(?:试点|实施)?期?(?:第[一二三四五1-5]个?年|首年)")
_PART = re.compile("季度|月份")
_YEARS = re.compile(r"年[份度]?(?:[（(/].*)?$")


def year_of(text: str, carried: int | None = None) -> date | None:
    """The last day of the last period that the text names; 2025 above a column is a year, too, 二季度 one of `carried`."""
    found = periods(with_sign(text), carried)
    ends = [item.value.end for item in found if isinstance(item.value, Period) and item.value.end]
    return ends[-1] if ends else None


def is_ordinal(text: str) -> bool:
    """Whether it is a year by its number, 试点第二年: when that ends only the announcement fixes, so that it gives no day."""
    return _ORDINAL.match(text) is not None and year_of(text) is None


def row_due(grid: Grid, row: int, carried: int | None = None) -> date | None:
    """When the row is due: its first cell is a year, or a column says so; `carried` is the year that surrounds the table."""
    first = grid.rows[row][0]
    if (day := year_of(first)) and ("年" in first + grid.titles[0]):
        return _within(grid, row, day) if len(first) <= _LONGEST and day.year >= FIRST_YEAR else None
    cells = [(title, cell) for title, cell in zip(grid.titles, grid.rows[row], strict=False) if _says_when(title)]
    days = (day for title, cell in cells if (day := year_of(cell, carried if len(cell) <= _LONGEST else None)))
    return next(days, None)


def _says_when(title: str) -> bool:
    return bool(TIME.search(title) or _PART.search(title))


def _within(grid: Grid, row: int, day: date) -> date:
    """The end of the quarter, half-year or month that a cell beside the year names: 2023年|二季度."""
    if (day.month, day.day) != (12, 31):
        return day
    for title, cell in zip(grid.titles[1:], grid.rows[row][1:], strict=False):
        parts = periods(cell, day.year) if len(cell) <= _LONGEST and _says_when(title) else []
        ends = [item.value.end for item in parts if isinstance(item.value, Period) and item.value.end]
        if ends and ends[-1].year == day.year:
            return ends[-1]
    return day


def bare_year(text: str, grid: Grid, column: int) -> list[Found]:
    """The year that a cell under 年度 or 年份 names without 年; 2030 under 2025年 or 年产值 is a value."""
    title = "".join(grid.titles[column].split())
    if not text.isdecimal() or not _YEARS.search(title) or year_of(title) or is_ordinal(title):
        return []
    return [Found(item.value, item.start, len(text)) for item in periods(with_sign(text))]
