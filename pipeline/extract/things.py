"""Whether a name is of a thing that is counted: less who does it and how, and none of what is a piece of a sentence."""

import re

from pipeline.extract.verbs import DEEDS

_DONE = rf"(?:{DEEDS}|编订|起草|开放|提供)"
_BY = re.compile(
    r"^(?:由|组织)[^，]*(?:局|委|厅|政府|部门|协会|联合会|院|大学|学校|公司|企业|国企|集团|单位|中心|业主)"
)
"""Who does it: 由市建筑业协会主编|地方标准."""
_DEED = re.compile(rf"^.*{_DONE}(?P<thing>(?!{_DONE}).{{2,}})$")
_MEANS = re.compile(r"^通过.*(?:使(?!用)|将)(?P<thing>.{2,})$")
"""通过封闭作业使|混凝土强度离散系数."""
_ROLE = re.compile(r"^(?:作为|安排|连接(?!件))(?=.{2,})")
"""What governs the thing and is no part of it: 遴选12家|作为|培育对象."""
_COMPANY = re.compile(
    r"(?<=..企业|..公司|..单位|..机构|..集团)(?:联合|共同|在(?!建)|以.{2,20}方式|为(?!主))(?![^，]*(?:企业|公司|率)$).*$"
)
"""What those do that are counted: 设计公司|在停工期做深化出图."""
_PIECE = re.compile(
    r"^限?公司|公司(?:共同|联合|负责|承担|牵头)"
    r"|^(?:其余|其中|余下|其后[^，]{0,4}|首期)(?:分别|各|分[一二两三四]批)*(?:安排|遴选|补足|承担)?$"
    r"|(?:局|委|协会|集团|公司|业主|厅)[^，]*(?:承担其中|承担|列|分解|建档帮扶|抽|提供|招引|挑选|拿出)$"
)
"""A piece of what was said of somebody, or what only points back to a thing."""


def thing(noun: str, unit: str) -> str:
    """The thing that the name is of, "" where it is only a piece of a sentence: 限公司共同运营 of 某某有限公司共同运营."""
    if means := _MEANS.match(noun):
        return means["thing"]
    if unit == "%":  # 其余各地 and the like say what a share is of
        return noun
    if _PIECE.search(noun):
        return ""
    noun = _ROLE.sub("", noun)
    if unit == "家":
        noun = _COMPANY.sub("", noun)
    if _BY.match(noun):
        deed = _DEED.match(noun)
        return deed["thing"].strip("的") if deed else ""
    return noun
