"""Placeholders of a template that nobody filled in: XX市, ××家, 待定, 【】, ____."""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, evidence, finding
from pipeline.findings import Finding
from pipeline.profile import Requirement

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxＸ]{2,}(?![A-Za-z0-9])|[×✕╳]{2,}|(?<![\d.])[×](?=[市县区省年月日家个项])|(?<=[\u4e00-\u9fff])[XxＸ](?=[市县区省年月日家个项亿万])"
    r"|_{3,}|＿{2,}|﹍{2,}|\.{6,}(?=[市县区省年月日家个项亿万])"
    r"|【[\s\u3000]*(?:此处|请|待|填|插入|补充|XX|××|[\s\u3000]*】)[^】]{0,20}】?|【[\s\u3000]*】|[（(][\s\u3000]{2,}[）)]|〔[\s\u3000]*〕(?=号)"
    r"|待(?:定|补充|填写|核实|确认|完善后填|补)(?=[）)，。；、】\]\s|]|$)|(?:数据|名单|金额|时间|地点)待(?:定|补|核)|[（(](?:请|此处|待)[^（）()]{1,20}[）)]|TBD|TODO|？{2,}|\?{2,}|□{3,}(?=[市县区年月家个])"
)  # fmt: skip
_LEGITIMATE = re.compile(r"XX[A-Z]|[×xX]\s*\d|\d\s*[×xX]")


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding with every placeholder (the first six quoted)."""
    found = []
    for index, block in enumerate(review.blocks):
        if block.kind == "furniture" and block.reason not in ("title", "cover"):
            continue
        for match in _PLACEHOLDER.finditer(block.text):
            around = block.text[max(0, match.start() - 2) : match.end() + 2]
            if not _LEGITIMATE.search(around):
                found.append(evidence(review, index, max(0, match.start() - 12), min(len(block.text), match.end() + 12)))
    if found:
        yield finding(requirement, f"有 {len(found)} 处占位符没有改成实际内容。", found)
