"""Round seals set in type are furniture; red text that only stands near one is the plan's."""

import math
from pathlib import Path

import pytest
from pdf_builder import FONT, HEIGHT, furniture, lines, make_pdf, read, write
from reportlab.pdfgen.canvas import Canvas

RING, MIDDLE = "某某市住房和城乡建设局", "行政审批专用章"
SENTENCE = "到2025年建成示范工程10项，推动智能建造，形成经验。"


def seal(canvas: Canvas, x: float, top: float, *, ring: str = RING, middle: str = MIDDLE, number: str = "") -> None:
    """A seal whose ring holds characters of every direction, those of upright and of sideways text among them."""
    canvas.saveState()
    canvas.setFillColorRGB(0.9, 0, 0.05)
    canvas.setStrokeColorRGB(0.9, 0, 0.05)
    canvas.circle(x, HEIGHT - top, 60)
    canvas.setFont(FONT, 12)
    for text, radius, start, step in ((ring, 48, 200, -22), (number, -52, 240, 8)):
        for index, character in enumerate(text):
            degrees = start + step * index
            canvas.saveState()
            canvas.translate(
                x + abs(radius) * math.cos(math.radians(degrees)),
                HEIGHT - top + abs(radius) * math.sin(math.radians(degrees)),
            )
            canvas.rotate(degrees - (90 if radius > 0 else -90))
            canvas.drawCentredString(0, 0, character)
            canvas.restoreState()
    canvas.setFont(FONT, 14)
    canvas.drawCentredString(x, HEIGHT - top - 5, "★")
    canvas.setFont(FONT, 11)
    canvas.drawCentredString(x, HEIGHT - top - 30, middle)
    canvas.restoreState()


def body(canvas: Canvas, first: int = 500) -> list[str]:
    texts = [f"第{row}行：{SENTENCE}" for row in range(8)]
    for row, text in enumerate(texts):
        write(canvas, first + 24 * row, text)
    return texts


@pytest.mark.usefixtures("engine")
def test_a_seal_is_furniture_whichever_way_its_characters_stand(tmp_path: Path) -> None:
    written: list[str] = []

    def draw(canvas: Canvas) -> None:
        written.extend(body(canvas))
        seal(canvas, 300, 552, number="3201020012345")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == written
    (block,) = furniture(document, "stamp")
    assert sorted(set(block.text)) == sorted(set(RING + MIDDLE + "★3201020012345"))


def test_two_seals_side_by_side_are_two(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, SENTENCE)
        seal(canvas, 200, 552)
        seal(canvas, 325, 552, ring="某某市发展和改革委员会", middle="公文专用章")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == [SENTENCE]
    assert len(furniture(document, "stamp")) == 2


def test_black_text_under_a_seal_stays(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, SENTENCE)
        write(canvas, 540, "某某市住房和城乡建设局", x=240)
        write(canvas, 580, "2022年8月1日", x=262)
        seal(canvas, 300, 552)

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == [SENTENCE, "某某市住房和城乡建设局", "2022年8月1日"]


def test_red_text_that_is_no_seal_stays(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        write(canvas, 80, "某某市人民政府文件", x=180, size=26)
        write(canvas, 500, "以下为征求意见稿，请各单位于十个工作日内反馈意见。", x=150)
        write(canvas, 540, "重点任务", x=262)
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, 130, SENTENCE)
        write(canvas, 540, "其中，全市", x=200)
        seal(canvas, 340, 540)

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == [
        "某某市人民政府文件", SENTENCE, "以下为征求意见稿，请各单位于十个工作日内反馈意见。", "其中，全市重点任务",
    ]  # fmt: skip


def test_a_red_line_across_the_top_of_a_seal_stays_whole(tmp_path: Path) -> None:
    heading = "附件三智能建造试点城市重点任务分工一览表"

    def draw(canvas: Canvas) -> None:
        write(canvas, 100, SENTENCE)
        canvas.setFillColorRGB(1, 0, 0)
        write(canvas, 504, heading, x=200)
        seal(canvas, 300, 552)

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == [SENTENCE, heading]


def test_red_sideways_text_is_no_ring(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, SENTENCE)
        canvas.saveState()
        canvas.setFillColorRGB(1, 0, 0)
        canvas.translate(50, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "装订线内不得书写")
        canvas.restoreState()

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == [SENTENCE, "装订线内不得书写"]
