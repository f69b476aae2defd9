"""The clauses of a sentence and what a value in them inherits: the day it is due, past or future, the indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.extract.passages import Found
from pipeline.extract.quantities import Quantity
from pipeline.findings import Period
from pipeline.text.commitment import GONE_BY
from pipeline.text.patterns import quick
from pipeline.text.written import FIRST_YEAR, YEAR_AFTER

_EDGE = re.compile(r"[，：:,（）()]")
_THOUSANDS = re.compile(r"\d[,，]\d{3}")
_INNER = re.compile(r"[（(](?:含|套|[^（）()]{1,6}[（(])[^（）()]*[）)]")
"""Brackets within a number or name: 60%（含）以上, 首台（套）."""
_PAST = quick(
    rf"{GONE_BY.pattern}|(?<![对将就])已(?!有的|确定)|现有|现已|近[几两三五\d]年|共有|居全|居[第前]|上年|全年(?:完成|实现)|实有|现状|在册"
    r"|紧缺|突出(?=[，。；]|$)|[仅只][为占有达]|不足[，。]|较低|偏低"
)
_FUTURE = quick(
    r"力争|确保|目标|将|拟|计划|每年|试点期|期满|争取|预计|[一两三]年内|今后|逐年|到20|不少于|不低于|未来"
    r"|^[两三]年入库"
)
_BASE = re.compile(r"[由从](?:现状|目前|现有|上年|去年|原来)的?|[较比]上年")
_AHEAD = re.compile(r"力争|到20|确保|争取|目标|计划|期[末满]|试点(?:结束|期)|三年[后内]|届时")
_TO_COME = re.compile(rf"力争|到20|截[至止]到?{YEAR_AFTER}")
_END = re.compile(r"末|满|结束")
_LATER = re.compile(r"以后|此后|之后|今后|后续")
_APART = re.compile("分别|依次|各年")
_COMPARED = re.compile(r"(?:较|(?<!占)比|与|同|由|从|相对|对比|参照|高于|低于)于?$")
_BASIS = re.compile(r"年?[底末]?(?:度)?(?:的?基础上|为基[数期准]|相比|水平|前?(?:实现)?碳(?:达峰|中和))")

_TELLING = 2
"""Characters behind a time that say what happens then."""

SectionKind = Literal["", "past", "goals"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a value inherits from the words before it in its sentence and block."""

    due: date | None = None
    mood: str = ""
    """past, future, or "" where nothing tells."""
    indicator: str = ""
    unit: str = ""
    names: tuple[tuple[str, str], ...] = ()
    """Units with the indicator that each was last used for, the newest first."""
    topic: str = ""
    """What a clause without a value was about: 装配率，2023年达到30%."""
    years: tuple[int, int] | None = None
    """First and last year of the stretch of time named last."""
    per: str = ""
    begun: bool = False
    """Whether `due` is when something else happens (2024年秋季招生，): what then comes every year is not due on it."""
    barred: bool = False
    """Whether the clause before was a case (得分90分以上的企业，), so that this one says what it earns."""
    section: SectionKind = ""
    """What the section is on: what exists already, which only 力争 and the like overrule, or the goals."""
    known: frozenset[int] = frozenset()
    """Where names of the indicator lexicon end."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:stop]` between commas or brackets, with the dates in it.

    `lead` is where the words before the next value begin; `depth` counts the brackets around it.
    """

    text: str
    start: int
    stop: int
    dates: tuple[Found, ...]
    lead: int
    depth: int = 0
    listed: bool = False
    """Whether the value before the next one made a target."""
    verb: str = ""
    """The one that governs the list so far: 推动|30家施工企业、10家设计企业."""

    @property
    def words(self) -> str:
        return self.text[self.start : self.stop]

    @property
    def explains(self) -> bool:
        """Whether it stands behind a colon: 创建星级工地：一星级100个."""
        return self.text[max(0, self.start - 1) : self.start] in ("：", ":")


def clauses(text: str, start: int, stop: int, dates: Sequence[Found]) -> Iterator[Clause]:
    """The clauses of the sentence `text[start:stop]`."""
    at, depth = start, 0
    inner = [match.span() for match in _INNER.finditer(text, start, stop)]
    for edge in [*_EDGE.finditer(text, start, stop), None]:
        left = edge.start() if edge else stop
        if edge and (_in_number(text, edge) or any(low <= left < high for low, high in inner)):
            continue
        yield Clause(text, at, left, tuple(item for item in dates if at <= item.start < left), at, depth)
        if edge:
            at = edge.end()
            depth = max(0, depth + (edge.group() in "（(") - (edge.group() in "）)"))


def _in_number(text: str, match: re.Match[str]) -> bool:
    """The comma of 3,000."""
    return match.group() in ",，" and _THOUSANDS.fullmatch(text, max(0, match.start() - 1), match.end() + 3) is not None


def due_of(item: Found) -> date | None:
    """The last day of a period that lies in the plan's time."""
    value = item.value
    if not isinstance(value, Period) or value.end is None or value.end.year < FIRST_YEAR:
        return None
    return value.end


def compared(text: str, item: Found) -> bool:
    """A year that only serves comparison: 较2021年, 在2022年基础上."""
    return bool(_COMPARED.search(text, max(0, item.start - 4), item.start) or _BASIS.match(text, item.stop))


def updated(context: Context, clause: Clause) -> Context:
    """The context with the clause's own mood: years to come and 力争 look ahead, 已 and past years back."""
    words = _BASE.sub("", clause.words)
    own = [item for item in clause.dates if isinstance(item.value, Period) and not compared(clause.text, item)]
    # of 2024年起每年不少于300家, 试点期末 and 此后 the day before does not hold, and no other does
    past = any(_open(item) or _ends_pilot(item, clause) for item in own) or (not clause.dates and _LATER.search(words))
    due = None if past else context.due
    mood = _mood(context, words, own)
    return context if (due, mood) == (context.due, context.mood) else replace(context, due=due, mood=mood)


def _mood(context: Context, words: str, own: Sequence[Found]) -> str:
    """What the words and the clause's own dates say, else what was said before."""
    if context.section == "past":
        return "future" if _AHEAD.search(words) else context.mood
    ahead = any((due_of(item) and not _last_year(item, context)) or _relative(item) or _open(item) for item in own)
    behind = not ahead and any(_ended(item) or _last_year(item, context) for item in own)
    if behind or (_PAST.search(words) and not _TO_COME.search(words)):
        return "past"
    if ahead or (_FUTURE.search(words) and not (context.mood == "past" and "力争" not in words)):
        return "future"
    return context.mood


def _ended(item: Found) -> bool:
    """Whether it ended before the plan's time."""
    return isinstance(item.value, Period) and item.value.end is not None and item.value.end.year < FIRST_YEAR


def _relative(item: Found) -> bool:
    return isinstance(item.value, Period) and (item.value.months is not None or item.value.kind == "pilot")


def _ends_pilot(item: Found, clause: Clause) -> bool:
    """试点期末, 试点期满: a day that only the announcement fixes."""
    return item.value.kind == "pilot" and bool(_END.search(clause.text, item.start, item.stop + 2))  # type: ignore[union-attr]


def _last_year(item: Found, context: Context) -> bool:
    """All of the first year, which plans of that year's end look back on."""
    if context.section == "goals":
        return False
    return isinstance(item.value, Period) and (item.value.start, item.value.end) == (
        date(FIRST_YEAR, 1, 1),
        date(FIRST_YEAR, 12, 31),
    )


def _open(item: Found) -> bool:
    return (
        isinstance(item.value, Period)
        and item.value.end is None
        and item.value.start is not None
        and item.value.start.year >= FIRST_YEAR
    )


def due(clause: Clause, quantity: Quantity, context: Context) -> date | None:
    """The last date before the value, else one behind it (项目10个于2022年12月底前公布), else what is inherited."""
    dates = [
        (item, day)
        for item in clause.dates
        if (day := due_of(item)) and not compared(clause.text, item)
        and not (_from_there(clause.text, quantity) and quantity.start <= item.start < quantity.stop)
    ]  # fmt: skip
    early = [day for item, day in dates if item.stop <= quantity.stop]
    late = [day for item, day in dates if item.start >= quantity.stop]
    if early:
        return early[-1]
    return late[0] if late and context.due is None else context.due


def _from_there(text: str, quantity: Quantity) -> bool:
    """Whether the years in the quantity's words are those that it starts from: 在2022年50亿元的基础上翻一番."""
    return quantity.unit == "倍" or text.find("基础上", quantity.start, quantity.stop) >= 0


def tells(clause: Clause) -> bool:
    """Whether the clause says what happens at its time, which is no deadline: 2024年秋季招生, but not 到2025年."""
    spans = [item for item in clause.dates if isinstance(item.value, Period) and item.value.kind == "span"]
    return bool(spans) and len(clause.text[spans[-1].stop : clause.stop].strip()) >= _TELLING


def years_of(item: Found) -> tuple[int, int] | None:
    """First and last year of a stretch of time in the plan's time: 2023—2025年."""
    value = item.value
    if not isinstance(value, Period) or not value.start or not value.end or value.start.year < FIRST_YEAR:
        return None
    return value.start.year, value.end.year


def shared_dates(clause: Clause, inside: Sequence[Quantity], context: Context) -> dict[int, date]:
    """Due dates by position of the value: 2023年、2024年分别达到35%、40%, 2023—2025年分别建成3个、5个、8个."""
    if len(inside) < 2 or not _APART.search(clause.words):
        return {}
    before = [item for item in clause.dates if item.start < inside[0].start]
    days = [day for item in before if (day := due_of(item))]
    stretch = years_of(before[0]) if len(before) == 1 else context.years if not before else None
    if stretch and stretch[1] - stretch[0] + 1 == len(inside):
        days = [date(year, 12, 31) for year in range(stretch[0], stretch[1] + 1)]
    if len(days) != len(inside):
        return {}
    return {quantity.start: day for quantity, day in zip(inside, days, strict=True)}
