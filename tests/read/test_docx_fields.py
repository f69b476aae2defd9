"""Fields that store no result: what Word shows of them is read, and no code ever is."""

from pathlib import Path

import pytest
from docx_builder import pack, para, parts, read_docx, run

from pipeline.limits import Limits


def mark(kind: str, form: str = "") -> str:
    data = f"<w:ffData>{form}</w:ffData>" if form else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def fld(code: str, result: str = "", form: str = "") -> str:
    """A field whose code comes in pieces, as Word cuts it."""
    half = len(code) // 2
    pieces = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in (code[:half], code[half:])
    )
    return mark("begin", form) + pieces + (mark("separate") + result if result else "") + mark("end")


def text(folder: Path, content: str) -> str:
    return "\n".join(block.text for block in read_docx(pack(folder / "a.docx", parts(content)), Limits()).blocks)


def choices(*properties: str) -> str:
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("甲项", "乙项"))
    return f"<w:ddList>{''.join(properties)}{entries}</w:ddList>"


def box(*properties: str) -> str:
    return f"<w:checkBox><w:sizeAuto/>{''.join(properties)}</w:checkBox>"


OFF = ' w:val="0"/>'


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (fld(" FORMDROPDOWN ", form=choices('<w:result w:val="1"/>')), "乙项"),
        (fld(" FORMDROPDOWN ", form=choices('<w:default w:val="1"/>')), "乙项"),
        (fld(" FORMDROPDOWN ", form=choices()), "甲项"),
        (fld(" FORMDROPDOWN ", form=choices('<w:result w:val="9"/>')), ""),
        (fld(" FORMDROPDOWN "), ""),
        (fld(" FORMCHECKBOX ", form=box("<w:checked/>")), "☑"),
        (fld(" FORMCHECKBOX ", form=box('<w:default w:val="1"/>')), "☑"),
        (fld(" FORMCHECKBOX ", form=box('<w:default w:val="1"/>', "<w:checked" + OFF)), "☐"),
        (fld(" FORMCHECKBOX ", form=box("<w:default" + OFF)), "☐"),
        (fld(" FORMTEXT ", run("填写"), "<w:textInput/>"), "填写"),
        (fld(" eq \\o\\ac(○,1)"), "①"),
        (fld("EQ \\o\\ac(○,20)"), "⑳"),
        (fld("EQ \\o\\ac(○,36)"), "㊱"),
        (fld("EQ \\o\\ac(○,99)"), "99"),
        (fld("EQ \\o\\ac(○,甲)"), "甲"),
        (fld("EQ \\o\\ac(□,1)"), "1"),
        (fld('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(zhì),智)'), "智"),
        (fld("EQ \\f(1,2)"), "1/2"),
        (fld("EQ \\b\\bc\\{(\\f(a;b))"), "(a/b)"),
        (fld("EQ a\\,b\\s\\up8(2)"), "a,b2"),
        (fld("EQ \\o\\ac(○"), "○"),
        (fld(" SYMBOL 254 \\f Wingdings \\s 12"), "☑"),
        (fld(' SYMBOL 0xA3 \\f "Wingdings 2"'), "□"),
        (fld(" SYMBOL 8805 \\u"), "≥"),
        (fld(" SYMBOL 150 "), "–"),
        (fld(" SYMBOL x "), ""),
        (fld(" SYMBOL 254 \\f Wingdings ", run("☒")), "☒"),
        ('<w:fldSimple w:instr="SYMBOL 254 \\f Wingdings"/>', "☑"),
        (f'<w:fldSimple w:instr="SYMBOL 254 \\f Wingdings">{run("☒")}</w:fldSimple>', "☒"),
        (fld(" PAGE "), ""),
        (fld(" HYPERLINK x ", fld(" EQ \\o\\ac(○,1) ")), "①"),
    ],
)  # fmt: skip
def test_what_word_shows(tmp_path: Path, content: str, shown: str) -> None:
    assert text(tmp_path, para(run("前") + content + run("后"))) == f"前{shown}后"


def test_a_field_in_the_code_of_another_shows_nothing(tmp_path: Path) -> None:
    inner = fld(" EQ \\o\\ac(○,1) ")
    outer = mark("begin") + inner + mark("separate") + run("果") + mark("end")
    assert text(tmp_path, para(run("前") + outer)) == "前果"


def test_hidden_like_the_run_of_its_end(tmp_path: Path) -> None:
    ended = fld(" EQ \\o\\ac(○,1) ").removesuffix(mark("end"))
    ended += mark("end").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    document = read_docx(pack(tmp_path / "a.docx", parts(para(run("前") + ended))), Limits())
    assert [(block.reason, block.text) for block in document.blocks] == [("", "前"), ("hidden", "①")]
