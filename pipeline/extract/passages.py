"""Stretches of text that facts are looked for in: a paragraph or one cell of a table, with its place in the block."""

from dataclasses import dataclass
from itertools import takewhile

from pipeline.document import Block
from pipeline.findings import Agency, Citation, Evidence, Fact, Money, Period, Place, Target

READ_FURNITURE = ("title", "cover")
"""Furniture that names the place of the plan."""
Value = Period | Target | Agency | Money | Citation | Place


@dataclass(frozen=True, slots=True)
class Passage:
    """`document.blocks[index].text[offset : offset + len(text)]`."""

    index: int
    block: Block
    text: str
    offset: int
    path: tuple[str, ...]
    row: int = -1
    column: int = -1
    """Position in a table; -1 elsewhere."""

    def fact(self, value: Value, start: int, stop: int) -> Fact:
        """The fact that `self.text[start:stop]` states."""
        first = self.offset + start
        page = self.block.page_at(first)
        return Fact(value, Evidence(self.index, first, self.offset + stop, self.text[start:stop], page, self.path))


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands in a passage."""

    value: Value
    start: int
    stop: int


def passages(block: Block, index: int, path: tuple[str, ...]) -> list[Passage]:
    """The passages of a block; none of a page header or the like, nor of a table whose text does not agree with it."""
    if block.kind == "furniture" and block.reason not in READ_FURNITURE:
        return []
    if block.table is None:
        return [Passage(index, block, block.text, 0, path)] if block.text.strip() else []
    agreeing = takewhile(lambda cell: block.text.startswith(cell[2], cell[3]), block.table.cells())
    return [Passage(index, block, text, at, path, row, column) for row, column, text, at in agreeing if text]
