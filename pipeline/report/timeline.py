"""The plan's schedule as a drawing: bars for periods, a diamond for each day on which something falls due.

Positions only; the template draws. Units are those of the SVG's view box.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.document import Block, Table
from pipeline.findings import Evidence, Fact, Period, Report
from pipeline.report import digest, wording
from pipeline.tables import first_row

WIDTH = 960
_TOP = 30
_BAR_ROW = 42
_DUE_ROW = 24
_BARS = 24
_DUES = 12
"""A drawing of more would not be read; the tables below it have all."""
_YEARS = 10
"""Dates further than this from the middle one are left to the tables: a plan runs for three."""
_MARKS = " \t　（）()【】：:，,。；;、"
_ASIDE = re.compile(r"[。；\n]|[（(][^）)]*$")
"""Where the words about a stretch of time end: a sentence later, or in brackets that do not close."""
_NAMES = ("项目名称", "工程名称", "任务名称", "阶段", "项目", "工程", "任务", "名称", "内容", "工作", "事项", "目标")
"""What is written above the column that says what a row is about, the surest first."""
_TURN = WIDTH * 0.6
"""Labels that would begin beyond it end at their bar instead, or they would run out of the drawing."""


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
    to_left: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        return round((day - self.first).days / (self.last - self.first).days * WIDTH, 1)


def timeline(report: Report) -> Timeline | None:
    """The drawing of a report's dated periods, deadlines and targets; None where nothing has a date."""
    periods = [item for item in digest.periods(report) if digest.span(item[0])]
    goals = Counter(target.due for target, _ in digest.targets(report) if target.due)
    days = sorted([*(day for value, _ in periods for day in digest.span(value)), *goals.elements()])
    if not days:
        return None
    middle = days[len(days) // 2].year
    near = [day for day in days if abs(day.year - middle) <= _YEARS]
    axis = _Axis(date(near[0].year, 1, 1), date(near[-1].year + 1, 1, 1))
    shown = set(near)
    inside = [(value, fact) for value, fact in periods if shown.issuperset(digest.span(value))]
    spans = _phases([(value, fact) for value, fact in inside if value.start])[:_BARS]
    tasks = Counter(value.end for value, _ in inside if value.end and not value.start)
    due = {day: (goals[day], tasks[day]) for day in near if goals[day] or tasks[day]}
    bars = tuple(_bar(index, item, axis, report) for index, item in enumerate(spans))
    bottom = _TOP + len(bars) * _BAR_ROW
    dues = _dues(due, bottom, axis)
    return Timeline(bottom + len(dues) * _DUE_ROW + 10, bars, _ticks(axis), dues)


def _phases(spans: list[tuple[Period, Fact]]) -> list[tuple[Period, Fact]]:
    """Those that are more than the name of a year, where there are any; a stretch of time is drawn once."""
    longer = [(value, fact) for value, fact in spans if len(fact.evidence.quote) > digest.YEAR]
    once = {(value.start, value.end): (value, fact) for value, fact in reversed(longer or spans)}
    return sorted(once.values(), key=lambda item: (item[0].start or date.min, item[0].end or date.max))


def _bar(index: int, item: tuple[Period, Fact], axis: _Axis, report: Report) -> Bar:
    value, fact = item
    start = axis.x(value.start or axis.first)
    # “自2023年起” has no end: it runs to the edge.
    width = max((axis.x(value.end) if value.end else WIDTH) - start, 4)
    proof = fact.evidence
    label = wording.quoted(_named(report.document.blocks[proof.block], proof), 34)
    y = _TOP + index * _BAR_ROW
    return Bar(start, y, round(width, 1), label, wording.period(value), fact.evidence.block, start > _TURN)


def _named(block: Block, proof: Evidence) -> str:
    """What a stretch of time is the time of: its row's name in a table, the words behind it in a sentence."""
    if block.table and block.table.text == block.text:
        return f"{proof.quote}　{_row_name(block.table, proof)}".strip()
    after = _ASIDE.split(block.text[proof.stop : proof.stop + 30])[0]
    return f"{proof.quote}　{after.strip(_MARKS)}".strip()


def _row_name(table: Table, proof: Evidence) -> str:
    """The cell of the proof's row below a heading that speaks of names, else its first cell of words.

    Neither a number of the row nor the cell of the time itself, whose other words serve where there is no such cell.
    """
    row, own = table.cell_at(proof.start)
    cells = table.row(row)
    heads = first_row(table)
    words = [at for at, cell in enumerate(cells) if at != own and re.search(r"[^\W\d]{2}", cell)]
    named = [at for word in _NAMES for at in words if row and word in heads[at]]
    best = next(iter(named or words), None)
    return cells[best] if best is not None else cells[own].replace(proof.quote, "", 1).strip(_MARKS)


def _dues(due: dict[date, tuple[int, int]], top: float, axis: _Axis) -> tuple[Due, ...]:
    fullest: Sequence[date] = sorted(due, key=lambda day: (-sum(due[day]), day))[:_DUES]
    result = []
    for row, day in enumerate(sorted(fullest)):
        goals, tasks = due[day]
        parts = [f"{goals} 项目标" if goals else "", f"{tasks} 处时限" if tasks else ""]
        label = f"{wording.day(day)}：{'、'.join(part for part in parts if part)}到期"
        x = axis.x(day)
        result.append(Due(x, top + row * _DUE_ROW + 14, label, x > _TURN))
    return tuple(result)


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    years = range(axis.first.year, axis.last.year)
    step = -(-len(years) // 12)
    ticks = []
    for year in years:
        ticks.append(Tick(axis.x(date(year, 1, 1)), f"{year}年" if (year - years[0]) % step == 0 else ""))
        for month in (4, 7, 10) if len(years) <= 6 else ():
            ticks.append(Tick(axis.x(date(year, month, 1)), ""))
    return tuple(ticks)
