"""Agencies: whose names are read whole, and what the grammar around them says they do."""

import pytest

from pipeline.document import Block, Document, PageCoverage
from pipeline.extract import extract
from pipeline.findings import Agency
from pipeline.segment import segment


def agencies(text: str) -> list[tuple[str, str]]:
    made = Document("x", "0" * 64, "docx", (Block(text, "paragraph", 1),), 1, (PageCoverage(1, "text", 1),))
    values = [fact.value for fact in extract(made, segment(made))]
    return [(value.name, value.role) for value in values if isinstance(value, Agency)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 由 governs the whole list
        ("由市应急管理局、市住建局联合组织演练。", [("市应急管理局", "responsible"), ("市住建局", "responsible")]),
        ("统计口径由市统计局确定。", [("市统计局", "responsible")]),
        ("日常工作由市建筑节能中心承担。", [("市建筑节能中心", "responsible")]),
        ("由市政府分管副市长召集。", [("市政府", "")]),
        ("由市财政局在年度预算中安排。", [("市财政局", "responsible")]),
        ("由市住建局会同市财政局对项目进行评估。", [("市住建局", "lead"), ("市财政局", "support")]),
        ("由市规划局将装配率在出让条件中明确，市住建局抽查。", [("市规划局", "responsible"), ("市住建局", "")]),
        ("由市住建局在职责之外。", [("市住建局", "")]),
        # titles, brackets and labels
        ("以市大数据局为牵头单位。", [("市大数据局", "lead")]),
        ("市城投公司作为实施主体，负责建设。", [("市城投公司", "responsible")]),
        ("市发改委（牵头）、市住建局。", [("市发改委", "lead"), ("市住建局", "")]),
        ("牵头单位 市科技局；配合单位 市工信局", [("市科技局", "lead"), ("市工信局", "support")]),
        ("市住建局负责牵头，市财政局配合。", [("市住建局", "lead"), ("市财政局", "support")]),
        # units that are no agencies count where their verb says what they do
        ("市供电公司、市水务集团参与编制方案。", [("市供电公司", "support"), ("市水务集团", "support")]),
        ("市建筑业协会协助数据采集。", [("市建筑业协会", "support")]),
        ("鼓励行业协会参与标准制定，市城投集团带头应用。", []),
        # 会同, also without its subject
        ("会同市教育局、市人社局开展试点。", [("市教育局", "support"), ("市人社局", "support")]),
        ("市住建局要会同市市场监管局制定标准。", [("市住建局", "lead"), ("市市场监管局", "support")]),
        ("市档案馆配合市住建局做好接收。", [("市档案馆", "support"), ("市住建局", "")]),
        # units that sign for what the sentence before demands, and labels without 单位
        ("一季度印发扶持意见。市经信局、市住建委。", [("市经信局", "responsible"), ("市住建委", "responsible")]),
        ("出让条件注明比例。责任市资规局", [("市资规局", "responsible")]),
        (
            "新工地随进随接。（责任：市住建局、市大数据局）",
            [("市住建局", "responsible"), ("市大数据局", "responsible")],
        ),
        ("平台2023年上线（贲任单位：市住建局）。", [("市住建局", "responsible")]),  # as scanners' text layers have it
        ("入库2家。（贲仼部门 市科技局）", [("市科技局", "responsible")]),
        ("【分工】市工信局。", [("市工信局", "responsible")]),
        ("市住建局于2023年5月底前会同市财政局制定。", [("市住建局", "lead"), ("市财政局", "support")]),
        ("市财政局、市科技局：负责资金安排。", [("市财政局", "responsible"), ("市科技局", "responsible")]),
        # lists that end in somebody unnamed
        ("各区政府、市直有关部门按职责分工负责。", [("各区政府", "responsible")]),
        ("深圳市住房和建设局、龙岗区政府协同推进。", [("深圳市住房和建设局", ""), ("龙岗区政府", "")]),
        ("其他行业主管部门参照执行。", []),
    ],
)
def test_roles(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text) == found


@pytest.mark.parametrize(
    "name",
    [
        "市委改革办", "市外事办", "市委督查室", "市融媒体中心", "团市委", "市住房城乡建设主管部门", "各设区市住房城乡建设局",
        "溧水区住房保障和房产局", "东湖高新区管委会", "临空经济区管委会", "住房和城乡建设部办公厅", "市建筑工程质量监督总站",
        "县级住建部门", "各区（开发区）住建局", "市中区住建局", "乐山市市中区住建局",
    ],
)  # fmt: skip
def test_names_are_read_whole(name: str) -> None:
    assert agencies(f"{name}做好服务保障。") == [(name, "")]


def test_a_place_is_part_of_the_name_but_not_of_the_market() -> None:
    assert agencies("北京市场监管部门的做法。") == [("市场监管部门", "")]
    assert agencies("企业注册所在地税务局负责辅导。") == [("税务局", "responsible")]
