"""Quantified targets in running text: indicator, comparator, value, unit and the day they are due."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract import quantities
from pipeline.extract.passages import Found
from pipeline.extract.quantities import Quantity
from pipeline.findings import Period, Target

_SENTENCE = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE = re.compile(r"[，：:,（）()]")
_LIST = re.compile(r"、|以及|和|及(?=[^时格])|并")
FIRST_YEAR = 2022
"""Years before it are the base that plans compare with: the notice is of May 2022."""

_PAST = re.compile(
    r"已(?!有的|确定)|截至|截止|目前|现有|现已|近年来|近[三五]年|去年|前年|曾|先后|位居|居全|连续\d+年|上年|历年|全年(?:完成|实现)|实有|坐拥|现状|一直|去年底|拥有|(?<!到)(?<!至)20(?:1\d|20|21)年(?!以来|—|－|-|至|为基)"
)
_FUTURE = re.compile(r"力争|确保|目标|将|拟|计划|每年|试点期|期满|争取|年底前|预计|三年内|两年内|年内|今后|逐年|建成后|完成时|结束时|再")
_CONDITION = re.compile(r"^(?:对|凡|如|若|未|按|给予|当|经|发现|单个|单项|其中享受)|给予|奖励|补助|补贴|不足|低于[^，]*的|未达|封顶|上限|罚|扣|加[0-9一二三四五]分|贷款|授信|保费|利率|费率|容积率|比例为?(?:不超过)?补|首付|租金")
_LEADING = re.compile(
    r"^(?:[一二三四五六七八九]是|其中|到|至|在|于|以|全市|全区|全县|全州|全省|全师市|我市|我区|本市|市内|市域内|辖区内|力争|确保|争取|预计|计划|拟|将|共|再|要|应|须|累计|总计|合计|年内|三年内|两年内|三年|两年|试点期间|试点期内|试点期末|试点期|期满时?|届时|每年|年均|每季度|首批|第一批|第二批|第三批|前|底|末|使|并|各|均|都|其|该|约|实现|基本|全面|的|，|“|”|时|内)+"
)
_VERBS = (
    "建成投用|建成投产|培育形成|规划建设|改造提升|打造形成|组织实施|建设完成|累计建成|引进培育|培育认定|遴选推广|制定发布|编制发布|组织编制|组织培训|培训认定"
    "|建成|建设|打造|培育|培养|形成|实施|完成|新增|新建|改建|扩建|改造|引进|引育|招引|遴选|认定|编制|制定|发布|推广|创建|建立|落地|开展|攻克|突破|取得|获得|获批|布局|组织|培训|选树|孵化|集聚|汇聚|聚集|入驻|推出|出台|安排|设立|征集|扶持|确定|评选|选取|选定|打响|支持|发展|开发|吸引|储备|启动|申报|转化|布设|接入|应用|投用|推动|推进|落实|带动|提供|开设|招收|总结|举办|投产|选派|评定|配置|组建|签约|招募|输送|公布|申请|研发|编印|凝练|推行|吸纳|挂牌|举行|验收|开工|升级|部署|投放|改扩建"
)
_VERB = re.compile(_VERBS)
_STRONG = re.compile(r"建成|培育|打造|新增|引进|遴选|形成|完成|编制|培养|新建|招引|创建|选树|孵化|认定|培训|攻克|发布|推广|选派|出台|研发|开发|建设|改造|实施|集聚|汇聚|推动|推进|组织|开展|扶持")
_TAIL = re.compile(r"(?:的)?(?:数量|总数|总量|个数|家数|面积数)?(?:累计|总计|合计|共计|共|将|要|应|须|力争|分别|均|都|年均|平均|稳步|整体|总体|基本|再|也|已|约|近|较(?:20\d\d年|试点前|传统[^，]{0,6}|常规[^，]{0,4}|上年|基期|目前)(?:底|末)?|比(?:20\d\d年|传统[^，]{0,6}|试点前)(?:底|末)?|与[^，]{2,8}相比|同比|每年|实现|力争|确保|，)*$")
_NOUN_END = re.compile(r"[，。；：、（）(]|以及|以上|，|并(?=[^行])|用于|纳入|全部|的目标|入[库园驻]|投[产用]|开工|到20|给予|作为|形成|开展|参与|覆盖|进行|通过|实现|达到|获得")
_GENERIC = re.compile(r"^(?:以上|左右|以内|以下)?的?")
_ATTRIBUTE = re.compile(r"^的(?!目标|水平|速度|要求|比例$)")
COUNT_UNITS = frozenset("个 家 项 座 栋 幢 台 台套 台（套） 套 条 部 名 人 人次 件 所 处 万人 万人次 万平方米 平方米 亿元 万元 公里 款 间 支 户 万户 门 册 批 份 片 本 吨 万吨 万件 宗 只 种 亩 公顷 平方公里 万台 万套 个以上".split())


@dataclass(frozen=True, slots=True)
class _Context:
    """What a value inherits from the words before it in its sentence and block."""

    due: date | None = None
    mood: str = ""
    """past, future, or "" where nothing tells."""
    indicator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int


def targets(text: str, dates: Sequence[Found], *, past: bool = False, due: date | None = None) -> list[Found]:
    """Targets of a passage; `dates` are its periods, `past` says that it stands in a section on what exists already."""
    found: list[Found] = []
    carried = due
    for sentence in _SENTENCE.finditer(text):
        inside = [item for item in dates if sentence.start() <= item.start < sentence.end()]
        context = _Context(carried, "past" if past else "")
        for item in _sentence_targets(text, sentence, inside, context):
            found.append(item)
        ends = [day for item in inside if (day := due_of(item)) and _reaches(text, item)]
        carried = ends[-1] if ends else carried
    return found


def due_of(item: Found) -> date | None:
    """The last day of a period that lies in the plan's time."""
    value = item.value
    if not isinstance(value, Period) or value.end is None or value.end.year < FIRST_YEAR:
        return None
    return value.end


def _reaches(text: str, item: Found) -> bool:
    return text[max(0, item.start - 1) : item.start] == "到"


def _clauses(text: str, start: int, stop: int) -> Iterator[_Clause]:
    at = start
    for match in _CLAUSE.finditer(text, start, stop):
        if match.group() in ",，" and text[match.start() - 1 : match.start()].isdigit() and text[match.end() : match.end() + 3].isdigit():
            continue
        yield _Clause(text[at : match.start()], at)
        at = match.end()
    yield _Clause(text[at:stop], at)


def _sentence_targets(text: str, sentence: re.Match[str], dates: list[Found], context: _Context) -> Iterator[Found]:
    for clause in _clauses(text, sentence.start(), sentence.end()):
        stop = clause.start + len(clause.text)
        own = [item for item in dates if clause.start <= item.start < stop]
        context = _updated(context, clause.text, own)
        at = clause.start
        for quantity in quantities.find(text, clause.start, stop):
            if any(item.start <= quantity.start < item.stop for item in dates):
                continue
            before = [item for item in own if item.stop <= quantity.start]
            day = next((day for item in reversed(before) if (day := due_of(item))), context.due)
            context = replace(context, due=day)
            target = _target(text, (at, stop), quantity, before, context)
            if target is not None:
                value = target.value
                assert isinstance(value, Target)
                context = replace(context, indicator=value.indicator, unit=value.unit)
                yield target
            at = max(at, quantity.stop)


def _updated(context: _Context, clause: str, dates: list[Found]) -> _Context:
    """The context with the clause's own date and mood."""
    future = any(due_of(item) or (isinstance(item.value, Period) and item.value.months) for item in dates)
    if future or _FUTURE.search(clause):
        mood = "past" if _PAST.search(clause) and re.search(r"已(?!确定)|截至|目前", clause) and not re.search("力争|到20", clause) else "future"
    else:
        mood = "past" if _PAST.search(clause) else context.mood
    return replace(context, mood=mood)


def _target(text: str, bounds: tuple[int, int], quantity: Quantity, dates: list[Found], context: _Context) -> Found | None:
    clause_start, stop = bounds
    if context.mood == "past" or _CONDITION.search(text[clause_start:quantity.start]) or re.match(r"以?[上下内]?的(?:给予|项目|企业|住宅|地块|单位|工程)", text[quantity.stop:stop]) and quantity.unit == "%":
        return None
    lead = _lead(text, clause_start, quantity, dates)
    noun, verb, noun_start = _noun(text, lead, quantity)
    after = text[quantity.stop : stop]
    if noun:
        if _ATTRIBUTE.match(after) or not _states(quantity, verb, context):
            return None
        first, last = noun_start, quantity.stop
    elif verb and quantity.unit in COUNT_UNITS and not quantity.change:
        noun, size = _noun_after(after)
        first, last = lead, quantity.stop + size
    elif context.indicator and (quantity.explicit or dates) and quantity.unit in (context.unit, "%") and not _ATTRIBUTE.match(after):
        noun, first, last = context.indicator, quantity.start, quantity.stop
    if not noun or len(noun) > 40:
        return None
    comparator = quantity.comparator or "="
    per = "年" if re.search(r"每年|年均|每年度", text[clause_start:quantity.start]) and comparator not in "+-" or re.search("年均|每年", text[clause_start:quantity.start]) else ""
    due = context.due
    return Found(Target(noun, comparator, quantity.value, quantity.unit, due, quantity.baseline, per), first, last)  # type: ignore[arg-type]


def _lead(text: str, start: int, quantity: Quantity, dates: list[Found]) -> int:
    """Where the words that name the indicator begin: behind the last date, or the last 、 that follows a value."""
    for item in dates:
        start = max(start, item.stop)
    part = text[start : quantity.start]
    if start and text[start - 1] not in "，：:,（(。；;\n" and (match := re.match(r"(?:、|以及|和|及|，|并)", part)):
        start += match.end()
    return start


def _noun(text: str, lead: int, quantity: Quantity) -> tuple[str, str, int]:
    """The indicator before the value, the verb that governs it, and where the indicator begins."""
    part = text[lead : quantity.start]
    tail = _TAIL.search(part)
    part = part[: tail.start()] if tail else part
    offset, verb = 0, quantity.verb
    if strip := _LEADING.match(part):
        offset = strip.end()
    strong = [match for match in _STRONG.finditer(part, offset) if match.end() == len(part) or _is_verb(part, match)]
    if strong:
        offset, verb = strong[-1].end(), strong[-1].group()
    while match := _VERB.match(part, offset):
        offset, verb = match.end(), match.group()
    if strip := re.compile(r"(?:了|出|好|的|各类|一批|“|”|市级|约|不少于|至少)+").match(part, offset):
        offset = strip.end() if strip.group() != "市级" else offset
    noun = part[offset:].strip("“”‘’\"的 \u3000、")
    return noun if len(noun) >= 2 else "", verb, lead + offset


def _is_verb(part: str, match: re.Match[str]) -> bool:
    """Whether the word opens a phrase and is not inside a noun: 建设用地, 产业培育基地, 成果推广中心."""
    if match.group() in ("建设", "推广", "实施", "改造", "培训", "组织", "发布", "研发", "开发", "培育", "认定", "编制", "推动", "推进", "开展") and match.start() > 0:
        return bool(re.search(r"(?:全市|企业|引导|支持|新|力争|局|委|政府|市|单位|高校|共同|联合|牵头|分批|累计|每年|组织|负责)$", part[: match.start()]))
    return True


def _states(quantity: Quantity, verb: str, context: _Context) -> bool:
    """Whether the words make it something to reach and not a mere figure."""
    if quantity.explicit:
        return True
    return quantity.unit in COUNT_UNITS | {"%"} and bool(verb or context.mood == "future" or context.indicator)


def _noun_after(after: str) -> tuple[str, int]:
    """The counted thing behind the unit: “个以上智能建造示范项目”."""
    skipped = _GENERIC.match(after)
    start = skipped.end() if skipped else 0
    match = _NOUN_END.search(after, start)
    stop = match.start() if match else len(after)
    noun = after[start:stop].strip("“”‘’\"的 \u3000")
    return (noun, stop) if len(noun) >= 2 else ("", 0)
