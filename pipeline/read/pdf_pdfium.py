"""Characters of a PDF page, with their boxes and looks, through pdfium's C functions.

pdfium is called once per character and property. The prototypes below take plain addresses and are mapped over
ranges, which keeps the loop in C: that is where the speed of `read_pdf` comes from.
"""

import ctypes
import math
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.read.pdf_geometry import Glyph, Look, PageGeometry
from pipeline.read.pdf_paths import read_paths
from pipeline.read.pdf_text import UNKNOWN, repair

Point = Callable[[float, float], tuple[float, float]]

_BOLD_NAMES = ("bold", "black", "heavy", "粗", "xbs", "-bd")


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with cheaper argument types; the original prototypes build a pointer object per call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _prototype(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_generated = _prototype(raw.FPDFText_IsGenerated, _I, _P, _I)
_object_of = _prototype(raw.FPDFText_GetTextObject, _P, _P, _I)
_loose_box = _prototype(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_origin = _prototype(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_matrix = _prototype(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
_size_of = _prototype(raw.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_fill = _prototype(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_mode = _prototype(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
_font = _prototype(raw.FPDFTextObj_GetFont, _P, _P)
_weight = _prototype(raw.FPDFFont_GetWeight, _I, _P)
_font_name = _prototype(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)


def address(pointer: Any) -> int:
    """The address behind a ctypes pointer or a pypdfium2 object."""
    return int(ctypes.cast(getattr(pointer, "raw", pointer), ctypes.c_void_p).value or 0)


def page_frame(page: Any) -> tuple[Point, float, float, int]:
    """How to bring a point of the page's own space to displayed points, and the displayed width and height."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    width, height = abs(right - left), abs(top - bottom)
    turn = int(raw.FPDFPage_GetRotation(page.raw)) % 4
    points: tuple[Point, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    if turn % 2:
        width, height = height, width
    return points[turn], width, height, turn


def read_page(page: Any, number: int) -> PageGeometry:
    """Everything on an open pypdfium2 page, glyphs in the order of the file."""
    point, width, height, turn = page_frame(page)
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        return PageGeometry(number, width, height, (), damaged=True)
    try:
        glyphs = _glyphs(address(text_page), point, turn)
    finally:
        raw.FPDFText_ClosePage(text_page)
    edges, patches = read_paths(address(page), point)
    return PageGeometry(number, width, height, glyphs, edges, patches)


def _glyphs(text_page: int, point: Point, turn: int) -> list[Glyph]:
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    if count <= 0:
        return []
    codes = list(map(_unicode, repeat(text_page), range(count)))
    objects = list(map(_object_of, repeat(text_page), range(count)))
    boxes = _boxes(text_page, count)
    bases = _bases(text_page, count)
    looks = _Looks(text_page, turn)
    glyphs = []
    for index, code in enumerate(codes):
        if code in (10, 13) or (code == 32 and _generated(text_page, index)):
            continue
        left, top, right, bottom = boxes[index]
        x0, y0 = point(left, top)
        x1, y1 = point(right, bottom)
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        base = point(*bases[index])[1]
        glyphs.append(Glyph(_character(code), x0, y0, x1, y1, base, looks.of(objects[index], index)))
    return glyphs


def _character(code: int) -> str:
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        return "-"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
        return UNKNOWN
    return repair(chr(code))


def _boxes(text_page: int, count: int) -> list[BBox]:
    """Loose boxes (advance width, ascent to descent) as (left, top, right, bottom) in the page's own space."""
    store = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(store)
    list(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)))
    numbers = iter(store)
    return list(zip(numbers, numbers, numbers, numbers, strict=True))


def _bases(text_page: int, count: int) -> list[tuple[float, float]]:
    store = (ctypes.c_double * (2 * count))()
    start = ctypes.addressof(store)
    stop = start + 16 * count
    list(map(_origin, repeat(text_page), range(count), range(start, stop, 16), range(start + 8, stop + 8, 16)))
    numbers = iter(store)
    return list(zip(numbers, numbers, strict=True))


class _Looks:
    """The look of each text object, asked for once per object, and one Look object for equal looks."""

    def __init__(self, text_page: int, turn: int) -> None:
        self.text_page = text_page
        self.turn = turn
        self.by_object: dict[int | None, Look] = {}
        self.bold_fonts: dict[int, bool] = {}
        self.unique: dict[Look, Look] = {}

    def of(self, item: int | None, index: int) -> Look:
        look = self.by_object.get(item)
        if look is None:
            made = self._ask(item, index)
            look = self.by_object[item] = self.unique.setdefault(made, made)
        return look

    def _ask(self, item: int | None, index: int) -> Look:
        matrix = (ctypes.c_float * 6)()
        _matrix(self.text_page, index, ctypes.addressof(matrix))
        a, b, c, d = matrix[:4]
        size = _size_of(self.text_page, index) * (math.hypot(c, d) or 1.0)
        angle = (-math.degrees(math.atan2(b, a)) + 90 * self.turn + 180) % 360 - 180
        if item is None:
            return Look(round(size, 2), angle=round(angle, 1))
        colors = (ctypes.c_uint * 4)(0, 0, 0, 255)
        start = ctypes.addressof(colors)
        _fill(item, start, start + 4, start + 8, start + 12)
        mode = _mode(item)
        bold = mode == 2 or self._bold(_font(item))
        color = (colors[0], colors[1], colors[2], colors[3])
        return Look(round(size, 2), bold, color, mode, round(angle, 1))

    def _bold(self, font: int | None) -> bool:
        if not font:
            return False
        known = self.bold_fonts.get(font)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            _font_name(font, ctypes.addressof(buffer), 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            known = any(part in name for part in _BOLD_NAMES) or _weight(font) >= 600
            self.bold_fonts[font] = known
        return known
