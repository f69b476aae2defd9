"""What is right in a plan and looks wrong at first sight, rule by rule, and what only looks right."""

import pytest
from judging import footer, header, judged, outcome_of, reported, rules

from pipeline.check import load_profile
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.substance import substance
from pipeline.document import Block, Document, PageCoverage, Run, Table
from pipeline.journey import judge

TASK = "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。"


@pytest.mark.parametrize(
    "goals",
    [
        "自公布起三年为期，期末装配式建筑占比达到45%，智能建造示范项目达到12个。",
        "试点管三年。三年后，智能建造示范项目达到12个，装配式建筑占比达到45%。",
        "自公布之日起用满三年：智能建造示范项目达到12个，装配式建筑占比达到45%。",
        "2023年至2025年三年间，装配式建筑占比提高到45%，示范项目达到12个。",
        "2023年至2025年为试点期。期末装配式建筑占比达到45%，示范项目达到12个。",
    ],
)
def test_goals_say_how_long_the_pilot_lasts(goals: str) -> None:
    plan = ("一、试点目标", goals, "二、重点任务", TASK, "三、实施计划", "先易后难，分步推进。")
    assert "schedule.period" not in reported(*plan)
    assert "schedule.period" in reported(*plan[:1], "装配式建筑占比达到45%，智能建造示范项目达到12个。", *plan[2:])


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("（2023—2025年）", True),
        ("（2023年至2026年）", True),
        ("（2023—2024年）", False),
        ("（2019—2021年）", False),
        ("", False),
    ],
)
def test_a_title_may_say_how_long_the_pilot_lasts(years: str, said: bool) -> None:
    plan = ("一、重点任务", TASK, "二、实施计划", "启动阶段。制定方案。推进阶段。落实任务。总结阶段。总结成果。")
    assert ("schedule.period" not in reported(*plan, head=f"宜昌市智能建造试点实施方案{years}")) is said


def test_merits_of_the_city_are_no_base_of_the_work() -> None:
    base = ("一、工作基础", "近年来，全市高度重视建筑业转型升级，各项工作扎实有力，为开展试点奠定了良好基础。")
    plan = ("二、重点任务", TASK)
    merits = "全市连续多年获评全国文明城市，营商环境持续优化，市场主体突破40万户。"
    report = judged(*base, merits, *plan)
    assert outcome_of(report, "foundation").verdict == "weak"
    report = judged(*base, "2021年建筑业总产值264亿元，已建成装配式建筑320万平方米，有构件厂9家。", *plan)
    assert outcome_of(report, "foundation").verdict == "met"
    report = judged(*base, "全社会研发投入强度超过7%，拥有国家级科研院所18家、高等院校15所。", *plan)
    assert outcome_of(report, "foundation").verdict == "weak"
    report = judged(base[0], "全市辖8个镇，市场主体40万户，连续三届获评全国文明城市，营商环境位居全省前列。", *plan)
    assert "写的是别的内容" in outcome_of(report, "foundation").reason


def test_goals_may_be_told_task_by_task() -> None:
    tasks = [
        ("一、产业体系更完整", "到2025年底，智能建造产业年产值达到260亿元，产业园入驻企业50家。"),
        ("二、管理体制更高效", "到2025年底，政府投资公共建筑BIM报建率达到100%，质量投诉率下降40%。"),
        ("三、工厂里的变革", "到2025年底，四家工厂人均产值提高35%，部品出厂合格率不低于99%。"),
    ]
    measure = "2023年6月底前由市住建局牵头制定实施细则，组织企业逐项落实，每季度通报进展。"
    for number, verdict in ((3, "met"), (0, "missing")):
        plan = [text for at, (head, aim) in enumerate(tasks) for text in (head, measure, *[aim][: at < number])]
        report = judged(*plan)
        assert outcome_of(report, "goals").verdict == verdict
        assert ("goals.quantified" in rules(report)) == (verdict == "missing")


def test_goals_may_be_a_list_whose_items_are_numbered_like_headings() -> None:
    aims = (
        "（一）政府投资项目采用智能建造技术的比例不低于60%，装配式建筑占比不低于45%；",
        "（二）建成试点工程30项，培育骨干企业6家；",
    )
    plan = ("第一章 总则", "第一条 试点期为三年，自公布之日起算。", "第二条 试点期满，应当实现下列目标：", *aims)
    report = judged(*plan, "第二章 重点任务", f"第三条 {TASK}")
    assert outcome_of(report, "goals").verdict == "met" and "goals.quantified" not in rules(report)


def test_a_list_of_tasks_behind_the_safeguards_is_no_part_of_them() -> None:
    slogans = "要高度重视，狠抓落实，心往一处想、劲往一处使，推动试点工作取得实效。"
    table = Table(
        (("序号", "事项", "时限", "责任单位"), ("1", "建成数字化监管平台", "2024年3月", "市住房和城乡建设局"))
    )
    for title in ("附：任务分工表", "附件：任务分工表"):
        report = judged("一、重点任务", TASK, "二、保障措施", slogans, title, table)
        assert outcome_of(report, "safeguards").verdict == "weak"


@pytest.mark.parametrize(
    ("phases", "verdict"),
    [
        ("2022年8月至2022年12月准备，2023年1月至2024年12月实施，2025年1月至2025年8月总结。", "weak"),
        ("2022年8月至2022年12月出台政策，2023年1月至2024年12月建成平台，2025年1月至2025年8月组织验收。", "met"),
    ],
)
def test_phases_that_are_dated_and_hold_no_work_are_thin(phases: str, verdict: str) -> None:
    report = judged("一、重点任务", TASK, "二、实施计划", phases)
    assert outcome_of(report, "schedule").verdict == verdict


def test_industries_that_enter_a_field_are_no_measure_of_the_goals() -> None:
    plan = ("二、重点任务", TASK)
    assert "goals.quantified" in reported("一、试点目标", "让桥梁钢构和电子两个优势行业进入房建领域。", *plan)
    assert "goals.quantified" not in reported("一、试点目标", "两个示范项目进入全国前列。", *plan)


def test_what_there_is_under_a_heading_of_base_and_goals_is_no_goal() -> None:
    base = "2021年装配式建筑占新建建筑的22%，2022年上半年上升到25%。装备制造企业38家，其中12家做过工地物联网项目。"
    plan = ("一、发展基础与试点目标", base)
    aim = "试点期满时，政策文件、合同文本和计价办法配套使用，一线工人能够操作主要的建筑机器人。"
    assert "goals.quantified" in reported(*plan, aim, "二、重点任务", TASK)
    assert "goals.quantified" not in reported(*plan, f"{aim}装配式建筑占比达到40%。", "二、重点任务", TASK)


def test_a_goal_and_a_neighbour_are_no_portrait_of_the_city() -> None:
    goals = ("一、试点目标", "到2025年，智能建造示范项目达到18项，建筑总面积120万平方米，辖区工地8个全部接入。")
    report = judged(*goals, "二、重点任务", TASK)
    assert outcome_of(report, "basics").verdict == "missing"


@pytest.mark.parametrize("told", ["试点期为2023年1月至2025年12月。", "2023年1月至2025年12月为试点期。"])
def test_the_pilots_own_years_and_those_of_a_goal_are_no_phases(told: str) -> None:
    goals = ("一、试点目标", f"{told}装配式建筑占比2023年达到30%、2024年达到36%、2025年达到42%。")
    plan = (*goals, "二、重点任务", TASK, "三、实施步骤")
    assert "schedule.milestones" in reported(*plan, "坚持分步推进，成熟一项实施一项，确保工作有序开展。")
    assert "schedule.milestones" not in reported(*plan, "2023年出台政策，2024年平台上线，2025年底前完成评估。")
    phases = "2023年1月至6月为准备期，2023年7月至2024年12月为实施期，2025年为总结期。"
    assert "schedule.milestones" not in reported(*plan, phases)


def test_phases_under_a_heading_of_goals_and_schedule_hold_the_goals() -> None:
    phases = (
        "第一阶段（2022年11月至2023年10月），启动6个试点项目。",
        "第二阶段（2023年11月至2025年10月），产业产值达到100亿元。",
    )
    assert "goals.quantified" not in reported("一、目标任务与时间安排", *phases, "二、重点任务", TASK)


def test_the_length_is_told_among_the_safeguards() -> None:
    told = ("一、重点任务", TASK, "二、组织实施与保障")
    assert "schedule.period" not in reported(*told, "坚持循序渐进，用三年时间分步推进试点各项任务，做到年年有进展。")
    assert "schedule.period" in reported(*told, "坚持循序渐进，用两年时间分步推进试点各项任务，做到年年有进展。")


def test_the_last_phase_may_last_to_the_end_of_the_pilot() -> None:
    phases = ("启动期：自公布之日起至2023年3月，组建专班。", "攻坚期：2023年4月至2024年12月，平台上线。")
    plan = ("一、重点任务", TASK, "二、年度安排", *phases)
    assert "schedule.period" not in reported(*plan, "收官期：2025年1月至试点期满，完成自评。")
    assert "schedule.period" in reported(*plan, "收官期：2025年1月至2025年2月，完成自评。")


def test_the_last_phase_may_name_no_day_but_the_end() -> None:
    phases = ("头一段到2023年9月：文件发了，头五个样板开工。", "第二段到2024年12月：园子进人，样板开到11个。")
    plan = ("一、重点任务", TASK, "二、时间安排", *phases)
    assert "schedule.period" not in reported(*plan, "最后一段到满三年：样板全做完，写总结报上去。")
    assert "schedule.period" in reported(*plan, "最后一段：样板全做完，写总结报上去。")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("健全班子。市政府分管领导召集试点工作专班，办公室设在市住建局，联系电话：0313—□□□□□□□。", True),
        ("建立配套企业名录（企业名单请经信局补充）。", True),
        ("建立配套企业名录（企业申请补充的，每季度受理一次）。", False),
        ("填报类型：□新建□改建□扩建。", False),
        ("〔城市简称〕要成为全省样板。", True),
        ("开工市妇幼保健院、（填写项目名称）、游客中心等9个项目。", True),
        ("选定县中医院新区、△△镇安置房二期为首批示范工程。", True),
        ("2022年建筑业总产值1094亿元（数据待核）。", True),
        ("在标段尚待定标的间隙开展信用核验。", False),
        ("2023年6月前印发细则。〔责任单位：市建设局〕", False),
    ],
)
def test_what_others_are_asked_to_fill_in(text: str, left: bool) -> None:
    assert ("residue.placeholder" in reported("一、重点任务", TASK, text)) is left


def test_a_prompt_of_a_form_is_a_placeholder() -> None:
    assert "residue.placeholder" in reported("一、重点任务", TASK, "单击或点击此处输入文字。")
    assert "residue.placeholder" not in reported("一、重点任务", TASK, "平台首页点击可查看全部工程。")


def test_the_empty_cells_behind_a_title_are_no_blank() -> None:
    rows = (("表2 首批试点项目", "", "", ""), ("项目", "所在地", "面积", "技术"), ("档案馆", "东区", "3.2", "机器人"))
    assert "residue.placeholder" not in reported("一、重点任务", TASK, Table(rows))
    rows = (("项目", "投资"), ("档案馆", "约____万元"))
    assert "residue.placeholder" in reported("一、重点任务", TASK, Table(rows))


def test_years_of_a_table_need_no_sign_and_ocr_no_nought() -> None:
    table = Table((("年度", "示范项目（个）"), ("2023", "8"), ("2024", "19"), ("2025", "30")))
    assert not {"schedule.period", "schedule.milestones"} & reported("一、重点任务", TASK, "二、年度安排", table)
    seen = (
        "2O22年11月至2O23年1O月，意见出台。",
        "2O23年11月至2O24年10月，平台建成。",
        "2O24年11月至2O25年10月，评估。",
    )
    assert not {"schedule.period", "schedule.milestones"} & reported("一、重点任务", TASK, "二、时间安排", *seen)


def test_a_range_is_one_by_whatever_mark() -> None:
    phases = "第1—6个月组建专班。2022年10月—2025年9月为试点期。", "第7—20个月平台上线，2023—2024年推广。"
    plain = judged("一、重点任务", TASK, "二、实施步骤", *phases)
    for mark in ("——", "-", "－", "–", "~", "～", "～～", "至"):
        typed = (phase.replace("—", mark) for phase in phases)
        found = judged("一、重点任务", TASK, "二、实施步骤", *typed)
        assert rules(found) == rules(plain)
        assert [o.verdict for o in found.outcomes] == [o.verdict for o in plain.outcomes]


def test_offices_that_close_the_measures_of_a_list_are_owners() -> None:
    one = "1. 新出让住宅用地在合同中写明装配比例，2023年6月起，市自然资源和规划局。"
    other = "2. 规划证报批改交三维模型，2024年4月起，市行政审批局。"
    assert "content.owner" in reported("一、重点任务", one, "2. 规划证报批改交三维模型，2024年4月起。")
    assert "content.owner" not in reported("一、重点任务", one, other)


def test_offices_below_each_measure_of_a_laid_out_table_are_owners() -> None:
    tasks = ("一、重点任务", "出台扶持办法，2023年6月底前印发", "市住建局", "规划证报批改交三维模型，2024年4月起")
    assert "content.owner" in reported(*tasks)
    assert "content.owner" not in reported(*tasks, "市自然资源局")
    assert "content.owner" in reported(*tasks[:2], *tasks[3:], "宜昌市人民政府办公室　2023年1月16日印发")


def test_offices_behind_what_they_are_to_do_are_owners() -> None:
    tasks = ("一、重点任务", "2023年一季度印发智能建造扶持意见。")
    assert "content.owner" in reported(*tasks)
    assert "content.owner" not in reported(*tasks, "腾出旧厂房6万平方米改作智能建造园。住建局、经开区管委会。")
    assert "content.owner" not in reported(*tasks, "【分工】市住房城乡建设局、市资源局。")
    assert "content.owner" not in reported(*tasks, "牵头部门：建设和交通管理处。")
    assert "content.owner" in reported(*tasks, "各工地接入市大数据中心。")
    assert "content.owner" in reported(*tasks, "园区由运营公司负责招商。")
    group = "建立联席会议制度，住建、发改、财政等部门参加，住建部门承担日常事务，每月第一周召开调度会，分歧由市政府办公室协调。"
    assert "content.owner" in reported(*tasks, group)
    assert "content.owner" in reported(*tasks, "科技政策由省科技厅统一制定并组织实施。")


def test_who_issues_a_paper_is_in_charge_of_no_task() -> None:
    paper = "2023年一季度由市政府办公室印发《宜昌市智能建造扶持意见》。"
    assert "content.owner" in reported("一、重点任务", paper, "建设智能建造园6万平方米。")
    assert "content.owner" in reported(
        "一、重点任务", "市政府2023年3月底前公布《扶持意见》。", "建设智能建造园6万平方米。"
    )
    assert "content.owner" not in reported("一、重点任务", paper, "建设智能建造园，市科技局按目录每年推荐企业8家。")
    assert "content.owner" not in reported("一、重点任务", paper, "平台2023年上线（贲任单位：市住建局）。")
    assert "content.owner" not in reported("一、重点任务", paper, "平台由市政府办公室负责建设，2023年上线。")


def test_an_office_behind_the_word_responsible_needs_no_colon() -> None:
    tasks = ("一、重点任务", "出让条件注明智能生产线比例不低于6成。")
    assert "content.owner" not in reported(*tasks, "联建厂房挂牌供应。责任市资规局")
    assert "content.owner" in reported(*tasks, "联建厂房挂牌供应。责任到人")


def test_the_years_of_an_action_plan_are_the_pilots() -> None:
    plan = ("一、目标", "行动期为3年，到2025年底装配式建筑占比达到45%。", "二、重点任务", TASK)
    assert "schedule.period" not in reported(*plan, "三、安排", "2022年1月组建专班，2025年12月验收。")
    assert "schedule.period" in reported(
        *plan[:1], "到2025年底占比达到45%。", *plan[2:], "三、安排", "2022年1月组建专班，2025年12月验收。"
    )


def test_a_list_says_how_many_there_are_of_what_the_goals_promise() -> None:
    plan = ("一、试点目标", "到2025年，建成智能建造示范工程15个，装配式建筑占比达到45%。", "二、重点任务", TASK)

    def listing(caption: str, total: str) -> set[str]:
        table = Table((("序号", "项目", "规模"), ("1", "文化中心", "3.2"), ("合计", total, "3.2")))
        return reported(*plan, caption, table)

    assert "goals.consistent" in listing("附件1 宜昌市智能建造示范工程清单", "12个")
    assert "goals.consistent" not in listing("附件1 宜昌市智能建造示范工程清单", "15个")
    assert "goals.consistent" not in listing("附件1 宜昌市首批智能建造示范工程清单", "12个")


def test_what_the_plan_will_issue_is_not_what_it_cites() -> None:
    report = judged(
        "一、重点任务",
        "2023年印发《宜昌市智能建造三年行动计划》。",
        "根据《湖北省促进建筑业改革发展的意见》，制定本方案。",
    )
    message = next(finding.message for finding in report.findings if finding.rule == "basis.cited")
    assert "湖北省促进" in message and "三年行动计划" not in message


def test_what_one_cell_of_a_table_says_opens_no_title_in_another() -> None:
    tasks = Table(
        (
            ("序号", "任务", "责任单位"),
            ("1", "落实责任", "市住建局"),
            ("2", "制定《宜昌市智能建造项目管理办法》", "市住建局"),
        )
    )
    cited = Table((("任务", "依据"), ("完善政策", "根据《湖北省促进建筑业改革发展的意见》执行")))
    report = judged("附件1 任务分工表", tasks, "附件2 依据", cited)
    message = next(finding.message for finding in report.findings if finding.rule == "basis.cited")
    assert "湖北省促进" in message and "管理办法" not in message


def test_cities_of_the_corps_and_those_without_districts_may_apply() -> None:
    assert "applicant.eligible" not in reported("一、重点任务", TASK, head="石河子市智能建造试点实施方案")
    assert "applicant.eligible" not in reported("一、重点任务", TASK, head="广东省中山市智能建造试点实施方案")
    assert "applicant.eligible" in reported("一、重点任务", TASK, head="江苏省昆山市智能建造试点实施方案")
    report = judged("一、重点任务", TASK, head="江苏省昆山市智能建造试点实施方案")
    (found,) = (finding for finding in report.findings if finding.rule == "applicant.eligible")
    assert "可由苏州市申报" in found.message


def test_a_city_that_was_visited_is_no_leftover() -> None:
    visited = "起草过程中，先后赴苏州、嘉兴考察。苏州市已公布59个示范项目，覆盖轨道交通和商品住宅。"
    assert "residue.place" not in reported("一、工作基础", visited, "二、重点任务", TASK)
    assert "residue.place" in reported("一、工作基础", "苏州市建筑业总产值达到3000亿元。", "二、重点任务", TASK)


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (False, "与荆州市共建江汉平原构件运输联盟，荆州市住建局支持跨市构件互认。"),
        (False, "牵头单位：市住建局；配合单位：荆州市住建局（跨市构件互认）、市发改委。"),
        (True, "赴荆州市学习了经验。构件互认由荆州市住建局负责。"),
        (True, "监管平台由余杭区住房和城乡建设局统一运营。"),
        (False, "监管平台由夷陵区住房和城乡建设局统一运营。"),
        (False, "责任单位：市经信局、江北新区建设管理委员会。"),
        (True, "锻炼队伍、总结经验、把潍坊市打造成智能建造示范城市。"),
    ],
)
def test_offices_of_other_places_are_leftovers_where_nothing_tells_why(left: bool, text: str) -> None:
    assert ("residue.place" in reported("一、重点任务", TASK, text)) is left


def test_a_paragraph_on_several_cities_tells_of_them() -> None:
    told = "深圳市建设机器人实训基地；成都市打造智能工厂；天津市推行模型审查。"
    assert "residue.place" not in reported("一、重点任务", TASK, "二、经验启示", told)
    assert "residue.place" in reported("一、重点任务", TASK, "全面推进工作，把天津市建成智能建造示范城市。")


def test_blanks_are_found_by_their_unit_and_codes_are_no_blanks() -> None:
    for blank in (
        "产业园占地＊＊亩。",
        "产业园占地    亩。",
        "从相关单位抽调  人。",
        "产业园占地N亩。",
        "编制《产业发展【2023—20  】规划》。",
    ):
        assert "residue.placeholder" in reported("一、重点任务", TASK, blank), blank
    assert "residue.placeholder" not in reported("一、重点任务", TASK, "工程编码格式为“ZJ-××××-×××”。")


def test_a_number_left_blank_in_a_sentence_is_no_field_of_a_form() -> None:
    assert "residue.placeholder" in reported("一、附则", "本意见自印发之日起施行。联系电话：0717-________。")
    assert "residue.placeholder" not in reported("附件", "联系电话：____________", "联系人：________")
    assert "residue.placeholder" not in reported("一、经验", "沿海某市梳理出四批可供外地照搬的做法并编印成册。")
    filled = Table((("序号", "项目名称", "计划开工"), ("1", "梭鱼湾学校", "2023年5月")))
    assert "residue.placeholder" in reported("附件 示范项目信息表", filled, "第二批项目____个，由各区汇总。")


@pytest.mark.parametrize(
    "text", ["XX市智能建造试点实施方案", "XX市申报材料（待补充）", "某市申报材料", "【此处填写城市名称】"]
)
def test_a_header_or_footer_may_hold_a_placeholder(text: str) -> None:
    for block in (header(text), footer(text)):
        assert "residue.placeholder" in reported("一、重点任务", TASK, block)


@pytest.mark.parametrize(
    "text",
    [
        "X / Y",
        "XX/YY",
        "第X页",
        "第XX页 共XX页",
        "— XX —",
        "________________",
        "宜昌市　　　　　2022年7月",
        "（　　）",
        "湖北省住房和城乡建设厅",
    ],
)
def test_a_header_or_footer_may_be_ruled_and_numbered(text: str) -> None:
    assert "residue.placeholder" not in reported("一、重点任务", TASK, header(text), footer(text))


def test_what_is_still_to_be_improved_is_no_placeholder() -> None:
    assert "residue.placeholder" not in reported("一、现状", "产业配套有待完善，统计口径有待明确，标准体系亟待完善。")
    assert "residue.placeholder" in reported("一、现状", "产业园面积待明确，名单待完善。")


@pytest.mark.parametrize(
    "words",
    [
        "XX市", "XXX市", "XXXX万元", "到XXXX年", "XXXXX户", "ＸＸＸ市", "xxx市", "【XXX市】", "由XXX负责",
    ],
)  # fmt: skip
def test_letters_for_a_name_may_be_any_number(words: str) -> None:
    found = [f for f in judged("一、重点任务", TASK, f"组织{words}推进。").findings if f.rule == "residue.placeholder"]
    assert [f.message.count("1 处占位符") for f in found] == [1]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("平台2025年〇月上线运行。", True),
        ("平台二〇二四年〇月上线运行。", False),
        ("建设□□安置小区三期。", True),
        ("核对后在□内打勾。", False),
        ("责任单位：市经信局、〔牵头单位〕、各县政府。", True),
        ("〔牵头单位〕市经信局。", False),
        ("由A公司负责招商。", True),
        ("由CA公司签发证书。", False),
        ("评审结论分入选、待定、退回三类，待定名单内的补充材料一次。", False),
        ("责任单位：市财政局、待定、市科技局。", True),
    ],
)
def test_signs_and_words_that_stand_for_something(text: str, *, left: bool) -> None:
    assert ("residue.placeholder" in reported("一、重点任务", TASK, text)) is left


@pytest.mark.parametrize("words", ["编码为ZJ-XXXX-XXX", "型号XXL的工装", "标准DBXXX", "XXX型支撑", "编码为XXX-XXX"])
def test_letters_of_a_code_are_no_placeholder(words: str) -> None:
    assert "residue.placeholder" not in reported("一、重点任务", TASK, f"采用{words}，统一管理。")


@pytest.mark.parametrize("words", ["二〇〇〇年以前建成的小区", "标号以C××表示的混凝土", "XX型交叉支撑"])
def test_a_year_a_grade_and_a_type_are_no_placeholders(words: str) -> None:
    assert "residue.placeholder" not in reported("一、重点任务", TASK, f"全市改造{words}十二处。")
    assert "residue.placeholder" in reported("一、重点任务", TASK, "全市改造小区××个。")


def test_parts_of_a_sum_contradict_nothing() -> None:
    goals = ("一、试点目标", "到2025年底，智能建造示范项目达到16个。", "二、重点任务", TASK)
    parts = "三年确定16个示范项目：2023年6个；2024年6个；2025年4个。"
    assert "goals.consistent" not in reported(*goals, parts)
    assert "goals.consistent" in reported(*goals, "到2025年底，智能建造示范项目达到18个。")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("示范项目20个", "分年度实施示范项目，三年共15个。", True),
        ("智能建造示范工程20个", "在学校、医院实施智能建造示范工程12项。", True),
        ("示范项目20个", "2023年确定5个、2024年确定7个、2025年确定8个示范项目。", False),
        ("示范项目20个", "选12个示范项目进行机器审图。", False),
        ("装配式建筑占比40%", Table((("阶段", "时间", "装配式建筑占比"), ("总结", "2025年1月—12月", "35%"))), True),
        ("安全事故0件", "到2025年底，安全事故15件。", True),
        ("示范项目20个", "到2024年底建成示范项目9个；到试点期末，建成示范项目20个。", False),
        ("公共建筑BIM设计比例70%", "到2025年底，公共建筑中BIM设计占比必须达到80%。", True),
        ("装配式建筑占比45%", "攻坚阶段（2023年7月至2025年6月）：装配式建筑占比逐年提升，至2025年末达到50%。", True),
    ],
)
def test_counts_for_the_whole_pilot_are_compared(one: str, other: str | Table, apart: bool) -> None:
    found = reported("一、试点目标", f"到2025年底，{one}。", "二、重点任务", TASK, other)
    assert ("goals.consistent" in found) is apart


def test_goals_under_bare_years_are_compared_with_the_text() -> None:
    table = Table(
        (("指标", "基期", "2023", "2024", "2025"), ("装配式建筑占新开工面积比例（%）", "22", "28", "34", "40"))
    )
    plan = ("一、试点目标", table, "二、重点任务", TASK, "三、年度安排")
    assert "goals.consistent" in reported(*plan, "2025年，装配式建筑占新开工面积比例达到45%。")
    assert "goals.consistent" not in reported(*plan, "2025年，装配式建筑占新开工面积比例达到40%。")
    goals = ("一、试点目标", "试点周期共三十六个月。届时，新开工建筑中装配式建筑所占比例达到48%。", "二、年度安排")
    assert "goals.consistent" in reported(*goals, "到2025年11月，装配式建筑占比达到45%。")


@pytest.mark.parametrize(
    ("element", "text", "verdict"),
    [
        ("foundation", "全区有建筑企业207家，2021年产值264亿元。", "weak"),
        ("foundation", "全区有建筑企业207家，2021年产值264亿元。" + "装备制造企业规模以上的有92家，" * 4, "met"),
        (
            "schedule",
            "第一年组建专班、印发办法，园区开工。第二年平台上线，样板过半开工。第三年开展验收，修订办法。" * 2,
            "met",
        ),
        ("schedule", "2023年至2025年，坚持统筹谋划、分步推进，稳扎稳打，确保试点期内各项任务顺利完成。", "weak"),
        ("schedule", "2023年至2025年为试点期。2023年底前印发意见，平台上线。", "met"),
        ("schedule", "头年（2022.10—2023.9）打底子，文件、名册、平台。二年（2023.10—2024.9）见样子。", "met"),
        ("schedule", "2023年为启动年，2024年为推进年。试点期两年。", "weak"),
        ("schedule", "2023年为启动阶段，2024年为推进阶段，2025年为收尾阶段，各阶段工作有序衔接、扎实推进。", "weak"),
        (
            "schedule",
            "第一年（2023年）出规划、落园区；第二年（2024年）十处工程动工；第三年（2025年）收尾、评估。",
            "met",
        ),
        (
            "schedule",
            "第一年重在起步，第二年重在提升，第三年重在巩固，一年一个台阶，久久为功，善作善成，确保如期完成各项任务。",
            "weak",
        ),
    ],
)
def test_what_makes_an_element_a_statement(element: str, text: str, verdict: str) -> None:
    assert substance(ELEMENTS[element], text, 0, 3) == verdict


CITY = "宜昌市地处鄂西，辖5个区、5个县，代管3个县级市，2021年末常住人口392万人，生产总值5023亿元。"


def test_what_the_city_is_proves_no_base_of_work() -> None:
    plan = ("一、城市基本情况和工作基础", CITY + "我市高度重视智能建造工作，建筑业实力雄厚。", "二、重点任务")
    assert outcome_of(judged(*plan), "foundation").verdict != "met"


def test_the_base_is_proved_by_industries_and_not_by_the_city() -> None:
    plan = ("一、城市基本情况和工作基础", CITY + "建筑业总产值820亿元，建筑企业610家；装备制造规模以上企业96家。")
    told = outcome_of(judged(*plan), "foundation")
    assert told.verdict == "met" and all("人口" not in proof.quote for proof in told.evidence)


def test_until_when_a_paper_applies_is_no_safeguard() -> None:
    talk = "各级各部门要提高政治站位，强化责任担当，抓好落实，确保试点取得实效。"
    told = outcome_of(judged("一、保障措施", talk, "本意见自印发之日起施行，有效期三年。"), "safeguards")
    assert told.verdict == "weak" and [proof.quote for proof in told.evidence] == [talk]


def test_batches_of_works_are_no_plan_of_the_pilots_phases() -> None:
    tasks = "示范项目分三批实施：2023年6个、2024年9个、2025年7个，共22个，首批名单见附表，后两批于上一年11月公布。"
    told = outcome_of(judged("一、重点任务", "（一）建设示范工程", tasks), "schedule")
    assert told.verdict != "met"


def test_what_a_weak_schedule_lacks_is_said_as_it_is() -> None:
    told = outcome_of(judged("一、实施计划", "2023年为启动年，2024年为推进年。试点期三年。"), "schedule")
    assert told.verdict == "weak" and "没有写各阶段做什么" in told.reason


def test_a_loose_cell_is_quoted_as_its_block_has_it_with_the_page_of_its_row() -> None:
    table = Table((("年度", "智能建造示范项目"), ("第一年", "4个"), ("第二年", "9个"), ("第三年", "15 \n 个")))
    turn = table.text.index("第三年")
    runs = (Run(0, turn, 2), Run(turn, len(table.text), 3))
    goals = "试点期满，智能建造示范项目达到12个，装配式建筑占比达到45%。"
    texts = ("宜昌市智能建造试点实施方案", "一、试点目标", goals, "二、年度任务")
    blocks = (*(Block(text, "paragraph", 1) for text in texts), Block(table.text, "table", 2, table=table, runs=runs))
    document = Document("plan.pdf", "0" * 64, "pdf", blocks, 3, (PageCoverage(1, "text", 900),))
    report = judge(document, load_profile())
    (found,) = (finding for finding in report.findings if finding.rule == "goals.consistent")
    told, cell = found.evidence
    assert (told.page, cell.page, cell.quote) == (1, 3, "15 个")
    assert report.document.blocks[cell.block].text[cell.start : cell.stop] == cell.quote


def test_one_phase_told_in_months_is_one() -> None:
    plan = ("一、重点任务", TASK, "二、实施计划", "第1—12个月：组建专班，印发若干措施。")
    assert "schedule.milestones" in reported(*plan)
    assert "schedule.milestones" not in reported(*plan, "第13—36个月：平台上线，园区投产，开展验收。")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("试点期自2022年12月起，至2025年5月止，共计两年零六个月。", True),
        ("试点自2022年12月起，至2024年12月完成，历时两年。", True),
        ("试点期为两年半。", True),
        ("试点为期2年6个月。", True),
        ("试点周期为二十八个月。", True),
        ("试点期为2.5年。", True),
        ("试点期为三个年度。", False),
        ("试点期为三十六个月。", False),
        ("试点为期两年零十一个月。", False),
        ("试点期自2022年12月起，至2025年11月止，共计三年。", False),
    ],
)
def test_the_pilots_length_is_told_in_years_and_months(said: str, wrong: bool) -> None:
    found = reported("一、试点目标", said, "二、重点任务", TASK, "三、进度安排", "先易后难，分步推进。")
    assert ("schedule.period" in found) == wrong


def test_months_that_recognition_has_misread_are_read() -> None:
    phases = ("2O22年l1月—2O23年5月，筹备启动。", "2O23年6月—2O25年4月，推进实施。", "2O25年5月—2O25年ll月，总结评估。")
    assert "schedule.period" not in reported("一、重点任务", TASK, "二、实施步骤", *phases)


def test_what_a_stage_shall_have_begun_is_no_total() -> None:
    plan = ("一、试点目标", "到2025年实施示范工程12个，装配式建筑占比达到45%。", "二、重点任务", TASK, "三、实施计划")
    assert "goals.consistent" not in reported(*plan, "第二阶段，2023年7月至2024年12月。平台上线，累计开工8个示范工程。")
    assert "goals.consistent" in reported(*plan, "第三阶段，2025年1月至2025年11月。平台上线，累计实施8个示范工程。")


def test_money_alone_takes_up_no_optional_task() -> None:
    money = "市财政每年安排智能建造专项经费1000万元，专款专用。"
    alone = judged("一、试点目标", "装配式建筑占比达到45%。", "二、保障措施", money)
    assert outcome_of(alone, "research").verdict == "not_chosen"
    with_section = judged(
        "一、重点任务",
        "（一）推动技术研发和成果转化",
        "市财政每年安排科研经费1000万元。",
        "二、保障措施",
        "成立领导小组。",
    )
    assert outcome_of(with_section, "research").verdict == "weak"


def test_every_quote_of_what_was_left_over_is_to_be_amended() -> None:
    other, blank = "苏州市建筑业总产值达到3000亿元。", "单击或点击此处输入文字。"
    found = judged("一、工作基础", other, "二、重点任务", TASK, blank).findings
    everywhere = {finding.rule for finding in found if finding.everywhere}
    assert everywhere == {"residue.place", "residue.placeholder"}
