"""Which paragraphs are headings: told by their number (GB/T 9704-2012, 7.3.3), or as `unnumbered` tells them. How deep
they are `levels` finds out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from pipeline.document import Block
from pipeline.structure.candidate import CLAUSE_END, DEEP, TOP, Candidate, Style, number_of
from pipeline.structure.ends import ends_sentence
from pipeline.structure.unnumbered import bold_leads, looks, plain, plain_between
from pipeline.text.numbers import is_annex
from pipeline.text.widths import ems

_SENTENCE_END = re.compile(r"[。！？!?]|(?<=[\u4e00-\u9fff]{2})\.(?=[\u4e00-\u9fff]{2})|[：:](?=.{8})|[；;]")
_LABEL = re.compile(
    r"^(?P<label>[【\[]?(?:(?:总体|具体|工作|发展|主要|试点|阶段|年度|建设|预期)?(?:目标|指标|要求|思路|任务|安排|步骤|原则)|指导思想|"
    r"(?:组织|资金|政策|人才|技术|要素)保障|保障措施|实施步骤|进度安排)(?:[与和及](?:主要|总体|具体)?(?:目标|指标|要求|思路|原则))?[】\]]?)[：:](?=.{12})"
)
_GENERIC_HEAD = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:目标|思想|任务|职责|分工|安排|要求|措施|原则|保障|步骤|范围|内容|机制|意义|计划)(?=[\u4e00-\u9fff]{8})"
)
"""Where all line breaks are lost, only the common words of headings show where a heading ends."""

_INDEX = attrgetter("index")


def _split(text: str, start: int, longest: int) -> tuple[int, bool]:
    """End of the heading that begins at `start`; True where only a clause of a long sentence can serve."""
    end = _SENTENCE_END.search(text, start)
    stop = end.end() if end else len(text)
    if end and end[0] in "：:" and ems(text) <= 34 and not re.search(r"[。；;]", text):
        stop = len(text)  # 第四部分 筑巢：把产业和工厂立起来
    if ems(text[start:stop]) <= longest:
        return stop, False
    if generic := _GENERIC_HEAD.match(text, start):
        return generic.end(), False
    clause = CLAUSE_END.search(text, start + 4)
    return (clause.start() if clause and ems(text[start : clause.start()]) <= 40 else min(len(text), start + 30)), True


def _numbered(index: int, block: Block, previous: Block | None, following: Block | None) -> Candidate | None:
    number = number_of(block)
    if number is None or not block.text[number.stop :].strip():
        return None
    text = block.text
    if number.style in TOP or number.style == "named":
        stop, clause = _split(text, number.stop, 48)
        return Candidate(index, number.style, number.value, number.stop, stop, clause)
    if number.style not in DEEP:
        return None
    stop, clause = _split(text, number.stop, 34)
    alone = stop >= len(text)
    listed = text[-1:] in "；;，,、" or (alone and ends_sentence(text) and _same_style(following, number.style))
    listed = listed or (_same_style(previous, number.style) and previous is not None and previous.text[-1:] in "；;")
    next_is_sibling = alone and _same_style(following, number.style)
    if clause or listed or next_is_sibling or text[stop - 1 : stop] in "；;":
        return None
    if "，" in text[number.stop : stop] and not (alone and ems(text) <= 26 and text.count("，") == 1):
        return None
    whole = int(re.split(r"[.．]", number.raw)[0]) if number.style == "decimal2" else 0
    return Candidate(index, number.style, number.value, number.stop, stop, whole=whole)


def _same_style(block: Block | None, style: Style) -> bool:
    number = number_of(block) if block is not None and block.kind == "paragraph" else None
    return number is not None and number.style == style


def _in_series(found: Sequence[Candidate], blocks: Sequence[Block]) -> list[Candidate]:
    """The candidates without those named 任务三 in a plan that has no 任务一 and 任务二."""
    values: dict[str, list[int]] = {}
    for candidate in found:
        if candidate.style == "named":
            values.setdefault(_text_of(blocks[candidate.index])[:2], []).append(candidate.value)
    series = {name for name, own in values.items() if (1, 2) in pairwise(own)}
    return [one for one in found if one.style != "named" or _text_of(blocks[one.index])[:2] in series]


def _text_of(block: Block) -> str:
    return block.number + block.text


def _labels(blocks: Sequence[Block]) -> list[Candidate]:
    """“总体目标：……” at the head of a paragraph in a part of the plan that has no headings of its own yet."""
    return [
        Candidate(i, "label", 0, 0, match.end())
        for i, block in enumerate(blocks)
        if block.kind == "paragraph" and not block.number and (match := _LABEL.match(block.text))
    ]


def _annexes(blocks: Sequence[Block], numbered: Sequence[Candidate], first: int) -> list[Candidate]:
    """Attachments behind the plan; a table called 附件 between 四、 and 五、 opens none."""
    style = next((one.style for one in numbered if one.style in TOP), "")
    highest = [one for one in numbered if one.style == style]
    return [
        Candidate(i, "annex", 0, 0, len(block.text))
        for i, block in enumerate(blocks)
        if i > first and block.kind == "paragraph" and is_annex(block.text) and ems(block.text) <= 40
        and not ends_sentence(block.text.rstrip("：:")) and not block.text.rstrip().endswith(("：", ":"))
        and not _goes_on(i, highest)
    ]  # fmt: skip


def _goes_on(index: int, highest: Sequence[Candidate]) -> bool:
    """Whether the numbers of the first level before the line go on behind it."""
    before = bisect_left(highest, index, key=_INDEX)
    after = bisect_right(highest, index, key=_INDEX)
    return before > 0 and after < len(highest) and highest[after].value == highest[before - 1].value + 1


def candidates(blocks: Sequence[Block]) -> list[Candidate]:
    """All headings of the plan, in order. What stands between two pages (page numbers, headers) parts no neighbours."""
    first = next((at for at, block in enumerate(blocks) if block.kind != "furniture"), len(blocks))
    own = [at for at, block in enumerate(blocks) if at < first or block.kind != "furniture"]
    return [replace(one, index=own[one.index]) for one in _candidates([blocks[at] for at in own])]


def _candidates(blocks: Sequence[Block]) -> list[Candidate]:
    found = []
    for i, block in enumerate(blocks):
        previous = blocks[i - 1] if i else None
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.kind == "paragraph" and (candidate := _numbered(i, block, previous, following)):
            found.append(candidate)
    found = _in_series(found, blocks)
    first = found[0].index if found else len(blocks)
    top = sum(candidate.style in ("han", "chapter", "part", "decimal2") for candidate in found)
    extra = looks(blocks, first)
    if len(extra) > max(60, len(blocks) // 3):
        extra = [candidate for candidate in extra if candidate.style == "outline"]
    if len(extra) < 3:
        lines = plain(blocks) if top < 1 else plain_between(blocks, first)
        brief = {candidate.index for candidate in lines}
        extra = [candidate for candidate in extra if candidate.index not in brief] + lines
    if top < 1:
        extra += bold_leads(blocks)
    taken = {candidate.index for candidate in found}
    first = next((candidate.index for candidate in (*found, *extra)), len(blocks))
    for more in (_annexes(blocks, found, first), extra, _labels(blocks)):
        found += [candidate for candidate in more if candidate.index not in taken]
        taken = {candidate.index for candidate in found}
    return sorted(found, key=lambda candidate: candidate.index)
