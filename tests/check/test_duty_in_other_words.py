"""Duties that are fulfilled in words far from the notice's, and what in the same words fulfils none."""

import pytest
from judging import judged, outcome_of

from pipeline.classify.other_cities import of_another_city

TOLD = [
    ("policy.planning", "带预制飘窗的住宅楼，竣工测量时飘窗面积只按一半计算。", "带飘窗的住宅楼应当注意防水。"),
    (
        "policy.land",
        "2023年起挂牌文件附一张表，竞买人须写明机器施工和工厂墙板的用量，不写的不得报名。",
        "2023年起挂牌文件统一上网公开，不收工本费。",
    ),
    (
        "policy.fiscal",
        "由市财政按每台班补给租用抹灰机的班组120元，三年不变。",
        "由市财政局组织抹灰班组座谈两次。",
    ),
    (
        "policy.finance",
        "构件厂凭总包签认的收货单可向市内三家银行申请放款，利率不高于4.2%。",
        "请市内三家银行到构件厂走访。",
    ),
    (
        "policy.experience",
        "每个工程把花费、合同和走过的弯路写成一本小册子样的手册，上网供外地取用。",
        "每个工程把图纸交监理一份。",
    ),
    (
        "industry.base",
        "老棉纺厂改作建造用途，设计、墙板、机具三类企业迁入同一院落，统建标准厂房4万平方米。",
        "老棉纺厂的院墙三年内修缮完毕。",
    ),
    (
        "industry.chain",
        "伺服电机、密封胶条一向从外省买，2024年底前分别引进2家来本地设厂。",
        "伺服电机、密封胶条一向从外省买，价格较高。",
    ),
    (
        "industry.cluster",
        "沿产业大道两侧三公里范围集中企业80家，年产值60亿元，检测和货运合用。",
        "沿产业大道两侧补种行道树80棵。",
    ),
    (
        "governance.platform",
        "塔吊、深基坑和用电的监测信号接到市质安站的值班大屏，超限自动派单，2023年10月起用。",
        "塔吊、深基坑和用电由施工单位自行检查。",
    ),
    (
        "governance.bim_permit",
        "政务窗口改收立体图，日照和退界由程序量算，符合的当场发给规划许可证，2023年9月起办理。",
        "政务窗口延长办公时间，2023年9月起周六也办理。",
    ),
    (
        "governance.bim_review",
        "图纸由软件先查疏散宽度、净高和配筋，有问题的标红，再由图审工程师签字，2024年起实行。",
        "图审工程师每年参加继续教育40学时。",
    ),
    (
        "governance.cim",
        "竣工成果由数据局转换坐标后挂接到全市三维底板，2024年底前完成20个项目。",
        "数据局每年更新办公电脑20台。",
    ),
    (
        "governance.supervision",
        "机器抹灰的墙面不再逐面靠尺，改查扫描记录，由市质安站2023年7月起执行。",
        "墙面颜色由业主自定。",
    ),
    (
        "factory.build",
        "2024年6月前上3条自动墙板线，由市工信局盯进度。",
        "2024年6月前上3条公交线。",
    ),
    (
        "research.collaboration",
        "市职业大学教师与三家机具企业同做检测小车，专利共有，收益按四六分成。",
        "市职业大学组织教师体检。",
    ),
    (
        "research.key_technology",
        "三年主攻三道题：软土沉降预报、窄巷布料、雨天定位。",
        "三年修好三条路：东街、西街、南街。",
    ),
    (
        "standards.compile",
        "请市建筑业协会和两家构件厂合写《夹心墙板安装规程》，2024年定稿。",
        "请市建筑业协会和两家构件厂参加座谈。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "text"), [(duty, text) for duty, text, _ in TOLD])
def test_what_is_done_in_other_words_fulfils_a_duty(duty: str, text: str) -> None:
    assert outcome_of(judged("三、重点任务", "（一）有关事项", text), duty).verdict == "met"


@pytest.mark.parametrize(("duty", "text"), [(duty, text) for duty, _, text in TOLD])
def test_the_same_things_without_the_act_fulfil_none(duty: str, text: str) -> None:
    assert outcome_of(judged("三、重点任务", "（一）有关事项", text), duty).verdict != "met"


def test_of_a_paragraph_the_sentence_is_judged_that_says_it_in_other_words() -> None:
    told = "带预制飘窗的住宅楼，竣工测量时飘窗面积只按一半计算；"
    behind = "地块狭小的，建筑密度与容积率由规委会逐宗审定。"
    outcome = outcome_of(judged("三、重点任务", "（一）有关事项", told + behind), "policy.planning")
    assert outcome.verdict == "met" and any("只按一半计算" in proof.quote for proof in outcome.evidence)


@pytest.mark.parametrize(
    ("duty", "text"),
    [
        ("industry.cluster", "能否与邻市合建产业集群，由市委党校研究后提出意见。"),
        ("governance.data", "平台数据由谁来用、怎样辅助决策，列为2024年调研课题。"),
        ("research.transfer", "成果转化收益如何分配，尚需专题研究。"),
        ("governance.supervision", "招标评标办法和质量安全监督方式维持不变。"),
        ("talent.model", "外地的现代学徒制培养模式列入2023年考察计划。"),
        ("governance.platform", "工地监管平台借用省级系统，本市不自建。"),
        ("policy.technology", "科技计划不设智能建造类别，首台套申报不作倾斜。"),
        ("industry.emerging", "受用地限制，我市不发展建筑机器人整机等新业态。"),
        ("industry.supporting", "勘察设计、装备、软件配套企业由省住房城乡建设厅在全省统一遴选入库。"),
        ("policy.fiscal", "市财政按每平方米30元兑付的奖励办法自2023年起停止受理。"),
        ("policy.land", "2021年我市在挂牌文件中写明了装配率和智能装备要求，竞得人均已兑现。"),
    ],
)
def test_a_question_a_refusal_and_the_past_fulfil_none(duty: str, text: str) -> None:
    outcome = outcome_of(judged("三、重点任务", "（一）有关事项", text), duty)
    assert outcome.verdict in ("missing", "weak", "not_chosen")


@pytest.mark.parametrize(
    ("duty", "text"),
    [
        ("policy.land", "荆门市对智能建造项目在土地出让环节给予分期缴款，效果较好。"),
        ("governance.bim_permit", "（三）襄阳市率先推行BIM报建，规划许可全部凭模型办理，时限缩短四成。"),
    ],
)
def test_what_another_city_does_fulfils_none(duty: str, text: str) -> None:
    assert outcome_of(judged("三、重点任务", "（一）有关事项", text), duty).verdict in ("missing", "weak")


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("苏州市在出让环节给予分期缴款，反响良好。", True),
        ("（二）苏州市有关企业攻克多项工艺，走在前列。", True),
        ("宜昌市在出让环节给予分期缴款。", False),
        ("苏州市住房和城乡建设局负责受理初审。", False),
        ("苏州市各县区对项目给予支持。", False),
        ("苏州市对项目给予补贴，我市参照办理。", False),
        ("苏州市2024年6月底前对项目给予补贴。", False),
        ("在苏州市对接企业3家。", False),
    ],
)
def test_a_report_on_another_city_is_told_from_a_measure(text: str, report: bool) -> None:
    assert of_another_city(text, "宜昌市") is report


def test_a_part_of_the_own_city_is_no_other_city() -> None:
    assert not of_another_city("蒙自市率先推行模型报建。", "红河哈尼族彝族自治州")
    assert not of_another_city("苏州市率先推行模型报建。", "")
