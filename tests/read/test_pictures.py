"""Pages of a DOCX that are pictures are laid out like those of a scanned PDF."""

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.document import Block, Document, PageCoverage, Run
from pipeline.read.docx.scanned import _by_page, recognise_pictures
from pipeline.read.limits import Limits
from pipeline.read.page.blocks import PageBlocks
from pipeline.structure.paragraphs import join_lines


def line(text: str, page: int, top: float, x0: float = 80, x1: float = 500) -> Block:
    box = (x0, top, x1, top + 16)
    return Block(text, "line", page, box, runs=(Run(0, len(text), page, box, size=16.0, confidence=0.99),))


def page(number: int, *texts: str) -> PageBlocks:
    """A header, lines as wide as the page's text, and a page number."""
    body = [line(text, number, 100 + 28 * row) for row, text in enumerate(texts)]
    blocks = (line("申报材料", number, 40, 240, 300), *body, line(f"- {number} -", number, 790, 280, 300))
    return PageBlocks(blocks, 595, 842, PageCoverage(number, "ocr", 100, 0.99))


def test_headers_and_page_numbers_do_not_part_a_sentence() -> None:
    pages = [
        page(1, *["推进智能建造与建筑工业化协同发展" * 2] * 9),
        page(2, *["推进智能建造与建筑工业化协同发展" * 2] * 9),
    ]
    found = _by_page(pages)
    assert [block.reason for block in found[2] if block.kind == "furniture"] == ["header", "page_number"]
    blocks = join_lines([*found[1], *found[2]])
    assert [block.kind for block in blocks if block.kind != "furniture"] == ["paragraph"]


def test_a_broken_engine_costs_the_pages_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no engine")

    stored = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(stored, "PNG")
    monkeypatch.setattr("pipeline.read.ocr.reading.read_page", fail)
    monkeypatch.setattr("pipeline.read.docx.scanned.page_images", lambda *_: [stored.getvalue()])
    coverage = (PageCoverage(1, "unreadable", 0), PageCoverage(2, "text", 2))
    document = Document("a.docx", "", "docx", (Block("正文", "paragraph", 2),), 2, coverage)
    read = recognise_pictures(document, tmp_path, Limits())
    assert read.unreadable_pages == (1,) and read.blocks == document.blocks
    assert [(remark.code, remark.page) for remark in read.remarks] == [("ocr_failed", 1)]
