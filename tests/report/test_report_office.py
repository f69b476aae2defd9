"""审查意见表 and 核对表: complete, editable, blank where the reviewer writes, inert."""

import io
import re
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from PIL import Image

from pipeline.errors import UsageError
from pipeline.findings import Report
from pipeline.report import digest, opinion_template, whereabouts, xlsx
from pipeline.report import docx as opinion
from pipeline.report.filling import fill
from pipeline.report.options import Options
from pipeline.report.sanitize import UNSAFE
from pipeline.text.page_numbers import ranges


def form(report: Report) -> Any:
    return docx.Document(io.BytesIO(opinion.to_docx(report)))


def book(report: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.to_xlsx(report)))


def test_shipped_template_is_what_the_code_builds() -> None:
    with zipfile.ZipFile(opinion.TEMPLATE) as ours, zipfile.ZipFile(io.BytesIO(opinion_template.build())) as built:
        assert ours.namelist() == built.namelist()
        assert ours.read("word/document.xml") == built.read("word/document.xml")


def test_only_verdicts_and_severities_are_coloured(report: Report) -> None:
    made = book(report)
    plain = {
        cell.fill.fgColor.rgb
        for sheet in ("总览", "量化指标")
        for line in made[sheet].iter_rows(min_row=2)
        for cell in line
    }
    assert plain == {"00000000"}
    heads = [cell.value for cell in made["问题清单"][1]]
    assert made["问题清单"].cell(2, heads.index("程度") + 1).fill.fgColor.rgb != "00000000"


def test_form_has_margins_and_fonts_of_official_documents(report: Report) -> None:
    document = form(report)
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    xml = document.element.xml
    assert all(font in xml for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"))
    fonts = next(part for part in document.part.package.iter_parts() if "fontTable" in str(part.partname))
    assert "华文中宋".encode() in fonts.blob


def test_form_lists_everything_and_leaves_the_reviewer_room(report: Report) -> None:
    basics, gaps, checks, signature = form(report).tables
    assert "徐州市" in basics.rows[0].cells[1].text
    assert len(gaps.rows) == 1 + len(report.findings)
    heads = [row for group in digest.matrix(report) for row in group.rows]
    assert len(checks.rows) == 1 + len(heads) < 1 + len(report.outcomes)
    for row, line in zip(heads, checks.rows[1:], strict=True):
        titles = [duty.requirement.title for duty in row.duties if row.head.verdict != "not_chosen"]
        assert line.cells[0].text == f"{row.head.requirement.title}\n{row.head.requirement.citation}"
        assert all(title in line.cells[2].text for title in titles)
        assert "\n\n" not in line.cells[2].text and not line.cells[2].text.endswith("\n")
    numbers = {item.finding.requirement: item.number for item in digest.numbered(report)}
    policy = next(line for line in checks.rows if line.cells[0].text.endswith("三（一）"))
    assert policy.cells[1].text == "有\n93%"
    assert policy.cells[2].text.split("\n")[1:] == [
        "有 3：",
        "· 政策文件或发展规划：“出台《徐州市智能建造发展规划（2022—2025年）》…”（约第2页）",
        "· 土地支持政策：“…在土地出让条件中予以明确…”（约第2页）",
        "· 财政支持政策：“…市级财政每年安排专项资金3000万元给予奖补。”（约第2页）",
        f"缺失 1：金融支持政策（问题 {numbers['policy.finance']}）",
        "无法判定 1：科技支持政策",
    ]
    told = gaps.rows[numbers["policy.finance"]].cells[2].text
    assert told.endswith("依据：条款 三（一）　把握：88%")
    assert "试点期内暂不开展BIM审图。" in gaps.rows[2].cells[2].text
    assert "约第3页" in gaps.rows[2].cells[2].text
    assert all(not row.cells[-1].text for table in (gaps, checks) for row in table.rows[1:])
    blanks = ["审查结论", "审查意见", "核对日期", "审查人", "复核人", "签署日期"]
    assert [row.cells[0].text for row in signature.rows] == blanks
    assert signature.rows[0].cells[1].text.split() == ["□同意", "□补正后再报", "□不予受理"]
    assert all(not re.sub(r"[年月日\s]", "", row.cells[1].text) for row in signature.rows[1:])


def test_a_row_with_nothing_to_say_is_left_out(report: Report) -> None:
    def names(said: Report) -> list[str]:
        return [row.cells[0].text for row in form(said).tables[0].rows]

    assert "文件提示" in names(report)
    plain = replace(report, document=replace(report.document, remarks=()))
    assert names(plain) == [name for name in names(report) if name != "文件提示"]


def test_form_from_a_template_of_the_users_own(report: Report, tmp_path: Path) -> None:
    own = docx.Document()
    paragraph = own.add_paragraph("城市：{{申报")
    paragraph.add_run("城市}}；{{没有的}}")
    table = own.add_table(1, 1)
    table.rows[0].cells[0].text = "{{问题.序号}}：{{问题.规则}}"
    own.add_table(1, 1).rows[0].cells[0].text = "{{要求.名称}}"
    own.save(str(tmp_path / "own.docx"))
    opinion.write(report, tmp_path / "out.docx", options=Options(template=tmp_path / "own.docx"))
    made = docx.Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[0].text == "城市：江苏省 徐州市（地级市）；{{没有的}}"
    assert [row.cells[0].text for row in made.tables[0].rows][:2] == ["1：task.missing", "2：duty.missing"]
    ids = [
        outcome.requirement.title
        for group in digest.matrix(report)
        for row in group.rows
        for outcome in digest.row_outcomes(row)
    ]
    assert [row.cells[0].text.strip("　") for row in made.tables[1].rows] == ids
    assert len(made.tables[1].rows) == len(report.outcomes)


def test_pictures_and_other_headers_of_a_form_of_ones_own_are_kept_and_filled(report: Report, tmp_path: Path) -> None:
    picture = Image.new("RGB", (4, 4))
    picture.save(tmp_path / "emblem.png")
    own = docx.Document()
    paragraph = own.add_paragraph()
    paragraph.add_run().add_picture(str(tmp_path / "emblem.png"))
    paragraph.add_run("{{申报").bold = True
    paragraph.add_run("城市}}（{{方案")
    paragraph.add_run("文件}}）审查意见")
    section = own.sections[0]
    section.different_first_page_header_footer = own.settings.odd_and_even_pages_header_footer = True
    for story in (section.first_page_header, section.even_page_header, section.first_page_footer):
        story.paragraphs[0].text = "首页：{{申报城市}}"
    own.save(str(tmp_path / "own.docx"))
    opinion.write(report, tmp_path / "out.docx", options=Options(template=tmp_path / "own.docx"))
    made = docx.Document(str(tmp_path / "out.docx"))
    city = "江苏省 徐州市（地级市）"
    assert len(made.inline_shapes) == 1
    assert made.paragraphs[0].text == f"{city}（{report.document.source}）审查意见"
    assert [run.text for run in made.paragraphs[0].runs if run.bold] == [city]
    section = made.sections[0]
    for story in (section.first_page_header, section.even_page_header, section.first_page_footer):
        assert story.paragraphs[0].text == f"首页：{city}"
    assert section.header.is_linked_to_previous


def test_lines_of_a_value_are_lines_and_an_empty_one_leaves_none() -> None:
    paragraph = docx.Document().add_paragraph("甲：{{一}}。\n{{二}}\n{{三}}；{{一}}")
    fill(paragraph._element, {"一": "a\nb\nc", "二": "", "三": "{{一}}"})
    assert paragraph.text == "甲：a\nb\nc。\n{{一}}；a\nb\nc"


def test_the_fields_that_are_named_are_those_that_are_filled(report: Report) -> None:
    """Also in the handbook."""
    row, item = digest.matrix(report)[0].rows[0], digest.numbered(report)[0]
    filled = [
        *opinion.fields(report),
        *opinion.gap_fields(item, report),
        *opinion.row_fields(row, {}, report.document),
        *opinion.check_fields(row.head, report),
    ]
    assert tuple(filled) == opinion.FIELDS
    handbook = (Path(__file__).parents[2] / "docs/reviewer.md").read_text("utf-8")
    assert [name for name in opinion.FIELDS if f"`{{{{{name}}}}}`" not in handbook] == []


def test_broken_template_says_so(report: Report, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("no zip")
    with pytest.raises(UsageError, match="模板"):
        opinion.write(report, tmp_path / "out.docx", options=Options(template=tmp_path / "own.docx"))
    assert not (tmp_path / "out.docx").exists()


def test_hostile_text_stays_text_in_the_form(hostile: Report) -> None:
    document = form(hostile)
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "<script>alert(1)</script>" in words
    assert "{{ 7*7 }}" in words
    assert not UNSAFE.search(document.element.xml)


def test_workbook_sheets(report: Report) -> None:
    workbook = book(report)
    assert workbook.sheetnames == ["总览", "逐项核对", "问题清单", "量化指标", "进度安排"]
    checks, gaps = workbook["逐项核对"], workbook["问题清单"]
    assert checks.max_row == 1 + len(report.outcomes)
    assert gaps.max_row == 1 + len(report.findings)
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in workbook)
    heads = [cell.value for cell in gaps[1]]
    assert heads[8:11] == ["复核", "复核人", "复核意见"]
    assert gaps.cell(2, 11).value is None
    assert (gaps.print_area, checks.print_area) == (
        f"'问题清单'!$A$1:$K${gaps.max_row}",
        f"'逐项核对'!$A$1:$J${checks.max_row}",
    )
    assert all(sheet.page_setup.orientation == "landscape" for sheet in workbook)
    sure = {outcome.requirement.id: digest.sure(outcome) for outcome in report.outcomes}
    for item, line in zip(digest.numbered(report), gaps.iter_rows(min_row=2), strict=True):
        follows = item.finding.rule.endswith((".missing", ".weak"))
        assert line[heads.index("把握")].value == (sure[item.finding.requirement] if follows else None)
    assert gaps.data_validations.dataValidation[0].formula1 == '"属实,误报,需补正"'
    first = next(row for row in checks.iter_rows(min_row=2) if row[13].value == "safeguards.agenda")
    assert (first[3].value, first[3].fill.fgColor.rgb[-6:]) == ("缺失", "FBE5E1")
    assert workbook["量化指标"]["C2"].value == 30
    assert workbook["量化指标"]["E2"].value == "2025年9月"


def test_workbook_gives_pages_and_sections_of_all_quotes(report: Report) -> None:
    outcome = replace(report.outcomes[0], evidence=tuple(proof for one in report.outcomes for proof in one.evidence))
    head, row = islice(book(replace(report, outcomes=(outcome,), findings=()))["逐项核对"].values, 2)
    cells = dict(zip(head, row, strict=True))
    assert cells["页码"] == f"约{ranges(proof.page for proof in outcome.evidence)}"
    places = {whereabouts.where(proof, report.document) for proof in outcome.evidence}
    assert len(places) > 1 and set(cells["所在章节"].split("\n")) == places


def test_workbook_tells_the_problem_without_its_title(report: Report) -> None:
    why = "全文没有找到金融鼓励政策的具体安排。"
    outcomes = tuple(replace(outcome, reason=why) for outcome in report.outcomes)
    first = next(finding for finding in report.findings if finding.rule == "duty.missing")
    finding = replace(first, message=f"具体要求“金融鼓励政策”缺失：{why}")
    head, row = book(replace(report, outcomes=outcomes, findings=(finding,)))["问题清单"].values
    assert dict(zip(head, row, strict=True))["问题"] == why


def test_workbook_has_no_formula(hostile: Report) -> None:
    cells = [cell for sheet in book(hostile) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if str(cell.value).startswith("=cmd")]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and UNSAFE.search(cell.value)]
    with zipfile.ZipFile(io.BytesIO(xlsx.to_xlsx(hostile))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet]


@pytest.mark.parametrize("make", [opinion.to_docx, xlsx.to_xlsx])
def test_same_report_same_bytes(make: Any, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(report)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert make(report) == first
