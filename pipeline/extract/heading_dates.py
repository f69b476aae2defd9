"""The day that a heading sets for what stands below it: 推进阶段（2023年5月—2024年12月）, 2024年, 2024年重点任务, 夯实基础（2024年）."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pipeline.extract.lengths import months_between
from pipeline.extract.passages import Found
from pipeline.extract.periods import periods
from pipeline.extract.table_dates import year_of
from pipeline.findings import Period
from pipeline.text.numbers import unnumbered
from pipeline.text.numerals import plain
from pipeline.text.written import FIRST_YEAR

_STAGE = re.compile(r"阶段|[步期]\s*[（(：:]")
_AUTOMATIC = re.compile(r"^\d{1,2}[.．](?=20\d\d)")
"""A number right before a year, 1.2024年重点任务: typed so it would be a decimal, but a heading's own number is set before it."""
_REST = re.compile(
    r"(?:年度)?\s*(?:$|[（(：:，,]|的?(?:重点|主要|具体|年度|阶段|推进|实施|发展|建设|智能建造|试点)*"
    r"(?:目标|任务|工作|计划|安排|要求|举措|措施|行动|内容|事项|重点))"
)
"""What may follow the time that a heading begins with; 2022年国家发布试点名单 is not of what is due then."""
_PAST = re.compile(r"基础|现状|情况|回顾|成效|总结|以来|背景|问题|进展")
_LONGEST = 24
"""Months; a title of the whole pilot (2022—2025年重点任务) sets no day."""


def due_below(path: Sequence[str]) -> date | None:
    """The day by the nearest heading of the path that says one; a stage counts only right above."""
    if path and _STAGE.search(title := plain(path[-1])):
        return year_of(title)
    return next(filter(None, map(_day, reversed(path))), None)


@lru_cache(maxsize=1 << 9)  # one heading stands above many paragraphs
def _day(heading: str) -> date | None:
    if _PAST.search(plain(heading)):
        return None
    # The number goes before `plain` does: without its space 1.1 2024年 would be 1.12024年.
    title = plain(unnumbered(_AUTOMATIC.sub("", heading.lstrip())))
    found = periods(title)
    if not found:
        return None
    if found[0].start <= 1 and _REST.match(title, found[0].stop):
        return _end(found[0])
    last = found[-1]
    closed = title[max(0, last.start - 1) : last.start] in ("（", "(") and title[last.stop :] in ("）", ")")
    return _end(last) if closed else None


def _end(item: Found) -> date | None:
    """The last day of a time that is the plan's and not all of the pilot."""
    value = item.value
    if not isinstance(value, Period) or value.end is None or value.end.year < FIRST_YEAR:
        return None
    return value.end if months_between(value.start or value.end, value.end) <= _LONGEST else None
