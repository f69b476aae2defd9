"""Patterns taken apart by their letters, and patterns that are tried only where a match can begin.

`re` tries every branch of a pattern at every character of a text, unless each begins with a letter and nothing else. Where
some begin with a look behind, a group or something optional, a look at the next character first takes a tenth of the time.
"""

import re
from collections.abc import Iterator, Sequence

LITERAL = re.compile(r"[^\\\[\](){}?*+.^$|]+")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{[\d,]+\})\??")
_AROUND = ("^", "$", "(?=", "(?!", "(?<=", "(?<!")
"""Signs that take up no character."""
_GROUP = re.compile(r"\((?!\?)|\(\?:|\(\?P<\w+>")
_ESCAPED = re.compile(r"\\[dsnt\W]")
"""An escape that stands for one character."""


def quick(pattern: str) -> re.Pattern[str]:
    """The pattern, which finds the same as ever, tried only at characters that a match may begin with where these are known."""
    firsts = _firsts(pattern)
    return re.compile(f"(?={'|'.join(dict.fromkeys(firsts))})(?:{pattern})" if firsts else pattern)


def _firsts(pattern: str) -> list[str]:
    """Characters and classes of them, one of which every match begins with; none where that cannot be told."""
    if "\\\\" in pattern:  # what stands behind it may be escaped or not
        return []
    each = [_opening(own) for own in alternatives(pattern)]
    return [first for own in each for first in own] if all(each) else []


def _opening(elements: Sequence[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    for element, quantifier in elements:
        if element.startswith(_AROUND):
            continue
        first = _first(element)
        found += first
        if not first or not may_lack(quantifier):
            return found if first else []
    return []


def _first(element: str) -> list[str]:
    if LITERAL.match(element):
        return [element[0]]
    if group := _GROUP.match(element):
        return _firsts(element[group.end() : -1])
    known = _ESCAPED.match(element) or (element.startswith("[") and not element.startswith(("[^", "[]")))
    return [element] if known else []


def may_lack(quantifier: str) -> bool:
    """Whether what the quantifier stands behind may be missing."""
    return quantifier[:1] in ("?", "*") or quantifier.startswith(("{0", "{,"))


def _closing(pattern: str, at: int) -> int:
    """Where the group or class that opens at `at` ends."""
    depth, square = 0, False
    for i in range(at, len(pattern)):
        sign = pattern[i]
        if pattern[i - 1 : i] == "\\" and i > at:
            continue
        if sign == "]" or (sign == "[" and not square):
            square = sign == "["
        depth += (sign == "(") - (sign == ")") if not square else 0
        if not depth and not square:
            return i + 1
    return len(pattern)


def _elements(pattern: str) -> Iterator[tuple[str, str]]:
    """Groups, classes, literals and other signs of a pattern, each with its quantifier."""
    at = 0
    while at < len(pattern):
        literal = LITERAL.match(pattern, at)
        if literal and len(literal[0]) > 1 and _QUANTIFIER.match(pattern, literal.end()):
            stop = literal.end() - 1  # the quantifier is of the last character alone
        elif literal:
            stop = literal.end()
        else:
            stop = _closing(pattern, at) if pattern[at] in "([" else at + 1 + (pattern[at] == "\\")
        quantifier = _QUANTIFIER.match(pattern, stop)
        yield pattern[at:stop], quantifier[0] if quantifier else ""
        at = quantifier.end() if quantifier else stop


def alternatives(pattern: str) -> list[list[tuple[str, str]]]:
    """What a pattern's branches are made of; see `_elements`."""
    found: list[list[tuple[str, str]]] = [[]]
    for element in _elements(pattern):
        if element[0] == "|":
            found.append([])
        else:
            found[-1].append(element)
    return found
