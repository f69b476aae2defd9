"""Which city a plan is of, where the name alone does not say."""

import json
from pathlib import Path

import pytest

from pipeline import applicant
from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage
from pipeline.findings import Applicant, Place
from pipeline.journey import judge
from pipeline.places.gazetteer import Division, bare, by_short_name, divisions, short_name
from pipeline.report import wording
from pipeline.vocabulary import LEVELS


def plan(*texts: str) -> Document:
    title, *rest = texts
    blocks = (Block(title, "furniture", 1, reason="title"), *(Block(text, "paragraph", 1) for text in rest))
    return Document("plan.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 100),), exact_pages=False)


def identify(document: Document) -> Applicant:
    return applicant.identify(document, "智能建造")


@pytest.mark.parametrize(
    ("text", "province", "level"),
    [
        ("宝山区位于上海北部，长江与黄浦江交汇处。", "上海市", "municipality-district"),
        ("我区是双鸭山市主城区之一，地处黑龙江东部。", "黑龙江省", "county"),
    ],
)
def test_a_district_of_two_provinces_is_where_its_plan_says(text: str, province: str, level: str) -> None:
    found = identify(plan("宝山区智能建造试点实施方案", text))
    assert (found.name, found.province, found.level) == ("宝山区", province, level)


@pytest.mark.parametrize(
    ("title", "name", "level"),
    [
        ("宜昌智能建造试点实施方案", "宜昌市", "prefecture"),
        ("恩施智能建造试点实施方案", "恩施土家族苗族自治州", "prefecture"),
        ("吉林省住房和城乡建设厅关于智能建造的实施意见", "", "unknown"),
    ],
)
def test_a_title_may_name_the_city_for_short(title: str, name: str, level: str) -> None:
    found = identify(plan(title))
    assert (found.name, found.level) == (name, level)


def test_a_new_area_that_a_citys_plan_sells_to_is_not_its_applicant() -> None:
    texts = ("我市地处河北省中南部，构件近三分之一供应雄安新区建设。", "面向雄安新区市场，到2025年我市集聚企业90家。")
    assert identify(plan("智能建造试点实施方案", *texts)) == applicant.UNKNOWN


def test_levels_are_the_same_everywhere() -> None:
    schema = json.loads((Path(wording.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
    known = schema["properties"]["document"]["properties"]["applicant"]
    assert tuple(known["properties"]["level"]["enum"]) == tuple(LEVELS)


@pytest.mark.parametrize("subject", ["智能建造", "绿色改造"])
def test_what_the_notice_is_about_ends_a_name(subject: str) -> None:
    titles = ("日照", "宜春经济技术开发区", "日照文旅")
    found = [applicant.identify(plan(f"{name}{subject}试点实施方案"), subject) for name in titles]
    assert [(one.name, one.level) for one in found] == [
        ("日照市", "prefecture"),
        ("宜春经济技术开发区", "new-area"),
        ("", "unknown"),
    ]


@pytest.mark.parametrize("title", ["红河谷片区智能建造试点实施方案", "草原地区智能建造试点实施方案"])
def test_a_word_that_is_also_a_city_names_none_in_a_longer_name(title: str) -> None:
    assert identify(plan(title, "建设示范项目十二个。")).name not in ("红河哈尼族彝族自治州", "草原地区")
    assert identify(plan("日照智能建造试点实施方案", "建设示范项目十二个。")).name == "日照市"


def cities() -> list[tuple[str, str]]:
    return [(short, bearers[0].name) for short, bearers in by_short_name().items()]


@pytest.mark.parametrize(("short", "name"), cities())
def test_every_city_is_known_by_its_short_name(short: str, name: str) -> None:
    assert identify(plan(f"{short}智能建造试点实施方案")).name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("安徽马鞍山智能建造试点实施方案", "马鞍山市"),
        ("陕西安康智能建造试点实施方案", "安康市"),
        ("广西南宁智能建造试点实施方案", "南宁市"),
        ("鞍山智能建造试点实施方案（学习马鞍山经验）", "鞍山市"),
        ("关于报送宜昌智能建造试点实施方案的函", "宜昌市"),
    ],
)
def test_the_first_and_longest_short_name_in_a_title_counts(title: str, name: str) -> None:
    assert identify(plan(title)).name == name


@pytest.mark.parametrize("city", [d for d in divisions() if d.name in {n for _, n in cities()} and d.province])
def test_a_province_before_the_short_name_hides_no_city(city: Division) -> None:
    title = f"{bare(city.province)}{short_name(city)}智能建造试点实施方案"
    assert identify(plan(title)).name == city.name


def test_places_of_one_name_are_those_of_the_applicants_province_however_many_others_are_named() -> None:
    texts = ("赴沈阳市、大连市、鞍山市学习经验。", "在朝阳区建设示范项目十二个。")
    report = judge(plan("长春市智能建造试点实施方案", *texts), load_profile())
    assert Place("朝阳区", "吉林省", "district") in [fact.value for fact in report.facts]
