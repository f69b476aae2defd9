"""The plan's schedule as a drawing: bars for periods, a diamond for each day on which something falls due.

Positions only; the template draws. Units are those of the SVG's view box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.findings import Fact, Period, Report
from pipeline.report import facts, occasions, quoting, when
from pipeline.report.sanitize import line
from pipeline.text.widths import ems

WIDTH = 960
_TOP = 30
_BAR_ROW = 42
_DUE_ROW = 24
_BARS = 24
_DUES = 12
"""A drawing of more would not be read; the tables below it have all."""
_YEARS = 10
"""Dates further than this from the middle one are left to the tables: a plan runs for three."""
_MONTH = 31
_TURN = WIDTH / 2
"""Labels that would begin beyond it end at their bar instead, where they have more room."""
_EM = 13
"""Height of the labels' characters, as `report.css` has it."""
_BESIDE = 12
"""Between the middle of a diamond and its label."""
_NAME = 12
"""Most characters of a thing that falls due."""


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    label: str
    dates: str
    block: int
    to_left: bool


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    """Empty for a quarter."""


@dataclass(frozen=True, slots=True)
class Due:
    x: float
    y: float
    label: str
    title: str
    """All that falls due."""
    to_left: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A thing that falls due."""

    day: date
    name: str
    said: str
    """When, in the plan's words."""


@dataclass(frozen=True, slots=True)
class _Due:
    """What falls due on a day."""

    goals: tuple[_Item, ...]
    tasks: tuple[_Item, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.name for item in (*self.goals, *self.tasks)))

    @property
    def said(self) -> str:
        """When all of it is due: no more exactly than the least exact of them."""
        return min((item.said for item in (*self.goals, *self.tasks)), key=lambda said: len(said.removeprefix("到")))

    @property
    def count(self) -> int:
        return len(self.goals) + len(self.tasks)

    @property
    def counted(self) -> str:
        """“7 项目标、2 处时限”."""
        goals, tasks = len(self.goals), len(self.tasks)
        return "、".join(part for part in (f"{goals} 项目标" * bool(goals), f"{tasks} 处时限" * bool(tasks)) if part)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        return round((day - self.first).days / (self.last - self.first).days * WIDTH, 1)


def timeline(report: Report) -> Timeline | None:
    """The drawing of a report's dated periods, deadlines and targets; None where nothing has a date."""
    periods = [
        (value, fact, days) for value, fact in facts.periods(report) if (days := facts.days(value, report.profile))
    ]
    due = when.dues(report)
    goals = [
        _Item(target.due, line(target.indicator), due(target, fact))
        for target, fact in facts.goals_first(report)
        if target.due
    ]
    found = sorted([*(day for *_, days in periods for day in days), *(item.day for item in goals)])
    if not found:
        return None
    middle = found[len(found) // 2].year
    near = [day for day in found if abs(day.year - middle) <= _YEARS]
    axis = _Axis(date(near[0].year, 1, 1), date(near[-1].year + 1, 1, 1))
    shown = set(near)
    inside = [(value, fact) for value, fact, days in periods if shown.issuperset(days)]
    spans = _phases([(value, fact) for value, fact in inside if value.kind == "span"], report)
    tasks = [
        _Item(
            value.end,
            line(occasions.deed(fact.evidence, report.document)),
            when.period(value, fact.evidence.quote),
        )
        for value, fact in inside
        if value.end and value.kind != "span"
    ]
    bars = tuple(_bar(index, item, axis, report) for index, item in enumerate(spans))
    bottom = _TOP + len(bars) * _BAR_ROW
    ends = shown.intersection(item.day for item in (*goals, *tasks))
    dues = _dues({day: _Due(_on(day, goals), _on(day, tasks)) for day in ends}, bottom, axis)
    return Timeline(bottom + len(dues) * _DUE_ROW + 10, bars, _ticks(axis), dues)


def _on(day: date, items: Sequence[_Item]) -> tuple[_Item, ...]:
    return tuple(item for item in items if item.day == day)


def _phases(spans: list[tuple[Period, Fact]], report: Report) -> list[tuple[Period, Fact]]:
    """Those that are more than the name of a year, where there are any; a stretch of time is drawn once, and a month once
    for each thing that happens in it.

    The schedule's own come first where there are too many to draw.
    """
    longer = [(value, fact) for value, fact in spans if len(fact.evidence.quote) > facts.YEAR]
    once: dict[tuple[tuple[date, ...], tuple[str, str]], tuple[Period, Fact]] = {}
    for value, fact in longer or spans:
        days = facts.days(value, report.profile)
        short = days and (days[-1] - days[0]).days < _MONTH
        once.setdefault((days, occasions.stretch(fact.evidence, report.document) if short else ("", "")), (value, fact))
    return [once[key] for key in sorted(list(once)[:_BARS])]


def _bar(index: int, item: tuple[Period, Fact], axis: _Axis, report: Report) -> Bar:
    value, fact = item
    first, last = facts.days(value, report.profile) or (axis.first, axis.last)
    start = axis.x(first)
    width = max(axis.x(last) - start, 4)
    proof = fact.evidence
    before, after = occasions.stretch(proof, report.document)
    turned = start > _TURN
    room = start + width if turned else WIDTH - start
    # The name stands first and whole; of what is done as much as there is room for.
    said = when.period(value, proof.quote)
    label = _fitting("　".join(part for part in (before, said, after) if part), room)
    y = _TOP + index * _BAR_ROW
    return Bar(start, y, round(width, 1), label, said, proof.block, turned)


def _dues(due: Mapping[date, _Due], top: float, axis: _Axis) -> tuple[Due, ...]:
    fullest = sorted(due, key=lambda day: (-due[day].count, day))[:_DUES]
    result = []
    for row, day in enumerate(sorted(fullest)):
        x = axis.x(day)
        turned = x > _TURN
        label = _due_label(due[day], (x if turned else WIDTH - x) - _BESIDE)
        result.append(Due(x, top + row * _DUE_ROW + 14, label, "；".join(due[day].names), turned))
    return tuple(result)


def _due_label(due: _Due, room: float) -> str:
    """The time and the first two things that fall due then, or the first where two find no room; counts where more do."""
    first = ""
    for told in (2, 1):
        more = due.count > told
        end = f"等 {due.counted}" if more else ""
        limit = _NAME if len(due.names) > 1 else 2 * _NAME
        names = "、".join(quoting.quoted(name, limit) for name in due.names[:told])
        first = f"{due.said}：{names}{end}"
        if ems(first) * _EM <= room:
            break
    return first


def _fitting(text: str, room: float) -> str:
    """A label cut to its room, but never to less than a few words."""
    limit = len(text)
    while limit > _NAME and ems(text[:limit]) * _EM > room:
        limit -= 1
    return quoting.quoted(text, limit)


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    years = range(axis.first.year, axis.last.year)
    step = -(-len(years) // 12)
    ticks = []
    for year in years:
        ticks.append(Tick(axis.x(date(year, 1, 1)), f"{year}年" if (year - years[0]) % step == 0 else ""))
        for month in (4, 7, 10) if len(years) <= 6 else ():
            ticks.append(Tick(axis.x(date(year, month, 1)), ""))
    return tuple(ticks)
