"""PDF → Document: text with pdfium, pdfplumber where pdfium fails, OCR where there is no text.

open → pages (glyphs → lines and tables) → furniture → tables across pages → Document
"""

import hashlib
from pathlib import Path

from pipeline.collector import no_collector
from pipeline.document import Document, PageCoverage, Remark
from pipeline.errors import EmptyError, LimitError, UnreadableError
from pipeline.limits import Limits, Progress
from pipeline.read.detect import load
from pipeline.read.ocr import failures
from pipeline.read.page.blocks import PageBlocks, read_blocks
from pipeline.read.page.furniture import mark_furniture
from pipeline.read.page.geometry import PageGeometry
from pipeline.read.page.joined import join_tables
from pipeline.read.page.paper import A4
from pipeline.read.page.pictures import MOST_RECOGNISED, too_many
from pipeline.read.pdf.bombs import inspect
from pipeline.read.pdf.parts import leave_unread, read_lost_text, read_pictures, text_pictures
from pipeline.read.pdf.scan import hides_scan, needs_ocr, scan_page
from pipeline.read.pdf.source import Source, open_pdf, read_geometry, read_geometry_slowly


def read_pdf(path: Path, limits: Limits, *, progress: Progress | None = None) -> Document:
    """The raw document: a block for every visual line and every table, furniture marked, nothing joined but tables.

    Boxes are points from the upper left corner of the page as displayed; pages are exact.
    Raises EncryptedError, CorruptError, EmptyError or LimitError.
    """
    with no_collector():
        return _read(path, load(path, limits), limits, progress)


def _read(path: Path, data: bytes, limits: Limits, progress: Progress | None) -> Document:
    drawable = inspect(data, limits)
    with open_pdf(data, drawable=drawable) as source:
        pages, unread = _read_pages(source, limits, progress)
    blocks = join_tables(mark_furniture(pages), {page.coverage.page: page.height for page in pages})
    return Document(
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        blocks=tuple(blocks),
        pages=len(pages),
        coverage=tuple(page.coverage for page in pages),
        remarks=_remarks(pages, unread),
    )


def _read_pages(source: Source, limits: Limits, progress: Progress | None) -> tuple[list[PageBlocks], int]:
    """Every page, and how many pictures were left unread."""
    if source.count == 0:
        raise EmptyError("PDF 文件没有任何页面，请重新导出后再检查。")
    if source.count > limits.max_pages:
        raise LimitError(f"文件有 {source.count} 页，超过 {limits.max_pages} 页的上限，请拆分后再检查。")
    pages: list[PageBlocks] = []
    characters = pictures = 0
    for number in range(1, source.count + 1):
        geometry, page = _read_page(source, number)
        if needs_ocr(geometry, page) or hides_scan(source, geometry, page):
            page = scan_page(source, geometry, page)
        else:
            boxes, room = text_pictures(geometry), max(0, MOST_RECOGNISED - pictures)
            pictures += len(boxes)
            page = read_pictures(source, geometry, page, boxes[:room]) if boxes[:room] else page
            page = leave_unread(geometry, read_lost_text(source, geometry, page), boxes[room:])
        characters += len(geometry.glyphs) or page.coverage.characters
        if characters > limits.max_characters:
            raise LimitError(f"文字超过 {limits.max_characters} 个字符的上限，请拆分后再检查。")
        pages.append(page)
        if progress:
            progress(number, source.count)
    return pages, max(0, pictures - MOST_RECOGNISED)


def _read_page(source: Source, number: int) -> tuple[PageGeometry, PageBlocks]:
    """Page `number` by the first engine that does not stumble over it; damaged where both do, so that the others stand."""
    for read in (read_geometry, read_geometry_slowly):
        try:
            geometry = read(source, number)
            return geometry, read_blocks(geometry)
        except (UnreadableError, MemoryError):  # limits that hold for the file
            raise
        except Exception:  # noqa: BLE001, S112 - whatever a page's oddities led to
            continue
    damaged = PageGeometry(number, *A4, (), damaged=True)
    return damaged, PageBlocks((), *A4, PageCoverage(number, "unreadable", 0))


def _remarks(pages: list[PageBlocks], unread: int) -> tuple[Remark, ...]:
    remarks = []
    for page in pages:
        count = sum(block.characters for block in page.blocks if block.reason == "hidden")
        if count:
            number = page.coverage.page
            message = f"第{number}页有 {count} 个字符看不见（白色、透明、极小、被遮住或在页面之外），未计入检查。"
            remarks.append(Remark("hidden", message, number, count))
    remarks += failures(pages, exact=True)
    return (*remarks, *too_many(unread))
