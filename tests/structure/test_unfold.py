"""Plans whose whole text stands in the cells of a table."""

import pytest

from pipeline.check import load_profile
from pipeline.document import BBox, Block, Document, PageCoverage, Table
from pipeline.journey import judge
from pipeline.segment import segment
from pipeline.structure import structure

PHASES = "第一阶段（2022年10月—2023年9月）：组建专班，印发若干措施。\n第二阶段（2023年10月—2025年9月）：监管平台上线，产业园投用，总结评估。"
CITY = "绵阳市辖3区5县，幅员面积2.02万平方公里，2021年末常住人口488.3万人，实现地区生产总值3350亿元。"
GOALS = "到2025年，新开工装配式建筑面积占比达到45%，建成智能建造示范工程24个，培育智能建造企业30家。"
BUREAU = "成立智能建造试点工作领导小组，办公室设在市住房城乡建设委，每两个月召集一次部门会商，按月通报进度。"
LAYOUTS = {
    "headings beside": (("一、城市基本情况", CITY), ("二、试点目标", GOALS), ("三、实施计划", PHASES), ("四、保障措施", BUREAU)),
    "headings above": (("一、城市基本情况", ""), (CITY, ""), ("二、试点目标", ""), (GOALS, ""), ("三、实施计划", ""), (PHASES, "")),
    "counted rows": (("序号", "项目", "内容"), ("1", "城市基本情况", CITY), ("2", "试点目标", GOALS), ("3", "实施计划", PHASES)),
}  # fmt: skip


def laid_out(*rows: tuple[str, ...], bbox: BBox | None = None) -> Document:
    table = Table(rows)
    blocks = (Block("绵阳市智能建造试点实施方案", "paragraph", 1), Block(table.text, "table", 1, bbox, table=table))
    return structure(Document("x", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", len(table.text)),)))


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_the_sections_of_a_plan_in_a_table_are_found(rows: tuple[tuple[str, ...], ...]) -> None:
    document = laid_out(*rows)
    headings = {section.heading.partition("、")[2] or section.heading for section in segment(document)}
    assert {"城市基本情况", "试点目标", "实施计划"} <= headings
    verdicts = {outcome.requirement.id: outcome.verdict for outcome in judge(document, load_profile()).outcomes}
    assert (verdicts["basics"], verdicts["goals"], verdicts["schedule"]) == ("met", "met", "met")


def test_lines_of_a_cell_are_paragraphs_in_word_and_lines_of_one_in_a_pdf() -> None:
    rows = LAYOUTS["headings beside"]
    broken = tuple((left, right.replace("办公室", "办公\n室")) for left, right in rows)
    assert any(block.text == BUREAU for block in laid_out(*broken, bbox=(80, 80, 500, 700)).blocks)
    assert [block.text for block in laid_out(*rows).blocks if "阶段（" in block.text] == PHASES.split("\n")


def test_a_table_of_data_stays_one() -> None:
    rows = [("指标", "2023年", "2024年", "2025年"), *((f"智能建造示范项目第{n}类", "8", "19", "30") for n in range(9))]
    assert [block.kind for block in laid_out(*rows).blocks].count("table") == 1
    tasks = [
        (f"（{n}）培育产业", "建成产业园一座，占地六百亩，引进企业三十家，由市经信局牵头落实。" * 2) for n in "一二三四"
    ]
    table = Table(tuple(tasks))
    text = (Block("二、总体要求", "paragraph", 1), Block(CITY * 12, "paragraph", 1))
    blocks = (*text, Block(table.text, "table", 1, table=table))
    found = structure(Document("x", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 900),)))
    assert [block.kind for block in found.blocks].count("table") == 1
