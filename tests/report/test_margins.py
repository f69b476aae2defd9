"""Findings whose words stand in a header or footer: every output says which, and names no section."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import pytest
from openpyxl import load_workbook

from pipeline.batch.rows import plan_detail
from pipeline.document import Block
from pipeline.findings import Evidence, Report
from pipeline.report import docx as form
from pipeline.report import html, text, xlsx

WORDS = "苏州市智能建造试点实施方案"


@pytest.fixture
def below(report: Report) -> Report:
    """One finding, which rests on words in the footer of the first page alone."""
    index = len(report.document.blocks)
    footer = Block(WORDS, "furniture", 1, reason="footer")
    proof = Evidence(index, 0, len(WORDS), WORDS, 1, ())
    finding = replace(report.findings[4], evidence=(proof,), anchor=index)
    document = replace(report.document, blocks=(*report.document.blocks, footer))
    return replace(report, document=document, findings=(finding,))


def _text(report: Report, folder: Path) -> str:
    text.write(report, folder / "out.txt")
    return (folder / "out.txt").read_text("utf-8")


def _form(report: Report, _: Path) -> str:
    document = docx.Document(io.BytesIO(form.to_docx(report)))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def _html(report: Report, _: Path) -> str:
    return str(lxml.html.fromstring(html.to_html(report)).xpath("string(//a[@class='quote'][contains(., '苏州')])"))


@pytest.mark.parametrize("output", [_text, _form, _html])
def test_the_place_is_the_footer(below: Report, tmp_path: Path, output: Callable[[Report, Path], str]) -> None:
    assert "第1页 · 页脚" in " ".join(output(below, tmp_path).split())


def test_tables_name_the_footer_instead_of_a_section(below: Report) -> None:
    sheet = load_workbook(io.BytesIO(xlsx.to_xlsx(below)))["问题清单"]
    names = [cell.value for cell in sheet[1]]
    assert sheet[2][names.index("所在章节")].value == "页脚"
    assert [issue.path for issue in plan_detail(below).issues] == ["页脚"]


def test_the_line_in_the_text_is_labelled_and_begins_no_page(below: Report) -> None:
    page = lxml.html.fromstring(html.to_html(below))
    (line,) = page.xpath(f"//p[@id='b{len(below.document.blocks) - 1}']")
    assert line.text_content().startswith("页脚苏州市")
    assert line.getprevious() is None
    assert len(line.xpath("../../aside[@class='notes']")) == 1
