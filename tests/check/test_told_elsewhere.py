"""Elements that a plan states elsewhere than under a heading of their own."""

import pytest
from judging import judged, outcome_of

from pipeline.document import Table

TASK = "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。"


def test_a_base_may_be_told_at_the_head_of_each_task() -> None:
    tasks = [
        (
            "一、培育产业",
            "全市有特级企业3家、一级企业74家，2021年建筑业总产值1286亿元；机械装备企业412家；软件企业130家。",
        ),
        ("二、建设工厂", "全市现有预制构件企业9家、钢结构企业14家，设计年产能110万立方米。"),
    ]
    wanted = "2023年6月底前开工建设产业基地，占地860亩，市住建局牵头。"
    report = judged(*(text for head, state in tasks for text in (head, f"现状：{state}", wanted)))
    assert outcome_of(report, "foundation").verdict == outcome_of(report, "foundation.industries").verdict == "met"


@pytest.mark.parametrize(
    ("behind", "verdict"),
    [
        ("装备制造企业170余家，产值610亿元，先后研制伺服关节12种；软件园入驻企业210家，收入74亿元。", "met"),
        ("到2025年，装备制造企业发展到170余家；软件园入驻企业增至210家，力争收入74亿元。", "weak"),
    ],
)
def test_a_base_told_at_the_head_of_a_task_may_go_on_in_the_next_paragraph(behind: str, verdict: str) -> None:
    report = judged("二、重点任务", "（一）培育产业", "现状：2021年全市建筑业企业1186家，产值1020亿元。", behind, TASK)
    assert outcome_of(report, "foundation.industries").verdict == verdict


def test_goals_may_be_told_at_the_head_of_each_task() -> None:
    aims = ("第6个月前主要政策文件出齐。", "到第12个月，监管数据上线率达到100%。", "三年内培育施工管理人员2000名。")
    tasks = [text for aim in aims for text in ("一、任务", f"本节目标：{aim}", TASK)]
    assert outcome_of(judged(*tasks), "goals").verdict == "met"
    assert outcome_of(judged(*(text for text in tasks if not text.startswith("本节"))), "goals").verdict == "missing"


AIMS = "装配式建筑占比35%，在用建造机器人80台"
YEARS = Table(
    (
        ("年度", "目标", "当年工作"),
        ("2023年", "占比26%；项目5个", "政策出台"),
        ("2024年", "占比32%；项目12个", "中期评估"),
        ("2025年", "占比40%；项目20个", "自评验收"),
    )
)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (f"平台升级投用，其余工程开工。试点期满目标：{AIMS}。", True),
        (f"总的要求：到2025年11月，{AIMS}。", True),
        (f"三年后要成什么样子：{AIMS}。", True),
        (YEARS, True),
        (Table((("表1 年度任务", "", ""), *YEARS.rows), ((0, 0, 1, 3),)), True),
        ("平台升级投用，期末检查1次。", False),
        (Table((("年度", "目标"), ("2023年", "打好基础"), ("2024年", "全面推进"), ("2025年", "形成经验"))), False),
    ],
)
def test_goals_may_be_told_among_the_phases(text: str | Table, stated: bool) -> None:
    outcome = outcome_of(judged("一、重点任务", TASK, "二、三年路线", TASK, text), "goals")
    assert (outcome.verdict == "met") is stated


def test_a_table_of_phases_that_follow_one_another_is_a_schedule_among_the_tasks() -> None:
    spans = ("2022年11月至2023年6月", "2023年7月至2023年12月", "2024年1月至2024年12月", "2025年1月至2025年11月")
    work = ("印发措施", "平台上线", "基地竣工", "验收评价")
    table = Table((("时间节点", "计划完成的工作"), *zip(spans, work, strict=True)))
    plan = ("（一）任务布置", TASK, "（二）里程碑", table)
    assert outcome_of(judged(*plan), "schedule").verdict == "met"
    assert outcome_of(judged(*plan[:3]), "schedule").verdict != "met"
