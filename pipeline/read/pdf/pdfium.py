"""Characters of a PDF page, with their boxes and looks, through pdfium's C functions.

pdfium is called once per character and property. The prototypes below take plain addresses and are mapped over
ranges, which keeps the loop in C: that is where the speed of `read_pdf` comes from.
"""

import ctypes
import math
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from typing import Any

import pypdfium2.raw as raw

from pipeline.document import Face
from pipeline.errors import LimitError
from pipeline.read.page.characters import UNKNOWN, is_latin, join_halves, repair
from pipeline.read.page.geometry import Frame, Glyph, Look, PageGeometry, face_of, names_bold_type
from pipeline.read.pdf.native import prototype
from pipeline.read.pdf.paths import read_paths
from pipeline.read.pdf.states import Layers
from pipeline.read.pdf.unseen import mark_unseen

MAX_CHARACTERS = 500_000
"""Of one page; the densest real page has some five thousand."""
BULLETS = 8
"""Different characters of a page; fewer without a meaning are bullets, spaces and leaders."""

_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = prototype(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_text = prototype(raw.FPDFText_GetText, _I, _P, _I, _I, _P)
_has_no_meaning = prototype(raw.FPDFText_HasUnicodeMapError, _I, _P, _I)
_generated = prototype(raw.FPDFText_IsGenerated, _I, _P, _I)
_object_of = prototype(raw.FPDFText_GetTextObject, _P, _P, _I)
_loose_box = prototype(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_origin = prototype(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_matrix = prototype(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
_size_of = prototype(raw.FPDFText_GetFontSize, ctypes.c_double, _P, _I)
_fill = prototype(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_mode = prototype(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
_font = prototype(raw.FPDFTextObj_GetFont, _P, _P)
_weight = prototype(raw.FPDFFont_GetWeight, _I, _P)
_font_name = prototype(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)


def address(pointer: Any) -> int:
    """The address behind a ctypes pointer or a pypdfium2 object."""
    return int(ctypes.cast(getattr(pointer, "raw", pointer), ctypes.c_void_p).value or 0)


def page_frame(page: Any) -> tuple[Frame, float, float]:
    """How to bring a point of the page's own space to displayed points, and the displayed width and height."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    width, height = abs(right - left), abs(top - bottom)
    turn = int(raw.FPDFPage_GetRotation(page.raw)) % 4
    frames = (
        Frame(1, 0, -left, 0, -1, top),
        Frame(0, 1, -bottom, 1, 0, -left),
        Frame(-1, 0, right, 0, 1, -bottom),
        Frame(0, -1, top, -1, 0, right),
    )
    if turn % 2:
        width, height = height, width
    return frames[turn], width, height


def read_page(page: Any, number: int, *, layers: Layers = frozenset, drawable: bool = False) -> PageGeometry:
    """Everything on an open pypdfium2 page, glyphs in the order of the file."""
    frame, width, height = page_frame(page)
    text_page = raw.FPDFText_LoadPage(page.raw)
    if not text_page:
        return PageGeometry(number, width, height, (), damaged=True)
    try:
        glyphs, objects, looks = _glyphs(address(text_page), raw.FPDFText_CountChars(text_page), frame)
    finally:
        raw.FPDFText_ClosePage(text_page)
    painted = read_paths(address(page), frame, layers)
    geometry = PageGeometry(number, width, height, glyphs, painted.edges, painted.patches, looks=looks)
    return mark_unseen(page, geometry, objects, painted, drawable=drawable)


_Object = int | None
"""Address of a text object; None for characters that pdfium made up."""


def _glyphs(text_page: int, count: int, frame: Frame) -> tuple[list[Glyph], list[_Object], tuple[Look, ...]]:
    """Glyphs, the text object of each, and their looks. Raises LimitError.

    Column by column: comprehensions over one property are twice as fast as a loop.
    """
    if count <= 0:
        return [], [], ()
    if count > MAX_CHARACTERS:
        raise LimitError(f"有一页的文字超过 {MAX_CHARACTERS} 个字符，不像正常的方案，请重新导出后再检查。")
    codes, seconds = _codes(text_page, count)
    objects = list(map(_object_of, repeat(text_page), range(count)))
    first = dict(zip(reversed(objects), range(count - 1, -1, -1), strict=True))
    by_object = _styles(text_page, first, frame)
    for index in _without_meaning(text_page, codes):
        codes[index] = ord(UNKNOWN)
    for code in set(codes) - _TEXTS.keys():
        _character(code)
    styles = map(by_object.__getitem__, objects)
    glyphs = _made(map(_TEXTS.__getitem__, codes), _boxes(text_page, count), styles, frame)
    kept = [code > 32 or not _is_made_up(text_page, index, code) for index, code in enumerate(codes)]
    for index in seconds:
        kept[index] = False
    glyphs, objects = list(compress(glyphs, kept)), list(compress(objects, kept))
    if None not in objects:
        by_object.pop(None, None)  # the look of the line ends that pdfium makes up, which belong to no object
    return glyphs, objects, tuple({id(look): look for look, _ in by_object.values()}.values())


def _codes(text_page: int, count: int) -> tuple[list[int], list[int]]:
    """Code points, in one call where each character is one unit of UTF-16; otherwise one by one, and which of them are none."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if _text(text_page, 0, count, ctypes.addressof(buffer)) == count + 1:
        units: list[int] = memoryview(buffer).cast("B").cast("H").tolist()
        units.pop()
        if not any(0xD800 <= unit <= 0xDFFF for unit in set(units)):
            return units, []
    codes = list(map(_unicode, repeat(text_page), range(count)))
    return codes, join_halves(codes)  # pdfium gives both halves of a character, with one box


def _without_meaning(text_page: int, codes: Sequence[int]) -> list[int]:
    """Places of characters of which the file does not say what they are: what stands for them is their number in a font.

    One character of each code is asked about, and all only where that finds more than bullets. Fonts without a map in
    which Latin letters and digits have their usual numbers (of charts, of TeX) are read all the same.
    """
    samples = dict(zip(codes, range(len(codes)), strict=True))
    if sum(_has_no_meaning(text_page, index) > 0 for code, index in samples.items() if code != 32) < BULLETS:
        return []
    answers = map(_has_no_meaning, repeat(text_page), range(len(codes)))
    places = [
        index for index, (code, answer) in enumerate(zip(codes, answers, strict=True)) if answer > 0 and code != 32
    ]
    inside = set(places)
    text = "".join(chr(code) if index in inside else " " for index, code in enumerate(codes))
    return [] if is_latin(text) else places


def _is_made_up(text_page: int, index: int, code: int) -> bool:
    """Line ends and the spaces that pdfium adds by its own judgement."""
    return code in (10, 13) or (code == 32 and bool(_generated(text_page, index)))


def _made(
    texts: Iterable[str], numbers: Sequence[float], styles: Iterable[tuple[Look, float]], frame: Frame
) -> list[Glyph]:
    """`numbers` are left, top, right, bottom of each glyph in turn."""
    looks, bases = zip(*styles, strict=True)
    a, b, c, d, e, f = frame
    if (a, b, c, d, e) == (1, 0, 0, 0, -1):  # a page that is neither rotated nor shifted, as nearly all are
        tops, bottoms = [f - top for top in numbers[1::4]], [f - bottom for bottom in numbers[3::4]]
        return list(
            map(_new, repeat(Glyph), zip(texts, numbers[::4], tops, numbers[2::4], bottoms, bases, looks, strict=True))
        )
    boxes = zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)
    glyphs = []
    for text, (left, top, right, bottom), base, look in zip(texts, boxes, bases, looks, strict=True):
        (x0, y0), (x1, y1) = frame.place(left, top), frame.place(right, bottom)
        glyphs.append(Glyph(text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), base, look))
    return glyphs


_new: Any = tuple.__new__
_TEXTS: dict[int, str] = {}
"""Characters by code, repaired once."""


def _character(code: int) -> str:
    if code == 2:  # pdfium's mark for a hyphen at the end of a line
        text = "-"
    elif code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
        text = UNKNOWN
    else:
        text = repair(chr(code))
    _TEXTS[code] = text
    return text


def _boxes(text_page: int, count: int) -> Sequence[float]:
    """Loose boxes (advance width, ascent to descent): left, top, right, bottom of each in the page's own space."""
    store = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(store)
    deque(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return memoryview(store).cast("B").cast("f").tolist()


def _styles(text_page: int, first: dict[_Object, int], frame: Frame) -> dict[_Object, tuple[Look, float]]:
    """Look and baseline of each text object, given its first character; equal looks are one Look.

    All glyphs of one upright text object stand on one baseline: a PDF changes it only between objects.
    """
    items, at, count = list(first), list(first.values()), len(first)
    matrices, colors = (ctypes.c_float * (6 * count))(), (ctypes.c_uint * (4 * count))()
    origins = (ctypes.c_double * (2 * count))()
    _each(_matrix, (repeat(text_page), at), matrices, 6, 1)
    _each(_origin, (repeat(text_page), at), origins, 2, 2)
    filled = _each(_fill, (items,), colors, 4, 4)
    for index in [index for index, known in enumerate(filled) if not known]:
        colors[4 * index : 4 * index + 4] = [0, 0, 0, 255]
    sizes, fonts, modes = map(_size_of, repeat(text_page), at), map(_font, items), map(_mode, items)
    steps = zip(*[iter(memoryview(matrices).cast("B").cast("f").tolist())] * 6, strict=True)
    shades = zip(*[iter(memoryview(colors).cast("B").cast("I").tolist())] * 4, strict=True)
    places = zip(*[iter(memoryview(origins).cast("B").cast("d").tolist())] * 2, strict=True)
    known: dict[tuple[object, ...], Look] = {}
    fonts_known: dict[int, tuple[bool, Face]] = {}
    result: dict[_Object, tuple[Look, float]] = {}
    for item, (x, y), *key in zip(items, places, sizes, fonts, modes, shades, steps, strict=True):
        size, font, mode, color, (a, b, c, d, _, _) = key
        look = known.get(kind := (size, font, mode, color, a, b, c, d))
        if look is None:
            if font not in fonts_known:
                fonts_known[font] = _type_of(font)
            bold, face = fonts_known[font]
            angle = _angle(a, b, frame)
            look = known[kind] = Look(_displayed(size, c, d), mode == 2 or bold, color, max(mode, 0), angle, face=face)
        result[item] = look, frame.d * x + frame.e * y + frame.f
    return result


def _each(function: Any, arguments: Sequence[Iterable[Any]], store: Any, width: int, outputs: int) -> list[int]:
    """Call a C function for every item; `outputs` addresses share out the `width` numbers of `store` that it fills."""
    start, unit, size = ctypes.addressof(store), ctypes.sizeof(store._type_), ctypes.sizeof(store)
    addresses = [range(start + at * unit, start + size, width * unit) for at in range(outputs)]
    return list(map(function, *arguments, *addresses))


def _displayed(size: float, c: float, d: float) -> float:
    return round(size * (math.hypot(c, d) or 1.0), 2)


def _angle(a: float, b: float, frame: Frame) -> float:
    return round(math.degrees(math.atan2(frame.d * a + frame.e * b, frame.a * a + frame.b * b)), 1)


def _type_of(font: int | None) -> tuple[bool, Face]:
    """Whether a font is bold, and its kind of Chinese type."""
    if not font:
        return False, ""
    buffer = ctypes.create_string_buffer(256)
    _font_name(font, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    return names_bold_type(name) or bool(_weight(font) >= 600), face_of(name)
