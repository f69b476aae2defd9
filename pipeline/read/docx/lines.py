"""How much of a page a paragraph takes, where nobody has laid the file out: its lines, and how high a line is.

A line holds as many characters as the column is wide: a Han character is as wide as its size, a letter or digit half of
that. What a file does not say is taken as GB/T 9704 has it: 28 characters of 16 points in 22 lines on A4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.document import Run
from pipeline.read.docx.looks import WORD_SIZE
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.styles import StyleSheet
from pipeline.read.docx.values import child, integer, points, switch
from pipeline.read.page.paper import A4
from pipeline.text.widths import ems

SIZE, LINE = 16.0, 28.0
"""Points of a character and of a line by GB/T 9704."""
MARGINS = {"top": 104.9, "bottom": 99.2, "left": 79.4, "right": 73.7}
SINGLE = 1.3
"""Height of a single line in sizes of its characters, as Word sets 宋体, 仿宋, 黑体 and 楷体."""
LARGEST = 72.0
"""Points of the largest characters that a paragraph is reckoned with."""
LEAST, MOST = 36.0, 1584.0
"""Points that a column is wide and a page high at least, and what Word allows at most, whatever a file says."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The column of text on the pages of a section, in points; `pitch` is the grid that lines stand on, 0 for none."""

    width: float = 28 * SIZE
    height: float = 22 * LINE
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Extent:
    """What a paragraph takes: so many lines, each so high, and the space around them."""

    lines: int
    line: float
    before: float = 0.0
    after: float = 0.0

    @property
    def height(self) -> float:
        return self.before + self.lines * self.line + self.after


def sheets(body: Node) -> list[Sheet]:
    """The sheet of every section, in order; one at least."""
    ends = [node for node in body.iter(f"{W}sectPr") if node.getparent().tag in (f"{W}pPr", f"{W}body")]
    return [_sheet(node) for node in ends] or [Sheet()]


def _sheet(section: Node) -> Sheet:
    size, margins, grid = (child(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    if size is None and margins is None:
        return Sheet()
    width, height = (_length(size, name) or usual for name, usual in zip(("w", "h"), A4, strict=True))
    edges = {name: abs(usual if (own := _length(margins, name)) is None else own) for name, usual in MARGINS.items()}
    pitch = _length(grid, "linePitch") if grid is not None and grid.get(f"{W}type", "default") != "default" else None
    return Sheet(
        max(LEAST, width - edges["left"] - edges["right"] - (_length(margins, "gutter") or 0.0)),
        max(LEAST, height - edges["top"] - edges["bottom"]),
        max(0.0, pitch or 0.0),
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the layout of a paragraph is said, the nearest first: its own properties, its styles, the table's, defaults."""

    nodes: tuple[Node, ...]
    spacings: tuple[Node, ...]
    indents: tuple[Node, ...]
    size: float
    """Of its characters where no run says otherwise."""
    bare: bool
    """Whether neither its styles nor the defaults give a size."""

    def line(self, size: float, sheet: Sheet) -> float:
        """The height of a line of characters of `size` (17.3.1.33: exact, at least, or a multiple of a single one)."""
        spacing = next((node for node in self.spacings if node.get(f"{W}line")), None)
        rule = "auto" if spacing is None else spacing.get(f"{W}lineRule", "auto")
        stated = None if spacing is None else points(spacing.get(f"{W}line"), 240 if rule == "auto" else 20)
        if stated and stated > 0 and rule == "exact":
            return min(stated, sheet.height)
        if stated is None and self.bare:
            return LINE
        single = size * SINGLE
        if sheet.pitch and self.switch("snapToGrid") is not False:
            single = sheet.pitch * ceil(size / sheet.pitch)
        factor, least = (stated, 1.0) if stated and stated > 0 and rule == "auto" else (1.0, stated or 1.0)
        return min(max(single * factor, least, 1.0), sheet.height)

    def space(self, side: str, line: float) -> float:
        """Points before or after the paragraph, given as such or in hundredths of a line."""
        for node in self.spacings:
            hundredths, length = integer(node.get(f"{W}{side}Lines")), _length(node, side)
            if hundredths or length is not None:
                return min(max(0.0, hundredths * line / 100 if hundredths else length or 0.0), MOST)
        return 0.0

    def switch(self, name: str) -> bool | None:
        return next((found for node in self.nodes if (found := switch(node, name)) is not None), None)

    def sides(self) -> float:
        """Points by which the paragraph is narrower than its column."""
        total = 0.0
        for names in (("left", "start"), ("right", "end")):
            lengths = (_length(node, name) for node in self.indents for name in names)
            total += next((length for length in lengths if length is not None), 0.0)
        return total


def setting(properties: Node | None, style: str, styles: StyleSheet, table: Sequence[Node | None]) -> Setting:
    """The layout of a paragraph; `table` are the properties that the style of the table around it gives."""
    chain = (item.paragraph for item in styles.chain(style))
    nodes = tuple(node for node in (properties, *chain, *table, styles.default_layout) if node is not None)
    spacings, indents = (
        tuple(found for node in nodes if (found := child(node, name)) is not None) for name in ("spacing", "ind")
    )
    size = styles.look(style, child(properties, "rPr")).size or WORD_SIZE
    bare = styles.look(style, None).size == WORD_SIZE and child(styles.default_run, "sz") is None
    return Setting(nodes, spacings, indents, SIZE if bare and size == WORD_SIZE else size, bare)


def extent(how: Setting, text: str, runs: Sequence[Run], first: float, sheet: Sheet, width: float) -> Extent:
    """What a paragraph takes in a column of `width`; its first line begins `first` points further in."""
    wide = sum(ems(text[run.start : run.stop]) for run in runs)
    sizes = ((run, how.size if how.bare and run.size == WORD_SIZE else run.size or how.size) for run in runs)
    size = sum(ems(text[run.start : run.stop]) * size for run, size in sizes) / wide if wide else how.size
    size = min(max(size, 1.0), LARGEST)
    per_line = max(1, int((width - how.sides()) / size + 0.1))
    shifts = [first / size, *[0.0] * text.count("\n")]
    parts = zip(text.split("\n"), shifts, strict=True)
    lines = sum(max(1, ceil((ems(part) + shift) / per_line)) for part, shift in parts)
    line = how.line(size, sheet)
    return Extent(lines, line, how.space("before", line), how.space("after", line))


def _length(node: Node | None, name: str) -> float | None:
    return None if node is None else points(node.get(f"{W}{name}"), 20)
