"""Rows of tables as measures: what counts, groups and says who and when is told from what is done."""

from pipeline.check import load_profile
from pipeline.classify.duty_passages import BlockContext, passages_of
from pipeline.classify.store import load_model
from pipeline.classify.table_rows import rows_of
from pipeline.document import Block, Document, PageCoverage, Table

HEAD = ("序号", "任务", "具体举措", "责任单位", "完成时限")


def rows(*cells: tuple[str, ...]) -> list[tuple[str, str, str]]:
    table = Table(tuple(cells))
    block = Block(table.text, "table", 1, table=table)
    found = list(rows_of(block))
    for row in found:
        assert len(row.sentence.text) == row.sentence.stop - row.sentence.start
        shown = block.text[row.sentence.start : row.sentence.stop]
        assert all(mine in (theirs, " ") for mine, theirs in zip(row.sentence.text, shown, strict=True))
    return [(row.group, row.measure, " ".join(row.sentence.text.split())) for row in found]


def test_rows_stand_in_the_group_that_a_cell_above_names() -> None:
    found = rows(
        HEAD,
        ("1", "培育产业", "八角湾建园区1200亩", "市发改委", "2024年"),
        ("2", "", "三年引进8家", "市投促中心", "2025年"),
        ("3", "培育人才", "年训3000人次", "市住建局", "每年"),
    )
    assert found == [
        ("培育产业", "八角湾建园区1200亩", "八角湾建园区1200亩 市发改委 2024年"),
        ("培育产业", "三年引进8家", "三年引进8家 市投促中心 2025年"),
        ("培育人才", "年训3000人次", "年训3000人次 市住建局 每年"),
    ]


def test_a_name_of_its_own_in_every_row_is_part_of_the_measure() -> None:
    found = rows(("事项", "要求"), ("BIM审图", "2023年起全面推行"), ("数字化归档", "2024年起由档案馆验收"))
    assert found[0] == ("", "BIM审图 2023年起全面推行", "BIM审图 2023年起全面推行")


def test_a_table_without_a_head_loses_no_row() -> None:
    found = rows(
        ("2023年印发支持智能建造发展的若干政策措施。", "市住建局"),
        ("2024年建成监管平台并接入全部在建工程。", "市住建局"),
    )
    assert len(found) == 2


def test_a_figure_is_read_with_the_title_of_its_column() -> None:
    found = rows(("年度", "财政科研经费（万元）", "用途"), ("2023年", "400", "减速器台架"), ("2024年", "450", "样机"))
    assert found[0][1] == "财政科研经费（万元） 400 减速器台架"


def test_the_caption_of_a_table_names_its_task() -> None:
    table = Table((("序号", "举措"), ("1", "出台三条奖补政策"), ("2", "每年安排资金2000万元")))
    blocks = (Block("表2 政策清单", "caption", 1), Block(table.text, "table", 1, table=table))
    document = Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 90),))
    found = passages_of(
        document, {1: BlockContext({"content": 0.9}, {}, 0.0)}, load_profile(), load_model().sections.tasks
    )
    assert [passage.context.group for passage in found] == ["政策清单", "政策清单"]
    assert all(passage.context.tasks["policy"] > 0.5 for passage in found)
