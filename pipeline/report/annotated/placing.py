"""Where the blocks of our Document stand among the characters of a DOCX.

Blocks come from our own reader and structure, which join hard-wrapped lines, split run-in headings and take numbers
off. So blocks are found again by their text, white space aside, in order: a wrong match far ahead would lose all that
follows, hence the window. What cannot be found with certainty is not placed.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.document import Document
from pipeline.vocabulary import MARGINS

_WINDOW = 6000
"""Characters ahead of the last match in which the next one is believed however short it is."""
_CERTAIN = 10
"""Characters from which a match is believed anywhere."""
_HEAD = 16
"""Characters tried where a block as a whole is not found: its reader may have changed something further on."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start:stop` of the paragraph with this index, white space counted as it is there."""

    paragraph: int
    start: int
    stop: int


class Places:
    """Maps (block, start, stop) to stretches of the given paragraphs."""

    def __init__(self, document: Document, paragraphs: Sequence[str]) -> None:
        self._document = document
        self._offsets = [[i for i, char in enumerate(text) if not char.isspace()] for text in paragraphs]
        self._starts = [0, *accumulate(len(offsets) for offsets in self._offsets)]
        self._text = "".join("".join(text.split()) for text in paragraphs)
        self._blocks = self._find_blocks()

    def find(self, block: int, start: int, stop: int) -> tuple[Stretch, ...]:
        """Stretches of `blocks[block].text[start:stop]` (stop -1: to its end), one a paragraph; empty if not found."""
        position = self._blocks[block]
        if position is None:
            return ()
        text = self._document.blocks[block].text
        quote = _bare(text[start:] if stop < 0 else text[start:stop])
        begin = position + len(_bare(text[:start]))
        if not quote:
            return ()
        if not self._text.startswith(quote, begin):
            begin = self._text.find(quote, position, position + 2 * len(_bare(text)) + 40)
            if begin < 0:
                return ()
        return self._stretches(begin, begin + len(quote))

    def _stretches(self, begin: int, end: int) -> tuple[Stretch, ...]:
        result = []
        while begin < end:
            index = bisect_right(self._starts, begin) - 1
            base = self._starts[index]
            last = min(end, self._starts[index + 1])
            offsets = self._offsets[index]
            result.append(Stretch(index, offsets[begin - base], offsets[last - 1 - base] + 1))
            begin = last
        return tuple(result)

    def _find_blocks(self) -> list[int | None]:
        found: list[int | None] = []
        cursor = 0
        for block in self._document.blocks:
            if block.reason in MARGINS:  # words that may well stand in the body, too
                found.append(None)
                continue
            bare = _bare(block.text)
            place = self._search(bare, cursor)
            length = len(bare)
            if place is None and len(bare) > _HEAD:
                place, length = self._search(bare[:_HEAD], cursor), _HEAD
            if place is not None and cursor <= place < cursor + _WINDOW:
                cursor = place + length
            found.append(place)
        return found

    def _search(self, bare: str, cursor: int) -> int | None:
        if not bare:
            return None
        place = self._text.find(bare, cursor, cursor + _WINDOW + len(bare))
        if place < 0 and len(bare) >= _CERTAIN:
            place = self._text.find(bare, cursor)
            place = self._text.find(bare) if place < 0 else place
        return None if place < 0 else place


def _bare(text: str) -> str:
    return "".join(text.split())
