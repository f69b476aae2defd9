"""Drawing a page of a PDF within bounds of time and memory."""

import ctypes
import math
import time
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.limits import MAX_PIXELS

SECONDS = 20.0
"""For drawing one page; a scan takes a tenth of a second."""


def images_on(page: Any) -> list[Any]:
    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def is_drawable(page: Any, images: Sequence[Any]) -> bool:
    """Whether drawing the page would end within memory, as far as its pictures and its size tell."""
    small = all(math.prod(pixels_of(item)) <= MAX_PIXELS for item in images)
    return min(page.get_size()) >= 1 and small


def pixels_of(item: Any) -> tuple[int, int]:
    try:
        width, height = item.get_px_size()
    except pdfium.PdfiumError:
        return 0, 0
    return int(width), int(height)


def bitmap(page: Any, scale: float) -> Any:
    """The page drawn on white, step by step so that it can be given up; None if it was."""
    width, height = (max(1, math.ceil(side * scale)) for side in page.get_size())
    canvas = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    try:
        raw.FPDFBitmap_FillRect(canvas.raw, 0, 0, width, height, 0xFFFFFFFF)
        deadline = time.monotonic() + SECONDS
        pause = raw.IFSDK_PAUSE(version=1)
        pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: int(time.monotonic() > deadline))
        arguments = (canvas.raw, page.raw, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        try:
            state = raw.FPDF_RenderPageBitmap_Start(*arguments, ctypes.byref(pause))
        finally:
            raw.FPDF_RenderPage_Close(page.raw)
        return canvas.to_numpy()[:, :, :3].copy() if state == raw.FPDF_RENDER_DONE else None
    finally:
        canvas.close()
