"""What fields show that keep no result as text: choices and boxes of forms, symbols, equations (17.16.5).

Of equations, Word's 带圈字符 and 拼音指南 are those in plans: ① and the characters under their pronunciation.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.read.docx.package import Node, W
from pipeline.read.docx.symbols import symbol
from pipeline.read.docx.values import VAL, child, integer, switch, value

FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
"""A general switch, such as the font that Word's 拼音指南 notes."""
FONT = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
CODE = re.compile(r"\s*(0x[0-9a-f]{1,6}|\d{1,7})\b", re.IGNORECASE)
ELEMENT = re.compile(r"\\([a-z])(?:\\[a-z]{2}(?:\s*+(?:\\[^a-z\d\s]|-?\d++))?+\s*+)*+\(", re.IGNORECASE)
"""The beginning of an element of an equation: its letter, its options, its bracket."""
CIRCLES, SHAPES = frozenset("○◯〇"), frozenset("○◯〇□△◇")
"""What 带圈字符 draws around a character."""
DEEPEST = 20
"""Elements of an equation inside each other."""


def computed(code: str, begin: Node | None = None) -> str:
    """The text that Word makes of a field's code, and of the form field at its `begin`; empty for all others."""
    name, _, rest = code.strip().partition(" ")
    write = FIELDS.get(name.upper())
    return write(rest, child(begin, "ffData")) if write else ""


def _choice(_: str, form: Node | None) -> str:
    """The entry chosen from a list (17.16.9 ddList): the first where none is."""
    entries = child(form, "ddList")
    if entries is None:
        return ""
    chosen = integer(value(entries, "result"))
    at = chosen if chosen is not None else integer(value(entries, "default")) or 0
    texts = [entry.get(VAL, "") for entry in entries.iterchildren(f"{W}listEntry")]
    return texts[at] if 0 <= at < len(texts) else ""


def _box(_: str, form: Node | None) -> str:
    """A box that is checked or not (17.16.7 checkBox)."""
    box = child(form, "checkBox")
    checked = switch(box, "checked")
    return "☑" if (switch(box, "default") if checked is None else checked) else "☐"


def _symbol(rest: str, _: Node | None) -> str:
    """A character by its number in a font (17.16.5.62); by that in Unicode with the switch \\u."""
    match, font = CODE.match(rest), FONT.search(rest)
    if match is None:
        return ""
    number = int(match[1], 0 if match[1][:2].lower() == "0x" else 10)
    if font is None and 0x80 <= number < 0xA0:
        return bytes([number]).decode("cp1252", "ignore")
    return symbol(number, (font[1] or font[2] or "") if font else "")


def _equation(rest: str, _: Node | None) -> str:
    return _written(FORMAT.sub("", rest), 0).strip()


def _written(text: str, depth: int) -> str:
    """The characters of an equation in reading order, without what only moves or frames them."""
    parts: list[str] = []
    at = 0
    if depth > DEEPEST:
        return ""
    while (match := ELEMENT.search(text, at)) is not None:
        parts.append(_plain(text[at : match.start()]))
        arguments, at = _arguments(text, match.end())
        parts.append(_element(match[1].lower(), arguments, depth + 1))
    return "".join(parts) + _plain(text[at:])


def _arguments(text: str, start: int) -> tuple[list[str], int]:
    """What stands between a bracket that opened before `start` and its end, split at commas; where it goes on."""
    found: list[str] = []
    begin, level, at = start, 0, start
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "(":
            level += 1
        elif sign == ")" and not level:
            return [*found, text[begin:at]], at + 1
        elif sign == ")":
            level -= 1
        elif sign in ",;" and not level:
            found.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*found, text[begin:]], len(text)


def _element(letter: str, arguments: list[str], depth: int) -> str:
    if letter == "o":
        return _overlaid(arguments, depth)
    texts = [_written(argument, depth).strip() for argument in arguments]
    if letter == "f":
        return "/".join(texts)
    if letter == "r":
        return "√" + texts[-1]
    if letter == "b":
        return f"({','.join(texts)})"
    return ("," if letter == "l" else "").join(texts)


def _overlaid(arguments: list[str], depth: int) -> str:
    """Characters on top of each other: a number in a circle as the sign for that, else what is neither frame nor raised."""
    texts = [_written(argument, depth).strip() for argument in arguments if not argument.lstrip().startswith("\\s")]
    inside = "".join(text for text in texts if text not in SHAPES)
    number = inside if CIRCLES.intersection(texts) and inside.isascii() and inside.isdecimal() else ""
    return _circled(int(number)) if 0 < len(number) <= 2 else inside or "".join(texts)


def _circled(number: int) -> str:
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(sign + number - first)
    return str(number)


def _plain(text: str) -> str:
    """Text of an equation without the backslashes before its signs."""
    return re.sub(r"\\(.)", r"\1", text)


FIELDS: Mapping[str, Callable[[str, Node | None], str]] = MappingProxyType(
    {"FORMDROPDOWN": _choice, "FORMCHECKBOX": _box, "SYMBOL": _symbol, "EQ": _equation}
)
