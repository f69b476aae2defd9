"""Pictures as large as a page: what a scan pasted into a DOCX looks like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.docx.lines import MOST
from pipeline.read.docx.package import Node, R, W
from pipeline.read.docx.values import integer, points

A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
INLINE = EXTENT.replace("}extent", "}inline")
IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+[a-z]*)")
EMU = 12_700
"""English metric units to a point."""
SHARE = 0.5
"""Part of the page's area from which a picture counts as a page of its own."""


@dataclass(frozen=True, slots=True)
class PageArea:
    """The size of a page in points; A4 where the file does not say."""

    width: float = 595.3
    height: float = 841.9


def page_area(body: Node) -> PageArea:
    """The page size of the first section that states one (17.6.13 pgSz)."""
    for size in body.iter(f"{W}pgSz"):
        width, height = points(size.get(f"{W}w"), 20), points(size.get(f"{W}h"), 20)
        if width and height and width > 0 and height > 0:
            return PageArea(width, height)
    return PageArea()


def is_page_sized(drawing: Node, area: PageArea) -> bool:
    """Whether a drawing shows a picture on at least half of a page's area."""
    if not picture_ids(drawing):
        return False
    return any(width * height >= SHARE * area.width * area.height for width, height in _sizes(drawing))


def inline_height(drawing: Node) -> float:
    """Points that a drawing takes among the lines of text; 0 for one that floats, and for old pictures."""
    extents = (node.find(EXTENT) for node in drawing.iterchildren(INLINE))
    return sum(min((integer(node.get("cy")) or 0) / EMU, MOST) for node in extents if node is not None)


def picture_ids(drawing: Node) -> list[str]:
    """Relationship ids of the embedded pictures of a drawing; linked ones lie outside the file."""
    found = [blip.get(f"{R}embed") for blip in drawing.iter(A_BLIP)]
    found.extend(data.get(f"{R}id") for data in drawing.iter(IMAGE_DATA))
    return [picture for picture in found if picture]


def _sizes(drawing: Node) -> Iterator[tuple[float, float]]:
    for extent in drawing.iter(EXTENT):
        yield (integer(extent.get("cx")) or 0) / EMU, (integer(extent.get("cy")) or 0) / EMU
    for data in drawing.iter(IMAGE_DATA):
        shape = data.getparent()
        style = {} if shape is None else dict(STYLE_SIZE.findall(shape.get("style", "")))
        yield points(style.get("width"), 1) or 0, points(style.get("height"), 1) or 0
