"""Whole files: furniture, hidden text, encryption, damage, limits."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pdf_builder import FONT, HEIGHT, draw_table, furniture, lines, make_pdf, read, write
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import CorruptError, EmptyError, EncryptedError, LimitError
from pipeline.limits import Limits
from pipeline.read.page import tables
from pipeline.read.pdf import read_pdf, source


def page_of(number: int, *, body: int = 10) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        write(canvas, 45, "某市智能建造试点实施方案", size=9)
        for row in range(body):
            write(canvas, 110 + 22 * row, f"第{number}页第{row}行，推进智能建造与建筑工业化协同发展。")
        write(canvas, 805, f"— {number} —", x=280, size=9)

    return draw


def test_headers_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 6)]))
    assert len(furniture(document, "header")) == 5
    assert [block.text for block in furniture(document, "page_number")] == [f"— {n} —" for n in range(1, 6)]
    assert len(lines(document)) == 50


def test_the_name_of_a_chapter_at_the_headers_height_is_a_header(tmp_path: Path) -> None:
    def page(header: str, first: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, 50, header, x=250, size=9)
            write(canvas, 90, first)
            write(canvas, 300, "推进智能建造。")

        return draw

    headers = ["徐州市智能建造试点实施方案"] * 3 + ["一、城市概况", "二、工作基础"]
    firsts = ["总则", "背景", "依据", "一、城市概况", "二、工作基础"]
    document = read(make_pdf(tmp_path / "a.pdf", *map(page, headers, firsts)))
    assert [block.text for block in furniture(document, "header")] == headers
    assert [block.text for block in document.blocks if block.kind != "furniture"][-2] == "二、工作基础"


def test_attachments_that_begin_a_page_each_are_no_header(tmp_path: Path) -> None:
    def annex(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, 60, f"附件{number}")
            write(canvas, 110, f"第{number}张表，推进智能建造与建筑工业化协同发展。")

        return draw

    document = read(make_pdf(tmp_path / "a.pdf", *[annex(number) for number in range(1, 5)]))
    assert lines(document)[::2] == [f"附件{number}" for number in range(1, 5)]


def test_the_body_keeps_what_stands_on_many_pages(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(12):
            write(canvas, 110 + 50 * row, "责任单位：市住房和城乡建设局")

    document = read(make_pdf(tmp_path / "a.pdf", *[draw] * 4))
    assert len(lines(document)) == 48


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either engine in turn."""
    if request.param == "pdfplumber":
        monkeypatch.setattr(source.pdfium, "PdfDocument", refuse)


def refuse(*_: object) -> None:
    raise source.pdfium.PdfiumError("refused")


@pytest.mark.usefixtures("engine")
def test_a_slanting_watermark_is_furniture(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "一、总体要求")
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.setFillGray(0.8)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert [block.text for block in furniture(document, "watermark")] == ["内部资料"]
    assert lines(document) == ["一、总体要求"]


def white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    write(canvas, 200, "到2025年建成产业基地")


def tiny(canvas: Canvas) -> None:
    write(canvas, 200, "到2025年建成产业基地", size=1)


def off_page(canvas: Canvas) -> None:
    write(canvas, 200, "到2025年建成产业基地", x=-400)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    write(canvas, 200, "到2025年建成产业基地")


def unpainted(canvas: Canvas) -> None:
    text = canvas.beginText(90, HEIGHT - 200)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textOut("到2025年建成产业基地")
    canvas.drawText(text)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("draw", [white, tiny, off_page, transparent, unpainted])
def test_hidden_text_is_not_credited_and_remarked(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 100, "一、总体要求")
        draw(canvas)

    document = read(make_pdf(tmp_path / "a.pdf", page))
    assert lines(document) == ["一、总体要求"]
    assert [block.text for block in furniture(document, "hidden")] == ["到2025年建成产业基地"]
    (remark,) = document.remarks
    assert (remark.code, remark.page, remark.count) == ("hidden", 1, 12)
    assert "第1页" in remark.message
    assert document.coverage[0].characters == 6


@pytest.mark.usefixtures("engine")
def test_white_text_on_a_dark_bar_can_be_seen(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(80, HEIGHT - 110, 300, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        write(canvas, 100, "一、总体要求")

    document = read(make_pdf(tmp_path / "a.pdf", page))
    assert lines(document) == ["一、总体要求"]
    assert document.remarks == ()


def test_a_blank_page_is_read_and_needs_no_ocr(tmp_path: Path) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", lambda canvas: write(canvas, 100, "正文"), lambda canvas: None))
    assert [(page.method, page.characters) for page in document.coverage] == [("text", 2), ("text", 0)]
    assert document.unreadable_pages == ()


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    lock = StandardEncryption("secret", canPrint=0)
    path = make_pdf(tmp_path / "a.pdf", lambda canvas: write(canvas, 100, "正文"), encrypt=lock)
    with pytest.raises(EncryptedError, match="密码"):
        read(path)


def test_an_owner_password_alone_does_not_matter(tmp_path: Path) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canCopy=0)
    path = make_pdf(tmp_path / "a.pdf", lambda canvas: write(canvas, 100, "正文"), encrypt=lock)
    assert lines(read(path)) == ["正文"]


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"%PDF-1.7\nrubbish", b"%PDF-1.4\n1 0 obj\n<<"])
def test_what_is_no_pdf_is_corrupt(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises((CorruptError, EmptyError), match="PDF|空文件"):
        read(path)


def test_a_truncated_file_gives_its_pages_or_a_clear_error(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            document = read(path)
        except (CorruptError, EmptyError):
            continue
        assert document.pages >= 1


def test_limits_are_kept(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    with pytest.raises(LimitError, match="页"):
        read(path, max_pages=2)
    with pytest.raises(LimitError, match="字符"):
        read(path, max_characters=100)
    with pytest.raises(LimitError, match="MiB"):
        read(path, max_bytes=100)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    seen: list[tuple[int, int]] = []
    read_pdf(path, Limits(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_second_engine_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    expected = lines(read(path))
    monkeypatch.setattr(source.pdfium, "PdfDocument", refuse)
    assert lines(read(path)) == expected


def failing_once(number: int, whole: Callable[..., Any]) -> Callable[..., Any]:
    """`whole`, but for page `number`, on which it fails as no reader foresees."""

    def read_page(page: Any, at: int) -> Any:
        if at == number:
            raise ZeroDivisionError("a quirk of this page")
        return whole(page, at)

    return read_page


def test_a_page_on_which_one_engine_fails_is_read_by_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    expected = lines(read(path))
    monkeypatch.setattr(source, "read_page", failing_once(2, source.read_page))
    document = read(path)
    assert lines(document) == expected
    assert document.unreadable_pages == ()


def test_a_page_that_cannot_be_laid_out_is_unreadable_and_the_others_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_pdf(tmp_path / "a.pdf", *[page_of(number) for number in range(1, 4)])
    expected = [block.text for block in read(path).blocks if block.page != 2]

    def fail(edges: Sequence[object]) -> list[object]:
        if edges:
            raise ZeroDivisionError("a quirk of these lines")
        return []

    monkeypatch.setattr(tables, "find_grids", fail)
    ruled = make_pdf(tmp_path / "b.pdf", page_of(1), lambda canvas: draw_table(canvas, 100, [["甲", "乙"]]), page_of(3))
    document = read(ruled)
    assert [block.text for block in document.blocks] == expected
    assert document.unreadable_pages == (2,)


def test_reading_a_text_page_imports_no_ocr(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", page_of(1))
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.limits import Limits\n"
        "from pipeline.read.pdf import read_pdf\n"
        f"read_pdf(Path({str(path)!r}), Limits())\n"
        "print([name for name in ('numpy', 'cv2', 'rapidocr', 'pdfplumber', 'spacy') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_read_is_what_was_hashed_though_the_file_changes_meanwhile(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", *map(page_of, range(1, 6)))
    submitted, before = hashlib.sha256(path.read_bytes()).hexdigest(), read(path)

    def save_over_it(done: int, total: int) -> None:
        path.write_bytes(b"%PDF-1.4 something else" * 9000)

    document = read_pdf(path, Limits(), progress=save_over_it)
    assert document.sha256 == submitted and document.blocks == before.blocks
