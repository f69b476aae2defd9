"""A table as data: its grid with merged cells filled in, which rows only name the columns, and what such a name says.

How many rows name the columns depends on what hangs on it, and there are three answers. `grid_of` takes as many as cells
of the first row go down, for a figure below must find its whole title. `titles_end` does so, too, but a cell that goes on
further is to it a label beside the rows of a table without a header, which may be quoted. `names_columns` goes by the
words alone: what lists measures from its first row on has prose there. Rules that only look whether some column is of a
kind (当年指标, 完成时限) read the `title_row`. A caption that fills the row above, as Word's tables often have it, is no title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.document import Table
from pipeline.text.numerals import plain

TIME = re.compile(
    r"[时期年]限|节点|完成年份|^(?:完成|起止|实施|计划|推进)?(?:时间|时段|年月|进度|年度|日期|阶段)(?:安排|要求|段)?$"
)
"""A title that says when something is due or done."""
WHO = r"由?谁来?[干做办抓管]"
"""How a plain-spoken plan calls the column of the units in charge."""
UNIT_IN_CHARGE = re.compile(
    rf"责任|牵头|配合|部门|^{WHO}|^(?:实施|主管|承办|落实|协办|参与)?单位$|^(?:承办|主办|经办|主责)$"
)
"""One that says who answers for it. What each of them does for it is told by `extract.agencies.column_role`."""
DEEPEST = 3
"""Rows that a header has at most."""
LONGEST = 14
"""Most characters of a cell in a row that only names the columns."""


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows[r][c]` with the text of merged cells in all positions they cover, as `plain` spells it."""

    rows: tuple[tuple[str, ...], ...]
    header: int
    """Number of header rows."""
    titles: tuple[str, ...]
    """Of each column, the header cells from top to bottom, joined by a space."""


def grid_of(table: Table) -> Grid:
    """The table with merged cells filled and its header rows told apart."""
    rows = [[plain(cell) for cell in table.row(at)] for at in range(len(table.rows))]
    for r, c, high, wide in table.merged:
        for down in range(r, min(r + high, len(rows))):
            for right in range(c, min(c + wide, len(rows[down]))):
                rows[down][right] = rows[r][c]
    header = _header_rows(table)
    width = len(rows[0]) if rows else 0
    named = range(table.captions, header)
    titles = tuple(" ".join(dict.fromkeys(rows[r][c] for r in named if rows[r][c])) for c in range(width))
    return Grid(tuple(tuple(row) for row in rows), header, titles)


def head_of(table: Table) -> Grid:
    """The grid of a table's header, without a walk through all that stands below it."""
    return grid_of(replace(table, rows=table.rows[: table.captions + DEEPEST + 1]))


def _header_rows(table: Table) -> int:
    """A header goes as deep as the merged cells that begin in its first row, below the caption."""
    top = table.captions
    deep = max((high for r, _, high, _ in table.merged if r == top), default=1)
    if deep == 1 and any(r == top and wide > 1 for r, _, _, wide in table.merged):
        deep = 2
    return min(top + min(deep, DEEPEST), max(1, len(table.rows) - 1))


def titles_end(table: Table) -> int:
    """Offset in `table.text` where the rows of titles end; 0 in a table of one row."""
    top = table.captions
    spans = [high for row, _, high, _ in table.merged if row == top and high <= DEEPEST]
    titles = min(top + max([1, *spans]), len(table.rows) - 1)
    return next((at for row, _, _, at in table.cells() if row == titles), 0)


def names_columns(table: Table) -> bool:
    """Whether the first row below the caption only names the columns, by its words."""
    below = table.rows[table.captions :]
    return len(below) > 1 and all(len(cell) <= LONGEST and "。" not in cell for cell in below[0])


def title_row(table: Table) -> list[str]:
    """The cells of the first row below the caption, without white space: 责 任 单 位 is 责任单位."""
    top = table.captions
    return ["".join(cell.split()) for row in table.rows[top : top + 1] for cell in row]


def rows_below_titles(table: Table) -> tuple[tuple[str, ...], ...]:
    """Its rows below the `title_row`."""
    return table.rows[table.captions + 1 :]


def inner_cells(table: Table) -> Iterator[str]:
    """What stands neither in the row of titles nor in the first column: values, where these say what of."""
    return (cell for row in rows_below_titles(table) for cell in row[1:])
