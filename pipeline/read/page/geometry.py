"""What a PDF page holds before anybody says what it means: glyphs, ruled edges, pictures, in displayed points.

Both engines (pdfium, pdfplumber) deliver this one form, so that everything after it is written once.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pipeline.document import BBox, Face

_BOLD_NAMES = ("bold", "black", "heavy", "粗", "xbs", "-bd")
_FACES: tuple[tuple[Face, tuple[str, ...]], ...] = (
    ("hei", ("黑体", "simhei", "heiti", "fzht")),
    ("kai", ("楷", "kai")),
    ("song", ("宋", "仿", "song", "sun", "fang", "ming")),
)
"""Parts of the names of fonts, in the order in which they are looked for."""
Edge = dict[str, Any]
"""An edge in the form that pdfplumber uses, too."""


@dataclass(frozen=True, slots=True)
class Look:
    """What all glyphs of one text object share."""

    size: float
    """Font size in points as displayed."""
    bold: bool = False
    color: tuple[int, int, int, int] = (0, 0, 0, 255)
    """Fill colour and opacity, 0 to 255."""
    mode: int = 0
    """Text render mode of the PDF; 3 and 7 leave no mark."""
    angle: float = 0.0
    """Direction of writing in degrees clockwise on the page as displayed, -180 to 180."""
    confidence: float | None = None
    """Of OCR, 0 to 1."""
    face: Face = ""
    unseen: bool = False
    """Nothing of it can be seen whatever it looks like: painted over, clipped away, in a layer that is off."""


def names_bold_type(font: str) -> bool:
    """Whether a font's name says that it is bold: SimHei-Bold, 方正小标宋 as FZXBSJW."""
    return any(part in font.lower() for part in _BOLD_NAMES)


def face_of(font: str) -> Face:
    """The kind of Chinese type that a font's name says: 黑体, 楷体, 宋体 or 仿宋."""
    name = font.lower()
    return next((face for face, parts in _FACES if any(part in name for part in parts)), "")


class Glyph(NamedTuple):
    """One character (of a scan: one piece of text). A NamedTuple, since a long document has millions of them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    """The y of the baseline."""
    look: Look


class Frame(NamedTuple):
    """How the page's own coordinates become displayed points: x' = ax + by + c, y' = dx + ey + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inside(self, p: float, q: float, r: float, s: float, t: float, u: float) -> "Frame":  # noqa: PLR0913
        """The frame for coordinates that the PDF matrix [p q r s t u] first maps into this one."""
        a, b, c, d, e, f = self
        return Frame(a * p + b * q, a * r + b * s, a * t + b * u + c, d * p + e * q, d * r + e * s, d * t + e * u + f)


@dataclass(frozen=True, slots=True)
class Patch:
    """A picture or filled area."""

    bbox: BBox
    color: tuple[int, int, int] | None = None
    """None for a picture, unless it is of one colour."""
    solid: bool = False
    """It surely hides whatever lies behind its box."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page; lengths in points from the upper left corner as displayed."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    edges: Sequence[Edge] = ()
    patches: Sequence[Patch] = ()
    angle: float = 0.0
    """What the page was turned by to make its text upright: 0, 90, 180 or -90."""
    damaged: bool = False
    """The engine could not read all of the page."""
    looks: tuple[Look, ...] = ()
    """The different looks of the glyphs, if the engine tells."""

    @property
    def all_looks(self) -> Collection[Look]:
        return self.looks or looks_of(self.glyphs)


def looks_of(glyphs: Sequence[Glyph]) -> Collection[Look]:
    """The different looks; equal ones are one object, so identity tells them apart without hashing."""
    return {id(glyph.look): glyph.look for glyph in glyphs}.values()


def overlap(one: BBox, other: BBox) -> float:
    """Area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def area(box: BBox) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def union(boxes: Sequence[BBox]) -> BBox:
    """The smallest box around all."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def make_edge(x0: float, top: float, x1: float, bottom: float) -> Edge | None:
    """A straight horizontal or vertical edge, None for a slanting one (a diagonal in a header cell rules nothing)."""
    width, height = x1 - x0, bottom - top
    if height < 0.1 and width >= 1:
        orientation = "h"
        bottom = top
    elif width < 0.1 and height >= 1:
        orientation = "v"
        x1 = x0
    else:
        return None
    return {
        "object_type": "line", "orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom,
        "doctop": top, "width": width, "height": height,
    }  # fmt: skip


def turn_box(box: BBox, angle: float, width: float, height: float) -> BBox:
    """Where a box on a page `width` × `height` lies once the page is turned clockwise by 0, 90, 180 or -90 degrees."""
    x0, top, x1, bottom = box
    if angle == 90:
        return (height - bottom, x0, height - top, x1)
    if angle == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if angle == -90:
        return (top, width - x1, bottom, width - x0)
    return box


def turn_page(page: PageGeometry, angle: float) -> PageGeometry:
    """The page turned clockwise, so that sideways text can be read with the same code as any other."""
    if angle == 0:
        return page
    glyphs = []
    looks = {id(look): _turned(look, angle) for look in looks_of(page.glyphs)}
    for glyph in page.glyphs:
        box = turn_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), angle, page.width, page.height)
        base = box[3] - (box[3] - box[1]) * 0.2
        glyphs.append(Glyph(glyph.text, *box, base, looks[id(glyph.look)]))
    edges = []
    for edge in page.edges:
        box = turn_box((edge["x0"], edge["top"], edge["x1"], edge["bottom"]), angle, page.width, page.height)
        turned = make_edge(*box)
        if turned:
            edges.append(turned)
    patches = [replace(patch, bbox=turn_box(patch.bbox, angle, page.width, page.height)) for patch in page.patches]
    sideways = angle in (90, -90)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    return PageGeometry(page.number, width, height, glyphs, edges, patches, angle, page.damaged)


def _turned(look: Look, angle: float) -> Look:
    degrees = (look.angle + angle + 180) % 360 - 180
    return replace(look, angle=degrees)


def upright_angle(page: PageGeometry) -> float:
    """By how much the page must be turned clockwise so that most of its text runs from left to right."""
    if all(abs(look.angle) < 45 for look in page.all_looks):
        return 0.0
    counts = {0: 0, 1: 0, 2: 0, 3: 0}
    for angle, count in Counter(glyph.look.angle for glyph in page.glyphs).items():
        counts[round(angle / 90) % 4] += count
    best = max(counts, key=lambda quarter: counts[quarter])
    return (0.0, -90.0, 180.0, 90.0)[best] if counts[best] > 2 * counts[0] else 0.0
