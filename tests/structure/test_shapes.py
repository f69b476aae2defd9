"""Shapes in which offices send their plans: letters before them, contents pages, headings told by little."""

import pytest
from test_structure import document, line, outline

from pipeline.document import Block, Document, Face, Run
from pipeline.structure import structure

TEXT = "由市住房城乡建设局牵头，每季度调度一次，年底前完成全部任务。"
TITLE = "淄博市智能建造试点实施方案"


def headings(found: Document) -> list[str]:
    return [heading for _, _, heading in outline(found)]


def reasons(found: Document) -> list[str]:
    return [block.reason for block in found.blocks]


def run(text: str, *, bold: int = 0, size: float = 16) -> Block:
    """A paragraph whose first so many characters are bold."""
    runs = (Run(0, bold, 1, None, True, size), Run(bold, len(text), 1, None, False, size))
    return Block(text, "paragraph", 1, runs=runs if bold < len(text) else runs[:1])


def test_a_letter_before_the_plan_has_no_headings_of_it() -> None:
    found = structure(
        document(
            run("淄博市人民政府文件", bold=9, size=36),
            run("关于报送智能建造试点申报材料的请示", bold=17, size=22),
            "省住房和城乡建设厅：",
            f"现将有关材料报上。{TEXT}",
            "附件：",
            "1.智能建造试点实施方案",
            "2.任务分工表",
            TITLE,
            "一、城市基本情况",
            TEXT,
        )
    )
    assert headings(found) == ["城市基本情况"]
    assert reasons(found)[:8] == ["cover"] * 7 + ["title"]


def test_a_late_line_like_a_title_makes_no_cover_of_the_plan() -> None:
    found = structure(document(TITLE, *[TEXT * 2] * 20, "附件 智能建造三年建设计划", *[TEXT] * 3))
    assert reasons(found)[:2] == ["title", ""]
    assert sum(block.kind != "furniture" for block in found.blocks) >= 23


@pytest.mark.parametrize(
    "entries",
    [
        ("一、城市基本情况……………3", "二、试点目标……………5", "（一）工作机制……………9", "三、保障措施……………9"),
        ("一、城市基本情况 3", "二、试点目标 5", "（一）工作机制 9", "三、保障措施 9"),
        ("一、城市基本情况", "二、试点目标", "（一）工作机制", "三、保障措施"),
    ],
)
def test_lines_of_a_contents_page_are_not_joined_though_they_reach_the_margin(entries: tuple[str, ...]) -> None:
    contents = [line(text, 90, 505, 130 + 24 * i) for i, text in enumerate(entries)]
    plan = [
        "一、城市基本情况",
        "本市位于山东中部。",
        "二、试点目标",
        "建成平台。",
        "三、保障措施",
        "（一）工作机制",
        TEXT,
    ]
    found = structure(
        document(
            line(TITLE, 180, 420, 60),
            line("目 录", 280, 320, 100),
            *contents,
            *[line(text, 90, 90 + 16 * len(text), 100 + 30 * i, page=2) for i, text in enumerate(plan)],
        )
    )
    assert reasons(found)[1:6] == ["contents"] * 5
    assert headings(found) == ["城市基本情况", "试点目标", "保障措施", "工作机制"]


def test_a_footnote_does_not_part_the_paragraph_that_runs_over_the_page() -> None:
    above = line("土地指标单列，产业基地内的扩建项目由市自然资源", 90, 505, 700)
    notes = [line("1 指年度新供应的经营性用地，", 90, 400, 740, size=10), line("不含工业用地。", 90, 200, 754, size=10)]
    below = line("和规划局优先保障。", 90, 300, 100, page=2)
    found = structure(
        document("一、任务", *[line(TEXT[:26], 90, 505, 100 + 24 * i) for i in range(9)], above, *notes, below)
    )
    texts = [block.text for block in found.blocks]
    assert any(text.endswith("由市自然资源和规划局优先保障。") for text in texts)
    assert texts[-2:] == ["指年度新供应的经营性用地，", "不含工业用地。"]


def test_a_bracket_that_says_who_answers_ends_a_paragraph() -> None:
    measure = f"{TEXT[:-1]}（责任单位：市住建局）"
    found = structure(document(TITLE, "试点任务", measure, "进度安排", measure, "人才", measure))
    assert headings(found) == ["试点任务", "进度安排", "人才"]


def test_who_answers_is_no_heading() -> None:
    found = structure(document("试点任务", TEXT, "责任单位：市住建局", "进度安排", TEXT, "牵头单位：市工信局"))
    assert headings(found) == ["试点任务", "进度安排"]


def test_brief_lines_with_a_colon_are_headings_among_numbered_ones() -> None:
    found = structure(document("一、任务", TEXT, "产业培育：", TEXT, "示范工程：", TEXT, "监管创新：", TEXT))
    assert headings(found) == ["任务", "产业培育：", "示范工程：", "监管创新："]


@pytest.mark.parametrize("number", ["第一章", "一、", "（一）"])
def test_a_number_may_stand_on_a_line_of_its_own(number: str) -> None:
    found = structure(document(number, "总体要求", TEXT))
    assert outline(found) == [(1, number, "总体要求")]
    assert headings(structure(document(number, TEXT))) == []


def mixed(*parts: tuple[str, bool]) -> Block:
    """A paragraph of parts that are bold or not."""
    text = "".join(part for part, _ in parts)
    stops = [sum(len(part) for part, _ in parts[: at + 1]) for at in range(len(parts))]
    runs = [Run(stop - len(part), stop, 1, None, bold, 16) for (part, bold), stop in zip(parts, stops, strict=True)]
    return Block(text, "paragraph", 1, runs=tuple(runs))


def test_digits_of_another_face_do_not_hide_that_a_heading_is_bold() -> None:
    heads = [mixed(("总体要求", True)), mixed(("2022", False), ("年以来的工作基础", True)), mixed(("保障措施", True))]
    body = [run(TEXT * 2) for _ in heads]
    found = structure(document(TITLE, *[block for pair in zip(heads, body, strict=True) for block in pair]))
    assert headings(found) == ["总体要求", "2022年以来的工作基础", "保障措施"]


def faced(text: str, kind: Face) -> Block:
    return Block(text, "paragraph", 1, runs=(Run(0, len(text), 1, size=16, face=kind),))


def test_faces_tell_headings_and_which_of_them_stand_above() -> None:
    heads: list[tuple[str, Face]] = [
        ("试点任务", "hei"),
        ("健全政策体系", "kai"),
        ("创新管理机制", "kai"),
        ("时间安排", "hei"),
    ]
    plan = [block for text, kind in heads for block in (faced(text, kind), faced(TEXT * 2, "song"))]
    found = structure(document(TITLE, *plan))
    assert [(level, text) for level, _, text in outline(found)] == [
        (1, "试点任务"), (2, "健全政策体系"), (2, "创新管理机制"), (1, "时间安排"),
    ]  # fmt: skip
    numbered = structure(
        document(TITLE, "一、任务", faced(TEXT * 2, "song"), faced("见下表", "kai"), TEXT, "二、保障", TEXT)
    )
    assert headings(numbered) == ["任务", "保障"]


def test_where_the_text_is_bold_too_bold_tells_no_heading() -> None:
    parts = ["一、任务", TEXT * 2, "见下表", TEXT * 2, "说明如下", TEXT * 2, "二、保障", TEXT * 2]
    strong = structure(document(TITLE, *[run(part, bold=len(part)) for part in parts]))
    assert headings(strong) == ["任务", "保障"]


def test_bold_first_sentences_are_headings_that_run_in() -> None:
    leads = ("城市基本情况。", "试点目标。", "建设产业基地。")
    found = structure(document(TITLE, *[run(lead + TEXT, bold=len(lead)) for lead in leads]))
    assert headings(found) == list(leads)
    under = structure(document("一、任务", *[run(lead + TEXT, bold=len(lead)) for lead in leads]))
    assert headings(under) == ["任务"]
    large = run("重点任务", bold=4, size=22)
    both = structure(document(TITLE, large, *[run(lead + TEXT, bold=len(lead)) for lead in leads]))
    assert [level for level, _, _ in outline(both)] == [1, 2, 2, 2]


PROVINCE = (
    "附件2 关于推进智能建造发展的指导意见（节选）",
    "一、目标",
    "全省培育基地10个，各市建成监管平台。",
    "二、资金",
    "省财政每年安排3亿元。",
)


def test_a_document_of_the_province_is_no_part_of_the_plan() -> None:
    plan = (TITLE, "一、任务", TEXT, "附件1 任务分工表", TEXT, "附表宜昌市智能建造试点项目清单", TEXT)
    found = structure(document(*plan, *PROVINCE))
    assert headings(found) == ["任务", "附件1 任务分工表", "附表宜昌市智能建造试点项目清单"]
    assert reasons(found)[-5:] == ["quoted"] * 5
    assert [remark.code for remark in found.remarks] == ["quoted"]
    signed = structure(document(*plan, *PROVINCE, "省住房和城乡建设厅", "2023年3月1日"))
    assert reasons(signed)[-7:] == ["quoted"] * 7
    own = structure(
        document(*plan, "附件2 关于支持智能建造发展的若干措施", "市财政局每年安排2000万元，全市统筹，省级配套。")
    )
    assert "quoted" not in reasons(own) and not own.remarks


def test_line_breaks_that_were_typed_for_paragraphs_part_them() -> None:
    typed = "２．土地。在出让公告中写明要求。\n\u3000\u3000３．规划。给予容积率奖励。\n4.金融。授信50亿元。"
    assert headings(structure(document(TITLE, "一、任务", "１．政策。" + TEXT, typed)))[-3:] == [
        "土地。",
        "规划。",
        "金融。",
    ]
    address = "联系单位：\n  市住建局\n地址：和平路一号"
    assert structure(document(TITLE, "一、任务", TEXT, address)).blocks[-1].text == address
