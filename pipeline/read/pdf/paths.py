"""Ruled lines, filled areas and pictures of a PDF page, through pdfium's page objects."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.read.page.geometry import Edge, Frame, Patch, make_edge

MAX_OBJECTS = 60_000
"""Drawings beyond this many objects (maps, CAD plans) hold no tables worth the time."""
MAX_SEGMENTS = 400
"""A path with more segments than this is a drawing."""
MAX_DEPTH = 8


def prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with cheaper argument types; the original prototypes build a pointer object per call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_P, _I = ctypes.c_void_p, ctypes.c_int
_count = prototype(raw.FPDFPage_CountObjects, _I, _P)
_get = prototype(raw.FPDFPage_GetObject, _P, _P, _I)
_type = prototype(raw.FPDFPageObj_GetType, _I, _P)
_bounds = prototype(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix = prototype(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_fill = prototype(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_draw_mode = prototype(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_segments = prototype(raw.FPDFPath_CountSegments, _I, _P)
_segment = prototype(raw.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_point = prototype(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = prototype(raw.FPDFPathSegment_GetType, _I, _P)
_segment_close = prototype(raw.FPDFPathSegment_GetClose, _I, _P)
_form_count = prototype(raw.FPDFFormObj_CountObjects, _I, _P)
_form_get = prototype(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)


class _Store:
    """A row of numbers that pdfium fills, made once for each page and not for each path."""

    def __init__(self, kind: Any, size: int) -> None:
        self.values = (kind * size)()
        start, unit = ctypes.addressof(self.values), ctypes.sizeof(kind)
        self.at = tuple(range(start, start + size * unit, unit))


def read_paths(page: int, frame: Frame) -> tuple[list[Edge], list[Patch]]:
    """Edges for the table finder, and the patches that tell whether text is hidden or a page is a scan."""
    reader = _Reader()
    for item, kind, place in reader.objects(page, frame):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            reader.path(item, place)
        else:
            reader.patches.append(Patch(reader.box(item, place)))
    return reader.edges, reader.patches


class _Reader:
    """What was found on one page so far, and the stores that its objects are read into."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.patches: list[Patch] = []
        self.matrix, self.bounds, self.point = (_Store(ctypes.c_float, size) for size in (6, 4, 2))
        self.drawn, self.colors = _Store(ctypes.c_int, 2), _Store(ctypes.c_uint, 4)

    def objects(self, page: int, frame: Frame) -> Iterator[tuple[int, int, Frame]]:
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
                    stack.append((item, depth + 1, self.inside(item, inner)))
                elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                    yield item, kind, inner

    def inside(self, item: int, frame: Frame) -> Frame:
        """The frame for the object's own coordinates; as it is for one without a matrix."""
        return frame.inside(*self.matrix.values) if _matrix(item, self.matrix.at[0]) else frame

    def box(self, item: int, frame: Frame) -> BBox:
        """Bounds of an object as displayed."""
        _bounds(item, *self.bounds.at)
        left, bottom, right, top = self.bounds.values
        one, other = frame.place(left, top), frame.place(right, bottom)
        return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    def path(self, item: int, frame: Frame) -> None:
        """Its straight pieces as edges, and the area that it fills as a patch."""
        _draw_mode(item, *self.drawn.at)
        filled, stroked = self.drawn.values
        count = _segments(item)
        if not (filled or stroked) or count > MAX_SEGMENTS:
            return
        for x0, y0, x1, y1 in self.straight(item, count, self.inside(item, frame)):
            edge = make_edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if edge:
                self.edges.append(edge)
        if filled:
            _fill(item, *self.colors.at)
            red, green, blue, opacity = self.colors.values
            if opacity > 127:
                self.patches.append(Patch(self.box(item, frame), (red, green, blue)))

    def straight(self, item: int, count: int, frame: Frame) -> Iterator[tuple[float, float, float, float]]:
        """Straight segments as drawn, closing ones included."""
        a, b, c, d, e, f = frame
        across, up = self.point.at
        x = y = start_x = start_y = 0.0
        for index in range(count):
            segment = _segment(item, index)
            _segment_point(segment, across, up)
            left, top = self.point.values
            kind = _segment_type(segment)
            new_x, new_y = a * left + b * top + c, d * left + e * top + f
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start_x, start_y = new_x, new_y
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield x, y, new_x, new_y
            x, y = new_x, new_y
            if _segment_close(segment) and (x, y) != (start_x, start_y):
                yield x, y, start_x, start_y
                x, y = start_x, start_y
