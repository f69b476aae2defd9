"""Visual lines back into the paragraphs that the author typed.

Two passes. PDF and OCR lines carry boxes: a line goes on in the next one when it reaches the right margin and the
next one is not indented. Text that was wrapped before it got into the file (one Word paragraph a line, or a PDF of
such a file) shows only in the lengths: most lines are about as long as the longest and end in mid-sentence.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.document import BBox, Block
from pipeline.numerals import UNNAMED_DAY
from pipeline.structure.blocks import cut_at, font_size, is_bold, join
from pipeline.structure.numbers import han_value, is_annex, is_numbered
from pipeline.widths import ems

FEW = 8
"""Lines that show by themselves where the text of a page, or of a column, stands."""
HALF = 0.55
"""Of the width of a page's text that a column takes at most."""
SPACED = 0.4
"""Of a character's height: so much more than between lines tells that the author leaves room between paragraphs."""
TERMINAL = "。！？；：!?;:…"
_DAY = re.compile(UNNAMED_DAY)
NOTE = 0.88
"""Part of the text's size that a footnote's is at most."""
_NOTE = re.compile(r"[\[［〔]?\d{1,2}[\]］〕]?[\s\u3000]*[^\d\s.．、]|[①-⑳*]")
CONTENTS_HEAD = re.compile(r"^目[\s\u3000]*[录次]$")
_ENTRY = re.compile(r"(?:…|[.．·•_]{3,})[\s\u3000]*\d{1,3}$")
"""The end of a line of a contents page."""
_BRACKETS = "）)】〕]"
_CLOSING = "”’』」》）)"


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a mark that closes a sentence or clause of its own; a full stop typed as in English is one."""
    text = text.rstrip(_CLOSING + " \u3000")
    return text[-1:] in TERMINAL or (text.endswith(".") and "\u4e00" <= text[-2:-1] <= "\u9fff")


def ends_paragraph(text: str) -> bool:
    """Whether the text closes a sentence, or a bracket that says who answers for it: （责任单位：市住建局）."""
    return ends_sentence(text) or text.rstrip()[-1:] in _BRACKETS


def _starts_anew(last: str, following: str) -> bool:
    """Whether a number or 附件1 at the head of the next line opens a paragraph."""
    return (is_numbered(following) or is_annex(following)) and ends_paragraph(last)


class _Area(NamedTuple):
    """Where the text of a page stands, in points."""

    left: float = 0.0
    right: float = 0.0
    gap: float = 0.0
    """Between two lines of a paragraph: what a quarter of the gaps do not exceed."""


class _Areas:
    """The area of every page, of each of its columns where it has two; pages with few lines take that of the whole document."""

    def __init__(self, lines: Sequence[Block]) -> None:
        boxes: dict[int, list[BBox]] = {}
        for line in lines:
            if line.bbox:
                boxes.setdefault(line.page, []).append(line.bbox)
        common = _area([box for own in boxes.values() for box in own]) if boxes else _Area()
        self._pages = {page: _area(own) if len(own) >= FEW else common for page, own in boxes.items()}
        self._columns = {page: _columns(own) for page, own in boxes.items()}

    def of(self, line: Block) -> _Area:
        """Where the text stands that a line is part of."""
        for area in self._columns.get(line.page, ()):
            if line.bbox and area.left - 1 <= line.bbox[0] and line.bbox[2] <= area.right + 1:
                return area
        return self._pages.get(line.page, _Area())


def _columns(boxes: Sequence[BBox]) -> list[_Area]:
    """The areas of two columns; none on a page of one, where few lines end left of the middle or begin right of it."""
    first, last = min(box[0] for box in boxes), max(box[2] for box in boxes)
    left = [box for box in boxes if box[2] < first + HALF * (last - first)]
    right = [box for box in boxes if box[0] > last - HALF * (last - first)]
    return [_area(left), _area(right)] if min(len(left), len(right)) >= FEW else []


def _area(boxes: Sequence[BBox]) -> _Area:
    lefts = sorted(box[0] for box in boxes)
    rights = sorted(box[2] for box in boxes)
    gaps = sorted(low[1] - high[3] for high, low in pairwise(boxes) if low[1] > high[3]) or [0.0]
    return _Area(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], gaps[len(gaps) // 4])


def _goes_on(line: Block, following: Block, area: _Area, next_area: _Area) -> bool:
    """Whether `following` continues the paragraph that `line` belongs to, judged by geometry."""
    if line.bbox is None or following.bbox is None:
        return False
    size = font_size(line) or (line.bbox[3] - line.bbox[1])
    next_size = font_size(following) or (following.bbox[3] - following.bbox[1])
    if abs(size - next_size) > max(1.0, 0.15 * size) or is_bold(line) != is_bold(following):
        return False
    gap = following.bbox[1] - line.bbox[3] if line.page == following.page else 0.0
    ended = ends_sentence(line.text)
    if gap > 1.8 * size or (ended and gap > area.gap + SPACED * size):
        return False
    if _starts_anew(line.text, following.text) or _DAY.fullmatch(line.text.strip()) or _ENTRY.search(line.text):
        return False
    # Line-break rules and unbroken numbers leave up to four characters' room at the end of a line in mid-sentence (less in
    # justified text), and a number parted from its unit one more.
    slack = 1.9 if ended else 5.5 if line.text[-1:].isdecimal() else 4.5
    full = line.bbox[2] >= area.right - slack * size
    flush = following.bbox[0] <= next_area.left + 1.2 * size
    return full and flush


def join_lines(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks of kind `line` to paragraphs; others pass through. Furniture between two lines does not part them."""
    areas = _Areas([block for block in blocks if block.kind == "line"])
    result: list[Block] = []
    pending: list[Block] = []
    aside: list[Block] = []
    listing = False
    """Whether a contents page has begun and no sentence has ended since."""

    def flush() -> None:
        if pending:
            result.append(_paragraph(pending))
        result.extend(_paragraph([block]) if block.kind == "line" else block for block in aside)
        pending.clear()
        aside.clear()

    for block in blocks:
        if pending and (block.kind == "furniture" or _is_note(block, pending[-1], aside)):
            aside.append(block)
        elif block.kind != "line":
            flush()
            result.append(block)
        elif (
            pending
            and not (listing and is_numbered(block.text))
            and _goes_on(pending[-1], block, areas.of(pending[-1]), areas.of(block))
        ):
            pending.append(block)
        else:
            flush()
            pending.append(block)
        listing = bool(CONTENTS_HEAD.match(block.text)) or (listing and not ends_sentence(block.text))
    flush()
    return result


def _is_note(line: Block, last: Block, aside: Sequence[Block]) -> bool:
    """Whether it is a line of a footnote, which parts a paragraph that runs over the end of the page as little as furniture."""
    size, usual = font_size(line), font_size(last)
    if line.kind != "line" or line.page != last.page or not size or not usual or size > NOTE * usual:
        return False
    return bool(_NOTE.match(line.text)) or (bool(aside) and aside[-1].kind == "line")


def _paragraph(lines: Sequence[Block]) -> Block:
    return replace(join(lines), kind="paragraph")


def _wrap_width(texts: Iterable[str]) -> float | None:
    """Width at which the text was wrapped before it got into the file; None where it was not."""
    widths = [(ems(text), ends_sentence(text)) for text in texts]
    long = sorted(size for size, _ in widths if size >= 15)
    if len(long) < 12:
        return None
    limit = statistics.quantiles(long, n=20)[-2]
    near = [ends for size, ends in widths if 0.85 * limit <= size <= 1.06 * limit]
    unended = sum(not ends for ends in near)
    wrapped = limit <= 80 and len(near) >= 0.4 * len(long) and unended >= 0.7 * len(near)
    return limit if wrapped else None


def unwrap(blocks: Sequence[Block]) -> list[Block]:
    """Join paragraphs that are lines of hard-wrapped text."""
    limit = _wrap_width(block.text for block in blocks if block.kind == "paragraph")
    if limit is None:
        return list(blocks)
    result: list[Block] = []
    pending: list[Block] = []
    for block in blocks:
        last = pending[-1].text if pending else ""
        continues = (
            pending
            and block.kind == "paragraph"
            and ems(last) >= 0.82 * limit
            and not (ends_sentence(last) and ems(last) < 0.95 * limit)
            and not _starts_anew(last, block.text)
            and not block.text.startswith(("\u3000", "  "))
        )
        if not continues and pending:
            result.append(join(pending))
            pending.clear()
        if block.kind == "paragraph":
            pending.append(block)
        else:
            result.append(block)
    if pending:
        result.append(join(pending))
    return result


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
    before, line = text[: match.start()], text[match.end() :].partition("\n")[0]
    indented = ("\u3000" in match["indent"] or len(match["indent"]) > 1) and not before.endswith(("：", ":"))
    return ends_paragraph(before) and (indented or is_numbered(line))


_RUN_ON = 600
"""Characters of a paragraph from which on it may have swallowed chapters."""
_CITED = ("第", "条", "款", "项")
"""Before （一） where it is cited: 第三条第（一）项."""
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
