"""Judging takes time in proportion to the plan, however its text is laid out: a few pages must not hold up a round."""

from collections.abc import Callable
from time import process_time

import pytest

from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.journey import judge
from pipeline.profile import load_profile

MORE = 4
BOUND = 2 * MORE
"""Times as long that a plan may take whose table is `MORE` times as long; by the square it would be `MORE * MORE`."""


def cell(size: int) -> Table:
    """A programme typed into one cell."""
    measures = (f"2023年{at % 12 + 1}月底前由市住建局牵头建成{at % 90 + 2}个示范项目；" for at in range(size))
    return Table((("任务", "安排"), ("重点任务", "".join(measures))))


def rows(size: int) -> Table:
    """A list of projects."""
    projects = ((str(at), "智能建造示范项目", str(2 + at % 40), "2025年12月") for at in range(size))
    return Table((("序号", "项目名称", "目标值（个）", "完成时限"), *projects))


def duties(size: int) -> Table:
    """A division of work in words that may open a clause on what a plan is based on, and name no document."""
    work = ((str(at), "落实责任，执行计划，贯彻部署，" * 6, "按照安排") for at in range(size))
    return Table((("序号", "任务", "要求"), *work))


def seconds(table: Table) -> float:
    """What judging a plan with this table takes the processor, whatever else it has to do."""
    texts = ("宜昌市智能建造试点实施方案", "附件1 试点项目清单")
    blocks = (*(Block(text, "paragraph", 1) for text in texts), Block(table.text, "table", 1, table=table))
    plan = Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 900),))
    begun = process_time()
    judge(plan, load_profile())
    return process_time() - begun


@pytest.mark.parametrize("made", [cell, rows, duties])
def test_a_table_four_times_as_long_takes_about_four_times_as_long(made: Callable[[int], Table]) -> None:
    seconds(made(1))  # loads the models
    assert seconds(made(MORE * 200)) < BOUND * seconds(made(200))
