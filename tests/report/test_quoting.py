"""What is shown of a piece of evidence: clauses, cells with their row and column, and … at a cut."""

import pytest

from pipeline.check import load_profile
from pipeline.document import Block, Document, PageCoverage, Table
from pipeline.findings import Evidence
from pipeline.report.quoting import cited, in_clauses, quoted, shown
from pipeline.text.shortening import Telling, focused, shortened

PLACE = (
    "规划上，装配式项目给予面积奖励，最高加10分；招标中设置智能建造专项评分；"
    "质量监督由绍兴市住房和城乡建设局牵头推行“机器人实测实量＋监督抽检”模式，覆盖全市。"
)
GRID = Table(
    rows=(
        ("指标", "2023年", "2025年"),
        ("装配式建筑占新建建筑面积比例（%）", "30", "45"),
        ("智能建造骨干企业（家）", "2", "8"),
    )
)
TWO_HEADS = Table(
    rows=(("年度", "建造方式", ""), ("", "装配式建筑占比（%）", "示范工程（项）"), ("2024年", "42", "22")),
    merged=((0, 0, 2, 1), (0, 1, 1, 2)),
)
PHASES = Table(rows=(("阶段", "时间", "主要工作"), ("启动阶段", "2022年11月—2023年6月", "成立领导小组")))
PROJECTS = Table(rows=(("序号", "项目", "完成时限"), ("1", "编制招商目录", "2023年6月")))


def document(*blocks: Block) -> Document:
    return Document("方案.docx", "", "docx", blocks, 1, (PageCoverage(1, "text", 9),))


def proof(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(0, start, start + len(quote), quote, 1, ())


def in_text(text: str, quote: str, limit: int = 0) -> str:
    return shown(proof(text, quote), document(Block(text, "paragraph", 1)), limit)


def in_table(table: Table, quote: str, limit: int = 0) -> str:
    return shown(proof(table.text, quote), document(Block(table.text, "table", 1, table=table)), limit)


def test_of_a_time_before_a_long_clause_the_first_words_are_shown() -> None:
    rest = "政府投资的2万平方米以上公共建筑申请建设工程规划许可证和施工许可证时同步提交BIM模型并接受核查"
    said = in_text(f"自2023年7月1日起，{rest}。", "2023年7月1日起")
    assert said.startswith("自2023年7月1日起，政府投资的2万平方米以上公共建筑") and said.endswith("…")


def test_a_quote_that_begins_and_ends_within_clauses_is_shown_with_them_whole() -> None:
    said = in_text(PLACE, PLACE[PLACE.index("高加") : PLACE.index("模式")])
    assert said.startswith("…最高加10分；") and said.endswith("“机器人实测实量＋监督抽检”模式…")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "推行审图。2024年起，3万平方米以上的建筑实行BIM审图，比例过半。",
            "2024年起",
            "2024年起，3万平方米以上的建筑实行BIM审图…",
        ),
        ("编制图谱，2023年6月底前发布招商目录，由分管副市长任链长。", "2023年6月底前", "…2023年6月底前发布招商目录…"),
        ("完成改造，形成能力。时间：2023年10月。", "2023年10月", "时间：2023年10月。"),
        ("全年投入1,200万元；“首批完成。”其余跟进。", "1,200万元", "全年投入1,200万元"),
        ("全年投入1,200万元；“首批完成。”其余跟进。", "“首批完成。”", "“首批完成。”"),
        ("2022年7月18日", "2022年7月18日", "2022年7月18日"),
        ("甲" * 60 + "金额" + "乙" * 60, "金额", "…金额…"),
    ],
)
def test_a_date_or_figure_is_shown_with_what_is_said_of_it(text: str, quote: str, expected: str) -> None:
    assert in_text(text, quote) == expected


def test_a_cell_is_shown_with_its_row_and_column() -> None:
    assert in_table(GRID, "45") == "2025年 · 装配式建筑占新建建筑面积比例（%） · 45"
    assert in_table(PROJECTS, "2023年6月") == "完成时限 · 编制招商目录 · 2023年6月"
    assert in_table(PHASES, "2022年11月—2023年6月") == "启动阶段 | 2022年11月—2023年6月 | 成立领导小组"
    assert in_table(PHASES, "成立领导小组", 20) == "… | 成立领导小组"
    assert in_table(GRID, "30\t45") == "2023年 30 | 2025年 45"


def test_numbers_of_a_row_are_shown_with_the_titles_of_their_columns() -> None:
    works = Table((("序号", "指标", "2023年", "2025年"), ("1", "示范工程（项）", "7", "30")))
    assert in_table(works, "1\t示范工程（项）\t7\t30") == "1 | 示范工程（项） | 2023年 7 | 2025年 30"
    assert in_table(TWO_HEADS, "42\t22") == "建造方式 装配式建筑占比（%） 42 | 建造方式 示范工程（项） 22"
    assert in_table(PROJECTS, "1\t编制招商目录\t2023年6月") == "1 | 编制招商目录 | 2023年6月"


def test_a_category_does_not_name_a_row_nor_the_first_cells_a_long_one() -> None:
    goals = Table(
        (("类别", "指标", "单位", "2025年"), ("产业", "装配式建筑占比", "%", "50"), ("", "智能工厂", "家", "5"))
    )
    assert in_table(goals, "50") == "2025年 · 装配式建筑占比 · 50"
    row = ("1", "东津医院二期", "医院", "9.6", "2023年5月", "机房采用装配式机电模块，管线在工厂预制后整体吊装")
    projects = Table((("序号", "名称", "类型", "规模", "开工", "技术"), row))
    quote = "\t".join(row)
    assert in_table(projects, quote) == " | ".join(row)
    assert (
        in_table(projects, quote, 50)
        == "1 | 东津医院二期 | 医院 | … | 机房采用装配式机电模块，管线在工厂预制后整体吊装"
    )
    assert in_table(projects, quote, 40) == "1 | 东津医院二期 | … | 机房采用装配式机电模块，管线在工厂预制后整体…"


def test_of_a_long_row_the_cell_is_kept_that_speaks_of_the_requirement() -> None:
    row = (
        "2",
        "经开区标准厂房",
        "4个",
        "钢结构数字加工、智能吊装、进度模型",
        "解决构件错漏与工期延误等实际问题，工期缩短20%",
    )
    table = Table((("序号", "工程", "数量", "集成应用的技术", "解决的问题"), row))
    integration = next(one for one in load_profile().requirements if one.id == "demonstration.integration")
    found, plan = proof(table.text, "\t".join(row)), document(Block(table.text, "table", 1, table=table))
    assert "钢结构数字加工、智能吊装" in shown(found, plan, 40, integration)
    assert "钢结构数字加工" not in shown(found, plan, 40)


def test_a_shortened_quote_ends_with_a_clause_where_one_ends() -> None:
    assert quoted("政策文件上，年内印发行动计划，由市住房城乡建设局起草。", 18) == "政策文件上，年内印发行动计划…"
    assert quoted("政策文件上，由市住房和城乡建设局负责起草。", 16) == "政策文件上，由市住房和城乡建设…"
    assert quoted("甲\t乙丙丁戊己庚\t辛壬癸", 14) == "甲 | 乙丙丁戊己庚…"
    assert len(in_text(PLACE, PLACE[10:90], 40)) <= 40


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("名录库滚动收录施工25家、设计18家、装备11家、信息14家，入库企业给予奖励。", 26, "名录库滚动收录施工25家、设计18家、装备11家…"),
        ("三年实施示范工程42个，其中2023年14个、2024年16个、2025年12个。", 31, "三年实施示范工程42个，其中2023年14个…"),
        ("目录明确本地短缺的建筑机器人本体和工业级传感器和BIM内核等环节", 27, "目录明确本地短缺的建筑机器人本体和工业级传感器和…"),
        ("由高校教授帮助企业建立“设计—制造—装配”一体化的生产线", 23, "由高校教授帮助企业建立“设计—制造—装配”…"),
        ("由高校教授帮助企业建立“设计—制造—装配”一体化的生产线", 17, "由高校教授帮助企业建立…"),
        ("示范工程新开工的单体建筑面积合计3.5万平方米以上的", 19, "示范工程新开工的单体建筑面积合计…"),
        ("示范工程全部完成验收并且投入使用的时间是2023年6月底以前", 25, "示范工程全部完成验收并且投入使用的时间是…"),
        ("“浙里建”平台与“房屋全生命周期管理系统”全部完成对接联通", 12, "“浙里建”平台与…"),
        ("（由市住房和城乡建设局会同市财政局负责组织实施并按月通报）", 12, "（由市住房和城乡建设局…"),
    ],
)  # fmt: skip
def test_a_cut_leaves_numbers_words_and_brackets_whole(text: str, limit: int, expected: str) -> None:
    assert quoted(text, limit) == expected


def test_a_number_is_shown_with_all_rows_of_the_header_and_its_year() -> None:
    assert in_table(TWO_HEADS, "22") == "建造方式 示范工程（项） · 2024年 · 22"


def test_words_that_two_plans_share_are_shown_with_the_rest_of_their_clauses() -> None:
    text = "焊缝一次合格率99.5%以上，较2021年减少20个百分点（牵头单位：市住建局）。"
    assert in_clauses(text, 0, text.index(".")) == "焊缝一次合格率99.5%以上…"
    assert (
        in_clauses(text, 0, text.index("个")) == "焊缝一次合格率99.5%以上，较2021年减少20个百分点（牵头单位：市住建局）"
    )
    assert in_clauses(text, 17, text.index("：")) == "…较2021年减少20个百分点（牵头单位：市住建局）"


def test_what_lies_far_from_a_clause_s_border_begins_and_ends_with_an_item() -> None:
    text = "重点包括" + "甲乙丙丁" * 9 + "、×××人民医院、" + "戊己庚辛" * 11
    assert in_text(text, "×××") == "…×××人民医院…"


def test_quotation_marks_within_a_quotation_are_inner_ones() -> None:
    block = Block("“浙里建”平台与“‘房屋’系统”联通。", "paragraph", 1)
    assert cited(proof(block.text, "平台"), document(block)) == "“‘浙里建’平台与‘“房屋”系统’联通。”"


@pytest.mark.parametrize(
    ("id", "text", "limit", "kept"),
    [
        (
            "policy.plan",
            "2023年3月底前，由市住房城乡建设局起草、以市政府办公室名义印发《宝鸡市加快发展智能建造若干措施》，报省住房城乡建设厅备案。",
            50,
            "《宝鸡市加快发展智能建造若干措施》",
        ),
        (
            "policy.planning",
            "在城市更新片区采用预制外墙、预制保温一体化墙板的示范工程，由市住房城乡建设局核定后，预制部分建筑面积不计入容积率。",
            50,
            "容积率",
        ),
    ],
)
def test_a_cut_keeps_the_words_that_decide(id: str, text: str, limit: int, kept: str) -> None:
    about = load_profile().get(id)
    assert about is not None
    block = Block(text, "paragraph", 1)
    said = cited(proof(text, text), document(block), limit, about)
    assert kept in said and len(said) <= limit + 2
    assert kept not in cited(proof(text, text), document(block), limit)


def test_a_cut_begins_where_the_plan_does_unless_more_is_told_elsewhere() -> None:
    text = "每年安排2000万元，用于示范工程奖补，另外配套安排人才补贴，每年安排200万元。"
    assert focused(text, 20, ()) == shortened(text, 20)
    last = text.rindex("200万元")
    assert focused(text, 20, (Telling(last, last + 5, 1),)) == "…每年安排200万元。"
    assert focused(text, 0, ()) == text


def test_cells_of_a_table_are_not_quoted_as_if_they_stood_so() -> None:
    block = Block(GRID.text, "table", 1, table=GRID)
    said = cited(proof(GRID.text, "45"), document(block))
    assert said == "表格内容：2025年 · 装配式建筑占新建建筑面积比例（%） · 45"
