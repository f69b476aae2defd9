"""Indicators that name only a property (覆盖率, 年产值, 总建筑面积) and mean that of what the words before them are about.

智慧工地200个，覆盖率达到100% and 推广BIM技术，覆盖率达到60% are two indicators.
"""

import re
from typing import NamedTuple

from pipeline.check.consistency.claim_words import key_of

_PROPERTY = (
    r"(?:年均?|总|累计|综合|平均|全面|其?总?建筑|新增)*"
    r"(?:(?!装配|城镇)[\u4e00-\u9fff]{2}化?[率度]|占比|比例|(?:总|年)?产值|营业?收入?|销售收入|投资额?|总投资|产能|产量|税收|造价|工期|用工(?:人数|量)?|人工|成本|能耗|碳排放"
    r"|(?:总?建筑|用地|占地|建设|总|施工)*面积)"
)
BARE = re.compile(_PROPERTY)
"""装配率 stands for itself: every plan means that of its buildings."""
_ENDING = re.compile(rf"(?:{_PROPERTY})$")
_CUT = re.compile(
    r"\s*(?:[≥≤>＞<＜]|\d|达到?|不低于|不少于|不小于|不高于|不超过|超过|突破|提[高升]|增[长加至]|降低|减少|缩短|控制在|以上|同比|较|相比|比(?![例重率])).*$"
)
LEAD = re.compile(
    r"^(?:[到至]|截至|20\d\d年?[底末前]*|试点期[满末]?|期[满末]|第[一二三四五]年|[两三四五]年|[一二三四五]是|同时|其中|全[市区州县省]|力争|确保|实现|全面|大力|积极"
    r"|加快|深入|逐步|广泛|着力|重点|持续|支持|鼓励|推[行广进动]|应用|加强|强化|实[行施]|开展|建[成设立]|培[育养训]|引进|打造|新增|新开工|新建|首批|累计|共"
    r"|完成|达到|改造|遴选|扶持|发展|认定)+"
)
OF_SOME = re.compile(
    r"(?:^|[，,：:；;。期年底末前])在?(?:(?!在)[\u4e00-\u9fff]){2,16}中的?(?:占比|比[例重率]|应用率|覆盖率)"
)
"""A share that does not say what it is of: 在学校项目中占比达到35%."""
LEAST = 2
"""Characters of what a property can be of."""


class Carried(NamedTuple):
    """What a property is of, as a key, and the words that say so."""

    subject: str
    shown: str
    """The same as the plan names it."""
    words: str


def carried(text: str, left: int, start: int, key: str, *, bare: bool = False) -> Carried:
    """What the words of the sentence before the value say that its bare indicator is of; empty where it is not bare."""
    if not bare and not BARE.fullmatch(key):
        return Carried("", "", "")
    for piece in reversed(re.split(r"[，,、：:（(]", text[left:start])):
        noun = LEAD.sub("", _CUT.sub("", LEAD.sub("", piece.strip())))
        subject = _ENDING.sub("", key_of(noun, noun, ""))
        if len(subject) >= LEAST:  # 示范项目 of 示范项目优良率达到90%
            return Carried(subject, _ENDING.sub("", noun), piece)
    return Carried("", "", "")
