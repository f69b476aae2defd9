"""Sentences of a block, and what the wording of a sentence says about how seriously it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block

_END = re.compile(r"[。！？；!?]+[”’』」）)]*|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`block.text[start:stop]`, without surrounding white space; of a table, one row."""

    text: str
    start: int
    stop: int


def sentences(block: Block) -> Iterator[Sentence]:
    """Sentences of a paragraph, rows of a table."""
    at = 0
    for match in _END.finditer(block.text):
        if block.table is not None and match.group() != "\n":
            continue
        yield from _trimmed(block.text, at, match.end())
        at = match.end()
    yield from _trimmed(block.text, at, len(block.text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[Sentence]:
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    if part:
        yield Sentence(part, start, start + len(part))


NEGATED = re.compile(
    r"暂不|暂缓|暂未|暂无|尚未|尚不|尚无|未能|还没有|没有(?:安排|条件|考虑|计划)|不再|不(?:开展|安排|涉及|考虑|纳入|列入|设立|搭建|要求|作为|做硬性)"
    r"|(?:条件|时机)(?:成熟|具备|允许)(?:后|时|之后|的)|具备条件(?:后|时)|待[^，。；]{1,20}(?:后|之后|再)|视(?:情|情况)|另行(?:研究|安排|制定|考虑)"
    r"|以后再|留待|择机|远期|适时(?:研究|考虑|再)|下一步(?:再|视)|缺乏|空白|有待|短板|不足|仍以|难以"
)
PAST = re.compile(
    r"已(?:经)?(?:建成|建设|建立|建有|出台|印发|完成|实现|形成|有|累计|培育|成立|获批|开展|上线|开设|发布|投用|投产|拥有|入选|编制|接入|覆盖|启用|运行|列入|纳入|搭建|联合|设立|达|全部|连续)"
    r"|截至|目前|近年来|现有|去年|前年|此前|先后|荣获|位居|历年|多年来|一直|累计|曾|(?:20(?:1\d|20|21)年)(?!以来|—|-|－|至)"
)
FUTURE = re.compile(
    r"将|拟|计划|到20(?:2[2-9])|20(?:2[3-9])年|试点期|三年内|年内|(?:年|月)底?前|今后|下一步|在此基础上|升级|扩容|每年|力争|起[，,]|继续|进一步|逐年|新增|期满"
    r"|公布(?:之日|后)|第[一二三]年"
)
SOFT = re.compile(r"探索|鼓励|支持|推动|加强|研究|逐步|积极|加大|推进|促进|引导|努力|大力|着力|不断|提高|完善|优化|强化")
NUMBER = re.compile(r"\d[\d.,．]*\s*(?:[%％]|个|家|项|亿|万|人|平方米|件|座|条|名|部|次|期|批|处|套|台|亩|所|门|学时|元|倍|宗|栋|吨|米|天|日|分)|[一二两三四五六七八九十百]+(?:个|家|项|条|批|座|所|次|部|类|大|处|套)")
DATE = re.compile(r"20\d\d\s*年|\d{1,2}月(?:底|末|前)|季度|年底|每[年季月周]|第[一二三]年|半年|试点期|公布(?:之日|后)")
TITLE = re.compile(r"《[^》]{3,}》")
AGENCY = re.compile(r"[市区县州省](?:[\u4e00-\u9fff、]{0,12})(?:局|委|办|厅|中心|政府|公司|院|站)|牵头|责任单位|由[\u4e00-\u9fff]{2,12}负责|大学|学院|银行|研究院|集团|协会")
ACT = re.compile(
    r"印发|出台|建立|建成|设立|成立|组建|给予|明确|纳入|列入|写入|编制|制定|发布|开设|签订|上线|接入|安排|落实|实行|实施|推行|试行|开展|搭建|开发|建设|改造|遴选|评选|认定|兑现|奖励|补助|组织|完成|实现|选取|要求|提交|举办|推广|培育|引进|打造"
)


def density(pattern: re.Pattern[str], text: str) -> float:
    """Matches in each hundred characters."""
    return 100 * len(pattern.findall(text)) / max(40, len(text))
