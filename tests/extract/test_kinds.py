"""Each kind of fact by itself: what it reads, and the near misses."""

from datetime import date

import pytest

from pipeline.extract.agencies import column_role
from pipeline.extract.citations import citations
from pipeline.extract.money import money
from pipeline.extract.periods import periods
from pipeline.extract.relative import relative
from pipeline.extract.targets import targets
from pipeline.findings import Citation, Money, Period, Target


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2022年11月—2023年6月", date(2022, 11, 1), date(2023, 6, 30), "span"),
        ("2023年1—6月", date(2023, 1, 1), date(2023, 6, 30), "span"),
        ("2024年2月底前", None, date(2024, 2, 29), "deadline"),
        ("2023年底前", None, date(2023, 12, 31), "deadline"),
        ("2024年上半年", date(2024, 1, 1), date(2024, 6, 30), "span"),
        ("2024年第三季度", date(2024, 7, 1), date(2024, 9, 30), "span"),
        ("二〇二五年年底前", None, date(2025, 12, 31), "deadline"),
        ("自2023年起", date(2023, 1, 1), None, "span"),
        ("到“十四五”末", None, date(2025, 12, 31), "deadline"),
        ("2024年7月至试点结束", date(2024, 7, 1), None, "span"),
        ("2023.3—2024.10", date(2023, 3, 1), date(2024, 10, 31), "span"),
        ("2022—2025年", date(2022, 1, 1), date(2025, 12, 31), "span"),
        ("2025年（至10月）", date(2025, 1, 1), date(2025, 10, 31), "span"),
        ("2025年（至13月）", date(2025, 1, 1), date(2025, 12, 31), "span"),
        ("2025年（0月起）", date(2025, 1, 1), date(2025, 12, 31), "span"),
        ("公布之日起至2023年6月", None, date(2023, 6, 30), "span"),
        ("即日起至2023年3月31日", None, date(2023, 3, 31), "span"),
        ("自2023年7月起至2024年12月止", date(2023, 7, 1), date(2024, 12, 31), "span"),
        ("2023年5月8日至19日", date(2023, 5, 8), date(2023, 5, 19), "span"),
        ("2024年5月1日（含）之后", date(2024, 5, 1), None, "span"),
        ("2024年一季度末", None, date(2024, 3, 31), "deadline"),
        ("不晚于2024年6月30日", None, date(2024, 6, 30), "deadline"),
        ("2022年底至2023年6月", date(2022, 12, 1), date(2023, 6, 30), "span"),
        ("2022年末—2025年底", date(2022, 12, 1), date(2025, 12, 31), "span"),
        ("2022年10月底至2023年6月", date(2022, 10, 1), date(2023, 6, 30), "span"),
        ("2023年上半年末至2024年3月", date(2023, 6, 1), date(2024, 3, 31), "span"),
        ("2023年一季度末至2024年3月", date(2023, 3, 1), date(2024, 3, 31), "span"),
        ("2023年初至2024年中", date(2023, 1, 1), date(2024, 6, 30), "span"),
        ("2023年中至2024年年底", date(2023, 6, 1), date(2024, 12, 31), "span"),
        ("2023年上半年末", None, date(2023, 6, 30), "deadline"),
        ("2022年11月至次年10月", date(2022, 11, 1), date(2023, 10, 31), "span"),
        ("2022年11月起，至次年4月底", date(2022, 11, 1), date(2023, 4, 30), "span"),
        ("2022年11月—翌年一季度", date(2022, 11, 1), date(2023, 3, 31), "span"),
        ("2022年底至来年底", date(2022, 12, 1), date(2023, 12, 31), "span"),
        ("2022年11月至次年", date(2022, 11, 1), date(2023, 12, 31), "span"),
        ("2022-11至2023-03", date(2022, 11, 1), date(2023, 3, 31), "span"),
        ("2022-11-2023-03", date(2022, 11, 1), date(2023, 3, 31), "span"),
        ("2022-11-01—2023-03-15", date(2022, 11, 1), date(2023, 3, 15), "span"),
        ("2023-04-15", date(2023, 4, 15), date(2023, 4, 15), "span"),
        ("2023-04-15前", None, date(2023, 4, 15), "deadline"),
        ("2023年冬季", date(2023, 12, 1), date(2024, 2, 29), "span"),
        ("2023年四、一季度", date(2023, 10, 1), date(2024, 3, 31), "span"),
        ("2023年二、三季度", date(2023, 4, 1), date(2023, 9, 30), "span"),
        ("2022年11月至2月", date(2022, 11, 1), date(2023, 2, 28), "span"),
    ],
)
def test_periods(text: str, start: date | None, end: date | None, kind: str) -> None:
    assert [item.value for item in periods(text)] == [Period(start, end, None, kind)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "每年3月", "3个月", "《2022—2025年行动计划》", "“十四五”规划", "建市〔2020〕60号", "2023个",
        "建市2022-11号", "GB/T 51231-2016", "DB32/T 2022-11", "T/CECS 2023-04-15", "〔2022-11〕", "编号：2022-11",
        "0512-2022-1101", "13802022-11", "2022-13", "2023-04-32", "2022-11个", "每年11月至次年3月", "次年底前",
    ],
)  # fmt: skip
def test_no_period(text: str) -> None:
    assert periods(text, 2024) == []


@pytest.mark.parametrize(
    ("text", "months", "kind"),
    [
        ("自试点公布之日起6个月内", (0, 6), "deadline"),
        ("第7—12个月", (6, 12), "span"),
        ("第二年", (12, 24), "span"),
        ("启动后半年内", (0, 6), "deadline"),
        ("试点为期三年", (0, 36), "duration"),
        ("36个月试点期", (0, 36), "duration"),
        ("三年内", (0, 36), "deadline"),
        ("力争半年内打通接口", (0, 6), "deadline"),
        ("自公布试点名单之日起两个月内", (0, 2), "deadline"),
        ("用两年半时间", (0, 30), "duration"),
        ("用半年时间", (0, 6), "duration"),
        ("试点周期暂定为3年", (0, 36), "duration"),
        ("公布之日起至第6个月", (0, 6), "span"),
        ("试点期内", None, "pilot"),
        ("试点为期两年零六个月", (0, 30), "duration"),
        ("试点为期2年6个月", (0, 30), "duration"),
        ("试点为期2.5年", (0, 30), "duration"),
        ("试点为期三个年度", (0, 36), "duration"),
        ("试点期限为三十六个月", (0, 36), "duration"),
        ("试点为期三个半月", (0, 4), "duration"),
        ("两年零六个月的试点期", (0, 30), "duration"),
        ("试点工作自2022年11月起，共2年半", (0, 30), "duration"),
        ("自公布之日起一年零六个月内", (0, 18), "deadline"),
        ("自公布之日起三个半月内", (0, 4), "deadline"),
        ("前6个月为筹备阶段", (0, 6), "span"),
        ("其中，前三个月（筹备阶段）", (0, 3), "span"),
    ],
)
def test_relative(text: str, months: tuple[int, int] | None, kind: str) -> None:
    assert [item.value for item in relative(text)] == [Period(None, None, months, kind)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "两年内不得再次申报",
        "两年内被通报三次以上的企业",
        "培训为期3个月",
        "近三年",
        "第二学年",
        "启动三年行动计划",
        "2025年试点",
        "二〇二五年试点",
        "试点用两三年时间",
        "试点为期若干年",
        "提前6个月完成",
        "今年前6个月完成产值30亿元",
        "验收前3个月主要开展自查",
        "最后6个月为总结阶段",
    ],
)
def test_no_relative_period(text: str) -> None:
    assert relative(text) == []


def test_the_last_months_follow_on_those_before_them() -> None:
    text = "前4个月为筹备阶段，第5至32个月为铺开阶段，最后4个月为总结阶段。"
    assert [item.value.months for item in relative(text)] == [(0, 4), (4, 32), (32, 36)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("到2025年，装配率由32%提高到45%。", Target("装配率", "=", 45, "%", date(2025, 12, 31), 32)),
        ("培育不少于5家骨干企业。", Target("骨干企业", ">=", 5, "家", None)),
        ("产业产值翻两番。", Target("产业产值", "+", 300, "%", None)),
        ("产业产值翻三番。", Target("产业产值", "+", 700, "%", None)),
        ("产业产值翻番。", Target("产业产值", "+", 100, "%", None)),
        ("产业产值翻倍。", Target("产业产值", "+", 100, "%", None)),
        ("产业产值翻一倍。", Target("产业产值", "+", 100, "%", None)),
        ("产业产值翻三倍。", Target("产业产值", "+", 300, "%", None)),
        ("产业产值翻3倍。", Target("产业产值", "+", 300, "%", None)),
        ("产业产值实现翻两倍。", Target("产业产值", "+", 200, "%", None)),
        ("每年新增示范项目10个。", Target("示范项目", "=", 10, "个", None, None, "年")),
        ("缩短工期10%。", Target("工期", "-", 10, "%", None)),
        ("将返工率控制在3%以内。", Target("返工率", "<=", 3, "%", None)),
    ],
)
def test_targets(text: str, target: Target) -> None:
    assert [item.value for item in targets(text, periods(text), ())] == [target]


@pytest.mark.parametrize(
    "text",
    [
        "对装配率达到50%以上的住宅给予奖励。", "下设综合、产业、项目三个工作组。",
        "已建成智慧工地320个。", "市财政每年安排3000万元。",
        "按研发投入的20%补助。", "装配率低于45%的项目不予认定。", "",
    ],
)  # fmt: skip
def test_no_target(text: str) -> None:
    assert targets(text, periods(text), ()) == []


def test_money_ranges_and_rates() -> None:
    assert [item.value for item in money("给予30—100万元，每平方米补50元")] == [
        Money(3e5),
        Money(1e6),
        Money(50, "平方米"),
    ]
    assert list(money("探索5元宇宙展示，产业达千亿级")) == []


def test_money_of_lists_and_large_numerals() -> None:
    assert [item.value for item in money("每个项目100万元、60万元奖励，每车次补贴200元，每年安排20万元、30万元")] == [
        Money(1e6, "个"), Money(6e5, "个"), Money(200, "车次"), Money(2e5, "年"), Money(3e5),
    ]  # fmt: skip
    assert [item.value for item in money("企业自筹一亿二千万元、财政三万五千元和三千万元")] == [
        Money(1.2e8), Money(35_000), Money(3e7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("投资1亿5000万元", [1.5e8]),
        ("投资1 亿 5000 万元", [1.5e8]),
        ("投资12亿零500万元", [1.205e9]),
        ("投资3亿2千万元", [3.2e8]),
        ("投资3亿两千万元", [3.2e8]),
        ("奖励3万5千元", [35_000]),
        ("投资一亿二千万人民币", [1.2e8]),
        ("投资8亿人民币", [8e8]),
        ("投资8亿元人民币", [8e8]),
        ("投资500万人民币", [5e6]),
        ("投资5000万元至1亿5000万元", [5e7, 1.5e8]),
        ("投资1亿2000万至1亿5000万元", [1.2e8, 1.5e8]),
        ("投资1亿至2亿元", [1e8, 2e8]),
        ("投资数3000万元", [3e7]),
        ("投资上千万元", [1e7]),
        ("投资2亿元、5000万元", [2e8, 5e7]),
        ("投资数千万元", []),
        ("投资几百万元", []),
        ("投资数十亿元", []),
        ("投资数百万元至数千万元", []),
        ("推广数字人民币，人民币结算", []),
        ("企业自筹1.5亿；贷款不少于2亿。", [1.5e8, 2e8]),
        ("给予奖励50万，基金规模10亿，首期3亿。", [5e5, 1e9, 3e8]),
        ("用户规模2万，产业规模2万平方米，投入2万人次，奖励2万人。", []),
        ("建设3个数字人民币试点", []),
    ],
)
def test_amounts_of_several_parts_and_vague_ones(text: str, yuan: list[float]) -> None:
    assert [item.value for item in money(text)] == [Money(value) for value in yuan]


def test_an_amount_of_several_parts_is_quoted_whole() -> None:
    text = "投资1亿2000万至1亿5000万元。"
    assert [text[item.start : item.stop] for item in money(text)] == ["1亿2000万至", "1亿5000万元"]


def test_citations() -> None:
    text = "按照《甲〈乙〉意见》（建市〔2020〕60号）和根据国办发[2017]19号"
    assert [item.value for item in citations(text)] == [
        Citation("甲〈乙〉意见", "建市〔2020〕60号"),
        Citation("", "国办发〔2017〕19号"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("执行《甲标准》（GB/T 50001—2017）。", [("甲标准", "GB/T 50001-2017")]),
        ("执行《甲标准》GB50001－2017。", [("甲标准", "GB 50001-2017")]),
        ("按DBJ41/T 245-2021和T/CECS 10001—2019验收。", [("", "DBJ41/T 245-2021"), ("", "T/CECS 10001-2019")]),
        ("按DG/TJ 08-2266-2018验收。", [("", "DG/TJ 08-2266-2018")]),
        ("执行《甲标准》GB/T 50001。", [("甲标准", "")]),
        ("型号SJ-2019，电话0512-2022，编号AGB 12-2019。", []),
    ],
)
def test_numbers_of_standards(text: str, found: list[tuple[str, str]]) -> None:
    assert [item.value for item in citations(text)] == [Citation(*value) for value in found]


def test_column_roles() -> None:
    headers = ("牵头单位", "责任部门（单位）", "配合", "牵头企业", "单位", "完成时限")
    assert [column_role(header) for header in headers] == [
        "lead", "responsible", "support", None, None, None,
    ]  # fmt: skip
