"""Tables of a DOCX as grids (ECMA-376 part 1, 17.4), in time that grows with their cells and not with their spans."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.document import Block, Run, Table
from pipeline.errors import LimitError
from pipeline.limits import Limits
from pipeline.read.docx.colours import fill
from pipeline.read.docx.drawn import MC, alternative
from pipeline.read.docx.frames import Frame, frame_of, stated_height
from pipeline.read.docx.framing import framing_cells, may_frame
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.pages import Column, Ground, Pages
from pipeline.read.docx.pictures import Anchor
from pipeline.read.docx.styles import StyleSheet
from pipeline.read.docx.values import child, integer, switch, value

WRAPPERS = frozenset({f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")})


@dataclass(slots=True)
class Cell:
    """A cell as declared: its columns on the table's own grid, which may be finer than what is seen."""

    column: int
    span: int
    text: str
    continues: bool = False
    """Whether it carries on the merged cell above (17.4.84 vMerge)."""
    height: int = 1


@dataclass(slots=True)
class Part:
    """Rows of a table that follow on each other, and what stands in them that is not text of their cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    contents: bool = True
    """Whether all that is in them is furniture."""

    def add(self, cells: list[Cell], inner: list[Block], page: int) -> None:
        """A row: its cells, the blocks in them, and its page."""
        self.rows.append(cells)
        self.pages.append(page)
        self.aside.extend(block for block in inner if block.reason == "hidden" or isinstance(block, Anchor))
        self.contents = self.contents and all(block.reason for block in inner if block.text)


@dataclass(slots=True)
class TableReader:
    """Reads one table; `blocks` reads what is in a cell, `cells` is the running total for the file."""

    blocks: Callable[[Node], list[Block]]
    pages: Pages
    styles: StyleSheet
    limits: Limits
    cells: int = 0

    def read(self, node: Node) -> list[Block]:
        """The table as a block, and after it the hidden text and the pictures that were in it. Raises LimitError.

        Where it only frames running text, that text as the blocks that it is, between what remains of the table.
        """
        frame = frame_of(node, self.styles, self.pages.width)
        rows = [row for row in unwrapped(node, f"{W}tr") if not _deleted(row)]
        framing: set[Node] = set()
        if may_frame(node, rows):
            framing = framing_cells([list(unwrapped(row, f"{W}tc")) for row in rows if not _hidden(row)])
        found: list[Block] = []
        part = Part()
        for row in rows:
            if framing and any(cell in framing for cell in unwrapped(row, f"{W}tc")):
                found += [*self._blocks(part), *self._unframed(row, frame, framing)]
                part = Part()
                continue
            if _hidden(row):
                part.aside += self._unseen(row, frame)
                continue
            cells, inner, height = self._row(row, frame)
            page = self.pages.row(height, whole=switch(child(row, "trPr"), "cantSplit") or False)
            page = page if self.pages.sheets else next((b.page for b in inner if b.text), page)
            part.add(cells, inner, page)
        return [*found, *self._blocks(part)]

    def _blocks(self, part: "Part") -> list[Block]:
        """Rows as a table, if anything is in them that is not a table of contents."""
        if part.contents and not any(cell.text for cells in part.rows for cell in cells):
            return part.aside
        return [self._block(part.rows, part.pages), *part.aside]

    def _unframed(self, row: Node, frame: Frame, framing: set[Node]) -> list[Block]:
        """The blocks of a row that frames running text, which goes over pages as if there were no table."""
        found: list[Block] = []
        column = 0
        for node in unwrapped(row, f"{W}tc"):
            settings = child(node, "tcPr")
            span = self._span(value(settings, "gridSpan"), 1)
            if child(settings, "cellDel") is None:
                found += self._filled(node, frame) if node in framing else self._cell(node, frame, column, span)[0]
            column += span
            self._spend(1)
        return found

    def _unseen(self, row: Node, frame: Frame) -> list[Block]:
        """The text of a row that is hidden, with the notes that it refers to."""
        self.pages.grounds.append(Ground(hidden=True))
        try:
            _, inner, _ = self._row(row, frame)
        finally:
            self.pages.grounds.pop()
        return [Block(block.text, "furniture", block.page, reason="hidden") for block in inner if block.text]

    def _row(self, row: Node, frame: Frame) -> tuple[list[Cell], list[Block], float]:
        """The cells of a row, the blocks in them, and how high it is."""
        height = 0.0
        cells: list[Cell] = []
        inner: list[Block] = []
        properties = child(row, "trPr")
        column = self._span(value(properties, "gridBefore"), 0)
        for node in unwrapped(row, f"{W}tc"):
            settings = child(node, "tcPr")
            span = self._span(value(settings, "gridSpan"), 1)
            blocks, tall = self._cell(node, frame, column, span)
            height = max(height, tall)
            inner.extend(blocks)
            if value(settings, "hMerge") == "continue" and cells:
                cells[-1].span += span
            else:
                text = "" if child(settings, "cellDel") is not None else cell_text(blocks)
                cells.append(Cell(column, span, text, _continues(settings)))
            column += span
            self._spend(1)
        return cells, inner, stated_height(properties, height)

    def _cell(self, node: Node, frame: Frame, column: int, span: int) -> tuple[list[Block], float]:
        """What is in a cell, and how high it is; one that goes over several rows makes none of them higher."""
        settings = child(node, "tcPr")
        self.pages.columns.append(Column(frame.width(column, span), frame.style))
        blocks = self._filled(node, frame)
        height = self.pages.columns.pop().height
        across = child(settings, "vMerge") is None and child(settings, "textDirection") is None
        return blocks, height if across else 0.0

    def _filled(self, node: Node, frame: Frame) -> list[Block]:
        """What is in a cell, of which is known whether it is filled with a colour."""
        around = self.pages.ground
        own = fill(child(node, "tcPr"))
        own = frame.fill if own is None else own
        filled = around.filled if own is None else own
        self.pages.grounds.append(Ground(filled, around.hidden, frame.style_id))
        try:
            return self.blocks(node)
        finally:
            self.pages.grounds.pop()

    def _span(self, text: str | None, default: int) -> int:
        span = default if text is None else integer(text)
        if span is None or span > self.limits.table_span:
            raise LimitError(f"表格中有单元格跨越超过 {self.limits.table_span} 列，未读取。请用 Word 重做该表格再试。")
        return max(span, default)

    def _spend(self, count: int) -> None:
        self.cells += count
        if self.cells > self.limits.table_cells:
            raise LimitError(f"文件中的表格超过 {self.limits.table_cells} 个单元格，未读取。请拆分文件后再试。")

    def _block(self, rows: list[list[Cell]], row_pages: list[int]) -> Block:
        table = self._grid(rows)
        runs, start = [], 0
        for line, page in zip(table.text.split("\n"), row_pages, strict=False):
            if line:
                runs.append(Run(start, start + len(line), page))
            start += len(line) + 1
        page = runs[0].page if runs else self.pages.page
        return Block(table.text, "table", page, runs=tuple(runs), table=table)

    def _grid(self, rows: list[list[Cell]]) -> Table:
        """Lay the cells out on the columns at which any cell begins: finer grid lines are only seams of the layout."""
        starts = sorted({cell.column for cells in rows for cell in cells})
        place = {column: index for index, column in enumerate(starts)}
        self._spend(len(rows) * len(starts))
        grid = [[""] * len(starts) for _ in rows]
        merged: list[tuple[int, Cell]] = []
        above: dict[int, Cell] = {}
        for index, cells in enumerate(rows):
            current: dict[int, Cell] = {}
            for cell in cells:
                origin = above.get(cell.column) if cell.continues else None
                if origin is None:
                    grid[index][place[cell.column]] = cell.text
                    merged.append((index, cell))
                else:
                    origin.height += 1
                current[cell.column] = origin or cell
            above = current
        spans = []
        for index, cell in merged:
            left, right = place[cell.column], bisect_left(starts, cell.column + cell.span)
            if cell.height > 1 or right - left > 1:
                spans.append((index, left, cell.height, right - left))
        return Table(tuple(tuple(row) for row in grid), tuple(spans))


def unwrapped(node: Node, tag: str, depth: int = 0) -> Iterator[Node]:
    """Children `tag` of a table or row, also those inside content controls, insertions and alternate content."""
    for item in node.iterchildren():
        if item.tag == tag:
            yield item
        elif item.tag in WRAPPERS and depth < 50:
            yield from unwrapped(item, tag, depth + 1)
        elif item.tag == f"{MC}AlternateContent" and depth < 50:
            branch = alternative(item)
            if branch is not None:
                yield from unwrapped(branch, tag, depth + 1)


def cell_text(blocks: list[Block]) -> str:
    """The text of a cell, a line a paragraph, automatic numbers included: they are often all that a cell holds."""
    lines = []
    for block in blocks:
        if block.kind == "furniture":
            continue
        if block.table is not None:
            lines.append(" ".join(block.text.split()))
        else:
            lines.append(f"{block.number} {block.text}".strip())
    return "\n".join(line for line in lines if line)


def _continues(settings: Node | None) -> bool:
    merge = child(settings, "vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") != "restart"


def _hidden(row: Node) -> bool:
    """Whether Word shows the row only with the other hidden text (17.4.20 hidden)."""
    return switch(child(row, "trPr"), "hidden") or False


def _deleted(row: Node) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None
