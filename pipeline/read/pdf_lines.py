"""Glyphs → visual lines with runs, in reading order.

Lines are clustered by baseline, which fonts of different height share, and not by the tops of boxes.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.document import BBox, Block, Run
from pipeline.read.pdf_geometry import Glyph, union
from pipeline.read.pdf_text import is_wide

SAME_LINE = 0.35
"""Baselines closer than this part of the font size are one line."""


class Segment(NamedTuple):
    """Glyphs that follow each other in the file and on the page; clustering these is cheaper than glyphs."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float


class Row(NamedTuple):
    """Segments on one baseline from left to right."""

    segments: list[Segment]
    base: float
    size: float


def box_of(glyph: Glyph | Segment) -> BBox:
    return (glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def segments_of(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Cut where the baseline jumps or the pen moves back or far ahead; pure white space is dropped."""
    pieces: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is None or not _follows(last, glyph):
            pieces.append([])
        pieces[-1].append(glyph)
        last = glyph
    return [segment for segment in map(_segment, pieces) if segment]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = last.look.size
    return abs(glyph.base - last.base) <= 0.1 * size and -0.4 * size <= glyph.x0 - last.x1 <= 0.8 * size


def _segment(glyphs: list[Glyph]) -> Segment | None:
    while glyphs and glyphs[-1].text.isspace():
        glyphs.pop()
    start = next((index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()), None)
    if start is None:
        return None
    glyphs = glyphs[start:]
    top = min(glyph.top for glyph in glyphs)
    bottom = max(glyph.bottom for glyph in glyphs)
    size = max(glyph.look.size for glyph in glyphs)
    return Segment(glyphs, glyphs[0].x0, top, max(glyph.x1 for glyph in glyphs), bottom, glyphs[0].base, size)


def rows_of(segments: Iterable[Segment]) -> list[Row]:
    """Segments of one visual line together, superscripts with the line that they belong to; rows from the top."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda segment: (segment.base, segment.x0)):
        for index in range(len(rows) - 1, max(-1, len(rows) - 6), -1):
            if _same_row(rows[index], segment):
                row = rows[index]
                main = row if row.size >= segment.size else segment
                rows[index] = Row([*row.segments, segment], main.base, main.size)
                break
        else:
            rows.append(Row([segment], segment.base, segment.size))
    rows.sort(key=lambda row: row.base)
    return [row._replace(segments=sorted(row.segments, key=lambda segment: segment.x0)) for row in rows]


def _same_row(row: Row, segment: Segment) -> bool:
    small = min(row.size, segment.size)
    if abs(row.base - segment.base) <= SAME_LINE * small:
        return True
    if small > 0.8 * max(row.size, segment.size):
        return False
    top, bottom = row.base - row.size, row.base + 0.25 * row.size
    shared = min(bottom, segment.bottom) - max(top, segment.top)
    if shared < 0.6 * min(bottom - top, segment.bottom - segment.top):
        return False
    return not any(min(other.x1, segment.x1) - max(other.x0, segment.x0) > 0.3 * small for other in row.segments)


def glyphs_of(segments: Iterable[Segment]) -> list[Glyph]:
    return [glyph for segment in segments for glyph in segment.glyphs]


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """Median gap between characters, over the size: letter-spaced titles are no row of words."""
    gaps = sorted((b.x0 - a.x1) / (a.look.size or 1) for a, b in zip(glyphs, glyphs[1:], strict=False))
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= 3 else 0.0


def _separator(before: Glyph, after: Glyph, spaced: bool, usual: float) -> str:
    """Space only where one was meant: pdfium's and justification's gaps between ideographs are none."""
    gap = (after.x0 - before.x1) / (before.look.size or 1)
    wide = is_wide(before.text), is_wide(after.text)
    if all(wide):
        limit = 0.2 if spaced else 1.5 + 1.5 * usual
    elif any(wide):
        limit = 0.2 if spaced else 0.9 + 1.5 * usual
    else:
        limit = 0.05 if spaced else 0.2 + 1.2 * usual
    return " " if gap > limit else ""


def write_glyphs(glyphs: Sequence[Glyph], page: int) -> tuple[str, tuple[Run, ...]]:
    """The text of one line and its runs, one for each stretch of one weight and size."""
    ink = [(glyph, index) for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    usual = _usual_gap([glyph for glyph, _ in ink])
    pieces: list[tuple[str, Glyph]] = []
    for position, (glyph, index) in enumerate(ink):
        after = ink[position + 1] if position + 1 < len(ink) else None
        space = _separator(glyph, after[0], after[1] > index + 1, usual) if after else ""
        pieces.append((glyph.text + space, glyph))
    runs: list[Run] = []
    text = ""
    for (bold, size), group in groupby(pieces, key=lambda piece: (piece[1].look.bold, piece[1].look.size)):
        members = list(group)
        start = len(text)
        text += "".join(piece for piece, _ in members)
        box = _rounded(union([box_of(glyph) for _, glyph in members]))
        runs.append(Run(start, len(text), page, box, bold, round(size, 1)))
    return text, tuple(runs)


def _rounded(box: BBox) -> BBox:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def line_block(segments: Sequence[Segment], page: int) -> Block:
    """One visual line as a block."""
    text, runs = write_glyphs(glyphs_of(segments), page)
    return Block(text, "line", page, union([run.bbox for run in runs if run.bbox]), runs=runs)
