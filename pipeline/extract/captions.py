"""The unit that stands once for all of a table: （单位：亿元） in its caption, in a line above it or above its rows' names."""

import re

from pipeline.document import Document
from pipeline.extract.units import UNITS, unit_of
from pipeline.tables import Grid
from pipeline.text.numerals import plain

_SAID = re.compile(rf"(?:计量)?单位\s*[:：]\s*(?P<unit>{UNITS})\s*(?:[）)\]】]|$)")
"""One unit and no other: of 单位：个、亿元 nothing says which row is counted in which."""
_ABOVE = 2
"""Blocks above a table that may belong to it: its caption, and a line for the unit."""
_LONGEST = 50
"""Characters of a caption."""


def unit_of_all(document: Document, index: int, grid: Grid, column: int) -> str:
    """The unit of the table in block `index`, whose rows are named in `column`; "" where none is said for all."""
    titles = [grid.titles[column]]
    above = [document.blocks[at] for at in range(index - 1, max(-1, index - 1 - _ABOVE), -1)]
    for block in above:
        if block.table is not None or len(block.text) > _LONGEST:
            break
        titles.append(block.text)
    found = (match for title in titles if (match := _SAID.search(plain(title).strip())))
    return next((unit_of(match["unit"]) for match in found), "")
