"""The default 审查意见表 as a DOCX with placeholders: `templates/opinion.docx` is what it makes.

`yushen template 我的模板.docx` writes it for a user to change and to give to `yushen check --template`.

Fonts, sizes and margins follow GB/T 9704—2012 (公文格式): margins 37, 35, 28 and 26 mm, title in 小标宋 size 2,
headings in 黑体 size 3, page number between dashes. Where those fonts are not installed, Word takes
those that the font table names instead. Tables are set in 仿宋 size 5, or they would run to a hundred pages.
"""

import io
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from pipeline.report.files import stable_zip

_FONTS = {
    "方正小标宋简体": "小标宋,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
    "黑体": "SimHei,微软雅黑,Noto Sans CJK SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
}
"""Font, and those to take where it is missing, the best first."""
_TITLE, _HEADING, _SUB, _BODY, _PAGE = _FONTS

_BASICS = (
    ("申报城市", "{{申报城市}}"),
    ("方案文件", "{{方案文件}}"),
    ("审查依据", "{{审查依据}}"),
    ("读取情况", "{{读取情况}}"),
    ("文件提示", "{{文件提示}}"),
    ("预审结果", "{{预审结果}}"),
)
_CHECKS = (
    ("要求", "{{核对.名称}}\n{{核对.条款}}", 34),
    ("判定与把握", "{{核对.判定}}\n{{核对.把握}}", 18),
    ("依据与具体要求", "{{核对.依据}}\n{{核对.细项}}", 86),
    ("复核", "", 18),
)
_GAPS = (
    ("序号", "{{问题.序号}}", 12),
    ("程度", "{{问题.程度}}", 20),
    ("问题与位置", "{{问题.说明}}", 60),
    ("修改建议", "{{问题.建议}}", 44),
    ("复核意见", "", 20),
)
_DAY = "　　　　年　　月　　日"
_SIGNATURE = (
    ("审查结论", "□同意　　□补正后再报　　□不予受理", 12),
    ("审查意见", "", 34),
    ("核对日期", _DAY, 12),
    ("审查人", "", 12),
    ("复核人", "", 12),
    ("签署日期", _DAY, 12),
)
"""What the reviewer fills in, what stands there already, and the height of the field in mm."""


def build() -> bytes:
    """The template's DOCX."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    _set_font(normal.element.get_or_add_rPr(), _BODY)
    _line(document.add_paragraph(), "{{方案名称}}审查意见表", _TITLE, 22, centred=True)
    _line(document.add_paragraph(), "（依据预审结果编制，供审查人员修改使用）", _SUB, 14, centred=True)
    _heading(document, "一、基本情况")
    _pairs(document, _BASICS)
    _heading(document, "二、问题与修改建议")
    _listing(document, _GAPS)
    _heading(document, "三、逐项核对")
    _listing(document, _CHECKS)
    _heading(document, "四、审查结论")
    table = _pairs(document, tuple((name, printed) for name, printed, _ in _SIGNATURE))
    for row, (_, _, height) in zip(table.rows, _SIGNATURE, strict=True):
        row.height = Mm(height)
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True  # to be signed on one page
    _line(document.add_paragraph(), "{{说明}}", _SUB, 10.5)
    _page_number(section.footer.paragraphs[0])
    _name_alternatives(document)
    document.core_properties.title = "{{方案名称}}审查意见表"
    document.core_properties.author = "yushen 预审"
    document.core_properties.comments = ""
    stream = io.BytesIO()
    document.save(stream)
    return stable_zip(stream.getvalue())


def _heading(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(14)
    _line(paragraph, text, _HEADING, 16)


def _line(paragraph: Any, text: str, font: str, size: float, *, centred: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _set_font(run._r.get_or_add_rPr(), font)
    paragraph.paragraph_format.space_after = Pt(4)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_font(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]


def _pairs(document: Any, rows: tuple[tuple[str, str], ...]) -> Any:
    table = _table(document, len(rows), (26, 130))
    for row, (name, value) in zip(table.rows, rows, strict=True):
        _cell(row.cells[0], name, _HEADING)
        _cell(row.cells[1], value, _BODY)
    return table


def _listing(document: Any, columns: tuple[tuple[str, str, int], ...]) -> None:
    table = _table(document, 2, tuple(width for _, _, width in columns))
    for index, (name, value, _) in enumerate(columns):
        _cell(table.rows[0].cells[index], name, _HEADING, centred=True)
        _cell(table.rows[1].cells[index], value, _BODY)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _table(document: Any, rows: int, widths: tuple[int, ...]) -> Any:
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _cell(cell: Any, text: str, font: str, *, centred: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    _line(paragraph, text, font, 10.5, centred=centred)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(paragraph, "— ", _PAGE, 14)
    for kind, code in (("begin", ""), ("", "PAGE"), ("separate", ""), ("result", "1"), ("end", "")):
        run = paragraph.add_run(code if kind == "result" else "")
        run.font.size = Pt(14)
        _set_font(run._r.get_or_add_rPr(), _PAGE)
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            run._r.append(instruction)
    _line(paragraph, " —", _PAGE, 14)


def _name_alternatives(document: Any) -> None:
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    root = etree.fromstring(part.blob)
    for font, alternative in _FONTS.items():
        entry = etree.SubElement(root, qn("w:font"), {qn("w:name"): font})
        etree.SubElement(entry, qn("w:altName"), {qn("w:val"): alternative})
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
