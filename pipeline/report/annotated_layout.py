"""Where highlights and signs go on a page so that none hides another or the text.

Boxes are in points of the page as displayed, as in `document.BBox`.
"""

from collections.abc import Iterator, Sequence

from pipeline.document import BBox

SIGN = 20.0
"""Points of the side of a note's sign, as viewers draw it."""
_GAP = 5.0
_SLIVER = 1.0
"""Points; what is left of a line and narrower than this is not painted."""


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


def sign_beside(box: BBox, taken: Sequence[BBox], height: float) -> BBox:
    """A free place for a sign in the margin left of a line: on the line itself, else below, else above it."""
    first = max(box[0] - SIGN - 8, 2.0)
    for top in _rows(box[1], height):
        left = first
        while left >= 2.0:
            place = (left, top, left + SIGN, top + SIGN)
            if not any(_meet(place, other) for other in taken):
                return place
            left -= SIGN + _GAP
    return (first, box[1], first + SIGN, box[1] + SIGN)


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
