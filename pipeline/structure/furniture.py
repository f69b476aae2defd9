"""What is on the pages but is not the plan: the contents page, title, cover notice and signature."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from pipeline.document import Block
from pipeline.structure.blocks import cut
from pipeline.structure.ends import ends_sentence
from pipeline.structure.paragraphs import CONTENTS_HEAD
from pipeline.text.numbers import parse_number
from pipeline.text.numerals import UNNAMED_DAY
from pipeline.text.widths import ems

_LEADER = re.compile(
    r"^(?P<text>.{2,60}?)[\s\u3000]*(?:…+|[.．·•—\-_]{3,}|(?P<tab>\t))[\s\u3000]*"
    r"[（(\-—]?\s*(?P<page>\d{1,3}|[IVXivx]{1,5})\s*[）)\-—]?$"
)
_COMPARED = 30
"""Characters by which an entry of the contents is found again."""
_FORGOTTEN = 1
"""Lines without a page number that may stand between two of a contents page."""
_PAGED = re.compile(r"[\u4e00-\u9fff）)][\s\u3000]+\d{1,3}$")
_TRAILING_PAGE = re.compile(r"[\s\u3000.．·…]*\d{1,3}$")
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
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|^\s*\*\*(?=.*\*\*\s*$)|(?<=\S)\*\*\s*$")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")


def tidy(blocks: Sequence[Block]) -> list[Block]:
    """Drop empty blocks and the white space and Markdown marks around text."""
    result = []
    for block in blocks:
        if block.kind in ("table", "furniture"):
            result.append(block)
            continue
        start = (match := _MARKDOWN.match(block.text)) and match.end() or 0
        end = len(block.text)
        if start and (tail := _MARKDOWN.search(block.text, start)):
            end = tail.start()
        block = cut(block, start, end)
        if block.text:
            result.append(block)
    return result


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000.．·…、，,：:（）()]+", "", _TRAILING_PAGE.sub("", text))


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """Make furniture of a printed contents page: lines that end in a page number, or short lines under 目录 that come again.

    Lines with a tab before their number may be a table that was typed: away from 目录 they must come again, too.
    """
    leaders = {
        i: match for i, block in enumerate(blocks) if block.kind == "paragraph" and (match := _LEADER.match(block.text))
    }
    marked = _tabbed(blocks, {i: match for i, match in leaders.items() if match["tab"]})
    marked |= {i for i, match in leaders.items() if not match["tab"]}
    marked = marked if len(marked) >= 3 else set()
    heads = [i for i, block in enumerate(blocks) if block.kind == "paragraph" and CONTENTS_HEAD.match(block.text)]
    last = _beginnings(blocks) if heads else {}
    for head in heads:
        if head not in marked:  # else it is an entry of the contents before, as all that follow it are
            marked |= {head, *_entries(blocks, head, last)}
    return [
        replace(block, kind="furniture", reason="contents") if i in marked else block for i, block in enumerate(blocks)
    ]


def _tabbed(blocks: Sequence[Block], lines: Mapping[int, re.Match[str]]) -> set[int]:
    """Of lines with a tab before their number, those together whose numbers never fall and half of whose texts are
    headings below them."""
    groups: list[list[int]] = []
    for i in lines:
        if groups and sum(block.kind != "furniture" for block in blocks[groups[-1][-1] + 1 : i]) <= _FORGOTTEN:
            groups[-1].append(i)
        else:
            groups.append([i])
    names = _names(blocks) if lines else {}
    found: set[int] = set()
    for group in groups:
        pages = [int(lines[i]["page"]) for i in group if lines[i]["page"].isdecimal()]
        again = [i for i in group if names.get(_bare(lines[i]["text"]), -1) > group[-1]]
        if len(group) >= 3 and pages == sorted(pages) and 2 * len(again) >= len(group):
            found |= set(group)
    return found


def _names(blocks: Sequence[Block]) -> dict[str, int]:
    """Where a paragraph last is a heading of a name: by itself or, with a number, before its text."""
    names: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if block.kind != "paragraph":
            continue
        text = block.text[:90]
        names[_bare(text)] = i
        if block.number or parse_number(text):
            numbered = _bare(block.number + text)
            names |= {numbered[:size]: i for size in range(1, min(len(numbered), 60) + 1)}
    return names


def _beginnings(blocks: Sequence[Block]) -> dict[str, int]:
    """By what a paragraph begins with, as far as an entry is compared, where the last one stands that begins so."""
    bare = {i: _bare(block.text)[:_COMPARED] for i, block in enumerate(blocks) if block.kind == "paragraph"}
    asked = set(bare.values())  # an entry is itself a paragraph: what none of them is need not be kept
    last: dict[str, int] = {}
    for i, text in bare.items():
        last |= {text[:size]: i for size in range(1, len(text) + 1) if text[:size] in asked}
    return last


def _entries(blocks: Sequence[Block], head: int, last: Mapping[str, int]) -> set[int]:
    """Lines of the contents below its head; one that comes again nowhere counts between two that are entries.

    `last` are the `_beginnings`.
    """

    def is_entry(i: int) -> bool:
        text = blocks[i].text
        return last.get(_bare(text)[:_COMPARED], -1) > i or bool(_LEADER.match(text) or _PAGED.search(text))

    entries: set[int] = set()
    lines = (i for i in range(head + 1, len(blocks)) if blocks[i].kind != "furniture")
    for i, following in pairwise(chain(lines, [len(blocks)])):
        if blocks[i].kind != "paragraph" or ems(blocks[i].text) > 60:
            break
        goes_on = following < len(blocks) and is_entry(following)
        forgotten = bool(entries) and not ends_sentence(blocks[i].text) and goes_on
        if not is_entry(i) and not forgotten:
            break
        entries.add(i)
    return entries


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
