"""The measures of a table: how wide its columns are, and how high a row is to be (17.4.15 gridCol, 17.4.80 trHeight)."""

from dataclasses import dataclass
from itertools import accumulate

from pipeline.read.docx.colours import table_fill
from pipeline.read.docx.lines import MOST
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.styles import StyleSheet
from pipeline.read.docx.values import child, points, value

PADDING = 10.8
"""Points between the text of a cell and its two sides (17.4.42, the default of tblCellMar)."""
NARROWEST = 12.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines between the columns of a table in points, and the properties of paragraphs that its style gives."""

    edges: tuple[float, ...]
    whole: float
    style: tuple[Node | None, ...]
    fill: bool | None = None
    """Whether the table, or a part of it, is filled by its own properties or its style; None where neither says."""
    style_id: str = ""

    def width(self, column: int, span: int) -> float:
        """Of the text in a cell; all of the table's where the file does not say."""
        last = len(self.edges) - 1
        inner = self.edges[min(column + span, last)] - self.edges[min(column, last)]
        return max(NARROWEST, (inner or self.whole) - PADDING)


def frame_of(table: Node, styles: StyleSheet, room: float) -> Frame:
    """The measures of a table that stands in a column `room` points wide."""
    grid = child(table, "tblGrid")
    columns = (
        [] if grid is None else [points(node.get(f"{W}w"), 20) or 0.0 for node in grid.iterchildren(f"{W}gridCol")]
    )
    shrunk = min(1.0, room / max(1.0, sum(columns)))
    style = value(child(table, "tblPr"), "tblStyle") or ""
    chain = styles.chain(style)
    edges = accumulate((width * shrunk for width in columns), initial=0.0)
    filled = table_fill(child(table, "tblPr"), (item.node for item in chain))
    return Frame(tuple(edges), room, tuple(item.paragraph for item in chain), filled, style)


def stated_height(properties: Node | None, height: float) -> float:
    """The height of a row whose cells need `height`: the file may state the least, or all of it."""
    node = child(properties, "trHeight")
    stated = None if node is None else points(node.get(f"{W}val"), 20)
    if node is None or stated is None or stated <= 0:
        return height
    return min(stated, MOST) if node.get(f"{W}hRule") == "exact" else max(height, min(stated, MOST))
