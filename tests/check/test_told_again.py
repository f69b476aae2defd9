"""One thing told twice, in another order, in other words around the same ones, by kinds, batches, districts or one by one."""

import time

import pytest
from judging import judged, reported

from pipeline.check.consistency.clause import clauses
from pipeline.check.consistency.covered import Covered
from pipeline.check.consistency.wording import key_in_words, tells
from pipeline.document import Table
from pipeline.findings import Evidence

BEFORE = ("一、总体要求", "试点期三年。", "二、试点目标")
TASK = ("三、重点任务", "2023年6月底前印发《若干措施》，市住建局牵头。")


def apart(goal: str, *others: str | Table) -> bool:
    return "goals.consistent" in reported(*BEFORE, goal, *TASK, *others)


@pytest.mark.parametrize(
    ("goal", "other", "told"),
    [
        # order
        ("到2025年，接入市级监测平台的塔机达到800台。", "市级监测平台三年累计接入塔机500台。", True),
        ("到2025年，接入市级监测平台的塔机达到800台。", "市级监测平台三年累计接入升降机500台。", False),
        ("钢构件年产能2025年达到60万吨。", "扩建产线，到2025年形成年产60万吨钢构件的产能。", False),
        # synonyms
        ("到2025年，应用人工智能巡检的工地达到90个。", "试点期满时，应用AI巡检的工地达到70个。", True),
        ("到2025年，全市公共建筑竣工模型移交率达到90%。", "全市公共建筑竣工模型移交的比例2025年提升至80%。", True),
        ("到2025年，全市公共建筑竣工模型移交率达到90%。", "全市居住建筑竣工模型移交的比例2025年提升至80%。", False),
        # the clause before, the first of the sentence before, the heading, what a bracket belongs to
        ("到2025年，造价数据库收录指标4000条。", "建设造价数据库，组织企业报送，到2025年收录指标3000条。", True),
        ("到2025年，造价数据库收录指标4000条。", "建设材料数据库，组织企业报送，到2025年收录指标3000条。", False),
        ("到2025年，砌筑机器人累计作业面积90万平方米。", "推广砌筑机器人。到2025年累计作业面积60万平方米。", True),
        ("设立总规模6亿元的绿色建造基金。", "发挥绿色建造基金（总规模4亿元）的引导作用。", True),
        ("设立总规模6亿元的绿色建造基金。", "发挥绿色建造基金（首期规模2亿元）的引导作用。", False),
        # what it is told for
        ("到2025年，抹灰工序用工减少三成。", "重点核查抹灰工序用工减少20%的目标2025年是否如期实现。", True),
        ("到2025年，全员劳动生产率达到48万元/人。", "将2025年全员劳动生产率42万元/人的目标列入考核。", True),
        ("到2025年，装配式建筑占比达到50%。", "在“十四五”规划提出的2025年装配式建筑占比40%基础上加大力度。", False),
        # times
        ("每年举办技能比武3场。", "市总工会每年组织技能比武2场。", True),
        ("试点期内共举办技能比武6场。", "2023年至2025年，市总工会每年举办技能比武3场。", True),
        ("试点期内共举办技能比武9场。", "2023年至2025年，市总工会每年举办技能比武3场。", False),
        ("三年累计建成低碳工地30处。", "2025年当年，建成低碳工地12处。", False),
        # what there is
        ("到2025年，建成样板工地400个。", "我市已建成样板工地150个，在此基础上扩面。", False),
        ("到2025年，培育骨干企业20家。", "全市骨干企业达到12家，仍显不足。", False),
        ("到2025年，全市搅拌站联网比例达到80%。", "全市搅拌站联网比例已达30%。", False),
        # changes
        ("到2025年，施工工期较2021年缩短20%。", "2025年施工工期比2021年压缩12%。", True),
        ("到2025年，施工工期较2021年缩短20%。", "2025年施工工期比2022年压缩12%。", False),
        ("试点项目施工许可审批不超过12个工作日。", "试点项目施工许可审批压缩至18个工作日。", True),
        # some of them
        ("2025年底，名录入库企业达到90家。", "2025年底，名录入库企业中通过评价的达到40家。", False),
        ("确保培育配套企业30家，力争达到36家。", "确保培育配套企业30家。", False),
        # shares of what
        ("2025年学校项目中采用总承包的占比60%。", "推行全过程咨询，2025年学校项目中占比达到30%。", False),
        ("公共建筑装配式占比六成，商品住宅四成。", "对商品住宅逐步提高要求，装配式占比四成。", False),
        # counted out
        ("到2025年，新建学校采用正向设计的比例达到80%。", "到2025年，每五个新建学校中，有三个采用正向设计。", True),
        ("到2025年，新建学校采用正向设计的比例达到60%。", "到2025年，每五个新建学校中，有三个采用正向设计。", False),
        ("到2025年，建成示范项目36个。", "收官时对全部30个示范项目逐一验收销号。", True),
        ("到2025年，建成示范项目36个。", "首批开工后，对全部30个构件堆场逐一验收销号。", False),
        # all of them
        ("到2025年底，全市搅拌站全部完成智能化改造。", "到2025年底全市完成智能化改造的搅拌站占比达到70%。", True),
        # who it is for
        ("市级财政三年投入9000万元。", "市级财政三年共安排1.2亿元，由审计部门监督。", True),
        ("三年引进市外设计企业12家。", "各县区要主动对接，三年全市引进市外设计企业九家。", True),
    ],
)
def test_one_thing_in_other_words(goal: str, other: str, told: bool) -> None:
    assert apart(goal, other) is told


@pytest.mark.parametrize(
    ("goal", "table", "told"),
    [
        ("到2025年，实训基地接收学员6000人。", (("时间", "成果"), ("2025年", "实训基地接收学员4500人")), True),
        ("到2025年，实训基地接收学员6000人。", (("时间", "成果"), ("2024年", "实训基地接收学员4500人")), False),
        ("2025年，公租房装配化装修比例达到60%。", (("类型", "2025年装配化装修比例"), ("公租房", "40%"), ("商品住宅", "15%")), True),
        ("2025年，公租房装配化装修比例达到40%。", (("类型", "2025年装配化装修比例"), ("公租房", "40%"), ("商品住宅", "15%")), False),
        ("确保培育配套企业30家。", (("任务", "底线目标", "争取目标"), ("培育配套企业", "30家", "36家")), False),
        (
            "三年安排智能建造专项资金5000万元。",
            (("年度", "智能建造专项资金（万元）"), ("2023年", "1000"), ("2024年", "1500"), ("2025年", "1500")),
            True,
        ),
        (
            "三年安排智能建造专项资金4000万元。",
            (("年度", "智能建造专项资金（万元）"), ("2023年", "1000"), ("2024年", "1500"), ("2025年", "1500")),
            False,
        ),
    ],
)  # fmt: skip
def test_text_and_cells(goal: str, table: tuple[tuple[str, ...], ...], told: bool) -> None:
    assert apart(goal, Table(table)) is told


@pytest.mark.parametrize(
    ("goal", "others", "told"),
    [
        # batches
        ("三年建成示范工地30处，分三批公布示范工地。", ["第一批示范工地8处。", "第二批12处。", "第三批14处。"], False),
        ("三年建成示范工程30个。", ["示范工程分三批公布。", "第一批8个。", "第二批12个。", "第三批14个。"], True),
        ("三年建成示范工程34个。", ["示范工程分三批公布。", "第一批8个。", "第二批12个。", "第三批14个。"], False),
        ("三年建成示范工程30个。", ["示范工程分三批公布。", "第一批8个。", "第二批12个。"], False),
        # kinds in brackets
        ("三年编制机器人施工标准12项。", ["编制机器人施工标准（地方标准4项、团体标准6项、企业标准5项）。"], True),
        ("三年编制机器人施工标准15项。", ["编制机器人施工标准（地方标准4项、团体标准6项、企业标准5项）。"], False),
        ("三年编制机器人施工标准15项。", ["编制机器人施工标准（其中地方标准4项、团体标准6项）。"], False),
        # one by one
        ("到2025年，装配式占比40%。", ["围绕3个方向攻关：一是建模；二是装配；三是检测；四是运维。"], True),
        ("到2025年，装配式占比40%。", ["围绕4个方向攻关：一是建模；二是装配；三是检测；四是运维。"], False),
        ("到2025年，装配式占比40%。", ["建设3个基地（城北构件基地、空港装备基地、高新软件基地、临港建材基地）。"], True),
        ("到2025年，装配式占比40%。", ["推送18项指标（市住建局、市规划局）。"], False),
        ("到2025年，装配式占比40%。", ["在2个县区先行，即夷陵区、点军区和枝江市，其余跟进。"], True),
        ("到2025年，装配式占比40%。", ["新增专利90项，其中发明专利20项、实用新型专利50项、外观设计专利10项。"], True),
    ],
)  # fmt: skip
def test_parts_and_their_total(goal: str, others: list[str], told: bool) -> None:
    assert apart(goal, *others) is told


@pytest.mark.parametrize(("count", "told"), [(40, True), (26, False)])
def test_a_sentence_that_shares_out_among_all_districts(count: int, told: bool) -> None:
    shared = "分区建设样板工地，到2025年，宿城区建成8个、宿豫区6个、沭阳县5个、泗阳县4个、泗洪县3个。"
    goal = f"到2025年，全市建成样板工地{count}个。"
    found = reported(*BEFORE, goal, *TASK, shared, head="宿迁市智能建造试点实施方案")
    assert ("goals.consistent" in found) is told


def test_what_was_found_by_its_name_is_not_told_again() -> None:
    found = judged(*BEFORE, "到2025年，培育骨干企业20家。", *TASK, "到2025年，培育骨干企业15家。").findings
    assert len([finding for finding in found if finding.rule == "goals.consistent"]) == 1


def test_what_a_finding_calls_it() -> None:
    plan = [*BEFORE, "到2025年，造价数据库收录指标4000条。", *TASK, "建设造价数据库，到2025年收录指标3000条。"]
    (finding,) = [one for one in judged(*plan).findings if one.rule == "goals.consistent"]
    assert "“造价数据库收录指标”" in finding.message


def test_keys_are_of_what_is_counted() -> None:
    assert key_in_words("接入平台的塔机达到\n", "台", "=") == key_in_words("平台三年累计接入塔机\n", "台", "")
    assert key_in_words("接入平台的塔机达到\n", "台", "=") != key_in_words("接入平台的升降机达到\n", "台", "=")
    assert key_in_words("到2025年达到\n", "台", "") == ""
    assert not tells("到2025年底力争")
    assert tells("到2025年底塔机")


def test_clauses_have_one_number_each() -> None:
    text = "到2025年，塔机（含2台租用）达到800台，升降机达到300台、吊篮达到200台；培训（每年3期，共900人）。"
    assert [clause.words.strip() for clause in clauses(text)] == ["含\n租用", "塔机达到", "共"]


def test_stretches_that_others_reach_into() -> None:
    covered = Covered([Evidence(3, 10, 20, "", 1, ()), Evidence(3, 2, 40, "", 1, ()), Evidence(5, 0, 4, "", 1, ())])
    inside = [Evidence(3, 39, 60, "", 1, ()), Evidence(3, 0, 3, "", 1, ())]
    outside = [Evidence(3, 40, 60, "", 1, ()), Evidence(3, 0, 2, "", 1, ()), Evidence(4, 0, 9, "", 1, ())]
    assert all(proof in covered for proof in inside)
    assert not any(proof in covered for proof in outside)


def test_numbers_in_one_long_sentence_take_time_by_their_count() -> None:
    def cost(count: int) -> float:
        text = "，".join(f"塔机{i}台" for i in range(count))
        start = time.process_time()
        list(clauses(text))
        return time.process_time() - start

    cost(20)
    assert cost(300) < 60 * max(cost(30), 0.0005)
