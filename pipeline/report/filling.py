"""Placeholders in a Word form, filled without touching anything else: pictures, looks and fields stay where they are.

Word likes to spread one placeholder over several runs, beside pictures and breaks. So text is taken and changed element by
element (w:t, w:br), never run by run.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import accumulate
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
_LINE = re.compile(r"(\n?)(" + PLACEHOLDER.pattern + ")")
_PARAGRAPH, _ROW, _TEXT, _BREAK, _RETURN = (qn(f"w:{name}") for name in ("p", "tr", "t", "br", "cr"))
_STORIES = ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer")


def parts(document: Any) -> list[Any]:
    """Body, headers and footers, those of first and even pages included, as far as the document has them."""
    stories = (getattr(section, name) for section in document.sections for name in _STORIES)
    # To ask one for its content that is only inherited would add it to the document.
    return [document.element.body, *(story._element for story in stories if not story.is_linked_to_previous)]


def repeat(body: Any, prefix: str, items: list[dict[str, str]]) -> set[Any]:
    """Repeat each row that uses `prefix` for every item; returns the rows made, which need no further filling."""
    made = set()
    for row in [row for row in body.iter(_ROW) if any(key.startswith(prefix) for key in keys(row))]:
        for values in items:
            copy = deepcopy(row)
            row.addprevious(copy)
            made.add(copy)
            for paragraph in copy.iter(_PARAGRAPH):
                fill(paragraph, values)
        row.getparent().remove(row)
    return made


def drop_empty(body: Any, done: set[Any], values: Mapping[str, str]) -> None:
    """Take out rows of tables whose placeholders have nothing to say."""
    for row in [row for row in body.iter(_ROW) if row not in done]:
        named = list(keys(row))
        if named and not any(values.get(key, key) for key in named):
            row.getparent().remove(row)


def keys(element: Any) -> Iterator[str]:
    """Names of the placeholders in an element."""
    for paragraph in element.iter(_PARAGRAPH):
        yield from PLACEHOLDER.findall("".join(map(_said, _pieces(paragraph))))


def fill(paragraph: Any, values: Mapping[str, str]) -> None:
    """Replace placeholders once: what a value contains is text, even if it looks like a placeholder.

    An empty value takes the line break before it with it, so that no empty line is left.
    """
    pieces = _pieces(paragraph)
    starts = [0, *accumulate(len(_said(piece)) for piece in pieces)]
    places = list(zip(pieces, starts, starts[1:], strict=False))
    for match in reversed(list(_LINE.finditer("".join(map(_said, pieces))))):  # what stands before stays in its place
        value = values.get(match[3])
        if value is None:
            continue
        _put(value, [(piece, at) for piece, at, stop in places if at < match.end() and stop > match.start(2)], match)
        if match[1] and not value:
            _remove(next(piece for piece, at, stop in places if at == match.start() < stop))


def _put(value: str, over: list[tuple[Any, int]], match: re.Match[str]) -> None:
    """Put a value into the first of the pieces that a placeholder runs over, and cut the placeholder out of the others."""
    (first, at), *others = over
    before, after = first.text[: match.start(2) - at], first.text[match.end() - at :]
    head, *lines = value.split("\n")
    _write(first, before + head if lines else before + head + after)
    for number, words in enumerate(reversed(lines)):
        piece = OxmlElement("w:t")
        _write(piece, words if number else words + after)
        first.addnext(piece)
        first.addnext(OxmlElement("w:br"))
    for piece, at in others:
        if piece.tag == _TEXT:
            _write(piece, piece.text[match.end() - at :])
        else:
            _remove(piece)


def _write(piece: Any, words: str) -> None:
    piece.text = words
    piece.set(qn("xml:space"), "preserve")


def _remove(piece: Any) -> None:
    piece.getparent().remove(piece)


def _pieces(paragraph: Any) -> list[Any]:
    """Text and breaks of a paragraph, without those of text boxes that are anchored in it: they have paragraphs of their own."""
    found = paragraph.iter(_TEXT, _BREAK, _RETURN)
    return [piece for piece in found if next(piece.iterancestors(_PARAGRAPH)) is paragraph]


def _said(piece: Any) -> str:
    return piece.text or "" if piece.tag == _TEXT else "\f" if piece.get(qn("w:type")) else "\n"
