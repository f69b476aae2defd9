"""Boxes of text made to fit the cells of ruled tables, and what was recognised in them as glyphs.

A whole piece of text is one Glyph here, so that a scan goes through the same code as a text page.
"""

import re
from collections.abc import Sequence
from statistics import median

import numpy as np

from pipeline.read.ocr.engine import Picture, Pixels
from pipeline.read.page.characters import is_wide
from pipeline.read.page.geometry import Glyph, Look
from pipeline.read.page.grid import Grid

FLOOR = 0.5
"""Pieces with less confidence are noise, pictures or handwriting."""
SPACE = re.compile(r" +")


def fit_boxes(boxes: Sequence[Pixels], grids: Sequence[Grid], ink: Picture, scale: float) -> list[Pixels]:
    """Boxes cut where they reach over a cell's border, and boxes for cells whose ink has none."""
    fitted: list[Pixels] = []
    for box in boxes:
        fitted += _cut(box, grids, scale)
    height = median([box[3] - box[1] for box in boxes]) if boxes else 14 * scale
    for grid in grids:
        for cell in grid.cells:
            place = tuple(round(value * scale) for value in cell)
            if not any(_inside(box, place) for box in fitted):
                fitted += _boxes_of_ink((place[0], place[1], place[2], place[3]), ink, float(height))
    return fitted


def _inside(box: Pixels, cell: Sequence[int]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _cut(box: Pixels, grids: Sequence[Grid], scale: float) -> list[Pixels]:
    """The parts of the box that lie in different cells of one row; a box outside tables stays whole."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2 / scale
    parts: list[Pixels] = []
    for grid in grids:
        for cell in grid.cells:
            if cell[1] <= middle < cell[3]:
                left, right = max(x0, round(cell[0] * scale)), min(x1, round(cell[2] * scale))
                if right - left > 0.3 * (bottom - top):
                    parts.append((left, top, right, bottom))
    covered = sum(part[2] - part[0] for part in parts)
    if len(parts) < 2 or covered < 0.6 * (x1 - x0):
        return [box]
    return parts


def _boxes_of_ink(cell: Pixels, ink: Picture, height: float) -> list[Pixels]:
    """Lines of ink in a cell in which the detector saw nothing, such as a lone digit."""
    x0, top, x1, bottom = cell[0] + 3, cell[1] + 3, cell[2] - 3, cell[3] - 3
    part = ink[max(0, top) : max(0, bottom), max(0, x0) : max(0, x1)]
    if part.size == 0 or np.count_nonzero(part) < 0.02 * height * height:
        return []
    rows = np.count_nonzero(part, axis=1) > 0
    boxes: list[Pixels] = []
    for start, stop in _stretches(rows, round(0.2 * height)):
        columns = np.flatnonzero(np.count_nonzero(part[start:stop], axis=0))
        if stop - start < 0.35 * height or stop - start > 2 * height or len(columns) == 0:
            continue
        pad = round(0.25 * height)
        left, right = x0 + int(columns[0]) - pad, x0 + int(columns[-1]) + pad
        boxes.append((max(0, left), max(0, top + start - pad), right, top + stop + pad))
    return boxes


def _stretches(flags: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """(start, stop) of stretches of True, those closer than `gap` taken as one."""
    stretches: list[tuple[int, int]] = []
    for index in np.flatnonzero(flags):
        if stretches and index - stretches[-1][1] <= gap:
            stretches[-1] = (stretches[-1][0], int(index) + 1)
        else:
            stretches.append((int(index), int(index) + 1))
    return stretches


def tidy(text: str) -> str:
    """Spaces only where neither neighbour is a Chinese character."""
    return SPACE.sub(lambda found: "" if _between_wide(text, found.start(), found.end()) else " ", text.strip())


def _between_wide(text: str, start: int, stop: int) -> bool:
    text = text.strip()
    return start > 0 and stop < len(text) and (is_wide(text[start - 1]) or is_wide(text[stop]))


_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_HALF = re.compile(r"(?<=[\u3400-\u9fff])[,;:?!()]|[,;:?!()](?=[\u3400-\u9fff])")
_PAIRS = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_DASH = re.compile(r"(?<=[0-9年月日])一(?=[0-9]{2})")
"""A dash between dates that was taken for a one."""
_FOLIO = re.compile(r"[-—–一]\s?(\d{1,4})\s?[-—–一]")
"""A page number between dashes, one of which may have been taken for a one."""
_RESPONSIBLE = re.compile("贲[任仼]")
"""责任, as in 责任单位; 贲 is no more than a rare surname."""
_LOST_COMMA = re.compile(r"([一二三四五六七八九十]{1,3})(?=[\u3400-\u9fff]{2,20}$)")
"""The number of a heading whose 、 was not seen, as happens to a mark that is so small."""


def widen(text: str) -> str:
    """Punctuation beside Chinese characters in full width, dashes between dates, and 责任, as they are printed.

    >>> widen("(一)目标,到2025年")
    '（一）目标，到2025年'
    """
    text = _HALF.sub(lambda found: found[0].translate(_FULL), text)
    text = _PAIRS.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    if folio := _FOLIO.fullmatch(text):
        return f"—{folio[1]}—"
    return _RESPONSIBLE.sub("责任", _DASH.sub("—", text))


def with_comma(text: str, width: float, usual: float) -> str:
    """The 、 put back after a heading's number where the ink is one character wider than what was recognised."""
    spare = width / usual - _ems(text)
    return _LOST_COMMA.sub(r"\1、", text, count=1) if 0.6 < spare < 1.4 and _LOST_COMMA.match(text) else text


def glyphs_of_words(
    boxes: Sequence[Pixels], words: Sequence[tuple[str, float]], ink: Picture, scale: float
) -> list[Glyph]:
    """One Glyph for each recognised piece, its box drawn tight around its ink, in points."""
    pieces = []
    for box, (raw, confidence) in zip(boxes, words, strict=True):
        text = widen(tidy(raw))
        if text and confidence >= FLOOR:
            pieces.append((text, confidence, *_tight(box, ink)))
    usual = _usual([(text, (box[2] - box[0]) / scale, high / scale) for text, _, box, high in pieces])
    pieces = [
        (with_comma(text, (box[2] - box[0]) / scale, usual), score, box, high) for text, score, box, high in pieces
    ]
    sizes = _sizes([(text, (box[2] - box[0]) / scale, high / scale) for text, _, box, high in pieces], usual)
    glyphs = []
    for (text, confidence, box, _), size in zip(pieces, sizes, strict=True):
        x0, top, x1, bottom = (value / scale for value in box)
        middle = (top + bottom) / 2
        look = Look(size, confidence=round(confidence, 4))
        glyphs.append(Glyph(text, x0, middle - size / 2, x1, middle + size / 2, middle + 0.36 * size, look))
    return glyphs


def _tight(box: Pixels, ink: Picture) -> tuple[Pixels, int]:
    """Tight from left to right, where indents are told by a few points, and the height of the ink.

    The box keeps its height: that of 一 says nothing of its line.
    """
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1]
    columns = np.flatnonzero(np.count_nonzero(part, axis=0) > 1)
    rows = np.flatnonzero(np.count_nonzero(part, axis=1) > 1)
    if len(columns) == 0 or len(rows) == 0:
        return box, bottom - top
    return (x0 + int(columns[0]), top, x0 + int(columns[-1]) + 1, bottom), int(rows[-1] - rows[0]) + 1


def _ems(text: str) -> float:
    """Width of the ink over the font size: punctuation at an end leaves half of its square blank."""
    ems = sum(1.0 if is_wide(character) else 0.53 for character in text) - 0.1
    return ems - 0.55 * (text[-1] in "。，、；：）》】”") - 0.5 * (text[0] in "（《【“")


def _usual(pieces: Sequence[tuple[str, float, float]]) -> float:
    """The size of most pieces of the page."""
    known = [width / _ems(text) for text, width, _ in pieces if _ems(text) >= 4]
    return median(known) if known else median([high for _, _, high in pieces] or [12.0]) * 1.08


def _sizes(pieces: Sequence[tuple[str, float, float]], usual: float) -> list[float]:
    """Font sizes in points of (text, width, height of ink); those near the page's usual one are taken as equal to it.

    Long pieces are measured by width over characters, short ones by height, which is less exact.
    """
    measured = [width / _ems(text) if _ems(text) >= 4 else None for text, width, _ in pieces]
    sizes = []
    for size, (text, _, high) in zip(measured, pieces, strict=True):
        estimate = size or high * (1.08 if any(map(is_wide, text)) else 1.38)
        near = 0.08 if size else 0.3
        sizes.append(max(1.0, round(2 * (usual if abs(estimate / usual - 1) < near else estimate)) / 2))
    return sizes
