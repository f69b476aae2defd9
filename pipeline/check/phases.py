"""Phases: where they stand outside a section of their own (tables with dates, paragraphs), and how they lie together."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from pipeline.check.review import Review
from pipeline.check.searching import mainly, own_sections
from pipeline.extract.lengths import months_between
from pipeline.findings import Evidence, Period
from pipeline.tables import TIME, title_row, titles_end

Span = tuple[Period, Evidence]
_LEAD = re.compile(r"[^，。；：]{0,12}[（(]?")
_CLOSE = re.compile(r"[^，。；：]{0,6}[：:，。]")
_TIMETABLE = re.compile(r"(?:时间表|时序|(?:时间|进度)(?:安排|计划)?|(?:推进|实施)(?:时序|进度))[：:].{0,30}20\d\d年")
LEAST_PHASES = 3
"""Stretches of time following one another from which on a paragraph is a schedule wherever it stands."""
TASK, SURELY = 0.3, 0.65
"""How likely a passage is of the tasks, and how surely it must be of the schedule to be read for it nevertheless."""
PHASES_APART = 12
"""Most blocks between two phases: where each theme has its own 时间表, measures stand between."""


def timed_in_passing(review: Review) -> set[int]:
    """Passages of the tasks that have dates, too (按季度调度; 第一年不少于6个), in a plan with a section for its schedule."""
    own = [section for section in own_sections(review, "schedule") if mainly(section) == "schedule"]
    inside = {index for section in own for index in range(section.start, section.stop)}
    return {
        passage.block
        for passage in review.classified.passages
        if own and passage.block not in inside
        if passage.labels["content"] >= TASK and passage.labels["schedule"] < SURELY
    }


def timed_tables(review: Review) -> list[int]:
    """Tables with a column that says when, or with columns for spans of months, or one phase after the other as a table each.

    An attached list of tasks with their dates is a schedule, too.
    """
    spans = _spans(review)
    found: list[int] = []
    phases: dict[int, Span] = {}
    for index, block in enumerate(review.blocks):
        if block.table is not None and index not in review.base:
            head = titles_end(block.table)
            spanned = [span for span in spans.get(index, ()) if span[1].start < head]
            if len(spanned) > 1 or any(map(TIME.search, title_row(block.table))):
                found.append(index)
            elif spanned:  # 表1 第一年度（2023年5月—2024年4月）事项
                phases[index] = spanned[0]
    return [*found, *(phases if _follow(list(phases.values())) else ())]


def phase_lines(review: Review) -> list[int]:
    """Paragraphs that are phases: they begin with a span of months, or 时间表：, and the next such one is near; or tell several."""
    spans = _spans(review)
    begin = [
        index
        for index, block in enumerate(review.blocks)
        if block.kind != "furniture"
        and (_TIMETABLE.match(block.text) or any(_leads(block.text, words) for _, words in spans.get(index, ())))
    ]
    near = {index for pair in pairwise(begin) if pair[1] - pair[0] <= PHASES_APART for index in pair}
    chains = [index for index, told in spans.items() if _follow(told)]
    return list(dict.fromkeys([*sorted(near), *chains]))


def _follow(told: Sequence[Span]) -> bool:
    """Whether phase is told after phase: 2023年1月到6月抓谋划；2023年7月到2025年6月抓落实；2025年7月到12月抓总结."""
    joints = (one.end + timedelta(days=1) == other.start for (one, _), (other, _) in pairwise(told) if one.end)
    return sum(joints) >= LEAST_PHASES - 1


def _leads(text: str, words: Evidence) -> bool:
    """Whether a line begins with the span: 启动阶段（2022年11月—2023年6月）：."""
    return bool(_LEAD.fullmatch(text, 0, words.start) and _CLOSE.match(text, words.stop))


def _spans(review: Review) -> dict[int, list[Span]]:
    """By block, the spans from one month of the plan's time to another, and the words that say them."""
    first = review.profile.start.year
    found: dict[int, list[Span]] = {}
    for period, words in review.periods:
        ahead = period.start and period.start.year >= first and period.end
        if ahead and re.search(r"月|\d[.．/]\d", words.quote):
            found.setdefault(words.block, []).append((period, words))
    return found


def lasts(period: Period, months: int) -> bool:
    """Whether the period has two ends and so many months between them."""
    return period.start is not None and period.end is not None and months_between(period.start, period.end) >= months


def beyond(part: Period, whole: Period) -> bool:
    """Whether a time lies before or after another, or reaches beyond it, which then is no whole pilot but one phase.

    The calendar year (2025年) and the end of the year (2025年底前) in which the other begins or ends do not tell.
    """
    first, last, start, end = part.start or part.end, part.end, whole.start, whole.end
    if not (first and last and start and end) or (part.start is None and last == date(end.year, 12, 31)):
        return False
    year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return last < start or first > end or (not year and (first < start or last > end))
