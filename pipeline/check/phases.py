"""Where a schedule stands outside a section of its own: tables with dates, and paragraphs that are phases."""

import re

from pipeline.check.base import Review

_TIMED = re.compile(r"^(?:完成|起止|实施|计划)?(?:时间|时限|时段|节点|时间节点|进度|年度|阶段)(?:安排|要求)?$")
_MONTH = r"20(?:2[2-9]|3\d)\s?(?:年|[.．/])\s?\d{1,2}\s?月?(?:底|初|中旬|上旬|下旬)?"
_SPAN = re.compile(rf"{_MONTH}\s?[—\-－–~～至到]+\s?{_MONTH}")
_PHASE_LINE = re.compile(
    rf"^[^，。；：]{{0,12}}[（(]?{_SPAN.pattern}[^，。；：]{{0,6}}[：:，。]"
    rf"|^(?:时间表|时序|(?:时间|进度)(?:安排|计划)?|(?:推进|实施)(?:时序|进度))[：:].{{0,30}}20\d\d年"
)
PHASES_APART = 12
"""Most blocks between two phases: where each theme has its own 时间表, measures stand between."""


def timed_tables(review: Review) -> list[int]:
    """Tables with a column that says when, or with columns for spans of months.

    An attached list of tasks with their dates is a schedule, too.
    """
    heads = [(index, block.table.rows[0]) for index, block in enumerate(review.blocks) if block.table is not None]
    return [
        index
        for index, head in heads
        if any(_TIMED.search(cell) for cell in head) or sum(bool(_SPAN.search(cell)) for cell in head) > 1
    ]


def phase_lines(review: Review) -> list[int]:
    """Paragraphs that are phases: they begin with a span of months, or 时间表：, and the next such one is near."""
    texts = [block.text if block.kind != "furniture" else "" for block in review.blocks]
    begin = [index for index, text in enumerate(texts) if _PHASE_LINE.match(text)]
    return [index for index in begin if any(0 < abs(other - index) <= PHASES_APART for other in begin)]
