"""Stretches of the plan as evidence: cut to what a reader sees at a glance, with their pages."""

import re
from collections.abc import Sequence

from pipeline.check.review import Review
from pipeline.findings import Evidence
from pipeline.text.page_numbers import pages

QUOTE = 160
"""Longest quote in characters: a reader must see at a glance what is meant."""
_LINE, _CLAUSE = re.compile(r"[\t\n]"), re.compile(r"[，。；：！？]")
_BORDER = re.compile(rf"{_LINE.pattern}|{_CLAUSE.pattern}|、")


def evidence(review: Review, block: int, start: int, stop: int) -> Evidence:
    """The stretch as evidence from its first character that is no space, cut to QUOTE characters; its quote is empty where
    the stretch holds nothing else (an empty cell)."""
    text = review.blocks[block].text
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop = min(stop, start + QUOTE, len(text))
    return Evidence(block, start, stop, text[start:stop], review.blocks[block].page_at(start), review.path(block))


def whole(review: Review, block: int) -> Evidence:
    """A block from its beginning as evidence."""
    return evidence(review, block, 0, len(review.blocks[block].text))


def around(review: Review, block: int, start: int, stop: int, most: int) -> Evidence:
    """A word in its clause, or where that is longer with at most so many characters on both sides, to the farthest item
    of an enumeration that is whole; within its line and cell."""
    text = review.blocks[block].text
    left, right = max(0, start - most), min(len(text), stop + most)
    for border in (_LINE, _CLAUSE):
        left = max([left, *(mark.end() for mark in border.finditer(text, left, start))])
        right = next((mark.start() for mark in border.finditer(text, stop, right)), right)
    if left and not _BORDER.match(text, left - 1):
        left = text.find("、", left, start) + 1 or left
    if right < len(text) and not _BORDER.match(text, right):
        right = text.rfind("、", stop, right) if "、" in text[stop:right] else right
    return evidence(review, block, left, right)


def pages_of(review: Review, proof: Sequence[Evidence]) -> str:
    """The pages on which the evidence stands."""
    return pages((item.page for item in proof), exact=review.document.exact_pages)
