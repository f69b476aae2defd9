"""Values in the cells of tables: what they undertake, in what unit and by when, and what only looks like one."""

from datetime import date

import pytest

from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.extract import extract
from pipeline.findings import Fact, Period, Target
from pipeline.segment import segment


def facts(rows: str, *above: str) -> list[Fact]:
    """Facts of the table below these lines, of which # begins a heading; its rows are lines, its cells between bars."""
    blocks = [
        Block(
            line.lstrip("# "),
            "heading" if line.startswith("#") else "paragraph",
            1,
            level=1 if line[0] == "#" else None,
        )
        for line in above
    ]
    table = Table(tuple(tuple(row.split("|")) for row in rows.split("\n")))
    blocks.append(Block(table.text, "table", 1, table=table))
    made = Document("x", "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", 1),))
    return [fact for fact in extract(made, segment(made)) if fact.evidence.block == len(blocks) - 1]


def short(rows: str, *above: str) -> list[str]:
    """“indicator comparator value unit day” of each target."""
    values = [fact.value for fact in facts(rows, *above) if isinstance(fact.value, Target)]
    return [f"{t.indicator} {t.comparator} {t.value:g} {t.unit} {t.due or ''}".strip() for t in values]


def periods(rows: str) -> list[Period]:
    return [fact.value for fact in facts(rows) if isinstance(fact.value, Period)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("6-9座", ">= 6 座"),
        ("6～9座", ">= 6 座"),
        ("6座至9座", ">= 6 座"),
        ("15%—25%", ">= 15 %"),
        ("15—25%", ">= 15 %"),
        ("1,500—2,000人", ">= 1500 人"),
        ("2000-2500亿元", ">= 2000 亿元"),
        ("缩短10%—15%", "- 10 %"),
        ("不超过3—5天", "<= 5 天"),
        ("［35］座", None),
        ("［35座］", "= 35 座"),
        ("[35%]", "= 35 %"),
        ("35座（含）以上", ">= 35 座"),
        ("2025年底40亿元", "= 40 亿元"),
        # time is no value, and what falls is no range
        ("2023—2025", None),
        ("2023—2025年", None),
        ("3—5月", None),
        ("10-15日", None),
        ("2023-11", None),
        ("9—6座", None),
    ],
)
def test_ranges_and_brackets_in_cells(cell: str, found: str | None) -> None:
    rows = f"指标|2025年\n产业园产值|{cell}\n预制构件厂|4座"
    assert short(rows) == [*([f"产业园产值 {found} 2025-12-31"] if found else []), "预制构件厂 = 4 座 2025-12-31"]


def test_a_cell_that_says_when_by_itself_is_due_then() -> None:
    assert short("时间|装配式建筑占比\n2023年|33%\n2025年1月至11月|2026年底50%") == [
        "装配式建筑占比 = 33 % 2023-12-31", "装配式建筑占比 = 50 % 2026-12-31",
    ]  # fmt: skip


def test_ranges_beside_a_column_of_units() -> None:
    rows = "指标|单位|2021年|2025年\n构件厂|座|3|4-6\n返工工期缩短|%|-|10-15\n模型应用率|%|20|≥80"
    assert short(rows) == [
        "构件厂 >= 4 座 2025-12-31", "返工工期缩短 - 10 % 2025-12-31", "模型应用率 >= 80 % 2025-12-31",
    ]  # fmt: skip


def test_a_value_that_looks_like_a_year_is_none() -> None:
    rows = "指标|单位|2022年|2025年\n技术工人|人|2018|2035\n年产值|亿元|2000|2040"
    assert [period.start for period in periods(rows)] == [date(2022, 1, 1), date(2025, 1, 1)]
    assert [period.start for period in periods("项目|年产值（亿元）|年产量（吨）\n甲厂|2030|2024")] == []
    for title in ("年份", "年度", "完成年度", "建成年份（计划）"):
        assert [period.start for period in periods(f"项目|{title}\n甲厂|2024")] == [date(2024, 1, 1)]


def test_years_by_their_number_along_the_header_and_down_the_rows() -> None:
    rows = "指标|单位|现状|第一年|第二年|第三年\n试点工程|项|0|6|14|25"
    assert short(rows) == ["试点工程 = 6 项", "试点工程 = 14 项", "试点工程 = 25 项"]
    assert short("指标|试点第1年|试点第2年\n试点工程（项）|6|14") == ["试点工程 = 6 项", "试点工程 = 14 项"]
    assert short("年度|试点工程（项）\n第一年|6\n第二年|14") == ["试点工程 = 6 项", "试点工程 = 14 项"]
    assert short("指标|第一年（2023年）\n试点工程（项）|6") == ["试点工程 = 6 项 2023-12-31"]
    assert short("名次|单位\n第一名|6\n第一批|14") == []


@pytest.mark.parametrize(
    "above",
    [
        ("表2 产业目标（单位：亿元）",),
        ("表2 产业目标", "单位：亿元"),
        ("# 产业目标（计量单位：亿元）",),
        ("单位:亿元",),
    ],
)
def test_the_unit_that_stands_above_a_table(above: tuple[str, ...]) -> None:
    rows = "指标|2024年|2025年\n软件产业收入|80|120\n本地配套率|30|45"
    assert short(rows, *above) == [
        "软件产业收入 = 80 亿元 2024-12-31", "软件产业收入 = 120 亿元 2025-12-31",
        "本地配套率 = 30  2024-12-31", "本地配套率 = 45  2025-12-31",
    ]  # fmt: skip
    assert short("指标（单位：座）|2025年\n构件厂|4", "# 目标") == ["构件厂 = 4 座 2025-12-31"]


@pytest.mark.parametrize(
    "above", ["（单位：亿元、家）", "责任单位：市住建局", "参与单位：6家企业", "单位：亿元。" + "说明" * 30]
)
def test_what_names_no_unit_for_all(above: str) -> None:
    assert short("指标|2025年\n软件产业收入|120", above) == ["软件产业收入 = 120  2025-12-31"]


def test_a_cell_that_says_what_is_done_with_what_the_row_names() -> None:
    rows = (
        "任务|2023年|2024年|2025年\n样板工程|开工4个|新开工6个|竣工6个，累计16个\n技工培训|培训80人次|组织2期|完善机制"
    )
    assert short(rows) == [
        "样板工程 = 4 个 2023-12-31", "样板工程 = 6 个 2024-12-31", "样板工程 = 6 个 2025-12-31",
        "样板工程 = 16 个 2025-12-31", "技工培训 = 80 人次 2023-12-31", "技工培训 = 2 期 2024-12-31",
    ]  # fmt: skip
    quotes = [fact.evidence.quote for fact in facts(rows) if isinstance(fact.value, Target)]
    assert quotes[2:4] == ["竣工6个", "累计16个"]
    # what is taken in names where to, and is not counted as that
    assert short("任务|2024年|2025年\n监管平台|接入200家|接入400家") == []


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ("年份|季度|任务\n2024年|二季度|建成样板工程6个", "2024-06-30"),
        ("年份|时段|任务\n2024年|上半年|建成样板工程6个", "2024-06-30"),
        ("年份|月份|任务\n2024|3月|建成样板工程6个", "2024-03-31"),
        ("年份|任务|完成时间\n2024年|建成样板工程6个|9月底", "2024-09-30"),
        ("年份|季度|任务\n2024年|全年|建成样板工程6个", "2024-12-31"),
        ("年份|任务|评估时间\n2024年|建成样板工程6个|2025年1月", "2024-12-31"),
        ("年份|任务|备注\n2024年|建成样板工程6个|3月已开工", "2024-12-31"),
    ],
)
def test_a_part_of_the_rows_year(rows: str, day: str) -> None:
    assert short(rows) == [f"样板工程 = 6 个 {day}"]


def test_a_part_of_the_year_that_the_heading_names() -> None:
    assert short("季度|任务\n三季度|建成样板工程6个", "# 2024年") == ["样板工程 = 6 个 2024-09-30"]
