"""Titles and headings that stand on two lines, in one block each."""

import re
from collections.abc import Sequence

from pipeline.document import Block
from pipeline.structure.blocks import font_size, join
from pipeline.structure.ends import ends_sentence
from pipeline.structure.furniture import CERTAIN, FRONT, NAMED, SPACED, TITLE_END
from pipeline.structure.numbers import parse_number
from pipeline.widths import ems

_TITLE_TAIL = re.compile(
    r"^(?:.{0,6}(?:实施|工作|试点|行动|建设|试行|专项)[\s\u3000]*)?(?:方案|计划|规划|意见|通知|办法)(?:[（(].{1,20}[）)])?$"
)
_NUMBER_ALONE = re.compile(
    r"第[\s\u3000]*[一二三四五六七八九十\d]{1,3}[\s\u3000]*(?:[章节篇编]|部分)[\s\u3000]*[：:]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_OPENED, _CLOSED = re.compile(r"[（(][^（()）]{0,20}$"), re.compile(r"[^（()）]{1,20}[）)]")
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
    i = 1
    while i < min(len(result), max(first_heading, FRONT)):
        head, tail = result[i - 1], result[i]
        named = NAMED.search(head.text) and CERTAIN.search(tail.text)
        if ((i < first_heading or named) and _broken(head, tail)) or _within_brackets(head, tail):
            result[i - 1 : i + 1] = [join([head, tail])]
            first_heading -= 1
        else:
            i += 1
    return result


def _within_brackets(head: Block, tail: Block) -> bool:
    """Whether a title's brackets are broken over two lines: ……实施方案（2022— / 2025年）."""
    opened = _OPENED.search(head.text)
    return (
        head.kind == tail.kind == "paragraph"
        and opened is not None
        and CERTAIN.search(SPACED.sub("", head.text[: opened.start()])) is not None
        and _CLOSED.fullmatch(tail.text) is not None
    )


def _broken(head: Block, tail: Block) -> bool:
    """Whether two lines are one title."""
    return (
        head.kind == tail.kind == "paragraph"
        and bool(_TITLE_TAIL.match(SPACED.sub("", tail.text)))
        and ems(head.text) <= 50
        and not ends_sentence(head.text)
        and not TITLE_END.search(head.text)
        and parse_number(head.text) is None
        and abs((font_size(head) or 0) - (font_size(tail) or 0)) < 1
    )
