"""Attribute values of WordprocessingML, read tolerantly because files in the wild are not valid."""

import re

from pipeline.read.docx.package import Node, W

VAL = f"{W}val"
UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "pi": 12.0}
LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|pi)?")
INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?:\.\d*)?\s*")


def child(node: Node | None, name: str) -> Node | None:
    """The first child `w:name`, or None also where there is no node."""
    return None if node is None else next(node.iterchildren(f"{W}{name}"), None)  # half the time that `find` takes


def value(node: Node | None, name: str) -> str | None:
    """`w:val` of the child `w:name`."""
    found = child(node, name)
    return None if found is None else found.get(VAL)


def switch(node: Node | None, name: str) -> bool | None:
    """An on/off child (17.17.4 ST_OnOff): None where absent, True where present without a value."""
    found = child(node, name)
    return None if found is None else found.get(VAL, "true").strip().lower() not in ("0", "false", "off", "none")


def integer(text: str | None) -> int | None:
    """A whole number of at most nine digits; None for anything else, so that nothing can ask for 2e9 columns."""
    match = INTEGER.fullmatch(text or "")
    return int(match[1]) if match else None


def points(text: str | None, divisor: float) -> float | None:
    """A length in points: a bare number in units of 1/`divisor` point, or a measure with its unit (22.9.2.14)."""
    match = LENGTH.fullmatch((text or "").strip())
    if match is None:
        return None
    return float(match[1]) * UNITS[match[2]] if match[2] else float(match[1]) / divisor
