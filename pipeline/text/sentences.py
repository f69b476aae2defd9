"""Sentences of a block and clauses of a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.text.patterns import quick

_STOP = r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff]|$)"
"""A full stop as an English keyboard has it."""
_END = quick(rf"[。！？；;!?]+[”’』」）)]*|{_STOP}|\n")
_MARK = quick(rf"[。！？；;!?\n]|{_STOP}")
LONGEST = 3000
"""Characters of a stretch that patterns are tried on: they would take time by the square of a longer one."""
_NEAR = 64
"""Characters before a stretch that are looked through first for the end of the sentence before."""
_CLAUSE = quick(r"[，,；;。！？!?\n\t]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


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
    for a table's text is long, and no farther than `LONGEST`: what goes on like that has lost its marks."""
    farthest = min(len(text), stop + LONGEST)
    right = _MARK.search(text, stop, farthest)
    return _begin(text, start), right.start() if right else farthest


def _begin(text: str, start: int) -> int:
    reach, farthest = _NEAR, max(0, start - LONGEST)
    while True:
        left = max(farthest, start - reach)
        # To the character behind, before which a full stop between figures is none.
        ends = [mark.end() for mark in _MARK.finditer(text, left, start + 1) if mark.start() < start]
        if ends or left == farthest:
            return ends[-1] if ends else farthest
        reach *= 4


_ENDS = "。！？；\n"


def overlong(text: str) -> list[int]:
    """Where to cut a text so that no part is over `LONGEST` characters, behind a sentence if it can be."""
    cuts = [0]
    while len(text) - cuts[-1] > LONGEST:
        most = cuts[-1] + LONGEST
        cuts.append(max(text.rfind(end, cuts[-1], most) for end in _ENDS) + 1 or most)
    return cuts[1:]


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
