"""Ruled tables of a page: cells found between the lines, then filled with the glyphs whose middle lies in them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import BBox, Block, Run, Table
from pipeline.read.page.geometry import Glyph, PageGeometry, union
from pipeline.read.page.grid import Grid, find_grids
from pipeline.read.page.lines import looks_in, row_box, rows_of, segments_of
from pipeline.read.page.writing import text_of
from pipeline.text.line_breaks import joiner

FRAMED, FRAMED_SHARE, FRAMED_HEIGHT = 300, 0.85, 200.0
"""Characters in one cell, their share of all, and the cell's height in points, that no cell of a real table has."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and what it looks like."""

    text: str
    bbox: BBox | None = None
    bold: bool = False
    size: float | None = None
    confidence: float | None = None


def split_glyphs(glyphs: Iterable[Glyph], grids: Sequence[Grid]) -> tuple[list[Glyph], list[list[Glyph]]]:
    """Glyphs outside all grids, and those inside each."""
    outside = list(glyphs)
    inside: list[list[Glyph]] = []
    for grid in grids:
        x0, top, x1, bottom = grid.bbox
        left, upper, right, lower = 2 * x0, 2 * top, 2 * x1, 2 * bottom  # twice the middle saves dividing each glyph
        rest: list[Glyph] = []
        content: list[Glyph] = []
        for glyph in outside:
            if left <= glyph[1] + glyph[3] < right and upper <= glyph[2] + glyph[4] < lower:
                content.append(glyph)
            else:
                rest.append(glyph)
        outside = rest
        inside.append(content)
    return outside, inside


def locate(grid: Grid) -> dict[tuple[int, int], int]:
    """Which cell covers each position of the grid."""
    covered: dict[tuple[int, int], int] = {}
    for index, (x0, top, x1, bottom) in enumerate(grid.cells):
        for row in range(bisect_right(grid.ys, top) - 1, bisect_right(grid.ys, bottom - 0.01)):
            for column in range(bisect_right(grid.xs, x0) - 1, bisect_right(grid.xs, x1 - 0.01)):
                covered[row, column] = index
    return covered


BESIDE = -1
"""Stands for the cell of glyphs that lie in none."""


def by_cell(grid: Grid, glyphs: Iterable[Glyph]) -> dict[int, list[Glyph]]:
    """Glyphs by the index of the cell that their middle lies in.

    Most glyphs lie in the cell of the one before, which saves looking them up.
    """
    covered = locate(grid)
    contents: dict[int, list[Glyph]] = {}
    content: list[Glyph] = []
    left = upper = right = lower = 0.0
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        if not (left <= x < right and upper <= y < lower):
            place = bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1
            index = covered.get(place, BESIDE)
            content = contents.setdefault(index, [])
            left, upper, right, lower = grid.cells[index] if index != BESIDE else (0.0, 0.0, 0.0, 0.0)
        content.append(glyph)
    return contents


def read_table(grid: Grid, contents: dict[int, list[Glyph]], page: int) -> Block | None:
    """The table as a block, None if it holds no text (a chart, an empty form).

    One cell with text is enough: the last words of a row may stand alone at the top of the next page.
    """
    cells = {index: _cell(content, grid.cells[index]) for index, content in contents.items() if index != BESIDE}
    if not any(cell.text for cell in cells.values()):
        return None
    return table_block(grid, cells, page)


def _cell(glyphs: list[Glyph], box: BBox) -> Cell:
    rows = rows_of(segments_of(glyphs))
    if not rows:
        return Cell("")
    boxes = [row_box(row) for row in rows]
    texts = [text_of(row.segments) for row in rows]
    looks = [look for row in rows for segment in row.segments for look in looks_in(segment)]
    bold = sum([look.bold for look in looks]) * 2 > len(looks)
    sure = min([look.confidence for look in looks if look.confidence is not None], default=None)
    size = round(rows[0].size, 1)
    if len(rows) == 1:
        return Cell(texts[0], boxes[0], bold, size, sure)
    lines = [(text, place[0], place[2], row.size) for text, place, row in zip(texts, boxes, rows, strict=True)]
    return Cell(join_lines(lines, box), union(boxes), bold, size, sure)


def join_lines(lines: Sequence[tuple[str, float, float, float]], box: BBox) -> str:
    """Lines of a cell, each (text, x0, x1, size): one that the next word would have fitted on ends a paragraph."""
    text = lines[0][0]
    if len(lines) == 1:
        return text
    width = box[2] - box[0]
    upright = all(len(line[0]) == 1 for line in lines)
    for before, after in zip(lines, lines[1:], strict=False):
        room = width - 11 - (before[2] - before[1])
        ended = room > 2.5 * before[3] and not upright
        text += ("\n" if ended else joiner(text, after[0])) + after[0]
    return text


def table_block(grid: Grid, cells: dict[int, Cell], page: int) -> Block:
    """Rows with every cell at its upper left position, and one run for each cell that holds text."""
    covered = locate(grid)
    first: dict[int, tuple[int, int]] = {}
    last: dict[int, tuple[int, int]] = {}
    for position in sorted(covered):
        first.setdefault(covered[position], position)
        last[covered[position]] = position
    rows = [["" for _ in grid.xs] for _ in grid.ys]
    looks: dict[tuple[int, int], Cell] = {}
    for index, cell in cells.items():
        if cell.text:
            row, column = first[index]
            rows[row][column] = cell.text
            looks[row, column] = cell
    merged = [
        (row, column, last[index][0] - row + 1, last[index][1] - column + 1)
        for index, (row, column) in sorted(first.items(), key=lambda item: item[1])
        if last[index] != (row, column)
    ]
    table = Table(tuple(map(tuple, rows)), tuple(merged))
    return Block(table.text, "table", page, grid.bbox, runs=cell_runs(table, looks, page), table=table)


def cell_runs(table: Table, looks: dict[tuple[int, int], Cell], page: int) -> tuple[Run, ...]:
    """Runs over `table.text`, one for each cell that holds text."""
    runs: list[Run] = []
    for row, column, text, at in table.cells():
        cell = looks.get((row, column))
        if cell and text:
            runs.append(Run(at, at + len(text), page, cell.bbox, cell.bold, cell.size, cell.confidence))
    return tuple(runs)


def is_frame(grid: Grid, contents: dict[int, list[Glyph]]) -> bool:
    """Whether the rules only frame running text, as pages printed from a browser do: nearly all of it in one cell."""
    index = max(contents, key=lambda cell: len(contents[cell]), default=BESIDE)
    if index == BESIDE or len(contents[index]) < max(FRAMED, FRAMED_SHARE * sum(map(len, contents.values()))):
        return False
    box = grid.cells[index]
    return box[3] - box[1] > FRAMED_HEIGHT


def read_tables(page: PageGeometry, glyphs: Sequence[Glyph]) -> tuple[list[Block], list[Glyph]]:
    """Tables from top to bottom, and the glyphs that are in none."""
    grids = find_grids(page.edges)
    if not grids:
        return [], list(glyphs)
    outside, inside = split_glyphs(glyphs, grids)
    blocks = []
    for grid, content in zip(grids, inside, strict=True):
        contents = by_cell(grid, content)
        block = None if is_frame(grid, contents) else read_table(grid, contents, page.number)
        if block:
            blocks.append(block)
        else:
            outside += content
    return blocks, outside
