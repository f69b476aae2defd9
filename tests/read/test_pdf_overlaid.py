"""Text over a picture of the whole page: a watermark on a scan, the text layer of one, or words on a design."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_builder import CJK_FONTS, FONT, HEIGHT, WIDTH, draw_table, lines, make_pdf, read, write
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.pdf import scan, source

FONT_FILE = next((name for name in CJK_FONTS if Path(name).exists()), None)
pytestmark = pytest.mark.skipif(FONT_FILE is None, reason="no Chinese font to draw a scan with")
LINES = [f"（{number}）到2025年建成示范工程{number}项，推进智能建造。" for number in range(1, 10)]
SIZE = (1240, 1754)
SCALE = WIDTH / SIZE[0]
Draw = Callable[[Canvas], None]


def over_page(canvas: Canvas, picture: Image.Image) -> None:
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)


def printed() -> Image.Image:
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    assert FONT_FILE
    for row, text in enumerate(LINES):
        pen.text((150, 150 + 70 * row), text, font=ImageFont.truetype(FONT_FILE, 32), fill="black")
    return picture


def design() -> Image.Image:
    """A gradient with bars and circles, and a name beside a logo."""
    picture = Image.linear_gradient("L").resize(SIZE)
    picture = Image.merge("RGB", [picture.point(lambda level, low=low: low + level // 4) for low in (150, 170, 190)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1240, 120), fill=(20, 60, 140))
    for row in range(8):
        pen.ellipse((900, 200 + 180 * row, 1000, 300 + 180 * row), fill=(200, 90, 60))
        pen.rectangle((0, 1400 + 40 * row, 1240, 1420 + 40 * row), fill=(120, 150, 190))
    assert FONT_FILE
    pen.text((60, 40), "某市住房和城乡建设局", font=ImageFont.truetype(FONT_FILE, 40), fill="white")
    return picture


def with_footer(canvas: Canvas) -> None:
    over_page(canvas, printed())
    write(canvas, 830, "本文件由某市电子公文交换系统于2023年5月6日10时20分生成，验证码ABCD1234EFGH5678，", x=30, size=8)
    write(
        canvas,
        839,
        "可登录政务服务网核验真伪，复印件无效，最终解释权归系统管理单位所有，联系电话0510-12345678。",
        x=30,
        size=8,
    )


def with_tiles(canvas: Canvas) -> None:
    over_page(canvas, printed())
    canvas.setFillGray(0.8)
    for row in range(14):
        for column in range(5):
            write(canvas, 100 + 52 * row, "仅供审核使用", x=20 + 115 * column, size=14)


@pytest.mark.parametrize("draw", [with_footer, with_tiles])
def test_a_scan_with_much_written_over_it_is_recognised(tmp_path: Path, draw: Draw) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "ocr"
    assert len(set(LINES) & set(lines(document))) >= 4


def layer(canvas: Canvas, *, mode: int, off: float = 0.0, size: float = 32 * SCALE) -> None:
    text = canvas.beginText()
    text.setTextRenderMode(mode)
    text.setFont(FONT, size)
    for row, line in enumerate(LINES):
        text.setTextOrigin(150 * SCALE, HEIGHT - (150 + 70 * row + 30) * SCALE - off)
        text.textOut(line)
    canvas.drawText(text)


def searchable(canvas: Canvas) -> None:
    over_page(canvas, printed())
    layer(canvas, mode=3)


def loosely_searchable(canvas: Canvas) -> None:
    over_page(canvas, printed())
    layer(canvas, mode=3, off=3, size=28 * SCALE)


def searchable_below(canvas: Canvas) -> None:
    layer(canvas, mode=0)
    over_page(canvas, printed())


def on_design(canvas: Canvas) -> None:
    over_page(canvas, design())
    for row, line in enumerate(LINES[:5]):
        write(canvas, 200 + 30 * row, line)


def table_on_design(canvas: Canvas) -> None:
    over_page(canvas, design())
    draw_table(canvas, 200, [["责任单位", "住房城乡建设局", "住房城乡建设局"]] * 6)


@pytest.mark.parametrize("draw", [searchable, loosely_searchable, searchable_below, on_design, table_on_design])
def test_the_text_of_a_searchable_scan_or_on_a_design_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: Draw
) -> None:
    monkeypatch.setattr(scan, "ocr_page", lambda *_: pytest.fail("recognised"))
    document = read(make_pdf(tmp_path / "a.pdf", draw))
    (coverage,) = document.coverage
    assert coverage.method == "text"
    assert scan.FEW <= coverage.characters < scan.FULL


def beside_pictures(canvas: Canvas) -> None:
    for index in range(2):
        canvas.drawImage(ImageReader(printed().crop((100, 130, 1060, 800))), 20, 60 + 330 * index, 555, 320)
    for row, text in enumerate(BODY):
        write(canvas, 40 + 20 * row, text)


def below_scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(printed()), 0, 62, WIDTH, HEIGHT - 62)
    for row, text in enumerate(BODY):
        write(canvas, 794 + 16 * row, text)


BODY = [
    "各单位要按照下图的分工抓好落实，确保按期完成各项重点任务。",
    "市住房城乡建设局负责统筹协调，每季度通报一次进展。",
    "市财政局按规定安排资金，支持示范工程和公共服务平台建设。",
]


@pytest.mark.parametrize("draw", [beside_pictures, below_scan])
def test_text_beside_large_pictures_stands_and_the_pictures_are_read(tmp_path: Path, draw: Draw) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "mixed"
    assert [line for line in lines(document) if line in BODY] == BODY
    assert set(LINES) & set(lines(document))


@pytest.mark.parametrize(("room", "method"), [(0, "unreadable"), (1, "unreadable"), (2, "mixed")])
def test_large_pictures_that_nobody_reads_leave_the_page_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, method: str
) -> None:
    monkeypatch.setattr("pipeline.read.pdf.MOST_RECOGNISED", room)
    document = read(make_pdf(tmp_path / "a.pdf", beside_pictures))
    assert document.coverage[0].method == method
    assert [line for line in lines(document) if line in BODY] == BODY
    assert [remark.count for remark in document.remarks if remark.code == "pictures"] == [2 - room][: 2 - room]


def test_text_over_a_picture_of_the_page_that_is_broken_is_not_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "draw", lambda *_: scan.View(lost=True))
    document = read(make_pdf(tmp_path / "a.pdf", with_footer))
    assert document.unreadable_pages == (1,)
    assert len(lines(document)) == 2


def test_a_table_as_a_picture_is_read_under_a_slanting_watermark(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(8):
            write(canvas, 80 + 22 * row, "各单位要按照下表的分工抓好落实，确保按期完成。")
        canvas.drawImage(ImageReader(printed().crop((100, 130, 1060, 530))), 60, 350, 460, 192)
        canvas.setFillGray(0.85)
        for column in range(4):
            canvas.saveState()
            canvas.translate(80 + 110 * column, 380)
            canvas.rotate(30)
            canvas.drawString(0, 0, "仅供审核")
            canvas.restoreState()

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "mixed"
    assert LINES[2] in lines(document)


def test_a_scan_that_only_the_second_engine_opens_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def text(canvas: Canvas) -> None:
        draw_table(canvas, 200, [["序号", "重点任务"], ["1", "完善政策体系"]])

    def marked(canvas: Canvas) -> None:
        over_page(canvas, printed())
        write(canvas, 825, "扫描全能王 创建", x=480, size=8)

    pages: list[Draw] = [text, lambda canvas: over_page(canvas, printed()), marked, with_footer, lambda _: None]
    path = make_pdf(tmp_path / "a.pdf", *pages)

    def refuse(*_: object) -> None:
        raise source.pdfium.PdfiumError("refused")

    monkeypatch.setattr(source.pdfium, "PdfDocument", refuse)
    document = read(path)
    assert [page.method for page in document.coverage] == ["text", "unreadable", "unreadable", "unreadable", "text"]
    assert [page.characters > 0 for page in document.coverage] == [True, False, True, True, False]
