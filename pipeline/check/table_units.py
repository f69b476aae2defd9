"""A row of a table read as a sentence: each figure with what its column is called and with its unit.

A unit stands in the title of the column (2021年产值（亿元）), in a cell of its own (亿元), in the first cell of the row
(产值（亿元）), or goes without saying (企业数).
"""

import re
from collections.abc import Iterator

from pipeline.document import Block
from pipeline.tables import Grid, grid_of
from pipeline.text.sentences import Sentence
from pipeline.text.written import YEAR_AFTER

_FIGURE = re.compile(r"[约近超逾]?\d[\d.,]*[余多]?[万亿]?")
_NOTHING = re.compile(r"[0.,]+")
_UNIT = re.compile(r"(?:[百千万亿]{0,2}(?:元|人|户|家|美元)|[万亿]|%|％)")
_STATED = re.compile(
    r"[（(](?:单位[：:])?(?P<bracket>[^（）()\d]{1,6})[）)]|(?:单位)?[：:/／](?P<mark>[^：:/／\d]{1,4})$"
)
_UNSAID = {"家": re.compile(r"企业(?:家?数量?|个数)$"), "人": re.compile(r"(?:从业人员|职工|人员)数量?$|人数$")}
_AHEAD = re.compile(rf"目标|规划|计划|预[计期]|{YEAR_AFTER}")
"""Titles of columns and rows in which no figure says what there is."""
_COUNTS = re.compile(r"序号|编号|年[份度]|排[名位]")
"""Those of columns whose figures have no unit."""


def readings(block: Block, parts: Iterator[Sentence]) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a block, in their order, with how each reads: as it stands, and of a table's row with titles and units, too."""
    grid = grid_of(block.table) if block.table is not None else None
    row = at = 0
    for part in parts:
        yield part, part.text
        row, at = row + block.text.count("\n", at, part.start), part.start
        if grid and grid.header <= row < len(grid.rows) and not _AHEAD.search(grid.rows[row][0]):
            yield part, _row(grid, row)


def _row(grid: Grid, row: int) -> str:
    cells = grid.rows[row]
    own = next((cell for cell in cells if _UNIT.fullmatch(cell)), "")
    return "\t".join(_cell(cell, title, own or _unit(cells[0])) for cell, title in zip(cells, grid.titles, strict=True))


def _cell(cell: str, title: str, unit: str) -> str:
    if not _FIGURE.fullmatch(cell) or _NOTHING.fullmatch(cell):
        return cell
    if _AHEAD.search(title) or _COUNTS.search(title):
        return ""
    return f"{title}{cell.replace(',', '')}{_unit(title) or unit}"


def _unit(title: str) -> str:
    """The unit that a title states, or implies."""
    for stated in _STATED.finditer(title):
        unit = stated["bracket"] or stated["mark"]
        if _UNIT.fullmatch(unit) or not re.search(r"[上下含内年类]", unit):
            return unit
    return next((unit for unit, words in _UNSAID.items() if words.search(title)), "")
