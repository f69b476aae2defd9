"""Another city's name as if it were the applicant's, and as another city's."""

import re

import pytest
from judging import footer, header, judged, outcome_of, reported

from pipeline.check.leftover.voice import OWN
from pipeline.document import Block, Table
from pipeline.findings import Finding
from pipeline.places.names import mentions

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
        "由安徽省芜湖市住建局牵头，2023年完成。",
        "在湖南省株洲市天元区选取6个项目开展试点。",
        "通过报纸和工地开放日广泛宣传，让攀枝花市广大市民了解并参与本市智能建造试点。",
        # a name for short
        "贴合佛山市情，形成可推广的做法。",
        "结合佛山实际探索新路子。",
        "力争用三年时间把芜湖建成全国知名的智能建造城市。",
        "助推芜湖建筑业由大变强、转型升级。",
        "叫响“芜湖智造”名片。",
        "到2025年底，芜湖新开工装配式建筑占比达到45%。",
        "到试点期末，芜湖智慧工地覆盖全部政府投资项目。",
        "芜湖智能建造产业园占地450亩，2024年投产。",
        "引导芜湖本地施工企业参与联合体。",
        "全市（芜湖市）建筑业企业820家。",
        "工作完成情况计入芜湖市各镇街绩效考核。",
        "通过三年努力，使芜湖成为智能建造示范城市。",
        "编制芜湖智能建造产业链图谱。",
        "宣传芜湖智能建造的特色亮点。",
        "结合中山实际制定细则。",
        "结合佛山实际制定细则。把佛山打造成为示范城市。推动佛山建筑业转型升级。打造“佛山智造”品牌。佛山智能建造产业园2024年建成。",
        # districts of another city
        "在镜湖区、弋江区先行试点，2023年各完成3个项目。",
        "（责任单位：镜湖区、弋江区政府）",
        "各区（镜湖区、弋江区、鸠江区）抓好落实。",
        # bodies and systems
        "由芜湖高新区管委会负责园区运营。",
        "（牵头单位：芜湖经开区管委会）",
        "模型成果统一汇入芜湖市CIM基础平台。",
        "竣工资料向芜湖市城建档案馆移交。",
        "报安徽省住房城乡建设厅备案。",
        "建立预警指标18项，使常州市建筑业监管由经验判断转向数据支撑。",
        "2023年底前修订台州市工程质量安全风险分级监管办法，对试点项目实行组合监管。",
        "首批项目竣工后总结成果，在嘉兴市全域推广成熟做法。",
        "由襄阳市施工图审查中心牵头开发审查插件，首批固化规则310条。",
        "模型汇入市城市信息模型平台，赤峰市城管、应急等部门可按权限调用。",
        "由仙桃市经信局、商务局负责产业培育。",  # a city of the same province, under no other
        "做强株洲智能建造产业，三年新增企业10家。",
        "使株洲智能建造总体水平进入全省前列。",
        "在西陵区、雨花区、岳麓区各选不少于2个项目，2023年开工。",  # the first is its own
        "在余杭区高标准建设智能建造产业基地，2024年建成。",
        "竣工模型移交浦东新区城建档案馆保存。",
        "由雄安新区住建局负责受理。",
        "各县区于2023年9月前申报；相城区要率先选择一个保障性住房项目参加试点。",
        "建立试点项目库，由余杭区、萧山区和各县按季度申报，市建设局审定。",
        "建设智能建造产业园，总投资18亿元，柯桥区同步布局二期用地300亩。",
        "在莘县产业园建设2000平方米实训中心。",
        "凡洛阳市辖区内登记的企业，均可申领首台套补助。",
        Table((("任务", "责任单位"), ("新业态", "市住建局、台州市财政局"))),
    ],
)
def test_a_leftover(text: str | Table) -> None:
    assert "residue.place" in reported(*PLAN, text)


@pytest.mark.parametrize(
    "text",
    [
        "与常州市共建工程总承包企业培育联盟，形成5家骨干企业。",
        "走出一条滨海城市、沿海城市智能建造的路子。",
        "在滨海新区划定产业园420亩，滨海新区管委会负责。",
        "新城区要率先选择2个项目参加试点。",
        "在江北区建设智能建造产业园，在城东区选取2个项目。",
        "由江北新区管委会牵头。",
        "同时抄送株洲市，两市建材互供时用得着。",
        "推广常州市建筑机器人应用的成熟做法。",
        "学习中山先生的建设思想，推进中山路改造。",
        "学习借鉴东莞市新出让用地约定智能建造方式的做法。",
        "荆州市已将智能建造要求写入出让合同，我市参照执行。",
        "深圳市已出台奖补办法，苏州市已公布项目库，我市于2023年公布。",
        "对口支援巴东县，培训建筑工人200人。",
        "支持苏州市装备企业来我市投资设厂，2023年引进3家。",
        "组织宣传芜湖市智能建造试点的经验。",
        "成都市推进模型审查的路径对我们也有启发。",
        "青岛市通过工地大数据开展风险预警，厦门市将竣工模型汇入城市信息模型平台，都给我们以启示。",
        "荆门市是鄂中的区域中心城市，与我市产业互补。",
        "合肥市2021年机器人产值已达120亿元，我市仅为其六分之一。",
        "常州模式启示我们，制度要先行。",
        "打造比肩苏州的智能建造高地。",
        "打造中西部“小深圳”，形成承接产业转移的样板。",
        "打造长沙、株洲、湘潭以外的第二个建筑机器人基地。",
        "推动武汉建筑业龙头企业来宜设立区域总部。",
        "推动襄阳、荆州建筑业协同发展。",
        "推进宜荆荆都市圈智能建造协同发展，推动荆州建筑产业配套。",
        "支持本地企业将合肥打造成为外拓市场的重点。",
        "到2025年，武汉建成全国智能建造试点城市，我市与其差距仍较大。",
        "到2025年，武汉、襄阳智能建造产值均将超过500亿元。",
        "把武汉作为首要的外拓市场，派驻办事处。",
        "把深圳建成的经验体系引进来，2023年落地应用。",
        "武汉智能建造产业园已于2021年建成，入驻企业80家，我市企业3家。",
        "武汉智能建造产业园规划建设二期，我市企业可借地布局。",
        "组织人员到长沙智能建造产业园参观，该园占地600亩。",
        "三一集团长沙智能建造产业基地为我市项目供应设备。",
        "与武汉共建智能建造产业园，2024年建成。",
        "在襄州区、樊城区设立联络处，与襄阳市共享检测资源。",
        "与襄州区、樊城区建立跨区构件互认机制。",
        "对口支援山南市加查县、琼结县建设装配式学校。",
        "北接远安县、保康县，南邻松滋市、公安县。",
        "由武汉高新区管委会与我市签订飞地协议，共建中试基地。",
        "引进由苏州工业园区管委会孵化的企业2家。",
        "学习武汉市CIM平台建设经验，2023年启动我市平台。",
        "接入省级平台，与武汉市CIM平台互联互通。",
        "通过武汉市公共资源交易中心采购。",
        "参照武汉市城建档案馆移交标准，制定我市标准。",
        "向武汉市城建档案馆学习移交办法。",
        "由江苏省住房和城乡建设厅发布的导则可供参考。",
        "邀请四川省住房城乡建设厅专家授课。",
        "根据武汉特色产业布局，我市错位发展配套产业。",
        "结合武汉实际开展的研究表明，机器人喷涂可节省人工四成。",
        "适应武汉市场需求，扩大构件外销。",
        "符合武汉市地方标准的构件可在我市直接使用。",
        "推广武汉智能建造经验，每季度组织观摩。",
        "加快武汉至宜昌高铁建设，推进沿线城市建设。",
        "推进南京路城市更新和西安路综合管廊项目。",
        "鼓励宜化集团与武汉本地企业组成联合体。",
        "支持武汉本地院校毕业生来宜就业。",
        "加快推进北京大学宜昌研究院建设。",
        "建设上海交大宜昌智能建造研究院，2024年建成。",
        "推动重庆建筑业机器人企业落户猇亭。",
        "提升重庆水路运输能力，建设三峡枢纽。",
        "在伍家岗区、西陵区选取10个项目开展试点。",
        "在宜都市、枝江市各建设1个智能建造基地。",
        "支持秭归县、长阳县、五峰县率先试行。",
        "实现武汉城市建设经验本地化。",
        "打造“深圳速度”宜昌版，项目审批提速一半。",
        "培育深圳模式的孵化器2家。",
        "中建三局武汉智能建造基地建设的管理平台在本市项目试用。",
        "2023年，武汉建成全国首条建筑机器人生产线，产品已在我市试用。",
        "到2025年，实现向成都、重庆市场年输出构件20万立方米。",
        "力争武汉新开工的地铁项目采用本地构件。",
        "确保武汉建筑业协会每年来宜举办一次培训。",
        "由武汉市住建局牵头的省级标准，我市参编2项。",
        "借鉴由青岛市住建局牵头编制的导则。",
        "武汉市住房和城乡建设局牵头编制的《BIM审查导则》发布后，我市及时采用。",
        "抓住武汉建设国家中心城市机遇，承接产业外溢。",
        "为武汉建筑业提供构件配套，打造配套基地。",
        "为武汉城市建设提供20万吨钢构件，提升外销能力。",
        "将武汉建成区作为重点市场。",
        "将北京、上海打造成为外拓市场桥头堡。",
        # words that hold the name of a county
        "由市住建局会同县政府组织实施。",
        "平台先覆盖东城区，再逐步推开。",
        "由市住建局和县政府联合印发，示范县政府负责落实。",
        "与洛阳市辖区内登记的3家企业签订合作协议。",
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
    assert "有 2 处（第 1–2 页）" in found.message


def test_what_a_section_on_others_tells_is_no_leftover() -> None:
    text = "成都市自2021年起在天府新区实行建筑信息模型报建，审批时间压缩四成。"
    assert "residue.place" in reported(*PLAN, "二、工作基础", text)
    assert "residue.place" not in reported(*PLAN, "二、外地经验", text)


TEMPLATE = (
    "全市辖金台、渭滨、陈仓、凤翔4个区和岐山、扶风、眉县、陇县、千阳、麟游、凤县、太白8个县，常住人口320万人。",
    "三、试点示范工程由凤翔区预制构件工厂供货，岐山县门窗工厂、眉县部品工厂和金台区卫浴工厂2023年改造。",
    "在眉县、陇县开展试点，由市住建局会同两县政府设立装备共享租赁站2个。",
)


def place(*texts: str) -> Finding | None:
    return next((f for f in judged("一、城市基本情况", *texts, *PLAN).findings if f.rule == "residue.place"), None)


def test_what_is_left_of_one_city_is_counted_to_the_last_district_and_quoted() -> None:
    found = place(*TEMPLATE)
    assert found and "但至少 6 处" in found.message and len(found.evidence) == 6


def test_a_district_by_itself_is_left_over_only_beside_more_of_its_city() -> None:
    assert place(TEMPLATE[1]) is None


@pytest.mark.parametrize(
    "text",
    [
        "与凤翔区共建构件运输联盟。",
        "构件由凤翔区某某建材有限公司供应。",
        "学习凤翔区的经验。",
        "建设连接凤翔区的跨市高速公路。",
        "凤翔区与我市产业互补。",
        "由夷陵区和西陵区率先实施。",
    ],
)
def test_neighbours_partners_and_firms_stay_so_beside_leftovers(text: str) -> None:
    found = place(TEMPLATE[0], text)
    assert found and len(found.evidence) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全市辖西陵、伍家岗、点军、猇亭、夷陵5个区和远安、兴山、秭归3个县。",
        "全市辖5个区、5个县，代管3个县级市。",
        "毗邻的宝鸡市与我市合作密切，下辖金台、渭滨、陈仓、凤翔4个区。",
    ],
)
def test_ones_own_districts_and_those_of_a_neighbour_are_no_leftovers(text: str) -> None:
    assert place(text) is None


def test_what_the_city_is_is_not_proved_by_another_citys_districts() -> None:
    report = judged("一、城市基本情况", TEMPLATE[0][: TEMPLATE[0].index("，常住")] + "，总面积1.8万平方公里。", *PLAN)
    assert outcome_of(report, "basics").verdict == "unsure"
    both = judged("一、城市基本情况", TEMPLATE[0].replace("，常住", "。2021年末常住"), *PLAN)
    told = outcome_of(both, "basics")
    assert told.verdict == "met" and all("金台" not in proof.quote for proof in told.evidence)


@pytest.mark.parametrize(("example", "pattern"), OWN.items())
def test_every_way_of_going_on_has_its_example(example: str, pattern: str) -> None:
    *_, (_, stop, _) = mentions(example)
    assert re.match(pattern, example[stop:])


def test_a_district_is_told_with_its_city() -> None:
    report = judged(*PLAN, "各县区于2023年9月前申报；相城区要率先选择一个保障性住房项目参加试点。")
    (found,) = (finding for finding in report.findings if finding.rule == "residue.place")
    assert "（苏州市相城区）" in found.message
