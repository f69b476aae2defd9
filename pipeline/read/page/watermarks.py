"""Watermarks that run from left to right: pale text that other text is written over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import BBox
from pipeline.read.page.geometry import Glyph, Look, PageGeometry, union
from pipeline.read.page.hidden import is_white
from pipeline.read.page.lines import Segment, rows_of, segments_of

PALE = 160
"""Least of red, green and blue, as they appear on paper, of a colour as pale as those of watermarks."""
BODY = 0.7
"""Of the font size above the baseline, which characters take up: lines that touch do not lie over each other."""
OVER_HEIGHT, OVER_WIDTH = 0.25, 0.3
"""Of the smaller size and width, that two characters share where one is written over the other."""
ENOUGH = 2
"""Characters written over the copies of one text on a page; a single one may be an accident."""
BAND = 50.0
"""Points of the page's height by which characters are looked up."""

Mark = tuple[str, float, tuple[int, int, int, int]]
"""A text in one size and colour."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Pale text of one size and colour on one baseline, copies of one mark among them."""

    marks: frozenset[Mark]
    glyphs: Sequence[Glyph]


def is_pale(look: Look) -> bool:
    """Whether it is as pale as a watermark; white is for dark areas."""
    *color, opacity = look.color
    return not is_white(look) and 255 - (255 - min(color)) * opacity / 255 >= PALE


def split_watermarks(page: PageGeometry, glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], list[Glyph]]:
    """Glyphs of the text proper, and those of watermarks; all copies of a mark go with the one that is written over."""
    if not any(map(is_pale, page.all_looks)):
        return glyphs, []
    pale = [glyph for glyph in glyphs if is_pale(glyph.look)]
    words = (glyph for glyph in glyphs if glyph.text.isalnum() and not is_pale(glyph.look))  # no lines of a form
    dark = _by_height(words)
    lines = _lines(pale)
    counts: dict[Mark, int] = {}
    for line in lines:
        over = _written_over(line.glyphs, dark)
        for mark in line.marks:
            counts[mark] = counts.get(mark, 0) + over
    marks = {mark for mark, count in counts.items() if count >= ENOUGH}
    found = [glyph for line in lines if not marks.isdisjoint(line.marks) for glyph in line.glyphs]
    if not found:
        return glyphs, []
    known = set(map(id, found))
    return [glyph for glyph in glyphs if id(glyph) not in known], found


def _lines(glyphs: Iterable[Glyph]) -> list[_Line]:
    lines = []
    for row in rows_of(segments_of(glyphs)):
        by_look: dict[tuple[float, tuple[int, int, int, int]], list[Segment]] = {}
        for segment in row.segments:
            look = segment.glyphs[0].look
            by_look.setdefault((look.size, look.color), []).append(segment)
        for (size, color), segments in by_look.items():
            marks = frozenset(("".join(glyph.text for glyph in part.glyphs), size, color) for part in segments)
            lines.append(_Line(marks, [glyph for part in segments for glyph in part.glyphs]))
    return lines


def _by_height(glyphs: Iterable[Glyph]) -> dict[int, list[BBox]]:
    """What characters take up, by their baselines."""
    bands: dict[int, list[BBox]] = {}
    for glyph in glyphs:
        bands.setdefault(int(glyph.base // BAND), []).append(_body(glyph))
    return bands


def _written_over(glyphs: Sequence[Glyph], dark: dict[int, list[BBox]]) -> int:
    """How many glyphs of one line other text is written over, or that are written over other text."""
    boxes = [_body(glyph) for glyph in glyphs]
    _, top, _, bottom = union(boxes)
    bands = range(int(top // BAND), int(bottom // BAND) + 2)  # large text below the line reaches up to it
    near = [box for band in bands for box in dark.get(band, ()) if box[1] < bottom and top < box[3]]
    return sum(any(_is_over(box, other) for other in near) for box in boxes)


def _body(glyph: Glyph) -> BBox:
    return glyph.x0, glyph.base - BODY * glyph.look.size, glyph.x1, glyph.base


def _is_over(box: BBox, other: BBox) -> bool:
    height = min(box[3], other[3]) - max(box[1], other[1])
    width = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3] - box[1], other[3] - other[1]) / BODY
    wide = min(box[2] - box[0], other[2] - other[0])
    return height > OVER_HEIGHT * high and width > OVER_WIDTH * wide
