"""Cutting and joining blocks without losing the place of a single character."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import BBox, Block, Face, Kind, Run
from pipeline.text.line_breaks import joiner

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|^\s*\*\*(?=.*\*\*\s*$)|(?<=\S)\*\*\s*$")


def _shift(run: Run, by: int) -> Run:
    return replace(run, start=run.start + by, stop=run.stop + by)


def _clipped(run: Run, start: int, stop: int) -> Run:
    """The part of a run that lies in `text[start:stop]`, as it stands there; mostly the run itself."""
    own = max(run.start, start) - start, min(run.stop, stop) - start
    return run if own == (run.start, run.stop) else replace(run, start=own[0], stop=own[1])


def cut(block: Block, start: int, stop: int) -> Block:
    """The block's text[start:stop], white space at both ends dropped, with the runs that cover it."""
    text = block.text[start:stop]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    stop = start + len(text)
    first = bisect_right(block.runs, start, key=lambda run: run.stop)
    last = bisect_left(block.runs, stop, key=lambda run: run.start)
    runs = tuple(_clipped(run, start, stop) for run in block.runs[first:last])
    page = runs[0].page if runs else block.page
    return replace(block, text=text, runs=runs, page=page, bbox=_extent(runs, page) or block.bbox)


def tidy(blocks: Sequence[Block]) -> list[Block]:
    """Drop empty blocks and the white space and Markdown marks around text."""
    result = []
    for block in blocks:
        if block.kind in ("table", "furniture"):
            result.append(block)
            continue
        start = (match := _MARKDOWN.match(block.text)) and match.end() or 0
        end = len(block.text)
        if start and (tail := _MARKDOWN.search(block.text, start)):
            end = tail.start()
        block = cut(block, start, end)
        if block.text:
            result.append(block)
    return result


def cut_at(block: Block, cuts: Sequence[int]) -> list[Block]:
    """The block in parts that begin at these offsets, empty ones left out; its number stays with the first."""
    if not cuts:
        return [block]
    parts = [cut(block, start, stop) for start, stop in pairwise([0, *cuts, len(block.text)])]
    return [replace(part, number="" if at else part.number) for at, part in enumerate(parts) if part.text]


def _extent(runs: Sequence[Run], page: int) -> BBox | None:
    boxes = [run.bbox for run in runs if run.bbox and run.page == page]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def join(parts: Sequence[Block], kind: Kind | None = None) -> Block:
    """One paragraph of several lines; place, look and, unless it is given, kind are those of the first."""
    first = parts[0]
    text, runs = first.text, list(first.runs)
    for part in parts[1:]:
        text += joiner(text, part.text)
        runs += [_shift(run, len(text)) for run in part.runs]
        text += part.text
    bbox = _extent(runs, first.page) or first.bbox
    return replace(first, text=text, kind=kind or first.kind, runs=tuple(runs), bbox=bbox)


def font_size(block: Block) -> float | None:
    """Size of most of the block's characters, in points."""
    if len(block.runs) == 1:
        return block.runs[0].size or None
    sizes: dict[float, int] = {}
    for run in block.runs:
        if run.size:
            sizes[run.size] = sizes.get(run.size, 0) + run.stop - run.start
    return max(sizes, key=lambda size: sizes[size]) if sizes else None


def is_bold(block: Block) -> bool:
    """Whether all of the block's ideographs are bold; digits among them are often of another font."""
    own = _spelling(block)
    return bool(own) and all(run.bold for run in own)


def face(block: Block) -> Face:
    """The kind of type that all of the block's ideographs share."""
    faces = {run.face for run in _spelling(block)}
    return faces.pop() if len(faces) == 1 else ""


def _spelling(block: Block) -> Sequence[Run]:
    """The runs that hold ideographs; where there are none, all."""
    return [run for run in block.runs if _IDEOGRAPH.search(block.text, run.start, run.stop)] or block.runs


def bold_until(block: Block) -> int:
    """Offset up to which the block is bold from its beginning; 0 where it does not begin so."""
    stop = 0
    for run in block.runs:
        if run.bold:
            stop = run.stop
        elif _IDEOGRAPH.search(block.text, run.start, run.stop):
            break
    return stop
