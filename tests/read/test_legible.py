"""Pages of which only a part can be read: what was not read is measured, and what only looks like it is not."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pdf_builder import CJK_FONTS, lines, make_pdf, read
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.ocr import engine, ocr_page, reading
from pipeline.read.ocr.engine import Picture, Pixels
from pipeline.read.ocr.legible import unread_lines

FONT_FILE = next((name for name in CJK_FONTS if Path(name).exists()), None)
pytestmark = pytest.mark.skipif(FONT_FILE is None, reason="no Chinese font to draw a scan with")
SIZE = (1240, 1754)
SCALE = SIZE[0] / 595
SENTENCES = (
    "到2025年，培育智能建造产业基地3个以上，",
    "建成数字化监管平台，推行BIM审图和报建审批，",
    "试点任务由市住房城乡建设局牵头落实，每季度",
)
TOP, PITCH, COUNT = 160, 70, 20
MIDDLE = TOP + 8 * PITCH - 15


def draw(count: int = COUNT) -> Image.Image:
    """A4 at 150 dpi with lines of text, 22 characters each."""
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    assert FONT_FILE
    font = ImageFont.truetype(FONT_FILE, 36)
    for row in range(count):
        pen.text((160, TOP + PITCH * row), SENTENCES[row % 3], font=font, fill="black")
    return page


def boxes(count: int = COUNT) -> list[Pixels]:
    """Around the lines that `draw` draws."""
    return [(150, TOP + PITCH * row - 5, 1000, TOP + PITCH * row + 55) for row in range(count)]


def half_blurred(radius: float) -> Image.Image:
    page = draw()
    lower = (0, MIDDLE, *SIZE)
    page.paste(page.crop(lower).filter(ImageFilter.GaussianBlur(radius)), lower)
    return page


def pixels(page: Image.Image) -> Picture:
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


@pytest.mark.parametrize("radius", [0, 4.5, 8])
def test_lines_that_were_not_read_are_seen_however_blurred(radius: float) -> None:
    unread = unread_lines(pixels(half_blurred(radius)), boxes(8), [], SCALE)
    assert unread.share == pytest.approx(0.6, abs=0.12)
    assert unread.area > reading.FEW_LINES
    assert unread.boxes[0][1] > MIDDLE - 20


def test_words_of_little_confidence_count_as_unread() -> None:
    unread = unread_lines(pixels(draw()), boxes()[:10], boxes()[10:], SCALE)
    assert unread.share == pytest.approx(0.5, abs=0.05)
    assert unread_lines(pixels(draw()), boxes(), [], SCALE).area == 0


def photograph(page: Image.Image) -> None:
    noise = np.random.default_rng(0).integers(0, 200, (40, 60), dtype=np.uint8)
    page.paste(Image.fromarray(noise).resize((800, 500), Image.Resampling.BICUBIC).convert("RGB"), (200, 1000))


def seal(page: Image.Image) -> None:
    pen = ImageDraw.Draw(page)
    pen.ellipse((700, 1000, 980, 1280), outline=(90, 90, 90), width=12)
    pen.regular_polygon((840, 1140, 50), 5, fill=(90, 90, 90))


def signature(page: Image.Image) -> None:
    rng = np.random.default_rng(2)
    points = [(500 + 18 * step + rng.normal(0, 8), 1100 + 40 * np.sin(step)) for step in range(25)]
    ImageDraw.Draw(page).line(points, fill=(20, 20, 110), width=5)


def borders(page: Image.Image) -> None:
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline="black", width=6)
    pen.rectangle((0, SIZE[1] - 30, *SIZE), fill=(40, 40, 40))
    for row in range(6):
        pen.line((150, 900 + 80 * row, 1100, 900 + 80 * row), fill="black", width=3)


def shaded_rows(page: Image.Image) -> None:
    for row in range(6):
        ImageDraw.Draw(page).rectangle((150, 900 + 90 * row, 1100, 945 + 90 * row), fill=(200, 200, 200))


def bleeding(page: Image.Image) -> None:
    """The back of the sheet shines through."""
    back = np.asarray(draw())[::-1, ::-1].astype(float)
    mixed = np.minimum(np.asarray(page).astype(float), 255 - 0.15 * (255 - back))
    page.paste(Image.fromarray(mixed.astype(np.uint8)))


@pytest.mark.parametrize("add", [photograph, seal, signature, borders, shaded_rows, bleeding])
def test_what_is_no_text_is_not_counted(add: Callable[[Image.Image], None]) -> None:
    page = draw(8)
    add(page)
    unread = unread_lines(pixels(page), boxes(8), [], SCALE)
    assert unread.area < reading.FEW_LINES or unread.share < reading.UNREAD


def test_a_page_with_an_illegible_part_is_unreadable_and_what_was_read_stands(tmp_path: Path) -> None:
    def put(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(half_blurred(7)), 0, 0, 595, 842)

    document = read(make_pdf(tmp_path / "a.pdf", put, lambda canvas: canvas.drawString(90, 700, "Text " * 20)))
    assert [page.method for page in document.coverage] == ["unreadable", "text"]
    assert lines(document)[:3] == list(SENTENCES)
    (remark,) = document.remarks
    assert (remark.code, remark.page, remark.count) == ("partly_read", 1, 1)
    assert "第 1 页只认出一部分" in remark.message


def test_a_page_evenly_blurred_that_reads_well_is_read() -> None:
    coverage = ocr_page(pixels(draw(10).filter(ImageFilter.GaussianBlur(2))), 1, 595).coverage
    assert coverage.method == "ocr"


@pytest.mark.parametrize("radius", [8, 14])
def test_a_page_blurred_beyond_reading_is_not_blank(radius: float) -> None:
    coverage = ocr_page(pixels(draw().filter(ImageFilter.GaussianBlur(radius))), 1, 595).coverage
    assert coverage.method == "unreadable"
    assert coverage.characters < 5


def test_a_line_that_the_detector_passes_over_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def detect(picture: Picture) -> list[Pixels]:
        return sorted(engine.detect(picture), key=lambda box: box[1])[1:]

    monkeypatch.setattr(reading, "detect", detect)
    found = ocr_page(pixels(draw(6)), 1, 595)
    assert [block.text.rstrip("，") for block in found.blocks] == [
        line.rstrip("，") for line in (*SENTENCES, *SENTENCES)
    ]
    assert found.coverage.method == "ocr"
