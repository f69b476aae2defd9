"""Tables as grids: merges, nesting, numbers in cells, and sizes meant to hurt."""

import time
from pathlib import Path

import pytest
from docx_builder import level, listed, numbering, pack, para, parts, read_docx, run

from pipeline.document import Document, Table
from pipeline.errors import LimitError
from pipeline.limits import Limits


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(tmp_path: Path, body: str, **more: str) -> Document:
    return read_docx(pack(tmp_path / "表.docx", parts(body, **more)), Limits())


def grid(document: Document) -> Table:
    return next(block.table for block in document.blocks if block.table is not None)


def test_table_is_one_block_with_its_text_by_rows(tmp_path: Path) -> None:
    document = read(
        tmp_path, para("前") + table(row(cell("任务"), cell("期限")), row(cell("建平台"), cell("2023年"))) + para("后")
    )
    block = document.blocks[1]
    assert (block.kind, block.text) == ("table", "任务\t期限\n建平台\t2023年")
    assert block.table is not None
    assert block.text == block.table.text
    assert [block.text[item.start : item.stop] for item in block.runs] == ["任务\t期限", "建平台\t2023年"]


def test_merged_cells_stand_at_the_upper_left(tmp_path: Path) -> None:
    body = table(
        row(cell("合并", span(2) + RESTART), cell("丙")),
        row(cell("", span(2) + CONTINUE), cell("丁")),
        row(cell("一"), cell("二"), cell("三")),
    )
    found = grid(read(tmp_path, body))
    assert found.rows == (("合并", "", "丙"), ("", "", "丁"), ("一", "二", "三"))
    assert found.merged == ((0, 0, 2, 2),)


def test_columns_in_which_no_cell_begins_are_no_columns(tmp_path: Path) -> None:
    found = grid(
        read(
            tmp_path,
            table(row(cell("甲", span(3)), cell("乙", span(5))), row(cell("丙", span(3)), cell("丁", span(5)))),
        )
    )
    assert found.rows == (("甲", "乙"), ("丙", "丁"))
    assert found.merged == ()


def test_short_rows_and_left_out_columns_are_padded(tmp_path: Path) -> None:
    indented = row(cell("丙"), properties='<w:gridBefore w:val="1"/>')
    assert grid(read(tmp_path, table(row(cell("甲"), cell("乙")), indented))).rows == (("甲", "乙"), ("", "丙"))


def test_merge_that_nothing_began_is_an_ordinary_cell(tmp_path: Path) -> None:
    assert grid(read(tmp_path, table(row(cell("甲", CONTINUE)), row(cell("乙", RESTART))))).rows == (("甲",), ("乙",))


def test_nested_table_is_flattened_into_its_cell(tmp_path: Path) -> None:
    inner = para("外") + table(row(cell("内一"), cell("内二")))
    assert grid(read(tmp_path, table(row(cell(inner), cell("乙"))))).rows == (("外\n内一 内二", "乙"),)


def test_automatic_numbers_are_part_of_cells(tmp_path: Path) -> None:
    body = table(row(cell(listed("")), cell("甲")), row(cell(listed("")), cell(listed("乙"))))
    found = grid(read(tmp_path, body, numbering=numbering(level(0, "%1"))))
    assert found.rows == (("1", "甲"), ("2", "3 乙"))


def test_deleted_rows_controls_and_hidden_text(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{cell('控')}</w:sdtContent></w:sdt>"
    hidden = cell(para(run("见") + run("藏", "<w:vanish/>")))
    document = read(tmp_path, table(row(cell("删"), properties="<w:del/>"), row(control, hidden)))
    assert grid(document).rows == (("控", "见"),)
    assert [(block.reason, block.text) for block in document.blocks[1:]] == [("hidden", "藏")]


def test_hidden_rows_are_hidden_text(tmp_path: Path) -> None:
    document = read(tmp_path, table(row(cell("见")), row(cell("藏"), properties="<w:hidden/>")) + para("后"))
    assert grid(document).rows == (("见",),)
    assert [(block.reason, block.text) for block in document.blocks[1:]] == [("hidden", "藏"), ("", "后")]


def test_horizontal_merge_of_old_files(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>')),
        row(cell("乙"), cell("丙")),
    )
    found = grid(read(tmp_path, body))
    assert (found.rows, found.merged) == ((("甲", ""), ("乙", "丙")), ((0, 0, 1, 2),))


@pytest.mark.parametrize("value", ["1001", "2000000000", "99999999999999999999", "x"])
def test_absurd_span_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(LimitError, match="列"):
        read(tmp_path, table(row(cell("甲", f'<w:gridSpan w:val="{value}"/>'))))


def test_wide_spans_and_long_merges_cost_no_more_than_their_cells(tmp_path: Path) -> None:
    rows = [row(cell("甲", span(1000) + RESTART))] + [row(cell("", span(1000) + CONTINUE))] * 5000
    start = time.perf_counter()
    found = grid(read(tmp_path, table(*rows)))
    assert time.perf_counter() - start < 5
    assert found.merged == ((0, 0, 5001, 1),)


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    staircase = [row(cell("甲", span(1 + index % 1000))) + row(*[cell("")] * (index % 50)) for index in range(60)]
    path = pack(tmp_path / "大.docx", parts(table(*staircase)))
    with pytest.raises(LimitError, match="单元格"):
        read_docx(path, Limits(table_cells=500))


def test_nesting_is_limited(tmp_path: Path) -> None:
    body = para("底")
    for _ in range(60):
        body = table(row(cell(body)))
    with pytest.raises(LimitError, match="嵌套"):
        read(tmp_path, body)


PLAN = ["推进智能建造与建筑工业化协同发展，" * 6 + f"第{n}项。" for n in range(8)]


def plan(start: int = 0, stop: int = 8) -> str:
    return "".join(listed(text) for text in PLAN[start:stop])


def numbered(tmp_path: Path, body: str) -> list[tuple[str, str, str]]:
    """Kind, number and beginning of every block."""
    document = read(tmp_path, body, numbering=numbering(level(0, "%1、", "chineseCounting")))
    return [(block.kind, block.number, block.text[:4]) for block in document.blocks]


def test_a_plan_in_one_cell_is_read_as_if_there_were_no_table(tmp_path: Path) -> None:
    inner = table(row(cell("指标"), cell("目标值")), row(cell("项目"), cell("30个")))
    found = numbered(tmp_path, table(row(cell(plan(0, 4) + inner + plan(4)))))
    assert found == numbered(tmp_path, plan(0, 4) + inner + plan(4))
    assert [kind for kind, _, _ in found] == ["paragraph"] * 4 + ["table"] + ["paragraph"] * 4
    assert [number for _, number, _ in found[:2]] == ["一、", "二、"]


def test_a_framed_plan_runs_over_pages(tmp_path: Path) -> None:
    body = "".join(para("字" * 350) for _ in range(5))
    assert [block.page for block in read(tmp_path, table(row(cell(body)))).blocks] == [1, 1, 2, 2, 3]


def test_a_form_keeps_its_short_rows_and_gives_its_large_cells_as_text(tmp_path: Path) -> None:
    short = row(cell("申报城市"), cell("某市"), cell("联系人"), cell("某人"))
    body = table(short, row(cell("试点内容"), cell(plan(), span(3))), row(cell("审核意见"), cell("同意", span(3))))
    kinds = numbered(tmp_path, body)
    assert kinds[0] == ("table", "", "申报城市")
    assert kinds[1] == ("paragraph", "", "试点内容")
    assert [number for _, number, _ in kinds[2:4]] == ["一、", "二、"]
    assert kinds[10] == ("table", "", "审核意见")
    several = table(row(cell("试点目标"), cell(plan(0, 4))), row(cell("试点内容"), cell(plan(4))))
    assert [kind for kind, _, _ in numbered(tmp_path, several)] == ["paragraph"] * 10


def test_long_cells_of_a_table_do_not_make_it_a_frame(tmp_path: Path) -> None:
    tasks = [row(cell(str(n)), cell("任务"), cell(plan(0, 4)), cell("市住建局")) for n in range(3)]
    assert [kind for kind, _, _ in numbered(tmp_path, table(*tasks))] == ["table"]
    one = [row(cell("任务"), cell(para(PLAN[0] * 4))) for _ in range(3)]
    assert [kind for kind, _, _ in numbered(tmp_path, table(*one))] == ["table"]
    assert [kind for kind, _, _ in numbered(tmp_path, table(row(cell("注意事项")), row(cell("短"))))] == ["table"]
