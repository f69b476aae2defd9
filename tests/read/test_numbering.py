"""Automatic numbers: formats, level texts, and the way lists are counted."""

from pathlib import Path

import pytest
from docx_builder import level, listed, numbering, pack, para, parts, read_docx

from pipeline.limits import Limits
from pipeline.read.docx.numbering_formats import FORMATS, format_number


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("chineseCounting", "1一 2二 10十 11十一 20二十 21二十一 99九十九 100一○○ 110一一○"),
        (
            "chineseCountingThousand",
            "1一 10十 12十二 20二十 100一百 101一百零一 110一百一十 111一百一十一 1001一千零一 1010一千零一十",
        ),
        ("chineseCountingThousand", "10000一万 10010一万零一十 10100一万零一百 11000一万一千 100000十万 120000十二万"),
        ("chineseLegalSimplified", "1壹 3叁 10壹拾 12壹拾贰 20贰拾 101壹佰零壹 1010壹仟零壹拾"),
        ("ideographLegalTraditional", "2貳 6陸 10壹拾 101壹佰零壹"),
        ("taiwaneseCountingThousand", "10十 101一百零一 10000一萬"),
        ("ideographDigital", "1一 9九 10一〇 11一一 20二〇 105一〇五"),
        ("taiwaneseDigital", "10一○ 12一二"),
        ("japaneseDigitalTenThousand", "10一〇 105一〇五"),
        ("hex", "9=9 10A 31=1F"),
        ("ideographTraditional", "1甲 2乙 10癸 11=11 12=12"),
        ("ideographZodiac", "1子 12亥 13=13"),
        ("ideographZodiacTraditional", "1甲子 2乙丑 13丙子 60癸亥 61=61"),
        ("japaneseCounting", "1一 10十 11十一 20二十 100百 101百一 111百十一 200二百"),
        ("taiwaneseCounting", "10十 21二十一 100一○○"),
        ("koreanDigital2", "10一零"),
        ("decimal", "0=0 1=1 10=10"),
        ("decimalFullWidth", "1１ 10１０"),
        ("decimalZero", "1=01 9=09 10=10 100=100"),
        ("decimalEnclosedCircle", "1① 10⑩ 20⑳ 21=21"),
        ("decimalEnclosedCircleChinese", "1① 20⑳ 21=21"),
        ("decimalEnclosedParen", "1⑴ 20⒇"),
        ("decimalEnclosedFullstop", "1⒈ 20⒛"),
        ("ideographEnclosedCircle", "1㊀ 10㊉"),
        ("upperLetter", "1A 26Z 27AA 28BB 52ZZ 53AAA"),
        ("lowerLetter", "1a 26z 27aa 53aaa"),
        ("upperRoman", "1I 4IV 9IX 14XIV 40XL 90XC 400CD 1999MCMXCIX"),
        ("lowerRoman", "1i 4iv 19xix"),
        ("ordinal", "1=1st 2=2nd 3=3rd 4=4th 11=11th 21=21st"),
        ("somethingNew", "7=7"),
    ],
)
def test_formats(number_format: str, expected: str) -> None:
    for pair in expected.split():
        digits = "".join(sign for sign in pair.split("=")[0] if "0" <= sign <= "9")
        assert format_number(int(digits), number_format) == pair[len(digits) :].lstrip("=")


def test_number_in_dash() -> None:
    assert format_number(12, "numberInDash") == "- 12 -"


@pytest.mark.parametrize("number_format", sorted(FORMATS))
def test_no_value_is_too_much(number_format: str) -> None:
    for value in (0, 1, 99, 100, 10_000, 999_999, 1_000_000, 1_000_001, 999_999_999, -1):
        assert len(format_number(value, number_format)) <= 150


def numbers(folder: Path, definition: str, *levels: int, num: int = 1) -> list[str]:
    """The numbers of paragraphs at the given levels of one list."""
    body = "".join(listed(f"段{position}", index, num) for position, index in enumerate(levels))
    document = read_docx(pack(folder / "号.docx", parts(body, numbering=definition)), Limits())
    return [block.number for block in document.blocks]


def test_official_document_numbers(tmp_path: Path) -> None:
    definition = numbering(
        level(0, "%1、", "chineseCountingThousand"),
        level(1, "（%2）", "chineseCountingThousand"),
        level(2, "%3."),
        level(3, "(%4)"),
    )
    found = numbers(tmp_path, definition, 0, 1, 1, 2, 3, 2, 0, 1, 2)
    assert found == ["一、", "（一）", "（二）", "1.", "(1)", "2.", "二、", "（一）", "1."]


def test_chapters_and_decimal_sections(tmp_path: Path) -> None:
    definition = numbering(
        level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", extra="<w:isLgl/>"), level(2, "%1.%2.%3")
    )
    assert numbers(tmp_path, definition, 0, 1, 2, 0, 1) == ["第一章", "1.1", "一.1.1", "第二章", "2.1"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [("", "1 1 2 1"), ('<w:lvlRestart w:val="0"/>', "1 1 2 3"), ('<w:lvlRestart w:val="1"/>', "1 1 2 1")],
)
def test_level_restart(tmp_path: Path, restart: str, expected: str) -> None:
    """17.9.10: by default a level begins again after any higher one; 0 never."""
    definition = numbering(level(0, "%1"), level(1, "%2", extra=restart))
    found = numbers(tmp_path, definition, 0, 1, 1, 0, 1)
    assert [*found[:3], found[4]] == expected.split()


def test_level_restart_after_a_certain_level(tmp_path: Path) -> None:
    definition = numbering(level(0, "%1"), level(1, "%2"), level(2, "%3", extra='<w:lvlRestart w:val="1"/>'))
    assert numbers(tmp_path, definition, 0, 1, 2, 1, 2, 0, 1, 2) == ["1", "1", "1", "2", "2", "2", "1", "1"]


def test_skipped_and_missing_levels(tmp_path: Path) -> None:
    assert numbers(tmp_path, numbering(level(0, "%1."), level(2, "%1.%2.%3")), 0, 2, 2, 1) == [
        "1.",
        "1.1.1",
        "1.1.2",
        "2.",
    ]


def test_level_without_number_takes_its_separator_with_it(tmp_path: Path) -> None:
    definition = numbering(level(0, "附件", "none"), level(1, "%1.%2"), level(2, "第%1章%2-%3）"))
    assert numbers(tmp_path, definition, 0, 1, 2) == ["附件", "1", "第1-1）"]


def test_bullets(tmp_path: Path) -> None:
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    arrow = level(1, "\uf0d8", "bullet").replace("</w:lvl>", f"{wingdings}</w:lvl>")
    unknown, picture = level(2, "\uf0d9", "bullet"), level(3, "", "bullet", '<w:lvlPicBulletId w:val="0"/>')
    assert numbers(tmp_path, numbering(level(0, "—", "bullet"), arrow, unknown, picture), 0, 1, 2, 3) == [
        "—",
        "➢",
        "•",
        "•",
    ]


@pytest.mark.parametrize("text", ["", "%", "%0", "%%", "%2"])
def test_odd_level_texts(tmp_path: Path, text: str) -> None:
    assert numbers(tmp_path, numbering(level(0, text)), 0) in ([""], ["%"], ["%0"], ["%%"])


def test_list_that_does_not_exist(tmp_path: Path) -> None:
    assert numbers(tmp_path, numbering(level(0, "%1.")), 0, num=9) == [""]


def test_level_and_number_of_a_block(tmp_path: Path) -> None:
    body = listed("甲") + listed("乙", 1) + para("丙") + listed("") + listed("丁")
    definition = numbering(level(0, "%1."), level(1, "%2)"))
    blocks = read_docx(pack(tmp_path / "级.docx", parts(body, numbering=definition)), Limits()).blocks
    assert [(block.number, block.level, block.text) for block in blocks] == [
        ("1.", 1, "甲"),
        ("1)", 2, "乙"),
        ("", None, "丙"),
        ("3.", 1, "丁"),
    ]


def test_heading_styles_with_levels_of_their_own(tmp_path: Path) -> None:
    """Heading 2 names no list, only its level; the list comes from the style it is based on, the level from pStyle."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="自定"/><w:basedOn w:val="2"/></w:style>'
    )
    definition = numbering(
        level(0, "%1、", "chineseCounting", '<w:pStyle w:val="1"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="2"/>'),
    )
    styled = ['<w:pStyle w:val="1"/>', '<w:pStyle w:val="2"/>', '<w:pStyle w:val="x"/>']
    styled += [
        '<w:pStyle w:val="x"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        '<w:pStyle w:val="x"/><w:numPr><w:ilvl w:val="0"/></w:numPr>',
    ]
    body = "".join(para("段", properties) for properties in styled)
    document = read_docx(pack(tmp_path / "题.docx", parts(body, styles=styles, numbering=definition)), Limits())
    assert [block.number for block in document.blocks] == ["一、", "（一）", "（二）", "", "二、"]


def test_a_style_that_says_its_level_is_believed_before_the_style_it_is_based_on(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    definition = numbering(level(0, "%1.", extra='<w:pStyle w:val="1"/>'), level(1, "%1.%2"))
    body = "".join(para("段", f'<w:pStyle w:val="{style}"/>') for style in "1212")
    document = read_docx(pack(tmp_path / "层.docx", parts(body, styles=styles, numbering=definition)), Limits())
    assert [block.number for block in document.blocks] == ["1.", "1.1", "2.", "2.1"]


def test_list_and_level_come_each_from_the_nearest_that_gives_them(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="列"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    definition = numbering(level(0, "%1."), level(1, "（%2）"))
    direct = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = para("甲", f'<w:pStyle w:val="a"/>{direct}') + para("乙", '<w:pStyle w:val="b"/>') + listed("丙", level=9)
    document = read_docx(pack(tmp_path / "近.docx", parts(body, styles=styles, numbering=definition)), Limits())
    assert [block.number for block in document.blocks] == ["（1）", "", ""]


def test_a_list_may_link_to_the_style_that_another_definition_defines(tmp_path: Path) -> None:
    definition = (
        f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="章"/>{level(0, "第%1章")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="章"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="章"><w:name w:val="章"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = listed("甲") + listed("乙")
    document = read_docx(pack(tmp_path / "链.docx", parts(body, styles=styles, numbering=definition)), Limits())
    assert [block.number for block in document.blocks] == ["第1章", "第2章"]


def test_a_definition_has_nine_levels_whatever_it_says(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    definition = numbering(level(0, "%1."), level(12, "%1-", extra='<w:pStyle w:val="a"/>'))
    body = para("甲", '<w:pStyle w:val="a"/>') + listed("乙")
    document = read_docx(pack(tmp_path / "深.docx", parts(body, styles=styles, numbering=definition)), Limits())
    assert [block.number for block in document.blocks] == ["1.", "2."]


def test_indent_of_a_list_yields_to_the_paragraph(tmp_path: Path) -> None:
    hanging = '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr>'
    definition = numbering(level(0, "%1.").replace("</w:lvl>", f"{hanging}</w:lvl>"))
    body = listed("甲") + para("乙", '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:firstLine="640"/>')
    blocks = read_docx(pack(tmp_path / "缩.docx", parts(body, numbering=definition)), Limits()).blocks
    assert [block.indent for block in blocks] == [-21.0, 32.0]
