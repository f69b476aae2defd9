"""One page's geometry → its blocks in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import BBox, Block, PageCoverage, Reason, Run
from pipeline.read.page.columns import reading_order
from pipeline.read.page.geometry import Glyph, PageGeometry, turn_box, turn_page, upright_angle
from pipeline.read.page.hidden import split_hidden
from pipeline.read.page.lines import Segment, looks_in, rows_of, segments_of
from pipeline.read.page.stamps import is_red, split_stamps
from pipeline.read.page.tables import read_tables
from pipeline.read.page.watermarks import is_pale, split_watermarks
from pipeline.read.page.writing import line_block


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """What one page came to."""

    blocks: tuple[Block, ...]
    width: float
    height: float
    coverage: PageCoverage
    failure: str = ""
    """Kind of the error on which recognition failed; empty where it worked, or was not needed."""
    pale: tuple[Block, ...] = ()
    """Lines in colours of watermarks."""


def read_blocks(page: PageGeometry) -> PageBlocks:
    """Lines and tables from top to bottom, then what is furniture by its nature: seals, slanting and hidden text."""
    turn = upright_angle(page)
    upright = turn_page(page, turn)
    seen, hidden = split_hidden(upright)
    unsealed, seals = split_stamps(upright, seen)
    straight, slanting = _by_direction(upright, unsealed)
    straight, marks = split_watermarks(upright, straight)
    tables, outside = read_tables(upright, straight)
    order = reading_order(rows_of(segments_of(outside)), upright.width)
    lines = [line_block(segments, page.number) for segments in order]
    pale = [line for line, segments in zip(lines, order, strict=True) if _is_pale(segments)]
    blocks = merge_in_order(lines, tables)
    blocks += [_furniture(_as_written(seal, page.number), "stamp") for seal in seals]
    blocks += [_furniture(block, "watermark") for block in _plain_lines(marks, page.number)]
    blocks += _other_directions(slanting, page.number)
    blocks += [_furniture(block, "hidden") for block in _plain_lines(hidden, page.number)]
    characters = sum(block.characters for block in blocks if block.kind != "furniture")
    back, pale = (
        [turn_block(block, -turn if turn != 180 else 180, upright) for block in part] for part in (blocks, pale)
    )
    coverage = PageCoverage(page.number, "text", characters)
    return PageBlocks(tuple(back), page.width, page.height, coverage, pale=tuple(pale))


def _is_pale(segments: Sequence[Segment]) -> bool:
    return all(is_pale(look) for segment in segments for look in looks_in(segment))


def _by_direction(page: PageGeometry, glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], Sequence[Glyph]]:
    """Those that run from left to right, and all others."""
    if all(abs(look.angle) < 3 for look in page.all_looks):
        return glyphs, ()
    straight = [glyph for glyph in glyphs if abs(glyph.look.angle) < 3]
    return straight, [glyph for glyph in glyphs if abs(glyph.look.angle) >= 3]


def merge_in_order(lines: Sequence[Block], tables: Sequence[Block]) -> list[Block]:
    """Each table before the first line that begins below its upper edge and is not beside it in another column."""
    blocks = list(lines)
    for table in sorted(tables, key=top, reverse=True):
        places = (index for index, block in enumerate(blocks) if top(block) >= top(table) and _shares(block, table))
        place = next(places, None)
        if place is None:
            above = [index for index, block in enumerate(blocks) if top(block) < top(table) and _shares(block, table)]
            place = above[-1] + 1 if above else len(blocks)
        blocks.insert(place, table)
    return blocks


def top(block: Block) -> float:
    """Where a block begins on its page, in points from above; 0 where that is not known."""
    return block.bbox[1] if block.bbox else 0.0


def _shares(block: Block, other: Block) -> bool:
    """Whether the two stand above each other rather than side by side."""
    if not block.bbox or not other.bbox:
        return True
    return min(block.bbox[2], other.bbox[2]) > max(block.bbox[0], other.bbox[0])


def _plain_lines(glyphs: Sequence[Glyph], page: int) -> list[Block]:
    return [line_block(row.segments, page) for row in rows_of(segments_of(glyphs))]


def _furniture(block: Block, reason: Reason) -> Block:
    return replace(block, kind="furniture", reason=reason)


def _other_directions(glyphs: Sequence[Glyph], page: int) -> list[Block]:
    """Slanting text is a watermark, or of a stamp where it is red; sideways text is kept as lines."""
    groups: dict[tuple[float, bool], list[Glyph]] = {}
    for glyph in glyphs:
        angle = glyph.look.angle
        square = abs(angle - round(angle / 90) * 90) < 3
        groups.setdefault((round(angle / 90) * 90.0 if square else 1.0, is_red(glyph.look)), []).append(glyph)
    blocks = []
    for (angle, red), members in groups.items():
        ink = [glyph for glyph in members if not glyph.text.isspace()]
        if not ink:
            continue
        block = _as_written(ink, page)
        if angle == 1.0:
            block = _furniture(block, "stamp" if red else "watermark")
        blocks.append(block)
    return blocks


def _as_written(glyphs: Sequence[Glyph], page: int) -> Block:
    """In the order of the file: for text that does not run from left to right this is the best that is known."""
    text = "".join(glyph.text for glyph in glyphs)
    box = (
        min(glyph.x0 for glyph in glyphs), min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs), max(glyph.bottom for glyph in glyphs),
    )  # fmt: skip
    run = Run(0, len(text), page, box, glyphs[0].look.bold, round(glyphs[0].look.size, 1))
    return Block(text, "line", page, box, runs=(run,))


def turn_block(block: Block, angle: float, frame: PageGeometry) -> Block:
    """The block with its boxes as displayed, after it was read on a page that had been turned."""
    if angle == 0:
        return block
    runs = tuple(
        replace(run, bbox=turn_box(run.bbox, angle, frame.width, frame.height) if run.bbox else None)
        for run in block.runs
    )
    box = turn_box(block.bbox, angle, frame.width, frame.height) if block.bbox else None
    return replace(block, bbox=box, runs=runs)


def moved(block: Block, x: float, y: float, factor: float = 1.0) -> Block:
    """The block `factor` times as large, then `x` points further right and `y` further down; what runs on to other pages stays."""

    def move(box: BBox | None) -> BBox | None:
        return (box[0] * factor + x, box[1] * factor + y, box[2] * factor + x, box[3] * factor + y) if box else None

    runs = tuple(
        replace(run, bbox=move(run.bbox), size=run.size and round(run.size * factor, 1))
        if run.page == block.page
        else run
        for run in block.runs
    )
    return replace(block, bbox=move(block.bbox), runs=runs)
