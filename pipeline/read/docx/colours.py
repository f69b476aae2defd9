"""White text in a DOCX, and what lies behind it: it shows on a dark fill and vanishes on paper, as in a PDF."""

import re
from collections.abc import Iterable
from typing import Literal

from pipeline.read.docx.package import Node, W
from pipeline.read.docx.values import child, switch, value
from pipeline.read.page.hidden import WHITE

HEX = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
TEXT_FILL = f"{W14}textFill"
EFFECTS = ("outline", "shadow", "emboss", "imprint")
PAPER = frozenset({"background1", "light1", "bg1", "lt1"})
"""What themes call the colour of paper; themes with another colour there are for screens."""
Ink = Literal["", "none", "white", "colour"]
"""What letters are filled with; empty where nothing says."""


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


def has_white(properties: Node | None) -> bool | None:
    """Whether the colour of a run is white (17.3.2.6), or that of paper by theme; None where it is not given."""
    node = child(properties, "color")
    if node is None or node.get(f"{W}val") is None:
        return None
    shaded = node.get(f"{W}themeShade") or node.get(f"{W}themeTint")
    theme = node.get(f"{W}val") == "auto" and not shaded and node.get(f"{W}themeColor") in PAPER
    return theme or is_white(node.get(f"{W}val"))


def text_fill(properties: Node | None) -> Ink:
    """What the effect `w14:textFill` fills letters with, which goes before their colour (MS-DOCX 2.6.1)."""
    node = None if properties is None else next(properties.iterchildren(TEXT_FILL), None)
    if node is None or not len(node):
        return ""
    if node.find(f"{W14}noFill") is not None:
        return "none"
    colour = node.find(f"{W14}solidFill/*")
    if colour is None:
        return "colour"
    name = colour.get(f"{W14}val")
    return "white" if is_white(name) or (name in PAPER and not len(colour)) else "colour"


def has_outline(properties: Node | None) -> bool:
    """Whether letters show by a line or shadow around them, whatever their own colour."""
    if properties is None:
        return False
    outline = properties.find(f"{W14}textOutline")
    drawn = outline is not None and outline.find(f"{W14}noFill") is None
    effects = any(properties.find(f"{W14}{name}") is not None for name in ("shadow", "glow"))
    return drawn or effects or any(switch(properties, name) for name in EFFECTS)


def lies_on_colour(properties: Node | None) -> bool:
    """Whether a run has a background of its own that white letters show against."""
    return bool(fill(properties)) or value(properties, "highlight") not in (None, "none", "white")


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
        colour = next(iter(shape.get("fillcolor", "").split()), "white")  # “#fff [3212]”
        return shape.get("filled", "t") in ("f", "false") or not is_white(colour)
    properties = next((node for node in shape.iterchildren() if str(node.tag).endswith("}spPr")), None)
    colours = () if properties is None else properties.findall("{*}solidFill/{*}srgbClr")
    return not any(is_white(node.get("val")) for node in colours)
