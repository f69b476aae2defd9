"""What pdfminer, which pdfplumber stands on, is taught: to refuse what has no end, and to tell text that nobody sees."""

import math
from collections.abc import Sequence
from functools import partialmethod
from typing import Any

from pipeline.read.page.geometry import Look, face_of, names_bold_type

MOST_CODES = 65_536
"""Characters of one font."""
MOST_HOPS = 16
"""References from which the next one may be read before they are taken to go round in a circle."""
_GREYS = ("DeviceGray", "CalGray", "ICCBased")
"""Colour spaces of which one number is a grey; in others (Separation, Indexed, Pattern) it says nothing of the colour."""
BLACK = (0, 0, 0)


def teach() -> None:
    """Once in a process, from outside: pdfminer has no settings for any of this.

    Ranges of characters that no font has: it would write each of two billion down. References that lead to themselves:
    it would follow them for ever. Opacity and the mode of text: it reads past the one and forgets the other.
    """
    from pdfminer import cmapdb, pdfdevice, pdffont, pdfinterp, pdftypes

    cmapdb.range = pdffont.range = _codes
    if hasattr(pdftypes.PDFObjRef, "hop"):
        return
    pdftypes.PDFObjRef.hop, pdftypes.PDFObjRef.resolve = pdftypes.PDFObjRef.resolve, _resolve
    state, device = pdfinterp.PDFGraphicState, pdfdevice.PDFTextDevice
    state.opacity = 1.0
    state.copy = partialmethod(_copied, state.copy)
    pdfinterp.PDFPageInterpreter.do_gs = _do_gs
    device.render_string = partialmethod(_render_string, device.render_string)


def _resolve(reference: Any, default: object = None) -> Any:
    """What a reference leads to in the end. Stands for `PDFObjRef.resolve`."""
    found = reference
    for _ in range(MOST_HOPS):
        found = found.hop(default)
        if not isinstance(found, type(reference)):
            return found
    raise ValueError("references in a circle")


def _codes(*bounds: int) -> range:
    """Stands for `range` where pdfminer goes through the codes of a font."""
    codes = range(*bounds)
    if codes.stop - codes.start > MOST_CODES:
        raise ValueError("more characters than a font has")
    return codes


def _copied(state: Any, copy: Any) -> Any:
    """The state with its opacity. Stands for `PDFGraphicState.copy`."""
    twin = copy(state)
    twin.opacity = state.opacity
    return twin


def _do_gs(interpreter: Any, name: Any) -> None:
    """Take note of the opacity of fillings. Stands for `PDFPageInterpreter.do_gs`, which does nothing."""
    from pdfminer.pdftypes import dict_value, resolve1
    from pdfminer.psparser import literal_name

    states = dict_value(interpreter.resources.get("ExtGState") or {})
    opacity = resolve1(dict_value(states.get(literal_name(name)) or {}).get("ca"))
    if isinstance(opacity, int | float):
        interpreter.graphicstate.opacity = float(opacity)


def _render_string(device: Any, render: Any, text: Any, sequence: Any, space: Any, state: Any) -> None:
    """Stands for `PDFTextDevice.render_string`: the stroke colour of its own copy of the state carries mode and opacity.

    Of a character pdfplumber passes on nothing but its two colours, and that of strokes is not wanted here.
    """
    state.scolor = (text.render, state.opacity)
    render(device, text, sequence, space, state)


def look(char: dict[str, Any]) -> Look:
    """What pdfium says of the same character: size, colour and opacity, mode and direction."""
    a, b, _, _, _, _ = char["matrix"]
    angle = round(math.degrees(math.atan2(-b, a)), 1)
    sideways = 45 <= abs(angle) <= 135
    size = float(char["width"] if sideways else char["height"])
    mode, opacity = char["stroking_color"] if len(char["stroking_color"]) == 2 else (0, 1.0)
    color = (*rgb(char["non_stroking_color"], str(char.get("ncs"))), round(255 * min(1.0, max(0.0, opacity))))
    font = str(char["fontname"])
    bold = mode == 2 or names_bold_type(font)
    return Look(round(size, 2), bold, color, mode, angle, face=face_of(font))


def rgb(parts: Any, space: str = "DeviceGray") -> tuple[int, int, int]:
    """Parts of a colour between 0 and 1 as red, green and blue up to 255; black where they say nothing of it."""
    values = parts if isinstance(parts, Sequence) else (parts,)
    if not all(isinstance(value, int | float) for value in values):
        return BLACK
    shares = [min(1.0, max(0.0, float(value))) for value in values]
    if len(shares) == 1 and space in _GREYS:
        shares *= 3
    elif len(shares) == 4:
        shares = [(1 - share) * (1 - shares[3]) for share in shares[:3]]
    elif len(shares) != 3:
        return BLACK
    red, green, blue = (round(255 * share) for share in shares)
    return red, green, blue


def is_filled(item: dict[str, Any]) -> bool:
    """Whether a path fills an area with a colour that is known."""
    return bool(item.get("fill")) and item.get("non_stroking_color") is not None


def layers_off(catalog: dict[str, Any]) -> frozenset[str]:
    """Names of the optional contents that the default configuration switches off, and no other of the same name on."""
    from pdfminer.pdftypes import dict_value, list_value, resolve1
    from pdfminer.psparser import literal_name
    from pdfminer.utils import decode_text

    contents = dict_value(catalog.get("OCProperties") or {})
    default = dict_value(contents.get("D") or {})
    if default.get("AS"):  # states that follow from what the viewer does
        return frozenset()
    on, off = ({item.objid for item in list_value(default.get(name) or [])} for name in ("ON", "OFF"))
    base = literal_name(default.get("BaseState") or "ON")
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for item in list_value(contents.get("OCGs") or []):
        shown = item.objid in on if base == "OFF" else item.objid not in off
        names[shown].add(decode_text(resolve1(dict_value(item)["Name"])))
    return frozenset(names[False] - names[True])
