"""A table's grid with its header: what each column and row is called, merged cells filled in."""

from dataclasses import dataclass, replace

from pipeline.document import Table
from pipeline.extract.passages import plain

_HEADER_ROWS = 3


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
    header = _header_rows(table, rows)
    width = len(rows[0]) if rows else 0
    titles = tuple(" ".join(dict.fromkeys(rows[r][c] for r in range(header) if rows[r][c])) for c in range(width))
    return Grid(tuple(tuple(row) for row in rows), header, titles)


def head_of(table: Table) -> Grid:
    """The grid of a table's header, without a walk through all that stands below it."""
    return grid_of(replace(table, rows=table.rows[: _HEADER_ROWS + 1]))


def _header_rows(table: Table, rows: list[list[str]]) -> int:
    """A header goes as deep as the merged cells that begin in its first row."""
    deep = max((high for r, _, high, _ in table.merged if r == 0), default=1)
    if deep == 1 and any(r == 0 and wide > 1 for r, _, _, wide in table.merged):
        deep = 2
    return min(deep, _HEADER_ROWS, max(1, len(rows) - 1))
