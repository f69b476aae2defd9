"""Makes the sample plans' DOCX and PDF from their labelled Markdown: python -m corpora.build_samples

Word files look like official documents (GB/T 9704: 方正小标宋 title, 黑体 and 楷体 headings, 仿宋 text, page numbers
in the footer). Each sample is built another way, as real plans are: automatic numbers, run-in headings, heading styles.
The PDF is LibreOffice's print of the DOCX.
"""

import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from corpora.build import groups
from corpora.office import convert
from corpora.reading import Line, Plan, read_plan
from pipeline.text.numbers import parse_number

SAMPLES = Path(__file__).parent / "samples"
REVISED = SAMPLES / "revised" / "zhuzhou.docx"
TITLE, BODY = ("方正小标宋简体", 22), ("仿宋_GB2312", 16)
HEADS = (("黑体", 16), ("楷体_GB2312", 16))
OFFICIAL = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
CHAPTERS = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2节"), ("chineseCounting", "%3、"))
DECIMAL = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
OUTLINES = (OFFICIAL, CHAPTERS, DECIMAL)
"""Automatic lists as official documents, rules and reports have them: number format and level text of each level."""
WHEN = datetime(2022, 7, 8, 9, 0)
CELL = 12
REVISION = (
    "## 四、保障措施",
    "## 四、实施计划 {schedule}\n试点期三年，自公布之日起计算。 {schedule}\n"
    "第一阶段（2022年11月—2023年6月）：出台十二条政策，公布首批示范工程，装备园开工。 {schedule}\n"
    "第二阶段（2023年7月—2024年12月）：24个示范工程全部开工，机器人组装线投产。 {schedule}\n"
    "第三阶段（2025年1月—2025年10月）：完成对照试验，汇总数据，做好评估验收。 {schedule}\n## 五、保障措施",
)
"""What 株洲's revision of its draft adds."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sample's Word file is made."""

    outline: tuple[tuple[str, str], ...] = ()
    """Numbers come from numbering.xml, in one of OUTLINES, and stand nowhere in the text; with none they are typed."""
    styled: bool = True
    """Headings carry Word's heading styles; otherwise only their fonts tell them from text."""


MANNERS = {"wuxi": Manner(outline=OFFICIAL), "zhuzhou": Manner(styled=False), "xianyang": Manner()}


def set_font(target: Any, face: tuple[str, float], *, bold: bool = False) -> None:
    """The font of a run or style, and its size in points."""
    name, size = face
    target.font.name, target.font.size, target.font.bold = "Times New Roman", Pt(size), bold
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _element(parent: Any, name: str, **attributes: str) -> Any:
    child = OxmlElement(name)
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    parent.append(child)
    return child


def _numbering(word: Any, outline: Iterable[tuple[str, str]]) -> str:
    """Define a list and return its id."""
    root = word.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    _element(abstract, "w:multiLevelType", val="multilevel")
    for at, (numbered, text) in enumerate(outline):
        level = _element(abstract, "w:lvl", ilvl=str(at))
        for name, value in (
            ("start", "1"),
            ("numFmt", numbered),
            ("suff", "nothing"),
            ("lvlText", text),
            ("lvlJc", "left"),
        ):
            _element(level, f"w:{name}", val=value)
        _element(_element(level, "w:pPr"), "w:ind", left="0", firstLine="640")
    root.insert(0, abstract)
    _element(_element(root, "w:num", numId="90"), "w:abstractNumId", val="90")
    return "90"


def _number(paragraph: Any, list_id: str, level: int) -> None:
    properties = _element(paragraph._p.get_or_add_pPr(), "w:numPr")
    _element(properties, "w:ilvl", val=str(level))
    _element(properties, "w:numId", val=list_id)


def set_page(word: Any) -> None:
    """GB/T 9704 margins, a running header and “— 1 —” in the footer."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(header.add_run("智能建造试点城市申报材料"), ("仿宋_GB2312", 10.5))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(footer.add_run("— "), ("宋体", 14))
    field = footer.add_run()
    set_font(field, ("宋体", 14))
    _element(field._r, "w:fldChar", fldCharType="begin")
    _element(field._r, "w:instrText").text = "PAGE"
    _element(field._r, "w:fldChar", fldCharType="end")
    set_font(footer.add_run(" —"), ("宋体", 14))


def set_styles(word: Any) -> None:
    """Text and headings as GB/T 9704 has them."""
    normal = word.styles["Normal"]
    set_font(normal, BODY)
    spacing = normal.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    spacing.space_before = spacing.space_after = Pt(0)
    for level, face in enumerate(HEADS, 1):
        style = word.styles[f"Heading {level}"]
        set_font(style, face)
        style.font.color.rgb, style.font.italic = RGBColor(0, 0, 0), False
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def add_table(word: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table, its first row the heads of its columns."""
    grid = word.add_table(len(rows), max(len(row) for row in rows), style="Table Grid")
    for at, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
        _element(row._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text in zip(row.cells, cells, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing = 1.15
            set_font(paragraph.add_run(text), ("黑体" if at == 0 else BODY[0], CELL))
    word.add_paragraph()


def add_centred(word: Any, text: str, face: tuple[str, float]) -> None:
    """A paragraph in the middle: title, signature."""
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(face[1] * 1.6)
    set_font(paragraph.add_run(text), face)


def _paragraph(word: Any, lines: Sequence[Line], manner: Manner, list_id: str) -> None:
    """One paragraph: a heading, a run-in heading with its text, or text."""
    first = lines[0]
    level = first.depth - 1
    styled = manner.styled and level > 0 and len(lines) == 1
    paragraph = word.add_paragraph(style=f"Heading {level}" if styled else None)
    text = first.text
    number = parse_number(text)
    if manner.outline and number and (level > 0 or text[0].isdigit()):
        deepest = len(manner.outline)
        _number(paragraph, list_id, min(level, deepest) - 1 if level > 0 else deepest - 1)
        text = text[number.stop :]
    else:
        paragraph.paragraph_format.first_line_indent = Pt(2 * BODY[1])
    set_font(paragraph.add_run(text), HEADS[min(level, len(HEADS)) - 1] if level > 0 else BODY)
    for line in lines[1:]:
        set_font(paragraph.add_run(line.text), BODY)


def paragraphs(plan: Plan) -> Iterable[list[Line]]:
    """Lines of one paragraph or table; a run-in heading goes with the text behind it."""
    kept: list[list[Line]] = []
    for lines in groups(plan):
        if kept and not lines[0].is_row and kept[-1][0].row == lines[0].row:
            kept[-1] += lines
        else:
            kept.append(list(lines))
    return kept


def build_docx(plan: Plan, target: Path, manner: Manner | None = None) -> None:
    """Write the plan as a Word file, a sample in its own manner; the same plan gives the same bytes."""
    word, manner = docx.Document(), manner or MANNERS[plan.id]
    set_styles(word)
    set_page(word)
    list_id = _numbering(word, manner.outline) if manner.outline else ""
    for lines in paragraphs(plan):
        if lines[0].is_row:
            add_table(word, [line.cells for line in lines])
        elif lines[0].depth == 1:
            add_centred(word, lines[0].text, TITLE)
        elif lines[0].labels == ("cover",):
            add_centred(word, lines[0].text, ("楷体_GB2312", 16))
        else:
            _paragraph(word, lines, manner, list_id)
    properties = word.core_properties
    properties.title, properties.author, properties.created, properties.modified = (
        f"{plan.city}智能建造试点实施方案",
        "",
        WHEN,
        WHEN,
    )
    word.save(str(target))
    _freeze(target)


def _freeze(path: Path) -> None:
    """Give all members of the archive one fixed time, so that building again changes nothing."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, WHEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def build_revised(target: Path) -> None:
    """Write 株洲's second draft, its first with `REVISION`, as a Word file."""
    draft = SAMPLES / "zhuzhou.md"
    with TemporaryDirectory() as folder:
        revised = Path(folder) / draft.name
        revised.write_text(draft.read_text(encoding="utf-8").replace(*REVISION), encoding="utf-8")
        build_docx(read_plan(revised), target)


def main() -> int:
    """Build every sample."""
    for path in sorted(SAMPLES.glob("*.md")):
        plan = read_plan(path)
        build_docx(plan, path.with_suffix(".docx"))
        convert([path.with_suffix(".docx")], "pdf", path.parent)
        print(f"{path.stem}: {len(plan.text)} characters", file=sys.stderr)
    build_revised(REVISED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
