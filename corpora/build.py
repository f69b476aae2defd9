"""Labelled plans as Documents: with their true structure for training, or as plain paragraphs for measuring."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.reading import Line, Plan
from corpora.tables import grid
from pipeline.document import Block, Document, PageCoverage
from pipeline.text.numbers import is_annex, parse_number


@dataclass(frozen=True, slots=True)
class Truth:
    """What the labels say of one block."""

    labels: tuple[str, ...]
    tags: tuple[str, ...]


def groups(plan: Plan) -> list[list[Line]]:
    """Lines, with the rows of a table together."""
    result: list[list[Line]] = []
    for line in plan.lines:
        if line.is_row and result and result[-1][0].is_row and result[-1][-1].row == line.row - 1:
            result[-1].append(line)
        else:
            result.append([line])
    return result


def _truth(lines: Sequence[Line]) -> Truth:
    return Truth(lines[0].labels, tuple(dict.fromkeys(tag for line in lines for tag in line.tags)))


def _block(lines: Sequence[Line]) -> Block:
    line = lines[0]
    if line.is_row:
        table = grid([line.cells for line in lines])
        return Block(table.text, "table", 1, table=table)
    for reason in ("cover", "contents"):
        if line.labels == (reason,):
            return Block(line.text, "furniture", 1, reason=reason)  # type: ignore[arg-type]
    if line.labels == ("furniture",):
        return Block(line.text, "furniture", 1, reason="header")
    if line.depth == 1:
        return Block(line.text, "furniture", 1, reason="title")
    if line.depth:
        number = parse_number(line.text)
        stop = number.stop if number else 0
        return Block(line.text[stop:], "heading", 1, level=line.depth - 1, number=number.raw if number else "")
    return Block(line.text, "paragraph", 1)


def _document(plan: Plan, blocks: Sequence[Block]) -> Document:
    size = sum(len(block.text) for block in blocks)
    return Document(plan.id, "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", size),), exact_pages=False)


def true_document(plan: Plan) -> tuple[Document, list[Truth]]:
    """The plan with the structure that its labels give, and the truth of every block."""
    parts = groups(plan)
    return _document(plan, list(_annexed([_block(lines) for lines in parts]))), [_truth(lines) for lines in parts]


def _annexed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings of attachments at level 0, and those below them one level higher, as structure finds them."""
    inside = False
    for block in blocks:
        if block.kind == "heading" and block.level == 1:
            inside = is_annex(block.number + block.text)
        yield replace(block, level=(block.level or 1) - 1) if inside and block.kind == "heading" else block


def raw_document(plan: Plan) -> Document:
    """The plan as a reader gives it: plain unstyled paragraphs, run-in headings in one paragraph with their body."""
    blocks: list[Block] = []
    row = -1
    for lines in groups(plan):
        block = _block(lines)
        if block.kind != "table":
            block = Block(lines[0].text, "paragraph", 1)
        if lines[0].row == row and blocks:
            blocks[-1] = replace(blocks[-1], text=blocks[-1].text + block.text)
        else:
            blocks.append(block)
        row = lines[0].row
    return _document(plan, blocks)
