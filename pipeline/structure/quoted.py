"""Documents of others that a plan attaches: what a province's opinion demands of all its cities, no city has promised."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Block, Document, Remark

_TITLE = re.compile(
    r"关于.{4,60}(?:意见|通知|办法|决定|规定|措施|函|批复|方案)》?(?:[（(](?:节选|摘录|摘要|摘编|全文|试行)[）)])*$|(?:条例|规划)》?[（(](?:节选|摘录|摘要|摘编|全文)[）)]$"
)
_LINES = 3
"""Blocks at the head of an attachment among which its title stands."""
_PROVINCE = re.compile(
    r"全省|全自治区|全国(?!性)|各省|各设区市|各地级?市|各市(?![场级直属辖])|各[市地]、?州|省级|省财政|省[住科发工自教人数][\u4e00-\u9fff]{1,10}[厅局委]|自治区[级财住]"
)
_CITY = re.compile(
    r"我[市区州]|全[市区州](?!场)|本[市区州]|市级|市财政|市[住科发工自教人数][\u4e00-\u9fff]{1,10}[局委]"
)
LEAST = 2
"""Times that it must speak of the province or the country, and more often than of the city."""


def set_aside(document: Document) -> Document:
    """The document with attachments that are another body's documents made furniture, and a remark on each."""
    blocks, remarks = list(document.blocks), list(document.remarks)
    for start, stop in _attachments(blocks):
        title = next((block for block in blocks[start : min(start + _LINES, stop)] if _TITLE.search(block.text)), None)
        if title is None or not _of_province(blocks[start:stop]):
            continue
        remarks.append(Remark("quoted", f"附件“{title.text}”不是本市的文件，其中的内容不算本方案的安排。", title.page))
        for at in range(start, stop):
            if blocks[at].kind != "furniture" or blocks[at].reason == "signature":
                blocks[at] = replace(blocks[at], kind="furniture", reason="quoted", level=None)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks))


def _attachments(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    starts = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == 0]
    return list(pairwise([*starts, len(blocks)]))


def _of_province(blocks: Sequence[Block]) -> bool:
    text = "\n".join(block.text for block in blocks)
    count = len(_PROVINCE.findall(text))
    return count >= LEAST and count > len(_CITY.findall(text))
