"""Which paragraphs are headings: told by their number (GB/T 9704-2012, 7.3.3), by the outline level that the file
declares, or by their look in a plan that numbers nothing. How deep they are `levels` finds out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Block
from pipeline.structure.blocks import bold_until, font_size, is_bold
from pipeline.structure.furniture import FRONT, is_issuer, is_title
from pipeline.structure.numbers import Number, is_annex, parse_number
from pipeline.structure.paragraphs import ends_paragraph, ends_sentence, width

_SENTENCE_END = re.compile(r"[。！？!?]|(?<=[\u4e00-\u9fff]{2})\.(?=[\u4e00-\u9fff]{2})|[：:](?=.{8})|[；;]")
_CLAUSE_END = re.compile(r"[，,：:；;。]")
_LABEL = re.compile(
    r"^(?P<label>[【\[]?(?:(?:总体|具体|工作|发展|主要|试点|阶段|年度|建设|预期)?(?:目标|指标|要求|思路|任务|安排|步骤|原则)|指导思想|"
    r"(?:组织|资金|政策|人才|技术|要素)保障|保障措施|实施步骤|进度安排)(?:[与和及](?:主要|总体|具体)?(?:目标|指标|要求|思路|原则))?[】\]]?)[：:](?=.{12})"
)
_GENERIC_HEAD = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:目标|思想|任务|职责|分工|安排|要求|措施|原则|保障|步骤|范围|内容|机制|意义|计划)(?=[\u4e00-\u9fff]{8})"
)
"""Where all line breaks are lost, only the common words of headings show where a heading ends."""
_NOT_HEADING = re.compile(
    r"^(?:附[件表录]|(?:注|电话|(?:责任|牵头|配合|负责|主办|协办|实施)?(?:单位|部门)|来源|日期|时间)[\s\u3000]*[：:]|联系|填报|表\s*\d|图\s*\d|[（(]?此件|—|－|抄送|签发|主送|主题词|http|www)|[|@]|年.{1,3}月(?:.{1,3}日)?$"
)
GENERIC = re.compile(
    r"目标|任务|内容|举措|措施|保障|步骤|进度|安排|计划|要求|基础|现状|背景|概况|情况|思路|思想|原则|组织|领导|监督|考核|资金|意义|范围"
)
_BARE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,14}[：:]?")
DEEP = ("arabic", "decimal2", "decimal3", "arabic_paren", "arabic_half", "circled", "letter")
TOP = ("part", "chapter", "section", "han", "han_paren")
"""Classes that head a plan's own parts; a letter's list of attachments has deeper ones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that opens a section: which class of headings it belongs to and where its heading ends."""

    index: int
    style: str
    """A number style (`named` among them), `outline<n>`, `look<size>`, `plain`, `between`, `lead`, `label` or `annex`."""
    value: int
    body: int
    """Offset of the number's end."""
    stop: int
    """Offset of the heading's end; text beyond it is body that runs in."""
    clause: bool = False
    """The heading is only the first clause of a sentence: the block is a list item that opens a section."""
    whole: int = 0
    """Of 2.3 the first component; 0 for other numbers."""


def number_of(block: Block) -> Number | None:
    if block.number:
        number = parse_number(block.number + "\u3000内容") or parse_number(block.number)
        return Number(number.style, number.value, block.number, 0) if number else None
    return parse_number(block.text)


def _split(text: str, start: int, longest: int) -> tuple[int, bool]:
    """End of the heading that begins at `start`; True where only a clause of a long sentence can serve."""
    end = _SENTENCE_END.search(text, start)
    stop = end.end() if end else len(text)
    if end and end[0] in "：:" and width(text) <= 34 and not re.search(r"[。；;]", text):
        stop = len(text)  # 第四部分 筑巢：把产业和工厂立起来
    if width(text[start:stop]) <= longest:
        return stop, False
    if generic := _GENERIC_HEAD.match(text, start):
        return generic.end(), False
    clause = _CLAUSE_END.search(text, start + 4)
    return (
        clause.start() if clause and width(text[start : clause.start()]) <= 40 else min(len(text), start + 30)
    ), True


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
    if "，" in text[number.stop : stop] and not (alone and width(text) <= 26 and text.count("，") == 1):
        return None
    whole = int(re.split(r"[.．]", number.raw)[0]) if number.style == "decimal2" else 0
    return Candidate(index, number.style, number.value, number.stop, stop, whole=whole)


def _same_style(block: Block | None, style: str) -> bool:
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


def _short(block: Block, longest: float = 30) -> bool:
    text = block.text
    return (
        2 <= width(text) <= longest
        and not ends_sentence(text.rstrip("：:"))
        and not any(mark in text for mark in "。；;")
        and text.count("，") <= 1
        and not _NOT_HEADING.search(text)
        and not is_issuer(text)
        and sum("\u4e00" <= char <= "\u9fff" for char in text) >= 0.6 * len(text.replace(" ", ""))
    )


def _looks(blocks: Sequence[Block]) -> list[Candidate]:
    """Unnumbered headings told by the file's outline level or by bold and size."""
    sizes = Counter(font_size(block) for block in blocks if block.kind == "paragraph" and len(block.text) > 40)
    body = sizes.most_common(1)[0][0] if sizes else None
    result = []
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or number_of(block) or (i < FRONT and is_title(block)):
            continue
        size = font_size(block)
        if block.outline and width(block.text) <= 60 and not ends_sentence(block.text.rstrip("：:")):
            result.append(Candidate(i, f"outline{block.outline}", 0, 0, len(block.text)))
        elif _short(block, 40) and (is_bold(block) or (body and size and size >= body + 1)):
            result.append(Candidate(i, f"look{999 - (size or 0):05.1f}", 0, 0, len(block.text)))
    return result


def _plain(blocks: Sequence[Block]) -> list[Candidate]:
    """Unnumbered headings of a plan without any typography: short lines before long paragraphs."""
    result = []
    for i, block in enumerate(blocks[:-1]):
        before = next((b for b in reversed(blocks[:i]) if b.kind != "furniture" and not is_issuer(b.text)), None)
        after = blocks[i + 1]
        if block.kind != "paragraph" or number_of(block) or not _short(block, 26) or (i < FRONT and is_title(block)):
            continue
        least = width(block.text) if width(block.text) > 2 else 19
        follows = after.kind == "table" or width(after.text) > least or _short(after, 26)
        precedes = before is None or before.kind == "table" or ends_paragraph(before.text) or _short(before, 26)
        if follows and precedes and (i > 0 or GENERIC.search(block.text)):
            result.append(Candidate(i, "plain", 0, 0, len(block.text)))
    return result


def _plain_between(blocks: Sequence[Block]) -> list[Candidate]:
    """Unnumbered headings among numbered ones: at least three brief lines without any mark, between whole sentences."""
    found = [
        Candidate(i, "between", 0, 0, len(block.text))
        for i, block in enumerate(blocks)
        if 0 < i < len(blocks) - 1 and block.kind == "paragraph" and _BARE.fullmatch(block.text) and _short(block, 14)
        and not number_of(block) and not is_title(block) and blocks[i + 1].kind == "paragraph"
        and width(blocks[i + 1].text) >= 30 and (ends_paragraph(blocks[i - 1].text) or number_of(blocks[i - 1]))
    ]  # fmt: skip
    return found if len(found) >= 3 else []


def _bold_leads(blocks: Sequence[Block]) -> list[Candidate]:
    """Headings that run in, told by their bold type alone: at least three bold first sentences before plain text."""
    found = []
    for i, block in enumerate(blocks):
        stop = bold_until(block)
        lead = block.text[:stop].rstrip("。．.：: ")
        if block.kind == "paragraph" and 2 <= width(lead) <= 26 and width(block.text[stop:]) >= 15:
            if not number_of(block) and not _CLAUSE_END.search(lead):
                found.append(Candidate(i, "lead", 0, 0, stop))
    return found if len(found) >= 3 else []


def _labels(blocks: Sequence[Block]) -> list[Candidate]:
    """“总体目标：……” at the head of a paragraph in a part of the plan that has no headings of its own yet."""
    return [
        Candidate(i, "label", 0, 0, match.end())
        for i, block in enumerate(blocks)
        if block.kind == "paragraph" and not block.number and (match := _LABEL.match(block.text))
    ]


def _annexes(blocks: Sequence[Block], numbered: Sequence[Candidate], first: int) -> list[Candidate]:
    """Attachments behind the plan; a table called 附件 between 四、 and 五、 opens none."""
    return [
        Candidate(i, "annex", 0, 0, len(block.text))
        for i, block in enumerate(blocks)
        if i > first and block.kind == "paragraph" and is_annex(block.text) and width(block.text) <= 40
        and not ends_sentence(block.text.rstrip("：:")) and not block.text.rstrip().endswith(("：", ":"))
        and not _goes_on(i, numbered)
    ]  # fmt: skip


def _goes_on(index: int, numbered: Sequence[Candidate]) -> bool:
    """Whether the numbers of the first level before the line go on behind it."""
    style = next((one.style for one in numbered if one.style in TOP), "")
    own = [one for one in numbered if one.style == style]
    before = [one.value for one in own if one.index < index]
    after = [one.value for one in own if one.index > index]
    return bool(before and after) and after[0] == before[-1] + 1


def candidates(blocks: Sequence[Block]) -> list[Candidate]:
    """All headings of the plan, in order."""
    found = []
    for i, block in enumerate(blocks):
        previous = blocks[i - 1] if i else None
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.kind == "paragraph" and (candidate := _numbered(i, block, previous, following)):
            found.append(candidate)
    found = _in_series(found, blocks)
    top = sum(candidate.style in ("han", "chapter", "part", "decimal2") for candidate in found)
    extra = _looks(blocks)
    if len(extra) > max(60, len(blocks) // 3):
        extra = [candidate for candidate in extra if candidate.style.startswith("outline")]
    if len(extra) < 3:
        lines = _plain(blocks) if top < 1 else _plain_between(blocks)
        brief = {candidate.index for candidate in lines}
        extra = [candidate for candidate in extra if candidate.index not in brief] + lines
    if top < 1:
        extra += _bold_leads(blocks)
    taken = {candidate.index for candidate in found}
    first = next((candidate.index for candidate in (*found, *extra)), len(blocks))
    for more in (_annexes(blocks, found, first), extra, _labels(blocks)):
        found += [candidate for candidate in more if candidate.index not in taken]
        taken = {candidate.index for candidate in found}
    return sorted(found, key=lambda candidate: candidate.index)
