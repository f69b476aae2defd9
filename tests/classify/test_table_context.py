"""Rows of tables under their titles: what stands above a table and over its columns says what its rows are about."""

import sys
from pathlib import Path

import pytest

from pipeline.classify.table_context import above, titles_said
from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.findings import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "check"))

from judging import judged, outcome_of  # noqa: E402

BUILDINGS = (
    ("名称", "所在区", "计划开工"),
    ("北关小学教学楼", "西陵区", "2023年6月"),
    ("港窑路公寓", "伍家岗区", "2024年3月"),
)
PLACES = (
    ("片区", "主攻方向", "企业数"),
    ("猇亭区", "部品与装备", "到2025年40家"),
    ("高新区", "工程软件", "到2025年25家"),
)
FIRMS = (("勘察设计企业", "4家", "6家"), ("构件企业", "3家", "5家"), ("软件企业", "5家", "9家"))
MONEY = (("年度", "市本级科研经费（万元）", "渠道"), ("2023年", "500", "科技计划"), ("2024年", "650", "科技计划"))
LINKS = (("短板", "补齐办法", "单位", "时限"), ("减速器", "招引2家", "市招商局", "2024年6月"))


def told(heading: str, *rows: tuple[str, ...], lead: str = "") -> Report:
    leads = (lead,) if lead else ()
    return judged("三、重点任务", "（一）完善政策体系", "市住建局会同各部门抓好落实。", heading, *leads, Table(rows))


@pytest.mark.parametrize(
    ("heading", "rows", "duty"),
    [
        ("附件：智能建造试点工程清单", BUILDINGS, "demonstration.projects"),
        ("（二）打造智能建造产业集聚区", PLACES, "industry.cluster"),
        ("（二）加大科研投入", MONEY, "research.funding"),
        ("（二）产业链补链安排", LINKS, "industry.chain"),
    ],
)
def test_a_row_is_about_what_the_title_of_its_table_says(
    heading: str, rows: tuple[tuple[str, ...], ...], duty: str
) -> None:
    assert outcome_of(told(heading, *rows), duty).verdict == "met"


@pytest.mark.parametrize(
    ("heading", "rows", "duty"),
    [
        ("附件：老旧小区改造工程清单", BUILDINGS, "demonstration.projects"),
        ("附件：智能建造试点工程清单", BUILDINGS, "demonstration.problems"),
        ("附件：智能建造试点工程清单", BUILDINGS, "demonstration.integration"),
        ("（二）各区基本情况", PLACES, "industry.cluster"),
        ("（一）土地、规划、金融、科技政策", (("方向", "标准"), ("奖金", "每平方米30元，2023年起")), "policy.land"),
    ],
)
def test_a_title_makes_no_row_fulfil_what_it_does_not_say(
    heading: str, rows: tuple[tuple[str, ...], ...], duty: str
) -> None:
    assert outcome_of(told(heading, *rows), duty).verdict in ("missing", "weak")


@pytest.mark.parametrize(
    ("years", "heading", "fulfilled"),
    [
        (("2023年", "2025年"), "（二）培育配套企业", True),
        (("2019年", "2021年"), "（二）配套企业情况", False),
        (("2019年", "2021年"), "（二）培育配套企业", False),
    ],
)
def test_figures_of_years_gone_by_tell_what_there_is(years: tuple[str, str], heading: str, fulfilled: bool) -> None:
    outcome = outcome_of(told(heading, ("企业类别", *years), *FIRMS), "industry.supporting")
    assert (outcome.verdict == "met") is fulfilled


def document(*blocks: Block) -> Document:
    return Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 90),))


TABLE = Block("a\tb", "table", 1, table=Table((("a", "b"),)))


@pytest.mark.parametrize(
    ("before", "name", "pointing"),
    [
        ((Block("表2 政策清单", "caption", 1),), "政策清单", ""),
        ((Block("附件3：样板工程名录", "paragraph", 1),), "样板工程名录", ""),
        (
            (Block("工程示范", "heading", 1), Block("分年度安排见表4。", "paragraph", 1)),
            "工程示范",
            "分年度安排见表4。",
        ),
        ((Block("工程示范", "heading", 1), Block("由市住建局负责。", "paragraph", 1)), "工程示范", ""),
        ((Block("任务分工表", "heading", 1),), "", ""),
        ((Block("工程示范", "heading", 1), TABLE), "", ""),
        ((), "", ""),
    ],
)
def test_what_stands_above_a_table(before: tuple[Block, ...], name: str, pointing: str) -> None:
    found = above(document(*before, TABLE), len(before))
    assert (found.name, found.pointing) == (name, pointing)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2023年\t500\t科技计划", "年度；经费（万元）"),
        ("第一年\t500万元\t科技计划", "经费（万元）"),
        ("第一年\t约五百\t科技计划", ""),
        ("500\t科技计划", ""),
    ],
)
def test_a_value_is_said_with_the_title_of_its_column(row: str, said: str) -> None:
    assert titles_said(row, ["年度", "经费（万元）", "来源"]) == said


def test_the_size_of_a_building_says_nothing() -> None:
    assert titles_said("3.2\t2023年", ["建筑面积（万平方米）", "计划开工"]) == "计划开工"
