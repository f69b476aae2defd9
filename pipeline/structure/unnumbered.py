"""Headings without a number: told by outline level, bold type and size, or by how short they are between paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Block
from pipeline.structure.blocks import bold_until, face, font_size, is_bold
from pipeline.structure.candidate import CLAUSE_END, Candidate, number_of
from pipeline.structure.ends import ends_paragraph, ends_sentence
from pipeline.structure.furniture import FRONT, is_issuer, is_title
from pipeline.text.widths import ems

_NOT_HEADING = re.compile(
    r"^(?:附[件表录]|(?:注|电话|(?:责任|牵头|配合|负责|主办|协办|实施)?(?:单位|部门)|来源|日期|时间)[\s\u3000]*[：:]|联系|填报|表\s*\d|图\s*\d|[（(]?此件|—|－|抄送|签发|主送|主题词|http|www)|[|@]|年.{1,3}月(?:.{1,3}日)?$"
)
GENERIC = re.compile(
    r"目标|任务|内容|举措|措施|保障|步骤|进度|安排|计划|要求|基础|现状|背景|概况|情况|思路|思想|原则|组织|领导|监督|考核|资金|意义|范围"
)
_FULL = 19
"""Width that a paragraph exceeds, so that two characters above it are its heading and no broken line."""
_OUTER = re.compile(r"(?:前|引)[\s\u3000]*言|序[\s\u3000]*言|附[\s\u3000]*则|结[\s\u3000]*语|结束语|编制说明")
_BARE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,14}[：:]?")


def _short(block: Block, longest: float = 30) -> bool:
    text = block.text
    return (
        2 <= ems(text) <= longest
        and not ends_sentence(text.rstrip("：:"))
        and not any(mark in text for mark in "。；;")
        and text.count("，") <= 1
        and not _NOT_HEADING.search(text)
        and not is_issuer(text)
        and sum("\u4e00" <= char <= "\u9fff" for char in text) >= 0.6 * len(text.replace(" ", ""))
    )


def _ended(text: str) -> bool:
    """Whether a heading may follow: the text closes a paragraph, or only says who answers for the one before it."""
    return ends_paragraph(text) or _NOT_HEADING.search(text) is not None


def looks(blocks: Sequence[Block], first: int) -> list[Candidate]:
    """Unnumbered headings told by the file's outline level, by bold and size, or above the first numbered heading, at index
    `first`, by their face alone. Of one size those stand above whose like occurs first."""
    texts = [block for block in blocks if block.kind == "paragraph" and len(block.text) > 40]
    sizes = Counter(map(font_size, texts))
    body = sizes.most_common(1)[0][0] if sizes else None
    strong = sum(map(is_bold, texts)) * 2 > len(texts)
    faces = Counter(map(face, texts))
    plain_face = faces.most_common(1)[0][0] if faces else ""
    result: list[Candidate] = []
    kinds: dict[tuple[float, str], int] = {}
    for i, block in enumerate(blocks):
        if block.kind != "paragraph" or number_of(block) or (i < FRONT and is_title(block)):
            continue
        size = font_size(block)
        if block.outline and ems(block.text) <= 60 and not ends_sentence(block.text.rstrip("：:")):
            result.append(Candidate(i, "outline", 0, 0, len(block.text), order=(block.outline, 0)))
        elif _short(block, 40):
            own = face(block) if i < first else ""
            told = own if own in ("hei", "kai") and own != plain_face else ""
            if told or (is_bold(block) and not strong) or (body and size and size >= body + 1):
                kind = kinds.setdefault((size or 0, told), len(kinds))
                result.append(Candidate(i, "look", 0, 0, len(block.text), order=(-round(size or 0, 1), kind)))
    return result


def plain(blocks: Sequence[Block]) -> list[Candidate]:
    """Unnumbered headings of a plan without any typography: short lines before long paragraphs."""
    result = []
    last: Block | None = None
    for i, (block, after) in enumerate(pairwise(blocks)):
        before, last = last, last if block.kind == "furniture" or is_issuer(block.text) else block
        if block.kind != "paragraph" or number_of(block) or not _short(block, 26) or (i < FRONT and is_title(block)):
            continue
        longer = ems(after.text) > (ems(block.text) if ems(block.text) > 2 else _FULL)
        follows = after.kind == "table" or longer or _short(after, 26)
        precedes = before is None or before.kind == "table" or _ended(before.text) or _short(before, 26)
        if follows and precedes and (i > 0 or GENERIC.search(block.text)):
            result.append(Candidate(i, "plain", 0, 0, len(block.text)))
    return result


def plain_between(blocks: Sequence[Block], first: int) -> list[Candidate]:
    """Unnumbered headings among numbered ones: brief lines without any mark, between whole sentences.

    There are at least three in all, or two above the first numbered heading, at index `first` (引言, 奋斗方向), or they say
    that they open or close the plan (附则); whom a plan is addressed to (各县（区）人民政府：) is none of these.
    """
    found = [
        Candidate(i, "between", 0, 0, len(block.text))
        for i, block in enumerate(blocks)
        if 0 < i < len(blocks) - 1 and block.kind == "paragraph" and _BARE.fullmatch(block.text) and _short(block, 14)
        and not number_of(block) and not is_title(block) and blocks[i + 1].kind == "paragraph"
        and ems(blocks[i + 1].text) >= 30 and (_ended(blocks[i - 1].text) or number_of(blocks[i - 1]))
    ]  # fmt: skip
    if len(found) >= 3:
        return found
    opening = [one for one in found if one.index < first and not blocks[one.index].text.endswith(("：", ":"))]
    if len(opening) == 2:
        return opening
    return [one for one in found if _OUTER.fullmatch(blocks[one.index].text)]


def bold_leads(blocks: Sequence[Block]) -> list[Candidate]:
    """Headings that run in, told by their bold type alone: at least three bold first sentences before plain text."""
    found = []
    for i, block in enumerate(blocks):
        stop = bold_until(block)
        lead = block.text[:stop].rstrip("。．.：: ")
        brief = 2 <= ems(lead) <= 26 and ems(block.text[stop:]) >= 15 and not CLAUSE_END.search(lead)
        if block.kind == "paragraph" and brief and not number_of(block):
            found.append(Candidate(i, "lead", 0, 0, stop))
    return found if len(found) >= 3 else []
