"""One indicator with two values, however the plan names it and in whatever unit."""

from collections.abc import Callable

import pytest
from judging import judged, reported

from pipeline.check.consistency.claim_words import key_of
from pipeline.document import Table

BEFORE = ("一、总体要求", "试点期三年。")
TASK = ("三、重点任务", "2023年6月底前印发《若干措施》，市住建局牵头。")


@pytest.mark.parametrize(
    "goal, other",
    [
        ("智能建造应用面积累计达到100万平方米", "到2025年，采用智能建造技术的建筑总面积累计不低于1200000平方米。"),
        ("系统解决方案型工程总承包企业达到6家", "到2025年，培育具备整体解决能力的工程总承包企业4家。"),
        ("实施智能建造试点项目不少于20个", "到2025年，实施智能建造示范工程15个以上。"),
        ("建成部品部件智能工厂8家", "到2025年，全市建成智能工厂5家。"),
        (
            "装配式建筑占新建建筑的比例达到60%以上",
            "到试点期末，全市新建房屋采用装配式方式建造的面积要达到全市新建总量的五成。",
        ),
        ("智能建造试点项目累计达到20个", "确保2025年底累计建成智能建造试点项目25个等目标任务全面完成。"),
        (
            "装配式建筑占新建建筑比例达到45%",
            "紧扣共同富裕示范区建设，滚动实施百万方工程，到2025年全市装配式建筑占新建建筑比例提升至50%。",
        ),
        ("三年累计投入智能建造扶持资金1.2亿元", "推动三年累计投入智能建造扶持资金15000万元。"),
        ("新开工智能建造试点项目18个", "2023年新开工4个、2024年新开工6个、2025年新开工6个试点项目。"),
        ("政府投资新建公共建筑应用BIM技术的比例达到90%", "到2025年，政府投资新建公共建筑BIM应用比例达到80%。"),
    ],
)
def test_other_words_and_units_for_one_indicator(goal: str, other: str) -> None:
    plan = (*BEFORE, "二、试点目标", f"到2025年底，{goal}。", *TASK)
    assert "goals.consistent" in reported(*plan, other)
    assert "goals.consistent" not in reported(*plan)


@pytest.mark.parametrize(("years", "apart"), [((15, 18, 22), True), ((15, 18, 27), False)])
def test_the_years_of_a_total_add_up_to_it(years: tuple[int, int, int], apart: bool) -> None:
    first, second, third = years
    goal = f"试点项目三年累计60个，其中2023年新增{first}个，2024年新增{second}个，2025年新增{third}个。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goal, *TASK)) is apart


def test_where_a_value_starts_from_is_not_when_it_is_due() -> None:
    goal = "到2025年底，装配式建筑占新建建筑面积的比例由2022年的30%提高到50%。"
    last = "2025年巩固提升，装配式建筑占新建建筑面积的比例达到55%。"
    assert "goals.consistent" in reported(*BEFORE, "二、试点目标", goal, *TASK, last)


@pytest.mark.parametrize(
    "goal, other",
    [
        ("智能建造应用面积累计达到180万平方米", "到2025年，智能建造技术应用面积达到1800000平方米。"),
        ("系统解决方案型工程总承包企业达到6家", "到2025年，培育工程总承包企业30家。"),
        ("新开工智能建造试点项目16个", "2023年新开工4个、2024年新开工6个、2025年新开工6个试点项目。"),
        ("智能建造试点项目达到16个", "试点项目累计2023年4个、2024年10个、2025年16个。"),
        (
            "三年累计投入智能建造扶持资金1.5亿元",
            "三年累计投入智能建造扶持资金15000万元，每年投入智能建造扶持资金5000万元。",
        ),
        ("装配式建筑占新建建筑的比例达到42%", "全省2025年装配式建筑占新建建筑的比例目标为50%。"),
        ("装配式建筑占新建建筑的比例达到42%", "到2025年，市本级装配式建筑占新建建筑的比例达到50%。"),
    ],
)
def test_what_only_looks_like_another_value(goal: str, other: str) -> None:
    assert "goals.consistent" not in reported(*BEFORE, "二、试点目标", f"到2025年底，{goal}。", *TASK, other)


@pytest.mark.parametrize(
    ("row", "apart"),
    [
        (("试点项目", "确认第一批7个试点项目", "公布之日起60日内"), False),
        (("试点项目", "确认7个试点项目", "公布之日起60日内"), False),
        (("试点项目", "建成试点项目7个", "第7—18个月"), False),
        (("试点项目", "建成试点项目7个", "第31—36个月"), True),
        (("试点项目", "建成试点项目7个", "2025年底"), True),
    ],
)
def test_a_row_is_of_the_time_that_it_names(row: tuple[str, str, str], *, apart: bool) -> None:
    table = Table((("任务", "举措", "完成时限"), row))
    found = reported(*BEFORE, "二、试点目标", "到2025年底，建成智能建造试点项目20个。", *TASK, "四、任务清单", table)
    assert ("goals.consistent" in found) == apart


def test_what_each_of_several_gets_is_not_the_whole() -> None:
    goal = (*BEFORE, "二、试点目标", "到2025年底，建成示范工程18个。", *TASK)
    assert "goals.consistent" not in reported(*goal, "三年建设18个示范工程，桥隧、住宅、公共建筑各6个。")


def test_what_all_districts_give_together_is_enough_for_the_city() -> None:
    districts = ("禅城区", "南海区", "顺德区", "三水区", "高明区")

    def messages(*counts: int) -> list[str]:
        rows = (("区", "试点项目（个）"), *((name, str(count)) for name, count in zip(districts, counts, strict=True)))
        plan = (*BEFORE, "二、试点目标", "到2025年底，建成智能建造试点项目50个。", Table(rows), *TASK)
        found = judged(*plan, head="佛山市智能建造试点实施方案").findings
        return [finding.message for finding in found if finding.rule == "goals.consistent"]

    (message,) = messages(10, 16, 10, 4, 4)
    assert "50个" in message and "合计 44个" in message
    assert not messages(10, 16, 16, 4, 4) and not messages(20, 16, 16, 4, 4)


def test_an_area_in_the_name_of_a_row_is_that_area() -> None:
    rows = (
        ("指标", "2023年", "2025年"),
        ("装配式建筑占比（全市，%）", "30", "40"),
        ("装配式建筑占比（中心城区，%）", "38", "50"),
    )
    assert "goals.consistent" not in reported(
        *BEFORE, "二、试点目标", "到2025年，全市装配式建筑占比达到40%。", Table(rows), *TASK
    )


def test_each_time_of_an_indicator_is_a_contradiction_of_its_own() -> None:
    years = (
        "2023年装配式建筑占新建建筑的比例达到30%，2025年达到50%。",
        "2023年装配式建筑占新建建筑的比例达到35%，2025年达到60%。",
    )
    found = judged(*BEFORE, "二、试点目标", years[0], *TASK, years[1]).findings
    assert len([finding for finding in found if finding.rule == "goals.consistent" and finding.everywhere]) == 2


YEARS = ("2023年", "2024年", "2025年")


def down(title: str, *counts: int, total: int = 0) -> Table:
    rows = [*zip(YEARS, map(str, counts), strict=True), *([("三年合计", str(total))] if total else [])]
    return Table((("年份", title), *rows))


def across(title: str, *counts: int, total: int = 0) -> Table:
    return Table(
        (("指标", *YEARS, *(["合计"] if total else [])), (title, *map(str, (*counts, *([total] if total else [])))))
    )


@pytest.mark.parametrize("laid", [down, across])
@pytest.mark.parametrize(
    ("title", "counts", "total", "told"),
    [
        ("新增试点项目（个）", (8, 10, 10), 28, "为 28个"),
        ("新增试点项目（个）", (8, 10, 10), 0, "合计 28个"),
        ("试点项目（个）", (8, 10, 10), 28, "为 28个"),
        ("试点项目（个）", (8, 10, 10), 30, "合计 28个"),
        ("试点项目（个）", (8, 18, 28), 28, "为 28个"),
        ("新增试点项目（个）", (10, 10, 10), 30, ""),
        ("新增试点项目（个）", (10, 10, 10), 0, ""),
        ("试点项目（个）", (10, 10, 10), 30, ""),
        ("试点项目（个）", (10, 20, 30), 30, ""),
        ("试点项目（累计，个）", (10, 20, 30), 0, ""),
        ("新增骨干企业（家）", (4, 4, 4), 12, "为 12家"),
        ("新增骨干企业（家）", (4, 4, 4), 0, ""),  # three there are already
        ("新增骨干企业（家）", (6, 6, 6), 0, "合计 18家"),
    ],
)
def test_what_a_tables_years_come_to_is_what_the_goals_say(
    laid: Callable[..., Table], title: str, counts: tuple[int, ...], total: int, told: str
) -> None:
    goal = "到2025年底，累计建成智能建造试点项目30个，骨干企业达到15家。"
    found = judged(*BEFORE, "二、试点目标", goal, laid(title, *counts, total=total), *TASK).findings
    messages = [finding.message for finding in found if finding.rule == "goals.consistent"]
    assert len(messages) == bool(told)
    assert all(told in message for message in messages)


@pytest.mark.parametrize(
    ("rows", "goal", "apart"),
    [
        # years by number beside or above 合计 are additions, whatever is added in the last
        (("指标|第一年|第二年|第三年|合计", "示范项目|10个|15个|20个|45个"), 45, False),
        (("指标|第一年|第二年|第三年|合计", "示范项目|10个|15个|20个|45个"), 60, True),
        (("年度|示范项目（个）", "第一年|10", "第二年|15", "第三年|20", "合计|45"), 45, False),
        (("年度|示范项目（个）", "第一年|10", "第二年|15", "第三年|20", "合计|45"), 40, True),
        (("指标|第一年|第二年|第三年", "示范项目|10个|25个|40个"), 40, False),
        (("指标|第一年|第二年|第三年", "示范项目|10个|25个|40个"), 60, True),
        # what is newly begun in the last year is not all that there is then
        (("任务|2023年|2024年|2025年", "示范项目|开工10个|新开工15个|新开工20个"), 40, False),
        (("任务|2023年|2024年|2025年", "示范项目|10个|新开工15个，累计25个|新开工15个，累计40个"), 40, False),
    ],
)
def test_additions_in_a_table_are_no_total(rows: tuple[str, ...], goal: int, *, apart: bool) -> None:
    table = Table(tuple(tuple(row.split("|")) for row in rows))
    goals = f"到试点期满，建成示范项目{goal}个。"
    found = reported(*BEFORE, "二、试点目标", goals, *TASK, "四、年度计划", table)
    assert ("goals.consistent" in found) is apart


def test_what_years_come_to_is_shown_with_all_of_them() -> None:
    table = Table((("指标", "2023年", "2024年", "2025年"), ("示范项目（当年新增，个）", "4", "6", "8")))
    found = judged(*BEFORE, "二、试点目标", "到2025年，建成示范项目24个。", *TASK, "四、年度计划", table).findings
    (wrong,) = (finding for finding in found if finding.rule == "goals.consistent")
    assert "合计 18个" in wrong.message and wrong.evidence[1].quote == "4\t6\t8"


@pytest.mark.parametrize(("total", "apart"), [(230, False), (260, True)])
def test_the_unit_above_a_table_is_that_of_its_values(total: int, *, apart: bool) -> None:
    table = Table((("指标", "2024年", "2025年"), ("智能建造产业产值", "180", "230"), ("软件产业收入", "20", "35")))
    goal = f"到2025年，智能建造产业产值达到{total}亿元。"
    found = reported(*BEFORE, "二、试点目标", goal, *TASK, "四、年度计划", "表1 产业指标（单位：亿元）", table)
    assert ("goals.consistent" in found) is apart


@pytest.mark.parametrize(("total", "apart"), [(20, False), (30, True)])
def test_a_list_by_years_adds_up_to_the_total(total: int, *, apart: bool) -> None:
    goal, years = f"到2025年底，建成示范项目{total}个。", "2023年建成5个，2024年建成7个，2025年建成8个示范项目。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goal, *TASK, years)) is apart
    stages = ("四、实施计划", "（一）2023年", f"印发《若干措施》。{years}")
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goal, *TASK, *stages)) is apart


@pytest.mark.parametrize(
    ("goal", "value", "apart"),
    [
        ("40%以上", "45%", True),
        ("40%以上", "42%", False),  # the text rounds
        ("40%以上", "40%", False),
        ("40%至45%", "45%", False),
    ],
)
def test_a_share_has_one_target_in_the_text_and_in_a_table(goal: str, value: str, *, apart: bool) -> None:
    table = Table((("指标", "2023年", "2025年"), ("装配式建筑占新建建筑比例", "30%", value)))
    goals = f"到2025年底，装配式建筑占新建建筑比例达到{goal}。"
    found = judged(*BEFORE, "二、试点目标", goals, *TASK, "四、年度计划", table).findings
    messages = [finding.message for finding in found if finding.rule == "goals.consistent"]
    assert len(messages) == apart
    assert all("为 40%以上" in message and "为 45%" in message for message in messages)


def test_a_later_sentence_may_say_more_than_the_least() -> None:
    goals = "到2025年底，装配式建筑占新建建筑比例达到40%以上。"
    later = "到2025年底，装配式建筑占新建建筑比例达到45%。"
    assert "goals.consistent" not in reported(*BEFORE, "二、试点目标", goals, *TASK, later)


@pytest.mark.parametrize(
    ("split", "apart"),
    [
        ("2023年9个、2024年12个", True),
        ("2023年9个、2024年16个", False),
        ("2024年12个", False),
    ],
)
def test_years_up_to_the_day_that_a_total_is_due_are_all_of_it(split: str, *, apart: bool) -> None:
    goal = f"到2024年底，实施智能建造试点项目25个，其中{split}。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goal, *TASK)) is apart


@pytest.mark.parametrize(
    ("goal", "years", "apart"),
    [
        (
            "示范项目40个",
            "示范项目分三年安排。2023年10个，以学校为主；2024年12个，增加厂房；2025年10个，增加管廊。",
            True,
        ),
        (
            "示范项目32个",
            "示范项目分三年安排。2023年10个，以学校为主；2024年12个，增加厂房；2025年10个，增加管廊。",
            False,
        ),
        ("示范项目40个", "示范项目逐年达到：2023年10个，2024年25个，2025年40个。", False),
        ("示范项目40个", "其中住宅类示范项目分年安排：2023年4个，2024年5个，2025年6个。", False),
        ("示范项目36个", "示范项目分步推进。到2022年，建成8个；到2023年，建成20个；到2024年，建成30个。", False),
        ("示范项目36个", "示范项目累计数为：2022年8个，2023年20个，2024年30个。", False),
        ("示范项目40个", "标准分三年编制。2023年10个，2024年12个，2025年10个。", False),
        ("培训智能建造人才5000人次", "按计划开展培训：2023年1200人次，2024年1500人次，2025年1800人次。", True),
        ("培训智能建造人才5000人次", "按计划开展培训：2023年1500人次，2024年1700人次，2025年1800人次。", False),
    ],
)
def test_years_that_do_not_name_again_what_they_count(goal: str, years: str, *, apart: bool) -> None:
    found = reported(*BEFORE, "二、试点目标", f"到2025年底，累计{goal}。", *TASK, years)
    assert ("goals.consistent" in found) is apart


@pytest.mark.parametrize(("share", "apart"), [("55%", True), ("70%", False)])
def test_a_share_of_one_kind_behind_that_of_all(share: str, *, apart: bool) -> None:
    goals = "到2025年底，装配式建筑占新建建筑面积比例达到40%，其中新建公共建筑达到七成。"
    later = f"到试点结束时，新建公共建筑采用装配式方式的面积占比提升至{share}。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goals, *TASK, later)) is apart


@pytest.mark.parametrize(("last", "apart"), [(10, True), (12, False)])
def test_a_total_over_more_years_than_the_pilot_has(last: int, *, apart: bool) -> None:
    years = f"2023年4个、2024年7个、2025年8个、2026年9个、2027年{last}个"
    goals = f"五年累计建设智能建造试点项目40个，其中{years}。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goals, *TASK)) is apart


@pytest.mark.parametrize(
    ("later", "apart"),
    [
        ("在点军区建设宜昌智能建造产业园，园区规划用地1200亩，首期用地300亩。", True),
        ("在点军区建设宜昌智能建造产业园，园区规划用地900亩，首期用地300亩。", False),
        ("西陵区智能建造产业园占地200亩，2024年投用。", False),
        ("装配式产业园占地200亩，2024年投用。", False),
    ],
)
def test_a_park_has_one_ground_in_whatever_unit(later: str, *, apart: bool) -> None:
    goals = "到2025年底，建成占地60公顷的宜昌智能建造产业园。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goals, *TASK, later)) is apart


def test_the_first_of_several_years_is_no_total() -> None:
    goals = "建成智能工厂8座。"
    years = "智能工厂2023年建成2座，2024年3座，2025年3座。"
    assert "goals.consistent" not in reported(*BEFORE, "二、试点目标", goals, *TASK, years)


@pytest.mark.parametrize(
    ("text", "base", "apart"),
    [
        ("新建智能工厂5家", "0", True),
        ("新建智能工厂6家", "0", False),
        ("新建智能工厂5家", "1", False),
        ("每年新建智能工厂2家", "0", False),
    ],
)
def test_what_begins_at_nought_is_added_as_much_as_it_comes_to(text: str, base: str, *, apart: bool) -> None:
    table = Table((("指标", "2021年基数", "2023年", "2024年", "2025年"), ("智能工厂（家，累计）", base, "2", "4", "6")))
    found = reported(*BEFORE, "二、试点目标", f"到试点期满，{text}。", table, *TASK)
    assert ("goals.consistent" in found) is apart


@pytest.mark.parametrize(("goal", "apart"), [(24, False), (20, True)])
def test_kinds_of_projects_come_to_all_of_them(goal: int, *, apart: bool) -> None:
    rows = ("类别|2023年|2024年|2025年|合计", "住宅（个）|3|4|3|10", "公建（个）|4|6|4|14", "合计（个）|7|10|7|24")
    table = Table(tuple(tuple(row.split("|")) for row in rows))
    goals = f"到2025年底，建成智能建造试点项目{goal}个。"
    found = reported(*BEFORE, "二、试点目标", goals, *TASK, "（二）建设试点项目", table)
    assert ("goals.consistent" in found) is apart


@pytest.mark.parametrize(("count", "apart"), [(36, False), (30, True)])
def test_what_a_stage_says_of_all_of_them(count: int, *, apart: bool) -> None:
    table = Table((("阶段", "时间", "完成标志"), ("收官", "2025年1月至2025年12月", f"累计{count}个示范项目全部建成")))
    goals = "到2025年，累计建成智能建造示范项目36个。"
    found = reported(*BEFORE, "二、试点目标", goals, *TASK, "四、行动步骤", table)
    assert ("goals.consistent" in found) is apart


@pytest.mark.parametrize(("told", "apart"), [(1800, True), (1600, False)])
def test_additions_in_a_table_come_to_what_the_text_adds(told: int, apart: bool) -> None:
    """A caption in the first row is no title of the years."""
    cells = (
        ("表1 年度目标", "", "", ""),
        ("指标", "2023年", "2024年", "2025年"),
        ("当年新增持证智能建造工人（人）", "400", "500", "700"),
        ("装配式建筑占比", "23%", "29%", "36%"),
    )
    table = Table(cells, ((0, 0, 1, 4),))
    goal = f"到2025年末，三年累计新增持证智能建造工人{told}人。"
    assert ("goals.consistent" in reported(*BEFORE, "二、试点目标", goal, table, *TASK)) is apart


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("年末在用建筑机器人累计", "在用建筑机器人", "台"),
        ("示范工程建成累计数", "建成示范工程", "项"),
        ("国有资金投资项目应用三维模型的比例", "国有资金投资项目三维模型应用比例", "%"),
        ("三维模型应用率（新建公共建筑）", "新建公共建筑三维模型应用率", "%"),
        ("规模以上工地智慧工地覆盖率", "智慧工地覆盖率", "%"),
        ("在建房屋建筑工地智能装备覆盖率", "使用智能装备的在建房屋建筑工地所占比例", "%"),
        (
            "大型公共建筑设计、施工阶段BIM技术应用比例",
            "大型公共建筑在设计、施工两个阶段采用建筑信息模型的项目占比",
            "%",
        ),
    ],
)
def test_one_indicator_named_in_two_ways(one: str, other: str, unit: str) -> None:
    assert key_of(one, one, unit) == key_of(other, other, unit)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("设计阶段BIM应用比例", "施工阶段BIM应用比例"),
        ("政府投资项目BIM应用率", "新开工项目BIM应用率"),
        ("智慧工地覆盖率", "智慧平台覆盖率"),
        ("绿色建材应用比例", "绿色建筑占比"),
        ("装配式建筑占新开工建筑面积比例", "装配式建筑占竣工建筑面积比例"),
    ],
)
def test_shares_of_two_things(one: str, other: str) -> None:
    assert key_of(one, one, "%") != key_of(other, other, "%")
