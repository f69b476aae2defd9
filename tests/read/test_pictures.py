"""Pages of a DOCX that are pictures are laid out like those of a scanned PDF."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_builder import pack, para, parts, run
from PIL import Image

from pipeline.document import Block, Document, PageCoverage, Run
from pipeline.limits import Limits
from pipeline.read.docx import read_with_pictures
from pipeline.read.docx.scanned import recognise_pictures
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


def png(colour: str = "white") -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (600, 800), colour).save(stored, "PNG")
    return stored.getvalue()


def shown(name: str, width: int, height: int) -> str:
    """A picture, in points."""
    fill = f'<pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
    extent = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
    return para(f"<w:r><w:drawing><wp:inline>{extent}<a:graphic>{fill}</a:graphic></wp:inline></w:drawing></w:r>")


def docx(folder: Path, body: str, *images: bytes) -> Path:
    """A DOCX with pictures i1, i2…"""
    numbers = range(1, len(images) + 1)
    relations = "".join(f'<Relationship Id="i{n}" Type="http://x/image" Target="media/i{n}.png"/>' for n in numbers)
    media = {f"word/media/i{n}.png": image for n, image in zip(numbers, images, strict=True)}
    return pack(folder / "图.docx", parts(body, relations) | media)


def recognised(path: Path) -> Document:
    return recognise_pictures(read_with_pictures(path, Limits()), Limits())


def answer(text: str, confidence: float = 0.95) -> Callable[..., PageBlocks]:
    """An engine that reads the same on every picture, or what may be there with too little confidence."""

    def read(picture: object, number: int, width: float) -> PageBlocks:
        if confidence < 0.6:
            return PageBlocks((), width, 842, PageCoverage(number, "unreadable", 0, confidence))
        blocks = (line(text, number, 100), line(text, number, 128))
        return PageBlocks(blocks, width, 842, PageCoverage(number, "ocr", 2 * len(text), confidence))

    return read


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def use(*given: object) -> None:
        monkeypatch.setattr("pipeline.read.ocr.reading.read_page", answer(*given))  # type: ignore[arg-type]

    return use


WORDS = "推进智能建造与建筑工业化协同发展"
SCAN = (370, 520)
"""Points of a scan of A4 between wide margins, 0.38 of the page."""


def methods(document: Document) -> list[str]:
    return [page.method for page in document.coverage]


def test_scans_as_wide_as_the_text_are_read_where_they_stand(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(WORDS)
    body = para("实施方案的题目") + shown("i1", *SCAN) + shown("i2", *SCAN) + para("后" * 40)
    document = recognised(docx(tmp_path, body, png(), png("#fefefe")))
    assert methods(document) == ["mixed", "mixed"]
    assert [block.text for block in document.blocks] == ["实施方案的题目", *[WORDS] * 4, "后" * 40]
    assert [block.page for block in document.blocks[:5]] == [1, 1, 1, 2, 2]


def test_headers_and_page_numbers_of_scans_do_not_part_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(picture: object, number: int, width: float) -> PageBlocks:
        return page(number, *[WORDS * 2] * 9)

    monkeypatch.setattr("pipeline.read.ocr.reading.read_page", read)
    document = recognised(docx(tmp_path, shown("i1", *SCAN) + shown("i2", *SCAN), png(), png("#fefefe")))
    second = [block for block in document.blocks if block.page == 2]
    assert [block.reason for block in second if block.kind == "furniture"] == ["header", "page_number"]
    joined = join_lines(document.blocks)
    assert [block.kind for block in joined if block.kind != "furniture"] == ["paragraph"]


@pytest.mark.parametrize("size", [(500, 700), SCAN, (425, 340)])
def test_a_large_picture_beside_text_is_read_too(
    tmp_path: Path, engine: Callable[..., None], size: tuple[int, int]
) -> None:
    engine(WORDS)
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>"  # pages are as told, so that text and picture stay on one
    body = para(run("封面") + broken) + para("前" * 40) + shown("i1", *size) + para("后" * 40)
    document = recognised(docx(tmp_path, body, png()))
    assert methods(document) == ["text", "mixed"]
    assert [block.text[:2] for block in document.blocks] == ["封面", "前前", WORDS[:2], WORDS[:2], "后后"]


@pytest.mark.parametrize("size", [SCAN, (425, 340)])
@pytest.mark.parametrize("text", ["", "前" * 40])
def test_a_large_picture_that_cannot_be_read_makes_its_page_unreadable(
    tmp_path: Path, engine: Callable[..., None], size: tuple[int, int], text: str
) -> None:
    engine(WORDS, 0.3)
    for image in (png(), b"no picture", b""):
        document = recognised(docx(tmp_path, para(text) + shown("i1", *size), image))
        assert methods(document) == ["unreadable"], image[:4]


def test_strips_of_a_page_that_cannot_be_read_count_together(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(WORDS, 0.3)
    document = recognised(docx(tmp_path, para("文" * 40) + shown("i1", 415, 100) * 4, png()))
    assert methods(document) == ["unreadable"]


def test_photographs_and_logos_cost_little_and_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("recognised")

    monkeypatch.setattr("pipeline.read.docx.scanned.ocr_picture", fail)
    body = para("文" * 40) + shown("i1", 300, 300) + shown("i2", 100, 100)
    document = recognised(docx(tmp_path, body, png("#355070"), png()))
    assert methods(document) == ["text"]
    assert document.remarks == ()


def test_a_photograph_without_text_under_a_title_costs_no_page(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine("", 0.0)
    cover = para("某市智能建造试点实施方案") + shown("i1", 400, 450)
    assert methods(recognised(docx(tmp_path, cover, png("#355070")))) == ["text"]
    assert methods(recognised(docx(tmp_path, shown("i1", 595, 842), png("#355070")))) == ["unreadable"]


def test_small_pictures_are_read_up_to_a_number(
    tmp_path: Path, engine: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(WORDS)
    monkeypatch.setattr("pipeline.read.docx.scanned.MOST_RECOGNISED", 1)
    body = para("文" * 40) + shown("i1", 415, 100) + shown("i1", 415, 100) + shown("i2", 415, 100)
    document = recognised(docx(tmp_path, body, png(), png("#fefefe")))
    assert methods(document) == ["mixed"]
    assert [block.text for block in document.blocks] == ["文" * 40, *[WORDS] * 4]
    tops = [block.bbox[1] for block in document.blocks if block.bbox]
    assert tops == sorted(tops)
    assert [(remark.code, remark.count) for remark in document.remarks] == [("pictures", 1)]


def test_a_broken_engine_costs_the_pages_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no engine")

    monkeypatch.setattr("pipeline.read.ocr.reading.read_page", fail)
    read = recognised(docx(tmp_path, shown("i1", 595, 842) + para("正文"), png()))
    assert read.unreadable_pages == (1,)
    assert [block.text for block in read.blocks] == ["正文"]
    assert [(remark.code, remark.page) for remark in read.remarks][-1] == ("ocr_failed", 1)
