"""Stretches of text that facts are looked for in: a paragraph or one cell of a table, with its place in the block.

A cell holds a whole programme at times; one that is too long to be looked at whole gives several, as such a paragraph does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipeline.document import Block
from pipeline.findings import Evidence, Fact, FactValue
from pipeline.text.numerals import GAP, plain_digits
from pipeline.text.sentences import overlong

READ_FURNITURE = ("title", "cover")
"""Furniture that names the place of the plan."""
_TITLE = re.compile(r"《[^》]{0,160}》")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in `document.blocks[index].text` from `offset` on, as `numerals.plain` spells it."""

    index: int
    block: Block
    text: str
    starts: tuple[int, ...]
    """Of each character of `text` its place in the block; empty where they follow one another from `offset`."""
    offset: int
    path: tuple[str, ...]
    row: int = -1
    column: int = -1
    """Position in a table; -1 elsewhere."""
    whole: bool = True
    """Whether it is the whole paragraph or cell."""

    def fact(self, value: FactValue, start: int, stop: int) -> Fact:
        """The fact that `self.text[start:stop]` states."""
        first, last = self.span(start, stop)
        quote, page = self.block.text[first:last], self.block.page_at(first)
        return Fact(value, Evidence(self.index, first, last, quote, page, self.path))

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where `text[start:stop]`, of at least one character, stands in the block."""
        if not self.starts:
            return self.offset + start, self.offset + stop
        return self.offset + self.starts[start], self.offset + self.starts[stop - 1] + 1


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands in a passage."""

    value: FactValue
    start: int
    stop: int


def without_titles(text: str) -> str:
    """The text with NULs where it names documents: what 《……局……2025年……》 holds is no agency and no date of the plan's."""
    return _TITLE.sub(lambda match: "\x00" * len(match.group()), text)


def passages(block: Block, index: int, path: tuple[str, ...]) -> list[Passage]:
    """The passages of a block; none of a page header or the like, nor of a table whose text does not agree with it."""
    if block.kind == "furniture" and block.reason not in READ_FURNITURE:
        return []
    if block.table is None:
        return list(_parts(Passage(index, block, block.text, (), 0, path))) if block.text.strip() else []
    agreeing = takewhile(lambda cell: block.text.startswith(cell[2], cell[3]), block.table.cells())
    cells = (Passage(index, block, text, (), at, path, row, column) for row, column, text, at in agreeing if text)
    return [part for cell in cells for part in _parts(cell)]


def _parts(passage: Passage) -> Iterator[Passage]:
    """A passage as the document spells it as `plain` does, and cut where it is too long."""
    cuts = overlong(passage.text)
    for start, stop in pairwise([0, *cuts, len(passage.text)]):
        text, starts = _squeezed(passage.text[start:stop])
        yield replace(passage, text=text, starts=starts, offset=passage.offset + start, whole=not cuts)


def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """`plain(text)`, and of each of its characters the place in the text where any was left out."""
    same = plain_digits(text)
    gaps = {at for match in GAP.finditer(same) for at in range(*match.span())}
    kept = tuple(at for at in range(len(same)) if at not in gaps) if gaps else ()
    return ("".join(same[at] for at in kept), kept) if gaps else (same, ())
