"""Tables that run over the end of a page become one table; the header row that is repeated is dropped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, Run, Table
from pipeline.text.line_breaks import joiner

NEAR = 12.0
"""Points by which the outer edges of the two parts may differ."""
ENDS = "。；;！？.:："


LOW = 0.6
"""Part of the page's height that a table reaches which goes on on the next page, unless the next page says so."""
NOTE = re.compile(
    r"[（(]?[续接]上?附?表(?:[\s\d一二三四五六七八九十.\-－—–:：）)][^。；]{0,30})?|[（(]续表?[）)]"
    r"|附?表\s?[\d一二三四五六七八九十.\-－—–]{0,6}[^。；，]{0,30}[（(]续表?[）)]"
)
"""The line over the second part that says that it goes on: 续表1, （续）, 表1 重点任务（续）."""


def join_tables(blocks: Sequence[Block], heights: Mapping[int, float]) -> list[Block]:
    """`heights` of pages in points; furniture between the two parts stays where it was, and so does 续表, which becomes it."""
    joined: list[Block] = []
    last: int | None = None  # the last block that is not furniture
    note: int | None = None  # the line below it that says that a table goes on
    ended = 0  # page on which it ends
    for block in blocks:
        if block.kind == "furniture":
            joined.append(block)
            continue
        part = joined[last] if last is not None else None
        if note is None and part and part.table and block.page == ended + 1 and _is_note(block):
            note = len(joined)
            joined.append(block)
            continue
        if part and _continues(part, block, ended, heights, noted=note is not None):
            joined[last or 0] = _joined(part, block)
            if note is not None:
                joined[note] = replace(joined[note], kind="furniture", reason="header")
            note, ended = None, block.page
            continue
        last, note, ended = len(joined), None, block.page
        joined.append(block)
    return joined


def _is_note(block: Block) -> bool:
    return block.kind == "line" and NOTE.fullmatch(block.text.strip()) is not None


def _continues(part: Block, block: Block, ended: int, heights: Mapping[int, float], *, noted: bool) -> bool:
    if part.table is None or block.table is None or block.page != ended + 1 or not part.runs:
        return False
    if len(part.table.rows[0]) != len(block.table.rows[0]) or not block.bbox or not part.bbox:
        return False
    if abs(part.bbox[0] - block.bbox[0]) > NEAR or abs(part.bbox[2] - block.bbox[2]) > NEAR:
        return False
    low = max((run.bbox[3] for run in part.runs if run.page == ended and run.bbox), default=0.0)
    if ended == part.page:
        low = max(low, part.bbox[3])
    announced = noted and _header_rows(part.table, block.table) > 0
    return block.bbox[1] < 0.3 * heights[block.page] and (announced or low > LOW * heights[ended])


def _header_rows(part: Table, rest: Table) -> int:
    """How many rows at the beginning of `rest` repeat the beginning of `part`."""
    count = 0
    for one, other in zip(part.rows[:3], rest.rows[: len(rest.rows) - 1], strict=False):
        if one != other or not any(one):
            break
        count += 1
    return count


def _joined(part: Block, rest: Block) -> Block:
    assert part.table and rest.table
    dropped = _header_rows(part.table, rest.table)
    rows = list(rest.table.rows[dropped:])
    offset = len(part.table.rows)
    spans = [(r - dropped, c, rs, cs) for r, c, rs, cs in rest.table.merged if r >= dropped]
    head = list(part.table.rows)
    if dropped == 0 and _is_torn(head[-1], rows[0]):
        head[-1] = tuple(_sewn(one, other) for one, other in zip(head[-1], rows[0], strict=True))
        rows = rows[1:]
        spans = [span for span in spans if span[0] > 0]
        return _rebuilt(part, rest, (head, rows), [*part.table.merged, *_moved(spans, offset - 1)], torn=True)
    merged = [*part.table.merged, *_moved(spans, offset)]
    return _rebuilt(part, rest, (head, rows), merged, torn=False)


def _moved(spans: Sequence[tuple[int, int, int, int]], offset: int) -> list[tuple[int, int, int, int]]:
    return [(row + offset, column, height, width) for row, column, height, width in spans]


def _is_torn(last: Sequence[str], first: Sequence[str]) -> bool:
    """Whether a row was cut by the end of the page: no number in its first cell, and sentences that go on."""
    if first[0] or not any(first):
        return False
    return all(not text or (last[index] and last[index][-1] not in ENDS) for index, text in enumerate(first))


def _sewn(one: str, other: str) -> str:
    return one + joiner(one, other) + other if other else one


def _rebuilt(
    part: Block,
    rest: Block,
    rows: tuple[list[tuple[str, ...]], list[tuple[str, ...]]],
    merged: list[tuple[int, int, int, int]],
    *,
    torn: bool,
) -> Block:
    """Runs are found again cell by cell, since joining moves every offset."""
    assert part.table and rest.table
    table = Table(tuple(rows[0] + rows[1]), tuple(merged))
    old = _runs_by_cell(part)
    new = _runs_by_cell(rest)
    first = len(rest.table.rows) - len(rows[1])  # rows of `rest` that are not rows of their own in the result
    for (row, column), runs in new.items():
        if row >= first:
            old.setdefault((row - first + len(rows[0]), column), []).extend(runs)
        elif torn:
            old.setdefault((len(rows[0]) - 1, column), []).extend(runs)
    return replace(part, text=table.text, table=table, runs=_laid_out(table, old))


def _runs_by_cell(block: Block) -> dict[tuple[int, int], list[Run]]:
    assert block.table
    found: dict[tuple[int, int], list[Run]] = {}
    runs = iter(block.runs)
    run = next(runs, None)
    for row, column, text, start in block.table.cells():
        while run and run.start < start + len(text):
            found.setdefault((row, column), []).append(replace(run, start=run.start - start, stop=run.stop - start))
            run = next(runs, None)
    return found


def _laid_out(table: Table, by_cell: Mapping[tuple[int, int], Sequence[Run]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for row, column, text, start in table.cells():
        at, stop = start, start + len(text)
        members = by_cell.get((row, column), ())
        for index, run in enumerate(members):
            end = stop if index == len(members) - 1 else min(stop, at + run.stop - run.start)
            runs.append(replace(run, start=at, stop=end))
            at = end
    return tuple(runs)
