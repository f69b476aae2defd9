"""Stretches of text that facts are looked for in: a paragraph or one cell of a table, with its place in the block."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block, Document, Run, Section, Table
from pipeline.findings import Agency, Citation, Evidence, Fact, Money, Period, Place, Target

READ_FURNITURE = ("title", "cover")
"""Furniture that names the place of the plan."""
Value = Period | Target | Agency | Money | Citation | Place


@dataclass(frozen=True, slots=True)
class Passage:
    """`document.blocks[index].text[offset : offset + len(text)]`."""

    index: int
    text: str
    offset: int
    page: int
    path: tuple[str, ...]
    kind: str
    """Of the block."""
    row: int = -1
    column: int = -1
    """Position in a table; -1 elsewhere."""
    runs: tuple[Run, ...] = ()
    """Of a block that may run over several pages."""

    def fact(self, value: Value, start: int, stop: int) -> Fact:
        """The fact that `self.text[start:stop]` states."""
        first = self.offset + start
        page = page_at(self.runs, first, self.page)
        return Fact(value, Evidence(self.index, first, self.offset + stop, self.text[start:stop], page, self.path))


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands in a passage."""

    value: Value
    start: int
    stop: int


def paths(document: Document, sections: tuple[Section, ...]) -> list[tuple[str, ...]]:
    """The headings above each block, the nearest section's path."""
    found: list[tuple[str, ...]] = [()] * len(document.blocks)
    for section in sections:  # deeper sections come later and overwrite
        for index in range(section.start, min(section.stop, len(found))):
            found[index] = section.path
    return found


def page_at(runs: tuple[Run, ...], offset: int, first: int) -> int:
    """Page of a character: a paragraph or table that begins on page `first` may run on to the next one."""
    return next((run.page for run in runs if run.start <= offset < run.stop), first)


def cells(block: Block, table: Table) -> Iterator[tuple[int, int, str, int]]:
    """(row, column, text, offset in the block's text) of every cell; nothing where text and grid do not agree."""
    at = 0
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            text = " ".join(cell.split())
            if block.text[at : at + len(text)] != text:
                return
            yield r, c, text, at
            at += len(text) + 1


def passages(block: Block, index: int, path: tuple[str, ...]) -> list[Passage]:
    """The passages of a block; none of a page header or the like."""
    if block.kind == "furniture" and block.reason not in READ_FURNITURE:
        return []
    if block.table is None:
        return (
            [Passage(index, block.text, 0, block.page, path, block.kind, runs=block.runs)] if block.text.strip() else []
        )
    return [
        Passage(index, text, at, block.page, path, "table", r, c, block.runs)
        for r, c, text, at in cells(block, block.table)
        if text
    ]
