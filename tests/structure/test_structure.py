"""From raw blocks to headings, paragraphs and furniture."""

import pytest

from pipeline.document import Block, Document, PageCoverage, Run
from pipeline.segment import segment
from pipeline.structure import structure
from pipeline.text.sentences import sentences


def document(*lines: str | Block) -> Document:
    blocks = tuple(line if isinstance(line, Block) else Block(line, "paragraph", 1) for line in lines)
    return Document("方案.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 1),))


def line(text: str, x0: float, x1: float, top: float, *, page: int = 1, size: float = 16, bold: bool = False) -> Block:
    box = (x0, top, x1, top + size)
    return Block(text, "line", page, box, runs=(Run(0, len(text), page, box, bold, size),))


def outline(found: Document) -> list[tuple[int | None, str, str]]:
    return [(block.level, block.number, block.text) for block in found.blocks if block.kind == "heading"]


def test_levels_follow_the_order_of_nesting() -> None:
    found = structure(
        document("一、总体要求", "（一）工作目标", "1.产业规模", "到2025年达到百亿元。", "二、保障措施", "成立专班。")
    )
    assert outline(found) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "工作目标"),
        (3, "1.", "产业规模"),
        (1, "二、", "保障措施"),
    ]


def test_chapters_stand_above_han_numbers() -> None:
    found = structure(
        document("第一章 总则", "一、背景", "现状良好，基础扎实。", "第二章 任务", "一、平台", "建设监管平台。")
    )
    assert [level for level, _, _ in outline(found)] == [1, 2, 1, 2]


def test_a_run_in_heading_is_split_from_its_body() -> None:
    found = structure(document("一、任务", "（一）完善政策体系。2023年底前出台实施意见。"))
    assert outline(found)[1] == (2, "（一）", "完善政策体系。")
    assert found.blocks[-1].text == "2023年底前出台实施意见。"
    assert found.blocks[-1].kind == "paragraph"


def test_a_list_below_a_heading_is_no_heading() -> None:
    found = structure(document("一、目标", "1.产值达到100亿元；", "2.企业达到50家；", "3.示范项目20个。"))
    assert outline(found) == [(1, "一、", "目标")]
    assert [block.kind for block in found.blocks[1:]] == ["list_item"] * 3
    assert found.blocks[1].number == "1."


def test_an_automatic_number_counts_like_a_typed_one() -> None:
    typed = structure(document("一、任务", "（一）政策", "出台意见。"))
    automatic = structure(
        document(
            Block("任务", "paragraph", 1, number="一、"), Block("政策", "paragraph", 1, number="（一）"), "出台意见。"
        )
    )
    assert [s.heading for s in segment(typed)] == [s.heading for s in segment(automatic)]
    assert outline(typed) == outline(automatic)


def test_unnumbered_bold_lines_are_headings() -> None:
    bold = [
        Block(text, "paragraph", 1, runs=(Run(0, len(text), 1, None, True, 16),))
        for text in ("总体要求", "重点任务", "组织保障")
    ]
    body = [
        Block(text * 9, "paragraph", 1, runs=(Run(0, 9 * len(text), 1, None, False, 16),))
        for text in ("推动建筑业转型。",) * 3
    ]
    found = structure(document(*[block for pair in zip(bold, body, strict=True) for block in pair]))
    assert [text for _, _, text in outline(found)] == ["总体要求", "重点任务", "组织保障"]


@pytest.mark.parametrize("bold", [True, False])
def test_headings_may_be_of_two_characters(*, bold: bool) -> None:
    text = "由市住房城乡建设局牵头，每季度调度一次，年底前完成全部任务。"
    lines = [
        Block(word, "paragraph", 1, runs=(Run(0, 2, 1, None, bold, 16),)) if bold else Block(word, "paragraph", 1)
        for word in ("园区", "工程", "队伍")
    ]
    pairs = [block for line in lines for block in (line, text)]
    found = structure(document("徐州市智能建造试点实施方案", *pairs))
    assert [heading for _, _, heading in outline(found)] == ["园区", "工程", "队伍"]
    fragments = structure(document("本市的", "园区", "建设。", *[text] * 3))
    assert not outline(fragments)


def test_the_contents_page_is_furniture_but_kept() -> None:
    found = structure(
        document(
            "目录", "一、总体要求……1", "二、主要任务……3", "三、保障措施……9", "一、总体要求", "以新发展理念为指导。"
        )
    )
    assert [block.reason for block in found.blocks[:4]] == ["contents"] * 4
    assert [text for _, _, text in outline(found)] == ["总体要求"]


@pytest.mark.parametrize(
    "typed",
    [
        ("装配式建筑占比(%)\t50", "智能建造示范项目(个)\t12", "培育骨干企业(家)\t30"),
        ("2023年\t10", "2024年\t20", "2025年\t30"),
        ("总体要求\t9", "主要目标\t3", "保障措施\t1"),
    ],
)
def test_a_table_typed_with_tabs_is_no_contents_page(typed: tuple[str, ...]) -> None:
    body = ("2023年：建成项目10个。", "2024年：建成项目20个。", "2025年：建成项目30个。", "二、保障措施", "加强领导。")
    found = structure(document("一、主要目标", "到2025年，各项指标如下。", *typed, *body))
    assert not [block for block in found.blocks if block.kind == "furniture"]
    assert [text for _, _, text in outline(found)] == ["主要目标", "保障措施"]


@pytest.mark.parametrize("head", [("目录",), ()])
def test_a_contents_page_may_be_typed_with_tabs(head: tuple[str, ...]) -> None:
    lines = ("一、总体要求\t1", "二、主要任务\t3", "（一）完善政策体系\t3", "三、保障措施\t9")
    body = (
        "一、总体要求",
        "以新发展理念为指导。",
        "二、主要任务",
        "（一）完善政策体系。出台政策。",
        "三、保障措施",
        "加强领导。",
    )
    found = structure(document(*head, *lines, *body))
    count = len(head) + len(lines)
    assert [block.reason for block in found.blocks] == ["contents"] * count + [""] * (len(found.blocks) - count)


def test_a_contents_page_names_headings_that_word_numbers() -> None:
    lines = ("一、总体要求\t1", "二、主要任务\t3", "三、保障措施\t9")
    names = (("一、", "总体要求"), ("二、", "主要任务"), ("三、", "保障措施"))
    body = (part for number, text in names for part in (Block(text, "paragraph", 1, number=number), "出台政策。"))
    found = structure(document(*lines, *body))
    assert [block.reason for block in found.blocks[:3]] == ["contents"] * 3


def test_the_cover_notice_and_title_are_not_the_plan() -> None:
    found = structure(
        document(
            "关于印发智能建造试点实施方案的通知",
            "各区县人民政府：",
            "现印发给你们。",
            "徐州市智能建造试点实施方案",
            "一、目标",
            "产值百亿元。",
        )
    )
    assert [block.reason for block in found.blocks[:4]] == ["cover", "cover", "cover", "title"]
    assert [(s.level, s.heading) for s in segment(found)] == [(0, "徐州市智能建造试点实施方案"), (1, "一、目标")]


@pytest.mark.parametrize("line", ["（2022年11月）", "（柳州市人民政府　2022年7月）", "（义乌市申报方案）", "2022年7月"])
def test_day_office_and_draft_below_the_title_may_stand_in_brackets(line: str) -> None:
    found = structure(document("株洲市智能建造试点实施方案", line, "一、目标", "产值百亿元。"))
    assert [block.reason for block in found.blocks[:2]] == ["title", "cover"]


def test_a_title_on_two_lines_is_one_also_where_each_looks_like_a_heading() -> None:
    def large(text: str) -> Block:
        return Block(text, "paragraph", 1, runs=(Run(0, len(text), 1, None, True, 22),))

    goal = "到2025年产值达到百亿元，比2021年翻一番，智能建造项目达到三十个。"
    front = (large("绍兴市智能建造试点"), large("实施方案"), "绍兴市人民政府")
    found = structure(document(*front, large("一、目标"), goal, large("二、保障措施"), goal))
    assert [block.reason for block in found.blocks[:2]] == ["title", "cover"]
    assert [s.heading for s in segment(found)] == ["绍兴市智能建造试点实施方案", "一、目标", "二、保障措施"]


def test_hard_wrapped_lines_become_one_paragraph_across_pages() -> None:
    first = line("一、城市基本情况", 120, 260, 80)
    full = [
        line("某市地处平原，常住人口九百万人，建筑业是本市的支柱产业之一，" * 1, 120, 520, 110 + 28 * i)
        for i in range(1)
    ]
    rest = [line("全市有资质的企业两千余家，产值连年增长，带动就业数十万人，", 90, 520, 140 + 28 * i) for i in range(9)]
    last = line("前景广阔。", 90, 170, 80, page=2)
    found = structure(document(first, *full, *rest, last))
    assert [block.kind for block in found.blocks] == ["heading", "paragraph"]
    assert found.blocks[1].text.endswith("数十万人，前景广阔。")
    assert {run.page for run in found.blocks[1].runs} == {1, 2}
    for run in found.blocks[1].runs:
        assert found.blocks[1].text[run.start : run.stop].strip()


@pytest.mark.parametrize(("room", "parts"), [(4.2, 1), (8.0, 2)])
def test_ragged_lines_of_a_paragraph_are_joined(room: float, parts: int) -> None:
    full = [line("全市有资质的企业两千余家，产值连年增长，带动就业数十万人，", 90, 520, 140 + 28 * i) for i in range(9)]
    ragged = line("由市住房城乡建设局会同有关部门起草加快推进智能建造发展的实施意", 90, 520 - 16 * room, 392)
    found = structure(document(*full, ragged, line("见》，2023年6月底前印发。", 90, 300, 420)))
    assert len(found.blocks) == parts


def test_a_day_closes_what_it_signs() -> None:
    full = [line("全市有资质的企业两千余家，产值连年增长，带动就业数十万人，", 90, 520, 140 + 28 * i) for i in range(9)]
    signed = line("2022年8月5日", 424, 520, 420), line("（联系人电话另附）", 90, 300, 448)
    found = structure(document(line("总结到位。", 90, 180, 112), *full, line("前景广阔。", 90, 180, 392), *signed))
    assert "2022年8月5日" in [block.text for block in found.blocks]


def test_quotes_in_a_row_go_to_the_next_line_together() -> None:
    full = [line("全市有资质的企业两千余家，产值连年增长，带动就业数十万人，", 90, 520, 140 + 28 * i) for i in range(9)]
    ragged = line("全市上下要乘势而上，推动政策", 90, 410, 392)
    found = structure(
        document(*full, ragged, line("从“有”到“优”、产业从“散”到“聚”，以一域之光为全局添彩。", 90, 500, 420))
    )
    assert [block.text[-40:] for block in found.blocks] == [
        "乘势而上，推动政策从“有”到“优”、产业从“散”到“聚”，以一域之光为全局添彩。"
    ]


@pytest.mark.parametrize("at", range(2, 12))
def test_a_title_in_large_type_is_one_wherever_it_is_broken(at: int) -> None:
    whole = "成都市创建智能建造试点城市工作方案"
    title = [line(part, 92, 92 + 22 * len(part), top, size=22) for part, top in ((whole[:at], 110), (whole[at:], 147))]
    text = [line("为推动建筑业转型升级，制定本方案。", 111, 400, 184), line("一、总体要求", 111, 200, 212)]
    found = structure(document(*title, *text, line("到2025年建成平台，全市新建项目全部接入。", 111, 300, 240)))
    assert [block.text for block in found.blocks if block.reason == "title"] == [whole]
    assert outline(found) == [(1, "一、", "总体要求")]


@pytest.mark.parametrize(("head", "tail"), [("（2022—", "2025年）"), ("（征求意", "见稿）")])
def test_a_title_whose_brackets_are_broken_over_lines_is_one(head: str, tail: str) -> None:
    title = [line(f"江门市智能建造试点工作实施方案{head}", 92, 510, 110, size=22), line(tail, 254, 347, 147, size=22)]
    text = [line("为推动建筑业转型升级，制定本方案。", 111, 400, 184), line("一、总体要求", 111, 200, 212)]
    found = structure(document(*title, *text, line("到2025年建成平台。", 111, 300, 240)))
    assert [block.text for block in found.blocks if block.reason == "title"] == [title[0].text + tail]
    assert outline(found) == [(1, "一、", "总体要求")]


def test_a_heading_at_the_foot_of_a_page_is_seen_though_a_page_number_follows() -> None:
    text = "由市住房城乡建设局牵头，每季度调度一次，年底前完成全部任务。"
    foot = [Block(word, "furniture", 1) for word in ("— 1 —", "申报材料")]
    lines = [line for word in ("园区", "工程", "队伍") for line in (word, *foot, text)]
    found = structure(document("徐州市智能建造试点实施方案", *lines))
    assert [heading for _, _, heading in outline(found)] == ["园区", "工程", "队伍"]


def test_a_full_stop_as_in_english_ends_a_heading_and_a_sentence() -> None:
    text = "（一）组织保障.成立由区长任组长的领导小组,办公室设在区住房城乡建委.每月汇总进度."
    found = structure(document("一、保障措施", text, "（二）资金保障.区财政安排资金."))
    assert [block.text for block in found.blocks if block.kind == "heading"] == ["保障措施", "组织保障.", "资金保障."]
    assert len(list(sentences(found.blocks[2]))) == 2


def test_a_paragraph_that_swallowed_its_headings_is_split() -> None:
    body = "深入贯彻部署，扎实推进各项工作，确保取得实效。" * 12
    found = structure(
        document(
            f"某市方案如下。一、工作目标建成示范城市。{body}二、工作措施开展建设。{body}三、工作要求加强领导。{body}"
        )
    )
    assert [number for _, number, _ in outline(found)] == ["一、", "二、", "三、"]


def test_what_was_swallowed_counts_on_over_paragraphs() -> None:
    body = "深入贯彻部署，扎实推进各项工作，确保取得实效。" * 14
    first, rest = (
        f"某市方案如下。一、工作目标建成示范城市。{body}二、工作措施",
        f"开展建设。{body}三、工作要求加强领导。{body}",
    )
    assert [number for _, number, _ in outline(structure(document(first, rest)))] == ["一、", "二、", "三、"]
    typed = document("一、目标", body, "二、任务", f"要做到：一、早部署；二、早落实。{body * 2}", "三、保障", body)
    assert [number for _, number, _ in outline(structure(typed))] == ["一、", "二、", "三、"]


def test_sections_nest_and_cover_their_subsections() -> None:
    found = structure(
        document("一、任务", "（一）政策", "出台意见。", "（二）产业", "建设园区。", "二、保障", "成立专班。")
    )
    sections = segment(found)
    assert [(s.level, s.path) for s in sections] == [
        (1, ("一、任务",)),
        (2, ("一、任务", "（一）政策")),
        (2, ("一、任务", "（二）产业")),
        (1, ("二、保障",)),
    ]
    assert (sections[0].start, sections[0].stop) == (0, 5)
    assert sections[-1].stop == len(found.blocks)


def test_numbers_that_name_what_they_count_open_sections_where_they_count_on() -> None:
    text = "市财政局每年安排资金两千万元，用于奖补试点项目和企业。"
    found = structure(document("第三部分 试点任务", "任务一 政策", text, "任务二：产业", text, "第四部分 保障", text))
    assert outline(found)[1:3] == [(2, "任务一", "政策"), (2, "任务二：", "产业")]
    alone = structure(document("一、任务", "任务三 政策", text, "二、保障", text))
    assert [heading for _, _, heading in outline(alone)] == ["任务", "保障"]


def test_brief_lines_between_numbered_headings_open_sections() -> None:
    text = "由市住房城乡建设局牵头，每季度调度一次，年底前完成全部任务。"
    lines = [
        "一、任务",
        "政策支持",
        f"（一）{text}",
        f"（二）{text}",
        "产业培育",
        f"（三）{text}",
        "监管创新",
        f"（四）{text}",
    ]
    found = structure(document(*lines, "二、保障", text))
    assert [(level, heading) for level, _, heading in outline(found) if len(heading) < 10] == [
        (1, "任务"), (2, "政策支持"), (2, "产业培育"), (2, "监管创新"), (1, "保障"),
    ]  # fmt: skip
    two = structure(document("一、任务", "政策支持", f"（一）{text}", "产业培育", f"（二）{text}", "二、保障", text))
    assert "政策支持" not in [heading for _, _, heading in outline(two)]


def test_two_brief_lines_above_the_first_number_open_sections_unless_they_address_somebody() -> None:
    text = "由市住房城乡建设局牵头，每季度调度一次，年底前完成全部任务。"
    rest = ["一、任务", text, "二、保障", text]
    led = structure(document("某市方案", text, "引言", text, "奋斗方向", text, *rest))
    assert [heading for _, _, heading in outline(led)] == ["引言", "奋斗方向", "任务", "保障"]
    closed = structure(
        document(
            "某市方案",
            text,
            *rest,
            "附则",
            "各县区、各部门要高度重视，加强领导，狠抓落实，确保试点工作顺利推进。",
            text,
        )
    )
    assert [heading for _, _, heading in outline(closed)] == ["任务", "保障", "附则"]
    addressed = structure(document("某市通知", text, "当前位置：", text, "各市人民政府：", text, *rest))
    assert [heading for _, _, heading in outline(addressed)] == ["任务", "保障"]


def test_a_heading_may_hold_a_colon() -> None:
    found = structure(
        document(
            "第一部分 筑巢：把产业和工厂立起来",
            "建设园区。",
            "第二部分 时间：到2025年底建成全部平台并完成验收，逐年推进。",
            "一、甲",
            "乙。",
        )
    )
    assert [heading for _, _, heading in outline(found)][:2] == ["筑巢：把产业和工厂立起来", "时间："]


def test_a_series_of_named_numbers_is_of_one_level() -> None:
    text = "市财政局每年安排资金两千万元，用于奖补试点项目和企业。"
    names = ["任务一 完善政策措施", "任务二 培育智能产业", "任务三 健全工作机制安排"]
    lines = [line for heading in ["基础条件", "重点任务", *names, "保障措施"] for line in (heading, text)]
    found = {heading: level for level, _, heading in outline(structure(document(*lines)))}
    assert found["重点任务"] == found["保障措施"] == 1
    assert {found[name[4:]] for name in names} == {2}


def test_a_named_series_may_begin_again() -> None:
    text = "市财政局每年安排资金两千万元，用于奖补试点项目和企业。"
    lines = ["第一部分 政策", "举措一 奖补", text, "第二部分 产业", "举措一 建园", text, "举措二 引企", text]
    assert [heading for _, _, heading in outline(structure(document(*lines)))][1:] == ["奖补", "产业", "建园", "引企"]


def test_a_paragraph_that_counts_on_is_no_part_of_the_section_before() -> None:
    long = "6.对从外地引进的专业施工、勘察设计、装备制造和信息技术企业，按照投资额和纳税额给予三年奖励，由市发改委负责落实。"
    found = structure(document("一、任务", "5.育新苗。孵化三个新业态。", long, "二、保障", "成立专班。"))
    assert "育新苗" not in "".join(segment(found)[2].path)
    assert [section.heading[:2] for section in segment(found)][:3] == ["一、", "5.", "6."]


def test_headings_may_be_named_with_digits_or_numbered_with_a_space_alone() -> None:
    text = "成立专班，出台政策，建设平台，逐项落实。"
    named = structure(document("一、重点工程", "工程1 政策护航", text, "工程2 民企抱团", text, "二、保障措施", text))
    assert [(level, title) for level, _, title in outline(named)] == [
        (1, "重点工程"), (2, "政策护航"), (2, "民企抱团"), (1, "保障措施"),
    ]  # fmt: skip
    spaced = structure(document("一 政策与产业", text, "二 工程", text, "三 监管", text))
    assert [title for _, _, title in outline(spaced)] == ["政策与产业", "工程", "监管"]


def test_an_attachment_opens_behind_the_plan_and_not_within_it() -> None:
    text = "成立专班，出台政策，建设平台，逐项落实。"
    inside = segment(structure(document("一、任务", text, "附件：示范项目信息", text, "二、保障措施", text)))
    assert "二、保障措施" in [section.heading for section in inside if section.level == 1]
    behind = segment(structure(document("一、任务", text, "二、保障措施", text, "附件：示范项目信息", text)))
    assert (behind[-1].heading, behind[-1].level) == ("附件：示范项目信息", 0)


def test_room_between_lines_parts_paragraphs_that_are_not_indented() -> None:
    tops = (100, 121, 142, 173, 204, 225)
    texts = (
        "平台接入全部在建工程，数据每日更新，按月",
        "通报结果，年底评估。各县各区都要参加，不",
        "另立系统，费用由市级承担。",
    )
    phases = (
        "2022年11月至2023年6月，启动，定名单。",
        "2023年7月至2024年12月，铺开，平台上线，园区",
        "开园，第一批竣工。",
    )
    ends = (522, 522, 300, 497, 522, 250)
    lines = (line(text, 90, end, top) for text, end, top in zip((*texts, *phases), ends, tops, strict=True))
    found = structure(document(*lines))
    assert [block.text[:6] for block in found.blocks] == ["平台接入全部", "2022年1", "2023年7"]


def test_a_number_that_a_line_break_parts_from_its_unit_ends_no_paragraph() -> None:
    texts = ("规模以上装备企业412家，软件企业共有167", "家。2020年建成的系统接入项目280个，覆盖各县", "各区。")
    lines = (line(text, 90, end, top) for text, end, top in zip(texts, (455, 522, 130), (100, 121, 142), strict=True))
    assert len(structure(document(*lines)).blocks) == 1


@pytest.mark.parametrize(
    "day",
    [
        "2022年7月20日", "２０２２年７月２０日", "2022 年 7 月", "二〇二二年七月二十日", "二O二二年七月二十日",
        "二Ｏ二二年七月二十日", "二零二二年七月", "二0二二年七月二十日", "二○二二年十二月三十一日",
    ],
)  # fmt: skip
def test_a_day_below_the_plan_is_its_signature_however_it_is_written(day: str) -> None:
    plan = ("台州市智能建造试点实施方案", day, "一、任务", "建立联席会议制度。", "二、保障措施", "加强领导。")
    found = structure(document(*plan, "台州市人民政府", day))
    assert [block.reason for block in found.blocks] == ["title", "cover", "", "", "", "", "signature", "signature"]


@pytest.mark.parametrize("line", ["二〇二二年", "7月20日", "2022年7月20日印发方案", "截至2022年7月20日"])
def test_what_only_holds_a_day_is_no_signature(line: str) -> None:
    found = structure(document("一、任务", "建立联席会议制度。", "二、保障措施", "加强领导。", line))
    assert "signature" not in [block.reason for block in found.blocks]


def test_the_signature_below_a_plan_is_no_part_of_it() -> None:
    text = "建立联席会议制度，每季度调度一次。"
    signed = ("台州市人民政府", "2022年7月29日")
    colophon = ("抄送：市人大常委会办公室。", "台州市人民政府办公室2022年7月29日印发")
    for below, closing in (
        ((), ()),
        (("附件1", "任务分工表。"), ()),
        (colophon, colophon),
        (colophon[1:], colophon[1:]),
    ):
        found = structure(document("一、任务", text, "二、保障措施", text, *signed, *below))
        assert [block.text for block in found.blocks if block.reason == "signature"] == [*signed, *closing]
    body = structure(document("一、任务", text, "2022年7月29日", "二、保障措施", text))
    assert not [block for block in body.blocks if block.kind == "furniture"]


def test_an_attachment_opens_a_paragraph_below_a_full_line() -> None:
    found = structure(
        document(
            line("坚持守正创新，让智能建造理念深入人心、家喻户晓、蔚然成风", 90, 500, 100),
            line("，为试点营造良好的社会环境，形成全社会共同参与的好局面。", 90, 500, 124),
            line("附件1 衡阳市智能建造试点目标表", 90, 330, 148),
        )
    )
    assert found.blocks[-1].text == "附件1 衡阳市智能建造试点目标表"
