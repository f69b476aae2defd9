"""The table of elements: as many as the model knows and plans state, and each short of what it is judged by."""

import pytest
from judging import judged, outcome_of

from pipeline.check import load_profile
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.substance import telling
from pipeline.classify.labels import LABELS
from pipeline.homes import FLOW
from pipeline.text.sentences import Sentence


def test_every_element_of_the_notice_has_its_row() -> None:
    asked = {requirement.id for requirement in load_profile().by_kind("element")}
    assert set(ELEMENTS) == asked == set(FLOW) == {*LABELS} - {"other"}


@pytest.mark.parametrize(
    ("id", "telling_nothing", "telling_something"),
    [
        ("basics", "我市区位优越，交通便利。", "辖三区两县，常住人口392万人。"),
        ("foundation", "建筑业基础扎实。", "2021年建筑业产值264亿元。"),
        ("goals", "到期末打造一批标杆。", "装配式建筑占比超过三成。"),
        ("content", "全面推进智能建造。", "市住建局牵头编制标准3项。"),
        ("schedule", "自公布之日起分步推进。", "上半年完成平台招标。"),
        ("safeguards", "各有关方面要高度重视。", "由市住建局统筹协调。"),
    ],
)
def test_what_an_element_is_told_by(id: str, telling_nothing: str, telling_something: str) -> None:
    nothing, something = (Sentence(text, 0, len(text)) for text in (telling_nothing, telling_something))
    assert telling(ELEMENTS[id], nothing) == 0 < telling(ELEMENTS[id], something)


def test_paragraphs_that_state_an_element_are_counted_as_the_plan_has_them() -> None:
    report = judged(
        "一、重点任务",
        "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。",
        "二、实施计划",
        "（一）启动准备阶段（2022年10月至2023年3月）。完成领导小组组建，印发若干措施，公布首批示范工程名单。",
        "（二）全面推进阶段（2023年4月至2024年12月）。产业基地一期开工，监管平台上线，建成示范工程19个。",
        "（三）总结验收阶段（2025年1月至2025年9月）。全部示范工程建成投用，形成总结报告，申请评估验收。",
        "三、保障措施",
        "（一）加强组织领导。成立智能建造试点工作领导小组，由市长任组长，办公室设在市住建局。",
        "（二）强化统筹协调。领导小组每季度召开一次调度会，跨部门难题10个工作日内答复。",
        "（三）保障资金投入。市财政每年安排专项资金2000万元，三年共6000万元。",
        "（四）严格督导考核。纳入年度目标责任考核，分值不低于2分。",
    )
    assert "在 3 个段落" in outcome_of(report, "schedule").reason
    assert "在 4 个段落" in outcome_of(report, "safeguards").reason


def test_a_portrait_in_one_paragraph_is_quoted_by_more_than_one_sentence() -> None:
    portrait = "我市辖4个区8个县，总面积1.8万平方公里。2021年末常住人口329万人，地区生产总值2548亿元。"
    goals = "到2025年，建成示范工程30个；装配式建筑占比达到40%；培育总承包企业6家。"
    report = judged("一、基本情况", portrait, "二、试点目标", goals)
    told = {f"{sentence}。" for sentence in portrait[:-1].split("。")}
    assert {proof.quote for proof in outcome_of(report, "basics").evidence} == told
    assert [proof.quote for proof in outcome_of(report, "goals").evidence] == [goals]
