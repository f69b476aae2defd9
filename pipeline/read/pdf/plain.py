"""Pictures of one colour: they are no scan that a text layer could belong to, and nothing that white text shows on."""

import ctypes
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.limits import MAX_PIXELS
from pipeline.read.page.geometry import Patch, area
from pipeline.read.pdf.paths import Painted

MOST_BYTES = 16 << 10
"""Of a picture that is looked at: one colour packs to next to nothing, and scans need not be unpacked for this."""
MOST_TRIED = 50
LARGEST = 4000.0 * 4000.0
"""Square points of a picture as drawn."""
SPREAD = 8
"""Of 255, between the pixels of one colour."""
STRIP = 2.0
"""Points by which the strips of one scan may be off."""


def name_plain_pictures(page: Any, painted: Painted) -> list[Patch]:
    """The patches of a page, pictures of one colour as areas of that colour; strips of a scan stay pictures."""
    patches = list(painted.patches)
    for index, item in list(painted.pictures.items())[:MOST_TRIED]:
        color = _color(page, ctypes.cast(item, raw.FPDF_PAGEOBJECT), patches[index].bbox)
        if color is not None:
            patches[index] = replace(patches[index], color=color, solid=True)
    others = [patch.bbox for patch in patches if patch.color is None]
    for index in painted.pictures:
        if any(_continues(patches[index].bbox, other) for other in others):
            patches[index] = painted.patches[index]
    return patches


def _continues(box: BBox, other: BBox) -> bool:
    """Whether one is the strip above or below the other, or lies over it."""
    aligned = abs(box[0] - other[0]) < STRIP and abs(box[2] - other[2]) < STRIP
    return aligned and box[1] < other[3] + STRIP and other[1] < box[3] + STRIP


def _color(page: Any, item: Any, box: BBox) -> tuple[int, int, int] | None:
    """The colour of a picture that has but one and hides what is behind it; None of any other."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
    if not known or width.value * height.value > MAX_PIXELS or area(box) > LARGEST:
        return None
    if raw.FPDFImageObj_GetImageDataRaw(item, None, 0) > MOST_BYTES:
        return None
    drawn = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, item)
    return _only_color(pdfium.PdfBitmap.from_raw(drawn).to_numpy()) if drawn else None  # frees what was drawn itself


def _only_color(pixels: Any) -> tuple[int, int, int] | None:
    """`pixels` in the order of pdfium: blue, green, red and perhaps opacity; the blurred edge left out."""
    if pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or math.prod(pixels.shape) == 0:
        return None
    inner = pixels[1:-1, 1:-1] if min(pixels.shape[:2]) > 4 else pixels
    low, high = _limits(inner)
    if any(most - least > SPREAD for least, most in zip(low, high, strict=True)) or low[3:] not in ([], [255]):
        return None
    return low[2], low[1], low[0]


def _limits(pixels: Any) -> tuple[Sequence[int], Sequence[int]]:
    return pixels.min(axis=(0, 1)).tolist(), pixels.max(axis=(0, 1)).tolist()
