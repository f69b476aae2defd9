"""Targets in sentences: the grammar by which plans say what they undertake, and what only looks like it."""

from datetime import date

import pytest

from pipeline.document import Block, Document, PageCoverage
from pipeline.extract import extract
from pipeline.extract.indicators import Named, before, behind, shared
from pipeline.extract.quantities import any_in, find
from pipeline.extract.units import is_counted, unit_of
from pipeline.findings import Target
from pipeline.segment import segment

END = {year: date(year, 12, 31) for year in range(2022, 2031)}


def targets(text: str, heading: str = "") -> list[Target]:
    blocks = [Block(heading, "heading", 1, level=1)] if heading else []
    blocks.append(Block(text, "paragraph", 1))
    made = Document("x", "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", 1),))
    return [fact.value for fact in extract(made, segment(made)) if isinstance(fact.value, Target)]


def short(text: str, heading: str = "") -> list[str]:
    """“indicator comparator value unit year” of each target."""
    return [
        f"{t.indicator} {t.comparator} {t.value:g} {t.unit}{f' {t.due.year}' if t.due else ''}"
        for t in targets(text, heading)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a level, a change, and a value that goes on with the indicator before it
        ("营业收入突破2600亿元，年均增长9%以上。", ["营业收入 > 2600 亿元", "营业收入 + 9 %"]),
        ("一户一验空鼓率不超1%。", ["一户一验空鼓率 <= 1 %"]),
        ("新建房屋采用装配式方式建造的面积要达到全市新建总量的五成。", ["新建房屋采用装配式方式建造的面积 = 50 %"]),
        ("贡献率每年提高3个百分点，到2025年达到20%。", ["贡献率 + 3 百分点", "贡献率 = 20 % 2025"]),
        ("持证上岗率较2022年提高20个百分点以上，达到85%。", ["持证上岗率 + 20 百分点", "持证上岗率 = 85 %"]),
        ("服务业营收年均增长15%，2025年达到90亿元。", ["服务业营收 + 15 %", "服务业营收 = 90 亿元 2025"]),
        # the topic of a clause without a value
        ("工伤培训覆盖率，2023年不低于80%，2025年达到95%以上。", ["工伤培训覆盖率 >= 80 % 2023", "工伤培训覆盖率 >= 95 % 2025"]),
        ("牵头编制地方标准，2023年底前发布不少于6项。", ["地方标准 >= 6 项 2023"]),
        ("骨干企业：2023年5家，2024年10家。", ["骨干企业 = 5 家 2023", "骨干企业 = 10 家 2024"]),
        ("利润率稳步提升，2025年达到3.5%。", ["利润率 = 3.5 % 2025"]),
        ("装配式占比2023年底达到32%；2024年底达到36%。", ["装配式占比 = 32 % 2023", "装配式占比 = 36 % 2024"]),
        ("2023年培育企业200家，2024年起每年不少于300家。", ["企业 = 200 家 2023", "企业 >= 300 家"]),
        # from A to B
        ("智能养护比例由两成提升到六成以上。", ["智能养护比例 >= 60 %"]),
        ("施工周期由7天缩短至5天。", ["施工周期 = 5 天"]),
        ("产业规模由2022年的210亿元扩大到2025年的480亿元。", ["产业规模 = 480 亿元 2025"]),
        ("利用率从2022年的48%提高到2024年的60%、2025年的70%。", ["利用率 = 60 % 2024", "利用率 = 70 % 2025"]),
        ("将审图时间由原来的15个工作日缩短至5个工作日。", ["审图时间 = 5 工作日"]),
        # lists
        ("学校类、住宅类工程应用率分别达到70%、40%。", ["学校类工程应用率 = 70 %", "住宅类工程应用率 = 40 %"]),
        ("设计、运维阶段应用率分别不低于90%、50%。", ["设计阶段应用率 >= 90 %", "运维阶段应用率 >= 50 %"]),
        ("事故起数、死亡人数分别下降30%、35%以上。", ["事故起数 - 30 %", "死亡人数 - 35 %"]),
        ("2023—2025年分别新建预制厂3座、4座、6座。", ["预制厂 = 3 座 2023", "预制厂 = 4 座 2024", "预制厂 = 6 座 2025"]),
        ("2023年打造10个、2024年打造20个标杆项目。", ["标杆项目 = 10 个 2023", "标杆项目 = 20 个 2024"]),
        # lists by years, of which only the last says what of
        ("2023年引进2家、2024年引进4家、2025年引进6家软件企业。",
         ["软件企业 = 2 家 2023", "软件企业 = 4 家 2024", "软件企业 = 6 家 2025"]),
        ("2023年改造2座，2024年再改造4座，2025年改造6座构件厂。",
         ["构件厂 = 2 座 2023", "构件厂 = 4 座 2024", "构件厂 = 6 座 2025"]),
        ("第一年完成4个以上，第二年完成9个以上，第三年完成15个以上样板工程。",
         ["样板工程 >= 4 个", "样板工程 >= 9 个", "样板工程 >= 15 个"]),
        ("建成样板工程30个，2023年10个，2024年20个，引进6个团队。",
         ["样板工程 = 30 个", "样板工程 = 10 个 2023", "样板工程 = 20 个 2024", "团队 = 6 个 2024"]),
        ("2023年遴选2个，引进6个软件团队。", ["软件团队 = 6 个 2023"]),
        ("2023年引进2家，2024年建成4座构件厂。", ["构件厂 = 4 座 2024"]),
        ("每年选树10个标杆项目、20名工匠。", ["标杆项目 = 10 个", "工匠 = 20 名"]),
        ("安装率、联网率达到100%、95%。", ["安装率 = 100 %", "联网率 = 95 %"]),
        ("研究中心、企业中心分别新增3家和8家。", ["研究中心 = 3 家", "企业中心 = 8 家"]),
        # verbs: whose object is counted, who does what, and those that are half a noun
        ("选派80名青年工程师到一线锻炼。", ["青年工程师 = 80 名"]),
        ("推动30家施工企业、10家设计企业完成转型。", ["施工企业 = 30 家", "设计企业 = 10 家"]),
        ("海沧区、集美区建成机器人产业园2个。", ["机器人产业园 = 2 个"]),
        ("主编或参编国家标准3项。", ["国家标准 = 3 项"]),
        ("建成和在建示范工程到2025年底达到15个。", ["示范工程 = 15 个 2025"]),
        ("培育研发机构5家。", ["研发机构 = 5 家"]),
        ("竣工联合验收时限压减至8个工作日以内。", ["竣工联合验收时限 <= 8 工作日"]),
        ("企业研发经费投入强度达到3%。", ["企业研发经费投入强度 = 3 %"]),
        ("完成传统厂房智能化改造50家。", ["传统厂房智能化改造 = 50 家"]),
        ("缩短工期10%以上。", ["工期 - 10 %"]),
        # a value in the name of what is counted
        ("培育营收超10亿元企业5家以上。", ["营收超10亿元企业 >= 5 家"]),
        ("占地5000平方米以上工地监测设备安装率达到100%。", ["占地5000平方米以上工地监测设备安装率 = 100 %"]),
        # brackets
        ("培育企业15家以上（2022年为4家），到2025年建成园区3个。", ["企业 >= 15 家", "园区 = 3 个 2025"]),
        ("力争打造示范项目（60个）。", ["示范项目 = 60 个"]),
        ("2023年完成工地100个（其中三星级10个），2024年完成200个。",
         ["工地 = 100 个 2023", "三星级 = 10 个 2023", "工地 = 200 个 2024"]),
        # units and ways to write numbers
        ("用工减少一半，效率提高1.5倍。", ["用工 - 50 %", "效率 + 150 %"]),
        ("泊位不少于2万个，新增装机容量80兆瓦。", ["泊位 >= 2 万个", "装机容量 = 80 兆瓦"]),
        ("形成3—5个产业集群。", ["产业集群 >= 3 个"]),
        ("应用率不低于80%（含）以上。", ["应用率 >= 80 %"]),
        ("现场抹灰用工减少三分之一以上，焊接效率提高四分之一。", ["现场抹灰用工 - 33.33 %", "焊接效率 + 25 %"]),
        ("软件产业规模三年翻两番。", ["软件产业规模 + 300 %"]),
        ("每年轮训不少于800人次，三年累计2400人次。", ["轮训 >= 800 人次", "轮训 = 2400 人次"]),
        ("扶持2家设计企业和7家施工企业由分包向总包转变。", ["设计企业 = 2 家", "施工企业 = 7 家"]),
        ("纳入信用体系的企业达到90家，占比60%。", ["信用体系的企业 = 90 家", "占比 = 60 %"]),
        ("单机工效达到人工的3倍。", ["单机工效 = 3 倍"]),
    ],
)  # fmt: skip
def test_what_a_sentence_undertakes(text: str, found: list[str]) -> None:
    assert short(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "装配率达到60%且采用两项以上智能装备的项目，可申报示范。", "信用得分在90分以上的企业，监管比例下调5个百分点。",
        "支付率超过95%时，提请市政府调整限额。", "严格执行居住建筑75%节能标准。", "评分权重不低于8%。",
        "把智能建造水平纳入招标评分，占比8%。", "将创新情况列入信用评价，权重不低于10%。",
        "将材料一式三份报送至市住建局。", "随机抽取5名专家组成验收组。", "专家评审组由5人以上单数组成。",
        "建立“一办五组”架构，五个专项组各司其职。", "打造“1+3+N”体系。", "同一企业每年最多申报2个项目。",
        "成立工作组，区财政局等11个部门为成员。", "列为市政府重点工作第15项。", "一次验收合格，二次装修。",
        "按照《支持智能建造八条》执行。", "市财政统筹安排不少于4000万元。", "3万平方米以上公共建筑须提交模型。",
        "分解为4大类15项任务。", "建成后年产值可达20亿元。", "打造3平方公里智能建造先行区。", "2022年，全市完成产值760亿元，同比增长6%。", "近几年累计建成智慧工地176个。",
    ],
)  # fmt: skip
def test_what_no_sentence_undertakes(text: str) -> None:
    assert short(text) == []


def test_the_heading_tells_goals_from_what_exists() -> None:
    text = "智慧工地累计60个，考勤率为87.6%。"
    assert short(text, "（一）现状") == []
    assert short(text, "（二）差距与目标") == ["智慧工地 = 60 个", "考勤率 = 87.6 %"]
    assert short("到2025年达到12家，2021年为5家。", "主要差距") == []
    assert short("建成示范项目20个。", "推进阶段（2023年5月—2024年12月）") == ["示范项目 = 20 个 2024"]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("2024年", 2024), ("（二）2024年", 2024), ("2.2024年重点任务", 2024), ("2024年：全面铺开", 2024),
        ("2024年（攻坚之年）", 2024), ("全面铺开（2024年）", 2024), ("到2024年的主要目标", 2024),
        ("2023—2024年工作安排", 2024), ("铺开期（2024年）", 2024),
        # all of the pilot, what is past, what only names a year
        ("2022—2025年重点任务", None), ("2021年工作", None), ("落实2022年试点名单", None), ("落实2024年世界装配式大会", None),
        ("重点任务", None), ("第二年", None),
    ],
)  # fmt: skip
def test_a_heading_says_when_what_stands_below_it_is_due(heading: str, year: int | None) -> None:
    assert [target.due for target in targets("建设构件厂6座。", heading)] == [END[year] if year else None]


def test_the_time_before_a_paragraph_holds_to_its_end() -> None:
    assert short("2024年：建设构件厂6座。引进团队3个。") == ["构件厂 = 6 座 2024", "团队 = 3 个 2024"]
    assert short("（二）2024年。建设构件厂6座。") == ["构件厂 = 6 座 2024"]
    assert short("2024年，建设构件厂6座。引进团队3个。") == ["构件厂 = 6 座 2024", "团队 = 3 个"]
    assert short("2021年：建设构件厂6座。引进团队3个。") == ["团队 = 3 个"]


def test_baseline_rate_and_day() -> None:
    assert targets("培育骨干企业15家以上（2022年为4家）。") == [Target("骨干企业", ">=", 15, "家", None, 4)]
    assert targets("每年发布榜单2批，支持项目10项。") == [
        Target("榜单", "=", 2, "批", None, None, "年"), Target("项目", "=", 10, "项", None, None, "年"),
    ]  # fmt: skip
    assert targets("2023年入库项目60个，以后每年新增不少于30个。")[1] == Target(
        "入库项目", ">=", 30, "个", None, None, "年"
    )
    first, second = targets("落实2030年前碳达峰要求，建成智能工厂5座，在2022年基础上能耗下降10%。")
    assert (first.due, second.due) == (None, None)
    assert targets("2023年9个、2024年7个试点项目，其中学校3个。")[2].due is None


def test_the_past_names_what_the_future_counts() -> None:
    assert targets("现有智能工厂4家，2025年增至12家。") == [Target("智能工厂", "=", 12, "家", END[2025])]
    assert short("目前已建成平台；接入项目683个。") == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign", "base"),
    [
        ("由36小时压缩至20小时以内", 20, "小时", "<=", 36),
        ("从3家到10家", 10, "家", "=", 3),
        ("达到2022年的2倍", 2, "倍", "=", None),
        ("一成二", 12, "%", "", None),
        ("逐年递增5%", 5, "%", "+", None),
        ("保持100%", 100, "%", "=", None),
        ("不超过1次", 1, "次", "<=", None),
        ("45万元/人", 45, "万元/人", "", None),
    ],
)
def test_quantities(text: str, value: float, unit: str, sign: str, base: float | None) -> None:
    (found,) = find(text, 0, len(text))
    assert (found.value, found.unit, found.comparator, found.baseline) == (value, unit, sign, base)


@pytest.mark.parametrize("text", ["第15项", "一式三份", "“1个平台+5大场景”", "百台级", "6个月内", "一次", "80后"])
def test_no_quantities(text: str) -> None:
    assert list(find(text, 0, len(text))) == []


def test_units() -> None:
    assert [unit_of(unit) for unit in ("％", "个百分点", "万平米", "台（套）", "个小时")] == [
        "%", "百分点", "万平方米", "台套", "小时",
    ]  # fmt: skip


@pytest.mark.parametrize("unit", "家 人次 万人次 千万户 台套 平方米 万平方米 百万平米 平方公里".split())
def test_counted_units(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit",
    """
    米 万米 公里 立方米 亩 万亩 吨 万吨标准煤 千克 万千克 千瓦 百万千瓦 千瓦时 亿千瓦时 兆瓦 学时 天 元 万亿元 % 台/套
    """.split(),
)
def test_measured_units(unit: str) -> None:
    assert not is_counted(unit)


def test_measured_units_make_no_count() -> None:
    assert short("新增5000米智慧管廊，新增5公里智慧管廊，新增300千瓦光伏，新增300兆瓦光伏，新增3座光伏电站。") == [
        "光伏电站 = 3 座"
    ]
    assert [q.unit for q in find("面积3米兰花，长5米线，宽6米、功率7千瓦、电量8千瓦时", 0, 30)] == [
        "米",
        "千瓦",
        "千瓦时",
    ]


def test_nouns_before_and_behind() -> None:
    assert before("各区培育智能工厂", 0, 8) == Named("智能工厂", 4, 8, "培育")
    assert before("推动项目装配率", 0, 7, counted=False) == Named("项目装配率", 2, 7, "推动")
    assert before("每年选派", 0, 4) == Named("", 0, 4, "选派")
    assert behind("骨干企业和20家配套企业", 0, 12) == Named("骨干企业", 0, 4)
    assert behind("完成首批改造", 0, 6) is None
    assert shared(Named("办结率、满意率", 0, 7), 2) == ["办结率", "满意率"]
    assert shared(Named("喷涂、抹灰等工序机械化率", 0, 12), 2) == ["喷涂工序机械化率", "抹灰等工序机械化率"]
    assert shared(Named("甲、乙、丙", 0, 5), 2) == []


@pytest.mark.parametrize(
    "text",
    [
        "产值翻一番", "成本降低一半", "由两成提升到六成", "占比百分之八", "不少于3,000 人", "５家", "三余座", "增长2倍", "为3—5个",
    ],
)  # fmt: skip
def test_a_text_with_a_quantity_is_looked_into(text: str) -> None:
    assert any_in(text, 0, len(text))
    assert list(find(text, 0, len(text)))


def test_a_text_without_one_is_not() -> None:
    text = "建成一批智能建造示范项目，完善2023年工作机制"
    assert not list(find(text, 0, len(text)))
    assert not any_in(text, 6, len(text))
