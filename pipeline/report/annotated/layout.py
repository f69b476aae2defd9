"""Where highlights and signs go on a page so that none hides another or the text.

Boxes are in points of the page as displayed, as in `document.BBox`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import BBox, Document, Reason

SIGN = 20.0
"""Points of the side of a note's sign, as viewers draw it."""
_GAP = 5.0
_AWAY = 8.0
"""Points between a sign and the text beside it, where there is room."""
_EDGE = 2.0
"""Points between a sign and the edge of the page."""
_TEXT: tuple[Reason, ...] = ("", "title", "cover", "contents", "signature", "quoted")
"""Of furniture, that which stands among the text."""
_SLIVER = 1.0
"""Points; what is left of a line and narrower than this is not painted."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, in points, and the size of the page."""

    left: float
    right: float
    width: float
    height: float

    def columns(self) -> list[float]:
        """Left edges of signs that cover no text, those nearest to it first; in the right margin if the left has no room."""
        first, step = max(self.left - _AWAY - SIGN, _EDGE), SIGN + _GAP
        found = [first - number * step for number in range(int((first - _EDGE) / step) + 1)]
        beyond = [min(self.right + _AWAY, self.width - _EDGE - SIGN)]
        return [at for at in found if at + SIGN <= self.left] or [at for at in beyond if at >= self.right]


def margins(document: Document, page: int, size: tuple[float, float]) -> Margins:
    """What is free of a page's text; page numbers and the like are none."""
    width, height = size
    lines = [(run.page, run.bbox) for block in document.blocks if block.reason in _TEXT for run in block.runs]
    lines += [(block.page, block.bbox) for block in document.blocks if block.reason in _TEXT and not block.runs]
    boxes = [box for number, box in lines if number == page and box]
    return Margins(
        min((box[0] for box in boxes), default=width), max((box[2] for box in boxes), default=0.0), width, height
    )


def unpainted(boxes: Sequence[BBox], painted: Sequence[BBox]) -> list[BBox]:
    """What is not painted yet of these lines: colours laid over one another multiply until the text is hard to read."""
    rest = list(boxes)
    for other in painted:
        rest = [piece for box in rest for piece in _without(box, other)]
    return rest


def _without(box: BBox, other: BBox) -> Iterator[BBox]:
    """The stretches of a line to the left and right of another box that lies on the same line."""
    left, top, right, bottom = box
    common = min(bottom, other[3]) - max(top, other[1])
    if common <= min(bottom - top, other[3] - other[1]) / 2 or other[2] <= left or other[0] >= right:
        yield box
        return
    if other[0] - left > _SLIVER:
        yield (left, top, other[0], bottom)
    if right - other[2] > _SLIVER:
        yield (other[2], top, right, bottom)


def sign_beside(box: BBox, taken: Sequence[BBox], free: Margins) -> BBox:
    """A free place for a sign in a margin beside a line: on the line itself, else below, else above it."""
    columns = free.columns() or [max(box[0] - SIGN - _AWAY, _EDGE)]
    for top in _rows(box[1], free.height):
        for left in columns:
            place = (left, top, left + SIGN, top + SIGN)
            if not any(_meet(place, other) for other in taken):
                return place
    return (columns[0], box[1], columns[0] + SIGN, box[1] + SIGN)


def _rows(top: float, height: float) -> Iterator[float]:
    step = SIGN + _GAP
    yield top
    for number in range(1, int(height / step) + 1):
        if top + number * step + SIGN <= height:
            yield top + number * step
    for number in range(1, int(top / step) + 1):
        yield top - number * step


def _meet(one: BBox, other: BBox) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
