"""Glyphs → visual lines: segments that follow each other, rows of segments on one baseline.

Lines are clustered by baseline, which fonts of different height share, and not by the tops of boxes.
"""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter, sub
from typing import NamedTuple

from pipeline.document import BBox
from pipeline.read.page.geometry import Glyph, Look, union

SAME_LINE = 0.35
"""Baselines closer than this part of the font size are one line."""

MARK, RAISED = 0.75, 0.15
"""Parts of the font size: how large a footnote's mark is at most, and how far it stands above the baseline at least."""
_MARK = re.compile(r"[\[［〔]?\d{1,2}[\]］〕]?|[①-⑳*]")
_WORD_END = re.compile("[\u4e00-\u9fff，。；：、！？”’）)》%％]")


class Segment(NamedTuple):
    """Glyphs that follow each other in the file and on the page; clustering these is cheaper than glyphs."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    text: str | None
    """What it says where all glyphs have one look and stand close together, as they mostly do; otherwise None."""


class Row(NamedTuple):
    """Segments on one baseline from left to right."""

    segments: list[Segment]
    base: float
    size: float


def box_of(glyph: Glyph | Segment) -> BBox:
    return (glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def row_box(row: Row) -> BBox:
    """The box around a visual line."""
    segments = row.segments
    return box_of(segments[0]) if len(segments) == 1 else union([box_of(segment) for segment in segments])


def looks_in(segment: Segment) -> list[Look]:
    """Looks of its glyphs: one where it has one throughout, else one for each glyph."""
    glyphs = segment.glyphs if segment.text is None else segment.glyphs[:1]
    return [glyph.look for glyph in glyphs]


def segments_of(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Cut where the baseline jumps or the pen moves back or far ahead; pure white space is dropped."""
    pieces: list[list[Glyph]] = []
    piece: list[Glyph] = []
    end = level = 0.0
    back, ahead, off = 1.0, 0.0, 0.0  # nothing lies between: the first glyph opens a piece
    last: Look | None = None
    for glyph in glyphs:
        _, x0, _, x1, _, base, look = glyph
        if back <= x0 - end <= ahead and -off <= base - level <= off:
            piece.append(glyph)
        else:
            piece = [glyph]
            pieces.append(piece)
        end, level = x1, base
        if look is not last:
            last, size = look, look.size
            back, ahead, off = -0.4 * size, 0.8 * size, 0.1 * size
    return [segment for segment in map(_segment, pieces) if segment]


def _segment(glyphs: list[Glyph]) -> Segment | None:
    while glyphs and glyphs[-1].text.isspace():
        glyphs.pop()
    if not glyphs:
        return None
    if glyphs[0].text.isspace():
        glyphs = glyphs[next(index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()) :]
    texts, x0s, tops, x1s, bottoms, bases, looks = zip(*glyphs, strict=True)
    text: str | None = None
    size = looks[0].size
    if looks.count(looks[0]) == len(looks):
        joined = "".join(texts)
        if max(map(sub, x0s[1:], x1s), default=0.0) <= 0.2 * size and len(joined.split()) == 1:
            text = joined
    else:
        size = max([look.size for look in looks])
    return Segment(glyphs, x0s[0], min(tops), max(x1s), max(bottoms), bases[0], size, text)


def rows_of(segments: Iterable[Segment]) -> list[Row]:
    """Segments of one visual line together, superscripts with the line that they belong to; rows from the top."""
    rows: list[Row] = []
    for segment in sorted(segments, key=_base_and_left):
        for index in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            if _same_row(rows[index], segment):
                row = rows[index]
                main = row if row.size >= segment.size else segment
                rows[index] = Row([*row.segments, segment], main.base, main.size)
                break
        else:
            rows.append(Row([segment], segment.base, segment.size))
    rows.sort(key=_base)
    for row in rows:
        if len(row.segments) > 1:
            row.segments.sort(key=_left)
            row.segments[:] = _untangled(_without_marks(row))
    return rows


_base_and_left, _base, _left = attrgetter("base", "x0"), attrgetter("base"), attrgetter("x0")


def _without_marks(row: Row) -> list[Segment]:
    """The segments without the marks of footnotes: small raised numbers behind a word (会同¹), not behind a unit (m²)."""
    return [
        segment
        for before, segment in zip([None, *row.segments], row.segments, strict=False)
        if not (
            before
            and segment.size <= MARK * row.size
            and segment.base < row.base - RAISED * row.size
            and _MARK.fullmatch("".join(glyph.text for glyph in segment.glyphs))
            and _WORD_END.fullmatch(before.glyphs[-1].text)
        )
    ]


def _untangled(segments: Sequence[Segment]) -> list[Segment]:
    """Segments that reach into each other as one: LibreOffice writes the quotes of a line after its words."""
    result = [segments[0]]
    for segment in segments[1:]:
        last = result[-1]
        whole = _interleaved(last, segment) if segment.x0 < last.x1 - 0.1 * last.size else None
        if whole:
            result[-1] = whole
        else:
            result.append(segment)
    return result


def _interleaved(one: Segment, other: Segment) -> Segment | None:
    """One segment, if the glyphs of either lie in the gaps of the other."""
    glyphs = sorted([*one.glyphs, *other.glyphs], key=lambda glyph: glyph.x0)
    ink = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if any(before.x1 - after.x0 > 0.3 * after.look.size for before, after in zip(ink, ink[1:], strict=False)):
        return None
    return _segment(glyphs)


def _same_row(row: Row, segment: Segment) -> bool:
    small, large = (row.size, segment.size) if row.size < segment.size else (segment.size, row.size)
    if abs(row.base - segment.base) <= SAME_LINE * small:
        return True
    if small > 0.8 * large:
        return False
    top, bottom = row.base - row.size, row.base + 0.25 * row.size
    shared = min(bottom, segment.bottom) - max(top, segment.top)
    if shared < 0.6 * min(bottom - top, segment.bottom - segment.top):
        return False
    return not any(min(other.x1, segment.x1) - max(other.x0, segment.x0) > 0.3 * small for other in row.segments)
