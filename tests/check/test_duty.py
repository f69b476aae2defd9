"""What a reader is shown of a duty."""

from dataclasses import replace

import pytest
from judging import judged, outcome_of

from corpora.build import raw_document
from corpora.reading import PLANS, read_plan
from pipeline.check import load_profile
from pipeline.check.duty import DOUBTED
from pipeline.document import PageCoverage, Table
from pipeline.journey import judge
from pipeline.text.commitment import ELSEWHERE


def test_a_lead_is_quoted_with_what_it_announces() -> None:
    lead, measure = "建设建筑业数字化监管平台。", "2023年8月完成一期，归并七个业务系统，实现危大工程同屏监管。"
    outcome = outcome_of(judged("三、创新管理机制", lead + measure), "governance.platform")
    assert outcome.verdict == "met"
    assert any(measure in proof.quote for proof in outcome.evidence)


def test_a_refusal_below_a_bare_lead_is_named() -> None:
    text = "审图。鉴于本地审图机构力量不足，试点期内暂不开展BIM审图，待条件成熟后再行研究。"
    outcome = outcome_of(judged("四、创新管理机制", text), "governance.bim_review")
    assert outcome.verdict == "missing"
    assert "暂不开展" in outcome.reason


def test_the_reason_names_the_other_line_of_business() -> None:
    text = "市级财政每年列支1500万元，用于老旧小区加装电梯和屋面防水，每部电梯补助18万元。"
    outcome = outcome_of(judged("一、完善政策体系", text), "policy.fiscal")
    assert outcome.verdict == "missing"
    assert "其他行业" in outcome.reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BIM审图因审查规则库尚不完善，本期暂缓，待国家审图标准发布后另行安排。", "留待以后"),
        ("BIM审图拟于本轮试点结束后另行部署。", "留待以后"),
    ],
)
def test_what_is_put_off_is_said_to_be_and_answered(text: str, said: str) -> None:
    report = judged("四、创新管理机制", text)
    assert said in outcome_of(report, "governance.bim_review").reason
    (found,) = (one for one in report.findings if one.requirement == "governance.bim_review")
    assert "改为分步安排" in found.advice


def test_what_a_weak_task_already_has_is_not_asked_for_again() -> None:
    report = judged("四、创新管理机制", "推行BIM报建，2023年6月起全市政府投资项目报建时一并提交BIM模型。")
    (found,) = (one for one in report.findings if one.requirement == "governance")
    assert found.verdict == "weak" and "BIM报建" not in found.message + found.advice
    assert found.severity == "warning"


def test_a_task_of_which_nothing_is_written_is_as_grave_as_one_left_out() -> None:
    report = judged("四、创新管理机制", "不断创新监管方式，提升管理效能，进一步优化营商环境。")
    (found,) = (one for one in report.findings if one.requirement == "governance")
    assert (found.verdict, found.severity) == ("weak", "error")


def test_a_gap_of_little_confidence_is_said_to_be_doubtful() -> None:
    report = judge(raw_document(read_plan(PLANS / "ct-04.md")), load_profile())
    gaps = [o for o in report.outcomes if o.requirement.kind == "duty" and o.verdict in ("weak", "missing")]
    said = {outcome.requirement.id: "把握不大" in outcome.reason for outcome in gaps}
    assert said == {outcome.requirement.id: outcome.confidence < DOUBTED for outcome in gaps}
    assert len(set(said.values())) == 2
    assert all(outcome.evidence for outcome in gaps if said[outcome.requirement.id]), "the sentence to look at is shown"


def test_a_bureau_is_no_other_line_of_business_and_an_early_start_no_lack() -> None:
    early = "我市数字住建工作起步较早，2020年建成工地视频监控系统，运行总体平稳。"
    assert "尚无" not in outcome_of(judged("四、创新管理机制", early), "governance.platform").reason
    assert not ELSEWHERE.search("牵头单位：市教育和体育局；以3座体育场馆为对象")
    assert ELSEWHERE.search("发展体育产业")


def test_what_only_looks_like_a_duty_is_apart() -> None:
    text = "支持市建工集团建设集团级项目管理平台，2023年底前将其承建的120个项目的人、机、料数据统一管理。"
    outcome = outcome_of(judged("四、创新管理机制", text), "governance.platform")
    assert outcome.verdict in ("weak", "missing") and "没有写到这项要求本身" in outcome.reason
    supervised = text.replace("建设集团级项目管理平台", "自建平台接入市级监管平台")
    assert outcome_of(judged("四、创新管理机制", supervised), "governance.platform").verdict == "met"


@pytest.mark.parametrize(
    ("text", "beside", "duty"),
    [
        (
            "2023年3月底前成立市智能建造试点工作领导小组，办公室设在市住建局，每季度召开一次会议",
            "对推诿扯皮、不作为的责任单位通报问责",
            "safeguards.mechanism",
        ),
        *(
            ("市资规局2023年6月底前将智能建造要求写入土地出让合同，首批住宅用地5宗，用地指标优先保障", beside, "policy.land")
            for beside in (
                "企业无需另行到窗口办理", "尚未开工的存量地块参照执行", "条件具备的地块优先供应",
            )
        ),
    ],
)  # fmt: skip
def test_a_clause_that_officials_add_everywhere_refuses_nothing(text: str, beside: str, duty: str) -> None:
    assert outcome_of(judged("四、政策与保障措施", f"{text}，{beside}。"), duty).verdict == "met"


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        (
            "支持闽北建设集团建设企业智慧工地平台，2023年底前将34个工地的人员、机械、视频全部接入。",
            "governance.platform",
        ),
        (
            "支持包头城建集团将其企业项目管理平台升级到3.0版，集成进度、劳务等模块，供集团所属项目使用。",
            "governance.platform",
        ),
        ("施工图审查业务系统增加电子签名签章功能，审图合格的平面图纸线上盖章、线上领取。", "governance.bim_review"),
        ("施工图实行网上送审，建设单位把盖章的平面图扫描上传，审查人员在线批注。", "governance.bim_review"),
        ("智能建造工作已列入市政府2022年重点工作清单，当年任务均已办结。", "safeguards.agenda"),
        ("2021年起，全市已实行监督人员“双随机”检查和企业信用评价，共检查工地312个。", "governance.supervision"),
    ],
)
def test_what_is_near_a_duty_or_over_does_not_fulfil_it(text: str, duty: str) -> None:
    assert outcome_of(judged("四、创新管理机制", text), duty).verdict in ("weak", "missing")


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("建设智能建造产业基地，规划用地460亩，建设标准厂房，待生产线到货后于2023年10月试产。", "industry.base"),
        ("每月调度一次县区进展，用地、报建、融资等跨部门事项由市级层面统筹解决。", "safeguards.coordination"),
        ("医药高新区工业用地出让时，对采用模块化厂房的项目允许分期缴纳土地价款，2023年起执行。", "policy.land"),
        (
            "建一个全市共用的建筑业数字化监管平台，把质监、安监、工资四条线并进来，县区只设账号不另建系统。",
            "governance.platform",
        ),
    ],
)
def test_what_only_sounds_like_a_refusal_or_another_trade_fulfils_it(text: str, duty: str) -> None:
    assert outcome_of(judged("四、重点任务", text), duty).verdict == "met"


def test_a_row_of_a_table_must_itself_name_what_its_duty_cannot_be_without() -> None:
    rows = (("事项", "内容", "时间"), ("网上申报", "报建材料网上填表，施工许可证改发电子证照", "2023年6月"))
    permits = Table((*rows, ("BIM审图", "政府投资房屋建筑工程施工图审查采用BIM模型", "2024年1月")))
    assert outcome_of(judged("四、创新管理机制", permits), "governance.bim_permit").verdict != "met"


def test_what_a_duty_cannot_be_without_must_be_named() -> None:
    paperless = "推进报建审批“无纸化”，申请人上传签章扫描图纸和电子证照即可办理，2023年6月起全市实行。"
    outcome = outcome_of(judged("四、创新管理机制", paperless), "governance.bim_permit")
    assert outcome.verdict in ("weak", "missing") and "没有写到这项要求本身" in outcome.reason
    with_models = paperless.replace("签章扫描图纸和电子证照", "BIM模型")
    assert outcome_of(judged("四、创新管理机制", with_models), "governance.bim_permit").verdict == "met"
    under = outcome_of(judged("四、创新管理机制", "（一）实行BIM报建", paperless), "governance.bim_permit")
    assert "没有写到这项要求本身" not in under.reason


def test_the_reason_claims_no_more_than_is_known_and_quotes_the_plan_alone() -> None:
    report = judged("一、完善政策体系", "金融机构要积极支持智能建造企业发展，拓宽融资渠道。")
    reason = outcome_of(report, "policy.finance").reason
    assert reason == "提到了这项要求，但只是原则性表述，没有写明具体举措、数量或时间。"
    reasons = [outcome.reason for outcome in report.outcomes if outcome.requirement.kind == "duty"]
    assert not [said for said in reasons if "“" in said]


def test_the_nearest_sentence_is_not_called_by_the_requirement() -> None:
    text = "园区载体初步形成，2019年建成宜昌装配式建筑产业园，占地800亩，入驻企业14家。"
    outcome = outcome_of(judged("二、工作基础", text), "industry.base")
    assert outcome.verdict == "missing" and outcome.reason.startswith("有与这项要求接近的语句，但该处只写了已有的基础")


def test_figures_on_industries_are_not_shown_as_near_a_duty() -> None:
    text = "装备制造规模以上企业146家，2021年产值286亿元，其中两家企业生产预制件自动生产线。"
    report = judged("一、工作基础", text, "二、重点任务", "（一）建设智能工厂", "建设智能工厂2座，2024年投产。")
    outcome = outcome_of(report, "factory.breakthrough")
    assert outcome.verdict == "missing" and not outcome.evidence


def test_a_heading_that_names_a_duty_is_shown_where_nothing_below_states_it() -> None:
    report = judged("一、重点任务", "（三）发布规划鼓励政策", "项目审批时间压减到5个工作日。")
    outcome = outcome_of(report, "policy.planning")
    assert outcome.verdict == "missing"
    assert [proof.quote for proof in outcome.evidence] == ["发布规划鼓励政策"]
    assert outcome.reason.startswith("有以“发布规划鼓励政策”为题的部分")


def test_the_advice_on_what_is_open_says_what_to_look_for() -> None:
    report = judged("一、试点目标", "到2025年，建成示范工程10个。")
    unread = replace(report.document, coverage=(*report.document.coverage, PageCoverage(2, "unreadable", 0)))
    (finding,) = (found for found in judge(unread, load_profile()).findings if found.requirement == "policy.land")
    assert finding.advice.startswith("请人工复核无法识别的页面是否已经写明；确未写明的，按以下要求补充：写明土地方面")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("智能建造已列入《宜昌市国民经济和社会发展第十四个五年规划》和2022年市政府重点工作。", True),
        ("2021年智能建造已列入市政府当年重点工作，相关任务全部完成并销号。", False),
    ],
)
def test_what_is_listed_already_is_listed(text: str, met: bool) -> None:
    outcome = outcome_of(judged("一、保障措施", text), "safeguards.agenda")
    assert (outcome.verdict == "met") is met


def test_a_quote_begins_behind_empty_cells() -> None:
    table = Table((("任务", "举措"), ("", "2023年6月底前印发《宜昌市推进智能建造若干措施》。")))
    (proof,) = outcome_of(judged("一、完善政策体系", table), "policy.plan").evidence
    assert proof.quote.startswith("2023年")


def test_a_list_of_buildings_names_no_measures() -> None:
    head, school = (
        ("序号", "项目名称", "建设单位", "建筑面积"),
        ("1", "职业技术学院智能建造实训基地", "职业技术学院", "3.2"),
    )
    text = ("一、培育专业人才", "大力培育智能建造专业人才。", "附件 智能建造示范工程清单")
    for title in ("项目名称", "培育内容"):
        report = judged(*text, Table(((head[0], title, *head[2:]), school)))
        quotes = [proof.quote for proof in outcome_of(report, "talent.base").evidence]
        assert any("实训基地" in quote for quote in quotes) == (title == "培育内容")


def test_an_intention_is_quoted_without_the_measure_behind_it() -> None:
    text = "加大财政资金投入。市科技局把建筑机器人纳入市级科技攻关“揭榜挂帅”项目，单个榜单资助200万元。"
    report = judged("一、完善政策体系", text)
    fiscal, science = outcome_of(report, "policy.fiscal"), outcome_of(report, "policy.technology")
    assert fiscal.verdict == "weak" and science.verdict == "met"
    assert [proof.quote for proof in fiscal.evidence] == ["加大财政资金投入。"]
    assert not any("财政资金" in proof.quote for proof in science.evidence)


def test_a_short_sentence_repeats_the_notice_and_a_long_one_copies_it() -> None:
    brief = "出台推动智能建造发展的政策文件或发展规划"
    whole = f"{brief}，在土地、规划、财政、金融、科技等方面发布实施行之有效的鼓励政策，形成可复制经验清单。"
    for text, said in ((f"{brief}。", "只复述了通知的要求"), (whole, "照抄通知原文")):
        assert said in outcome_of(judged("一、完善政策体系", text), "policy.plan").reason


def test_what_is_found_nowhere_is_called_by_its_name() -> None:
    land = outcome_of(judged("一、完善政策体系", "2023年6月底前印发发展规划。"), "policy.land")
    assert land.reason == f"全文没有找到{land.requirement.title}的具体安排。"


def test_each_element_is_quoted_as_a_reviewer_would_point_at_it() -> None:
    goals = ("到试点期满，建成示范项目30个，培育企业8家。", "各年度指标见下表。", "装配式建筑占比达到45%。")
    tasks = (
        "2023年3月底前印发《宜昌市智能建造若干措施》，市住建局牵头。",
        "三年建设示范项目30个，首批10个2023年6月开工。",
    )
    plan = judged(
        "二、试点目标", goals[0] + goals[1], goals[2], "三、重点任务", *tasks, "四、实施计划",
        "启动期：2022年11月至2023年6月。印发政策，首批项目开工。", "推进期：2023年7月至2024年12月。平台上线，产业园投用。",
        "收官期：2025年1月至2025年10月。总结评估，形成经验。",
    )  # fmt: skip
    quotes = {id: [proof.quote for proof in outcome_of(plan, id).evidence] for id in ("goals", "content", "schedule")}
    assert quotes["goals"] == [goals[0], goals[2]]
    assert quotes["content"] == [tasks[0], tasks[1]]
    assert [quote[:3] for quote in quotes["schedule"]] == ["启动期", "推进期", "收官期"]
    assert all(quote.count("。") == 2 for quote in quotes["schedule"])


def test_what_there_is_is_quoted_with_what_is_to_come() -> None:
    text = "经开区智能装备产业园现有入园企业58家、厂房31万平方米。从2023年起划出6万平方米专门接纳建筑机器人企业，三年入驻20家。"
    outcome = outcome_of(judged("三、重点任务", "（二）培育智能建造产业", text), "industry.base")
    assert outcome.verdict == "met"
    assert outcome.evidence[0].quote.endswith("三年入驻20家。")


def test_the_task_itself_is_quoted_before_the_goals() -> None:
    goal, task = "到2025年底，建成部品部件智能工厂8家。", "改造3家构件厂，新建整体卫浴智能工厂2座，2025年6月前投产。"
    report = judged("二、试点目标", goal, "三、重点任务", "（五）建设部品部件智能工厂", task)
    quotes = [proof.quote for proof in outcome_of(report, "factory.build").evidence]
    assert quotes[0] == task


def test_the_safeguards_are_quoted_duty_by_duty() -> None:
    agenda = "将智能建造列入2023年市政府重点工作和《宜昌市城乡建设“十四五”规划》。"
    mechanism = "成立由市长任组长的智能建造试点工作领导小组，办公室设在市住建局。"
    coordination = "领导小组每季度召开一次协调会，研究解决跨部门难题。"
    report = judged("三、重点任务", "2023年6月底前印发《若干措施》。", "五、保障措施", agenda, mechanism, coordination)
    assert [proof.quote for proof in outcome_of(report, "safeguards").evidence] == [agenda, mechanism, coordination]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("智能建造专项信贷产品待与银行谈妥后再行研究。", "但该处写的是暂不开展，留待以后"),
        ("试点期内不安排贷款贴息和工程保险补贴。", "但该处写明不开展或不作要求"),
        ("贷款贴息待省里统一的办法出台后再作研究，本轮试点暂不开展。", "但该处写的是暂不开展，留待以后"),
        (
            "智能建造贷款和保险由省里统一部署，本市不单独安排。",
            "但该处写的是由上级统一实施或部署，没有写本市怎样衔接、何时落实",
        ),
    ],
)
def test_a_refusal_is_called_what_it_is(text: str, why: str) -> None:
    outcome = outcome_of(judged("三、重点任务", "（一）完善政策体系", text), "policy.finance")
    assert outcome.verdict == "missing" and outcome.reason == f"有与这项要求接近的语句，{why}。"


def test_a_lack_is_no_finished_work() -> None:
    base = "目前智能建造企业融资难、融资贵，信贷和保险产品尚不足以支撑企业转型。"
    outcome = outcome_of(
        judged("二、工作基础", base, "三、重点任务", "2023年6月底前印发《若干措施》。"), "policy.finance"
    )
    assert outcome.verdict == "missing" and "只说目前尚无或尚存不足" in outcome.reason


@pytest.mark.parametrize(
    ("heading", "text", "duty"),
    [
        (
            "（二）发展新产业",
            "智能运维等新业态投入大、回报慢，试点期内以观望为主，不布局此类产业项目。",
            "industry.emerging",
        ),
        ("（二）发展新产业", "能否引进建筑机器人企业取决于用地是否批复，新产业培育保持现状。", "industry.emerging"),
        ("（五）加强统筹协调", "试点期间不建立联席会议和调度制度，各部门按职责自行推进。", "safeguards.coordination"),
        (
            "（四）数字监管",
            "住房和城乡建设部组织建设全国建筑市场监管公共服务平台，各地数据统一汇入。",
            "governance.platform",
        ),
        (
            "（四）数字监管",
            "省住房和城乡建设厅计划于2023年上线全省工程监管平台，统一覆盖各地工地。",
            "governance.platform",
        ),
        ("（三）试点示范", "省会城市公布了首批智能建造示范工程名单20个，示范带动明显。", "demonstration.projects"),
        ("（一）规划支持", "沿海部分城市对装配式外墙明确不计容，上限为3%，企业反响良好。", "policy.planning"),
        ("（六）科技政策", "“十三五”期间，3家企业通过高新技术企业认定，获批省科技计划项目9项。", "policy.technology"),
    ],
)
def test_what_is_declined_or_done_by_others_or_long_ago_fulfils_nothing(heading: str, text: str, duty: str) -> None:
    assert outcome_of(judged("三、重点任务", heading, text), duty).verdict in ("missing", "weak")


@pytest.mark.parametrize(
    ("heading", "text", "duty"),
    [
        (
            "（二）发展新产业",
            "不再观望，2023年引进建筑机器人企业3家，2025年形成年产500台的能力。",
            "industry.emerging",
        ),
        (
            "（四）数字监管",
            "在住房和城乡建设部统一标准下，市住建局2023年10月上线建筑业监管平台，接入工地300个。",
            "governance.platform",
        ),
        (
            "（三）试点示范",
            "对标省会城市做法，市住建局2023年6月底前公布首批智能建造示范工程8个。",
            "demonstration.projects",
        ),
        (
            "（六）科技政策",
            "在“十三五”科技工作基础上，2023年起对首次通过高新技术企业认定的智能建造企业奖励20万元。",
            "policy.technology",
        ),
    ],
)
def test_who_acts_here_beside_others_fulfils_it(heading: str, text: str, duty: str) -> None:
    assert outcome_of(judged("三、重点任务", heading, text), duty).verdict == "met"


TOLD = [
    (
        "资规部门核发规划条件时一并载明预制构件和BIM模型的应用比例。",
        "policy.planning",
        "资规部门核发规划条件时做好服务。",
    ),
    (
        "试点项目竣工后，由市级国库一次性拨给建设单位80万元。",
        "policy.fiscal",
        "试点项目竣工后，由市级国库管理中心开展业务指导。",
    ),
    (
        "市产投公司出资3亿元，联合社会资本设立直投平台，投向智能建造初创团队。",
        "policy.finance",
        "动员市产投公司和社会资本关注智能建造初创团队。",
    ),
    (
        "智能建造企业凭合同申领创新券，每家发放不超过10万元。",
        "policy.technology",
        "广泛宣传创新券等科技惠企政策。",
    ),
    (
        "每年组织实施3个智能建造样板工程，完成情况计入考核。",
        "demonstration.projects",
        "每年评选物业管理样板小区3个。",
    ),
    (
        "支持注塑机企业转产砌筑、喷涂机械手，2024年建成产线2条。",
        "industry.emerging",
        "鼓励注塑机企业向高端化转型。",
    ),
    (
        "总包企业把不少于25%的分包份额交给名录内智能安装、检测企业承接，市住建局按季核对。",
        "industry.supporting",
        "总包企业应按合同及时支付分包企业工程款。",
    ),
    (
        "质监站派员驻厂监督构件生产，赋码出厂的构件进场免检，2024年1月起执行。",
        "governance.supervision",
        "质监站派员参加构件生产观摩。",
    ),
]


@pytest.mark.parametrize(("text", "duty"), [(text, duty) for text, duty, _ in TOLD])
def test_other_words_for_an_act_and_its_object_fulfil_a_duty(text: str, duty: str) -> None:
    assert outcome_of(judged("三、重点任务", "（一）统筹推进有关工作", text), duty).verdict == "met"


@pytest.mark.parametrize(("text", "duty"), [(text, duty) for _, duty, text in TOLD])
def test_the_same_words_without_the_act_fulfil_nothing(text: str, duty: str) -> None:
    assert outcome_of(judged("三、重点任务", "（一）统筹推进有关工作", text), duty).verdict in ("missing", "weak")


@pytest.mark.parametrize("refused", ["暂不实行。", "待条件成熟后再行研究。"])
def test_other_words_for_a_refusal_are_one(refused: str) -> None:
    text = f"资规部门核发规划条件时一并载明预制构件和BIM模型的应用比例，{refused}"
    outcome = outcome_of(judged("三、重点任务", "（一）统筹推进有关工作", text), "policy.planning")
    assert outcome.verdict in ("missing", "weak")
