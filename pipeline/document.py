"""What was read: blocks of text with their place on the page, and how well each page could be read.

Readers (`pipeline.read`) make a Document of raw blocks; `pipeline.structure` turns it into the final one,
in which every paragraph is one block. All offsets elsewhere point into the blocks of that final Document.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points (1/72 inch) from the upper left corner of the page as displayed."""

Kind = Literal["line", "heading", "paragraph", "list_item", "table", "caption", "furniture"]
"""`line` is a visual line that structure has yet to join; it never occurs in a final Document.
`furniture` is kept, so that it can be shown, but no verdict rests on it."""

Reason = Literal[
    "", "header", "footer", "page_number", "contents", "watermark", "stamp", "hidden", "title", "cover", "signature", "quoted"
]  # fmt: skip
"""Why a block is furniture; empty for every other kind. `title` is the plan's own title, `cover` what stands before it
(the notice of issuance, its addressees), `signature` the office and the day below it, `quoted` an attached document of
somebody else."""

Face = Literal["", "hei", "kai", "song"]
"""Chinese type: 黑体, 楷体, 宋体 and 仿宋. Official documents are in 仿宋, their headings of the first level in 黑体, of the
second in 楷体 (GB/T 9704-2012, 7.3.3)."""

Method = Literal["text", "ocr", "mixed", "unreadable"]

RemarkCode = Literal[
    "revisions", "comments", "hidden", "embedded", "pictures", "partly_read", "ocr_failed", "quoted", "dated_late"
]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch `text[start:stop]` of a block that has one look and one place."""

    start: int
    stop: int
    page: int
    bbox: BBox | None = None
    bold: bool = False
    size: float | None = None
    """Font size in points."""
    confidence: float | None = None
    """Of OCR, 0 to 1; None for text that was not recognised from an image."""
    face: Face = ""
    """The kind of Chinese type of its ideographs; "" where it is none of these, or several."""


@dataclass(frozen=True)
class Table:
    """A grid: `rows[r][c]`, all rows of equal length.

    The text of a merged cell stands at its upper left position and the positions that it covers are "".
    `merged` lists (row, column, row span, column span) of every merged cell.
    """

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def text(self) -> str:
        """One line a row, cells separated by tabs; line breaks and tabs inside a cell are spaces."""
        return "\n".join("\t".join(_on_one_line(cell) for cell in row) for row in self.rows)

    @cached_property
    def captions(self) -> int:
        """Rows at the top that one cell fills, as wide as the table (表2 政策任务), if two rows or more stand below them."""
        width = len(self.rows[0]) if self.rows else 0
        filled = {r: high for r, _, high, wide in self.merged if wide == width > 1}
        top = 0
        while top in filled:
            top += max(1, filled[top])
        return top if top < len(self.rows) - 1 else 0

    def cells(self) -> Iterator[tuple[int, int, str, int]]:
        """(row, column, text, offset) of every cell as it stands in `text`."""
        at = 0
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                text = _on_one_line(cell)
                yield row, column, text, at
                at += len(text) + 1

    def row(self, at: int) -> list[str]:
        """The cells of a row, each on one line."""
        return [_on_one_line(cell) for cell in self.rows[at]]

    def cell_at(self, offset: int) -> tuple[int, int]:
        """Row and column of the cell at an offset of `text`."""
        return self._places[bisect_right(self._starts, offset) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets of all cells: a table of thousands is asked for a cell as often."""
        return [at for *_, at in self.cells()]

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Row and column of each."""
        return [(row, column) for row, column, *_ in self.cells()]


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split())


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or piece of furniture, in reading order."""

    text: str
    """Without its number where that is automatic or was recognised by structure; for a table, `table.text`."""
    kind: Kind
    page: int
    """1-based page on which the block begins."""
    bbox: BBox | None = None
    """Of the part on `page`; None where the format knows no geometry (DOCX)."""
    level: int | None = None
    """Depth of a heading or list item, 1 is the highest; set by structure."""
    number: str = ""
    """As displayed: “一、”, “（二）”, “第三章”, “1.2”, “•”."""
    runs: tuple[Run, ...] = ()
    """In the order of the text, none over another."""
    table: Table | None = None
    outline: int | None = None
    """Outline level as the file declares it, 1 to 9; None for body text."""
    style: str = ""
    """Name of the paragraph style, as the file declares it."""
    align: Literal["", "left", "center", "right", "both"] = ""
    indent: float | None = None
    """First-line indent in points, where known."""
    reason: Reason = ""

    @property
    def characters(self) -> int:
        """White space not counted."""
        return len("".join(self.text.split()))

    def page_at(self, offset: int) -> int:
        """Page of a character: a paragraph or table may run on to the next one."""
        at = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[at].page if at >= 0 and offset < self.runs[at].stop else self.page


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """How one page was read."""

    page: int
    method: Method
    characters: int
    confidence: float | None = None
    """Mean OCR confidence, 0 to 1; None where no OCR took place."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the file that a reviewer should know."""

    code: RemarkCode
    message: str
    """In Chinese, for the report."""
    page: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read."""

    source: str
    """File name without its folder."""
    sha256: str
    format: str
    """What the content is, told by content: a key of `pipeline.read.READERS`."""
    blocks: tuple[Block, ...]
    pages: int
    coverage: tuple[PageCoverage, ...]
    remarks: tuple[Remark, ...] = ()
    exact_pages: bool = True
    """False for DOCX, whose pages are only known approximately."""

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        return tuple(page.page for page in self.coverage if page.method == "unreadable")

    @property
    def characters(self) -> int:
        """Characters of all blocks that are not furniture, white space not counted."""
        return sum(block.characters for block in self.blocks if block.kind != "furniture")


@dataclass(frozen=True, slots=True)
class Label:
    """What a section or paragraph is about: an element, `other`, or `content/<task>`."""

    label: str
    probability: float


def task_label(task: str) -> str:
    """The label of what is about a task: `content/policy`."""
    return f"content/{task}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks below it, deeper sections included: `document.blocks[start:stop]`.

    Attachments have level 0, and so has what stands before the first heading, which alone is not `headed`.
    """

    heading: str
    """With its number: “（二）培育产业”."""
    level: int
    path: tuple[str, ...]
    """Headings from the top level down to this one, itself included."""
    start: int
    stop: int
    labels: tuple[Label, ...] = ()
    headed: bool = True

    def share(self, *labels: str) -> float:
        """Probability of the likeliest of these labels; 0 where it has none of them."""
        return max((own.probability for own in self.labels if own.label in labels), default=0.0)
