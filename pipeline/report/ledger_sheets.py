"""Sheets of the ledger, row by row: written as they come, so that a round of thousands of plans fits into memory.

Every string is written as a string, whatever it begins with, after `sanitize.clean`; a link leads to a report beside
the ledger and nowhere else.
"""

import io
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.report.files import stable_zip
from pipeline.report.sanitize import clean, ems

FONT = "微软雅黑"
FILLS = {
    "有": "E3F0E8",
    "薄弱": "FBF0D3",
    "缺失": "FBE5E1",
    "无法判定": "ECE8F6",
    "未选做": "EEF0F2",
    "须补正": "FBE5E1",
    "建议完善": "FBF0D3",
    "提示": "E0ECF8",
    "新增": "E0ECF8",
    "有变动": "FBF0D3",
    "已消除": "EEF0F2",
    "超额": "FBE5E1",
    "拒收": "FBE5E1",
    "失败": "FBE5E1",
    "雷同": "FBE5E1",
    "同一文件": "FBE5E1",
    "版本": "FBF0D3",
    "同市两份": "FBF0D3",
    "待确认": "ECE8F6",
}
LONGEST = 32_767
"""Characters that a cell of Excel can hold."""
MOST_LINKS = 65_000
"""Links that Excel allows on a sheet, less some."""
_EPOCH = datetime(2000, 1, 1)
_EM = 1.95
"""Units of column width that a full-width character of the font takes."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads to a place in a report."""

    value: "Plain"
    target: str
    """Path of the report beside the ledger."""
    anchor: str = ""


Plain = str | int | float | date | None
Value = Plain | Linked


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet looks."""

    title: str
    columns: tuple[tuple[str, float], ...]
    """Name and width."""
    freeze: str = "A2"
    upright: int = 0
    """Columns from this one on (1-based) bear their names upright; 0 for none."""
    lists: tuple[tuple[str, str], ...] = ()
    """Column name, choices separated by commas."""
    hidden: tuple[str, ...] = ()


class Book:
    """A workbook that is written sheet by sheet."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        self._styles: dict[tuple[str, ...], Any] = {}
        self._border = Border(*[Side(style="thin", color="D5D8D3")] * 4)

    def sheet(self, layout: Layout, rows: Iterable[Sequence[Value]]) -> None:
        """Write a sheet: head, rows, filter, print setup."""
        sheet = self.book.create_sheet(layout.title)
        self._prepare(sheet, layout)
        self._head(sheet, layout)
        count, links = 1, 0
        widths = [width for _, width in layout.columns]
        for row in rows:
            count += 1
            links += sum(isinstance(value, Linked) for value in row)
            sheet.row_dimensions[count].height = _height(row, widths)
            sheet.append([self._cell(sheet, value, linked=links < MOST_LINKS) for value in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.columns))}{count}"
        names = [name for name, _ in layout.columns]
        for name, choices in layout.lists:
            if count > 1:
                letter = get_column_letter(names.index(name) + 1)
                choice = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
                choice.add(f"{letter}2:{letter}{count}")
                sheet.data_validations.append(choice)

    def to_bytes(self, title: str) -> bytes:
        """The finished workbook, the same for the same rows."""
        self.book.properties.creator = "yushen 预审"
        self.book.properties.title = title
        self.book.properties.created = _EPOCH
        stream = io.BytesIO()
        self.book.save(stream)
        return stable_zip(stream.getvalue(), {"docProps/core.xml": _without_time})

    def _prepare(self, sheet: Any, layout: Layout) -> None:
        for at, (name, width) in enumerate(layout.columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(at)]
            dimension.width = width
            dimension.hidden = name in layout.hidden
        sheet.freeze_panes = layout.freeze
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9 if len(layout.columns) <= 10 else 8  # A4, A3
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = (2 if layout.upright else 1), 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:1"
        if layout.upright:
            sheet.print_title_cols = f"A:{get_column_letter(layout.upright - 1)}"
        sheet.oddFooter.center.text = "&A　&P / &N"

    def _head(self, sheet: Any, layout: Layout) -> None:
        sheet.row_dimensions[1].height = 205 if layout.upright else 30
        cells = []
        for at, (name, _) in enumerate(layout.columns, 1):
            cell = WriteOnlyCell(sheet, clean(name))
            cell.data_type = "s"
            upright = bool(layout.upright) and at >= layout.upright
            cell._style = self._style(sheet, ("head", "upright" if upright else ""))
            cells.append(cell)
        sheet.append(cells)

    def _cell(self, sheet: Any, value: Value, *, linked: bool) -> Any:
        plain = value.value if isinstance(value, Linked) else value
        link = value if isinstance(value, Linked) and value.target and linked else None
        look = ""
        if isinstance(plain, str):
            text = clean(plain)[:LONGEST]
            cell = WriteOnlyCell(sheet, text or None)
            if text:
                cell.data_type = "s"  # a string even if it begins with =
            look = "quoted" if text[:1] in {"=", "+", "-", "@", "\t"} and text else text if text in FILLS else ""
        else:
            cell = WriteOnlyCell(sheet, plain)
            look = "date" if isinstance(plain, date) else "number"
        cell._style = self._style(sheet, ("cell", look, "link" if link else ""))
        if link:
            cell._hyperlink = Hyperlink(ref="", target=link.target, location=link.anchor or None)
        return cell

    def _style(self, sheet: Any, name: tuple[str, ...]) -> Any:
        """The style of that name: made once, since openpyxl takes longer to find a style than to write a cell."""
        if name not in self._styles:
            cell = WriteOnlyCell(sheet, "")
            cell.border = self._border
            if name[0] == "head":
                _style_head(cell, upright=bool(name[1]))
            else:
                _style_cell(cell, name[1], link=bool(name[2]))
            self._styles[name] = cell._style
        return copy(self._styles[name])


def _style_head(cell: Any, *, upright: bool) -> None:
    cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="3A4754")
    turn = 255 if upright else 0
    cell.alignment = Alignment(
        vertical="center", horizontal="center" if upright else None, wrap_text=True, textRotation=turn
    )


def _style_cell(cell: Any, look: str, *, link: bool) -> None:
    colour = "1D4F80" if link and look not in FILLS else "1D2126"
    cell.font = Font(name=FONT, size=10, color=colour, underline="single" if link and look not in FILLS else None)
    cell.alignment = Alignment(
        vertical="top", wrap_text=True, horizontal="left" if look in {"date", "number"} else None
    )
    if look in FILLS:
        cell.fill = PatternFill("solid", fgColor=FILLS[look])
    if look == "date":
        cell.number_format = "yyyy-mm-dd"
    if look == "quoted":
        cell.quotePrefix = True  # it stays a string when somebody edits it


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Points that a row needs: LibreOffice and WPS do not grow rows of a file that states no height."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        plain = value.value if isinstance(value, Linked) else value
        if isinstance(plain, str) and plain:
            parts = plain.split("\n")
            lines = max(lines, sum(-(-int(ems(part) * _EM) // max(1, int(width) - 1)) or 1 for part in parts))
    return min(lines * 15.0 + 3, 409.0)  # 409 is the most that Excel allows


def _without_time(content: bytes) -> bytes:
    # openpyxl stamps the time of saving over whatever was set.
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
