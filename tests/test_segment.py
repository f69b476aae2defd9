"""The tree of sections: what opens one, what it is called, what lies in it."""

from pipeline.document import Block, Document, PageCoverage
from pipeline.segment import innermost, paths, segment
from pipeline.structure import ITEM_LEVEL

TITLE = Block("徐州市智能建造试点实施方案", "furniture", 1, reason="title")
PLAN = (
    TITLE,
    Block("为推进智能建造，制定本方案。", "paragraph", 1),
    Block("任务", "heading", 1, level=1, number="二、"),
    Block("完善政策体系。", "heading", 1, level=2, number="（一）"),
    Block("2023年底前出台实施意见。", "paragraph", 1),
    Block("培育产业：", "heading", 2, level=2, number="（二）"),
    Block("保障措施", "heading", 2, level=1, number="三、"),
    Block("成立专班。", "paragraph", 2),
    Block("附件1 任务清单", "heading", 3, level=0),
    Block("平台", "heading", 3, level=1, number="一、"),
)


def document(*blocks: Block) -> Document:
    return Document("方案.docx", "0" * 64, "docx", blocks, 1, (PageCoverage(1, "text", 100),))


def test_a_section_holds_its_deeper_ones() -> None:
    assert [(s.heading, s.level, s.start, s.stop) for s in segment(document(*PLAN))] == [
        ("徐州市智能建造试点实施方案", 0, 0, 2),
        ("二、任务", 1, 2, 6),
        ("（一）完善政策体系", 2, 3, 5),
        ("（二）培育产业", 2, 5, 6),
        ("三、保障措施", 1, 6, 8),
        ("附件1 任务清单", 0, 8, 10),
        ("一、平台", 1, 9, 10),
    ]


def test_a_number_without_a_mark_is_set_off() -> None:
    found = segment(
        document(*[Block("背景", "heading", 1, level=1, number=number) for number in ("1", "第一章", "壹", "一、")])
    )
    assert [section.heading for section in found] == ["1 背景", "第一章 背景", "壹 背景", "一、背景"]


def test_only_what_stands_before_the_first_heading_is_unheaded() -> None:
    first, *others = segment(document(*PLAN))
    assert not first.headed and all(section.headed for section in others)
    assert all(section.headed for section in segment(document(*PLAN[2:])))
    (alone,) = segment(document(PLAN[1]))
    assert (alone.heading, alone.start, alone.stop, alone.headed) == ("", 0, 1, False)
    assert segment(document()) == ()


def test_a_block_lies_in_the_innermost_section_and_below_all_its_headings() -> None:
    plan = document(*PLAN)
    sections = segment(plan)
    assert [section.heading[:3] if section else None for section in innermost(plan, sections)] == [
        "徐州市", "徐州市", "二、任", "（一）", "（一）", "（二）", "三、保", "三、保", "附件1", "一、平",
    ]  # fmt: skip
    assert paths(plan, sections)[4] == ("二、任务", "（一）完善政策体系")
    assert paths(plan, sections)[9] == ("附件1 任务清单", "一、平台")
    assert paths(plan, ())[4] == ()


def test_a_numbered_measure_that_opens_a_section_is_called_by_its_beginning() -> None:
    measure = "依托国家级建筑产业园，面向全省招引建筑机器人、智能塔机和传感器企业落户，形成产业集群；到2025年达到20家。"
    above, below = (Block(measure, "list_item", 1, level=level, number="1.") for level in (ITEM_LEVEL - 1, ITEM_LEVEL))
    assert [section.heading for section in segment(document(PLAN[2], above))] == [
        "二、任务",
        f"1.{measure[:40].rstrip('，；')}",
    ]
    assert [section.heading for section in segment(document(PLAN[2], below))] == ["二、任务"]
