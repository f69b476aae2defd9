"""Drawings and boxes that nobody sees: hidden in Word's list of objects, or placed beside the page."""

import re
from collections.abc import Iterator

from pipeline.read.docx.drawn import DRAWN, V
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.pictures import EMU, EXTENT
from pipeline.read.docx.values import points
from pipeline.read.page.paper import A4

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ANCHOR = f"{WP}anchor"
PROPERTIES = ("{*}docPr", "{*}cNvPr", "{*}nvPicPr/{*}cNvPr")
"""Where a DrawingML object says that it is hidden (20.1.2.2.8), as it stands in text, in a group, as a picture."""
STYLE = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*?)\s*(?=;|$)", re.IGNORECASE)
WHOLE = re.compile(r"-?\d{1,12}")
AXES = (("positionH", "left", "horizontal"), ("positionV", "top", "vertical"))
MOVING = frozenset({"paragraph", "line", "text"})
"""What a height may be counted from that moves with the text: there Word keeps a shape on the page."""


def longest_side(body: Node) -> float:
    """Points of the longest side of any page: what is placed further away is beside the page wherever it is counted from."""
    sizes = (points(size.get(f"{W}{side}"), 20) for size in body.iter(f"{W}pgSz") for side in ("w", "h"))
    return max((size for size in sizes if size is not None), default=0.0) or A4[1]


def is_unseen(drawing: Node, side: float) -> bool:
    """Whether nothing of a drawing is seen; `side` is the longest of any page."""
    shapes = [node for node in drawing.iterchildren() if node.tag == ANCHOR or node.tag.startswith((V, WP))]
    shapes = [node for node in shapes if node.tag != f"{V}shapetype"]
    return bool(shapes) and all(_is_hidden(shape) or _is_beside(shape, side) for shape in shapes)


def in_unseen_shape(box: Node, side: float) -> bool:
    """Whether a box of a drawing is in a shape or group that is hidden or stands beside the page."""
    for node in box.iterancestors():
        if node.tag in DRAWN:
            return False
        if _is_hidden(node) or (node.getparent().tag in DRAWN and _is_beside(node, side)):
            return True
    return False


def _is_hidden(shape: Node) -> bool:
    if shape.tag.startswith(V):
        style = _style(shape)
        return style.get("visibility") == "hidden" or style.get("display") == "none"
    found = (shape.find(path) for path in PROPERTIES)
    return any(node is not None and node.get("hidden") in ("1", "true") for node in found)


def _is_beside(shape: Node, side: float) -> bool:
    """Whether no part of a shape is on the page, from wherever on the page its position is counted."""
    return any(
        offset >= side or (0 if base == "page" else side) + offset + extent <= 0
        for offset, extent, base in (_placed(shape, side) if shape.tag == ANCHOR else _placed_by_style(shape, side))
    )


def _placed(anchor: Node, side: float) -> Iterator[tuple[float, float, str]]:
    """Offset, size and base of a shape in both directions, in points, where they are given (20.4.2.10, 20.4.2.11)."""
    extent = anchor.find(EXTENT)
    lengths = [] if extent is None else [_emu(extent.get("cx")), _emu(extent.get("cy"))]
    size = max((length for length in lengths if length is not None), default=side)  # it may be turned
    for name, _, _ in AXES:
        position = anchor.find(f"{WP}{name}")
        offset = None if position is None else _emu(position.findtext(f"{WP}posOffset"))
        if position is not None and offset is not None:
            base = position.get("relativeFrom", "")
            if name == "positionH" or base not in MOVING:
                yield offset, size, base


def _placed_by_style(shape: Node, side: float) -> Iterator[tuple[float, float, str]]:
    """The same of a VML shape, whose style may place it or leave it where it is in the text (part 4, 19.1.2.19)."""
    style = _style(shape)
    if style.get("position") != "absolute":
        return
    lengths = [points(style.get(name), 1) for name in ("width", "height")]
    size = max((length for length in lengths if length is not None), default=side)
    for _, edge, direction in AXES:
        first = style.get(f"margin-{edge}")
        offset = points(style.get(edge) if first is None else first, 1)
        base = style.get(f"mso-position-{direction}-relative", "text")
        placed = style.get(f"mso-position-{direction}", "absolute") == "absolute"
        if offset is not None and placed and (direction == "horizontal" or base not in MOVING):
            yield offset, size, base


def _style(shape: Node) -> dict[str, str]:
    return {name.lower(): text.lower() for name, text in STYLE.findall(shape.get("style", ""))}


def _emu(text: str | None) -> float | None:
    match = WHOLE.fullmatch((text or "").strip())
    return int(match[0]) / EMU if match else None
