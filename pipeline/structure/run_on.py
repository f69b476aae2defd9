"""Paragraphs that hold several: typed with line breaks, or with all line breaks lost."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Block
from pipeline.structure.blocks import cut_at
from pipeline.structure.ends import ends_paragraph
from pipeline.text.numbers import han_value, is_numbered
from pipeline.text.sentences import overlong

NEAR = 40
"""Characters before and behind a line break that tell what it is."""
_BREAK = re.compile(r"\n(?P<indent>[\u3000 ]*)(?=\S)")


def split_breaks(blocks: Sequence[Block]) -> list[Block]:
    """Part paragraphs at line breaks (Shift+Enter) that were typed for the ends of paragraphs: behind a whole sentence, before
    an indented line or a number."""
    result: list[Block] = []
    for block in blocks:
        typed = _BREAK.finditer(block.text) if block.kind == "paragraph" else ()
        cuts = [match.start() for match in typed if _is_typed(block.text, match)]
        result += cut_at(block, cuts)
    return result


def _is_typed(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - NEAR) : match.start()]  # all of it, at each break, would take quadratic time
    line = text[match.end() : match.end() + NEAR].partition("\n")[0]
    indented = ("\u3000" in match["indent"] or len(match["indent"]) > 1) and not before.endswith(("：", ":"))
    return ends_paragraph(before) and (indented or is_numbered(line))


_RUN_ON = 600
"""Characters of a paragraph from which on it may have swallowed chapters."""
_CITED = ("第", "条", "款", "项")
"""Before （一） where it is cited: 第三条第（一）项."""
# Narrower than `text.numbers`: inside a line only 一、 and （一） are hardly ever anything else.
_INSIDE = re.compile(r"(?P<han>[一二三四五六七八九十]{1,3})、|[（(](?P<paren>[一二三四五六七八九十]{1,3})[）)]")


def split_run_on(blocks: Sequence[Block]) -> list[Block]:
    """Part paragraphs that swallowed whole chapters (all line breaks lost) where 一、 二、 三、 count up inside them.

    The count goes on from paragraph to paragraph: in a PDF some lines of such a text happen to look like a paragraph's last.
    """
    counted = _run_on_cuts([block.text if block.kind == "paragraph" else "" for block in blocks])
    result: list[Block] = []
    for block, inside in zip(blocks, counted, strict=True):
        result += cut_at(block, inside)
    return result


def _run_on_cuts(texts: Sequence[str]) -> list[list[int]]:
    """By text, offsets at which 一、 or （一） counts on from the one before; none unless three 一、 stand inside long texts."""
    cuts: list[list[int]] = []
    chapters, swallowed = Counter[bool](), False
    next_han, next_paren = {1}, {1}
    for text in texts:
        own: list[int] = []
        for match in _INSIDE.finditer(text):
            inside = match.start() > 0
            value = han_value(match["han"] or match["paren"])
            if match["han"] and value in next_han:
                next_han, next_paren = {value + 1, 1}, {1} | next_paren
                chapters[inside] += 1
                swallowed |= inside and len(text) >= _RUN_ON
            elif match["paren"] and value in next_paren and not text.endswith(_CITED, 0, match.start()):
                next_paren = {value + 1, 1}
            else:
                continue
            own += [match.start()] if inside else []
        cuts.append(own)
    run_on = swallowed and chapters[True] >= 3 and chapters[True] > chapters[False]
    return cuts if run_on else [[] for _ in texts]


def split_overlong(blocks: Sequence[Block]) -> list[Block]:
    """Part paragraphs that are too long to be looked at whole: they have lost their line breaks."""
    result: list[Block] = []
    for block in blocks:
        result += cut_at(block, overlong(block.text) if block.kind == "paragraph" else ())
    return result
