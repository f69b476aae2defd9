"""What a visual line says: the text of its glyphs with the spaces that were meant, its runs, its block."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.document import BBox, Block, Face, Run
from pipeline.read.page.characters import is_wide
from pipeline.read.page.geometry import Glyph, union
from pipeline.read.page.lines import Segment, box_of


def glyphs_of(segments: Iterable[Segment]) -> list[Glyph]:
    return [glyph for segment in segments for glyph in segment.glyphs]


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """Median gap between characters, over the size: letter-spaced titles are no row of words."""
    gaps = sorted((b.x0 - a.x1) / (a.look.size or 1) for a, b in zip(glyphs, glyphs[1:], strict=False))
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= 3 else 0.0


def _separator(before: Glyph, after: Glyph, spaced: bool, usual: float, heads: bool) -> str:
    """Space only where one was meant: pdfium's and justification's gaps between ideographs are none."""
    gap = (after.x0 - before.x1) / (before.look.size or 1)
    wide = is_wide(before.text[-1]), is_wide(after.text[0])
    if heads and any(wide) and usual < EVEN and not spaced:
        limit = SET_OFF
    elif all(wide):
        limit = 0.12 if spaced else 1.5 + 1.5 * usual
    elif any(wide):
        limit = 0.12 if spaced else 0.9 + 1.5 * usual
    else:
        limit = 0.05 if spaced else 0.2 + 1.2 * usual
    return " " if gap > limit else ""


def _spelled(glyphs: Sequence[Glyph]) -> list[tuple[str, Glyph]]:
    """Each glyph that leaves ink with its text, a space added where one follows."""
    pieces: list[tuple[str, Glyph]] = []
    usual: float | None = None
    spaced = stray = False
    end = math.inf
    for glyph in glyphs:
        text, x0, _, x1, _, _, look = glyph
        if text.isspace():
            spaced = True
            continue
        if (spaced and pieces) or x0 - end > 0.2 * look.size:
            if usual is None:
                usual = _usual_gap([glyph for glyph in glyphs if not glyph.text.isspace()])
                stray = _has_stray_spaces(glyphs)
            last = pieces[-1][1]
            opening = len(pieces) <= 8 and NUMBER.fullmatch("".join([piece for piece, _ in pieces])) is not None
            dropped = stray and x0 - end < 0.45 * look.size and is_wide(last.text[-1]) and is_wide(text)
            heads = opening and glyphs[-1].text not in "，；。"
            if (opening or not dropped) and _separator(last, glyph, spaced, usual, heads):
                pieces[-1] = (last.text + " ", last)
        pieces.append((text, glyph))
        end = x1
        spaced = False
    return pieces


NUMBER = re.compile(
    "第.{1,5}[编章节条款部]|[（(]?[一二三四五六七八九十百]+[）)]?[、．]?|[附图表][件表录]?[一二三四五六七八九十]*[：:]?"
    "|[\u4e00-\u9fff]{2}[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾]{1,2}|[Ⅰ-Ⅻ]{1,2}|\\d{1,2}(?:\\.\\d{1,2}){0,2}"
)
"""What a space is meant to follow at the beginning of a line."""
PROSE = 25
"""Characters of a line that is prose and not a title or a row of names."""
SET_OFF, EVEN = 0.22, 0.03
"""Gap, of the size, of a space that leaves no glyph (LibreOffice, Chromium: 问题一 企业, 1 背景), where other characters stand closer than so."""


def _has_stray_spaces(glyphs: Sequence[Glyph]) -> bool:
    """Whether single spaces inside the line are what a web page's line breaks left behind, and not meant."""
    count = sum(glyph.text.isspace() for glyph in glyphs)
    return len(glyphs) >= PROSE and count <= 2


def text_of(segments: Sequence[Segment]) -> str:
    """The text of one line."""
    if len(segments) == 1 and segments[0].text is not None:
        return segments[0].text
    return "".join([piece for piece, _ in _spelled(glyphs_of(segments))])


def write_line(segments: Sequence[Segment], page: int) -> tuple[str, tuple[Run, ...]]:
    """The text of one line and its runs, one for each stretch of one weight and size."""
    if len(segments) == 1 and segments[0].text is not None:
        text, look = segments[0].text, segments[0].glyphs[0].look
        box = _rounded(box_of(segments[0]))
        return text, (Run(0, len(text), page, box, look.bold, round(look.size, 1), look.confidence, look.face),)
    return _write_runs(_spelled(glyphs_of(segments)), page)


def _write_runs(pieces: Sequence[tuple[str, Glyph]], page: int) -> tuple[str, tuple[Run, ...]]:
    groups = [(style, list(group)) for style, group in groupby(pieces, key=_style)]
    runs: list[Run] = []
    text = ""
    for (bold, size, confidence), members in groups:
        start = len(text)
        text += "".join([piece for piece, _ in members])
        _, x0s, tops, x1s, bottoms, _, _ = zip(*[glyph for _, glyph in members], strict=True)
        box = _rounded((min(x0s), min(tops), max(x1s), max(bottoms)))
        runs.append(Run(start, len(text), page, box, bold, round(size, 1), confidence, _face(members)))
    return text, tuple(runs)


def _face(members: Sequence[tuple[str, Glyph]]) -> Face:
    """The face that all glyphs of Chinese type share; digits among them have another font."""
    faces = {glyph.look.face for _, glyph in members} - {""}
    return faces.pop() if len(faces) == 1 else ""


def _style(piece: tuple[str, Glyph]) -> tuple[bool, float, float | None]:
    look = piece[1].look
    return look.bold, look.size, look.confidence


def _rounded(box: BBox) -> BBox:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def line_block(segments: Sequence[Segment], page: int) -> Block:
    """One visual line as a block."""
    text, runs = write_line(segments, page)
    return Block(text, "line", page, union([run.bbox for run in runs if run.bbox]), runs=runs)
