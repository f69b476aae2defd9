"""White text in a DOCX, and what lies behind it: it shows on a dark fill and vanishes on paper, as in a PDF."""

import re
from collections.abc import Iterable

from pipeline.read.docx.package import Node, W
from pipeline.read.docx.values import child, switch, value
from pipeline.read.page.hidden import WHITE

HEX = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
OUTLINES = tuple(f"{W14}{name}" for name in ("textOutline", "shadow", "glow", "textFill"))
EFFECTS = ("outline", "shadow", "emboss", "imprint")


def is_white(colour: str | None) -> bool:
    """Whether a colour as RRGGBB or by the name “white” vanishes on paper."""
    match = HEX.fullmatch(colour or "")
    return colour == "white" or (match is not None and min(int(part, 16) for part in match.groups()) >= WHITE)


def fill(properties: Node | None) -> bool | None:
    """Whether `w:shd` lays a colour behind the text (17.3.5); None where it is not there."""
    node = child(properties, "shd")
    if node is None:
        return None
    if node.get(f"{W}val", "clear") not in ("clear", "nil"):  # a pattern, of which `color` is the ink
        return not is_white(node.get(f"{W}color", "auto"))
    colour = node.get(f"{W}fill", "auto")
    return colour != "auto" and not is_white(colour)


def stands_out(properties: Node | None) -> bool:
    """Whether a run has a background or an outline of its own that white letters show against."""
    if properties is None:
        return False
    if fill(properties) or value(properties, "highlight") not in (None, "none", "white"):
        return True
    return any(switch(properties, name) for name in EFFECTS) or any(
        properties.find(name) is not None for name in OUTLINES
    )


def table_fill(properties: Node | None, styles: Iterable[Node | None]) -> bool | None:
    """Whether a table is filled: by its own properties or anywhere in its style; None where neither says."""
    if (own := fill(properties)) is not None:
        return own
    shadings = (shading for style in styles if style is not None for shading in style.iter(f"{W}shd"))
    return True if any(fill(shading.getparent()) for shading in shadings) else None


def box_fill(box: Node) -> bool:
    """Whether white text may show in a text box: in all but those that are filled with white.

    One that is not filled may lie over anything.
    """
    shape = box.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None:
        return True
    if shape.tag.startswith("{urn:schemas-microsoft-com:vml}"):
        return shape.get("filled", "t") in ("f", "false") or not is_white(shape.get("fillcolor", "white").split()[0])
    properties = next((node for node in shape.iterchildren() if str(node.tag).endswith("}spPr")), None)
    colours = () if properties is None else properties.findall("{*}solidFill/{*}srgbClr")
    return not any(is_white(node.get("val")) for node in colours)
