"""Lines of text pages: text, boxes, runs, spaces, order, rotation."""

from pathlib import Path

import pytest
from pdf_builder import FONT, HEIGHT, WIDTH, lines, make_pdf, read, write
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.page.characters import is_useless, repair
from pipeline.read.page.geometry import face_of
from pipeline.structure import structure


def test_a_line_has_its_text_page_size_and_box(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: write(canvas, 100, "一、总体要求", size=16),
        lambda canvas: write(canvas, 200, "到2025年，BIM技术应用率达到60%。"),
    )
    document = read(path)
    first, second = document.blocks
    assert (first.kind, first.text, first.page) == ("line", "一、总体要求", 1)
    assert (second.text, second.page) == ("到2025年，BIM技术应用率达到60%。", 2)
    assert first.bbox is not None
    assert first.bbox[0] == pytest.approx(90, abs=0.5)
    assert first.bbox[2] == pytest.approx(90 + 6 * 16, abs=0.5)
    assert first.bbox[1] < 100 - 8 < 100 < first.bbox[3] + 1
    assert [(run.start, run.stop, run.size, run.bold, run.page) for run in first.runs] == [(0, 6, 16.0, False, 1)]
    assert document.pages == 2
    assert [page.method for page in document.coverage] == ["text", "text"]
    assert document.coverage[0].characters == 6
    assert document.format == "pdf"
    assert document.exact_pages


def test_runs_follow_size_and_weight(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "（一）", size=12)
        text = canvas.beginText(126, HEIGHT - 100)
        text.setFont(FONT, 12)
        text.setTextRenderMode(2)
        text.textOut("完善政策体系。")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        write(canvas, 100, "出台支持政策。", x=210)

    (block,) = read(make_pdf(tmp_path / "a.pdf", draw)).blocks
    assert block.text == "（一）完善政策体系。出台支持政策。"
    assert [(block.text[run.start : run.stop], run.bold) for run in block.runs] == [
        ("（一）", False),
        ("完善政策体系。", True),
        ("出台支持政策。", False),
    ]


@pytest.mark.parametrize("label", ["问题一", "壹", "附表", "第一章", "3", "3.1"])
def test_a_word_set_off_without_a_glyph_for_the_space_keeps_it(tmp_path: Path, label: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, label, size=16)
        write(canvas, 100, "企业观望，怕没人认", size=16, x=90 + canvas.stringWidth(label, FONT, 16) + 5.1)
        write(canvas, 140, "由市住房和城乡建设局会同市财政局、市自然资源局按季度调度", size=12)
        write(canvas, 140, "通报", size=12, x=90 + 27 * 12 + 3.6)
        write(canvas, 180, "12", size=12)
        write(canvas, 180, "月底前办结。", size=12, x=90 + canvas.stringWidth("12", FONT, 12) + 3.6)

    heading, prose, last = read(make_pdf(tmp_path / "a.pdf", draw)).blocks
    assert last.text == "12月底前办结。"
    assert heading.text == f"{label} 企业观望，怕没人认"
    assert prose.text.endswith("按季度调度通报")


def test_spaces_only_where_they_were_written(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawString(90, 700, "推进智能建造", charSpace=3)
        canvas.drawString(90, 660, "第一章 总则")
        canvas.drawString(90, 620, "smart construction")
        canvas.drawString(90, 580, "责任单位")
        canvas.drawString(300, 580, "市住房和城乡建设局")

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == [
        "推进智能建造",
        "第一章 总则",
        "smart construction",
        "责任单位 市住房和城乡建设局",
    ]


def test_superscripts_stay_in_their_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "建筑面积100m")
        write(canvas, 95, "2", x=90 + canvas.stringWidth("建筑面积100m", FONT, 12), size=6)
        write(canvas, 100, "以上", x=97 + canvas.stringWidth("建筑面积100m", FONT, 12))

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == ["建筑面积100m2以上"]


@pytest.mark.parametrize(("word", "mark"), [("会同", "1"), ("（2023年）", "[2]"), ("给予奖补。", "3")])
def test_marks_of_footnotes_are_no_text(tmp_path: Path, word: str, mark: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, word)
        write(canvas, 95, mark, x=90 + canvas.stringWidth(word, FONT, 12), size=6)
        write(canvas, 100, "市发展改革委", x=102 + canvas.stringWidth(word, FONT, 12))

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == [f"{word}市发展改革委"]


def test_lines_come_from_the_top_whatever_the_order_in_the_file(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 300, "第三行")
        write(canvas, 100, "第一行")
        write(canvas, 200, "第二行")

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw))) == ["第一行", "第二行", "第三行"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 80, "智能建造试点实施方案智能建造试点实施方案智能", x=150)
        for row in range(10):
            write(canvas, 120 + 20 * row, f"左栏第{row}行推进智能建造发展", x=60)
            write(canvas, 120 + 20 * row, f"右栏第{row}行培育产业集群建设", x=320)

    found = lines(read(make_pdf(tmp_path / "a.pdf", draw)))
    assert found[0].startswith("智能建造")
    assert [line[:4] for line in found[1:]] == [f"左栏第{n}" for n in range(10)] + [f"右栏第{n}" for n in range(10)]


@pytest.mark.parametrize("shift", [0, 9])
def test_columns_below_a_page_of_one_are_read_one_after_the_other_and_joined(tmp_path: Path, shift: int) -> None:
    """Also where the lines of the two stand at heights of their own."""

    def draw(canvas: Canvas) -> None:
        for row in range(12):
            write(
                canvas, 80 + 20 * row, "推进智能建造发展培育产业集群建设提升质量水平完善政策体系推进智能建造发展", x=60
            )
        for row in range(9):
            write(canvas, 340 + 20 * row, "左栏推进智能建造发展培育产业集群"[: 16 - 6 * (row == 8)], x=60)
            write(canvas, 340 + 20 * row + shift, "右栏培育产业集群建设提升质量水平", x=320)

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert "".join(line[0] for line in lines(document)[12:]) == "左" * 9 + "右" * 9
    left, right = [block.text for block in structure(document).blocks][-2:]
    assert (left.count("左栏"), right.count("右栏")) == (9, 9)


@pytest.mark.parametrize("shift", [0, 5])
def test_three_columns_are_read_one_after_the_other(tmp_path: Path, shift: int) -> None:
    """Also where a heading has shifted the lines of one of them."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 80, "智能建造试点实施方案智能建造试点实施方案智能建造试点实施方案", x=80)
        for column, name in enumerate("甲乙丙"):
            for row in range(12):
                write(
                    canvas,
                    120 + 18 * row + shift * (column == 1),
                    f"{name}{row:02d}推进产业发展提升质",
                    60 + 165 * column,
                )

    found = lines(read(make_pdf(tmp_path / "a.pdf", draw)))
    assert found[0].startswith("智能建造")
    assert [line[:3] for line in found[1:]] == [f"{name}{row:02d}" for name in "甲乙丙" for row in range(12)]


def test_a_list_without_rules_is_not_three_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(12):
            for column in range(3):
                write(
                    canvas, 120 + 18 * row, "推进产业发展提升质量水平"[: 8 + (5 * row + column) % 4], 60 + 165 * column
                )

    assert [line.count(" ") for line in lines(read(make_pdf(tmp_path / "a.pdf", draw)))] == [2] * 12


def test_a_form_with_tabs_is_not_two_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(10):
            write(canvas, 120 + 20 * row, f"项目{row}", x=60)
            write(canvas, 120 + 20 * row, "2025年底前完成", x=320)

    assert lines(read(make_pdf(tmp_path / "a.pdf", draw)))[1] == "项目1 2025年底前完成"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(tmp_path: Path, turn: int) -> None:
    """Text that is upright on the page as displayed; boxes refer to the displayed page."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        if turn == 90:
            canvas.translate(WIDTH, 0)
        elif turn == 180:
            canvas.translate(WIDTH, HEIGHT)
        else:
            canvas.translate(0, WIDTH)  # reportlab exchanges width and height of such pages
        canvas.rotate(turn)
        canvas.setFont(FONT, 12)
        canvas.drawString(50, 300, "一、总体要求")
        canvas.drawString(50, 270, "推进智能建造")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == ["一、总体要求", "推进智能建造"]
    box = document.blocks[0].bbox
    assert box is not None
    assert box[2] - box[0] == pytest.approx(72, abs=1)
    assert box[0] == pytest.approx(50, abs=1)


def test_sideways_text_is_read_and_its_boxes_are_as_displayed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont(FONT, 12)
        canvas.drawString(100, -200, "一、总体要求")
        canvas.drawString(100, -230, "推进智能建造")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert lines(document) == ["一、总体要求", "推进智能建造"]
    box = document.blocks[0].bbox
    assert box is not None
    assert box[3] - box[1] == pytest.approx(72, abs=1)
    assert box[0] < 200 < box[2] + 3


def test_radicals_become_the_characters_that_were_meant() -> None:
    assert "".join(map(repair, "⼯程⻓效（１）Ａ，⾏")) == "工程长效（１）Ａ，行"


@pytest.mark.parametrize(
    ("text", "useless"),
    [
        ("推进智能建造与新型建筑工业化协同发展", False),
        ("— 3 —", False),
        ("(cid:123)(cid:54)(cid:9)", True),
        ("\ue001\ue002\ue003推进", True),
        ("\ufffd" * 12, True),
        ("ÍÆ½øÖÇÄÜ½¨Ôì·¢Õ¹", True),
        ("鼂鼃鼄鼅鼆鼇鼈鼉鼊鼌鼍鼎鼏鼐鼑鼒鼓鼔鼕鼖" * 5, True),
        ("", True),
    ],
)
def test_a_useless_text_layer_is_told(text: str, useless: bool) -> None:
    assert is_useless(text) is useless


@pytest.mark.parametrize(
    ("font", "face"),
    [
        ("SimHei", "hei"),
        ("ABCDEF+KaiTi_GB2312", "kai"),
        ("FangSong_GB2312", "song"),
        ("方正小标宋简体", "song"),
        ("TimesNewRomanPSMT", ""),
        ("MicrosoftYaHei", ""),
    ],
)
def test_the_kind_of_type_is_told_by_the_name_of_the_font(font: str, face: str) -> None:
    assert face_of(font) == face
