"""Which paragraphs are headings, and how deep they are.

A heading is told by its number (GB/T 9704-2012, 7.3.3), by the outline level that the file declares, or by its look
in a plan that numbers nothing. Its depth follows from the order of nesting of the styles that occur in this plan.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block
from pipeline.structure.blocks import cut, font_size, is_bold
from pipeline.structure.furniture import is_issuer, is_title
from pipeline.structure.numbers import RANK, Number, parse_number
from pipeline.structure.paragraphs import ends_sentence, width

_SENTENCE_END = re.compile(r"[。！？!?]|[：:](?=.{8})|[；;]")
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
    r"^(?:附[件表录]|(?:注|电话|单位|来源|日期|时间)[\s\u3000]*[：:]|联系|填报|表\s*\d|图\s*\d|[（(]?此件|—|－|抄送|签发|主送|主题词|http|www)|[|@]|年.{1,3}月(?:.{1,3}日)?$"
)
_ANNEX = re.compile(
    r"^附[\s\u3000]*[件表录图][\s\u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[\s\u3000]*(?:[：:.．、]|$|[\s\u3000])"
)
_CAPTION = re.compile(r"^[表图][\s\u3000]*\d{1,2}(?:[-－.—]\d{1,2})?(?![个张项份])[\s\u3000：:]*.{0,40}$")
_GENERIC = re.compile(
    r"目标|任务|内容|举措|措施|保障|步骤|进度|安排|计划|要求|基础|现状|背景|概况|情况|思路|思想|原则|组织|领导|监督|考核|资金|意义|范围"
)
FRONT = 30
"""Blocks among which a title is looked for."""
ITEM_LEVEL = 10
"""List items have this level or a deeper one, but for those that open a section of their own."""
DEEP = ("arabic", "decimal2", "decimal3", "arabic_paren", "arabic_half", "circled", "letter")
_TOP = ("part", "chapter", "section", "han", "han_paren")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that opens a section: which class of headings it belongs to and where its heading ends."""

    index: int
    style: str
    """A number style, `outline<n>`, `look<size>` or `plain`."""
    value: int
    body: int
    """Offset of the number's end."""
    stop: int
    """Offset of the heading's end; text beyond it is body that runs in."""
    clause: bool = False
    """The heading is only the first clause of a sentence: the block is a list item that opens a section."""
    whole: int = 0
    """Of 2.3 the first component; 0 for other numbers."""


def _number_of(block: Block) -> Number | None:
    if block.number:
        number = parse_number(block.number + "\u3000内容") or parse_number(block.number)
        return Number(number.style, number.value, block.number, 0) if number else None
    return parse_number(block.text)


def _split(text: str, start: int, longest: int) -> tuple[int, bool]:
    """End of the heading that begins at `start`; True where only a clause of a long sentence can serve."""
    end = _SENTENCE_END.search(text, start)
    stop = end.end() if end else len(text)
    if width(text[start:stop]) <= longest:
        return stop, False
    if generic := _GENERIC_HEAD.match(text, start):
        return generic.end(), False
    clause = _CLAUSE_END.search(text, start + 4)
    return (
        clause.start() if clause and width(text[start : clause.start()]) <= 40 else min(len(text), start + 30)
    ), True


def _numbered(index: int, block: Block, previous: Block | None, following: Block | None) -> Candidate | None:
    number = _number_of(block)
    if number is None or not block.text[number.stop :].strip():
        return None
    text = block.text
    if number.style in _TOP:
        stop, clause = _split(text, number.stop, 48)
        return Candidate(index, number.style, number.value, number.stop, stop, clause)
    if number.style not in DEEP:
        return None
    stop, clause = _split(text, number.stop, 34)
    alone = stop >= len(text)
    listed = text[-1:] in "；;，,、" or (alone and ends_sentence(text) and _same_style(following, number.style))
    listed = listed or (_same_style(previous, number.style) and previous is not None and previous.text[-1:] in "；;")
    next_is_sibling = alone and _same_style(following, number.style)
    if clause or listed or next_is_sibling or text[stop - 1 : stop] in "；;" or "，" in text[number.stop : stop]:
        return None
    whole = int(re.split(r"[.．]", number.raw)[0]) if number.style == "decimal2" else 0
    return Candidate(index, number.style, number.value, number.stop, stop, whole=whole)


def _same_style(block: Block | None, style: str) -> bool:
    number = _number_of(block) if block is not None and block.kind == "paragraph" else None
    return number is not None and number.style == style


def _short(block: Block, longest: float = 30) -> bool:
    text = block.text
    return (
        2 < width(text) <= longest
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
        if block.kind != "paragraph" or _number_of(block) or (i < FRONT and is_title(block)):
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
        if block.kind != "paragraph" or _number_of(block) or not _short(block, 26) or (i < FRONT and is_title(block)):
            continue
        follows = after.kind == "table" or width(after.text) > width(block.text) or _short(after, 26)
        precedes = before is None or before.kind == "table" or ends_sentence(before.text) or _short(before, 26)
        if follows and precedes and (i > 0 or _GENERIC.search(block.text)):
            result.append(Candidate(i, "plain", 0, 0, len(block.text)))
    return result


def _labels(blocks: Sequence[Block]) -> list[Candidate]:
    """“总体目标：……” at the head of a paragraph in a part of the plan that has no headings of its own yet."""
    return [
        Candidate(i, "label", 0, 0, match.end())
        for i, block in enumerate(blocks)
        if block.kind == "paragraph" and not block.number and (match := _LABEL.match(block.text))
    ]


def is_annex(text: str) -> bool:
    """Whether a line opens an attachment: 附件1 任务分工表."""
    return bool(_ANNEX.match(text))


def _annexes(blocks: Sequence[Block], first: int) -> list[Candidate]:
    return [
        Candidate(i, "annex", 0, 0, len(block.text))
        for i, block in enumerate(blocks)
        if i > first and block.kind == "paragraph" and is_annex(block.text) and width(block.text) <= 40
        and not ends_sentence(block.text.rstrip("：:")) and not block.text.rstrip().endswith(("：", ":"))
    ]  # fmt: skip


def candidates(blocks: Sequence[Block]) -> list[Candidate]:
    """All headings of the plan, in order."""
    found = []
    for i, block in enumerate(blocks):
        previous = blocks[i - 1] if i else None
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.kind == "paragraph" and (candidate := _numbered(i, block, previous, following)):
            found.append(candidate)
    top = sum(candidate.style in ("han", "chapter", "part", "decimal2") for candidate in found)
    extra = _looks(blocks)
    if len(extra) > max(60, len(blocks) // 3):
        extra = [candidate for candidate in extra if candidate.style.startswith("outline")]
    if top < 1 and len(extra) < 3:
        extra += _plain(blocks)
    taken = {candidate.index for candidate in found}
    for more in (extra, _annexes(blocks, found[0].index if found else len(blocks)), _labels(blocks)):
        found += [candidate for candidate in more if candidate.index not in taken]
        taken = {candidate.index for candidate in found}
    return sorted(found, key=lambda candidate: candidate.index)


def _above(style: str, found: Sequence[Candidate]) -> float:
    """Rank of an unnumbered class: just above the highest numbered style that starts again at 1 under it."""
    for numbered in sorted({c.style for c in found if c.style in RANK}, key=lambda s: RANK[s]):
        firsts, heads = [], 0
        for i, candidate in enumerate(found):
            if candidate.style != style:
                continue
            heads += 1
            for later in found[i + 1 :]:
                if later.style == style:
                    break
                if later.style == numbered:
                    firsts.append(later.value == 1)
                    break
        if heads >= 2 and firsts and sum(firsts) >= 0.8 * len(firsts) and len(firsts) >= 0.3 * heads:
            return RANK[numbered] - 0.5
    tops = [RANK[c.style] for c in found if c.style in RANK and RANK[c.style] <= RANK["han_paren"]]
    return (max(tops) + 0.5) if tops else 0.0


def _decimals_within(found: Sequence[Candidate]) -> bool:
    """Whether 2.1, 2.2 stand under 2, as in reports: elsewhere decimals and 1. are of one rank."""
    last, inside = 0, []
    for candidate in found:
        if candidate.style == "arabic":
            last = candidate.value
        elif candidate.style == "decimal2":
            inside.append(candidate.whole == last)
    return bool(last) and sum(inside) > 0.5 * len(inside)


def levels(found: Sequence[Candidate]) -> dict[str, int]:
    """Level by class of heading."""
    numbered = {candidate.style for candidate in found if candidate.style in RANK}
    ranks: dict[str, float] = {style: float(RANK[style]) for style in numbered}
    if "han" in numbered or "chapter" in numbered:
        ranks["han_paren"] = float(RANK["han_paren"]) if "han" in numbered else ranks.get("han_paren", 4.0)
    if "han" not in numbered and "han_paren" not in {c.style for c in found}:
        ranks.pop("han_paren", None)
    if _decimals_within(found):
        ranks["arabic"] -= 0.5
    others = sorted({c.style for c in found if c.style not in RANK and c.style not in ("annex", "label")})
    for i, style in enumerate(others):
        ranks[style] = _above(style, found) + 0.01 * i
    order = sorted(set(ranks.values()))
    return {style: order.index(rank) + 1 for style, rank in ranks.items()} | {"annex": 0}


def _plain_level(text: str, last: int, container: bool) -> tuple[int, bool]:
    """Level of an unnumbered, unstyled heading and whether it is one that holds others (任务, 举措)."""
    if _GENERIC.search(text[-4:]) and width(text) <= 16:
        return 1, bool(re.search(r"任务|内容|举措|工作$|措施", text))
    return (2, container) if container else (1, False)


def mark_headings(blocks: Sequence[Block], found: Sequence[Candidate]) -> list[Block]:
    """The blocks with headings marked and levelled, numbers moved out of the text, run-in bodies split off."""
    level_of = levels(found)
    at = {candidate.index: candidate for candidate in found}
    result: list[Block] = []
    last, container = 0, False
    for i, block in enumerate(blocks):
        candidate = at.get(i)
        if candidate is None:
            result.append(_item(block))
            continue
        if candidate.style == "plain" and level_of["plain"] == 1:
            level, container = _plain_level(block.text, last, container)
        elif candidate.style == "label":
            level = last + 1
        else:
            level = level_of[candidate.style]
        result += _open(block, candidate, level)
        last = level if candidate.style != "label" else last
    return result


def _item(block: Block) -> Block:
    if block.kind != "paragraph":
        return block
    if _CAPTION.match(block.text):
        return replace(block, kind="caption")
    number = _number_of(block)
    if number is None:
        return block
    body = block if block.number else replace(cut(block, number.stop, len(block.text)), number=number.raw)
    level = ITEM_LEVEL + RANK.get(number.style, len(RANK))
    return replace(body, kind="list_item", level=level) if body.text else block


def _open(block: Block, candidate: Candidate, level: int) -> list[Block]:
    number = block.number or block.text[: candidate.body].strip()
    if candidate.clause:
        return [replace(cut(block, candidate.body, len(block.text)), kind="list_item", level=level, number=number)]
    heading = replace(cut(block, candidate.body, candidate.stop), kind="heading", level=level, number=number)
    rest = cut(block, candidate.stop, len(block.text))
    if not rest.text:
        return [heading]
    return [heading, replace(rest, kind="paragraph", number="", outline=None)]
