"""Another province as one's own superior, and as a partner, neighbour or author of what anyone may use."""

import pytest
from judging import reported

from pipeline.check.leftover.superior import WAYS
from pipeline.places.names import mentions

PLAN = ("一、重点任务", "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。")


def leftover(text: str) -> bool:
    return "residue.place" in reported(*PLAN, text)


@pytest.mark.parametrize("example", WAYS)
def test_every_way_has_its_example(example: str) -> None:
    (start, stop, _), *_ = mentions(example)
    before, after = WAYS[example]
    assert before.search(example[:start]) and after.match(example[stop:])
    assert leftover(example + "。")


@pytest.mark.parametrize(
    "text",
    [
        "按照住房和城乡建设部、湖南省住房和城乡建设厅统一部署，启动项目遴选。",
        "落实四川省人民政府办公厅关于推动建筑业转型的部署，细化措施12项。",
        "贯彻河南省委、省政府决策部署，实施建筑业提升行动。",
        "依据《“十四五”建筑业发展规划》和《安徽省“十四五”住房和城乡建设发展规划》，确定发展指标。",
        "每季度末将进展情况报陕西省住房城乡建设厅。",
        "试点项目优先推荐列入浙江省建筑业改革重点项目。",
        "2022年建筑业总产值居江西省第二位。",
        "积极争取安徽省住房和城乡建设厅在政策、资金方面给予支持。",
        "示范项目纳入江西省工程质量监管平台管理。",
        "本市地处河南省西部，建筑业门类齐全。",
    ],
)
def test_another_province_is_no_superior(text: str) -> None:
    assert leftover(text)


@pytest.mark.parametrize(
    "text",
    [
        "按照湖北省住房和城乡建设厅统一部署，启动项目遴选。",
        "依据《湖北省“十四五”建筑业发展规划》，确定发展指标。",
        "本市地处湖北省西南部，西接重庆市，南抵湖南省常德市。",
        "参照《浙江省智能建造评价办法》制定本市办法。",
        "按照与湖南省住房和城乡建设厅的合作协议，互认检测结果。",
        "按照上海市地方标准建设的样板房2023年移交。",
        "执行《广东省建筑信息模型应用统一标准》的项目可直接备案。",
        "会同重庆市住房城乡建设委共建三峡库区构件运输通道。",
        "根据湖北省、湖南省、江西省长江中游协同发展规划，推进检测互认。",
        "落实重庆市与湖北省关于三峡库区建设的部署。",
        "按照重庆市住建委和湖北省住建厅联合印发的通知，统一数据接口。",
        "学习安徽省，把智能建造列入安徽省重点的做法值得借鉴。",
        "外出企业的产值居广东省同类企业第三，全市广受鼓舞。",
        "我市企业在江苏省承建的项目获评江苏省优质工程。",
        "市内企业在江苏参建的厂房列入江苏省建筑业新技术名录。",
        "与我市相邻的重庆市万州区，位于重庆市东部，共建共享运输通道。",
    ],
)
def test_other_provinces_that_a_plan_may_name(text: str) -> None:
    assert not leftover(text)
