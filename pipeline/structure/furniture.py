"""What is on the pages but is not the plan: title, cover notice and signature."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from pipeline.document import Block
from pipeline.structure.ends import ends_sentence
from pipeline.text.numbers import parse_number
from pipeline.text.numerals import UNNAMED_DAY
from pipeline.text.widths import ems

TITLE_END = re.compile(
    r"(?:方案|计划|规划|意见|办法|措施|细则|要点|纲要|指引|申报书|申请书|通知|报告)"
    r"[\s\u3000]*(?:[（(〔【].{1,24}[）)〕】])?[\s\u3000]*(?:的通知)?$"
)
CERTAIN = re.compile(r"(?:方案|规划|意见|行动计划|纲要|申报书|申请书|通知)[\s\u3000]*(?:[（(〔【].{1,24}[）)〕】])?$")
NAMED = re.compile(r"[\u4e00-\u9fff]{2}[市区县州盟旗][\u4e00-\u9fff]{0,20}(?:智能建造|试点)")
FRONT = 30
"""Blocks among which a plan's title may stand."""
COVER, COVER_SHARE = 900, 0.15
"""Most characters that a cover and its letter have, and which part of all where a plan is long."""
_DRAFT = re.compile(r"^[（(〔【][\u4e00-\u9fff\d、，]{0,16}(?:稿|草案|试行|本|版|方案|试点)[）)〕】]$")
_ISSUER = re.compile(
    r"^[（(]?(?:[\u4e00-\u9fff]{2,6}[省市区县州盟旗师][\u4e00-\u9fff]{0,14}(?:政府|局|委员会|管委会|厅|办公室)[，\s\u3000]*"
    rf"(?:{UNNAMED_DAY})?|{UNNAMED_DAY})[）)]?$"
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff\s\u3000（）()]{4,30}(?:政府|局|委员会|[管党]委会?|厅|办公室|公司|院)[\s\u3000]*(?:[（(](?:盖章|公章|章)[）)])?"
)
_SIGNED = re.compile(rf"(?:{_OFFICE.pattern})?[\s\u3000（(]*{UNNAMED_DAY}[）)]?")
_COLOPHON = re.compile(r"抄[送报]|主题词|.{4,40}印发\s*$")
"""What may stand below a signature and is no text of the plan either (GB/T 9704-2012, 7.4)."""
_BELOW = re.compile(rf"附[件表录图]|{_COLOPHON.pattern}")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")


def _titlelike(block: Block) -> bool:
    text = SPACED.sub("", block.text)
    return (
        block.kind == "paragraph"
        and ems(text) <= 60
        and not ends_sentence(text)
        and not any(mark in text for mark in "。；")
        and parse_number(block.text) is None
        and not text.startswith(("附件", "附表", "现将", "根据", "关于做好"))
        and bool(TITLE_END.search(text))
    )


def is_issuer(text: str) -> bool:
    """Whether a line only says which office the plan is from, or of which day."""
    return bool(_ISSUER.match(text))


def is_title(block: Block) -> bool:
    """Whether a line can only be the title of a plan or its notice: “××市……实施方案”, not “实施计划”."""
    return _titlelike(block) and ems(block.text) >= 9 and bool(CERTAIN.search(SPACED.sub("", block.text)))


def mark_front(blocks: Sequence[Block], first_heading: int) -> list[Block]:
    """Make furniture of the title (the last title-like line before the first heading), of the cover before it, and
    of the lines below it that only say which draft, office or day the plan is of."""
    titles = [i for i in _cover(blocks) if i < first_heading and _titlelike(blocks[i])]
    if not titles:
        return list(blocks)
    title = titles[-1]
    plan = [i for i in titles if "通知" not in blocks[i].text[-4:]]
    title = plan[-1] if plan else title
    stop = title + 1
    while stop < len(blocks) and (_DRAFT.match(blocks[stop].text) or is_issuer(blocks[stop].text)):
        stop += 1
    result = list(blocks)
    for i in range(stop):
        if result[i].kind != "furniture":
            result[i] = replace(result[i], kind="furniture", reason="title" if i == title else "cover")
    return result


def _cover(blocks: Sequence[Block]) -> range:
    """The blocks before which so little stands that it may be a cover and its letter."""
    before = list(accumulate((len(block.text) for block in blocks), initial=0))
    return range(bisect_right(before, max(COVER, COVER_SHARE * before[-1]), hi=len(blocks)))


def named_title(blocks: Sequence[Block]) -> int:
    """Where the last line stands that can only be the title of a city's plan: what looks like headings in the letter before
    it is none. -1 where there is none."""
    titles = [i for i in _cover(blocks)[:FRONT] if is_title(blocks[i]) and NAMED.search(blocks[i].text)]
    return titles[-1] if titles else -1


def mark_signature(blocks: Sequence[Block]) -> list[Block]:
    """Make furniture of the offices and the day that close the plan or an attachment, and of the colophon below them."""
    result = list(blocks)
    plan = [i for i, block in enumerate(blocks) if block.kind != "furniture"]
    for at, i in enumerate(plan):
        below = blocks[plan[at + 1]].text if at + 1 < len(plan) else ""
        if (
            blocks[i].kind != "paragraph"
            or not _SIGNED.fullmatch(blocks[i].text)
            or (below and not _BELOW.match(below))
        ):
            continue
        first = at
        while first and blocks[plan[first - 1]].kind == "paragraph" and _OFFICE.fullmatch(blocks[plan[first - 1]].text):
            first -= 1
        last = at
        while last + 1 < len(plan) and _COLOPHON.match(blocks[plan[last + 1]].text):
            last += 1
        for line in plan[first : last + 1]:
            result[line] = replace(result[line], kind="furniture", reason="signature")
    return result
