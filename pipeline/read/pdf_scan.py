"""Which pages, and which pictures on them, must be recognised, and the pictures that recognition works on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.document import BBox, Block, Method, PageCoverage, Run
from pipeline.read.pdf_geometry import PageGeometry, area
from pipeline.read.pdf_hidden import picture_share
from pipeline.read.pdf_open import Source
from pipeline.read.pdf_page import PageBlocks, merge_in_order
from pipeline.read.pdf_text import is_useless

DPI = (150, 200)
"""Least and greatest resolution of a rendered page; between them, that of its largest picture."""
MAX_SIDE = 3600
"""Pixels of a rendered page; a drawing of A0 is rendered no larger than A4 at 300 dpi."""
FEW = 80
"""Characters; a page that is mostly a picture and has fewer (a scanner app's mark, a page number) is a scan."""
LEAST_PICTURE = 0.06
"""Of the page's area; smaller pictures are logos and icons."""
SURE = 0.8
"""Least confidence of text in a picture on a text page."""
MOST_PICTURES = 30
"""Pictures recognised in one file: a picture album must not take an hour."""


def needs_ocr(page: PageGeometry, read: PageBlocks) -> bool:
    """Whether the page has no text layer, a useless one, or one that is not its content."""
    text = "".join(block.text for block in read.blocks if block.kind != "furniture")
    if not text.strip():
        return True
    if is_useless(text):
        return True
    return len("".join(text.split())) < FEW and picture_share(page) > 0.6


def scan_page(source: Source, page: PageGeometry, read: PageBlocks) -> PageBlocks:
    """The page as recognised, or as it was where recognition brings nothing."""
    number = page.number
    coverage = read.coverage
    if page.damaged or source.pdf is None:
        lost = page.damaged or _useless(read)
        return replace(read, blocks=(), coverage=PageCoverage(number, "unreadable", 0)) if lost else read
    picture = render(source, number)
    if picture is None:
        if coverage.characters and not _useless(read):
            return read
        method: Method = "unreadable" if coverage.characters else "text"
        return replace(read, blocks=_furniture(read), coverage=PageCoverage(number, method, 0))
    found = _recognised(picture, number, page.width)
    if not _useless(read) and found.coverage.characters <= coverage.characters:
        return read if coverage.characters else replace(read, blocks=_furniture(read), coverage=found.coverage)
    return replace(found, blocks=(*found.blocks, *_furniture(read)), width=page.width, height=page.height)


def _recognised(picture: Any, number: int, width: float) -> PageBlocks:
    """What the picture says; a page on which recognition itself fails is unreadable, and the others are still read."""
    try:
        from pipeline.read.ocr import ocr_page  # numpy, OpenCV and onnxruntime cost nothing until here

        return ocr_page(picture, number, width)
    except Exception:  # OpenCV and onnxruntime each have errors of their own, and a platform may lack them
        return PageBlocks((), width, 0.0, PageCoverage(number, "unreadable", 0))


def _furniture(read: PageBlocks) -> tuple[Block, ...]:
    """Hidden text and watermarks of the text layer stay known whatever the picture says."""
    return tuple(block for block in read.blocks if block.kind == "furniture")


def _useless(read: PageBlocks) -> bool:
    text = "".join(block.text for block in read.blocks if block.kind != "furniture")
    return bool(text) and is_useless(text)


def render(source: Source, number: int) -> Any:
    """The page as pixels (blue, green, red), None if nothing is drawn on it or pdfium cannot."""
    try:
        page = source.pdf[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        if min(page.get_size()) < 1:
            return None
        if raw.FPDFPage_CountObjects(page.raw) <= 0 and raw.FPDFPage_GetAnnotCount(page.raw) <= 0:
            return None
        scale = min(_resolution(page) / 72, MAX_SIDE / max(page.get_size()))
        bitmap = page.render(scale=scale)
        try:
            return bitmap.to_numpy()[:, :, :3].copy()
        finally:
            bitmap.close()
    except (pdfium.PdfiumError, MemoryError):
        return None
    finally:
        page.close()


def _resolution(page: Any) -> float:
    """Rendering finer than the scan itself costs time and adds nothing."""
    widest, dpi = 0.0, 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, _, right, _ = item.get_bounds()
        if right - left > widest:
            widest = right - left
            dpi = max(item.get_px_size()) / max(right - left, item.get_bounds()[3] - item.get_bounds()[1]) * 72
    covers = widest > 0.5 * min(page.get_size())
    return min(max(dpi, DPI[0]), DPI[1]) if covers else DPI[1]


def text_pictures(page: PageGeometry) -> list[BBox]:
    """Pictures large enough to hold a table or a paragraph, and that no text is written over."""
    whole = page.width * page.height or 1.0
    boxes = []
    for patch in page.patches:
        if patch.color is not None or not LEAST_PICTURE * whole <= area(patch.bbox) <= 0.9 * whole:
            continue
        x0, top, x1, bottom = patch.bbox
        over = sum(x0 < glyph.x0 < x1 and top < glyph.base < bottom for glyph in page.glyphs)
        if over <= 3:
            boxes.append((max(0.0, x0), max(0.0, top), min(page.width, x1), min(page.height, bottom)))
    return boxes


def read_pictures(source: Source, page: PageGeometry, read: PageBlocks, boxes: Sequence[BBox]) -> PageBlocks:
    """The page with what its pictures say, if they say anything with confidence."""
    picture = render(source, page.number) if source.pdf is not None else None
    if picture is None:
        return read
    scale = picture.shape[1] / page.width
    blocks = [block for block in read.blocks if block.kind != "furniture"]
    characters = 0
    scores = []
    for box in boxes:
        x0, top, x1, bottom = (round(value * scale) for value in box)
        part = picture[top:bottom, x0:x1].copy()
        if not _is_print(part):
            continue
        found = _recognised(part, page.number, box[2] - box[0])
        confidence = found.coverage.confidence or 0.0
        if found.coverage.characters >= 15 and confidence >= SURE:
            blocks = merge_in_order(blocks, [_moved(block, box) for block in found.blocks])
            characters += found.coverage.characters
            scores.append(confidence)
    if not characters:
        return read
    coverage = PageCoverage(page.number, "mixed", read.coverage.characters + characters, min(scores))
    return replace(read, blocks=(*blocks, *_furniture(read)), coverage=coverage)


def _is_print(part: Any) -> bool:
    """Whether one light colour is the background of most of the picture, which is rare in photographs."""
    if part.size == 0:
        return False
    sample = part[::4, ::4].mean(axis=2).astype(int).ravel()
    counts = [int(((sample >= low) & (sample < low + 16)).sum()) for low in range(128, 256, 8)]
    return max(counts) > 0.45 * len(sample)


def _moved(block: Block, box: BBox) -> Block:
    x, y = box[:2]

    def move(place: BBox | None) -> BBox | None:
        return (place[0] + x, place[1] + y, place[2] + x, place[3] + y) if place else None

    runs = tuple(_run_at(run, move(run.bbox)) for run in block.runs)
    return replace(block, bbox=move(block.bbox), runs=runs)


def _run_at(run: Run, box: BBox | None) -> Run:
    return replace(run, bbox=box)
