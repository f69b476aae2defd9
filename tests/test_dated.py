"""The date that a plan bears: which line is one, and which of several goes first."""

from datetime import date

import pytest

from pipeline.dated import own_date
from pipeline.document import Block, Document, Reason

TITLE = Block("徐州市智能建造试点实施方案", "furniture", 1, reason="title")
TEXT = Block("正文。" * 30, "paragraph", 1)


def test_the_line_that_bears_the_date_is_told() -> None:
    blocks = (TITLE, TEXT, Block("（徐州市人民政府　2022年8月1日）", "paragraph", 3))
    found = own_date(Document("a.docx", "", "docx", blocks, 3, ()))
    assert found is not None
    proof = found.proof
    assert blocks[proof.block].text[proof.start : proof.stop] == proof.quote == "徐州市人民政府　2022年8月1日"
    assert proof.page == 3


def day_of(*blocks: Block) -> date | None:
    found = own_date(Document("a.docx", "", "docx", blocks, 1, ()))
    return found.earliest if found else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("二〇二二年七月", date(2022, 7, 1)),
        ("徐州市住房和城乡建设局 2022年8月15日", date(2022, 8, 15)),
        ("二○二二年七月三十一日", date(2022, 7, 31)), ("2022 年 10 月 2 日", date(2022, 10, 2)),
        ("（2022年8月1日）", date(2022, 8, 1)),
        ("二零二二年十二月二十日", date(2022, 12, 20)), ("2022年10月至2023年3月", None),
        ("自2022年9月", None),
        ("2022年13月1日", None), ("二〇二二年", None), ("到期后，完成于2025年6月", None),
        ("编制日期：2022年8月1日", date(2022, 8, 1)), ("报送时间 2022年7月", date(2022, 7, 1)),
        ("日期：2022年7月20日", date(2022, 7, 20)), ("徐州市人民政府（盖章） 2022年7月", date(2022, 7, 1)),
        ("徐州市人民政府办公室 二O二二年七月二十日", date(2022, 7, 20)), ("领导小组（2022年7月）", date(2022, 7, 1)),
        ("重点项目竣工时间为2025年9月", None), ("完成时间：2025年9月", None), ("时间：2025年9月", None),
        ("首批示范项目开工2023年6月", None), ("平台上线2023年6月1日", None),
        ("6 游客集散中心 1.7 罗平县政府 2024年3月", None), ("平台上线 市大数据局 2023年8月", None),
        ("中共徐州市委 徐州市人民政府 2022年8月", date(2022, 8, 1)),
        ("徐 州 市 住 建 局 （盖章） 2022年8月", date(2022, 8, 1)),
    ],
)  # fmt: skip
def test_own_date(line: str, expected: date | None) -> None:
    assert day_of(TITLE, TEXT, Block(line, "paragraph", 2)) == expected


@pytest.mark.parametrize("reason", ["cover", "title", "signature"])
def test_a_date_on_the_cover_needs_no_office(reason: Reason) -> None:
    line = Block("徐州市智能建造试点实施方案2022年7月", "furniture", 1, reason=reason)
    assert day_of(line, TEXT) == date(2022, 7, 1)


@pytest.mark.parametrize(
    "text",
    ["2022年6月18日", "２０２２年６月１８日", "二Ｏ二二年六月十八日", "二〇二二年六月一十八日", "2022 年 6 月 18 日"],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert day_of(Block(text, "paragraph", 1)) == date(2022, 6, 18)


def test_a_date_is_given_as_written_without_its_spaces() -> None:
    found = own_date(Document("a.docx", "", "docx", (TEXT, Block("2022 年 8 月", "paragraph", 1)), 1, ()))
    assert found is not None and (found.text, found.earliest) == ("2022年8月", date(2022, 8, 1))


def test_the_signature_goes_before_the_cover() -> None:
    cover = Block("2022年6月", "furniture", 1, reason="cover")
    assert day_of(cover, TITLE, TEXT, Block("徐州市人民政府\u30002022年7月25日", "paragraph", 9)) == date(2022, 7, 25)
    assert day_of(cover, TITLE, TEXT) == date(2022, 6, 1)


def test_neither_a_heading_nor_a_table_nor_a_line_far_inside_bears_it() -> None:
    dated, far = "2022年7月25日", [TEXT] * 12
    assert day_of(*far, Block(dated, "heading", 1)) is None
    assert day_of(*far, Block(dated, "table", 1)) is None
    assert day_of(*far, Block(dated, "paragraph", 1), *[TEXT] * 6) is None
    assert day_of(*far, Block(dated, "paragraph", 1), *[TEXT] * 5) == date(2022, 7, 25)


def test_a_day_that_there_is_not_is_none() -> None:
    assert day_of(TEXT, Block("2022年6月31日", "paragraph", 1)) is None


def test_the_day_of_another_bodys_document_is_not_the_plans() -> None:
    quoted = Block("2023年3月1日", "furniture", 9, reason="quoted")
    assert day_of(TITLE, Block("2022年7月20日", "furniture", 1, reason="cover"), TEXT, quoted) == date(2022, 7, 20)
