"""Watermarks that run from left to right are furniture; pale headings, notes and cells are the plan's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_builder import draw_table, furniture, lines, make_pdf, read, write
from reportlab.pdfgen.canvas import Canvas

MARK = "内部资料"
Draw = Callable[[Canvas], None]


def body(number: int, count: int = 20) -> list[str]:
    return [f"第{number}页第{row}行：到2025年建成示范工程10项，推动智能建造。" for row in range(count)]


def page(texts: list[str], *marks: tuple[float, float, float], grey: float = 0.85, opacity: float = 1) -> Draw:
    """Lines of a plan with a mark at each (x, top, size), written first."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(grey, opacity)
        for x, top, size in marks:
            write(canvas, top, MARK, x, size)
        canvas.restoreState()
        for row, text in enumerate(texts):
            write(canvas, 120 + 24 * row, text)

    return draw


TILES = [(x, top, 18.0) for x in (80, 250, 420) for top in (239, 439, 639, 760)]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("marks", "grey", "opacity"),
    [
        pytest.param(TILES, 0.85, 1, id="tiles, some on a baseline of the text"),
        pytest.param([(150, 442, 60.0)], 0.85, 1, id="one large mark on a single page"),
        pytest.param([(150, 442, 20.0)], 0.75, 1, id="one small mark"),
        pytest.param(TILES, 0, 0.2, id="translucent black"),
    ],
)
def test_pale_text_that_other_text_is_written_over_is_a_watermark(
    tmp_path: Path, marks: list[tuple[float, float, float]], grey: float, opacity: float
) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", page(body(1), *marks, grey=grey, opacity=opacity)))
    assert lines(document) == body(1)
    text = "".join("".join(block.text.split()) for block in furniture(document, "watermark"))
    assert text == MARK * len(marks)


def test_a_watermark_over_a_table_is_in_no_cell(tmp_path: Path) -> None:
    rows = [["序号", "任务"], ["1", "培育产业"], ["2", "建设平台"]]

    def draw(canvas: Canvas) -> None:
        page([], (210, 155, 18), (100, 155, 18))(canvas)
        draw_table(canvas, 120, rows)
        write(canvas, 150, "推进智能建造", x=204)

    (block,) = [block for block in read(make_pdf(tmp_path / "a.pdf", draw)).blocks if block.kind == "table"]
    assert block.table is not None
    assert MARK not in block.text


def test_a_pale_line_at_the_same_place_on_three_pages_is_a_watermark(tmp_path: Path) -> None:
    document = read(make_pdf(tmp_path / "a.pdf", *[page(body(number, 4), (230, 400, 20)) for number in (1, 2, 3)]))
    assert lines(document) == [text for number in (1, 2, 3) for text in body(number, 4)]
    assert len(furniture(document, "watermark")) == 3


def test_pale_headings_notes_and_cells_stay(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.7)
        write(canvas, 90, "一、总体要求", size=30)
        write(canvas, 131, "注：数据截至2022年6月。", size=11)  # close below a line of text
        write(canvas, 144, "（灰色说明）", x=234)
        draw_table(canvas, 300, [["序号", "进展"], ["1", "待定"], ["2", "待定"], ["3", "待定"]])
        canvas.setFillGray(0)
        write(canvas, 120, "到2025年建成示范工程10项。")
        write(canvas, 144, "推动智能建造发展成势见效")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == [
        "一、总体要求", "到2025年建成示范工程10项。", "注：数据截至2022年6月。", "推动智能建造发展成势见效（灰色说明）",
    ]  # fmt: skip
    assert [block.text.count("待定") for block in document.blocks if block.kind == "table"] == [3]
    assert furniture(document, "watermark") == []


def test_a_pale_word_filled_into_a_form_stays(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 120, "联系人：____________")
        canvas.setFillGray(0.7)
        write(canvas, 119, "王某某", x=140)

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert "王某某" in "".join(lines(document))
    assert furniture(document, "watermark") == []


def test_pale_headings_of_pages_that_look_alike_stay(tmp_path: Path) -> None:
    def plan(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFillGray(0.7)
            write(canvas, 300, "重点任务" if number < 3 else f"第{number}章")
            canvas.setFillGray(0)
            write(canvas, 340, f"第{number}页推动智能建造。")

        return draw

    document = read(make_pdf(tmp_path / "a.pdf", *[plan(number) for number in (1, 2, 3, 4)]))
    assert lines(document)[::2] == ["重点任务", "重点任务", "第3章", "第4章"]


def test_a_page_all_in_grey_stays(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.65)
        for row, text in enumerate(body(1)):
            write(canvas, 120 + 13 * row, text)

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == body(1)
