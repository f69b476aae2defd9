"""The drawing of the schedule: what its bars and diamonds are called, and where open phases begin and end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pipeline.document import Block, Table
from pipeline.extract import extract
from pipeline.findings import Evidence, Fact, Report, Target
from pipeline.report import facts, when
from pipeline.report.timeline import Timeline, timeline
from pipeline.segment import segment


def told(report: Report, *blocks: Block | str) -> Report:
    """The report on a plan of these blocks, with the dates that they name."""
    made = tuple(Block(one, "paragraph", 1) if isinstance(one, str) else one for one in blocks)
    document = replace(report.document, blocks=made)
    found = tuple(fact for fact in extract(document, segment(document)) if not isinstance(fact.value, Target))
    return replace(report, document=document, facts=found)


def drawn(report: Report) -> Timeline:
    drawing = timeline(report)
    assert drawing is not None
    return drawing


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("启动阶段（2022年11月—2023年6月）", "启动阶段 2022年11月—2023年6月"),
        ("第一阶段（2023年1月—2023年6月）为准备阶段，摸清底数。", "第一阶段 2023年1月—2023年6月 为准备阶段，摸清底数"),
        ("2022年11月—2023年6月：发政策，定名单。", "2022年11月—2023年6月 发政策，定名单"),
        ("（2022年11月—2023年6月）启动阶段。", "2022年11月—2023年6月 启动阶段"),
        ("前期（2022年11月—2023年6月）打基础，中期（", "前期 2022年11月—2023年6月 打基础"),
        ("公布之日起至2023年6月：发政策。", "公布之日起至2023年6月 发政策"),
    ],
)
def test_a_bar_bears_the_name_of_its_phase_or_its_first_words(report: Report, text: str, label: str) -> None:
    (bar,) = drawn(told(report, text)).bars
    assert bar.label == label


def test_a_heading_that_is_a_date_is_named_by_what_stands_below(report: Report) -> None:
    head = Block("2022年11月—2023年6月", "heading", 1, level=2)
    (bar,) = drawn(told(report, head, "成立领导小组。分解任务。")).bars
    assert bar.label == "2022年11月—2023年6月 成立领导小组"


def test_open_phases_begin_and_end_with_the_pilot(report: Report) -> None:
    lines = ("公布之日起至2023年6月：发政策。", "2023年7月至2024年12月：开工。", "2025年1月至试点期满：验收。")
    plan = told(report, *lines)
    first, middle, last = drawn(plan).bars
    assert not drawn(plan).dues
    assert report.profile.end == date(2025, 9, 30)
    quarter = next(tick for tick in drawn(plan).ticks if not tick.label and tick.x > first.x - 1)
    assert first.x == quarter.x  # 2022-10-01
    assert last.x + last.width == pytest.approx(drawn(plan).ticks[-1].x, abs=1)  # 2025-10-01
    assert first.x + first.width < middle.x < middle.x + middle.width < last.x
    said = [when.period(value, fact.evidence.quote) for value, fact in facts.periods(plan)]
    assert sorted(said) == ["2023年7月至2024年12月", "2025年1月至试点期满", "公布之日起至2023年6月"]
    assert [bar.dates for bar in (first, middle, last)] == [said[0], said[1], said[2]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在2024年6月底前全部投产。", "全部投产"),
        ("2023年3月底前，由市政府印发《若干政策》，同步宣传。", "由市政府印发《若干政策》"),
        ("监管平台上线运行（2023年6月底前）。", "监管平台上线运行"),
        ("实训基地2023年9月底前完成，配机器人。", "实训基地完成"),
    ],
)
def test_a_diamond_says_what_falls_due(report: Report, text: str, name: str) -> None:
    (due,) = drawn(told(report, text)).dues
    assert due.label.endswith(f"底前：{name}")
    assert due.title == name


def goals(report: Report, names: Sequence[str], due: date) -> Report:
    proof = Evidence(0, 0, 1, report.document.blocks[0].text[0], 1, ())
    return replace(report, facts=tuple(Fact(Target(name, "=", 1, "个", due), proof) for name in names))


def test_of_many_goals_a_diamond_names_the_first_two_and_its_title_all(report: Report) -> None:
    names = ("示范工程", "智能工厂", "骨干企业", "实训基地")
    (due,) = drawn(goals(report, names, date(2025, 9, 30))).dues
    assert due.label == "2025年9月：示范工程、智能工厂等 4 项目标"
    assert due.title == "；".join(names)
    (few,) = drawn(goals(report, names[:2], date(2025, 9, 30))).dues
    assert few.label == "2025年9月：示范工程、智能工厂"


def labels(plan: Report) -> list[str]:
    return [bar.label.replace("　", " ") for bar in drawn(plan).bars]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("BIM报建全面推开；2024年6月1日组织中期评估。", "2024年6月1日 组织中期评估"),
        ("规划建设智能建造产业基地，2023年5月1日开工，2025年6月建成厂房。", "智能建造产业基地 2023年5月1日 开工"),
        ("新建工厂2家，其中凤翔区构件工厂投资2.3亿元，2024年6月1日投产。", "凤翔区构件工厂 2024年6月1日 投产"),
    ],
)
def test_a_time_is_of_its_own_clause_and_says_of_what(report: Report, text: str, label: str) -> None:
    assert label in labels(told(report, text))


def test_what_goes_online_may_stand_in_the_heading(report: Report) -> None:
    heading = Block("1.升级数字化监管平台。", "heading", 1, level=3)
    assert labels(told(report, heading, "增加构件追溯等功能，2023年12月1日上线。")) == [
        "升级数字化监管平台 2023年12月1日 上线"
    ]
    assert labels(told(report, heading, "（2022年11月—2023年6月）启动阶段。")) == ["2022年11月—2023年6月 启动阶段"]
    (due,) = drawn(told(report, heading, "2023年底前上线。")).dues
    assert due.label == "2023年底前：升级数字化监管平台 上线"


def test_projects_of_one_month_are_all_drawn_with_what_begins_then(report: Report) -> None:
    head = ("项目名称", "计划开工")
    table = Table((head, ("姜谭路小学", "2023年5月15日"), ("渭河桥", "2023年5月15日")))
    assert labels(told(report, Block(table.text, "table", 1, table=table))) == [
        "2023年5月15日 姜谭路小学，计划开工",
        "2023年5月15日 渭河桥，计划开工",
    ]
