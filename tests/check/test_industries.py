"""The three industries of the base: what describes one, and what only mentions it."""

import pytest
from judging import judged, outcome_of

from pipeline.document import Table

BUILDING = "2021年全市建筑业企业384家，完成产值176亿元。"


def verdict(*base: str | Table) -> str:
    report = judged("一、工作基础", *base, "二、重点任务", "2023年6月底前印发《若干措施》，市住建局牵头。")
    return outcome_of(report, "foundation.industries").verdict


@pytest.mark.parametrize(
    "second",
    [
        "2. 装备制造业。规模以上企业1390家，轴承、风机产品配套齐全，产值1720亿元。",
        "信息技术业：云计算中心机柜规模4200架，服务收入46亿元。",
        "挖掘机、装载机是本地强项，跟着吃饭的配件厂三百来户。",
        "软件和信息服务企业六百余家。",
        "建筑之乡遍布，数控机床厂家年产值一千四百余亿元。",
    ],
)
def test_an_industry_is_described_by_figures_in_its_own_words(second: str) -> None:
    assert verdict(BUILDING, second) == "met"


@pytest.mark.parametrize(
    "second",
    [
        "自贸区展示中心采用吊装机器人，返工费用下降六成。",
        "山高坡陡，塔机进场难，基础造价比平原高出近三成。",
        "建成工地远程监管平台，接入塔机4100余台、视频探头1.2万路。",
        "装备制造业门类齐全，产品配套能力较强。",
        "常住人口六百三十万人。",
        "但机器人企业的订单大多来自汽车和家电，建筑领域不足2%。",
    ],
)
def test_machines_in_use_and_praise_describe_none(second: str) -> None:
    assert verdict(BUILDING, second) == "weak"


def test_advice_on_the_base_asks_for_no_measures() -> None:
    report = judged("一、工作基础", BUILDING, "二、重点任务", "2023年6月底前印发《若干措施》，市住建局牵头。")
    (found,) = (one for one in report.findings if one.requirement == "foundation.industries")
    assert "延续" not in found.advice


def test_how_many_buildings_are_assembled_describes_no_industry() -> None:
    assert verdict("我市出台过装配式建筑管理规定，2021年装配式建筑占比达到30%。") == "missing"


def test_the_heading_says_what_the_text_below_it_is_about() -> None:
    assert (
        verdict("（一）建筑业", "产值176亿元，企业384家。", "（二）装备制造业", "企业1390家，产值1720亿元。") == "met"
    )


def _table(text: str) -> Table:
    return Table(tuple(tuple(row.split("|")) for row in text.split("/")))


LEAD = "2021年全市主要产业情况如下表所示。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行业|规上企业（家）|2021年营业收入（亿元）/建筑业|384|176/装备制造业|139|1,720", "met"),
        ("行业|企业数|从业人员/建筑业|384|52000/软件业|66|8100", "met"),
        ("指标|单位|2021年/建筑业产值|亿元|176/装备制造业产值|亿元|172", "met"),
        ("指标|2020年|2021年/建筑业产值（亿元）|151|176/电子信息产业营业收入（亿元）|90|104", "met"),
        ("指标|建筑业|装备制造业|软件业/产值（亿元）|176|172|21", "met"),
        ("县区|建筑业产值（亿元）|机械制造业产值（亿元）/东山县|17|42", "met"),
        # near misses: machines and areas, what is aimed at, no figures, figures without a unit
        ("指标|单位|2021年/建筑业产值|亿元|176/建筑机器人|台|26", "weak"),
        ("行业|项目面积（万平方米）/建筑业|384/装备制造业|42", "missing"),
        ("行业|2021年产值（亿元）|2025年目标（亿元）/建筑业|176|300/装备制造业||300", "weak"),
        ("行业|2025年产值（亿元）/建筑业|300/装备制造业|420", "missing"),
        ("行业|企业（家）/建筑业|384/装备制造业|—/软件业|0", "weak"),
        ("序号|行业|单位|产值/1|建筑业|亿元|176/2|装备制造业|亿元|较大", "weak"),
    ],
)
def test_a_row_of_a_table_is_read_with_the_units_of_its_columns(text: str, expected: str) -> None:
    assert verdict(LEAD, _table(text)) == expected
