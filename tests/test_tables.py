"""Which rows of a table only name its columns: for figures below them, for quotes, and by their words."""

from pipeline.document import Table
from pipeline.tables import grid_of, head_of, inner_cells, names_columns, title_row, titles_end

YEARS = Table((("指标", "目标", ""), ("", "2023年", "2024年"), ("甲", "1", "2")), ((0, 0, 2, 1), (0, 1, 1, 2)))
LABELLED = Table(
    (("重点任务", "出台若干措施", "市住建局"), *(("", f"建设平台{at}个", "市大数据局") for at in range(1, 5))),
    ((0, 0, 5, 1),),
)
MEASURES = Table((("出台《若干措施》，对示范项目给予奖补。", "市住建局"), ("建设监管平台。", "市大数据局")))

CAPTIONED = Table(
    (("表2 政策任务", "", ""), ("序号", "工作内容", "牵头单位"), ("1", "印发《若干措施》", "市住建局")), ((0, 0, 1, 3),)
)


def test_a_caption_that_fills_the_first_row_is_no_title() -> None:
    assert CAPTIONED.captions == 1
    assert title_row(CAPTIONED) == ["序号", "工作内容", "牵头单位"] == list(grid_of(CAPTIONED).titles)
    assert (grid_of(CAPTIONED).header, titles_end(CAPTIONED)) == (2, CAPTIONED.text.index("1\t印发"))
    assert names_columns(CAPTIONED) and list(inner_cells(CAPTIONED)) == ["印发《若干措施》", "市住建局"]
    assert Table((("保障措施", ""), ("成立专班", "每月调度")), ((0, 0, 1, 2),)).captions == 0


def test_a_title_goes_down_as_far_as_the_cells_of_the_first_row() -> None:
    assert (grid_of(YEARS).header, titles_end(YEARS)) == (2, YEARS.text.index("甲"))
    assert head_of(YEARS).titles == ("指标", "目标 2023年", "目标 2024年")


def test_a_label_beside_all_rows_is_no_header_to_a_quote() -> None:
    assert titles_end(LABELLED) == LABELLED.text.index("\t建设平台1个")
    assert grid_of(LABELLED).header == 3


def test_prose_in_the_first_row_names_no_columns() -> None:
    assert names_columns(YEARS) and not names_columns(MEASURES)
    assert not names_columns(Table((("序号", "任务"),)))


def test_a_table_of_one_row_has_no_titles_to_leave_out() -> None:
    assert titles_end(Table((("2025年", "建成示范工程20个"),))) == 0
    assert list(inner_cells(Table((("2025年", "建成示范工程20个"),)))) == []


def test_titles_are_read_without_their_spacing() -> None:
    assert title_row(Table((("责 任\n单 位", "完成\u3000时限"),))) == ["责任单位", "完成时限"]
    assert title_row(Table(())) == []
