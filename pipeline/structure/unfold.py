"""Tables that only lay the plan out: its sections in cells, as an application form has them, not data in rows.

Read as one table such a plan would be a single passage without any heading. Its cells become the paragraphs that they
hold, row by row; what counts the rows is dropped. (One cell that holds the whole plan is a frame already to `read`.)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block
from pipeline.structure.blocks import cut, join
from pipeline.structure.numbers import is_numbered
from pipeline.structure.paragraphs import ends_sentence

PROSE = 30
"""Characters from which on a cell holds text and no value."""
MOSTLY = 0.6
"""Share of a table's text in such cells, and of the plan's text in such tables, that makes them a layout."""
SECTIONS = 3
"""Headings that a layout holds at least: numbered ones of the upper two levels, or those that every plan has."""
_HEAD = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|.{0,6}(?:基本情况|工作基础|目标|试点内容|任务|实施计划|进度安排|保障措施|组织保障)$"
)
_COUNT = re.compile(r"\d{1,3}")
_COUNTED = ("序号", "编号")
"""Titles of a column that counts the rows; those beside it are titles, too."""


def unfold(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the paragraphs of their cells in place of tables that lay out most of the plan."""
    whole = sum(len(block.text) for block in blocks if block.kind != "furniture")
    layouts = [block for block in blocks if _is_prose(block)]
    heads = sum(bool(_HEAD.match(line)) for block in layouts for line in _lines(block))
    if heads < SECTIONS or sum(len(block.text) for block in layouts) < MOSTLY * whole:
        return list(blocks)
    return [part for block in blocks for part in (_paragraphs(block) if _is_prose(block) else [block])]


def _is_prose(block: Block) -> bool:
    cells = [text for _, _, text, _ in block.table.cells()] if block.table else []
    return bool(cells) and sum(len(text) for text in cells if len(text) >= PROSE) >= MOSTLY * len(block.text)


def _lines(block: Block) -> Iterator[str]:
    assert block.table is not None
    for row in block.table.rows:
        for cell in row:
            yield from filter(None, map(str.strip, cell.splitlines()))


def _paragraphs(block: Block) -> Iterator[Block]:
    """Paragraphs of the cells. The lines of a cell are paragraphs where the file has no geometry, else visual lines.

    A bold label (申报城市) beside what is filled in is no heading above those that follow.
    """
    assert block.table is not None
    for row, column, text, at in block.table.cells():
        if not text or _COUNT.fullmatch(text) or block.table.rows[row][0] in _COUNTED:
            continue
        lines: list[list[Block]] = []
        for line in filter(None, (" ".join(part.split()) for part in block.table.rows[row][column].splitlines())):
            at = block.text.index(line, at)
            part = replace(cut(block, at, at + len(line)), kind="paragraph", table=None)
            part = (
                part if _HEAD.match(line) else replace(part, runs=tuple(replace(run, bold=False) for run in part.runs))
            )
            at += len(line)
            anew = not lines or block.bbox is None or is_numbered(line) or ends_sentence(lines[-1][-1].text)
            if anew:
                lines.append([part])
            else:
                lines[-1].append(part)
        yield from map(join, lines)
