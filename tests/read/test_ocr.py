"""Scans: recognition, tables, orientation, skew, seals, coverage. Small pictures, since each costs a second."""

import io
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pdf_builder import CJK_FONTS, HEIGHT, WIDTH, lines, make_pdf, read, write
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Block, PageCoverage
from pipeline.read.ocr import engine, failures, ocr_picture
from pipeline.read.ocr.prepare import fade_seal, ink_of, skew_of, straighten
from pipeline.read.ocr.ruling import find_rules
from pipeline.read.ocr.words import tidy, widen, with_comma
from pipeline.read.page.blocks import PageBlocks
from pipeline.read.page.grid import find_grids

FONT_FILE = next((name for name in CJK_FONTS if Path(name).exists()), None)
needs_font = pytest.mark.skipif(FONT_FILE is None, reason="no Chinese font to draw a scan with")
TITLE = "某市智能建造试点实施方案"
BODY = "到2025年，培育智能建造产业基地3个以上，"
ROWS = [["序号", "重点任务", "责任单位"], ["1", "完善政策体系", "市住建局"], ["2", "培育产业集群", "市工信局"]]


def draw_page(size: tuple[int, int] = (1240, 900)) -> Image.Image:
    """A title, two lines and a ruled table, at 150 dpi."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    assert FONT_FILE
    draw.text((330, 80), TITLE, font=ImageFont.truetype(FONT_FILE, 44), fill="black")
    font = ImageFont.truetype(FONT_FILE, 28)
    draw.text((180, 200), BODY, font=font, fill="black")
    draw.text((124, 250), "建成数字化监管平台。", font=font, fill="black")
    for row in range(4):
        draw.line((124, 340 + 60 * row, 1024, 340 + 60 * row), fill="black", width=2)
    for column in range(4):
        draw.line((124 + 300 * column, 340, 124 + 300 * column, 520), fill="black", width=2)
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            draw.text((140 + 300 * c, 350 + 60 * r), text, font=font, fill="black")
    return picture


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind == "line"]


def rows_in(blocks: list[Block]) -> list[list[str]]:
    (block,) = [block for block in blocks if block.kind == "table"]
    assert block.table is not None
    return [list(row) for row in block.table.rows]


def ocr_image(picture: Image.Image, page: int) -> tuple[list[Block], PageCoverage]:
    """What is recognised in a picture that was stored as PNG."""
    stored = io.BytesIO()
    picture.save(stored, "PNG")
    read = ocr_picture(stored.getvalue(), page)
    assert not read.failure
    return list(read.blocks), read.coverage


def put(canvas: Canvas, picture: Image.Image) -> None:
    """The picture over the whole width of the page."""
    height = WIDTH * picture.height / picture.width
    canvas.drawImage(ImageReader(picture), 0, HEIGHT - height, WIDTH, height)


@needs_font
def test_a_page_is_recognised_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("network used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    blocks, coverage = ocr_image(draw_page(), 3)
    assert texts(blocks) == [TITLE, BODY, "建成数字化监管平台。"]
    assert rows_in(blocks) == ROWS
    assert (coverage.page, coverage.method) == (3, "ocr")
    assert coverage.characters == sum(len("".join(block.text.split())) for block in blocks)
    assert coverage.confidence is not None
    assert coverage.confidence > 0.9
    title, body = blocks[0], blocks[1]
    assert title.bbox is not None
    assert body.bbox is not None
    scale = 842 / 1240  # the picture lies across, as does A4
    assert title.bbox[0] == pytest.approx(330 * scale, abs=4)
    assert body.bbox[0] == pytest.approx(180 * scale, abs=4)
    assert title.runs[0].size is not None
    assert body.runs[0].size is not None
    assert title.runs[0].size > 1.3 * body.runs[0].size
    assert all(0 < (run.confidence or 0) <= 1 for block in blocks for run in block.runs)
    for block in blocks:
        assert all(block.text[run.start : run.stop] for run in block.runs)


@needs_font
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_was_scanned_sideways_or_upside_down(turn: int) -> None:
    blocks, coverage = ocr_image(draw_page().rotate(turn, expand=True), 1)
    assert texts(blocks)[:2] == [TITLE, BODY]
    assert rows_in(blocks) == ROWS
    assert coverage.method == "ocr"


@needs_font
def test_a_scanned_pdf_with_skew_noise_and_seal(tmp_path: Path) -> None:
    picture = draw_page().rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor="white")
    seal = Image.new("RGB", picture.size, "white")
    ImageDraw.Draw(seal).ellipse((300, 150, 480, 330), outline=(220, 40, 45), width=7)
    picture = ImageChops.multiply(picture, seal)
    pixels = np.asarray(picture).astype(float) + np.random.default_rng(1).normal(0, 8, (900, 1240, 1))
    noisy = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: write(canvas, 100, "第一页是文字，" * 4),
        lambda canvas: put(canvas, noisy),
        lambda canvas: put(canvas, Image.new("RGB", (1240, 900), "white")),
    )
    document = read(path)
    assert [page.method for page in document.coverage] == ["text", "ocr", "text"]
    assert document.coverage[2].characters == 0
    assert lines(document)[1:] == [TITLE, BODY, "建成数字化监管平台。"]
    assert rows_in(list(document.blocks)) == ROWS
    assert {block.page for block in document.blocks} == {1, 2}


@needs_font
def test_a_scan_with_a_digital_page_number_is_still_a_scan(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(draw_page((1240, 1600))), 0, 0, WIDTH, HEIGHT)
        write(canvas, 825, "扫描全能王 创建", x=480, size=8)

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "ocr"
    assert TITLE in lines(document)


@needs_font
def test_a_useless_text_layer_gives_way_to_recognition(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, draw_page())
        write(canvas, 700, "\ue001\ue002\ue003\ue004\ue005" * 20, x=10, size=4)

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "ocr"
    assert lines(document)[0] == TITLE


@needs_font
def test_a_table_that_is_a_picture_on_a_text_page_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(8):
            write(canvas, 80 + 22 * row, "各单位要按照下表的分工抓好落实，确保按期完成。")
        canvas.drawImage(ImageReader(draw_page().crop((100, 320, 1060, 540))), 60, 350, 460, 106)
        write(canvas, 560, "以上任务请抓好落实。")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert document.coverage[0].method == "mixed"
    assert rows_in(list(document.blocks)) == ROWS
    assert [block.kind for block in document.blocks][-2:] == ["table", "line"]
    box = document.blocks[-2].bbox
    assert box is not None
    assert 60 <= box[0] < box[2] <= 520
    assert HEIGHT - 456 <= box[1] < box[3] <= HEIGHT - 350


def test_what_is_no_picture_is_unreadable() -> None:
    read, coverage = ocr_picture(b"no picture", 2), ocr_picture(b"no picture", 2).coverage
    assert (read.blocks, read.failure) == ((), "")
    assert (coverage.page, coverage.method, coverage.characters) == (2, "unreadable", 0)


def test_a_photograph_is_unreadable_and_a_blank_page_is_blank() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    photograph = Image.fromarray(noise).resize((800, 600), Image.Resampling.BICUBIC)
    assert ocr_image(photograph, 1)[1].method == "unreadable"
    blank = ocr_image(Image.new("RGB", (800, 600), "white"), 1)
    assert blank[0] == []
    assert (blank[1].method, blank[1].characters) == ("text", 0)


@needs_font
@pytest.mark.parametrize("angle", [-2.0, -0.6, 0.0, 0.6, 1.7])
def test_skew_is_measured(angle: float) -> None:
    picture = draw_page().rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")
    pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    found = skew_of(ink_of(pixels))
    assert found == pytest.approx(-angle, abs=0.15)
    assert abs(skew_of(ink_of(straighten(pixels, found)))) <= 0.15


def test_a_red_seal_fades_and_black_text_under_it_stays() -> None:
    picture = np.full((100, 100, 3), 255, dtype=np.uint8)
    picture[20:80, 20:80] = (60, 50, 215)  # blue, green, red
    picture[45:55, 10:90] = (20, 20, 30)
    faded, seal = fade_seal(picture)
    assert seal is not None
    assert seal[30, 30] == 255
    assert seal[5, 5] == 0
    assert faded[30, 30].min() > 200
    assert faded[50, 50].max() < 60
    assert (faded[5, 5] == 255).all()


@needs_font
def test_ruled_lines_are_found_and_text_is_not_taken_for_them() -> None:
    pixels = np.ascontiguousarray(np.asarray(draw_page())[:, :, ::-1])
    scale = 1240 / 595
    edges, text_ink = find_rules(ink_of(pixels), scale)
    (grid,) = find_grids(edges)
    assert (len(grid.xs), len(grid.ys), len(grid.cells)) == (3, 3, 9)
    assert np.count_nonzero(text_ink[338:343, 130:1000]) == 0
    assert np.count_nonzero(text_ink[80:130]) > 1000


def test_spaces_beside_chinese_characters_go() -> None:
    assert tidy(" 推进 BIM 技术 smart city ") == "推进BIM技术smart city"


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("(一)目标,到2025年", "（一）目标，到2025年"),
        ("2023年1月一2023年6月", "2023年1月—2023年6月"),
        ("面积比例(%)", "面积比例（%）"),
        ("GB(2020)", "GB(2020)"),
        ("-2一", "—2—"),
        ("一 12 一", "—12—"),
        ("一12", "一12"),
        ("一、市情", "一、市情"),
        ("(贲任单位:市住建局)", "（责任单位：市住建局）"),
        ("贲仼部门", "责任部门"),
    ],
)
def test_punctuation_is_that_of_chinese_print(seen: str, printed: str) -> None:
    assert widen(seen) == printed


def test_a_lost_comma_after_a_number_leaves_room_for_itself() -> None:
    assert with_comma("三目标与步骤", 16 * 6.9, 16) == "三、目标与步骤"
    assert with_comma("三目标与步骤", 16 * 5.9, 16) == "三目标与步骤"
    assert with_comma("目标与步骤", 16 * 5.9, 16) == "目标与步骤"


@pytest.fixture
def broken_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("libonnxruntime.so: cannot open shared object file")

    monkeypatch.setattr(engine, "_engine", fail)


def test_pages_that_are_estimates_are_called_so() -> None:
    failed = [PageBlocks((), 595, 842, PageCoverage(at, "unreadable", 0), "ImportError") for at in range(3, 40)]
    (remark,) = failures(failed, exact=False)
    assert remark.message.startswith("约第 3–39 页上的图片未能识别")


@pytest.mark.usefixtures("broken_engine")
def test_a_broken_engine_is_not_taken_for_bad_scans(tmp_path: Path) -> None:
    scan = Image.fromarray(np.random.default_rng(0).integers(0, 255, (90, 124, 3), dtype=np.uint8))
    scan = scan.resize((1240, 900), Image.Resampling.NEAREST)
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: write(canvas, 100, "第一页是文字，" * 4),
        lambda canvas: put(canvas, scan),
        lambda canvas: put(canvas, scan),
    )
    document = read(path)
    assert document.unreadable_pages == (2, 3)
    (remark,) = document.remarks
    assert (remark.code, remark.page, remark.count) == ("ocr_failed", 2, 2)
    assert "第 2–3 页" in remark.message and "ImportError" in remark.message and "doctor" in remark.message


def test_a_hairline_between_dense_lines_is_a_rule() -> None:
    """A straightened scan spreads it over three rows of pixels, and its surroundings are as dark as it is."""
    page = np.full((1700, 1240, 3), 255, dtype=np.uint8)
    for top in (672, 705):
        for at in range(100, 1100, 5):
            page[top : top + 28, at : at + 3] = 20
    for row, grey in ((701, 200), (702, 95), (703, 180)):
        page[row, 100:1100] = grey
    (rule,) = [edge for edge in find_rules(ink_of(page), 150 / 72)[0] if edge["orientation"] == "h"]
    assert abs(rule["top"] - 702.5 * 72 / 150) < 1
    assert rule["x1"] - rule["x0"] > 990 * 72 / 150
