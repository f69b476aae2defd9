"""Pictures that may hold text: pages that were scanned and pasted into a DOCX, as large as a page or narrower."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.read.docx.lines import MOST
from pipeline.read.docx.package import Node, R, W
from pipeline.read.docx.values import integer, points
from pipeline.read.page.paper import A4

A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
INLINE = EXTENT.replace("}extent", "}inline")
IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+[a-z]*)")
EMU = 12_700
"""English metric units to a point."""
SHARE = 0.5
"""Part of the page's area from which a picture counts as a page of its own."""
UPRIGHT = (1.2, 1.7)
"""Height of a scanned page by its width."""


@dataclass(frozen=True, slots=True)
class PageArea:
    """The size of a page in points; A4 where the file does not say."""

    width: float = A4[0]
    height: float = A4[1]


def page_area(body: Node) -> PageArea:
    """The page size of the first section that states one (17.6.13 pgSz)."""
    for size in body.iter(f"{W}pgSz"):
        width, height = points(size.get(f"{W}w"), 20), points(size.get(f"{W}h"), 20)
        if width and height and width > 0 and height > 0:
            return PageArea(width, height)
    return PageArea()


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it is shown: its relationship and its size in points."""

    id: str
    width: float
    height: float

    def share(self, area: PageArea) -> float:
        """Part of a page that it covers."""
        return self.width * self.height / (area.width * area.height)


@dataclass(frozen=True, slots=True)
class Anchor(Block):
    """Stands without text among the blocks where a picture is; taken out when all are there."""

    picture: Shown = Shown("", 0.0, 0.0)


def shown(drawing: Node) -> list[Shown]:
    """The pictures of a drawing, each once; those of a group share its area. Pictures in text boxes are read there."""
    identifiers = list(dict.fromkeys(picture_ids(drawing)))
    sizes = list(_sizes(drawing))
    if not identifiers or not sizes:
        return []
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return [Shown(identifier, width, height / len(identifiers)) for identifier in identifiers]


def inline_height(drawing: Node) -> float:
    """Points that a drawing takes among the lines of text; 0 for one that floats, and for old pictures."""
    extents = (node.find(EXTENT) for node in drawing.iterchildren(INLINE))
    return sum(min((integer(node.get("cy")) or 0) / EMU, MOST) for node in extents if node is not None)


def picture_ids(drawing: Node) -> list[str]:
    """Relationship ids of the embedded pictures of a drawing; linked ones lie outside the file."""
    found = [blip.get(f"{R}embed") for blip in drawing.iter(A_BLIP) if not _in_box(blip, drawing)]
    found.extend(data.get(f"{R}id") for data in drawing.iter(IMAGE_DATA) if not _in_box(data, drawing))
    return [picture for picture in found if picture]


def _in_box(picture: Node, drawing: Node) -> bool:
    box = next(picture.iterancestors(f"{W}txbxContent", drawing.tag), None)
    return box is not None and box.tag == f"{W}txbxContent"


def _sizes(drawing: Node) -> Iterator[tuple[float, float]]:
    for extent in drawing.iter(EXTENT):
        yield (integer(extent.get("cx")) or 0) / EMU, (integer(extent.get("cy")) or 0) / EMU
    for data in drawing.iter(IMAGE_DATA):
        shape = data.getparent()
        style = {} if shape is None else dict(STYLE_SIZE.findall(shape.get("style", "")))
        yield points(style.get("width"), 1) or 0, points(style.get("height"), 1) or 0
