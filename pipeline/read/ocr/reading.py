"""Pictures of pages → blocks with confidence, through the same lines and tables as text pages.

turn upright → straighten → fade seal → rules → boxes → cells → recognise → what was passed over → blocks
"""

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.document import Method, PageCoverage
from pipeline.limits import MAX_SIDE
from pipeline.read.ocr.engine import Picture, Pixels, detect, recognise
from pipeline.read.ocr.legible import FEW_LINES, Unread, unread_lines
from pipeline.read.ocr.prepare import fade_seal, ink_of, lies_sideways, skew_of, straighten, turn
from pipeline.read.ocr.ruling import find_rules
from pipeline.read.ocr.words import FLOOR, fit_boxes, glyphs_of_words
from pipeline.read.page.blocks import PageBlocks, read_blocks, turn_block
from pipeline.read.page.geometry import PageGeometry
from pipeline.read.page.grid import find_grids
from pipeline.read.page.pictures import open_picture

READABLE = 0.6
"""Mean confidence below which a page counts as unreadable."""
DOUBTFUL = 0.75
"""Below this the page may be upside down."""
UNREAD = 0.15
"""Share of a page's lines; where more could not be read, what is missing on it may stand there."""
TALLEST = 80.0
"""Points; no line of a plan is higher, but what the detector sees in smears may be."""
AGAIN = 30
"""Passed-over lines of one page that are looked at once more."""
SURE = 0.8
"""Least confidence of a line that the detector did not see."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of one page at one orientation."""

    page: PageGeometry
    confidence: float
    inked: float
    """Part of the page that carries ink."""
    unread: Unread

    @property
    def partial(self) -> bool:
        """Whether much of the page could not be read."""
        return self.unread.area >= FEW_LINES and self.unread.share > UNREAD


def load_picture(image: bytes) -> Picture | None:
    """Pixels in the order of OpenCV; None if it is no picture, or one that is too large to be a page."""
    opened = open_picture(image, "RGB")
    return None if opened is None else np.ascontiguousarray(np.asarray(opened, dtype=np.uint8)[:, :, ::-1])


def read_page(picture: Picture, number: int, width: float) -> PageBlocks:
    """Blocks of one page whose picture is `width` points wide.

    A page of which only a part could be read is unreadable, and what was read of it stands.
    """
    picture = _reduced(picture)
    scale = picture.shape[1] / width
    height = picture.shape[0] / scale
    reading, quarters = _upright(picture, number, scale)
    characters = sum(len("".join(glyph.text.split())) for glyph in reading.page.glyphs)
    confidence = round(reading.confidence, 4)
    if not characters:
        blank = reading.inked < 0.0008 and not reading.partial
        coverage = PageCoverage(number, "text" if blank else "unreadable", 0, None if blank else confidence)
        return PageBlocks((), width, height, coverage)
    read = read_blocks(reading.page)
    back = {0: 0.0, 1: -90.0, 2: 180.0, 3: 90.0}[quarters]
    blocks = tuple(turn_block(block, back, reading.page) for block in read.blocks)
    if confidence < READABLE:  # what little may be right is no basis for a verdict
        return PageBlocks((), width, height, PageCoverage(number, "unreadable", 0, confidence))
    method: Method = "unreadable" if reading.partial else "ocr"
    coverage = PageCoverage(number, method, read.coverage.characters, confidence)
    return PageBlocks(blocks, width, height, coverage)


def _reduced(picture: Picture) -> Picture:
    factor = MAX_SIDE / max(picture.shape[:2])
    if factor >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _upright(picture: Picture, number: int, scale: float) -> tuple[_Reading, int]:
    """The reading at the orientation that is most trusted, and the quarters that the page was turned clockwise."""
    ink = ink_of(picture)
    _, text_ink = find_rules(ink, scale)
    first = 1 if lies_sideways(text_ink) else 0
    reading = _read(turn(picture, first), number, scale)
    if reading.confidence >= DOUBTFUL or not reading.page.glyphs and reading.inked < 0.002:
        return reading, first
    trials = [(_sampled(turn(picture, quarters)), quarters) for quarters in range(4) if quarters != first]
    score, best = max(trials)
    if score <= reading.confidence + 0.05:
        return reading, first
    return _read(turn(picture, best), number, scale), best


def _sampled(picture: Picture) -> float:
    """Mean confidence over the longest pieces of text."""
    boxes = sorted(detect(picture), key=lambda box: box[0] - box[2])[:6]
    words = [word for word in recognise(picture, boxes) if word[0]]
    return sum(score for _, score in words) / len(words) if words else 0.0


def _read(picture: Picture, number: int, scale: float) -> _Reading:
    skew = skew_of(ink_of(picture))
    if abs(skew) >= 0.15:
        picture = straighten(picture, skew)
    picture, seal = fade_seal(picture)
    height, width = (side / scale for side in picture.shape[:2])
    edges, text_ink = find_rules(ink_of(picture), scale, seal)
    grids = find_grids(edges)
    boxes = fit_boxes(detect(picture), grids, text_ink, scale)
    words = recognise(picture, boxes)
    unread = _look_again(picture, boxes, words, scale)
    glyphs = glyphs_of_words(boxes, words, text_ink, scale)
    weight = sum(len(text) for text, _ in words)
    confidence = sum(len(text) * score for text, score in words) / weight if weight else 0.0
    inked = np.count_nonzero(text_ink) / text_ink.size
    return _Reading(PageGeometry(number, width, height, glyphs, edges), confidence, float(inked), unread)


def _look_again(picture: Picture, boxes: list[Pixels], words: list[tuple[str, float]], scale: float) -> Unread:
    """Add the lines that the detector passed over though they can be read; returns what still cannot be."""
    unread = _unread(picture, boxes, words, scale)
    tried = unread.boxes[:AGAIN]
    found = [
        (box, word)
        for box, word in zip(tried, recognise(picture, tried), strict=True)
        if len(word[0]) > 1 and word[1] >= SURE
    ]
    if not found:
        return unread
    boxes += [box for box, _ in found]
    words += [word for _, word in found]
    return _unread(picture, boxes, words, scale)


def _unread(picture: Picture, boxes: list[Pixels], words: list[tuple[str, float]], scale: float) -> Unread:
    good = [
        word[0] != "" and word[1] >= FLOOR and box[3] - box[1] <= TALLEST * scale
        for box, word in zip(boxes, words, strict=True)
    ]
    read = [box for box, taken in zip(boxes, good, strict=True) if taken]
    refused = [box for box, taken in zip(boxes, good, strict=True) if not taken]
    return unread_lines(picture, read, refused, scale)
