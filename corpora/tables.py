"""Tables as the corpora write them: `<` continues the cell to the left, `^` the one above (GUIDE.md)."""

from collections.abc import Sequence

from pipeline.document import Table

_CONTINUED = ("<", "^")


def grid(rows: Sequence[Sequence[str]]) -> Table:
    """The table with its merged cells; rows that are too short are filled up with empty cells."""
    columns = max(len(row) for row in rows)
    filled = [(*row, *[""] * (columns - len(row))) for row in rows]
    merged = []
    for r, row in enumerate(filled):
        for c, cell in enumerate(row):
            if cell in _CONTINUED:
                continue
            wide = next((n for n in range(1, columns - c) if row[c + n] != "<"), columns - c)
            high = next((n for n in range(1, len(filled) - r) if filled[r + n][c] != "^"), len(filled) - r)
            if wide > 1 or high > 1:
                merged.append((r, c, high, wide))
    return Table(tuple(tuple("" if cell in _CONTINUED else cell for cell in row) for row in filled), tuple(merged))
