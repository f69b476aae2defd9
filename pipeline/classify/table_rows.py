"""Rows of a table as measures of their own: which cells say what is done, and under which task a row stands.

An attached list of tasks often carries what the body only announces. Its rows are about different duties, so that each
is read by itself, without the cells that only count, group, or say who and when.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block, Table
from pipeline.tables import TIME, UNIT_IN_CHARGE, names_columns, title_row
from pipeline.text.sentences import Sentence

_COUNT = re.compile(r"^(?:序号?|编号|号)$")
_REMARK = "备注"
_FIGURE = re.compile(r"^[\d.,]+$")


SIZE = re.compile(r"建筑面积|建筑类型|工程类[型别]|结构[形类]|(?:建设)?规模|面积")
_BEGUN = re.compile(r"所在(?:地|区|县|市)|建设地点|(?:计划|拟)?开工")
"""With a place and a day of ground-breaking a list is of buildings, too."""
_PROJECT = re.compile(r"(?:项目|工程)(?:名称)?$|示范(?:项目|工程)")


def lists_projects(table: Table) -> bool:
    """Whether the table lists buildings: 职业技术学院实训楼 in it is a building and no training of anybody."""
    titles = title_row(table)
    built = any(SIZE.match(title) or _BEGUN.match(title) for title in titles)
    return built and any(_PROJECT.search(title) for title in titles)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as a sentence at its place in the block, the words of its measure, and the group that it stands in."""

    sentence: Sentence
    """Its text has spaces where the cells stand that count or group."""
    measure: str
    group: str


def rows_of(block: Block) -> Iterator[Row]:
    """Rows of a table below its head."""
    table = block.table
    assert table is not None
    named = names_columns(table)
    head = table.captions + named
    titles = title_row(table) if named else [""] * len(table.rows[0])
    count = {c for c, title in enumerate(titles) if _COUNT.match(title)}
    aside = {c for c, title in enumerate(titles) if _aside(title)}
    groups = _groups(table, head, count | aside)
    hidden = {*count, groups[0]} if groups else count
    at = 0
    for r, line in enumerate(block.text.split("\n")):
        start, at = at, at + len(line) + 1
        cells = line.split("\t")
        if r < head or not line.strip() or len(cells) != len(titles):
            continue
        text = "\t".join(" " * len(cell) if c in hidden else cell for c, cell in enumerate(cells))
        said = [_with_title(cell, titles[c]) for c, cell in enumerate(cells) if c not in hidden | aside and cell]
        group = groups[1][r] if groups else ""
        yield Row(Sentence(text, start, start + len(line)), " ".join(said) or text.strip(), group)


def _with_title(cell: str, title: str) -> str:
    """A figure says nothing without the title of its column, 财政科研经费（万元） 400, but for the size of a building."""
    return f"{title} {cell}" if _FIGURE.match(cell) and not SIZE.match(title) else cell


def _aside(title: str) -> bool:
    """Whether the column says who, when, or by the way."""
    return bool(UNIT_IN_CHARGE.search(title) or TIME.search(title) or _REMARK in title)


def _groups(table: Table, head: int, others: set[int]) -> tuple[int, list[str]] | None:
    """The column whose cells group the rows before the longest one (the measure), and its values filled down."""
    body = table.rows[head:]
    widths = [sum(len(row[c]) for row in body) for c in range(len(table.rows[0]))]
    measure = widths.index(max(widths))
    for c in range(measure):
        if c in others:
            continue
        values, last = [""] * head, ""
        for row in body:
            last = row[c] or last
            values.append(last)
        filled = [value for value in values if value]
        if len(set(filled)) < len(filled):
            return c, values
    return None
