"""Text of a DOCX that Word shows to nobody is set apart, however it is hidden; what is seen stays."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx_builder import SPACES, listed, numbering, pack, para, parts, read_docx, run
from docx_builder import level as numbered

from pipeline.document import Document
from pipeline.limits import Limits

Read = Callable[..., Document]
BOX = "<w:txbxContent>{}</w:txbxContent>"
WHITE, DARK = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F4E79"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
CLEAR = f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"
LINE = f'<w14:textOutline {W14} w14:w="9525"><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill>'
LINE += "</w14:textOutline>"
NO_LINE = f"<w14:textOutline {W14}><w14:noFill/></w14:textOutline>"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, relationships: str = "", **more: str) -> Document:
        return read_docx(pack(tmp_path / "方案.docx", parts(body, relationships, **more)), Limits())

    return reader


def seen(document: Document) -> str:
    return "".join(block.text for block in document.blocks if block.kind != "furniture")


def hidden(document: Document) -> str:
    return "".join(block.text for block in document.blocks if block.reason == "hidden")


def filled(colour: str) -> str:
    return f'<w14:textFill {W14}><w14:solidFill><w14:{colour}"/></w14:solidFill></w14:textFill>'


def shape(box: str, properties: str = '<wp:docPr id="1" name="x"/>', own: str = "") -> str:
    inner = f"<wps:wsp>{own}<wps:txbx>{BOX.format(box)}</wps:txbx></wps:wsp>"
    drawing = f"<wp:anchor>{properties}<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:anchor>"
    return f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"


def vml(box: str, style: str = "", group: str = "") -> str:
    inner = f'<v:shape style="{style}"><v:textbox>{BOX.format(box)}</v:textbox></v:shape>'
    return f'<w:r><w:pict><v:group style="{group}">{inner}</v:group></w:pict></w:r>'


def placed(axis: str, base: str, offset: float) -> str:
    """A box of 5 × 2 cm whose edge is `offset` centimetres from where it is counted from."""
    return (
        '<wp:extent cx="1800000" cy="720000"/>'
        f'<wp:position{axis} relativeFrom="{base}"><wp:posOffset>{round(offset * 360_000)}</wp:posOffset></wp:position{axis}>'
    )


def alone(box: str, style: str) -> str:
    return f'<w:r><w:pict><v:shape style="{style}"><v:textbox>{BOX.format(box)}</v:textbox></v:shape></w:pict></w:r>'


SIZE = "position:absolute;width:141pt;height:57pt"


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        (shape(para("框")), True),
        (shape(para("框"), '<wp:docPr id="1" name="x" hidden="1"/>'), False),
        (shape(para("框"), '<wp:docPr id="1" name="x" hidden="0"/>'), True),
        (shape(para("框"), own='<wps:cNvPr id="2" name="y" hidden="true"/>'), False),
        (shape(filled_table := f"<w:tbl><w:tr><w:tc>{para('框')}</w:tc></w:tr></w:tbl>"), True),
        (shape(filled_table, '<wp:docPr id="1" name="x" hidden="1"/>'), False),
        (shape(para(shape(para("框"))), '<wp:docPr id="1" name="x" hidden="1"/>'), False),
        (shape("<m:oMathPara><m:oMath><m:r><m:t>框</m:t></m:r></m:oMath></m:oMathPara>", '<wp:docPr hidden="1"/>'), False),
        (vml(para("框")), True),
        (vml(para("框"), "visibility:hidden"), False),
        (vml(para("框"), "width:9pt;Visibility: hidden ;"), False),
        (vml(para("框"), "visibility:visible"), True),
        (vml(para("框"), "", "visibility:hidden"), False),
        ('<w:r><w:pict><v:shape style="visibility:hidden"><v:textpath string="框"/></v:shape></w:pict></w:r>', False),
        (shape(para("框"), placed("H", "page", -5.1)), False),
        (shape(para("框"), placed("H", "page", -4)), True),
        (shape(para("框"), placed("H", "column", -5.1)), True),
        (shape(para("框"), placed("H", "column", -999_999)), False),
        (shape(para("框"), placed("H", "column", 60)), False),
        (shape(para("框"), placed("H", "column", 20)), True),
        (shape(para("框"), placed("V", "page", 60)), False),
        (shape(para("框"), placed("V", "paragraph", 60)), True),
        (alone(para("框"), f"{SIZE};margin-left:-9999pt"), False),
        (alone(para("框"), f"{SIZE};margin-left:-100pt;mso-position-horizontal-relative:page"), True),
        (alone(para("框"), f"{SIZE};margin-left:-150pt;mso-position-horizontal-relative:page"), False),
        (alone(para("框"), f"{SIZE};margin-left:-9999pt;mso-position-horizontal:center"), True),
        (alone(para("框"), "width:141pt;height:57pt;margin-left:-9999pt"), True),
    ],
)  # fmt: skip
def test_boxes_that_are_hidden_or_off_the_page(read: Read, box: str, shown: bool) -> None:
    document = read(para(run("文") + box) + para("余"))
    assert (seen(document), hidden(document)) == (("文框余", "") if shown else ("文余", "框"))


@pytest.mark.parametrize("around", ["<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>", "<w:r>{}</w:r>"])
def test_a_box_in_a_hidden_run(read: Read, around: str) -> None:
    drawing = shape(para("框")).removeprefix("<w:r>").removesuffix("</w:r>")
    branches = f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice></mc:AlternateContent>'
    for content in (drawing, branches):
        document = read(para(run("文") + around.format(content)))
        assert seen(document) == ("文" if "vanish" in around else "文框")


def test_pictures_and_backgrounds_that_are_hidden(read: Read) -> None:
    behind = '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:docPr id="1" name="x" {}/></wp:anchor></w:drawing></w:r>'
    for properties, text in (("", "文白"), ('hidden="1"', "文")):
        assert seen(read(para(behind.format(properties) + run("文")) + para(run("白", WHITE)))) == text


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        (CLEAR, False),
        (CLEAR + DARK, False),
        (CLEAR + LINE, True),
        (CLEAR + NO_LINE, False),
        (filled('srgbClr w14:val="FFFFFF'), False),
        (WHITE + filled('srgbClr w14:val="FFFFFF'), False),
        (filled('schemeClr w14:val="bg1'), False),
        (WHITE + filled('srgbClr w14:val="1F4E79'), True),
        (filled('srgbClr w14:val="FFFFFF') + DARK, True),
        (WHITE + NO_LINE, False),
        (WHITE + LINE, True),
        ('<w:color w:val="auto" w:themeColor="background1"/>', False),
        ('<w:color w:val="auto" w:themeColor="background1" w:themeShade="80"/>', True),
        ('<w:color w:val="auto"/>', True),
    ],
)
def test_effects_of_letters(read: Read, properties: str, shown: bool) -> None:
    assert seen(read(para(run("文") + run("字", properties)))) == ("文字" if shown else "文")


def defaults(properties: str) -> str:
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{properties}</w:rPr></w:rPrDefault></w:docDefaults>"


def test_white_by_default(read: Read) -> None:
    black = '<w:color w:val="auto"/>'
    styles = defaults(WHITE) + f'<w:style w:styleId="b"><w:name w:val="b"/><w:rPr>{black}</w:rPr></w:style>'
    body = para("白") + para(run("黑", black)) + para("式", '<w:pStyle w:val="b"/>') + para("底", DARK)
    document = read(body + para(shape(para("框"))), styles=styles)
    assert (seen(document), hidden(document)) == ("黑式底框", "白")


@pytest.mark.parametrize(("setting", "text"), [("<w:displayBackgroundShape/>", "白"), ("", "")])
def test_white_by_default_on_dark_pages(tmp_path: Path, setting: str, text: str) -> None:
    settings = f"<w:settings {SPACES}>{setting}</w:settings>"
    members = parts(
        para("白") + para(run("黑", '<w:color w:val="000000"/>')), styles=defaults(WHITE), settings=settings
    )
    whole = members["word/document.xml"].replace(b"<w:body>", b'<w:background w:color="10243E"/><w:body>')
    document = read_docx(pack(tmp_path / "a.docx", members | {"word/document.xml": whole}), Limits())
    assert seen(document) == text + "黑"


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("<w:rPr><w:vanish/></w:rPr>", False),
        (f"<w:rPr>{WHITE}</w:rPr>", False),
        (f"<w:rPr>{WHITE}</w:rPr><w:tcPr>{DARK}</w:tcPr>", True),
        ('<w:tblStylePr w:type="wholeTable"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>', False),
        ('<w:tblStylePr w:type="lastCol"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>', True),
        ("<w:rPr><w:b/></w:rPr>", True),
    ],
)
def test_hidden_by_the_style_of_a_table(read: Read, style: str, shown: bool) -> None:
    styles = f'<w:style w:type="table" w:styleId="t"><w:name w:val="t"/>{style}</w:style>'
    cell = para("格")
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>'
    assert seen(read(table + para("文"), styles=styles)) == ("格文" if shown else "文")


def test_hidden_by_the_style_of_a_table_and_shown_by_the_run(read: Read) -> None:
    styles = '<w:style w:type="table" w:styleId="t"><w:name w:val="t"/><w:rPr><w:vanish/></w:rPr></w:style>'
    cell = para(run("格", '<w:vanish w:val="0"/>'))
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>'
    assert seen(read(table, styles=styles)) == "格"


def reference(identifier: int, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:footnoteReference w:id="{identifier}"/></w:r>'


def test_notes_that_only_hidden_marks_refer_to(read: Read) -> None:
    vanish = "<w:vanish/>"
    rows = "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    body = para(run("文") + reference(2) + reference(3, vanish) + reference(4, vanish) + reference(4))
    body += para(reference(5) + shape(para(reference(6)), '<wp:docPr id="1" name="x" hidden="1"/>'))
    body += rows.format(para(reference(7))) + para(reference(5, vanish))
    notes = "".join(f'<w:footnote w:id="{n}">{para(f"注{n}")}</w:footnote>' for n in range(2, 8))
    document = read(body, footnotes=notes)
    assert (seen(document), hidden(document)) == ("文注2注4注5", "注3注6注7")


def test_numbers_of_hidden_rows_and_lists_in_hidden_boxes_stay_apart(read: Read) -> None:
    box = shape(listed("框"), '<wp:docPr id="1" name="x" hidden="1"/>')
    document = read(listed("甲") + para(box) + listed("乙"), numbering=numbering(numbered(0, "%1.")))
    assert [(block.number, block.text) for block in document.blocks if block.kind != "furniture"] == [
        ("1.", "甲"),
        ("2.", "乙"),
    ]
