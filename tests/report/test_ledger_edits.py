"""Changes in cells that are not a reviewer's: the ledger before is kept and the sheets are named; nothing else is said."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ledger_builder import HOSTILE, round_of, row, write_ledger
from openpyxl import load_workbook

from pipeline.batch.rows import plan_detail
from pipeline.findings import Report
from pipeline.round import Detail, Refusal, Round


class Folder:
    """A folder with a ledger and its trace."""

    def __init__(self, path: Path, found: Round, detail: Detail) -> None:
        self.found, self.detail = found, detail
        self.path, self.trace = path / "台账.xlsx", path / ".yushen" / "ledger.gz"
        assert self.write() == ""

    def write(self, detail: Detail | None = None) -> str:
        return write_ledger(self.found, detail or self.detail, self.path, self.trace)

    def edit(self, change: Callable[[Any], None]) -> None:
        book = load_workbook(self.path)
        change(book)
        book.save(self.path)

    @property
    def copies(self) -> list[str]:
        return sorted(path.name for path in self.path.parent.glob("台账.旧*"))


@pytest.fixture
def folder(report: Report, tmp_path: Path) -> Folder:
    rows = (row(report, "甲.docx"), row(report, "乙.docx"))
    found = round_of(*rows, refused=(Refusal("坏.pdf", "refused", "读不了"),), report=report)
    return Folder(tmp_path, found, plan_detail(report))


def cell(sheet: Any, name: str, number: int) -> Any:
    return sheet.cell(number, next(cell.column for cell in sheet[1] if cell.value == name))


def test_the_ledger_before_is_kept_where_other_cells_were_changed(folder: Folder) -> None:
    def change(book: Any) -> None:
        cell(book["问题清单"], "程度", 2).value = "提示"
        cell(book["问题清单"], "修改建议", 3).value = "另写一段"
        cell(book["问题清单"], "复核意见", 3).value = "看过"
        book["逐项核对"]["E2"].value = "有（人工）"
        cell(book["总览"], "推荐单位", 2).value = "安徽省"

    folder.edit(change)
    note = folder.write()
    assert "“总览”1 格、“逐项核对”1 格、“问题清单”2 格" in note and "台账.旧1.xlsx" in note
    kept = load_workbook(folder.path.with_name("台账.旧1.xlsx"))
    assert cell(kept["问题清单"], "程度", 2).value == "提示"
    assert cell(load_workbook(folder.path)["问题清单"], "复核意见", 3).value == "看过"
    assert folder.write() == "" and folder.copies == ["台账.旧1.xlsx"]


def test_what_reviewers_are_to_fill_in_is_no_change(folder: Folder) -> None:
    def change(book: Any) -> None:
        sheet = book["问题清单"]
        for name, words in (("复核", "属实"), ("复核人", "王五"), ("复核意见", "第一行\n第二行"), ("变化", None)):
            cell(sheet, name, 2).value = words
        cell(sheet, "问题", sheet.max_row + 1).value = "自己加的一行"

    folder.edit(change)
    assert folder.write() == "" == folder.write()
    assert not folder.copies


def test_a_change_of_the_plans_is_not_the_reviewers(folder: Folder, report: Report) -> None:
    folder.edit(lambda book: setattr(cell(book["问题清单"], "复核", 2), "value", "属实"))
    detail = plan_detail(report)
    issues = tuple(replace(issue, message=f"{issue.message}改") for issue in detail.issues[1:])
    assert folder.write(replace(detail, issues=issues)) == ""
    assert not folder.copies


def test_sorted_rows_are_no_change(folder: Folder) -> None:
    def change(book: Any) -> None:
        for sheet in (book["问题清单"], book["量化指标"]):
            rows = [[part.value for part in line] for line in sheet.iter_rows(min_row=2)]
            for number, values in enumerate(reversed(rows), 2):
                for place, value in enumerate(values, 1):
                    sheet.cell(number, place).value = value

    folder.edit(change)
    assert folder.write() == ""


def test_a_row_added_to_another_sheet_is_said(folder: Folder) -> None:
    def change(book: Any) -> None:
        sheet = book["总览"]
        number = sheet.max_row + 1
        cell(sheet, "文件", number).value, cell(sheet, "状态", number).value = "纸质件", "未收到"

    folder.edit(change)
    assert "“总览”2 格" in folder.write()


def test_without_a_trace_or_with_a_broken_one_nothing_is_said(folder: Folder) -> None:
    for content in (None, b"", b"nonsense"):
        folder.edit(lambda book: setattr(book["总览"]["A2"], "value", "安徽省"))
        folder.trace.unlink()
        if content is not None:
            folder.trace.write_bytes(content)
        assert folder.write() == ""


def test_saving_without_a_change_is_none(hostile: Report, tmp_path: Path) -> None:
    words = "".join(HOSTILE)
    rows = tuple(row(hostile, f"{piece}/{at}.docx", piece) for at, piece in enumerate((*HOSTILE, words)))
    folder = Folder(tmp_path, round_of(*rows, words=words, report=hostile), plan_detail(hostile))
    folder.edit(lambda book: None)
    assert folder.write() == ""


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_saving_in_another_office_program_is_no_change(folder: Folder, tmp_path: Path) -> None:
    saved = tmp_path / "存"
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(folder.path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shutil.copyfile(saved / folder.path.name, folder.path)
    assert folder.write() == ""
    assert not folder.copies


def test_same_round_same_trace(folder: Folder) -> None:
    once = folder.trace.read_bytes()
    folder.write()
    assert folder.trace.read_bytes() == once
