"""What a heading is before its depth is known: where it stands, of which class it is, where it ends."""

import re
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.text.numbers import Number, parse_number

DEEP = ("arabic", "decimal2", "decimal3", "arabic_paren", "arabic_half", "circled", "letter")
TOP = ("part", "chapter", "section", "han", "han_paren")
"""Classes that head a plan's own parts; a letter's list of attachments has deeper ones."""
CLAUSE_END = re.compile(r"[，,：:；;。]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that opens a section: which class of headings it belongs to and where its heading ends."""

    index: int
    style: str
    """A number style (`named` among them), `outline<n>`, `look<size>`, `plain`, `between`, `lead`, `label` or `annex`."""
    value: int
    body: int
    """Offset of the number's end."""
    stop: int
    """Offset of the heading's end; text beyond it is body that runs in."""
    clause: bool = False
    """The heading is only the first clause of a sentence: the block is a list item that opens a section."""
    whole: int = 0
    """Of 2.3 the first component; 0 for other numbers."""


def number_of(block: Block) -> Number | None:
    if block.number:
        number = parse_number(block.number + "\u3000内容") or parse_number(block.number)
        return Number(number.style, number.value, block.number, 0) if number else None
    return parse_number(block.text)
