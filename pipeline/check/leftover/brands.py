"""Another city's name in what a plan wants to be known for: 打造全国领先的“徐州样板”, 讲好建筑工人的徐州故事.

A plan learns from the 徐州模式 and spreads it; what it builds, shapes and tells is its own.
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.opening import foreign_at, whole_name
from pipeline.check.leftover.relation import sentence_of, set_against
from pipeline.places.gazetteer import bare, by_short_name

_MADE = re.compile(
    r"(?<!已)(?:打造|形成|树立|树起|擦亮|叫响|打响|唱响|塑造|创建|创造|推出|讲好|讲述|贡献|提供|走出|探索出?|书写|交出|展示|展现|彰显|凝练|提炼"
    r"|总结|构建|培育|锻造|建成|成就|擘画|绘就|奏响|铸就|贡献出|拿出)(?:了)?"
)
"""What one does with a brand of one's own; 推广, 复制 and 学习 are for others', too."""
_BETWEEN = re.compile(r"[^，。；：\n\t]{0,22}?(?=[“「\"‘]?[\u4e00-\u9fff]{2,4})")
_CALLED = re.compile(
    r"市?(?:版)?(?:特色)?(?:智能建造|智慧建造|建筑|建造|改革|城市)?(?:的)?(?:智造|智建|建造|筑造|经验|模式|特色|样板|样本|方案|品牌|路径|范例|范式|名片|标杆|故事|声音|答卷|速度|力量|智慧|品质|标准|担当|作为"
    r"|之路|路子|道路|新路|实践|探索|示范|印记|铁军|篇章|风采|气质|匠心|工匠|蓝本|典范|画卷|表达){1,2}(?=[”」\"’，。；、）)\n]|$|的|和|与|及|金字招牌|品牌|名片|体系)(?![”」\"’]?的(?!品牌|名片|影响力|金字))"
    r"|市?(?:智能|智慧|数字|绿色)?(?:建造|住建|建筑业?)(?=[”」\"’]的?(?:[\u4e00-\u9fff]{0,4}?(?:品牌|名片|招牌|标识)))"
)
_QUOTES = '“「"‘'
_OPENS = re.compile(
    r"(?:[“「\"‘”的出好了成]|智能建造|智慧建造|建筑业|数字建造|智慧工地|转型升级|高质量发展|新时代|全国|一流|领先|知名|一批|可复制|可推广|具有|独具|特色)$"
)
"""Between what one does and the city's name, where that begins and is no half of a word."""
_OTHERS = re.compile(
    r"学习|借鉴|参[照考观]|对标|看齐|(?<!可)推广|(?<!可)复制|引[进入]|吸收|观摩|考察|调研|启[示发]|先[进行](?:城市|地区)|兄弟|外地|对口|帮扶|援|合作|共建|交流|例如|诸如|比肩|媲美|先后|已经?形成|已经?打造"
)
_OWN_TOO = re.compile(r"(?:、|和|与|及)[“「\"‘]?$")
_NEXT = re.compile(r"[”」\"’]?(?:、|和|与|及)?[“「\"‘]?")
"""Before and behind a name of a list (“苏州模式”“深圳样板”), which then is one of others."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Cities in the name of what the plan will make, where the sentence tells of no other city."""
    for made in _MADE.finditer(text):
        span = _named(text, made.end(), home)
        if span and not _told(text, span, home):
            yield span


def _named(text: str, at: int, home: Home) -> tuple[int, int] | None:
    """The first other city behind `at`, in the same clause, that such a name begins with."""
    clause = re.compile(r"[^，。；：\n\t]*").match(text, at)
    stop = clause.end() if clause else at
    for start in range(at, min(stop, at + 32)):
        named = foreign_at(text, start, home)
        if named and named <= stop and _CALLED.match(text, named):
            opens = start == at or bool(_OPENS.search(text, at, start))
            return (start, whole_name(text, named)) if opens else None
    return None


def _told(text: str, span: tuple[int, int], home: Home) -> bool:
    before, after = sentence_of(text, *span)
    short = text[slice(*span)].removesuffix("市")
    if _OTHERS.search(before) or _OTHERS.search(after.partition("，")[0]) or set_against(text, *span):
        return True
    if bare(home.applicant.name) in after.partition("，")[0]:  # “深圳速度”宜昌版
        return True
    if _OWN_TOO.search(before) or short in before or _listed(after, home):
        return True
    return any(foreign_at(before, at, home) for at in range(len(before)) if before[at : at + 2] in by_short_name())


def _listed(after: str, home: Home) -> bool:
    """Whether another city's name follows."""
    called = _CALLED.match(after.removeprefix("市"))
    rest = after.removeprefix("市")[called.end() :] if called else ""
    between = _NEXT.match(rest)
    return bool(between and between.end()) and foreign_at(rest, between.end() if between else 0, home) is not None
