"""DOCX → Document: blocks in reading order, with the numbers that Word displays but does not store.

The journey: package → parts → headers, body, diagrams, notes, footers → coverage and remarks. Pages are approximate
(`pages.py`); where a file has no rendered page breaks they are estimated from its lines.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Block, Document, PageCoverage
from pipeline.errors import EmptyError, LimitError
from pipeline.limits import Limits
from pipeline.read.detect import load
from pipeline.read.docx.body import read_blocks
from pipeline.read.docx.extras import diagram_blocks, furniture_blocks, note_blocks, remarks
from pipeline.read.docx.package import Package
from pipeline.read.docx.pages import Pages
from pipeline.read.docx.parts import Parts, body_pages, new_story, open_parts
from pipeline.read.docx.pictures import Anchor, page_area
from pipeline.read.page.pictures import LARGE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may hold text: before which block of the document and on which page it stands."""

    before: int
    page: int
    share: float
    """Part of the page that it covers."""
    width: float
    """Points, as is `height`."""
    height: float
    name: str
    """Of the member of the package that holds it; empty where none does."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A DOCX as far as it is text, and the pictures in it, whose text has yet to be recognised."""

    document: Document
    pictures: tuple[Picture, ...]
    package: Package


def read_with_pictures(path: Path, limits: Limits) -> Reading:
    """Read a DOCX file. A page with a large picture, or many small ones, is “unreadable” until they are recognised.

    Headers come first and footers last, once each; notes stand at the end of the body. Tracked insertions count,
    deletions do not. Raises NotFoundError, EncryptedError, UnsupportedFormatError, CorruptError, EmptyError,
    LimitError or HostileError.
    """
    data = load(path, limits)
    parts = open_parts(data, limits)
    story = new_story(parts, parts.body, body_pages(parts))
    body = read_blocks(parts.body, story)
    pages = story.inline.pages
    if pages.page > limits.max_pages:
        raise LimitError(f"文件超过 {limits.max_pages} 页，未读取。请拆分文件后再试。")
    headers, footers = furniture_blocks(parts)
    found = [*headers, *body, *diagram_blocks(parts, story), *note_blocks(parts, story), *footers]
    blocks, pictures = _parted(found, parts)
    if not blocks and not pictures:
        raise EmptyError("文件中没有任何文字。请确认提交的是否为正确的文件。")
    document = Document(
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        blocks=tuple(blocks),
        pages=pages.page,
        coverage=_coverage(pages, pictures),
        remarks=tuple(remarks(parts, story, found)),
        exact_pages=False,
    )
    return Reading(document, tuple(pictures), parts.package)


def _parted(found: list[Block], parts: Parts) -> tuple[list[Block], list[Picture]]:
    """Blocks with text, and the pictures among them."""
    related = parts.package.related(parts.main)
    area = page_area(parts.body)
    blocks: list[Block] = []
    pictures: list[Picture] = []
    for block in found:
        if isinstance(block, Anchor):
            shown = block.picture
            name = related[shown.id].target if shown.id in related else ""
            known = name if parts.package.has(name) else ""
            pictures.append(Picture(len(blocks), block.page, shown.share(area), shown.width, shown.height, known))
        elif block.text:
            blocks.append(block)
    return blocks, pictures


def _coverage(pages: Pages, pictures: list[Picture]) -> tuple[PageCoverage, ...]:
    """One entry a page: unreadable where pictures take much of it, text elsewhere."""
    unread: dict[int, float] = {}
    for picture in pictures:
        unread[picture.page] = unread.get(picture.page, 0.0) + picture.share
    return tuple(
        PageCoverage(page, "unreadable" if unread.get(page, 0.0) >= LARGE else "text", pages.characters[page])
        for page in range(1, pages.page + 1)
    )
