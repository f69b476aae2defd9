"""Where schedules stand outside sections of their own, and how plans say how long the pilot lasts."""

from datetime import date

import pytest
from judging import judged, outcome_of, reported, rules

from pipeline.check.consistency.claim_words import Term, subject, time_of
from pipeline.check.consistency.when import END, When, after, in_month, in_year
from pipeline.document import Table


def test_what_was_done_year_by_year_is_no_schedule() -> None:
    report = judged(
        "一、工作基础",
        "2019年1月至2020年12月，我市完成装配式建筑300万平方米，培育企业12家。",
        "2021年1月至2021年12月，我市完成装配式建筑200万平方米，培育企业9家。",
        "二、重点任务",
        "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。",
    )
    assert outcome_of(report, "schedule").verdict != "met"


def test_phases_in_bare_paragraphs_are_a_schedule() -> None:
    report = judged(
        "一、重点任务",
        "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。",
        "2022年11月—2023年6月：成立专班，出台政策，确定首批8个示范项目。",
        "2023年7月—2024年12月：监管平台上线，首批示范项目完工。",
        "2025年1月—2025年10月：开展评估，形成经验清单。",
    )
    assert outcome_of(report, "schedule").verdict == "met"
    assert not {"schedule.period", "schedule.milestones"} & rules(report)


def test_phases_told_in_one_paragraph_are_a_schedule_wherever_it_stands() -> None:
    report = judged(
        "一、基础和目标",
        "全市建筑业企业320家，2022年产值410亿元，到2025年建成试点项目20个。",
        "三年里分三步走。2023年1月到6月抓谋划，定政策、定项目；2023年7月到2025年6月抓落实，年年有新开工；2025年7月到12月抓总结，逐项算账。",
        "二、重点任务",
        "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。",
    )
    assert not {"schedule.period", "schedule.milestones"} & rules(report)


def test_counts_of_projects_year_by_year_are_no_schedule() -> None:
    report = judged(
        "一、重点任务",
        "2023年遴选8个、2024年遴选10个、2025年遴选6个项目开展试点，首批项目名单由市住建局于2023年3月公布。",
        "二、保障措施",
        "坚持稳扎稳打、循序渐进，做到年年有进展、步步有成效。",
    )
    assert "schedule.milestones" in rules(report)


@pytest.mark.parametrize(
    ("schedule", "apart"),
    [
        (("2022年11月至2023年3月，启动。", "2023年4月至2025年10月，推进。"), True),
        (("2023年3月底前，启动。", "2023年4月至2025年10月，推进。"), True),
        (("2022年11月至2025年4月，推进。", "2025年5月至2025年10月，总结。"), True),
        (("2022年11月至2025年6月，推进。", "2025年6月至2025年10月，总结。"), True),
        (("试点自2022年11月开始，2022年11月至2025年10月全面推进。",), False),
        (("2022年11月至2025年10月，全面推进。", "2022年12月至2023年3月，启动。"), False),
        (("2022年11月至2025年10月，全面推进。", "2022年10月至2025年10月，全面落实。"), False),
        (("2022年11月至2025年10月，全面推进。", "2025年底前总结。"), False),
    ],
)
def test_a_long_phase_beside_others_is_not_the_whole_pilot(schedule: tuple[str, ...], apart: bool) -> None:
    task = "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。"
    found = judged("宜昌市智能建造试点实施方案", "一、重点任务", task, "二、实施步骤", *schedule)
    assert ("schedule.milestones" not in rules(found)) == apart


def test_the_validity_of_a_policy_is_not_the_length_of_the_pilot() -> None:
    report = judged(
        "一、重点任务",
        "出台奖补政策，政策有效期5年，自印发之日起施行。",
        "二、实施计划",
        "（一）启动阶段（2022年10月—2023年6月）。成立专班，出台政策。",
        "（二）推进阶段（2023年7月—2024年12月）。建成监管平台。",
        "（三）总结阶段（2025年1月—2025年9月）。开展评估。",
    )
    assert "schedule.period" not in rules(report)


def test_offices_of_a_leading_group_are_no_owners() -> None:
    tasks = ("一、重点任务", "印发若干措施，每年安排专项资金2000万元。", "建设智能建造产业园800亩。", "二、职责")
    groups = ("市智能建造试点工作领导小组办公室：负责统筹协调。", "市智能建造试点工作联席会议办公室：负责日常调度。")
    assert "content.owner" in rules(judged(*tasks, *groups))
    assert "content.owner" not in rules(judged(*tasks, "市住建局：负责政策起草。", "市财政局：负责资金核拨。"))
    assert "content.owner" in rules(judged(*tasks[:2], "由市融资担保公司承担二成风险。", *tasks[2:]))


@pytest.mark.parametrize(
    ("words", "due", "when"),
    [
        ("到2025年，", None, END),
        ("2023年4月—2025年3月，累计", date(2025, 3, 31), in_month(2025, 3)),
        ("2023年7月—2025年10月，累计", date(2025, 10, 31), END),
        ("累计", date(2025, 3, 31), in_month(2025, 3)),
        ("累计", date(2025, 12, 31), END),
        ("公布后24个月内，", None, after(24, "个月")),
        ("公布后36个月内，", None, END),
        ("每3个月调度一次，到试点期末", None, END),
        ("第二年，", None, after(2, "年")),
        ("2024年，", None, in_year(2024)),
        ("", None, None),
    ],
)
def test_when_a_value_is_due(words: str, due: date | None, when: When | None) -> None:
    assert time_of(words, due, Term(3, 2025)) == when


def test_a_sentence_is_of_the_district_that_it_begins_with() -> None:
    assert subject("此外，云龙示范区作为先行片区，第一年达到50%，第三年").startswith("云龙示范区")
    assert subject("以高新区为核心，三年") == ""


def test_an_early_stage_of_the_last_year_contradicts_nothing() -> None:
    report = judged(
        "一、试点目标",
        "到2025年底，建成智能建造示范项目30个。",
        "二、实施计划",
        "（一）启动阶段（2022年11月—2023年3月）。确定首批项目。",
        "（二）推进阶段（2023年4月—2025年3月）。示范项目累计18个。",
        "（三）总结阶段（2025年4月—2025年10月）。示范项目全部完成。",
    )
    assert "goals.consistent" not in rules(report)


def test_a_leftover_in_a_table_is_quoted_within_its_cell() -> None:
    table = Table(
        (("任务", "责任单位"), ("创新管理机制", "郑州市住房和城乡建设局"), ("培育人才", "市人力资源和社会保障局"))
    )
    report = judged("一、任务分工", table)
    proof = next(f for f in report.findings if f.rule == "residue.place").evidence[0]
    assert proof.quote == "郑州市住房和城乡建设局"


def test_the_quoted_length_is_a_clause_and_its_section_was_searched() -> None:
    report = judged(
        "一、干成什么样",
        "试点为期两年。到2024年10月，建成智能建造示范工程30个，培育骨干企业12家。",
        "二、实施步骤",
        "第一阶段（2022年11月—2023年6月）：成立专班，出台政策。",
        "第二阶段（2023年7月—2024年10月）：监管平台上线，总结评估。",
    )
    (found,) = (finding for finding in report.findings if finding.rule == "schedule.period")
    assert "（“试点为期两年”）" in found.message and found.evidence[0].quote == "试点为期两年"
    assert found.searched == ("一、干成什么样", "二、实施步骤")


def test_titles_of_columns_that_say_when_are_quoted_with_a_row() -> None:
    rows = (("序号", "任务", "年度安排", "", ""), ("", "", "第一年", "第二年", "第三年"))
    body = (("1", "政策供给", "细则印发", "兑现首批", "评估修订"), ("2", "产业园", "开工", "投运", "验收"))
    table = Table((*rows, *body), merged=((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3)))
    outcome = outcome_of(judged("一、实施计划", "按年度分步推进，任务见下表。", table), "schedule")
    assert "第一年\t第二年\t第三年\n1\t政策供给\t细则印发\t兑现首批\t评估修订" in {p.quote for p in outcome.evidence}
    dated = Table((("阶段", "时间"), ("启动阶段", "2022年11月—2023年6月"), ("推进阶段", "2023年7月—2025年10月")))
    outcome = outcome_of(judged("一、实施计划", dated), "schedule")
    assert outcome.evidence and not any("阶段\t时间" in proof.quote for proof in outcome.evidence)


def test_a_note_below_a_table_is_no_evidence() -> None:
    rows = (("序号", "指标", "单位", "2023年", "2024年"), ("1", "智能建造示范工程（累计）", "个", "12", "30"))
    note = ("注：指标1、3为自试点开始之日起的累计数，含省级示范工程8个。", "", "", "", "")
    report = judged("一、试点目标", "到2024年10月，建成智能建造示范工程30个。", Table((*rows, note)))
    quotes = [proof.quote for proof in outcome_of(report, "goals").evidence]
    assert quotes and not [quote for quote in quotes if quote.startswith("注：")]


def test_placeholders_of_one_row_are_one_place() -> None:
    table = Table((("地点", "建筑面积", "造价"), ("上虞区", "________", "待定"), ("柯桥区", "3万平方米", "待定")))
    report = judged(
        "一、示范工程", "重点包括市一中新蒲校区、乌江生态移民安置点、×××人民医院、高铁新城站前综合体。", table
    )
    (found,) = (finding for finding in report.findings if finding.rule == "residue.placeholder")
    assert [proof.quote for proof in found.evidence] == [
        "乌江生态移民安置点、×××人民医院",
        "上虞区\t________\t待定",
        "待定",
    ]
    assert found.message.startswith("有 4 处")


@pytest.mark.parametrize("title", ["完成时限", "完 成 时 限", "完成\n时限", "牵头科室"])
def test_an_attached_list_sets_dates_by_its_title_however_that_is_spaced(title: str) -> None:
    rows = (
        ("任务", title),
        ("印发若干措施", "2023年6月"),
        ("监管平台上线", "2024年3月"),
        ("试点项目完工", "2025年10月"),
    )
    report = judged("一、重点任务", "由市住建局牵头，任务见下表。", Table(rows))
    assert ("schedule.milestones" in rules(report)) == (title == "牵头科室")


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        ("分步推进、有序实施，2024年11月开展评估。", "weak"),
        ("分步推进、有序实施，2024年11月开展评估，2025年10月总结。", "met"),
    ],
)
def test_a_single_date_beside_the_pilots_length_is_no_schedule(steps: str, verdict: str) -> None:
    report = judged("一、实施计划", f"试点为期36个月，自公布之日起算，{steps}")
    assert outcome_of(report, "schedule").verdict == verdict


def test_phases_may_be_written_in_chinese_numerals() -> None:
    report = judged(
        "一、实施步骤",
        "二〇二二年十一月至二〇二三年六月为启动阶段，完成文件制定、企业遴选和载体改造设计。",
        "二〇二三年七月至二〇二五年四月为推进阶段，各项任务全面展开，组织一次中期评估。",
        "二〇二五年五月至十月为总结阶段，逐项核对指标，完成绩效评价。",
    )
    assert not {"schedule.period", "schedule.milestones"} & rules(report)


def test_the_whole_length_that_a_plan_counts_is_held_against_the_pilots() -> None:
    report = judged("一、实施步骤", "2024年1月至6月起步。", "2024年7月至2026年6月推进和收尾，全程共三十个月。")
    assert "schedule.period" in rules(report)


@pytest.mark.parametrize(("last", "wrong"), [("2025年3月", True), ("2025年8月", False)])
def test_phases_that_name_their_months_may_not_be_half_a_year_short(last: str, wrong: bool) -> None:
    first = "2022年11月至2023年6月为启动阶段，成立专班，出台政策。"
    report = judged("一、实施步骤", first, f"2023年7月至{last}为推进和总结阶段，平台上线，开展评估。")
    assert ("schedule.period" in rules(report)) == wrong
    told = [found.message for found in report.findings if found.rule == "schedule.period"]
    assert all("从2022年11月到2025年3月约 29 个月" in message for message in told)


@pytest.mark.parametrize(("last", "wrong"), [("2025年6月", True), ("2025年10月", False), ("2025年12月", False)])
def test_the_months_that_a_plan_gives_the_pilot_are_its_length(last: str, wrong: bool) -> None:
    report = judged("一、总体安排", f"试点期自2023年1月至{last}。", "2023年起步，2024年推进，2025年总结。")
    assert ("schedule.period" in rules(report)) == wrong


def test_how_long_a_part_of_the_plan_lasts_is_not_how_long_the_pilot_does() -> None:
    phases = ("2022年11月至2023年6月启动，出台政策。", "2023年7月至2023年12月总结，组织验收，平台质保期36个月。")
    assert "schedule.period" in rules(judged("一、实施步骤", *phases))


def test_a_cell_beside_does_not_make_a_length_that_of_a_part() -> None:
    rows = (
        ("阶段", "任务", "用时"),
        ("启动", "摸底", "6个月"),
        ("推进", "搭建平台", "30个月"),
        ("全程", "项目验收", "36个月"),
    )
    assert "schedule.period" not in rules(judged("一、实施步骤", Table(rows)))


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("2023年1月至6月", "2023年7月至2025年6月", "2025年7月至12月"),
        ("二〇二三年一月至六月", "二〇二三年七月至二〇二五年六月", "二〇二五年七月至十二月"),
        ("二零二三年1月至6月", "二○二三年7月至二○二五年6月", "二〇二五年7月至12月"),
    ],
)
def test_years_in_whatever_digits_are_times(first: str, second: str, third: str) -> None:
    steps = (f"{first}，摸底。", f"{second}，建成平台，实施项目。", f"{third}，组织验收评估。")
    report = judged("一、重点任务", "印发若干措施，每年安排专项资金2000万元。", "二、实施步骤", *steps)
    assert "schedule.milestones" not in rules(report) and outcome_of(report, "schedule").verdict == "met"


@pytest.mark.parametrize(("month", "wrong"), [("30", True), ("36", False)])
def test_a_month_counted_half_a_year_before_the_end_is_too_early(month: str, wrong: bool) -> None:
    report = judged("一、实施步骤", f"启动、建设、收尾三段首尾相接，第{month}个月月末全部结束。")
    assert ("schedule.period" in rules(report)) == wrong


def test_times_of_tasks_are_no_schedule_where_the_plan_has_a_section_for_it() -> None:
    plan = (
        "一、重点任务",
        "（一）建设试点示范工程",
        "第一年不少于6个，第二年不少于8个，第三年不少于6个，首批名单由市住建局公布，按季度调度进度。",
        "二、步骤安排",
        "按照总体部署、分步推进的要求，有序开展试点各项工作，确保如期完成试点任务。",
    )
    report = judged(*plan)
    assert outcome_of(report, "schedule").verdict == "weak"
    assert "schedule.milestones" in rules(report)


def test_a_numbered_sentence_alone_in_its_section_is_what_the_section_says() -> None:
    weak = judged("一、步骤安排", "（一）按照总体部署、分步推进的要求，有序开展试点各项工作，确保如期完成试点任务。")
    assert outcome_of(weak, "schedule").verdict == "weak"
    met = judged("一、步骤安排", "（一）2023年6月前完成动员部署，2024年12月前完成首批项目，2025年10月前完成评估验收。")
    assert outcome_of(met, "schedule").verdict == "met"


def test_neither_the_day_of_the_plan_nor_what_comes_before_the_pilot_is_quoted_as_a_phase() -> None:
    before = "筹备：2022年下半年，完成调研和方案报批，不占试点期。"
    steps = ("2023年1月至2024年6月，平台上线，首批项目开工。", "2024年7月至2025年12月，总结评估，推广经验。")
    report = judged("2022年12月", "一、实施计划", before, *steps)
    schedule = next(outcome for outcome in report.outcomes if outcome.requirement.id == "schedule")
    assert [proof.quote for proof in schedule.evidence] == list(steps)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2022年9月至12月为方案论证期，2026年上半年为成果应用期，均不计入试点期。", ""),
        ("前期准备（2022年9月至12月），不计入试点期。", "试点结束后（2026年1月至6月），成果延伸应用。"),
    ],
)
def test_what_comes_before_and_after_the_pilot_is_no_part_of_it(before: str, after: str) -> None:
    steps = ("2023年，出台政策。", "2024年，平台上线，首批项目开工。", "2025年，总结评估。")
    plan = ("一、实施计划", before, *steps, after)
    assert "schedule.period" not in rules(judged(*filter(None, plan)))
    counted = ("一、实施计划", "2022年9月至12月，论证。", *steps, "2026年1月至12月，推广应用。")
    assert "schedule.period" in rules(judged(*counted))


def test_from_when_to_when_the_pilot_goes_in_a_sentence() -> None:
    told = judged("一、总体安排", "试点自2023年1月开始，至2025年12月结束。", "二、实施计划", "分步推进，抓好落实。")
    assert "schedule.period" not in rules(told)


@pytest.mark.parametrize(
    ("last", "dated"), [("第三年度（2025年1月—2025年12月）事项", True), ("第三年度（2026年7月—2026年12月）事项", False)]
)
def test_a_table_for_each_phase_is_a_schedule(last: str, dated: bool) -> None:
    titles = ("第一年度（2023年1月—2023年12月）事项", "第二年度（2024年1月—2024年12月）事项", last)
    tables = [Table(((title, "承办"), ("建成监管平台主体", "市住建局"))) for title in titles]
    plan = ("一、目标与任务", "试点期三年，到期装配式建筑占比达到45%。", *tables)
    assert ("schedule.milestones" not in reported(*plan)) is dated
