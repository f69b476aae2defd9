"""Sentences of a block and clauses of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block

_END = re.compile(r"[。！？；;!?]+[”’』」）)]*|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff]|$)|\n")
_MARKS = "。！？；;!?\n"
_CLAUSE = re.compile(r"[，,；;。！？!?\n\t]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`block.text[start:stop]`, without surrounding white space; of a table, one row."""

    text: str
    start: int
    stop: int


def sentences(block: Block) -> Iterator[Sentence]:
    """Sentences of a paragraph, rows of a table."""
    at = 0
    for match in _END.finditer(block.text):
        if block.table is not None and match.group() != "\n":
            continue
        yield from _trimmed(block.text, at, match.end())
        at = match.end()
    yield from _trimmed(block.text, at, len(block.text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[Sentence]:
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    if part:
        yield Sentence(part, start, start + len(part))


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence around a stretch of text begins, and ends before its mark; looked for from the stretch outwards,
    for a table's text is long."""
    left = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    rights = [at for mark in _MARKS if (at := text.find(mark, stop)) >= 0]
    return left, min(rights, default=len(text))


def clauses(text: str) -> list[tuple[int, int]]:
    """(start, stop) of the parts between commas: a negation speaks of its own part, not of the whole sentence."""
    found, at = [], 0
    for match in _CLAUSE.finditer(text):
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if at < len(text):
        found.append((at, len(text)))
    return found
