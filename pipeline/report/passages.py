"""The plan's text cut into pieces for display: what is evidence for what, and which finding stands beside it."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from pipeline.document import Block, Document, Reason
from pipeline.findings import Evidence, Report
from pipeline.report import digest
from pipeline.vocabulary import MARGINS

_GRAVITY = ("error", "warning", "info", "missing", "weak", "unsure", "met", "not_chosen")
"""Looks of a mark, the one that wins first; findings before the bases of verdicts."""

MOST_NOTES = 3
"""Cards beside a chunk that are shown unfolded."""

HIDDEN: dict[Reason, str] = {
    "contents": "目录",
    "cover": "封面",
    "signature": "落款",
    "quoted": "所附文件",
    **MARGINS,
    "page_number": "页码",
    "watermark": "水印",
    "stamp": "印章",
    "hidden": "隐藏文字",
}
_ISSUED = re.compile(r"印发|的通知|现将|特此|请(?:你们)?(?:认真|结合实际|遵照)")
"""On a cover: the letter by which the plan was issued."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block that is evidence."""

    start: int
    stop: int
    id: str
    """Of the element on the page: links lead here."""
    back: str
    """Id of the finding or requirement that links here."""
    look: str
    number: int
    """Of the finding; 0 for the basis of a verdict."""
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same marks all over."""

    text: str
    look: str = ""
    ids: tuple[str, ...] = ()
    """Of marks that begin here."""
    ends: tuple[Mark, ...] = ()
    """Marks that end here: findings, and at most one basis of a verdict."""


@dataclass(frozen=True, slots=True)
class Cell:
    pieces: tuple[Piece, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as displayed; `table` instead of `pieces` for a table."""

    index: int
    block: Block
    pieces: tuple[Piece, ...]
    table: tuple[tuple[Cell, ...], ...] = ()
    new_page: bool = False

    @property
    def margin(self) -> str:
        """页眉 or 页脚 where it stands in one; else empty."""
        return MARGINS.get(self.block.reason, "")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A heading and the text below it, with the findings beside; or a run of furniture, folded away."""

    blocks: tuple[ShownBlock, ...]
    notes: tuple[digest.Numbered, ...]
    folded: str = ""
    """What the furniture is: “目录”; empty for text."""

    @property
    def crowded(self) -> bool:
        """Whether so many findings stand here that their cards would reach far below the text: titles alone do not."""
        return len(self.notes) > MOST_NOTES


def evidence_id(owner: str, index: int) -> str:
    """The id of the mark of a finding's (`f3`) or an outcome's (`r5`) piece of evidence."""
    return f"{owner}e{index}"


def chunks(report: Report) -> tuple[Chunk, ...]:
    """The whole document in order, a new chunk at every heading and where a margin or what is folded begins or ends."""
    marks = _marks(report)
    notes = _notes(report)
    result: list[Chunk] = []
    current: list[ShownBlock] = []
    kind = ("", "")
    for shown in _shown_blocks(report.document, marks):
        fold = _folded(shown.block, bool(marks.get(shown.index)) or shown.index in notes)
        before, kind = kind, (fold, shown.margin)
        if current and (shown.block.kind == "heading" or kind != before):
            result.append(_chunk(current, notes, before[0]))
            current = []
        current.append(shown)
    if current:
        result.append(_chunk(current, notes, kind[0]))
    return tuple(result)


def general(report: Report) -> tuple[digest.Numbered, ...]:
    """Findings that have no place in the text."""
    return tuple(item for item in digest.numbered(report) if beside(item, report.document) is None)


def beside(item: digest.Numbered, document: Document) -> int | None:
    """The block beside which a finding stands: its anchor, else its first evidence."""
    place = item.finding.anchor
    if place is None and item.finding.evidence:
        place = item.finding.evidence[0].block
    return place if place is not None and 0 <= place < len(document.blocks) else None


def _chunk(blocks: list[ShownBlock], notes: dict[int, list[digest.Numbered]], folded: str) -> Chunk:
    found = tuple(note for block in blocks for note in notes.get(block.index, ()))
    if folded == HIDDEN["cover"] and any(_ISSUED.search(shown.block.text) for shown in blocks):
        folded = "印发通知"
    return Chunk(tuple(blocks), found, folded)


def _notes(report: Report) -> dict[int, list[digest.Numbered]]:
    notes: dict[int, list[digest.Numbered]] = {}
    for item in digest.numbered(report):
        place = beside(item, report.document)
        if place is not None:
            notes.setdefault(place, []).append(item)
    for place, items in notes.items():
        if report.document.blocks[place].table:
            items.sort(key=partial(_offset, place))
    return notes


def _offset(block: int, item: digest.Numbered) -> int:
    """Where in a table a finding has its words, so that cards follow the rows; behind the last row if nowhere."""
    return min((proof.start for proof in item.finding.evidence if proof.block == block), default=sys.maxsize)


def _folded(block: Block, needed: bool) -> str:
    if block.kind != "furniture" or block.reason == "title" or needed:
        return ""
    return HIDDEN.get(block.reason, "其他")


def _marks(report: Report) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}

    def add(owner: str, evidence: Iterable[Evidence], look: str, number: int, title: str) -> None:
        for index, item in enumerate(evidence):
            mark = Mark(item.start, item.stop, evidence_id(owner, index), owner, look, number, title)
            marks.setdefault(item.block, []).append(mark)

    for index, outcome in enumerate(report.outcomes):
        add(f"r{index}", outcome.evidence, outcome.verdict, 0, outcome.requirement.title)
    for found in digest.numbered(report):
        finding = found.finding
        add(f"f{found.number}", finding.evidence, finding.severity, found.number, found.title)
    return marks


def _shown_blocks(document: Document, marks: dict[int, list[Mark]]) -> tuple[ShownBlock, ...]:
    result = []
    page = 0
    for index, block in enumerate(document.blocks):
        own = marks.get(index, [])
        table = block.table
        cells = _table(block, own) if table and table.text == block.text else ()
        pieces = () if cells else cut(block.text, 0, own, set())
        text = block.reason not in MARGINS  # which begin no page: a reader may put them all at an end
        result.append(ShownBlock(index, block, pieces, cells, text and block.page != page))
        page = block.page if text else page
    return tuple(result)


def _table(block: Block, marks: list[Mark]) -> tuple[tuple[Cell, ...], ...]:
    assert block.table is not None
    spans = {(row, column): (rows, columns) for row, column, rows, columns in block.table.merged}
    covered = {
        (row + r, column + c)
        for (row, column), (rows, columns) in spans.items()
        for r in range(rows)
        for c in range(columns)
        if r or c
    }
    grid: list[list[Cell]] = [[] for _ in block.table.rows]
    begun: set[str] = set()
    for row, column, text, position in block.table.cells():
        if (row, column) not in covered:
            grid[row].append(Cell(cut(text, position, marks, begun), *spans.get((row, column), (1, 1))))
    return tuple(map(tuple, grid))


def cut(text: str, position: int, marks: Iterable[Mark], begun: set[str]) -> tuple[Piece, ...]:
    """`text`, which begins at `position` of its block, cut wherever a mark begins or ends.

    `begun` holds the ids of marks that began earlier in the block and takes those that begin here: a mark may run over
    several cells, the first of them empty, yet its id must occur once.
    """
    stop = position + len(text)
    inside = [mark for mark in marks if mark.start < stop and mark.stop > position and mark.start < mark.stop]
    edges = {position, stop}
    for mark in inside:
        edges |= {max(mark.start, position), min(mark.stop, stop)}
    ordered = sorted(edges)
    pieces = []
    for start, end in zip(ordered, ordered[1:], strict=False):
        active = [mark for mark in inside if mark.start <= start and mark.stop >= end]
        first = tuple(mark.id for mark in active if mark.id not in begun)
        begun.update(first)
        ended = [mark for mark in active if mark.stop == end]
        pieces.append(Piece(text[start - position : end - position], _look(active), first, _ends(ended)))
    return tuple(pieces)


def _look(marks: list[Mark]) -> str:
    return min((mark.look for mark in marks), key=_GRAVITY.index, default="")


def _ends(marks: list[Mark]) -> tuple[Mark, ...]:
    findings = [mark for mark in marks if mark.number]
    # Of several verdicts that rest on one sentence the last is the most special; one sign is enough for the eye.
    return (*findings, *[mark for mark in marks if not mark.number][-1:])
