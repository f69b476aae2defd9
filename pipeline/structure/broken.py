"""Titles and headings that stand on two lines, in one block each."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Block
from pipeline.structure.blocks import font_size, join
from pipeline.structure.ends import ends_sentence
from pipeline.structure.furniture import CERTAIN, FRONT, NAMED, SPACED, TITLE_END, is_issuer
from pipeline.text.numbers import parse_number
from pipeline.text.widths import ems

_TITLE_TAIL = re.compile(
    r"^(?:.{0,6}(?:实施|工作|试点|行动|建设|试行|专项)[\s\u3000]*)?(?:方案|计划|规划|意见|通知|办法)(?:[（(].{1,20}[）)])?$"
)
_NUMBER_ALONE = re.compile(  # no digits: a figure alone on its line is a page's or a table's
    r"第[\s\u3000]*[一二三四五六七八九十\d]{1,3}[\s\u3000]*(?:[章节篇编]|部分)[\s\u3000]*[：:]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_OPENED, _CLOSED = re.compile(r"[（(][^（()）]{0,20}$"), re.compile(r"[^（()）]{1,20}[）)]")
LARGE = 1.2
"""Of the text's size: that of a title at least (GB/T 9704-2012, 7.3.1 and 7.3.3: 22 points over 16)."""
LONGEST = 30
"""Width of a heading whose number stands on a line of its own."""


def join_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Join a number that stands alone with the heading below it: 第一章 / 总体要求."""
    result: list[Block] = []
    for block in blocks:
        if (
            result
            and result[-1].kind == block.kind == "paragraph"
            and _NUMBER_ALONE.fullmatch(result[-1].text)
            and ems(block.text) <= LONGEST
            and not ends_sentence(block.text)
            and parse_number(block.text) is None
        ):
            result[-1] = join([result[-1], block])
        else:
            result.append(block)
    return result


def join_title(blocks: Sequence[Block], first_heading: int) -> list[Block]:
    """Join a title that was broken over lines (“XX市智能建造试点” / “实施方案”).

    The lines of a title look like headings, too; from the first heading on, only a title that names what it is of is joined.
    """
    result = list(blocks)
    usual = _usual_size(blocks)
    i, numbered = 1, False
    while i < min(len(result), max(first_heading, FRONT)):
        head, tail = result[i - 1], result[i]
        numbered = numbered or parse_number(head.text) is not None
        named = NAMED.search(head.text) and CERTAIN.search(tail.text)
        if head.kind == tail.kind == "paragraph" and (
            ((i < first_heading or named) and _broken(head, tail))
            or _within_brackets(head, tail)
            or (not numbered and _in_large_type(head, tail, usual))
        ):
            result[i - 1 : i + 1] = [join([head, tail])]
            first_heading -= 1
            i = max(1, i - 1)
        else:
            i += 1
    return result


def _usual_size(blocks: Sequence[Block]) -> float:
    """Size of most of the plan's text, in points; 0 where the file does not tell."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.kind == "paragraph":
            sizes[font_size(block) or 0.0] += len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _in_large_type(head: Block, tail: Block, usual: float) -> bool:
    """Whether two lines of one size, larger than the text, are together what a plan is called, wherever the break is."""
    size, after = font_size(head) or 0.0, font_size(tail) or 0.0
    return (
        usual > 0
        and abs(size - after) < 1
        and size >= LARGE * usual
        and ems(head.text) + ems(tail.text) <= 60
        and not (TITLE_END.search(head.text) or ends_sentence(head.text) or is_issuer(head.text))
        and not head.text.startswith(("附件", "附表"))
        and CERTAIN.search(SPACED.sub("", head.text + tail.text)) is not None
    )


def _within_brackets(head: Block, tail: Block) -> bool:
    """Whether a title's brackets are broken over two lines: ……实施方案（2022— / 2025年）."""
    opened = _OPENED.search(head.text)
    return (
        opened is not None
        and CERTAIN.search(SPACED.sub("", head.text[: opened.start()])) is not None
        and _CLOSED.fullmatch(tail.text) is not None
    )


def _broken(head: Block, tail: Block) -> bool:
    """Whether two lines are one title."""
    return (
        bool(_TITLE_TAIL.match(SPACED.sub("", tail.text)))
        and ems(head.text) <= 50
        and not ends_sentence(head.text)
        and not TITLE_END.search(head.text)
        and parse_number(head.text) is None
        and abs((font_size(head) or 0) - (font_size(tail) or 0)) < 1
    )
