"""Quantified targets in running text: indicator, comparator, value, unit and the day they are due."""

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract import carrying, clauses, conditions, indicators, measures, naming, quantities, things, topics
from pipeline.extract.clauses import Clause, Context, SectionKind
from pipeline.extract.indicators import Named
from pipeline.extract.leads import next_lead
from pipeline.extract.passages import Found
from pipeline.extract.quantities import Quantity
from pipeline.extract.units import PARTS, is_counted
from pipeline.extract.verbs import DEED
from pipeline.findings import Target
from pipeline.language import Name
from pipeline.text.written import YEAR_SO_FAR

_SENTENCE = re.compile(r"[^。；;！？!?\n]+")
_YEARLY = re.compile(r"每年|年均|每年度|逐年|(?<![\d一二两三四五])年(?:招生|训练|培训(?!能力)|新增|增长|递增)")
_IN_ALL = re.compile(r"累计|合计|总计|共|三年|到20")
_BASE = re.compile(
    rf"(?:{YEAR_SO_FAR}年|目前|现状|现有|基期|当前)[^，]{{0,6}}(?:为|是|达|占|有)?[\d一二三四五六七八九十]"
)
_LEAST = re.compile(r"至少|不少于|不低于")


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a clause with what they share: days, indicators and the comparator of a list."""

    items: tuple[Quantity, ...]
    days: dict[int, date]
    nouns: dict[int, str]


def targets(
    text: str, dates: Sequence[Found], known: Sequence[Name], *, section: SectionKind = "", due: date | None = None
) -> list[Found]:
    """Targets of a passage.

    `dates` are its periods, `known` its names of indicators; `section` says what its section is on, `due` is the day
    that its column or row in a table or its heading names.
    """
    start = {"past": "past", "goals": "future"}.get(section, "")
    fresh = Context(due, start, known=frozenset(name.stop for name in known), section=section)
    found: list[Found] = []
    carried, context = due, fresh
    for sentence in _SENTENCE.finditer(text):
        inside = [item for item in dates if sentence.start() <= item.start < sentence.end()]
        context = context if context.due == carried else replace(context, due=carried)
        last = not text.startswith(("；", ";"), sentence.end())  # what a semicolon parts still belongs together
        items, context = _of_sentence(sentence, inside, context, last=last)
        found += items
        context = fresh if last else context
        carried = carrying.day_after(sentence, inside) or carried
    return found


def _of_sentence(
    sentence: re.Match[str], dates: list[Found], context: Context, *, last: bool
) -> tuple[list[Found], Context]:
    """The targets of a sentence, and what the next one inherits, which for the `last` one is of no matter."""
    text, (start, stop) = sentence.string, sentence.span()
    if last and not quantities.any_in(text, start, stop):
        return [], context
    walk = [
        (clause, list(quantities.find(text, clause.start, clause.stop)))
        for clause in clauses.clauses(text, start, stop, dates)
    ]
    valued = [at for at, (_, values) in enumerate(walk) if values]
    if not valued:
        return [], functools.reduce(clauses.updated, (clause for clause, _ in walk), context)
    found: list[Found] = []
    outer: list[Context] = []
    counted = False  # whether the brackets hold values; dates alone go on to hold: 第二阶段（2023年7月—2024年12月）
    for at, (clause, values) in enumerate(walk[: valued[-1] + 1] if last else walk):
        while len(outer) > clause.depth:  # what brackets say ends with them
            before = outer.pop()
            due = before.due if counted else context.due
            context = replace(context, mood=before.mood, due=due, indicator=before.indicator, unit=before.unit)
        outer += [context] * (clause.depth - len(outer))
        context = clauses.updated(context, clause)
        inside = [item for item in values if not _is_hidden(item, clause)]
        counted = bool(inside) and clause.depth > 0
        if counted and _is_base(clause):
            found[-1:] = [_based(item, inside[0]) for item in found[-1:]]
            continue
        coming = [item for later, values in walk[at + 1 :] if later.depth == clause.depth for item in values]
        items, context = (
            _of_clause(clause, _values(clause, inside, context), context, coming) if inside else ([], context)
        )
        found += items
        context = _passed(clause, inside, context, named=bool(items))
    return found, context


def _of_clause(
    clause: Clause, values: _Values, context: Context, coming: Sequence[Quantity]
) -> tuple[list[Found], Context]:
    """The targets of a clause, and what the next one inherits; `coming` are the values of the clauses behind it."""
    found, verbs, before, days = [], [], context.due, set()
    for at, quantity in enumerate(values.items):
        if quantity.start < clause.lead:  # in the name behind the value before: 1家产值过10亿元企业
            continue
        day = values.days.get(quantity.start) or clauses.due(clause, quantity, context)
        per = _per(clause, quantity, context)
        context = context if (day, per) == (context.due, context.per) else replace(context, due=day, per=per)
        days.add(day)
        target = _target(clause, quantity, context, values.nouns, [*values.items[at + 1 :], *coming])
        if target is not None and isinstance(target.value, Target):
            named = (target.value.unit, target.value.indicator)
            context = replace(context, unit=named[0], indicator=named[1], names=(named, *context.names[:8]), topic="")
            if context.mood != "past":  # 现有5家，到2025年达到12家: only the second is a target, of the first's name
                found.append(target)
                verbs.append(indicators.before(clause.text, clause.lead, quantity.start).verb)
        if at + 1 < len(values.items):
            clause = _behind(clause, values.items[at : at + 2], target)
    found = things.told_apart(found, verbs)
    return found, replace(context, due=before) if len(days) > 1 else context  # 2023年9个、2024年7个，其中……


def _behind(clause: Clause, pair: Sequence[Quantity], target: Found | None) -> Clause:
    """The clause as the second value of the pair finds it, behind the first and what that one counts."""
    first = pair[0]
    lead = next_lead(clause, pair, target)
    verb = indicators.before(clause.text, clause.lead, first.start).verb
    listed = target is not None or (bool(verb) and lead > first.stop + 2)
    return replace(clause, lead=lead, listed=listed, verb=verb or clause.verb)


def _passed(clause: Clause, inside: Sequence[Quantity], context: Context, *, named: bool) -> Context:
    """What the next clause inherits: the day named last, and what a clause without a value was about."""
    ends = [day for item in clause.dates if (day := clauses.due_of(item)) and not clauses.compared(clause.text, item)]
    if clause.dates:
        due = ends[-1] if ends and (not inside or len(ends) == 1) else context.due
        begun = not inside and clauses.tells(clause)
        context = replace(context, due=due, years=clauses.years_of(clause.dates[-1]), begun=begun)
    if named:
        return context
    topic, barred = topics.topic(clause, context), conditions.is_case(clause)
    same = (topic, barred) == (context.topic, context.barred)
    return context if same else replace(context, topic=topic, barred=barred)


def _based(found: Found, base: Quantity) -> Found:
    """The target with where it starts from, if the bracket behind it says so in its unit."""
    if not isinstance(found.value, Target) or found.value.unit != base.unit or found.value.baseline is not None:
        return found
    return replace(found, value=replace(found.value, baseline=base.value))


def _is_base(clause: Clause) -> bool:
    """（2022年为4家）: where the indicator stands today."""
    return bool(_BASE.match(clause.words))


def _is_hidden(quantity: Quantity, clause: Clause) -> bool:
    """Whether it is part of a date or of the title of a document."""
    near = clause.text[max(0, quantity.start - 80) : quantity.start]
    if near.rfind("《") > near.rfind("》"):
        return True
    return quantity.baseline is None and any(item.start <= quantity.start < item.stop for item in clause.dates)


def _values(clause: Clause, inside: list[Quantity], context: Context) -> _Values:
    """The values of the clause; in a list behind 分别 the first one's comparator holds for all."""
    days = clauses.shared_dates(clause, inside, context)
    if len(inside) < 2:
        return _Values(tuple(inside), days, {})
    first = inside[0]
    head = clause.text[clause.start : first.start]
    apart = max(head.rfind("分别"), head.rfind("依次"))
    if apart >= 0:
        inside = [item if (item.explicit and not first.change) or not first.stated
                  else replace(item, comparator=first.comparator, explicit=True) for item in inside]  # fmt: skip
    nouns = [] if days else _names(clause, inside, clause.start + apart if apart >= 0 else -1)
    return _Values(tuple(inside), days, {item.start: noun for item, noun in zip(inside, nouns, strict=False)})


def _names(clause: Clause, inside: Sequence[Quantity], apart: int) -> list[str]:
    """An indicator for each value: 办结率、满意率分别达到100%和95%, where 分别 stands at `apart` or, of rates, is left out."""
    first, edge = inside[0], naming.edge_of(clause, inside[0])
    counted = is_counted(first.unit)
    between = indicators.without_adverbs(clause.text[apart : first.start]) if apart > edge else ""
    if between and not DEED.fullmatch(between):  # 在住宅、学校分别建成|示范工程
        apart = edge
    named = indicators.before(
        clause.text, edge, apart if apart > edge else first.start, whole=apart > edge, counted=counted
    )
    names = indicators.shared(named, len(inside))
    if apart < 0:
        listed = all(clause.text[a.stop : b.start] in ("、", "和") for a, b in itertools.pairwise(inside))
        return names if listed and all(measures.MEASURE.search(name) for name in names) else []
    return names


def _per(clause: Clause, quantity: Quantity, context: Context) -> str:
    """“年” from 每年 on, until another day or a sum over the years is named."""
    head = clause.text[clause.start : quantity.stop]
    if "每年" in head:
        return "年"
    return "" if clause.dates or _IN_ALL.search(head) or not is_counted(quantity.unit) else context.per


def _target(
    clause: Clause, quantity: Quantity, context: Context, nouns: Mapping[int, str], later: Sequence[Quantity]
) -> Found | None:
    """The target that the value states, if it does; `nouns` are indicators by a value's place, `later` the values behind it."""
    if conditions.rules_out(clause, quantity) or context.barred:
        return None
    if noun := nouns.get(quantity.start):
        found: Named | None = Named(noun, quantity.start, quantity.stop)
    else:
        found = _of_thing(naming.named(clause, quantity, context, later), quantity, context)
    if found is None or not conditions.plausible(found.noun, quantity):
        return None
    return _made(clause, quantity, found, context)


def _of_thing(found: Named | None, quantity: Quantity, context: Context) -> Named | None:
    """The name as that of a thing; what only points back (其余8个) is of the thing before."""
    if found is None or not found.noun:
        return found
    noun = things.thing(found.noun, quantity.unit)
    before = context.indicator if context.unit == quantity.unit else ""
    return replace(found, noun=noun or before) if noun or before else None


def _made(clause: Clause, quantity: Quantity, found: Named, context: Context) -> Found:
    head = clause.text[clause.start : quantity.start]
    noun, way = measures.changed(found.noun)
    if quantity.change or not (way == "-" or quantity.unit in PARTS):
        noun, way = found.noun, ""
    comparator = (
        (way if not quantity.stated else "") or quantity.comparator or (">=" if _LEAST.search(head[-12:]) else "=")
    )
    per = "年" if _YEARLY.search(head) else "" if quantity.change else context.per
    day = None if per and context.begun and not clause.dates else context.due
    value = Target(noun, comparator, quantity.value, quantity.unit, day, quantity.baseline, per)  # type: ignore[arg-type]
    return Found(value, found.start, found.stop)
