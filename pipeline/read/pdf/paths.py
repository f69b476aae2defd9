"""Ruled lines, filled areas and pictures of a PDF page, in the order in which they are painted, through pdfium's page objects."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.read.page.geometry import Edge, Frame, Patch, make_edge
from pipeline.read.pdf.native import Store, prototype
from pipeline.read.pdf.states import Layers, StateReader

MAX_OBJECTS = 60_000
"""Drawings beyond this many objects (maps, CAD plans) hold no tables worth the time."""
MAX_SEGMENTS = 400
"""A path with more segments than this is a drawing."""
MAX_DEPTH = 8
THIN = 2.0
"""Points; what is drawn as thin as that is a rule, and covers no text."""


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
_is_blended = prototype(raw.FPDFPageObj_HasTransparency, _I, _P)
_form_count = prototype(raw.FPDFFormObj_CountObjects, _I, _P)
_form_get = prototype(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)


@dataclass(slots=True)
class Painted:
    """What is drawn on a page, and where its text comes in between."""

    edges: list[Edge] = field(default_factory=list)
    """For the table finder."""
    patches: list[Patch] = field(default_factory=list)
    """That tell whether text is hidden or a page is a scan."""
    behind: dict[int, int] = field(default_factory=dict)
    """Of each text object, by its address, how many of the patches are painted before it."""
    pictures: dict[int, int] = field(default_factory=dict)
    """The address of the picture that fills a patch with nothing showing through or beside it, by the patch's index."""
    gone: set[int] = field(default_factory=set)
    """Text objects that are not drawn: clipped away, or in a layer that is off."""


class _Holder(NamedTuple):
    """The page, or a form on it: the frame that its objects are drawn in, and what befalls all of them."""

    address: int
    depth: int
    frame: Frame
    blended: bool = False
    """They may be translucent, or cut off by a clip."""
    gone: bool = False


def read_paths(page: int, frame: Frame, layers: Layers) -> Painted:
    """Everything on a page but what its text says."""
    reader = _Reader(layers)
    painted = reader.painted
    for item, kind, holder in reader.objects(_Holder(page, 0, frame)):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            reader.path(item, holder)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            reader.picture(item, holder)
        else:
            painted.behind[item] = len(painted.patches)
            if holder.gone:
                painted.gone.add(item)
    painted.gone |= reader.states.gone(list(painted.behind))
    return painted


class _Reader:
    """What was found on one page so far, and the stores that its objects are read into."""

    def __init__(self, layers: Layers) -> None:
        self.painted = Painted()
        self.left = MAX_OBJECTS
        self.states = StateReader(layers)
        self.matrix, self.bounds, self.point = (Store(ctypes.c_float, size) for size in (6, 4, 2))
        self.drawn, self.colors = Store(ctypes.c_int, 2), Store(ctypes.c_uint, 4)

    def objects(self, holder: _Holder) -> Iterator[tuple[int, int, _Holder]]:
        """Paths, pictures and texts of the page and of the forms on it, each with what holds it."""
        address, depth, frame, blended, gone = holder
        count = min(_form_count(address) if depth else _count(address), self.left)
        get = _form_get if depth else _get
        self.left -= max(count, 1)
        for index in range(count):
            item = get(address, index)
            kind = _type(item)
            if kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                yield item, kind, holder
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH and self.left > 0:
                mixed = blended or bool(_is_blended(item)) or self.states.is_cut(item)
                lost = gone or bool(self.states.gone([item]))
                yield from self.objects(_Holder(item, depth + 1, self.inside(item, frame), mixed, lost))

    def inside(self, item: int, frame: Frame) -> Frame:
        """The frame for the object's own coordinates; as it is for one without a matrix."""
        return frame.inside(*self.matrix.values) if _matrix(item, self.matrix.at[0]) else frame

    def box(self, item: int, frame: Frame) -> BBox:
        """Bounds of an object as displayed."""
        _bounds(item, *self.bounds.at)
        left, bottom, right, top = self.bounds.values
        one, other = frame.place(left, top), frame.place(right, bottom)
        return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    def picture(self, item: int, holder: _Holder) -> None:
        box = self.box(item, holder.frame)
        if self.is_solid(item, holder, box) and self.is_upright(item):
            self.painted.pictures[len(self.painted.patches)] = item
        self.painted.patches.append(Patch(box))

    def path(self, item: int, holder: _Holder) -> None:
        """Its straight pieces as edges, and the area that it fills as a patch."""
        _draw_mode(item, *self.drawn.at)
        filled, stroked = self.drawn.values
        count = _segments(item)
        if not (filled or stroked) or count > MAX_SEGMENTS:
            return
        pieces = list(self.straight(item, count, self.inside(item, holder.frame)))
        for x0, y0, x1, y1 in pieces:
            edge = make_edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if edge:
                self.painted.edges.append(edge)
        if filled:
            _fill(item, *self.colors.at)
            red, green, blue, opacity = self.colors.values
            if opacity > 127:
                box = self.box(item, holder.frame)
                solid = count <= 5 and _is_box(pieces) and self.is_solid(item, holder, box)
                self.painted.patches.append(Patch(box, (red, green, blue), solid))

    def is_solid(self, item: int, holder: _Holder, box: BBox) -> bool:
        """Whether nothing behind a rectangle shows through or beside it."""
        thick = min(box[2] - box[0], box[3] - box[1]) > THIN
        return thick and not (holder.blended or _is_blended(item) or self.states.is_cut(item))

    def is_upright(self, item: int) -> bool:
        """Whether a picture is not turned but by right angles."""
        if not _matrix(item, self.matrix.at[0]):
            return False
        a, b, c, d = map(abs, self.matrix.values[:4])
        return bool(b + c < 0.01 or a + d < 0.01)

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


def _is_box(pieces: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether straight pieces are three or four sides of an upright rectangle."""
    points = {(round(x, 1), round(y, 1)) for x0, y0, x1, y1 in pieces for x, y in ((x0, y0), (x1, y1))}
    upright = all(abs(x1 - x0) < 0.1 or abs(y1 - y0) < 0.1 for x0, y0, x1, y1 in pieces)
    return upright and len(points) == 4 and len({x for x, _ in points}) == len({y for _, y in points}) == 2
