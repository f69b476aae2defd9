"""What befalls an object of a PDF page whatever it is: the clip that cuts it, the layer that it belongs to."""

import ctypes
from collections.abc import Callable, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

import pypdfium2.raw as raw

from pipeline.document import BBox
from pipeline.read.pdf.native import Store, prototype

Layers = Callable[[], frozenset[str]]
"""Names of the layers that are off, asked for only where a page has layers."""
MOST_POINTS, MOST_MARKS = 100_000, 8
"""Of all clips of a page, and marks around one object, that are looked at; the rest is taken to hide nothing."""
NEAR = 0.5
"""Points by which an object may reach out of its clip."""

_P, _I = ctypes.c_void_p, ctypes.c_int
_clip = prototype(raw.FPDFPageObj_GetClipPath, _P, _P)
_paths = prototype(raw.FPDFClipPath_CountPaths, _I, _P)
_segments = prototype(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
_segment = prototype(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
_point = prototype(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_bounds = prototype(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix = prototype(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_marks = prototype(raw.FPDFPageObj_CountMarks, _I, _P)
_mark = prototype(raw.FPDFPageObj_GetMark, _P, _P, ctypes.c_ulong)
_mark_name = prototype(raw.FPDFPageObjMark_GetName, _I, _P, _P, ctypes.c_ulong, _P)
_mark_text = prototype(raw.FPDFPageObjMark_GetParamStringValue, _I, _P, ctypes.c_char_p, _P, ctypes.c_ulong, _P)


class _Clip(NamedTuple):
    """One path of a clip in the space of the page or form that holds the object."""

    left: float
    bottom: float
    right: float
    top: float
    is_box: bool
    """An upright rectangle, which is its own bounds."""


class StateReader:
    """Asks pdfium about one page's objects. A mark that many objects share is looked at once."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.off: dict[int, bool] = {}
        self.left = MOST_POINTS
        self.point, self.bounds, self.matrix = (Store(ctypes.c_float, size) for size in (2, 4, 6))

    def gone(self, items: Sequence[int]) -> set[int]:
        """Texts and forms of which surely nothing is drawn; asked of all at once, which keeps the loop in C."""
        counts = map(_paths, map(_clip, items))
        outside = {item for item, count in zip(items, counts, strict=True) if count > 0 and self._is_outside(item)}
        depth = min(MOST_MARKS, max(map(_marks, items), default=0))
        if any(self._switches_off(mark) for index in range(depth) for mark in set(map(_mark, items, repeat(index)))):
            outside |= {item for item in items if any(map(self._switches_off, map(_mark, repeat(item), range(depth))))}
        return outside

    def is_cut(self, item: int) -> bool:
        """Whether a clip may cut off some of an object."""
        clip = _clip(item)
        paths = _paths(clip)
        if paths <= 0:
            return False
        left, bottom, right, top = self._box(item)
        return not all(
            (path := self._path(clip, index)) is not None
            and path.is_box
            and path.left - NEAR <= left <= right <= path.right + NEAR
            and path.bottom - NEAR <= bottom <= top <= path.top + NEAR
            for index in range(paths)
        )

    def _is_outside(self, item: int) -> bool:
        """Whether it lies outside its clip, by the box that pdfium gives it and by the point where it begins."""
        clip = _clip(item)
        box = self._box(item)
        if box[2] <= box[0] or box[3] <= box[1]:  # white space, or a font without measures
            return False
        return any(self._misses(clip, index, item, box) for index in range(min(_paths(clip), self.left)))

    def _misses(self, clip: int, index: int, item: int, box: BBox) -> bool:
        if self._meets_corners(clip, index, box):
            return False
        path = self._path(clip, index)
        if path is None or not _matrix(item, self.matrix.at[0]):
            return False
        x, y = self.matrix.values[4:]
        return not (_meets(box, path[:4]) or _meets((x, y, x, y), path[:4]))

    def _meets_corners(self, clip: int, index: int, box: BBox) -> bool:
        """The usual case, told by two points of a clip that is mostly a rectangle as large as the page."""
        self.left -= 2
        if _segments(clip, index) < 3:
            return False
        (x0, y0), (x1, y1) = self._place(clip, index, 0), self._place(clip, index, 2)
        return _meets(box, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _path(self, clip: int, index: int) -> _Clip | None:
        """None where too much has been looked at."""
        count = _segments(clip, index)
        self.left -= count
        if count <= 0 or self.left < 0:
            return None
        points = [self._place(clip, index, segment) for segment in range(count)]
        xs, ys = zip(*points, strict=True)
        upright = all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(points))
        is_box = upright and count in (4, 5) and len(set(points)) == 4 and len(set(xs)) == len(set(ys)) == 2
        return _Clip(min(xs), min(ys), max(xs), max(ys), is_box)

    def _place(self, clip: int, index: int, segment: int) -> tuple[float, float]:
        _point(_segment(clip, index, segment), *self.point.at)
        x, y = self.point.values
        return x, y

    def _box(self, item: int) -> BBox:
        _bounds(item, *self.bounds.at)
        left, bottom, right, top = self.bounds.values
        return left, bottom, right, top

    def _switches_off(self, mark: int | None) -> bool:
        """Whether a mark puts what it marks into a layer that is off; None where there is no mark."""
        if mark is None:
            return False
        off = self.off.get(mark)
        if off is None:
            off = self.off[mark] = _name(mark) == "OC" and _layer(mark) in self.layers()
        return off


def _meets(box: BBox, other: BBox) -> bool:
    return (
        box[0] <= other[2] + NEAR
        and other[0] - NEAR <= box[2]
        and box[1] <= other[3] + NEAR
        and other[1] - NEAR <= box[3]
    )


def _name(mark: int) -> str:
    buffer, size = (ctypes.c_char * 64)(), ctypes.c_ulong()
    known = _mark_name(mark, ctypes.addressof(buffer), 64, ctypes.addressof(size))
    return _decoded(buffer.raw, size.value) if known else ""


def _layer(mark: int) -> str:
    """The name of a layer; empty for a combination of layers, which has none."""
    buffer, size = (ctypes.c_char * 512)(), ctypes.c_ulong()
    known = _mark_text(mark, b"Name", ctypes.addressof(buffer), 512, ctypes.addressof(size))
    return _decoded(buffer.raw, size.value) if known else ""


def _decoded(text: bytes, size: int) -> str:
    return text[:size].decode("utf-16-le", "replace").rstrip("\0") if size <= len(text) else ""
