"""Parts of a page that must be recognised, the rest of which is read: pictures of tables, text in a font without a map."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from pipeline.document import BBox, Block, Method, PageCoverage
from pipeline.read.ocr import ocr_page
from pipeline.read.page.blocks import PageBlocks, merge_in_order, moved
from pipeline.read.page.characters import count_lost
from pipeline.read.page.geometry import PageGeometry, area, overlap, union
from pipeline.read.page.paper import LEAST_PICTURE, is_printed
from pipeline.read.page.pictures import LARGE, SURE, WORDS
from pipeline.read.pdf.render import draw
from pipeline.read.pdf.source import Source

LOST = 10
"""Characters that nobody can read; fewer are a formula, or signs in a list."""
MARGIN = 4.0
"""Points around text that recognition is shown."""


def text_pictures(page: PageGeometry) -> list[BBox]:
    """Pictures large enough to hold a table or a paragraph, and that no text but a slanting watermark is written over."""
    whole = page.width * page.height or 1.0
    pictures = [
        patch.bbox for patch in page.patches if patch.color is None and area(patch.bbox) >= LEAST_PICTURE * whole
    ]
    if not pictures:  # as on most pages
        return []
    upright = [glyph for glyph in page.glyphs if abs(glyph.look.angle - round(glyph.look.angle / 90) * 90) < 3]
    boxes = []
    for x0, top, x1, bottom in pictures:
        over = sum(x0 < glyph.x0 < x1 and top < glyph.base < bottom for glyph in upright)
        if over <= 3:
            boxes.append((max(0.0, x0), max(0.0, top), min(page.width, x1), min(page.height, bottom)))
    return boxes


def read_pictures(source: Source, page: PageGeometry, read: PageBlocks, boxes: Sequence[BBox]) -> PageBlocks:
    """The page with what its pictures say, if they say anything with confidence."""
    picture = draw(source, page.number).picture if source.pdf is not None else None
    if picture is None:
        return read
    scale = picture.shape[1] / page.width
    blocks = [block for block in read.blocks if block.kind != "furniture"]
    characters = 0
    scores = []
    failure = ""
    for box in boxes:
        found = _read_part(picture, scale, page.number, box)
        failure = failure or found.failure
        confidence = found.coverage.confidence or 0.0
        if found.coverage.characters >= WORDS and confidence >= SURE:
            blocks = merge_in_order(blocks, found.blocks)
            characters += found.coverage.characters
            scores.append(confidence)
    if not characters:
        return replace(read, failure=failure)
    coverage = PageCoverage(page.number, "mixed", read.coverage.characters + characters, min(scores))
    return replace(read, blocks=(*blocks, *furniture(read)), coverage=coverage, failure=failure)


def leave_unread(page: PageGeometry, read: PageBlocks, boxes: Sequence[BBox]) -> PageBlocks:
    """The page where nobody looks at these pictures: unreadable if they take much of it."""
    share = sum(map(area, boxes)) / (page.width * page.height or 1.0)
    return replace(read, coverage=replace(read.coverage, method="unreadable")) if share >= LARGE else read


def _read_part(picture: Any, scale: float, number: int, box: BBox) -> PageBlocks:
    """What a part of the page's picture says, where it stands on the page; nothing if it is of nothing printed."""
    x0, top, x1, bottom = (round(value * scale) for value in box)
    part = picture[top:bottom, x0:x1].copy()
    if not is_print(part):
        return PageBlocks((), 0.0, 0.0, PageCoverage(number, "text", 0))
    found = ocr_page(part, number, box[2] - box[0])
    return replace(found, blocks=tuple(moved(block, box[0], box[1]) for block in found.blocks))


def read_lost_text(source: Source, page: PageGeometry, read: PageBlocks) -> PageBlocks:
    """The page with its garbled lines and tables as they look; unreadable where that cannot be told, and the rest stands.

    A page that is garbled all over is recognised as a whole (`scan`).
    """
    blocks = [block for block in read.blocks if block.kind != "furniture"]
    lost = [count_lost(block.text) for block in blocks]
    if sum(lost) < LOST:
        return read
    picture = draw(source, page.number).picture if source.pdf is not None else None
    others = [block for block, count in zip(blocks, lost, strict=True) if not count]
    runs = [list(run) for is_lost, run in groupby(blocks, lambda block: count_lost(block.text) > 0) if is_lost]
    seen = [_seen_instead(picture, page, run, others) for run in runs]
    method: Method = "mixed"
    for run, found in zip(runs, seen, strict=True):
        if not _says_as_much(found, run):
            method = "unreadable"
            continue
        blocks = merge_in_order([block for block in blocks if block not in run], found.blocks)
    scores = [found.coverage.confidence or 0.0 for found in seen]
    if read.coverage.confidence is not None:
        scores.append(read.coverage.confidence)
    coverage = PageCoverage(page.number, method, sum(block.characters for block in blocks), min(scores))
    failure = read.failure or next((found.failure for found in seen if found.failure), "")
    return replace(read, blocks=(*blocks, *furniture(read)), coverage=coverage, failure=failure)


def _says_as_much(found: PageBlocks, run: Sequence[Block]) -> bool:
    """Whether a part was recognised with confidence, and no small bit of it."""
    seen = found.coverage
    enough = 2 * seen.characters >= sum(block.characters for block in run)
    return seen.method == "ocr" and (seen.confidence or 0.0) >= SURE and enough


def _seen_instead(picture: Any, page: PageGeometry, run: Sequence[Block], others: Sequence[Block]) -> PageBlocks:
    """What stands where consecutive blocks do; nothing where other text stands there, too."""
    nothing = PageBlocks((), 0.0, 0.0, PageCoverage(page.number, "unreadable", 0))
    boxes = [block.bbox for block in run if block.bbox]
    if picture is None or not boxes:
        return nothing
    x0, top, x1, bottom = union(boxes)
    if any(block.bbox and overlap((x0, top, x1, bottom), block.bbox) > area(block.bbox) / 2 for block in others):
        return nothing
    box = max(0.0, x0 - MARGIN), max(0.0, top - MARGIN), min(page.width, x1 + MARGIN), min(page.height, bottom + MARGIN)
    return _read_part(picture, picture.shape[1] / page.width, page.number, box)


def is_print(part: Any) -> bool:
    """Whether a part of a page's picture, of at least one pixel, is of something printed."""
    import numpy as np

    levels = part[::4, ::4].mean(axis=2).astype(int).ravel()
    return bool(levels.size) and is_printed(np.bincount(levels, minlength=256).tolist())


def furniture(read: PageBlocks) -> tuple[Block, ...]:
    """Hidden text and watermarks of the text layer stay known whatever the picture says."""
    return tuple(block for block in read.blocks if block.kind == "furniture")
