"""Pages as pixels, for recognition and for reports, within bounds of time and memory, and whether anything on them was lost."""

import math
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.limits import MAX_SIDE
from pipeline.read.pdf.blank import is_blank
from pipeline.read.pdf.drawing import bitmap, images_on, is_drawable, pixels_of
from pipeline.read.pdf.source import Source

DPI = (150, 200)
"""Least and greatest resolution of a rendered page; between them, that of its largest picture."""


@dataclass(frozen=True, slots=True)
class View:
    """A page as it looks; `picture` is None where nothing is drawn on it, or where it cannot be drawn."""

    picture: Any = None
    """Pixels as (row, column, blue-green-red)."""
    lost: bool = False
    """Something on the page is certainly not in the picture."""


def draw(source: Source, number: int) -> View:
    """Page `number` of a file that pdfium has opened, as fine as recognition needs it."""
    try:
        page = source.pdf[number - 1]
    except pdfium.PdfiumError:
        return View(lost=True)
    try:
        if raw.FPDFPage_CountObjects(page.raw) <= 0 and raw.FPDFPage_GetAnnotCount(page.raw) <= 0:
            return View(lost=not is_blank(source.pdf, number))
        images = images_on(page)
        if not (source.drawable and is_drawable(page, images)):
            return View(lost=True)
        scale = min(_resolution(page, images) / 72, MAX_SIDE / max(page.get_size()))
        picture = bitmap(page, scale)
        if picture is None:
            return View(lost=True)
        return View(picture, any(_fails(item, page) for item in images))
    except (pdfium.PdfiumError, MemoryError):
        return View(lost=True)
    finally:
        page.close()


def thumbnail(source: Source, number: int, *, dpi: float, longest: int) -> tuple[Any, float, float] | None:
    """Pixels of page `number`, at most `longest` on a side, and the page's width and height in points.

    None where the page cannot be drawn.
    """
    try:
        page = source.pdf[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        if not (source.drawable and is_drawable(page, images_on(page))):
            return None
        width, height = page.get_size()
        picture = bitmap(page, min(dpi / 72, longest / max(width, height)))
        return None if picture is None else (picture, width, height)
    except (pdfium.PdfiumError, MemoryError):
        return None
    finally:
        page.close()


def _resolution(page: Any, images: list[Any]) -> float:
    """Rendering finer than the scan itself costs time and adds nothing."""
    widest, dpi = 0.0, 0.0
    for item in images:
        left, bottom, right, top = item.get_bounds()
        if right - left > widest:
            widest = right - left
            dpi = max(pixels_of(item)) / max(right - left, top - bottom) * 72
    covers = widest > 0.5 * min(page.get_size())
    return min(max(dpi, DPI[0]), DPI[1]) if covers else DPI[1]


def _fails(item: Any, page: Any) -> bool:
    """Whether a picture that takes much of the page cannot be decoded."""
    left, bottom, right, top = item.get_bounds()
    if (right - left) * (top - bottom) < 0.3 * math.prod(page.get_size()):
        return False
    decoded = raw.FPDFImageObj_GetBitmap(item.raw)
    if not decoded:
        return True
    raw.FPDFBitmap_Destroy(decoded)
    return False
