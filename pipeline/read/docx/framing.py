"""Tables that only frame running text: a plan in a box, or a form whose large cell holds the plan.

The rule is that of PDF pages (`page/tables.py`), told here by what is in the cells, for their height is not known.
"""

from collections.abc import Sequence

from pipeline.read.docx.package import Node, W
from pipeline.read.page.tables import FRAMED, FRAMED_SHARE

PARAGRAPHS = 3
"""With text in a cell that stands beside others; a cell of a table of tasks is often long, but seldom has as many."""
MOST_ROWS = 200
"""Of a form; longer tables are lists."""
LABELLED = 2
"""Cells with text in a row of a form: the label and what is to be filled in."""


def may_frame(table: Node, rows: Sequence[Node]) -> bool:
    """Whether it is worth looking at the cells: a long table is none, and one with little text frames nothing."""
    if len(rows) > MOST_ROWS:
        return False
    total = 0
    for text in table.iter(f"{W}t"):
        total += len(text.text or "")
        if total >= FRAMED:
            return True
    return False


def framing_cells(rows: Sequence[Sequence[Node]]) -> set[Node]:
    """The cells that hold running text: one with nearly all of the table, or those of a form one below the other."""
    counts = {cell: _characters(cell) for row in rows for cell in row}
    least = FRAMED_SHARE * sum(counts.values())
    large: list[Node] = []
    labelled: list[Node] = []
    for row in rows:
        beside = sum(counts[cell] > 0 for cell in row)
        found = [cell for cell in row if counts[cell] >= FRAMED and (beside == 1 or _runs_on(cell))]
        large.extend(found)
        labelled.extend(found if beside <= LABELLED else ())
    most = max(large, key=lambda cell: counts[cell], default=None)
    if most is not None and counts[most] >= least:
        return {most}
    return set(labelled) if labelled and sum(counts[cell] for cell in labelled) >= least else set()


def _characters(node: Node) -> int:
    return sum(len("".join(text.text.split())) for text in node.iter(f"{W}t") if text.text)


def _runs_on(cell: Node) -> bool:
    """Whether a cell has as many paragraphs as running text."""
    return sum(_characters(paragraph) > 0 for paragraph in cell.iter(f"{W}p")) >= PARAGRAPHS
