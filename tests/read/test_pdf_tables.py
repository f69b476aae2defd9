"""Ruled tables: cells, merged cells, runs, tables over several pages, agreement with pdfplumber."""

import random
from pathlib import Path

import pytest
from pdf_builder import draw_table, furniture, lines, make_pdf, read, write
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Block
from pipeline.read.page.geometry import Edge, make_edge
from pipeline.read.page.grid import find_grids

HEADER = ["序号", "任务", "责任单位"]


def tables(path: Path) -> list[Block]:
    return [block for block in read(path).blocks if block.kind == "table"]


def check_runs(block: Block) -> None:
    """Every cell with text has a run that covers exactly it."""
    assert block.table is not None
    assert block.text == block.table.text
    cells = [cell for line in block.text.split("\n") for cell in line.split("\t") if cell]
    assert [block.text[run.start : run.stop] for run in block.runs] == cells


def test_a_table_between_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "任务分工如下：")
        draw_table(canvas, 120, [HEADER, ["1", "政策体系", "市住建局"]])
        write(canvas, 220, "各单位抓好落实。")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert [block.kind for block in document.blocks] == ["line", "table", "line"]
    block = document.blocks[1]
    assert block.table is not None
    assert block.table.rows == (tuple(HEADER), ("1", "政策体系", "市住建局"))
    assert block.table.merged == ()
    assert block.bbox == pytest.approx((90, 120, 390, 180), abs=1)
    check_runs(block)
    box = block.runs[-1].bbox
    assert box is not None
    assert 290 < box[0] < box[2] < 390
    assert 150 < box[1] < box[3] < 180
    assert lines(document) == ["任务分工如下：", "各单位抓好落实。"]


def test_merged_cells(tmp_path: Path) -> None:
    rows = [["一、总体目标", None], ["到2025年", "30个"]]
    path = make_pdf(tmp_path / "a.pdf", lambda canvas: draw_table(canvas, 100, rows))
    (block,) = tables(path)
    assert block.table is not None
    assert block.table.rows == (("一、总体目标", ""), ("到2025年", "30个"))
    assert block.table.merged == ((0, 0, 1, 2),)
    check_runs(block)


def test_wrapped_text_in_a_cell_is_joined_and_paragraphs_are_kept(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, 100, [["序号", ""], ["1", ""]], width=100)
        write(canvas, 112, "推进智能建造发展", x=196, size=10)
        write(canvas, 126, "和应用", x=196, size=10)
        write(canvas, 142, "短段。", x=196, size=10)
        write(canvas, 156, "另一段。", x=196, size=10)

    (block,) = tables(make_pdf(tmp_path / "a.pdf", draw))
    assert block.table is not None
    assert block.table.rows == (("序号", "推进智能建造发展和应用"), ("1", "短段。\n另一段。"))


def test_a_table_over_two_pages_is_one_and_its_header_is_not_repeated(tmp_path: Path) -> None:
    first = [HEADER] + [[str(n), f"任务{n}", "市住建局"] for n in range(1, 7)]
    second = [HEADER] + [[str(n), f"任务{n}", "市发改委"] for n in range(7, 10)]

    def draw_first(canvas: Canvas) -> None:
        write(canvas, 40, "某市智能建造试点实施方案", size=9)
        draw_table(canvas, 580, first)
        write(canvas, 820, "— 1 —", x=280, size=9)

    def draw_second(canvas: Canvas) -> None:
        write(canvas, 40, "某市智能建造试点实施方案", size=9)
        draw_table(canvas, 72, second)
        write(canvas, 300, "以上任务请抓好落实。")
        write(canvas, 820, "— 2 —", x=280, size=9)

    document = read(make_pdf(tmp_path / "a.pdf", draw_first, draw_second))
    (block,) = [block for block in document.blocks if block.kind == "table"]
    assert block.table is not None
    assert [row[0] for row in block.table.rows] == ["序号", *map(str, range(1, 10))]
    assert block.page == 1
    assert {run.page for run in block.runs} == {1, 2}
    check_runs(block)
    assert lines(document) == ["以上任务请抓好落实。"]


def test_a_row_torn_by_the_end_of_the_page_is_sewn(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: draw_table(canvas, 700, [HEADER, ["1", "推进智能", "市住建局"]]),
        lambda canvas: draw_table(canvas, 72, [["", "建造发展", ""], ["2", "培育产业", "市工信局"]]),
    )
    (block,) = tables(path)
    assert block.table is not None
    assert block.table.rows[1] == ("1", "推进智能建造发展", "市住建局")
    assert block.table.rows[2][0] == "2"
    joined = [run for run in block.runs if "推进智能建造发展".find(block.text[run.start : run.stop]) >= 0]
    assert [(block.text[run.start : run.stop], run.page) for run in joined] == [("推进智能", 1), ("建造发展", 2)]


def test_the_last_words_of_a_table_at_the_top_of_a_page_belong_to_it(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: draw_table(canvas, 700, [HEADER, ["1", "推进智能", "市住建局"]]),
        lambda canvas: draw_table(canvas, 72, [["", "建造发展。", ""]]),
    )
    (block,) = tables(path)
    assert block.table is not None
    assert block.table.rows == (tuple(HEADER), ("1", "推进智能建造发展。", "市住建局"))
    check_pages = [run.page for run in block.runs]
    assert check_pages == [1, 1, 1, 1, 1, 2, 1]


def test_two_tables_with_a_line_between_stay_two(tmp_path: Path) -> None:
    def draw_first(canvas: Canvas) -> None:
        draw_table(canvas, 700, [HEADER, ["1", "政策", "市住建局"]])

    def draw_second(canvas: Canvas) -> None:
        write(canvas, 60, "附表2：进度安排")
        draw_table(canvas, 72, [HEADER, ["2", "培育产业", "市工信局"]])

    path = make_pdf(tmp_path / "a.pdf", draw_first, draw_second)
    assert len(tables(path)) == 2


@pytest.mark.parametrize(
    "note",
    [
        "续表1",
        "续表",
        "（续）",
        "(续表)",
        "续上表",
        "续表 2-1 重点任务分工",
        "表1 重点任务分工（续）",
        "附表一（续表）",
    ],
)
@pytest.mark.parametrize("top", [700, 200])
def test_a_note_that_the_table_goes_on_does_not_part_it(tmp_path: Path, note: str, top: float) -> None:
    def draw_second(canvas: Canvas) -> None:
        write(canvas, 110, note, x=250)
        draw_table(canvas, 122, [HEADER, ["2", "培育产业", "市工信局"]])
        write(canvas, 300, "以上任务请抓好落实。")

    document = read(
        make_pdf(
            tmp_path / "a.pdf", lambda canvas: draw_table(canvas, top, [HEADER, ["1", "政策", "市住建局"]]), draw_second
        )
    )
    (block,) = [block for block in document.blocks if block.kind == "table"]
    assert block.table is not None
    assert block.table.rows == (tuple(HEADER), ("1", "政策", "市住建局"), ("2", "培育产业", "市工信局"))
    check_runs(block)
    assert lines(document) == ["以上任务请抓好落实。"]
    assert [block.text for block in furniture(document, "header")] == [note]


@pytest.mark.parametrize(
    "line", ["续表彰先进单位情况", "表2 重点任务分工", "附表2：进度安排", "续表1所列任务由各单位落实。", "（续建项目）"]
)
def test_a_line_that_is_no_such_note_parts_two_tables(tmp_path: Path, line: str) -> None:
    def draw_second(canvas: Canvas) -> None:
        write(canvas, 110, line)
        draw_table(canvas, 122, [HEADER, ["2", "培育产业", "市工信局"]])

    document = read(
        make_pdf(
            tmp_path / "a.pdf", lambda canvas: draw_table(canvas, 700, [HEADER, ["1", "政策", "市住建局"]]), draw_second
        )
    )
    assert [block.kind for block in document.blocks] == ["table", "line", "table"]


def test_a_table_that_ends_high_on_its_page_goes_on_only_below_a_note_and_its_header(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        lambda canvas: draw_table(canvas, 200, [HEADER, ["1", "政策", "市住建局"]]),
        lambda canvas: draw_table(canvas, 122, [HEADER, ["2", "培育产业", "市工信局"]]),
    )
    assert len(tables(path)) == 2
    other = ["编号", "指标", "目标值"]
    path = make_pdf(
        tmp_path / "b.pdf",
        lambda canvas: draw_table(canvas, 200, [HEADER, ["1", "政策", "市住建局"]]),
        lambda canvas: (write(canvas, 110, "续表"), draw_table(canvas, 122, [other, ["1", "产业基地", "2个"]]))[0],
    )
    document = read(path)
    assert [block.kind for block in document.blocks] == ["table", "line", "table"]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(80, 600, 300, 100)
        write(canvas, 180, "框内的一段话")

    document = read(make_pdf(tmp_path / "a.pdf", draw))
    assert [block.kind for block in document.blocks] == ["line"]


def pdfplumber_cells(edges: list[Edge]) -> list[set[tuple[float, ...]]]:
    from pdfplumber.table import TableFinder

    class Page:
        def __init__(self) -> None:
            self.edges = edges
            self.bbox = (0, 0, 600, 800)

    tables = TableFinder(Page()).tables  # type: ignore[arg-type]
    return [{tuple(round(value, 3) for value in cell) for cell in table.cells} for table in tables]


@pytest.mark.parametrize("seed", range(60))
def test_cells_are_those_that_pdfplumber_finds(seed: int) -> None:
    """Grids with missing, doubled, shifted and overshooting pieces of lines."""
    rng = random.Random(seed)
    columns, rows = rng.randint(2, 6), rng.randint(2, 7)
    xs = sorted(rng.sample(range(50, 550, 12), columns + 1))
    ys = sorted(rng.sample(range(50, 750, 12), rows + 1))
    edges = []
    for y in ys:
        for x0, x1 in zip(xs, xs[1:], strict=False):
            for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2))):
                shift = rng.uniform(-1, 1)
                edges.append(make_edge(x0 - rng.uniform(-2, 1), y + shift, x1 + rng.uniform(-2, 1), y + shift))
    for x in xs:
        for top, bottom in zip(ys, ys[1:], strict=False):
            for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2))):
                shift = rng.uniform(-1, 1)
                edges.append(make_edge(x + shift, top - rng.uniform(-2, 1), x + shift, bottom + rng.uniform(-2, 1)))
    found = [edge for edge in edges if edge]
    ours = [{tuple(round(value, 3) for value in cell) for cell in grid.cells} for grid in find_grids(found)]
    theirs = [cells for cells in pdfplumber_cells(found) if len({cell[0] for cell in cells}) > 1]
    assert sorted(map(sorted, ours)) == sorted(map(sorted, theirs))
