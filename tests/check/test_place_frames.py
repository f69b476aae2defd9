"""Cities named for short as the plan's own, in each way that the table of frames knows, and in sentences of others."""

import pytest
from judging import reported

from pipeline.check.leftover.frames import FRAMES

PLAN = ("一、重点任务", "2023年6月底前印发《宜昌市推进智能建造若干措施》，市住建局牵头。")


def leftover(text: str) -> bool:
    return "residue.place" in reported(*PLAN, text)


@pytest.mark.parametrize("example", FRAMES)
def test_every_frame_has_its_example(example: str) -> None:
    start = example.index("徐州")
    frame = FRAMES[example]
    assert frame.before.search(example[:start]) and frame.after.match(example[start + 2 :])


@pytest.mark.parametrize(
    "text",
    [
        "力争把“荆门建造”打造成为全国知名品牌。",
        "将智能建造纳入荆门城市更新行动方案。",
        "培育一批荆门本土智能建造龙头企业。",
        "荆门市政协每年开展一次专题视察。",
        "五年来，荆门共获国家优质工程奖7项，质量水平稳步提高。",
        "黄石市现有建筑业企业460家，其中特级2家。",
        "试点期间，孝感建筑业总产值年均增长7%以上，智能装备产业规模突破80亿元。",
        "到2025年，随州基本建成鄂北智能建造产业集聚区。",
        "牢固树立全咸宁“一盘棋”思想，市县两级上下联动。",
        "黄冈市直各部门要明确专人负责。",
        "由行业主管部门指导组建十堰智能建造产业联盟，吸纳单位40家。",
        "发挥“恩施住建”微信公众号作用，每周推送试点动态。",
        "数据归集到“智慧株洲”城市大脑，支撑调度。",
        "依托“数字住建（常德）”平台汇聚四类数据。",
        "在岳阳日报开设专栏，宣传试点成效。",
        "使智能建造成为衡阳建筑业转型升级的强劲引擎。",
        "营造郴州智能建造的良好氛围。",
        "设立大同智能建造产业基金，首期5亿元。",
        "编制《许昌智能建造做法汇编》，提交终期总结。",
        "把智能建造打造成“泉城济南”的又一张名片。",
        "依照《许昌市建筑市场信用管理办法》给予加分。",
        "根据《“十四五”建筑业发展规划》和《许昌市城市更新条例》，排定项目。",
        "接入洛阳市工程建设项目审批管理系统，一网通办。",
    ],
)
def test_another_city_in_ones_own_voice(text: str) -> None:
    assert leftover(text)


@pytest.mark.parametrize(
    "text",
    [
        "五年来，我市企业在荆门共获国家优质工程奖7项。",
        "把武汉都市圈发展规划纳入武汉都市圈协同机制统筹。",
        "打响“武汉建造”品牌的做法值得学习。",
        "黄石市现有建筑业企业460家，我市为其两倍。",
        "近年来，襄阳、荆州先后获批国家装配式建筑示范城市，全省形成多点布局。",
        "随州是鄂北门户城市，与我市共建汉十走廊。",
        "与咸宁“一盘棋”布局构件产能，推动都市圈同城化。",
        "支持本地企业加入武汉智能建造产业联盟，共享专家资源。",
        "学习“恩施住建”微信公众号的宣传方式。",
        "邀请岳阳日报记者来宜采访报道。",
        "与武汉共同营造智能建造的良好氛围。",
        "参照《许昌市建筑市场信用管理办法》制定本市办法。",
        "根据《武汉市建筑信息模型应用指南》编写教材。",
        "由省建筑科学研究院（武汉）牵头编制导则。",
        "参加在襄阳举办的智能建造职业技能大赛，获一等奖3项。",
        "促进世界大同，守护工人身心安康。",
        "确保工程安全，荆门厂区供应的构件逐件验收。",
        "武汉现有建筑业企业1.2万家，是我市拓展业务的首选地。",
    ],
)
def test_another_city_as_another(text: str) -> None:
    assert not leftover(text)
