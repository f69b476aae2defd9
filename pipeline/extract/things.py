"""Whether a name is of a thing that is counted: less who does it and how, and none of what is a piece of a sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.passages import Found
from pipeline.extract.units import unscaled
from pipeline.extract.verbs import DEEDS
from pipeline.findings import Target

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
    r"^限?公司|^地块中|公司(?:共同|联合|负责|承担|牵头)"
    r"|^(?:其余|其中|余下|其后[^，]{0,4}|首期)(?:分别|各|分[一二两三四]批)*(?:安排|遴选|补足|承担)?$"
    r"|(?:局|委|协会|集团|公司|业主|厅)[^，]*(?:承担其中|承担|列|分解|建档帮扶|抽|提供|招引|挑选|拿出)$"
)
"""A piece of what was said of somebody, or what only points back to a thing."""

_WAYS = frozenset(
    "新建 改造 扩建 改建 改扩建 升级 更新 引进 培育 认定 新增 改造提升 培养 研发 采购 购置 编制 修订 申报 创建".split()
)
"""What is done to things, so that two of one name are two targets."""

_PLOT = re.compile(r"(?P<thing>.{0,12}地块)(?=.)")
"""地块|的出让文件须列明等级."""
_TRAINED = re.compile("(?:培训|轮训)$")
_USES = frozenset("投用 投放 应用 推广 推广应用 安装 部署 销售 配备".split())
_MACHINES = re.compile("(?:产品|机器人|设备|装备|终端|机型|样机)$")
_OLD = re.compile("^(?:[老旧]|存量|现有|传统)")
"""Of 改造老厂1座、新建1座 only the first is old."""


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
    if plot := _PLOT.match(noun):
        return plot["thing"]
    if _BY.match(noun):
        deed = _DEED.match(noun)
        return deed["thing"].strip("的") if deed else ""
    return noun


def by_deed(verb: str, unit: str, before: str) -> str:
    """What a number without a name of its own is of, by the verb: 每年培训1000人次; 形成定型产品5个、投用150台."""
    if _TRAINED.search(verb) and unscaled(unit) == "人次":
        return verb
    used = verb in _USES and unscaled(unit) in ("台", "台套", "套") and _MACHINES.search(before)
    return verb + before if used else ""


def told_apart(found: Sequence[Found], verbs: Sequence[str]) -> list[Found]:
    """The targets of a clause, those of one thing and time with what is done to it: 新建智能工厂2家、改造3家."""
    same = Counter((_key(item), verb) for item, verb in zip(found, verbs, strict=True))
    several = Counter(key for key, verb in same if verb in _WAYS)
    return [
        _called(item, verb) if verb in _WAYS and several[_key(item)] > 1 else item
        for item, verb in zip(found, verbs, strict=True)
    ]


def _key(item: Found) -> tuple[object, ...]:
    value = item.value
    return (value.indicator, value.unit, value.due) if isinstance(value, Target) else ()


def _called(item: Found, verb: str) -> Found:
    if not isinstance(item.value, Target) or item.value.indicator.startswith(verb):
        return item
    noun = _OLD.sub("", item.value.indicator) if verb.startswith("新") else item.value.indicator
    return replace(item, value=replace(item.value, indicator=verb + noun))
