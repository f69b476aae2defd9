"""Ruled lines, filled areas and pictures of a PDF page, through pdfium's page objects."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.read.pdf_geometry import Edge, Frame, Patch, make_edge

MAX_OBJECTS = 60_000
"""Drawings beyond this many objects (maps, CAD plans) hold no tables worth the time."""
MAX_SEGMENTS = 400
"""A path with more segments than this is a drawing."""
MAX_DEPTH = 8


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
_count = _prototype(raw.FPDFPage_CountObjects, _I, _P)
_get = _prototype(raw.FPDFPage_GetObject, _P, _P, _I)
_type = _prototype(raw.FPDFPageObj_GetType, _I, _P)
_bounds = _prototype(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix = _prototype(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_fill = _prototype(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_draw_mode = _prototype(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_segments = _prototype(raw.FPDFPath_CountSegments, _I, _P)
_segment = _prototype(raw.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_point = _prototype(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = _prototype(raw.FPDFPathSegment_GetType, _I, _P)
_segment_close = _prototype(raw.FPDFPathSegment_GetClose, _I, _P)
_form_count = _prototype(raw.FPDFFormObj_CountObjects, _I, _P)
_form_get = _prototype(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)

_F4 = ctypes.c_float * 4
_F6 = ctypes.c_float * 6


def read_paths(page: int, frame: Frame) -> tuple[list[Edge], list[Patch]]:
    """Edges for the table finder, and the patches that tell whether text is hidden or a page is a scan."""
    edges: list[Edge] = []
    patches: list[Patch] = []
    for item, kind, place in _objects(page, frame):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _read_path(item, place, edges, patches)
        else:
            patches.append(Patch(_box(item, place)))
    return edges, patches


def _objects(page: int, frame: Frame) -> Iterator[tuple[int, int, Frame]]:
    """Paths and pictures of the page and of the forms on it, each with the frame that it is drawn in."""
    left = MAX_OBJECTS
    stack: list[tuple[int, int, Frame]] = [(page, 0, frame)]
    while stack and left > 0:
        holder, depth, inner = stack.pop()
        count = min(_form_count(holder) if depth else _count(holder), left)
        get = _form_get if depth else _get
        left -= max(count, 1)
        for index in range(count):
            item = get(holder, index)
            kind = _type(item)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                stack.append((item, depth + 1, inner.inside(*_matrix_of(item))))
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                yield item, kind, inner


def _matrix_of(item: int) -> tuple[float, float, float, float, float, float]:
    store = _F6(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    _matrix(item, ctypes.addressof(store))
    a, b, c, d, e, f = store
    return a, b, c, d, e, f


def _box(item: int, frame: Frame) -> BBox:
    store = _F4()
    start = ctypes.addressof(store)
    _bounds(item, start, start + 4, start + 8, start + 12)
    left, bottom, right, top = store
    one, other = frame.place(left, top), frame.place(right, bottom)
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _read_path(item: int, frame: Frame, edges: list[Edge], patches: list[Patch]) -> None:
    drawn = (ctypes.c_int * 2)()
    start = ctypes.addressof(drawn)
    _draw_mode(item, start, start + 4)
    filled, stroked = drawn
    count = _segments(item)
    if not (filled or stroked) or count > MAX_SEGMENTS:
        return
    for x0, y0, x1, y1 in _straight(item, count, frame.inside(*_matrix_of(item))):
        edge = make_edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if edge:
            edges.append(edge)
    if filled:
        colors = (ctypes.c_uint * 4)()
        start = ctypes.addressof(colors)
        _fill(item, start, start + 4, start + 8, start + 12)
        if colors[3] > 127:
            patches.append(Patch(_box(item, frame), (colors[0], colors[1], colors[2])))


def _straight(item: int, count: int, frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    """Straight segments as drawn, closing ones included."""
    store = (ctypes.c_float * 2)()
    at = ctypes.addressof(store)
    a, b, c, d, e, f = frame
    x = y = start_x = start_y = 0.0
    for index in range(count):
        segment = _segment(item, index)
        _segment_point(segment, at, at + 4)
        kind = _segment_type(segment)
        left, top = store
        new_x, new_y = a * left + b * top + c, d * left + e * top + f
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start_x, start_y = new_x, new_y
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield x, y, new_x, new_y
        x, y = new_x, new_y
        if _segment_close(segment) and (x, y) != (start_x, start_y):
            yield x, y, start_x, start_y
            x, y = start_x, start_y
