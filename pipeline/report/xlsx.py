"""One plan's report as a workbook: 总览, 逐项核对, 问题清单, 量化指标, 进度安排.

Every cell from a document is written as a string, whatever it begins with: a plan that says “=cmd|…” shows exactly
that. Reviewers' columns are blank, with a list to choose from.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.findings import Report
from pipeline.report import digest, wording
from pipeline.report.files import replace_file, stable_zip
from pipeline.report.sanitize import clean, ems, line

_LONGEST = 32_767
"""Characters that a cell of Excel can hold."""
_EPOCH = datetime(2000, 1, 1)
_FONT = "微软雅黑"
_FILLS = {
    "有": "E3F0E8", "薄弱": "FBF0D3", "缺失": "FBE5E1", "无法判定": "ECE8F6", "未选做": "EEF0F2",
    "须补正": "FBE5E1", "建议完善": "FBF0D3", "提示": "E0ECF8",
}  # fmt: skip
_OPINIONS = '"属实,误报,需补正"'

_EM = 1.95
"""Units of column width that a full-width character of the font takes."""
_A4_COLUMNS = 10
"""Sheets with more are printed on A3, or nobody could read them."""

Value = str | int | float | date | None


def write(report: Report, target: Path, *, source: Path | None = None) -> None:
    """Write the workbook; `source` is not needed."""
    replace_file(target, to_xlsx(report))


def to_xlsx(report: Report) -> bytes:
    """The workbook as bytes, the same for the same report."""
    book = Workbook()
    book.remove(book.active)
    _overview(book, report)
    _checks(book, report)
    _gaps(book, report)
    _targets(book, report)
    _periods(book, report)
    book.properties.creator = "yushen 预审"
    book.properties.title = "智能建造试点实施方案核对表"
    book.properties.created = _EPOCH
    stream = io.BytesIO()
    book.save(stream)
    return stable_zip(stream.getvalue(), {"docProps/core.xml": _without_time})


def _without_time(content: bytes) -> bytes:
    # openpyxl stamps the time of saving over whatever was set.
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)


def _overview(book: Any, report: Report) -> None:
    document = report.document
    rows: list[tuple[Value, ...]] = [
        ("申报城市", digest.applicant(report)),
        ("方案文件", document.source),
        ("审查依据", digest.basis(report)),
        ("读取情况", wording.coverage(document)),
        *(("文件提示", remark.message) for remark in document.remarks),
    ]
    rows += [(f"问题：{wording.SEVERITIES[name]}", count) for name, count in digest.severities(report).items()]
    for group in digest.matrix(report):
        counts = digest.verdicts(digest.heads(group))
        rows.append((group.title, "、".join(f"{wording.VERDICTS[name]} {count}" for name, count in counts.items())))
    rows += [
        ("规则集", f"{report.profile.id}（{report.profile.sha256}）"),
        ("版本", f"yushen {report.versions.tool}，分类模型 {report.versions.model}"),
        ("文件 SHA-256", document.sha256),
        ("说明", wording.DISCLAIMER),
    ]
    _sheet(book, "总览", (("项目", 18), ("内容", 90)), rows)


def _checks(book: Any, report: Report) -> None:
    columns = (
        ("类别", 10), ("编号", 20), ("要求", 26), ("层级", 7), ("条款", 9), ("判定", 10), ("把握", 7), ("依据原文", 46),
        ("页码", 7), ("所在章节", 26), ("判定说明", 26), ("查找范围", 22), ("复核", 10), ("复核意见", 20),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for group in digest.matrix(report):
        for outcome in (outcome for row in group.rows for outcome in digest.row_outcomes(row)):
            requirement = outcome.requirement
            first = outcome.evidence[0] if outcome.evidence else None
            rows.append(
                (
                    group.title,
                    requirement.id,
                    requirement.title,
                    wording.KINDS[requirement.kind],
                    requirement.citation,
                    wording.VERDICTS[outcome.verdict],
                    round(outcome.confidence, 4),
                    "\n".join(line(proof.quote) for proof in outcome.evidence),
                    first.page if first else None,
                    wording.path(first.path) if first else "",
                    outcome.reason,
                    wording.searched(outcome.searched),
                    None,
                    None,
                )
            )
    sheet = _sheet(book, "逐项核对", columns, rows)
    _choose(sheet, "M", len(rows))
    for row in range(2, len(rows) + 2):
        sheet[f"G{row}"].number_format = "0%"


def _gaps(book: Any, report: Report) -> None:
    columns = (
        ("序号", 6), ("程度", 10), ("判定", 10), ("要求", 20), ("规则", 20), ("条款", 9), ("问题", 40), ("原文", 40),
        ("页码", 8), ("所在章节", 24), ("查找范围", 20), ("修改建议", 40), ("复核", 10), ("复核人", 10),
        ("复核意见", 20),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for item in digest.numbered(report):
        finding = item.finding
        rows.append(
            (
                item.number,
                wording.SEVERITIES[finding.severity],
                wording.VERDICTS[finding.verdict] if item.judged else "",
                item.title,
                finding.rule,
                item.clause,
                finding.message,
                "\n".join(line(proof.quote) for proof in finding.evidence),
                wording.ranges(tuple(proof.page for proof in finding.evidence)),
                "\n".join(dict.fromkeys(wording.path(proof.path) for proof in finding.evidence)),
                wording.searched(finding.searched),
                finding.advice,
                None,
                None,
                None,
            )
        )
    _choose(_sheet(book, "问题清单", columns, rows), "M", len(rows))


def _targets(book: Any, report: Report) -> None:
    columns = (
        ("指标", 34),
        ("目标值", 16),
        ("数值", 12),
        ("单位", 10),
        ("时限", 14),
        ("原文", 60),
        ("页码", 8),
        ("所在章节", 34),
    )
    rows: list[tuple[Value, ...]] = []
    for target, fact in digest.targets(report):
        proof = fact.evidence
        shown = (target.indicator, wording.target(target), target.value, target.unit, target.due)
        rows.append((*shown, proof.quote, proof.page, wording.path(proof.path)))
    _sheet(book, "量化指标", columns, rows)


def _periods(book: Any, report: Report) -> None:
    columns = (("时间", 28), ("开始", 14), ("结束", 14), ("原文", 60), ("页码", 8), ("所在章节", 40))
    rows: list[tuple[Value, ...]] = []
    for period, fact in digest.periods(report):
        proof = fact.evidence
        shown = (wording.period(period), period.start, period.end)
        rows.append((*shown, proof.quote, proof.page, wording.path(proof.path)))
    _sheet(book, "进度安排", columns, rows)


def _sheet(book: Any, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> Any:
    sheet = book.create_sheet(title)
    grid = Border(*[Side(style="thin", color="D5D8D3")] * 4)
    for index, (name, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        head = sheet.cell(1, index, name)
        head.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="3A4754")
        head.alignment = Alignment(vertical="center", wrap_text=True)
        head.border = grid
    for number, row in enumerate(rows, 2):
        for index, value in enumerate(row, 1):
            _put(sheet.cell(number, index), value).border = grid
        sheet.row_dimensions[number].height = _height(row, [width for _, width in columns])
    last = f"{get_column_letter(len(columns))}{sheet.max_row}"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9 if len(columns) <= _A4_COLUMNS else 8  # A4, A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&P / &N"
    return sheet


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points that a row needs: LibreOffice and WPS do not grow rows of a file that states no height."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str):
            parts = clean(value).split("\n")
            lines = max(lines, sum(-(-int(ems(part) * _EM) // (width - 1)) or 1 for part in parts))
    return min(lines * 15.0 + 3, 409.0)  # 409 is the most that Excel allows


def _put(cell: Any, value: Value) -> Any:
    cell.font = Font(name=_FONT, size=10)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, str):
        text = clean(value)[:_LONGEST]
        cell.value = text or None
        if text:
            cell.data_type = "s"  # a string even if it begins with =
            cell.quotePrefix = text[0] in "=+-@\t"  # and stays one when somebody edits it
        if text in _FILLS:
            cell.fill = PatternFill("solid", fgColor=_FILLS[text])
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top", horizontal="left")
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def _choose(sheet: Any, column: str, count: int) -> None:
    if count:
        validation = DataValidation(type="list", formula1=_OPINIONS, allow_blank=True)
        sheet.add_data_validation(validation)
        validation.add(f"{column}2:{column}{count + 1}")
