"""When something happens or is due, as the plan says it: in its own words, and never more exactly than they are.

The days of a fact serve to compare: 2025年9月 ends on the 30th, 2024年秋季 in November. Shown as days, they would be taken
for the plan's.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from pipeline.document import Block
from pipeline.findings import Evidence, Fact, Period, Report, Target
from pipeline.report.sanitize import line
from pipeline.text.numerals import DASHES, RANGE, plain

_YEAR = re.compile(r"20\d\d|[二2][〇零○0OＯoｏ]|十[三四五]五")
_CLOSED = re.compile(r"(?:[前底末止内]|结束|收官|时期)$")
"""How words end that say by themselves that it is done by then; others stand behind 到."""
_LAST = re.compile(rf"(?<=.){RANGE}\s*(?P<last>(?:20\d\d\s*[年.．]|\d{{1,2}}\s*月)[^{DASHES}至到]*)$")
"""The end of a stretch of time, with its month or year."""
_PARTS = "季度|半年"
_Time = tuple[Period, Evidence]
"""A time and the words that say it."""


def period(value: Period, quote: str) -> str:
    """“2022年11月—2023年6月”, “到2025年9月”, “2024年秋季”, “公布后第 7–12 个月”; a year that is said elsewhere is put before it."""
    if value.months is not None:
        return _counted(value.months, value.kind)
    known = value.end or value.start
    if known is None:
        return "未写明日期"
    words = line(plain(quote))
    if not _YEAR.search(words):
        words = f"{(value.start or known).year}{'' if words.startswith('年') else '年'}{words}"
    return f"到{words}" if value.kind == "deadline" and not _CLOSED.search(words) else words


def _counted(months: tuple[int, int], kind: str) -> str:
    begin, end = months
    if kind == "duration":
        return f"为期 {end - begin} 个月"
    return f"公布后第 {begin + 1}–{end} 个月" if begin else f"公布后 {end} 个月内"


def dues(report: Report) -> Callable[[Target, Fact], str]:
    """When a target of the report is due, in the words that say so: of its paragraph, its column or row, or a heading; ""
    for never. The times that a plan names are gone through once for all targets."""
    times = [(known.value, known.evidence) for known in report.facts if isinstance(known.value, Period)]
    here: defaultdict[tuple[date, int], list[_Time]] = defaultdict(list)
    above: defaultdict[date, list[_Time]] = defaultdict(list)
    for value, words in sorted(times, key=lambda time: (time[1].block, time[1].start)):
        if value.end:
            here[value.end, words.block].append((value, words))
            if report.document.blocks[words.block].kind == "heading":
                above[value.end].append((value, words))

    def due(target: Target, fact: Fact) -> str:
        if target.due is None:
            return ""
        proof = fact.evidence
        block = report.document.blocks[proof.block]
        said = next(_said(here[target.due, proof.block], above[target.due], proof, block), None)
        return _end(period(said[0], said[1].quote), target.due) if said else _month(target.due)

    return due


def _end(words: str, day: date) -> str:
    """Of a stretch of time where it ends, 2024年12月 of 2023年4月至2024年12月; of other words all."""
    found = _LAST.search(words)
    if not found:
        return words
    return found["last"] if _YEAR.search(found["last"]) else f"{day.year}年{found['last']}"


def _said(here: Sequence[_Time], headings: Sequence[_Time], proof: Evidence, block: Block) -> Iterator[_Time]:
    """Of times that end on one day, those of the value's own block and those of headings, each in the order of the plan,
    the ones that the value may be due at, the nearest to it first."""
    if block.table is not None and block.table.text == block.text:
        row, column = block.table.cell_at(proof.start)
        cells = [(block.table.cell_at(item[1].start), item) for item in here]
        yield from (item for cell, item in cells if cell == (row, column))
        yield from (item for cell, item in cells if cell[1] == column and cell[0] < row)
        yield from (item for cell, item in cells if cell[0] == row)
    else:
        before = bisect_left(here, proof.stop, key=lambda item: item[1].start)
        yield from (here[at] for at in range(before - 1, -1, -1))
        yield from here
    above = bisect_right(headings, proof.block, key=lambda item: item[1].block)
    yield from (headings[at] for at in range(above - 1, -1, -1))


def _month(day: date) -> str:
    """The year that ends on the day, or the month; else the day."""
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年"
    last = (day + timedelta(days=1)).day == 1
    return f"{day.year}年{day.month}月" + f"{day.day}日" * (not last)


def as_said(day: date | None, quote: str) -> str:
    """As much of a day as the words say, so that it sorts: “2023-07-01”, “2023-07”, “2023”."""
    if day is None:
        return ""
    words = plain(quote)
    month, number = rf"0?{day.month}", rf"0?{day.day}"
    if re.search(rf"(?<!\d){number}[日号]|[-./．]{month}[-./．]{number}(?!\d)", words):
        return day.isoformat()
    if re.search(rf"(?<!\d){month}\s*(?:月|{RANGE})|[-./．]{month}(?!\d)|{_PARTS}", words):
        return f"{day:%Y-%m}"
    return f"{day.year}"
