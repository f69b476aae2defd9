"""The plan's schedule as a drawing: bars for periods, a diamond for each day on which targets fall due.

Positions only; the template draws. Units are those of the SVG's view box.
"""

from dataclasses import dataclass
from datetime import date

from pipeline.findings import Report
from pipeline.report import digest, wording
from pipeline.report.sanitize import shorten

WIDTH = 960
_ROW = 42
_TOP = 30
_BARS = 24
"""A drawing of more would not be read; the table below has all."""
_YEARS = 20
"""Periods that would stretch the axis beyond this many years are left to the table: a plan runs for three."""


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    label: str
    dates: str
    block: int
    to_left: bool
    """Whether the label ends at the bar's right edge instead of beginning at its left."""


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    """Empty for a quarter."""


@dataclass(frozen=True, slots=True)
class Due:
    x: float
    label: str
    to_left: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    dues: tuple[Due, ...]
    due_y: float


def timeline(report: Report) -> Timeline | None:
    """The drawing of a report's dated periods and targets; None where there is no dated period."""
    periods = [(span, value, fact) for value, fact in digest.periods(report) if (span := digest.span(value))]
    middle = sorted(span[1].year for span, _, _ in periods)[len(periods) // 2] if periods else 0
    near = [item for item in periods if all(abs(day.year - middle) <= _YEARS // 2 for day in item[0])][:_BARS]
    if not near:
        return None
    count: dict[date, int] = {}
    for target, _ in digest.targets(report):
        if target.due and abs(target.due.year - middle) <= _YEARS // 2:
            count[target.due] = count.get(target.due, 0) + 1
    days = [day for span, _, _ in near for day in span] + list(count)
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    bars = []
    for index, (span, value, fact) in enumerate(near):
        x, end = _x(span[0], first, last), _x(span[1], first, last)
        width = max(end - x, 4)
        label = shorten(fact.evidence.quote, 34)
        bars.append(
            Bar(x, _TOP + index * _ROW, width, label, wording.period(value), fact.evidence.block, x > WIDTH * 0.6)
        )
    bottom = _TOP + len(bars) * _ROW
    dues = tuple(_due(day, number, _x(day, first, last)) for day, number in sorted(count.items()))
    return Timeline(bottom + (40 if dues else 8), tuple(bars), _ticks(first, last), dues, bottom + 18)


def _due(day: date, number: int, x: float) -> Due:
    return Due(x, f"{day.isoformat()}：{number} 项目标到期", x > WIDTH * 0.6)


def _x(day: date, first: date, last: date) -> float:
    return round((day - first).days / (last - first).days * WIDTH, 1)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    ticks = []
    years = last.year - first.year
    for year in range(first.year, last.year):
        ticks.append(Tick(_x(date(year, 1, 1), first, last), f"{year}年"))
        for month in (4, 7, 10) if years <= 6 else ():
            ticks.append(Tick(_x(date(year, month, 1), first, last), ""))
    return tuple(ticks)
