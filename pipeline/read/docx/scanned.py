"""A DOCX made of pictures of pages: what is on them is recognised and put where the pictures stand."""

from dataclasses import replace
from pathlib import Path

from pipeline.document import Block, Document, PageCoverage
from pipeline.read.docx import page_images
from pipeline.read.limits import Limits, Progress
from pipeline.read.ocr import failures, ocr_picture
from pipeline.read.page.blocks import PageBlocks
from pipeline.read.page.furniture import mark_furniture
from pipeline.read.page.joined import join_tables


def recognise_pictures(document: Document, path: Path, limits: Limits, progress: Progress | None = None) -> Document:
    """`document` with its unreadable pages recognised as far as they can be; `path` is the DOCX that it came from.

    Pages stay unreadable where the picture is missing, is none, or cannot be read with confidence.
    """
    images = page_images(path, limits)
    pages = document.unreadable_pages
    if len(images) != len(pages) or not any(images):
        return document
    found: list[PageBlocks] = []
    coverage = {page.page: page for page in document.coverage}
    for done, (page, image) in enumerate(zip(pages, images, strict=True), start=1):
        if image:
            found.append(ocr_picture(image, page))
            coverage[page] = _together(coverage[page], found[-1].coverage)
        if progress:
            progress(done, len(pages))
    return replace(
        document,
        blocks=_placed(document.blocks, _by_page(found)),
        coverage=tuple(coverage.values()),
        remarks=(*document.remarks, *failures(found)),
    )


def _by_page(pages: list[PageBlocks]) -> dict[int, list[Block]]:
    """Blocks by page, headers, footers and page numbers marked and tables joined across pages, as of a scanned PDF."""
    blocks = join_tables(mark_furniture(pages), {page.coverage.page: page.height for page in pages})
    return {page.coverage.page: [block for block in blocks if block.page == page.coverage.page] for page in pages}


def _together(text: PageCoverage, read: PageCoverage) -> PageCoverage:
    """The coverage of a page that has a little text of its own beside its picture."""
    if read.method == "unreadable" or not text.characters:
        return read
    method = "mixed" if read.characters else read.method
    return replace(read, method=method, characters=text.characters + read.characters)


def _placed(blocks: tuple[Block, ...], found: dict[int, list[Block]]) -> tuple[Block, ...]:
    """Recognised blocks after the text of their page; headers stay first and footers last.

    Headers and footers of a DOCX are not tied to a page, so a page ends where the first block of a later one begins.
    """
    body = [index for index, block in enumerate(blocks) if block.kind != "furniture"]
    leading = next((index for index, block in enumerate(blocks) if block.reason != "header"), len(blocks))
    placed = list(blocks)
    for page in sorted(found, reverse=True):
        before = [index for index in body if blocks[index].page <= page]
        at = before[-1] + 1 if before else leading
        placed[at:at] = found[page]
    return tuple(placed)
