"""Tables that only lay the plan out: its sections in cells, as an application form has them, not data in rows.

Read as one table such a plan would be a single passage without any heading. Its cells become the paragraphs that they
hold, row by row; what counts the rows is dropped. (One cell that holds the whole plan is a frame already to `read`.)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Table
from pipeline.structure.blocks import cut, join
from pipeline.structure.ends import ends_sentence
from pipeline.text.numbers import is_numbered

PROSE = 30
"""Characters from which on a cell holds text and no value."""
MOSTLY = 0.6
"""Share of a table's text in such cells, and of the plan's text in such tables, that makes them a layout."""
SECTIONS = 3
"""Headings that a layout holds at least: numbered ones of the upper two levels, or those that every plan has."""
_HEAD = re.compile(  # only the numbers of the upper two levels: those of rows and lists are data
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|.{0,6}(?:基本情况|工作基础|目标|试点内容|任务|实施计划|进度安排|保障措施|组织保障)$"
)
_COUNT = re.compile(r"\d{1,3}")
_COUNTED = ("序号", "编号")
"""Titles of a column that counts the rows; those beside it are titles, too."""


def unfold(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the paragraphs of their cells in place of tables that lay out most of the plan."""
    layouts = {i: block.table for i, block in enumerate(blocks) if block.table is not None and _is_prose(block.table)}
    lines = (line for table in layouts.values() for row in table.rows for cell in row for line in _lines(cell))
    whole = sum(len(block.text) for block in blocks if block.kind != "furniture")
    if sum(bool(_HEAD.match(line)) for line in lines) < SECTIONS:
        return list(blocks)
    if sum(len(blocks[i].text) for i in layouts) < MOSTLY * whole:
        return list(blocks)
    return [
        part for i, block in enumerate(blocks) for part in (_paragraphs(block, layouts[i]) if i in layouts else [block])
    ]


def _is_prose(table: Table) -> bool:
    return sum(len(text) for _, _, text, _ in table.cells() if len(text) >= PROSE) >= MOSTLY * len(table.text)


def _lines(cell: str) -> list[str]:
    return [line for part in cell.splitlines() if (line := " ".join(part.split()))]


def _paragraphs(block: Block, table: Table) -> Iterator[Block]:
    """Paragraphs of the cells. The lines of a cell are paragraphs where the file has no geometry, else visual lines."""
    for row, column, text, at in table.cells():
        if _COUNT.fullmatch(text) or table.rows[row][0] in _COUNTED:
            continue
        paragraphs: list[list[Block]] = []
        for line in _lines(table.rows[row][column]):
            at = block.text.index(line, at)
            if not paragraphs or block.bbox is None or is_numbered(line) or ends_sentence(paragraphs[-1][-1].text):
                paragraphs.append([])
            paragraphs[-1].append(_part(block, at, line))
            at += len(line)
        yield from map(join, paragraphs)


def _part(block: Block, at: int, line: str) -> Block:
    """A line as a paragraph; a bold label (申报城市) beside what is filled in is no heading above those that follow."""
    part = replace(cut(block, at, at + len(line)), kind="paragraph", table=None)
    return part if _HEAD.match(line) else replace(part, runs=tuple(replace(run, bold=False) for run in part.runs))
