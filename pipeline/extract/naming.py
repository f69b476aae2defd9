"""What a value counts or measures: the words before it (示范项目30个), behind it (30个示范项目), or said earlier."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract import clauses, indicators, measures, things
from pipeline.extract.clauses import Clause, Context
from pipeline.extract.indicators import Named
from pipeline.extract.leads import SEPARATOR
from pipeline.extract.quantities import Quantity
from pipeline.extract.units import ONLY_WITH_A_VERB, PARTS, is_counted
from pipeline.extract.verbs import DEEDS, WITH_NUMERAL

_ATTRIBUTE = re.compile(r"的(?!目标|水平|速度|要求$|增速|比例$)")
_HAN_NUMBER = re.compile(r"[一二三四五六七八九两十百千]{1,4}$")
_GROWTH = re.compile(r"(?:年均|年度|累计)?(?:增速|增长率|增幅)$")
_PASSIVE = re.compile(r"(?:(?<!形成)(?<!组建)(?<!打造)(?<!建立)由|[对向从与给经])$")
_ACTS = re.compile(
    r"(?:全部|均|都)?(?:实施|采用|应用|执行|纳入|实现|使用|建成|成为|完成|落实|接入|覆盖|实行|达到|具备|开展|推行|通过"
    r"|提交|运用|推广|安装|配备|配置|启用|建立)"
)
_DONE = re.compile(r"(?<=..)(?:累计)?(?:完成|建成|投用)$")
_BRACKET = re.compile(r"[（(](?![^（）()]*\d)[^（）()]*[）)]$")
"""Explains the name before it; one with a figure is of that figure: 骨干企业（2022年4家）."""
BRACKET = 60
"""Most characters of such a bracket."""
TEN = 10
"""Han numerals below this are mostly no targets: 三个阶段."""
_STEP = re.compile(r"大关|规模|目标|水平|台阶|门槛|关口|以?上下")
"""What a value reaches rather than describes: 突破100亿元大关."""
_JOINT = re.compile("[均都]|分别")
_IN_ALL = re.compile(r"(?:[一两二三四五]年|全市|全区|全州|期内)?(?:共计?|总共|总计|合计|累计)(?:安排|实施)?")
_NEXT_YEAR = re.compile(
    r"(?:以上|以下|左右)?(?:[、，]|[、，]?(?:以及|和|及))(?:到|至|力争)?(?:20\d\d年[底末度]?前?|第[一二三四五1-5]年度?|次年)，?"
    rf"(?:计划|力争|再|新|累计|各|约)*(?:{DEEDS})?(?:了|出|约|各)?"
)
"""Between the values of a list by years: 2023年培育3家，2024年培育|5家骨干企业."""


def named(clause: Clause, quantity: Quantity, context: Context, later: Sequence[Quantity]) -> Named | None:
    """The indicator of a value, None where the words do not make it something to reach; `later` are the values behind it."""
    own = _before(clause, quantity)
    verb = "" if own.noun else own.verb or (clause.verb if clause.listed else "")
    follow = indicators.behind(clause.text, quantity.stop, clause.stop, verb=verb)
    if share := _share(clause, quantity, own):
        return share
    if own.noun and not (follow and _is_object(quantity, own)):
        described = follow is not None and _is_attribute(own, quantity, follow)
        return None if described else _leading(clause, quantity, own, context)
    if found := _following(clause, quantity, own, follow, context):
        return found
    if follow and not (own.verb or quantity.stated or clause.listed):  # 2万平方米以上公共建筑
        return None
    return _continued(clause, quantity, own, context, later)


def _before(clause: Clause, quantity: Quantity) -> Named:
    """The words before the value; where dates stand between, those behind them, else those before them."""
    text, counted, edge = clause.text, is_counted(quantity.unit), edge_of(clause, quantity)
    if clause.depth and quantity.start == clause.start and text[clause.start - 1] in "（(":  # 骨干企业（20家）
        stop = clause.start - 1
        start = max(text.rfind(mark, max(0, stop - 30), stop) for mark in "，。；、：:（）()") + 1
        return indicators.before(text, max(start, stop - 30), stop, whole=True)
    if quantity.start == clause.start and (whole := _before_bracket(text, clause.start)):
        return whole
    own = indicators.before(text, edge, quantity.start, counted=counted)
    follow = own.verb and indicators.behind(text, quantity.stop, clause.stop, verb=own.verb)
    if own.noun or follow or edge == clause.lead:
        return own
    first = min(item.start for item in clause.dates if clause.lead <= item.start < edge)
    earlier = indicators.before(text, clause.lead, first, counted=counted)
    fits = earlier.noun and not earlier.noun.endswith(("局", "委", "政府", "部门", "厅"))
    return replace(earlier, stop=quantity.start, verb=own.verb) if fits else own


def _before_bracket(text: str, stop: int) -> Named | None:
    """The words before a bracket that ends right before the value: 编制地方标准（导则、指南）|15项."""
    bracket = _BRACKET.search(text, max(0, stop - BRACKET), stop)
    if bracket is None:
        return None
    first = bracket.start()
    start = max(text.rfind(mark, max(0, first - indicators.LONGEST), first) for mark in "，。；、：:（）()") + 1
    return indicators.before(text, max(start, first - indicators.LONGEST), first, whole=True)


def edge_of(clause: Clause, quantity: Quantity) -> int:
    """Where the words before the value begin: behind the last date."""
    stops = [item.stop for item in clause.dates if clause.lead <= item.start and item.stop <= quantity.start
             and not clauses.compared(clause.text, item)]  # fmt: skip
    return max([clause.lead, *stops])


def _share(clause: Clause, quantity: Quantity, named: Named) -> Named | None:
    """“60%以上的企业完成改造” and “新建住宅100%实施装修”."""
    if quantity.unit != "%" or (named.noun and quantity.explicit) or quantity.change:
        return None
    rest = clause.text[quantity.stop : clause.stop].strip()
    if named.noun:
        noun = named.noun + rest if _ACTS.match(rest) and len(rest) >= 4 else ""
    else:
        noun = rest[1:] if rest.startswith("的") and _ACTS.search(rest, 3) and len(rest) <= 30 else ""
    return Named(noun, named.start if named.noun else quantity.start, clause.stop) if noun else None


def _is_object(quantity: Quantity, named: Named) -> bool:
    """Whether what stands behind the number is what it counts, so that the words before it hold a verb: 整治|20个|工地."""
    return is_counted(quantity.unit) and not quantity.change and not measures.MEASURE.search(named.noun)


def _is_attribute(named: Named, quantity: Quantity, follow: Named) -> bool:
    """“年产值10亿元以上企业”, “占地5000平方米以上工地”: a measure that describes the noun behind it."""
    if _STEP.match(follow.noun):
        return False
    return (
        not is_counted(quantity.unit) or bool(measures.MEASURE.search(named.noun)) or quantity.unit.endswith("平方米")
    )


def _leading(clause: Clause, quantity: Quantity, named: Named, context: Context) -> Named | None:
    """“装配率达到50%以上”, “示范项目30个”."""
    text = clause.text
    if _ATTRIBUTE.match(text, quantity.stop, clause.stop) or not _is_said(clause, quantity, named, context):
        return None
    if quantity.unit.endswith("元") and not measures.ECONOMIC.search(named.noun):
        return None
    numeral = _HAN_NUMBER.match(quantity.digits) and quantity.comparator in ("", "=") and quantity.unit not in PARTS
    small = quantity.value < TEN
    if numeral and ((small and "、" in named.noun) or not (named.verb or (quantity.explicit and not small))):
        return None
    if text[quantity.start - 1] == "的" and not quantity.comparator:  # a share of it: 按研发投入的20%
        return None
    tail = named.noun.rpartition("、")[2]
    joint = _JOINT.search(text, named.start, quantity.start)
    if quantity.change and "、" in named.noun and len(tail) >= 2 and not joint:
        return Named(tail, quantity.start - len(tail), quantity.stop)
    return replace(named, stop=quantity.stop)


def _is_said(clause: Clause, quantity: Quantity, named: Named, context: Context) -> bool:
    """Whether the words make the number something to reach: 达到, a verb before the noun, a year to come."""
    if quantity.explicit or context.mood == "past":  # of the past only the name is kept
        return True
    ahead = context.mood == "future" or bool(context.indicator)
    if quantity.unit.endswith("元") and ahead and measures.RESULT.search(named.noun):
        return True
    if not is_counted(quantity.unit) and quantity.unit not in PARTS:
        return bool(named.verb or measures.changed(named.noun)[1]) and quantity.unit not in ONLY_WITH_A_VERB
    noun = named.noun
    rate = quantity.unit == "%" and bool(measures.RATE.search(noun) or measures.changed(noun)[1])
    hinted = named.verb or ahead or rate or (context.topic and clause.explains)
    return bool(hinted) or named.start + len(noun) in context.known


def _following(
    clause: Clause, quantity: Quantity, named: Named, follow: Named | None, context: Context
) -> Named | None:
    """“培育5家骨干企业”."""
    passive = _PASSIVE.search(clause.text, clause.lead, quantity.start)
    if not named.verb and (quantity.unit.endswith("平方米") or clause.text.startswith("的", quantity.stop)):
        return None  # 3万平方米以上公共建筑, 配套超过150家的产业集群
    if follow is None or quantity.change or passive or not is_counted(quantity.unit):
        return None
    head = clause.text[clause.start : quantity.start]
    first = not clause.dates and not indicators.without_adverbs(head)
    ahead = context.mood == "future" or clause.explains or head in ("即", "包括")
    unknown = len(named.noun) == 2 or (ahead and (quantity.explicit or first))
    in_all = _IN_ALL.fullmatch(clause.text, edge_of(clause, quantity), quantity.start)  # 累计|30个示范项目建成
    said = named.verb or unknown or quantity.stated or clause.listed or in_all or context.mood == "past"
    numeral = bool(_HAN_NUMBER.match(quantity.digits)) and (quantity.value < TEN or not named.verb)
    if numeral and (named.verb not in WITH_NUMERAL or "、" in clause.text[clause.lead : quantity.start]):
        return None
    return replace(follow, start=named.start) if said else None


def _continued(
    clause: Clause, quantity: Quantity, named: Named, context: Context, later: Sequence[Quantity]
) -> Named | None:
    """“完成厂房改造50家”, “2023年建成10个、2024年建成20个项目”, or a value that goes on with what was named before."""
    edge, counted = edge_of(clause, quantity), is_counted(quantity.unit)
    whole = indicators.before(clause.text, edge, quantity.start, whole=True, counted=counted)
    whole = replace(whole, noun=_DONE.sub("", whole.noun))
    if whole.noun and (
        quantity.explicit
        or (
            named.verb not in ("", "有")
            and (counted or quantity.unit in PARTS)
            and not _HAN_NUMBER.match(quantity.digits)
        )
    ):
        return replace(whole, stop=quantity.stop)
    if whole.noun and not named.noun:  # 投资78亿元，其中载体建设21亿元
        return None
    if _ATTRIBUTE.match(clause.text, quantity.stop, clause.stop):
        return None
    if ahead := _ahead(clause, quantity, later):
        return replace(ahead, start=quantity.start, stop=quantity.stop)
    bare = not indicators.without_adverbs(clause.text[edge : quantity.start])
    dated = edge > clause.lead
    if not (quantity.explicit or dated or named.verb or bare):
        return None
    if _HAN_NUMBER.match(quantity.digits) and not quantity.explicit and named.verb not in WITH_NUMERAL:
        return None
    total = _IN_ALL.fullmatch(clause.text, edge, quantity.start)  # 分四批安排示范工程，共26个
    done = bool(named.verb or total) or clause.explains
    noun = _inherited(quantity, context, bare=bare, done=done)
    noun = noun or things.by_deed(named.verb, quantity.unit, context.indicator)
    return Named(noun, quantity.start, quantity.stop) if noun else None


def _ahead(clause: Clause, quantity: Quantity, later: Sequence[Quantity]) -> Named | None:
    """The noun behind a later value of the same list, or of one by years, which goes on behind commas, too."""
    if not later or later[0].unit != quantity.unit or not SEPARATOR.match(clause.text, quantity.stop):
        return None
    if later[0].start < clause.stop and (
        found := indicators.behind(clause.text, later[0].stop, clause.stop, verb="建成")
    ):
        return found
    stop = quantity.stop
    for value in later:
        if value.unit != quantity.unit or not _NEXT_YEAR.fullmatch(clause.text, stop, value.start):
            return None
        stop = value.stop
        if found := indicators.behind(clause.text, stop, min(len(clause.text), stop + indicators.LONGEST), verb="建成"):
            return found
    return None


def _inherited(quantity: Quantity, context: Context, *, bare: bool, done: bool) -> str:
    """The indicator of the value before, or what the clause before was about, if the unit fits."""
    if context.topic:
        measured = bool(measures.MEASURE.search(context.topic))
        named = quantity.explicit or (done and not _HAN_NUMBER.match(quantity.digits))
        area = quantity.unit.endswith("平方米") and context.topic.endswith("面积")
        fits = quantity.explicit or quantity.unit == "%" or area if measured else is_counted(quantity.unit) and named
        return context.topic if fits else ""
    if quantity.unit == context.unit:
        return context.indicator
    if is_counted(quantity.unit) and (noun := dict(reversed(context.names)).get(quantity.unit)):
        return noun
    ratio = quantity.unit in PARTS and quantity.change
    level = context.unit in PARTS and quantity.explicit and not quantity.change
    if bare and (ratio or level):
        return _GROWTH.sub("", context.indicator)
    grown = _GROWTH.sub("", context.indicator)
    return grown if grown != context.indicator and quantity.explicit else ""
