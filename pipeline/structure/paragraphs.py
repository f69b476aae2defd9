"""Visual lines back into the paragraphs that the author typed, by the place and the look of lines in PDFs and scans."""

import re
from collections.abc import Sequence

from pipeline.document import Block
from pipeline.structure.areas import Area, Areas
from pipeline.structure.blocks import font_size, is_bold, join
from pipeline.structure.contents import CONTENTS_HEAD
from pipeline.structure.ends import ends_sentence, starts_anew
from pipeline.text.numbers import is_numbered
from pipeline.text.numerals import UNNAMED_DAY
from pipeline.text.widths import ems

SPACED = 0.4
"""Of a character's height: so much more than between lines tells that the author leaves room between paragraphs."""
NOTE = 0.88
"""Part of the text's size that a footnote's is at most."""
_ENTRY = re.compile(r"(?:…|[.．·•_]{3,})[\s\u3000]*\d{1,3}$")
"""The end of a line of a contents page."""
_QUOTED = re.compile(r"[\u4e00-\u9fff]?(?:[“‘《][^”’》。]{1,8}[”’》][、，；]?[\u4e00-\u9fff]?){1,3}")
_DAY = re.compile(UNNAMED_DAY)
_NOTE = re.compile(r"[\[［〔]?\d{1,2}[\]］〕]?[\s\u3000]*[^\d\s.．、]|[①-⑳*]")


def _goes_on(line: Block, following: Block, area: Area, next_area: Area) -> bool:
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
    if starts_anew(line.text, following.text) or _DAY.fullmatch(line.text.strip()) or _ENTRY.search(line.text):
        return False
    # Line-break rules and unbroken numbers leave up to four characters' room at the end of a line in mid-sentence (less in
    # justified text), and a number parted from its unit one more.
    slack = 1.9 if ended else 5.5 if line.text[-1:].isdecimal() else max(4.5, _unbroken(following.text))
    full = line.bbox[2] >= area.right - slack * size
    flush = following.bbox[0] <= next_area.left + 1.2 * size
    return full and flush


def _unbroken(text: str) -> float:
    """Room that the beginning of a line would have needed on the line before: quotes in a row (从“有”到“优”) are not broken."""
    match = _QUOTED.match(text)
    return ems(match.group()) + 1 if match else 0.0


def join_lines(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks of kind `line` to paragraphs; others pass through. Furniture between two lines does not part them."""
    areas = Areas([block for block in blocks if block.kind == "line"])
    result: list[Block] = []
    pending: list[Block] = []
    aside: list[Block] = []
    listing = False
    """Whether a contents page has begun and no sentence has ended since."""

    def flush() -> None:
        if pending:
            result.append(join(pending, "paragraph"))
        result.extend(join([block], "paragraph") if block.kind == "line" else block for block in aside)
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
    if line.kind != "line" or line.page != last.page:
        return False
    if not _NOTE.match(line.text) and not (aside and aside[-1].kind == "line"):
        return False
    size, usual = font_size(line), font_size(last)
    return bool(size and usual and size <= NOTE * usual)
