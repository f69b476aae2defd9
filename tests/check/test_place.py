"""Another city's name as if it were the applicant's, and as another city's."""

import pytest
from judging import footer, header, judged, reported

from pipeline.document import Block
from pipeline.findings import Finding

PLAN = ("一、重点任务", "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。")


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，常州市形成5家具有设计、制造、施工一体化能力的工程总承包企业。",
        "对东莞市新出让的房屋建筑用地，在出让合同中约定采用智能建造方式。",
        "2024年起湖州市中心城区的住宅一律照此办理。",
        "成立温州市智能建造试点工作指挥中心，由市政府常务会议调度。",
        "构建襄阳市智能建造监管服务体系，2023年上线。",
        "鼓励嘉兴市钢结构企业组建联合体，抱团承接大型公共建筑，对联合体成员给予信用加分。",
        "利用报刊和新媒体广泛宣传芜湖市智能建造试点的意义。",
        "弘扬改革精神，为芜湖市高质量发展增添新的动力。",
    ],
)
def test_a_leftover(text: str) -> None:
    assert "residue.place" in reported(*PLAN, text)


@pytest.mark.parametrize(
    "text",
    [
        "与常州市共建工程总承包企业培育联盟，形成5家骨干企业。",
        "学习借鉴东莞市新出让用地约定智能建造方式的做法。",
        "荆州市已将智能建造要求写入出让合同，我市参照执行。",
        "深圳市已出台奖补办法，苏州市已公布项目库，我市于2023年公布。",
        "对口支援巴东县，培训建筑工人200人。",
        "支持苏州市装备企业来我市投资设厂，2023年引进3家。",
        "组织宣传芜湖市智能建造试点的经验。",
        "成都市推进模型审查的路径对我们也有启发。",
        "青岛市通过工地大数据开展风险预警，厦门市将竣工模型汇入城市信息模型平台，都给我们以启示。",
    ],
)
def test_another_city_spoken_of_as_such(text: str) -> None:
    assert "residue.place" not in reported(*PLAN, text)


def _leftover(*texts: str | Block) -> Finding:
    found = [finding for finding in judged(*PLAN, *texts).findings if finding.rule == "residue.place"]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "text", ["常州市申报材料", "常州市智能建造试点实施方案", "附件1　常州市申报书", "常州市住房和城乡建设局"]
)
def test_a_leftover_in_a_header_or_footer_stands_under_no_heading(text: str) -> None:
    for block in (header(text), footer(text)):
        (proof,) = _leftover(block).evidence
        assert proof.quote == text
        assert proof.path == ()


@pytest.mark.parametrize(
    "text",
    [
        "宜昌市申报材料",
        "湖北省申报材料",
        "住房和城乡建设部",
        "南京市建筑设计研究院有限公司",
        "赴常州市学习材料",
        "智能建造试点申报材料",
    ],
)
def test_whose_papers_a_header_may_name(text: str) -> None:
    assert "residue.place" not in reported(*PLAN, header(text), footer(text))


def test_what_a_header_says_on_every_page_is_said_once_and_pages_are_in_order() -> None:
    found = _leftover(
        "2024年起湖州市中心城区的住宅一律照此办理。", *(header("常州市申报材料", page) for page in (2, 3))
    )
    assert len(found.evidence) == 2
    assert "有 2 处（第 1、2 页）" in found.message
