"""What a heading is before its depth is known: where it stands, of which class it is, where it ends."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.document import Block
from pipeline.text.numbers import Number, NumberStyle, parse_number

Style = Literal[NumberStyle, "outline", "look", "plain", "between", "lead", "label", "annex"]
"""By what a heading is told: the style of its number, its outline level in the file, its type, that it is a line before
paragraphs or between them, that it is bold and its text runs in, its words, or that it opens an attachment."""
DEEP: tuple[Style, ...] = ("arabic", "decimal2", "decimal3", "arabic_paren", "arabic_half", "circled", "letter")
TOP: tuple[Style, ...] = ("part", "chapter", "section", "han", "han_paren")
"""Classes that head a plan's own parts; a letter's list of attachments has deeper ones."""
CLAUSE_END = re.compile(r"[，,：:；;。]")


class Class(NamedTuple):
    """Headings that are of one level wherever they stand in a plan."""

    style: Style
    order: tuple[float, int] = (0, 0)
    """Of outlines the level; of looks one that grows as type gets smaller, and in which order the plan has those of one size."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that opens a section: which class of headings it belongs to and where its heading ends."""

    index: int
    style: Style
    value: int
    body: int
    """Offset of the number's end."""
    stop: int
    """Offset of the heading's end; text beyond it is body that runs in."""
    clause: bool = False
    """The heading is only the first clause of a sentence: the block is a list item that opens a section."""
    whole: int = 0
    """Of 2.3 the first component; 0 for other numbers."""
    order: tuple[float, int] = (0, 0)
    """See `Class`."""

    @property
    def of(self) -> Class:
        return Class(self.style, self.order)


def number_of(block: Block) -> Number | None:
    if block.number:
        number = parse_number(block.number + "\u3000内容") or parse_number(block.number)
        return Number(number.style, number.value, block.number, 0) if number else None
    return parse_number(block.text)
