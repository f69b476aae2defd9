"""Where the text of a page, or of one of its two columns, stands."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import BBox, Block

FEW = 8
"""Lines that show by themselves where the text of a page, or of a column, stands."""
HALF = 0.55
"""Of the width of a page's text that a column takes at most."""


class Area(NamedTuple):
    """Where the text of a page stands, in points."""

    left: float = 0.0
    right: float = 0.0
    gap: float = 0.0
    """Between two lines of a paragraph: what a quarter of the gaps do not exceed."""


class Areas:
    """The area of every page, of each of its columns where it has two; pages with few lines take that of the whole document."""

    def __init__(self, lines: Sequence[Block]) -> None:
        boxes: dict[int, list[BBox]] = {}
        for line in lines:
            if line.bbox:
                boxes.setdefault(line.page, []).append(line.bbox)
        common = _area([box for own in boxes.values() for box in own]) if boxes else Area()
        self._pages = {page: _area(own) if len(own) >= FEW else common for page, own in boxes.items()}
        self._columns = {page: _columns(own) for page, own in boxes.items()}

    def of(self, line: Block) -> Area:
        """Where the text stands that a line is part of."""
        for area in self._columns.get(line.page, ()):
            if line.bbox and area.left - 1 <= line.bbox[0] and line.bbox[2] <= area.right + 1:
                return area
        return self._pages.get(line.page, Area())


def _columns(boxes: Sequence[BBox]) -> list[Area]:
    """The areas of two columns; none on a page of one, where few lines end left of the middle or begin right of it."""
    first, last = min(box[0] for box in boxes), max(box[2] for box in boxes)
    left = [box for box in boxes if box[2] < first + HALF * (last - first)]
    right = [box for box in boxes if box[0] > last - HALF * (last - first)]
    return [_area(left), _area(right)] if min(len(left), len(right)) >= FEW else []


def _area(boxes: Sequence[BBox]) -> Area:
    lefts = sorted(box[0] for box in boxes)
    rights = sorted(box[2] for box in boxes)
    gaps = sorted(low[1] - high[3] for high, low in pairwise(boxes) if low[1] > high[3]) or [0.0]
    return Area(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], gaps[len(gaps) // 4])
