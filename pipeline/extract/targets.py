"""Quantified targets in running text: indicator, comparator, value, unit and the day they are due."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract import indicators, quantities
from pipeline.extract.passages import Found
from pipeline.extract.quantities import Quantity
from pipeline.findings import Period, Target
from pipeline.language import Name

FIRST_YEAR = 2022
"""Years before it are the base that plans compare with: the notice is of May 2022."""
COUNT_UNITS = frozenset(
    [
        "个", "家", "项", "座", "栋", "幢", "台", "台套", "套", "条", "部", "名", "人", "人次", "件", "所",
        "处", "万人", "万人次", "万平方米", "平方米", "亿平方米", "款", "间", "支", "户", "万户", "门", "册",
        "批", "份", "片", "本", "万件", "万台", "万套", "宗", "种",
    ]
)  # fmt: skip
_SENTENCE = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE = re.compile(r"[，：:,（）()]")
_PAST = re.compile(
    r"已(?!有的|确定)|截至|截止|目前|现有|现已|近年来|近[两三五]年|去年|前年|曾|先后|位居"
    r"|居全|上年|历年|全年(?:完成|实现)|实有|现状|在册|一直|紧缺|突出"
)
_FUTURE = re.compile(r"力争|确保|目标|将|拟|计划|每年|试点期|期满|争取|预计|[一两三]年内|今后|逐年|到20|不少于|不低于")
_CONDITION = re.compile(
    r"^(?:对|凡|如|若|未(?!来)|按(?!期|时)|给予|当(?![地年])|经(?![济营开])|发现|单个|单项|(?:\d[.、．])?每个|每家|每项|每名|首次"
    r"|申请|单体|设备(?:购置|投资)|下设|设(?=[一二三四五六七八九\d]))|给予|奖励|补助|补贴|奖补|不足|低于[^，]*的|未达|封顶|上限|罚"
    r"|扣|授信|保费|利率|费率|首付|租金|配备|下设|涨幅|跌幅|占地|年产能(?!力?$)|可容纳|可供|不计容"
)
_FUNDS = re.compile(r"经费|资金|贷款|预算|基金|专项|列支|支出|总投资|额度|造价")
_ATTRIBUTE = re.compile(r"的(?!目标|水平|速度|要求$|增速)")
_DEEDS = frozenset(
    [
        "建成", "打造", "培育", "新建", "引进", "创建", "形成", "改造", "编制", "建设", "选树", "孵化",
        "攻克", "研发", "建立", "设立", "出台", "制定", "培养",
    ]
)  # fmt: skip
"""After these even 三座 is a target; 三个 elsewhere mostly sums up what was just listed."""
_HAN_NUMBER = re.compile(r"[一二三四五六七八九两十]{1,4}$")
_INHERITED = re.compile(r"(?:年均|年度|累计)?(?:增速|增长率|增幅)$")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a value inherits from the words before it in its sentence and block."""

    due: date | None = None
    mood: str = ""
    """past, future, or "" where nothing tells."""
    indicator: str = ""
    unit: str = ""
    known: frozenset[int] = frozenset()
    """Where names of the indicator lexicon end."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """`text[start:stop]` between commas, with the dates in it; `lead` is where the words before a value begin."""

    start: int
    stop: int
    dates: tuple[Found, ...]
    lead: int


def targets(
    text: str, dates: Sequence[Found], known: Sequence[Name], *, past: bool = False, due: date | None = None
) -> list[Found]:
    """Targets of a passage.

    `dates` are its periods, `known` its names of indicators; `past` says that it stands in a section on what exists
    already, `due` is the day that its column or row in a table names.
    """
    ends = frozenset(name.stop for name in known)
    found: list[Found] = []
    carried = due
    for sentence in _SENTENCE.finditer(text):
        inside = [item for item in dates if sentence.start() <= item.start < sentence.end()]
        found += _of_sentence(text, sentence, inside, _Context(carried, "past" if past else "", known=ends))
        stage = len(sentence.group()) <= 40 and re.search(r"阶段[（(：:]", sentence.group())
        goals = [day for item in inside if (day := due_of(item)) and (stage or text[: item.start].endswith("到"))]
        carried = goals[-1] if goals else carried
    return found


def due_of(item: Found) -> date | None:
    """The last day of a period that lies in the plan's time."""
    value = item.value
    if not isinstance(value, Period) or value.end is None or value.end.year < FIRST_YEAR:
        return None
    return value.end


def _clauses(text: str, start: int, stop: int, dates: list[Found]) -> Iterator[_Clause]:
    at = start
    edges = [match.span() for match in _CLAUSE.finditer(text, start, stop) if not _in_number(text, match)]
    for left, right in [*edges, (stop, stop)]:
        yield _Clause(at, left, tuple(item for item in dates if at <= item.start < left), at)
        at = right


def _in_number(text: str, match: re.Match[str]) -> bool:
    """The comma of 3,000."""
    return bool(re.fullmatch(r"\d[,，]\d{3}", text[max(0, match.start() - 1) : match.end() + 3]))


def _of_sentence(text: str, sentence: re.Match[str], dates: list[Found], context: _Context) -> Iterator[Found]:
    for clause in _clauses(text, sentence.start(), sentence.end(), dates):
        context = _updated(context, text, clause)
        first = True
        inside = [item for item in quantities.find(text, clause.start, clause.stop) if not _in_date(item, clause)]
        shared, nouns = _distributed(text, clause, inside), _nouns(text, clause, inside)
        for quantity in inside:
            context = replace(context, due=shared.get(quantity.start) or _due(text, clause, quantity, context))
            target = _target(text, clause, quantity, context)
            if target is not None and isinstance(target.value, Target):
                value = replace(target.value, indicator=nouns.get(quantity.start, target.value.indicator))
                context = replace(context, indicator=value.indicator, unit=value.unit)
                if (
                    context.mood != "past"
                ):  # 现有5家，到2025年达到12家: only the second is a target, of the first's name
                    yield replace(target, value=value)
            clause = replace(clause, lead=_behind_separator(text, max(clause.lead, quantity.stop)))
            first = False
        ends = [day for item in clause.dates if (day := due_of(item)) and not _compared(text, item)]
        context = replace(context, due=ends[-1] if ends and (first or len(ends) == 1) else context.due)


def _in_date(quantity: Quantity, clause: _Clause) -> bool:
    return quantity.baseline is None and any(item.start <= quantity.start < item.stop for item in clause.dates)


def _distributed(text: str, clause: _Clause, inside: list[Quantity]) -> dict[int, date]:
    """Due dates by position of the value: 2023年、2024年分别达到35%、40%."""
    days = [day for item in clause.dates if (day := due_of(item))]
    if len(days) < 2 or len(days) != len(inside) or clause.dates[-1].start > inside[0].start:
        return {}
    if not re.search(r"分别|依次", text[clause.start : clause.stop]):
        return {}
    return {quantity.start: day for quantity, day in zip(inside, days, strict=True)}


def _nouns(text: str, clause: _Clause, inside: list[Quantity]) -> dict[int, str]:
    """Indicators by position of the value: 办结率、满意率分别达到100%和95%."""
    if len(inside) < 2 or clause.dates or "分别" not in text[clause.start : inside[0].start]:
        return {}
    named = indicators.before(text, clause.start, inside[0].start)
    parts = re.split(r"、|和|及", named.noun)
    return {item.start: part for item, part in zip(inside, parts, strict=True)} if len(parts) == len(inside) else {}


def _behind_separator(text: str, at: int) -> int:
    match = re.compile(r"(?:、|以及|和|及|，|并|或)").match(text, at)
    return match.end() if match else at


def _compared(text: str, item: Found) -> bool:
    """A year that only serves comparison: 较2021年."""
    return re.search(r"(?:较|(?<!占)比|与|同|由|从)$", text[: item.start]) is not None


def _updated(context: _Context, text: str, clause: _Clause) -> _Context:
    """The context with the clause's own mood: years to come and 力争 look ahead, 已 and past years back."""
    words = re.sub(r"[由从](?:现状|目前|现有)的?", "", text[clause.start : clause.stop])
    own = [item for item in clause.dates if not _compared(text, item) and isinstance(item.value, Period)]
    ahead = any(due_of(item) or _months(item) or _open(item) for item in own)
    behind = any(isinstance(item.value, Period) and item.value.end and item.value.end.year < FIRST_YEAR for item in own)
    if (behind and not ahead) or (_PAST.search(words) and not re.search(r"力争|到20", words)):
        return replace(context, mood="past")
    if (ahead or _FUTURE.search(words)) and not (context.mood == "past" and not ahead and "力争" not in words):
        return replace(context, mood="future")
    return context


def _months(item: Found) -> bool:
    return isinstance(item.value, Period) and (item.value.months is not None or item.value.kind == "pilot")


def _open(item: Found) -> bool:
    return (
        isinstance(item.value, Period)
        and item.value.end is None
        and item.value.start is not None
        and item.value.start.year >= FIRST_YEAR
    )


def _due(text: str, clause: _Clause, quantity: Quantity, context: _Context) -> date | None:
    """The last date before the value, else one behind it (项目10个于2022年12月底前公布), else what is inherited."""
    early = [
        day
        for item in clause.dates
        if item.stop <= quantity.stop and (day := due_of(item)) and not _compared(text, item)
    ]
    if early:
        return early[-1]
    late = [day for item in clause.dates if item.start >= quantity.stop and (day := due_of(item))]
    return late[0] if late and context.due is None else context.due


def _target(text: str, clause: _Clause, quantity: Quantity, context: _Context) -> Found | None:
    head = text[clause.start : quantity.start]
    if _CONDITION.search(head) and quantity.baseline is None:
        return None
    named = _named(text, clause, quantity)
    if named.noun:
        found = _leading(text, clause, quantity, named, context)
    else:
        found = _following(text, clause, quantity, named, context)
    if found is None or not _plausible(found.noun, quantity):
        return None
    noun, way = indicators.changed(found.noun) if quantity.unit == "%" and not quantity.change else (found.noun, "")
    comparator = way or quantity.comparator or (">=" if re.search(r"至少|不少于|不低于", head[-12:]) else "=")
    per = "年" if re.search(r"每年|年均|每年度|(?<!\d)年(?:招生|训练|培训|新增)", head) else ""
    value = Target(noun, comparator, quantity.value, quantity.unit, context.due, quantity.baseline, per)  # type: ignore[arg-type]
    return Found(value, found.start, found.stop)


def _named(text: str, clause: _Clause, quantity: Quantity) -> indicators.Named:
    """The words before the value; where a date stands between, those behind the date, else those before it."""
    edge = clause.lead
    for item in clause.dates:
        if clause.lead <= item.start and item.stop <= quantity.start and not _compared(text, item):
            edge = item.stop
    named = indicators.before(text, edge, quantity.start)
    if named.noun or named.verb or edge == clause.lead:
        return named
    dated = [item for item in clause.dates if item.stop == edge]
    earlier = indicators.before(text, clause.lead, dated[0].start)
    return replace(earlier, stop=quantity.start) if earlier.noun else named


def _leading(
    text: str, clause: _Clause, quantity: Quantity, named: indicators.Named, context: _Context
) -> indicators.Named | None:
    """“装配率达到50%以上”, “示范项目30个”."""
    if _ATTRIBUTE.match(text, quantity.stop, clause.stop):
        return None
    if (
        quantity.unit == "%"
        and not quantity.explicit
        and (noun := indicators.share(text, named.noun, quantity.stop, clause.stop))
    ):
        return indicators.Named(noun, named.start, clause.stop)
    if quantity.unit in ("亿元", "万元", "元") and not (quantity.explicit and indicators.ECONOMIC.search(named.noun)):
        return None
    if (
        _HAN_NUMBER.match(quantity.digits)
        and quantity.comparator in ("", "=")
        and quantity.unit != "%"
        and ("、" in named.noun or not named.verb)
    ):
        return None
    if text[quantity.start - 1] == "的" and not quantity.comparator:  # a share of it: 按研发投入的20%
        return None
    said = quantity.explicit or named.verb or context.mood == "future" or context.indicator
    rate = quantity.unit == "%" and (indicators.RATE.search(named.noun) or indicators.changed(named.noun)[1])
    if not (said or rate or named.start + len(named.noun) in context.known):
        return None
    if not quantity.explicit and quantity.unit not in COUNT_UNITS | {"%", "倍", "百分点"}:
        return None
    tail = named.noun.rpartition("、")[2]
    if (
        quantity.change
        and "、" in named.noun
        and len(tail) >= 2
        and not re.search(r"[均都]|分别", text[named.start : quantity.start])
    ):
        return indicators.Named(tail, quantity.start - len(tail), quantity.stop)
    return replace(named, stop=quantity.stop)


def _following(
    text: str, clause: _Clause, quantity: Quantity, named: indicators.Named, context: _Context
) -> indicators.Named | None:
    """“培育5家骨干企业”, “60%以上的企业完成改造”, or a value that goes on with the indicator before it."""
    head = text[clause.lead : quantity.start].strip("、在 ")
    dated = any(item.stop <= quantity.start for item in clause.dates)
    if quantity.unit == "%" and (noun := indicators.share(text, "", quantity.stop, clause.stop)):
        return indicators.Named(noun, quantity.start, clause.stop)
    if (
        named.verb
        and not (_HAN_NUMBER.match(quantity.digits) and named.verb not in _DEEDS)
        and quantity.unit in COUNT_UNITS
        and not quantity.change
        and not (_HAN_NUMBER.match(quantity.digits) and "、" in head)
    ):
        behind = indicators.behind(text, quantity.stop, clause.stop)
        if behind is not None:
            return replace(behind, start=named.start)
    if (
        quantity.explicit
        and (whole := indicators.before(text, clause.lead, quantity.start, whole=True)).noun
        and not dated
    ):
        return replace(whole, stop=quantity.stop)
    goes_on = quantity.explicit or dated or named.verb or not head
    if not context.indicator or not goes_on or _ATTRIBUTE.match(text, quantity.stop, clause.stop):
        return None
    if quantity.unit == context.unit or (quantity.change and quantity.unit in ("%", "百分点") and not head):
        return indicators.Named(context.indicator, quantity.start, quantity.stop)
    noun = _INHERITED.sub("", context.indicator)
    return (
        indicators.Named(noun, quantity.start, quantity.stop)
        if noun != context.indicator and quantity.explicit
        else None
    )


def _plausible(noun: str, quantity: Quantity) -> bool:
    if quantity.digits in ("一", "1") and quantity.unit in ("批", "份", "套", "件") and not quantity.explicit:
        return False
    if not 2 <= len(noun) <= 40 or indicators.is_staff(noun, quantity.value, quantity.unit):
        return False
    return not (quantity.unit.endswith("元") and _FUNDS.search(noun))
