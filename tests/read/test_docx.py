"""What is text in a DOCX and what is not, construct by construct."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx_builder import SPACES, level, listed, numbering, pack, para, parts, read_docx, related, run

from pipeline.document import Block, Document
from pipeline.limits import Limits

Read = Callable[..., Document]
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, relationships: str = "", **more: str) -> Document:
        return read_docx(pack(tmp_path / "方案.docx", parts(body, relationships, **more)), Limits())

    return reader


def texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.text for block in document.blocks if block.kind == kind]


def reasons(document: Document) -> list[tuple[str, str]]:
    return [(block.reason, block.text) for block in document.blocks if block.kind == "furniture"]


def remark(document: Document, code: str) -> int:
    return sum(item.count for item in document.remarks if item.code == code)


def test_document_describes_the_file(read: Read) -> None:
    document = read(para("第一段") + para("") + para("第二段"))
    assert (document.source, document.format, document.pages, document.exact_pages) == ("方案.docx", "docx", 1, False)
    assert len(document.sha256) == 64
    assert texts(document) == ["第一段", "第二段"]
    assert document.coverage[0].method == "text"
    assert document.coverage[0].characters == 6


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲\t乙"),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), "甲\n乙"),
        ("<w:r><w:t>BIM</w:t><w:noBreakHyphen/><w:t>CIM</w:t><w:softHyphen/></w:r>", "BIM-CIM"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("已完成"), "☑已完成"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("30%"), "≥30%"),
        ('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>' + run("勾"), "✓勾"),
        ('<w:r><w:sym w:font="Webdings" w:char="F0FF"/><w:sym w:font="MT Extra" w:char="F061"/></w:r>', "\ufffd\ufffd"),
        (run("\uf0fe是\uf0a8否", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑是□否"),
        (run("R 是", '<w:rFonts w:ascii="Wingdings 2"/>'), "☑ 是"),
        (run("BIM\uf0fe\ue001", '<w:rFonts w:ascii="Arial"/>'), "BIM\ufffd\ue001"),
        (f'<w:hyperlink r:id="r9">{run("链接")}</w:hyperlink>', "链接"),
        (f"<w:smartTag><w:smartTag>{run('智能')}</w:smartTag>{run('建造')}</w:smartTag>", "智能建造"),
        (CONTROL.format(CONTROL.format(run("控件"))), "控件"),
        (f"<w:customXml>{run('标记')}</w:customXml>", "标记"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
        (f"<w:r><w:ruby><w:rt>{run('pinyin')}</w:rt><w:rubyBase>{run('拼音')}</w:rubyBase></w:ruby></w:r>", "拼音"),
        ("<m:oMath><m:f><m:num><m:t>a</m:t></m:num><m:den><m:t>b</m:t></m:den></m:f></m:oMath>", "a/b"),
        (f"<w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>{run('留')}", "增留"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (run("正文") + '<w:r><w:commentReference w:id="1"/></w:r>', "正文"),
    ],
)  # fmt: skip
def test_inline_content(read: Read, content: str, expected: str) -> None:
    assert texts(read(para(content))) == [expected]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_field_shows_its_result_not_its_code(read: Read) -> None:
    inner = mark("begin") + code("PAGEREF x") + mark("separate") + run("7") + mark("end")
    content = run("见") + mark("begin") + code("IF ") + inner + mark("separate") + run("结果") + mark("end") + run("。")
    assert texts(read(para(content))) == ["见结果。"]


def test_field_that_is_never_closed_does_not_swallow_the_rest(read: Read) -> None:
    assert texts(read(para(mark("begin") + code("TOC") + run("标题")) + para("正文"))) == ["标题", "正文"]


def test_contents_by_field_style_and_control(read: Read) -> None:
    toc = para(mark("begin") + code(' TOC \\o "1-3" ') + mark("separate") + run("一、基础 1")) + para(
        run("二、目标 2") + mark("end")
    )
    styled = para("三、内容 3", '<w:pStyle w:val="a"/>')
    control = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    control += f"<w:sdtContent>{para('目录')}{para('四、计划 4')}</w:sdtContent></w:sdt>"
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="目录 1"/></w:style>'
    document = read(toc + styled + control + para("一、基础"), styles=styles)
    assert texts(document) == ["一、基础"]
    assert {reason for reason, _ in reasons(document)} == {"contents"}
    assert len(reasons(document)) == 5


def test_hidden_text_is_set_apart(read: Read) -> None:
    document = read(para(run("可见") + run("暗藏", "<w:vanish/>")) + para(run("未藏", '<w:vanish w:val="0"/>')))
    assert texts(document) == ["可见", "未藏"]
    assert reasons(document) == [("hidden", "暗藏")]
    assert remark(document, "hidden") == 1


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize("properties", [WHITE, '<w:color w:val="FDFDFD"/>', '<w:sz w:val="2"/>'])
def test_white_and_tiny_text_is_hidden(read: Read, properties: str) -> None:
    document = read(para(run("可见") + run("暗藏", properties)) + para(run("全暗", properties)))
    assert texts(document) == ["可见"]
    assert reasons(document) == [("hidden", "暗藏"), ("hidden", "全暗")]
    assert remark(document, "hidden") == 2
    styles = f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:rPr>{properties}</w:rPr></w:style>'
    styled = read(para("明") + para("暗", '<w:pStyle w:val="a"/>'), styles=styles)
    assert reasons(styled) == [("hidden", "暗")]


DARK, PAPER = '<w:shd w:val="clear" w:fill="1F4E79"/>', '<w:shd w:val="clear" w:fill="FFFFFF"/>'


def filled(content: str, cell: str = "", table: str = "") -> str:
    return f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:tc><w:tcPr>{cell}</w:tcPr>{content}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (para(run("白", WHITE + DARK)), True),
        (para(run("白", WHITE + PAPER)), False),
        (para(run("白", WHITE + '<w:highlight w:val="blue"/>')), True),
        (para(run("白", WHITE + "<w:outline/>")), True),
        (para(run("白", WHITE), DARK), True),
        (para(run("白", WHITE), PAPER), False),
        (filled(para(run("白", WHITE)), DARK), True),
        (filled(para(run("白", WHITE)), PAPER, DARK), False),
        (filled(para(run("白", WHITE)), "", DARK), True),
        (filled(para(run("白", WHITE))), False),
        (filled(para(run("白", WHITE)), "", '<w:tblStyle w:val="g"/>'), True),
        (filled(filled(para(run("白", WHITE))), DARK), True),
    ],
)  # fmt: skip
def test_white_text_shows_on_a_dark_fill(read: Read, body: str, seen: bool) -> None:
    grid = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr>'
    styles = f'<w:style w:type="table" w:styleId="g"><w:name w:val="g"/>{grid}</w:style>'
    document = read(body + para("余"), styles=styles)
    assert ("白" in "".join(block.text for block in document.blocks if block.kind != "furniture")) is seen
    assert remark(document, "hidden") == (0 if seen else 1)


def test_white_text_shows_in_filled_boxes_and_over_pictures(read: Read) -> None:
    box = '<w:r><w:pict><v:shape fillcolor="{}"><v:textbox>' + BOX.format(para(run("框", WHITE)))
    box += "</v:textbox></v:shape></w:pict></w:r>"
    assert texts(read(para(box.format("#1f4e79")))) == ["框"]
    assert texts(read(para(run("文") + box.format("white")))) == ["文"]
    assert texts(read(para(run("文") + box.format("")))) == ["文"]
    behind = '<w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r>'
    document = read(para(behind + run("题", WHITE)) + para(run("白", WHITE), "<w:pageBreakBefore/>"))
    assert texts(document) == ["题"]


def test_hidden_by_character_style(read: Read) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert reasons(read(para(run("藏", '<w:rStyle w:val="h"/>')), styles=styles)) == [("hidden", "藏")]


def test_symbol_fonts_of_styles(read: Read) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    styles = f'<w:style w:type="character" w:styleId="s"><w:name w:val="s"/>{fonts}</w:style>'
    assert texts(read(para(run("\uf0fe", '<w:rStyle w:val="s"/>') + run("BIM")), styles=styles)) == ["☑BIM"]


def test_revisions_are_counted_once_each(read: Read) -> None:
    marked = para(run("末"), "<w:rPr><w:ins/></w:rPr>")
    body = (
        para(f"<w:ins>{run('增')}</w:ins><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>") + marked
    )
    assert remark(read(body), "revisions") == 3


def test_revisions_are_counted_wherever_they_stand(read: Read) -> None:
    inserted, deleted = f"<w:ins>{run('增')}</w:ins>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    formatted = para("<w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>正文</w:t></w:r>")
    assert remark(read(formatted), "revisions") == 0
    note = para(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{para(inserted + deleted)}</w:footnote>'
    assert remark(read(note, footnotes=notes), "revisions") == 2
    section = '<w:sectPr><w:headerReference r:id="r_header"/></w:sectPr>'
    assert remark(read(para("正文") + section, header=para(run("头") + inserted)), "revisions") == 1
    cells = [f"<w:tc><w:tcPr><w:{tag}/></w:tcPr>{para('格')}</w:tc>" for tag in ("cellIns", "cellDel", "shd")]
    assert remark(read(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"), "revisions") == 2


def test_deleted_paragraph_mark_joins_paragraphs(read: Read) -> None:
    joined = para(run("前半"), "<w:rPr><w:del/></w:rPr>") + para("后半") + para("末段", "<w:rPr><w:del/></w:rPr>")
    assert texts(read(joined)) == ["前半后半", "末段"]


def test_deleted_paragraph_takes_no_number(read: Read) -> None:
    num = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = para("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", num)
    document = read(listed("甲") + gone + listed("乙"), numbering=numbering(level(0, "%1.")))
    assert [block.number for block in document.blocks] == ["1.", "2."]


def test_comments_are_remarked_not_read(read: Read) -> None:
    document = read(para("正文"), comments=f'<w:comment w:id="1">{para("请补充")}</w:comment>')
    assert texts(document) == ["正文"]
    assert remark(document, "comments") == 1


def choice(requires: str, content: str, fallback: str) -> str:
    inner = f'<mc:Choice Requires="{requires}">{content}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{inner}</mc:AlternateContent></w:r>"


def shape(text: str) -> str:
    inner = f"<wps:wsp><wps:txbx>{BOX.format(para(text))}</wps:txbx></wps:wsp>"
    return (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def vml(text: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{BOX.format(para(text))}</v:textbox></v:shape></w:pict>"


def test_text_box_is_read_once_after_its_anchor(read: Read) -> None:
    body = para(run("锚点") + choice("wps", shape("框中"), vml("框中"))) + para("其后")
    assert texts(read(body)) == ["锚点", "框中", "其后"]


def test_fallback_is_read_where_the_choice_is_unknown_or_empty(read: Read) -> None:
    unknown = para(choice("x", shape("新"), vml("旧")))
    empty = para(choice("wps", "<w:drawing/>", vml("备用")))
    assert texts(read(unknown + empty)) == ["旧", "备用"]


def test_box_inside_box_and_wordart(read: Read) -> None:
    inner = para(run("外") + f"<w:r>{vml('内')}</w:r>")
    nested = f"<w:pict><v:shape><v:textbox>{BOX.format(inner)}</v:textbox></v:shape></w:pict>"
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert texts(read(para(f"<w:r>{nested}</w:r>") + para(art))) == ["外", "内", "艺术字"]


def test_lists_in_boxes_count_apart(read: Read) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox>{BOX.format(listed('框'))}</v:textbox></v:shape></w:pict></w:r>"
    document = read(listed("甲") + para(box) + listed("乙"), numbering=numbering(level(0, "%1.")))
    assert [(block.number, block.text) for block in document.blocks] == [("1.", "甲"), ("1.", "框"), ("2.", "乙")]


def test_headers_and_footers_once_each_and_notes_at_the_end(read: Read) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="r_header"/><w:footerReference r:id="r_footer"/></w:sectPr>'
    )
    note = para(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    document = read(
        note + para("又", section) + para("末") + section,
        header=para("某市方案") + para('<w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r>'),
        footer=para("第1页"),
        footnotes=f'<w:footnote w:id="2">{para("注释")}</w:footnote><w:footnote w:id="3">{para("无引用")}</w:footnote>',
    )
    found = [(block.kind, block.reason, block.text, block.style) for block in document.blocks]
    assert found == [
        ("furniture", "header", "某市方案", ""),
        ("furniture", "watermark", "机密", ""),
        ("paragraph", "", "正文", ""),
        ("paragraph", "", "又", ""),
        ("paragraph", "", "末", ""),
        ("paragraph", "", "注释", "footnote"),
        ("furniture", "footer", "第1页", ""),
    ]


def test_hidden_text_of_a_header_stays_hidden(read: Read) -> None:
    section = '<w:sectPr><w:headerReference r:id="r_header"/></w:sectPr>'
    document = read(para("正文") + section, header=para(run("藏", "<w:vanish/>") + run("头")))
    assert reasons(document) == [("header", "头"), ("hidden", "藏")]
    assert remark(document, "hidden") == 1


def test_outline_through_inheritance_whatever_the_name(read: Read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="政府大标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>'
    )
    body = (
        para("甲", '<w:pStyle w:val="z"/>')
        + para("乙", '<w:outlineLvl w:val="2"/>')
        + para("丙", '<w:pStyle w:val="2"/>')
    )
    body += para("丁", '<w:pStyle w:val="z"/><w:outlineLvl w:val="9"/>') + para("戊")
    blocks = read(body, styles=styles).blocks
    assert [block.outline for block in blocks] == [1, 3, 2, None, None]
    assert blocks[0].style == "政府大标题"


def test_styles_in_a_circle_end(read: Read) -> None:
    styles = '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style>'
    styles += '<w:style w:styleId="b" w:type="paragraph"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>'
    assert texts(read(para("甲", '<w:pStyle w:val="a"/>'), styles=styles)) == ["甲"]


def first(document: Document) -> Block:
    return document.blocks[0]


def test_look_is_resolved_through_defaults_styles_and_runs(read: Read) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="p"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:name w:val="c"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    content = run("粗") + run("不粗", '<w:rStyle w:val="c"/>') + run("细", '<w:b w:val="0"/><w:sz w:val="24"/>')
    runs = first(read(para(content, '<w:pStyle w:val="p"/>'), styles=styles)).runs
    assert [(item.start, item.stop, item.bold, item.size) for item in runs] == [
        (0, 1, True, 16.0),
        (1, 3, False, 16.0),
        (3, 4, False, 12.0),
    ]
    assert first(read(para("文"), styles=styles)).runs[0].size == 10.5


def test_the_face_of_ideographs_is_resolved(read: Read) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="p"/><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    latin = '<w:rFonts w:ascii="SimHei"/>'
    content = run("引") + run("言", latin) + run("文", '<w:rFonts w:eastAsia="仿宋_GB2312"/>')
    content += run("主", '<w:rFonts w:eastAsia="SimHei" w:eastAsiaTheme="minorEastAsia"/>')
    runs = first(read(para(content, '<w:pStyle w:val="p"/>'), styles=styles)).runs
    assert [(item.start, item.stop, item.face) for item in runs] == [(0, 2, "hei"), (2, 3, "song"), (3, 4, "")]


def test_runs_of_one_look_are_joined_and_follow_the_trimmed_text(read: Read) -> None:
    block = first(read(para(run("　　甲") + run("乙") + run("丙 ", "<w:b/>"))))
    assert block.text == "甲乙丙"
    assert [(item.start, item.stop, item.bold) for item in block.runs] == [(0, 2, False), (2, 3, True)]


@pytest.mark.parametrize(
    ("properties", "align", "indent"),
    [
        ('<w:jc w:val="center"/>', "center", None),
        ('<w:jc w:val="end"/><w:ind w:firstLine="640"/>', "right", 32.0),
        ('<w:jc w:val="both"/><w:ind w:firstLineChars="200" w:firstLine="1"/>', "both", 20.0),
        ('<w:ind w:hanging="420"/>', "", -21.0),
        ('<w:ind w:firstLine="2cm"/>', "", pytest.approx(56.7, abs=0.1)),
        ('<w:ind w:firstLine="99999999999999"/>', "", None),
    ],
)
def test_layout(read: Read, properties: str, align: str, indent: float | None) -> None:
    block = first(read(para("文", properties)))
    assert (block.align, block.indent) == (align, indent)


def test_strict_namespaces(tmp_path: Path) -> None:
    members = parts(
        listed("甲") + para("乙", '<w:jc w:val="start"/>'), numbering=numbering(level(0, "第%1章", "chineseCounting"))
    )
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in members.items()
    }
    blocks = read_docx(pack(tmp_path / "strict.docx", strict), Limits()).blocks
    assert [(block.number, block.text, block.align) for block in blocks] == [("第一章", "甲", ""), ("", "乙", "left")]


def test_embedded_files_are_remarked(read: Read) -> None:
    ole = para(run("附") + '<w:r><w:object><o:OLEObject ProgID="Word.Document.12"/></w:object></w:r>')
    assert remark(read(ole + '<w:altChunk r:id="r7"/>'), "embedded") == 2


def test_diagram_text_is_read(read: Read) -> None:
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>领导小组</a:t></a:r></a:p></dgm:t></dgm:pt>"
    data = f"<dgm:dataModel {SPACES}>{point}</dgm:dataModel>"
    graphic = '<a:graphic><a:graphicData><dgm:relIds r:dm="r_data"/></a:graphicData></a:graphic>'
    drawing = f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"
    assert texts(read(para(run("组织架构") + drawing), data=data)) == ["组织架构", "领导小组"]


def test_external_relationships_are_absent(read: Read) -> None:
    section = '<w:sectPr><w:headerReference r:id="r_header"/></w:sectPr>'
    document = read(para("文") + section, related("header", "http://203.0.113.1/h.xml", external=True))
    assert len(document.blocks) == 1
