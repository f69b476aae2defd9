"""Facts of whole documents: offsets, order, and what is left out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Block, Document, PageCoverage, Run, Section, Table
from pipeline.extract import extract
from pipeline.extract.heading_dates import due_below
from pipeline.findings import Agency, Citation, Fact, Money, Period, Place, Target
from pipeline.segment import segment


def document(*blocks: Block) -> Document:
    return Document("x", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 1),))


def facts(text: str, kind: type = object, heading: str = "") -> list[object]:
    blocks = [Block(heading, "heading", 1, level=1)] if heading else []
    made = document(*blocks, Block(text, "paragraph", 1))
    return [fact.value for fact in extract(made, segment(made)) if isinstance(fact.value, kind)]


PIECES = st.sampled_from(
    [
        "到2025年底，", "2022年11月—2023年6月", "第一阶段（2023年1-6月）", "公布之日起6个月内", "为期三年",
        "十四五末", "10月底前", "建成示范项目30个", "装配率由32%提高到45%以上", "用工减少20%", "产值翻一番",
        "培育不少于5家骨干企业", "其中房建10个、市政5个",
        "（牵头单位：市住建局；配合单位：各县（市、区）政府、市财政局）", "由市住建局会同市资规局牵头",
        "（市资规局）", "责任单位：", "每平方米50元", "30万元至1.5亿元", "3,000万元",
        "《“十四五”建筑业发展规划》", "（建市〔2020〕60号）", "《坏的", "〔2020〕", "徐州市鼓楼区", "北京市场",
        "东莞、中山", "。", "；", "\n", "，", "、", "（", "）", "已建成", "力争", "达到", "五十", "%", "个",
        "２０２５年", "\u3000", "🏗",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map("".join)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(["paragraph", "heading", "list_item", "table", "furniture", "caption"]))
    if kind == "table":
        wide = draw(st.integers(1, 4))
        rows = draw(st.lists(st.lists(TEXTS, min_size=wide, max_size=wide).map(tuple), min_size=1, max_size=4))
        merged = draw(st.lists(st.tuples(*[st.integers(0, 4)] * 4), max_size=2))
        table = Table(tuple(rows), tuple(merged))
        return Block(table.text, "table", 1, table=table)
    level = 1 if kind in ("heading", "list_item") else None
    reason = draw(st.sampled_from(["title", "header"])) if kind == "furniture" else ""
    return Block(draw(TEXTS), kind, 1, level=level, reason=reason)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks(), max_size=5))
def test_evidence_is_what_the_block_says(made: list[Block]) -> None:
    source = document(*made)
    found = extract(source, segment(source))
    for fact in found:
        proof = fact.evidence
        assert source.blocks[proof.block].text[proof.start : proof.stop] == proof.quote
        assert proof.quote
    order = [(fact.evidence.block, fact.evidence.start) for fact in found]
    assert order == sorted(order)


def test_evidence_carries_page_and_headings_and_points_into_the_cell() -> None:
    table = Table((("指标", "2025年"), ("示范项目（个）", "30")))
    made = document(Block("目标", "heading", 2, level=1, number="一、"), Block(table.text, "table", 2, table=table))
    target = next(fact for fact in extract(made, segment(made)) if isinstance(fact.value, Target))
    assert (target.evidence.quote, target.evidence.page, target.evidence.path) == ("30", 2, ("一、目标",))
    assert target.value == Target("示范项目", "=", 30, "个", date(2025, 12, 31))


def test_page_of_a_fact_in_a_paragraph_that_runs_on() -> None:
    text = "甲" * 20 + "到2025年底完成。"
    runs = (Run(0, 20, 4), Run(20, len(text), 5))
    made = document(Block(text, "paragraph", 4, runs=runs))
    assert [fact.evidence.page for fact in extract(made, segment(made))] == [5]


def test_furniture_gives_no_facts_but_title_and_cover_give_places() -> None:
    made = document(
        Block("2023年6月，投资3亿元，徐州市", "furniture", 1, reason="header"),
        Block("徐州市2023年智能建造试点实施方案", "furniture", 1, reason="title"),
    )
    assert [fact.value for fact in extract(made, ())] == [Place("徐州市", "江苏省", "prefecture")]


def test_sections_are_not_needed() -> None:
    found: tuple[Fact, ...] = extract(document(Block("投资3亿元。", "paragraph", 1)), ())
    assert found[0].value == Money(3e8)


def test_a_text_that_disagrees_with_its_grid_is_skipped() -> None:
    made = document(Block("别的文字", "table", 1, table=Table((("2025年", "3亿元"),))))
    assert extract(made, ()) == ()


def test_what_exists_already_is_no_target() -> None:
    assert facts("建成装配式构件厂9家。", Target, heading="工作基础") == []
    assert facts("建成装配式构件厂9家。", Target, heading="主要任务") == [Target("装配式构件厂", "=", 9, "家", None)]
    assert facts("截至2021年底，已建成智慧工地320个。", Target) == []
    assert facts("截至2025年底，建成智慧工地320个。", Target) == [
        Target("智慧工地", "=", 320, "个", date(2025, 12, 31))
    ]
    assert facts("由32%提高到四成五。", Target, heading="目标") == facts("由32%提高到45%。", Target, heading="目标")


def test_a_title_is_cited_and_its_dates_and_agencies_are_not_read() -> None:
    found = facts("落实《市住建局2022—2025年行动计划》（徐政发﹝2022﹞ 5号）。")
    assert found == [Citation("市住建局2022—2025年行动计划", "徐政发〔2022〕5号")]


def test_deadline_without_a_year_takes_the_one_before_it_or_the_heading() -> None:
    due = Period(None, date(2025, 10, 31), kind="deadline")
    assert facts("2025年总结，10月底前完成报告。", Period)[1] == due
    assert facts("10月底前完成报告。", Period, heading="收官阶段（2025年1月—10月）")[1:] == [due]
    assert facts("每年10月底前报告。", Period) == []


def test_roles_by_column() -> None:
    table = Table((("任务", "牵头单位", "配合单位"), ("平台", "市大数据局", "市住建局、各县（市、区）政府")))
    made = document(Block(table.text, "table", 1, table=table))
    assert [fact.value for fact in extract(made, (Section("", 0, ("",), 0, 1),))] == [
        Agency("市大数据局", "lead"),
        Agency("市住建局", "support"),
        Agency("各县（市、区）政府", "support"),
    ]


def test_half_of_a_word_is_no_county_and_a_place_before_another_no_street() -> None:
    assert facts("打造示范县3个，建成县级平台，更新和县城。", Place) == []
    assert [place.name for place in facts("河南省范县、南京江宁区。", Place)] == ["河南省", "范县", "南京市", "江宁区"]  # type: ignore[attr-defined]


def test_full_width_years() -> None:
    assert facts("到２０２５年完成。", Period) == [Period(None, date(2025, 12, 31), kind="deadline")]


def table_targets(*rows: tuple[str, ...]) -> list[tuple[str, str, float, str, int | None, str]]:
    table = Table(rows)
    made = document(Block(table.text, "table", 1, table=table))
    found = [fact.value for fact in extract(made, ()) if isinstance(fact.value, Target)]
    return [(t.indicator, t.comparator, t.value, t.unit, t.due.year if t.due else None, t.per) for t in found]


def test_what_a_row_says_is_due_when_the_row_is() -> None:
    rows = (("年度", "工作目标"), ("2023年", "建成示范项目8个"), ("2024年", "智慧工地覆盖率达到60%"))
    assert table_targets(*rows) == [("示范项目", "=", 8, "个", 2023, ""), ("智慧工地覆盖率", "=", 60, "%", 2024, "")]
    rows = (("阶段", "时间", "目标"), ("推进期", "2023年7月—2025年6月", "建成示范项目30个"))
    assert table_targets(*rows) == [("示范项目", "=", 30, "个", 2025, "")]


def test_cells_with_a_verb_a_change_or_a_rate() -> None:
    rows = (("效益指标", "预期效果"), ("施工工期", "缩短15%"), ("用工", "减少30%以上"), ("技能大赛", "每年2场"))
    assert table_targets(*rows) == [
        ("施工工期", "-", 15, "%", None, ""), ("用工", "-", 30, "%", None, ""), ("技能大赛", "=", 2, "场", None, "年"),
    ]  # fmt: skip
    rows = (("任务", "2023年", "2024年"), ("示范项目", "新增10个", "新增15个"), ("平台", "立项", "上线"))
    assert table_targets(*rows) == [("示范项目", "=", 10, "个", 2023, ""), ("示范项目", "=", 15, "个", 2024, "")]
    rows = (("成果类型", "预期数量"), ("地方标准", "5项"))
    assert table_targets(*rows) == [("地方标准", "=", 5, "项", None, "")]


def test_a_column_of_offices_names_no_indicator() -> None:
    rows = (
        ("实施单位", "工厂", "2024年目标（座）"),
        ("市城建集团", "装配式部品智能工厂", "3"),
        ("市路桥集团", "预制桥梁智能工厂", "2"),
    )
    assert [name for name, *_ in table_targets(*rows)] == ["装配式部品智能工厂", "预制桥梁智能工厂"]


def test_a_table_of_districts_without_an_indicator_has_no_targets() -> None:
    assert table_targets(("城区", "2023年任务（个）"), ("云龙区", "20")) == []
    assert table_targets(("城区", "2023年示范项目（个）"), ("云龙区", "20")) == [("示范项目", "=", 20, "个", 2023, "")]


@pytest.mark.parametrize(
    "number",
    ["", "一、", "（一）", "1.", "1、", "①", "第一章 ", "第一节 ", "1.1 ", "1.1.2 ", "任务一、", "任务一 ", "1）", "⑴"],
)
def test_a_heading_sets_its_day_whatever_its_number(number: str) -> None:
    assert due_below((f"{number}2024年重点任务",)) == date(2024, 12, 31)


def test_a_cell_of_any_length_is_read_to_its_end() -> None:
    measures = "".join(f"2023年{at % 12 + 1}月底前建成{at % 90 + 2}个示范项目；" for at in range(400))
    table = Table((("任务", "安排"), ("重点任务", measures)))
    found = extract(document(Block(table.text, "table", 1, table=table)), ())
    targets = [fact for fact in found if isinstance(fact.value, Target)]
    assert [fact.value.value for fact in targets] == [at % 90 + 2 for at in range(400)]
    assert all(table.text[fact.evidence.start : fact.evidence.stop] == fact.evidence.quote for fact in found)
