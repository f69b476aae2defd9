"""台账.xlsx: complete, inert, and faithful to what reviewers wrote into it."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ledger_builder import HOSTILE, round_of, row, write_ledger
from openpyxl import load_workbook
from openpyxl.comments import Comment

from pipeline.batch.rows import issue_across, plan_detail
from pipeline.batch.stored import detail_from_stored, plan_from_stored, to_stored
from pipeline.findings import Finding, Report
from pipeline.report import digest
from pipeline.report.ledger import layouts, sheets
from pipeline.report.ledger.review import AGAIN, CHANGED, LEFT_OVER, NEW, RECOGNISED
from pipeline.report.round_words import OVERLAP_KINDS, REFUSALS
from pipeline.report.sanitize import UNSAFE, clean
from pipeline.report.workbook_layout import Layout
from pipeline.report.workbook_looks import FILLS
from pipeline.round import DUPLICATE, Detail, Issue, Missing, PlanRow, QuotaRow, Refusal, Round, Shared
from pipeline.vocabulary import SEVERITIES, VERDICTS


def made(report: Report, *rows: PlanRow) -> Round:
    return round_of(*(rows or (row(report, "甲.docx"), row(report, "乙.docx"))), report=report)


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


def column(sheet: Any, name: str) -> str:
    return str(next(cell.column_letter for cell in sheet[1] if cell.value == name))


def write_opinion(path: Path, number: int, opinion: str, remark: str) -> str:
    """Fill in a row as a reviewer does; its mark."""
    book = load_workbook(path)
    sheet = book["问题清单"]
    for name, value in (("复核", opinion), ("复核人", "王五"), ("复核意见", remark)):
        sheet[f"{column(sheet, name)}{number}"] = value
    mark = str(sheet[f"{column(sheet, '标识')}{number}"].value)
    book.save(path)
    return mark


def by_mark(path: Path) -> dict[str, dict[str, Any]]:
    head, *rest = cells(load_workbook(path)["问题清单"])
    return {str(line[head.index("标识")]): dict(zip(head, line, strict=True)) for line in rest}


def test_sheets_rows_and_layout(report: Report, tmp_path: Path) -> None:
    found = made(report)
    write_ledger(
        replace(found, refusals=(Refusal("坏.pdf", "refused", "读不了"),)), plan_detail(report), tmp_path / "台账.xlsx"
    )
    book = load_workbook(tmp_path / "台账.xlsx")
    assert book.sheetnames == ["总览", "逐项核对", "问题清单", "量化指标", "进度安排", "查重", "推荐名额", "说明"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.fitToWidth or 1) == (2 if sheet.title == "逐项核对" else 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    issues = book["问题清单"]
    assert issues.max_row == 1 + sum(sum(plan.severities.values()) for plan in found.plans)
    (choice,) = issues.data_validations.dataValidation
    assert choice.formula1 == '"属实,误报,需补正"'
    assert str(choice.sqref).startswith(column(issues, "复核") + "2")
    matrix = book["逐项核对"]
    assert matrix.max_column == 3 + len(found.standard.demands)
    cell = matrix["D2"]
    assert cell.hyperlink.target == "reports/a.html"
    assert cell.hyperlink.location == found.plans[0].cells[0].anchor
    assert cell.fill.fgColor.rgb.endswith("E3F0E8") or cell.value != "有"
    head, first, *_ = cells(book["总览"])
    counted = [first[head.index(name)] for name in ("须补正", "建议完善", "提示", "批次")]
    assert counted == [*digest.severities(report).values(), len(found.plans[0].across)]
    assert "坏.pdf" in {line[3] for line in cells(book["总览"])}
    assert cells(book["推荐名额"])[1][3] == "超额"
    assert book["推荐名额"]["D2"].fill.fgColor.rgb.endswith("FBE5E1")
    assert {cell.fill.fgColor.rgb for line in book["说明"].iter_rows(min_row=2) for cell in line} == {"00000000"}


def test_same_round_same_bytes_also_over_itself(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report), plan_detail(report), path)
    first = path.read_bytes()
    write_ledger(made(report), plan_detail(report), path)
    assert path.read_bytes() == first
    assert {entry.date_time[0] for entry in zipfile.ZipFile(path).infolist()} == {1980}


def test_opinions_are_kept_and_changes_marked(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan = row(report, "甲.docx")
    write_ledger(made(report, plan), plan_detail(report), path)
    kept, gone, changed = (write_opinion(path, n, "属实", f"第{n}行\n=1+1") for n in (2, 3, 4))
    detail = plan_detail(report)
    issues = list(detail.issues)
    fresh = replace(issues[0], rule="residue.place", quote="别的城市")
    issues = [issues[0], replace(issues[2], message="换了说法"), *issues[3:], fresh]
    after = replace(detail, issues=tuple(issues))
    write_ledger(made(report, replace(plan, file="甲（修改）.docx")), after, path)
    rows = by_mark(path)
    assert (rows[kept]["复核"], rows[kept]["复核意见"], rows[kept]["变化"]) == ("属实", "第2行\n=1+1", None)
    assert (rows[gone]["复核人"], rows[gone]["变化"]) == ("王五", "已消除")
    assert (rows[changed]["复核"], rows[changed]["变化"]) == ("属实", "有变动")
    assert [line["要求"] is not None for line in rows.values() if line["变化"] == "新增"] == [True]
    assert load_workbook(path)["问题清单"][f"{column(load_workbook(path)['问题清单'], '复核意见')}2"].data_type == "s"


def test_marks_stay_until_somebody_has_seen_them(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan = row(report, "甲.docx")
    detail = plan_detail(report)
    write_ledger(made(report, plan), replace(detail, issues=detail.issues[1:]), path)
    write_ledger(made(report, plan), plan_detail(report), path)
    once = path.read_bytes()
    write_ledger(made(report, plan), plan_detail(report), path)
    assert path.read_bytes() == once
    (mark,) = [mark for mark, line in by_mark(path).items() if line["变化"] == "新增"]
    number = 2 + list(by_mark(path)).index(mark)
    assert write_opinion(path, number, "误报", "") == mark
    write_ledger(made(report, plan), plan_detail(report), path)
    assert by_mark(path)[mark]["变化"] is None
    assert by_mark(path)[mark]["复核"] == "误报"


def test_confidence_is_a_number_and_no_change(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan, detail = row(report, "甲.docx"), plan_detail(report)
    write_ledger(made(report, plan), detail, path)
    sheet = load_workbook(path)["问题清单"]
    cells = sheet[column(sheet, "把握")][1:]
    assert [cell.value for cell in cells[:-1]] == [issue.confidence for issue in detail.issues]
    assert {cell.number_format for cell in cells if cell.value} == {"0%"}
    mark = write_opinion(path, 2, "属实", "看过")
    surer = replace(detail, issues=tuple(replace(issue, confidence=0.51) for issue in detail.issues[1:]))
    write_ledger(made(report, plan), surer, path)
    rows = by_mark(path)
    assert {line["变化"] for name, line in rows.items() if name != mark} == {None}
    assert (rows[mark]["变化"], rows[mark]["把握"]) == ("已消除", detail.issues[0].confidence)


def test_a_page_that_is_an_estimate_may_move(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan, detail = row(report, "甲.docx"), plan_detail(report)
    first, second, third, *rest = detail.issues

    def written(pages: tuple[str, str, str]) -> list[str | None]:
        shown = (
            replace(first, page=pages[0]),
            replace(second, page="2", message=f"前后不一致（约第 {pages[1]} 页）"),
            replace(third, page="3", message=f"约 {pages[2]} 字"),
        )
        write_ledger(made(report, plan), replace(detail, issues=(*shown, *rest)), path)
        return [line["变化"] for line in lines_of(path)][:3]

    assert written(("4", "4", "74")) == [None, None, None]
    assert written(("5–6", "4、5", "74")) == [None, None, None]
    assert written(("5–6", "4、5", "60")) == [None, None, "有变动"]
    assert exact_page_moves(report, tmp_path) == "有变动"


def exact_page_moves(report: Report, folder: Path) -> str | None:
    path = folder / "确.xlsx"
    plan, detail = replace(row(report, "甲.pdf"), exact_pages=True), plan_detail(report)
    for page in ("4", "5"):
        issues = (replace(detail.issues[0], page=page), *detail.issues[1:])
        write_ledger(made(report, plan), replace(detail, issues=issues), path)
    change: str | None = lines_of(path)[0]["变化"]
    return change


def test_a_ledger_from_before_the_column_is_read(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan = row(report, "甲.docx")
    write_ledger(made(report, plan), plan_detail(report), path)
    kept, gone = write_opinion(path, 2, "属实", "旧的"), write_opinion(path, 3, "误报", "也是旧的")
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == "把握"))
    book.save(path)
    detail = plan_detail(report)
    write_ledger(made(report, plan), replace(detail, issues=(detail.issues[0], *detail.issues[2:])), path)
    rows = by_mark(path)
    assert (rows[kept]["复核意见"], rows[kept]["变化"], rows[kept]["把握"]) == (
        "旧的",
        None,
        detail.issues[0].confidence,
    )
    assert (rows[gone]["复核意见"], rows[gone]["变化"], rows[gone]["把握"]) == ("也是旧的", "已消除", None)


def test_equal_words_of_two_passages_stand_out(report: Report, tmp_path: Path) -> None:
    found = made(report)
    passages = (
        Shared("本市每年安排专项资金。", "", "我市每年安排专项资金！", "", 9),
        Shared("一模一样的话", "", "一模一样的话", "", 6),
    )
    write_ledger(
        replace(found, overlaps=(replace(found.overlaps[0], passages=passages),)),
        plan_detail(report),
        tmp_path / "台账.xlsx",
    )
    sheet = load_workbook(tmp_path / "台账.xlsx", rich_text=True)["查重"]
    left, right = (sheet[column(sheet, name) + "2"].value for name in ("甲原文", "乙原文"))
    assert (str(left), str(right)) == (passages[0].left, passages[0].right)
    assert [part.text for part in left if part.font.color.rgb.endswith("A5281D")] == ["市每年安排专项资金"]
    assert str(sheet[column(sheet, "甲原文") + "3"].value) == "一模一样的话"


def test_two_equal_findings_keep_their_own_opinions(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    first, second = row(report, "甲.docx"), row(report, "乙.docx")
    write_ledger(made(report, first, second), plan_detail(report), path)
    count = sum(first.severities.values())
    write_opinion(path, 2 + count, "误报", "乙的意见")
    write_ledger(made(report, second, first), plan_detail(report), path)
    head, *rest = cells(load_workbook(path)["问题清单"])
    said = {line[head.index("文件")] for line in rest if line[head.index("复核意见")] == "乙的意见"}
    assert said == {"乙.docx"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"\x00" * 100])
def test_a_ledger_that_cannot_be_read_is_put_aside(report: Report, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    note = write_ledger(made(report), plan_detail(report), path)
    assert "台账.旧1.xlsx" in note
    assert (tmp_path / "台账.旧1.xlsx").read_bytes() == content
    assert load_workbook(path).sheetnames


def test_nothing_in_it_is_live(hostile: Report, tmp_path: Path) -> None:
    words = "".join(HOSTILE)
    rows = tuple(row(hostile, f"{piece}/{at}.docx", piece) for at, piece in enumerate((*HOSTILE, words)))
    found = round_of(*rows, words=words, refused=(Refusal(words, "refused", words),), report=hostile)
    path = tmp_path / "台账.xlsx"
    for _ in range(2):  # also what comes back from the ledger before
        write_ledger(found, plan_detail(hostile), path)
    for sheet in load_workbook(path):
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                assert not isinstance(cell.value, str) or not UNSAFE.search(cell.value)
                assert cell.hyperlink is None or cell.hyperlink.target in ("reports/a.html", "reports/a.docx")
                if isinstance(cell.value, str) and cell.value[0] in "=+-@":
                    assert cell.quotePrefix
    with zipfile.ZipFile(path) as parts:
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in parts.namelist())
    assert clean(words)


def test_row_survives_storage(report: Report, hostile: Report) -> None:
    import json

    for plan in (row(report, "甲.docx"), row(hostile, "乙.docx", "".join(HOSTILE))):
        assert plan_from_stored(json.loads(json.dumps(to_stored(plan)))) == plan
    for detail in map(plan_detail, (report, hostile)):
        stored = json.loads(json.dumps(to_stored(detail)))
        assert detail_from_stored(stored) == detail
        older = {
            **stored,
            "issues": [{k: v for k, v in issue.items() if k != "confidence"} for issue in stored["issues"]],
        }
        assert len(detail_from_stored(older).issues) == len(detail.issues)
    stored = to_stored(row(report, "甲.docx"))
    for broken in ({"file": "x"}, {**stored, "cells": [1]}, {**stored, "cells": ["x"]}, {**stored, "cells": [None]}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            plan_from_stored(broken)


NOTHING = Detail((), (), ())


def pairs_of(report: Report, *files: str, contents: Sequence[str] = ()) -> Round:
    """A round in which the first plan is said to share the same words with each of the others; a content each, if given."""
    finding = Finding(DUPLICATE, "", "weak", "error", "雷同", "说明来源")

    def alike(other: str) -> Issue:
        return issue_across(replace(finding, message=f"与{other}雷同"), report.profile, other)

    own, *others = files
    rows = [replace(row(report, own), across=tuple(map(alike, others)))]
    for other in others:
        city = replace(report.applicant, name=other[:3])
        rows.append(replace(row(report, other), applicant=city, across=(alike(own),)))
    rows = [replace(plan, sha256=content) for plan, content in zip(rows, contents, strict=True)] if contents else rows
    return made(report, *rows)


def lines_of(path: Path) -> list[dict[str, Any]]:
    head, *rest = cells(load_workbook(path)["问题清单"])
    return [dict(zip(head, line, strict=True)) for line in rest]


def said(path: Path) -> dict[tuple[Any, Any], tuple[Any, Any]]:
    """By file and problem, the opinion and what became of it."""
    return {(line["文件"], line["问题"]): (line["复核意见"], line["变化"]) for line in lines_of(path)}


def test_an_opinion_on_a_pair_stays_with_the_pair(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    files = ("徐州市.docx", "泰州市.docx", "苏州市.docx", "扬州市.docx")
    write_ledger(pairs_of(report, *files), NOTHING, path)
    assert len({line["标识"] for line in lines_of(path)}) == 6
    for number, other in enumerate(files[1:], 2):
        write_opinion(path, number, "属实", f"与{other}")
    write_ledger(pairs_of(report, files[0], *files[2:]), NOTHING, path)
    found = said(path)
    for other in files[2:]:
        assert found[files[0], f"与{other}雷同"] == (f"与{other}", None)
    assert found[files[0], "与泰州市.docx雷同"] == ("与泰州市.docx", "已消除")
    write_ledger(pairs_of(report, *files), NOTHING, path)
    assert {key: value[0] for key, value in said(path).items() if key[0] == files[0]} == {
        (files[0], f"与{other}雷同"): f"与{other}" for other in files[1:]
    }


def test_an_opinion_on_a_pair_stays_where_the_other_file_is_renamed(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    files, contents = ("徐州市.docx", "泰州市.docx", "苏州市.docx"), ("a" * 64, "b" * 64, "c" * 64)
    write_ledger(pairs_of(report, *files, contents=contents), NOTHING, path)
    for number in range(2, 2 + len(lines_of(path))):
        write_opinion(path, number, "属实", f"第{number}条")
    before = sorted(line["复核意见"] for line in lines_of(path))
    renamed = ("徐州市.docx", "泰州市（盖章）.docx", "苏州市.docx")
    for _ in range(2):
        write_ledger(pairs_of(report, *renamed, contents=contents), NOTHING, path)
        lines = lines_of(path)
        assert sorted(line["复核意见"] for line in lines) == before
        assert not {line["变化"] for line in lines} & {"新增", "已消除"}
    other = ("徐州市.docx", "泰州市二稿.docx", "苏州市.docx")  # another content: nobody knows that it is the same plan
    write_ledger(pairs_of(report, *other, contents=("a" * 64, "d" * 64, "c" * 64)), NOTHING, path)
    assert said(path)["徐州市.docx", "与泰州市二稿.docx雷同"] == (None, "新增")


def test_an_opinion_does_not_move_to_another_plan_of_the_city(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    first, second = row(report, "初稿.docx"), row(report, "修改稿.docx")
    write_ledger(made(report, second), plan_detail(report), path)
    write_opinion(path, 2, "属实", "说的是修改稿")
    write_ledger(made(report, first, second), plan_detail(report), path)
    assert [line["文件"] for line in lines_of(path) if line["复核意见"]] == ["修改稿.docx"]


def test_what_begins_like_a_formula_is_kept_as_text(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report, row(report, "甲.docx")), plan_detail(report), path)
    mark = write_opinion(path, 2, "误报", "=这条不成立")
    assert load_workbook(path)["问题清单"][column(load_workbook(path)["问题清单"], "复核意见") + "2"].data_type == "f"
    for _ in range(2):
        assert write_ledger(made(report, row(report, "甲.docx")), plan_detail(report), path) == ""
        assert by_mark(path)[mark]["复核意见"] == "=这条不成立"
        sheet = load_workbook(path)["问题清单"]
        assert sheet[column(sheet, "复核意见") + "2"].data_type == "s"


def test_columns_and_sheets_of_a_reviewer_are_put_aside(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report), plan_detail(report), path)
    write_opinion(path, 2, "属实", "看过")
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet.cell(1, sheet.max_column + 1, "省厅意见")
    sheet.cell(2, sheet.max_column, "同意")
    book["总览"].cell(1, book["总览"].max_column + 1, "备注")
    book.create_sheet("分工")
    book.save(path)
    note = write_ledger(made(report), plan_detail(report), path)
    assert all(words in note for words in ("省厅意见", "备注", "“分工”表", "台账.旧1.xlsx"))
    assert load_workbook(tmp_path / "台账.旧1.xlsx")["问题清单"].cell(2, sheet.max_column).value == "同意"
    assert lines_of(path)[0]["复核意见"] == "看过"
    assert write_ledger(made(report), plan_detail(report), path) == ""
    assert len(list(tmp_path.iterdir())) == 2


def test_a_ledger_without_marks_is_matched_by_what_it_shows(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    plan, detail = row(report, "甲.docx"), plan_detail(report)
    write_ledger(made(report, plan), plan_detail(report), path)
    marks = [write_opinion(path, number, "属实", f"第{number}行") for number in (2, 3, 4)]
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet.delete_cols(next(cell.column for cell in sheet[1] if cell.value == "标识"))
    book.save(path)
    issues = (detail.issues[0], replace(detail.issues[1], quote="改过的原文"), *detail.issues[3:])
    assert write_ledger(made(report, plan), replace(detail, issues=issues), path) == ""
    rows = by_mark(path)
    assert rows[marks[0]]["复核意见"] == "第2行"
    assert {line["复核意见"]: line["变化"] for line in rows.values() if line["复核意见"]} == {
        "第2行": None,
        "第3行": None,
        "第4行": "未对应",
    }
    once = path.read_bytes()
    write_ledger(made(report, plan), replace(detail, issues=issues), path)
    assert path.read_bytes() == once


def test_a_row_of_a_reviewers_own_is_kept(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report), plan_detail(report), path)
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet[f"{column(sheet, '问题')}{sheet.max_row + 1}"] = "落款没有盖章"
    book.save(path)
    for _ in range(2):
        write_ledger(made(report), plan_detail(report), path)
        assert [line["变化"] for line in lines_of(path) if line["问题"] == "落款没有盖章"] == ["未对应"]


def test_findings_of_a_file_that_is_gone_are_not_called_solved(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    first, second = row(report, "甲.docx"), row(report, "乙.docx")
    second = replace(second, applicant=replace(report.applicant, name="泰州市"))
    write_ledger(made(report, first, second), plan_detail(report), path)
    mark = write_opinion(path, 2 + sum(first.severities.values()), "属实", "乙的意见")
    write_ledger(made(report, first), plan_detail(report), path)
    assert by_mark(path)[mark]["变化"] == "文件已不在文件夹"
    write_ledger(
        replace(made(report, first), refusals=(Refusal("乙.docx", "failed", "超时"),)), plan_detail(report), path
    )
    assert by_mark(path)[mark]["变化"] == "文件未能核对"
    write_ledger(made(report, first, second), plan_detail(report), path)
    assert (by_mark(path)[mark]["变化"], by_mark(path)[mark]["复核意见"]) == (None, "乙的意见")


def test_dates_are_dates_and_pages_are_numbers(report: Report, pdf_report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    written = {"a": "2022年7月29日", "b": "二〇二二年七月二十五日", "c": "2022-07-20", "d": "2022年8月", "e": "不详"}
    rows = [replace(row(report, f"{name}.docx"), submitted=text) for name, text in written.items()]
    write_ledger(made(report, *rows, row(pdf_report, "f.pdf")), plan_detail(report), path)
    book = load_workbook(path)
    shown = [book["总览"][column(book["总览"], "报送日期") + str(number)].value for number in range(2, 7)]
    assert [day.date().isoformat() for day in shown[:3]] == ["2022-07-29", "2022-07-25", "2022-07-20"]
    assert shown[3:] == ["2022-08", "不详"]
    pages = {line["文件"]: line["页码"] for line in lines_of(path) if line["规则"] == "residue.place"}
    assert (pages["a.docx"], pages["f.pdf"]) == ("约3", 3)
    assert isinstance(cells(book["量化指标"])[1][8], str)
    assert isinstance(cells(book["量化指标"])[-1][8], int)


def test_an_estimated_page_is_no_change_beside_a_ledger_that_did_not_say_so(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report), plan_detail(report), path)
    once = path.read_bytes()
    book = load_workbook(path)
    sheet = book["问题清单"]
    for cell in sheet[column(sheet, "页码")][1:]:
        cell.value = str(cell.value or "").removeprefix("约")
    book.save(path)
    write_ledger(made(report), plan_detail(report), path)
    assert path.read_bytes() == once


def test_what_reviewers_need_is_printed(report: Report, tmp_path: Path) -> None:
    write_ledger(made(report), plan_detail(report), tmp_path / "台账.xlsx")
    issues = load_workbook(tmp_path / "台账.xlsx")["问题清单"]
    last = column(issues, "变化")
    assert issues.print_area == f"'问题清单'!$A$1:${last}${issues.max_row}"
    printed = [cell.value for cell in issues[1]][: issues[f"{last}1"].column]
    assert {"城市", "文件", "判定", "问题", "原文", "页码", "修改建议", "复核", "复核意见"} <= set(printed)
    assert not {"标识", "规则", "查找范围"} & set(printed)


def test_opinions_below_a_title_stay_and_what_is_not_carried_over_is_kept(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    found = made(report, row(report, "甲.docx"))
    write_ledger(found, plan_detail(report), path)
    mark = write_opinion(path, 3, "属实", "已电话核实")
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet["D4"].comment = Comment("请再看一遍", "王五")
    sheet.insert_rows(1)
    sheet["A1"] = "2022年第一批"
    book.save(path)
    note = write_ledger(found, plan_detail(report), path)
    assert by_mark(path)[mark]["复核意见"] == "已电话核实"
    assert "表头以上的行" in note and "批注" in note and "台账.旧1.xlsx" in note
    assert load_workbook(tmp_path / "台账.旧1.xlsx")["问题清单"]["A1"].value == "2022年第一批"


def test_a_ledger_that_cannot_be_read_now_is_no_broken_one(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    write_ledger(made(report), plan_detail(report), path)
    before = path.read_bytes()

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "open in Excel")

    with monkeypatch.context() as patched, pytest.raises(PermissionError):
        patched.setattr(Path, "read_bytes", refuse)
        write_ledger(made(report), plan_detail(report), path)
    assert path.read_bytes() == before and not list(tmp_path.glob("*旧*"))


def test_a_cell_goes_to_the_column_of_its_name() -> None:
    layout = Layout("表", (("甲", 1.0), ("乙", 1.0), ("丙", 1.0)))
    assert layout.row({"丙": 3, "甲": "一"}) == ["一", None, 3]
    with pytest.raises(ValueError, match="丁"):
        layout.row({"丁": 4})


def test_every_word_of_a_coloured_column_has_its_colour() -> None:
    """The workbooks know them by the word alone: one that is reworded would lose its colour."""
    changes = (NEW, CHANGED, AGAIN, *LEFT_OVER)
    words = {
        *VERDICTS.values(),
        *SEVERITIES.values(),
        *OVERLAP_KINDS.values(),
        *REFUSALS.values(),
        *changes,
        "缺文件",
        "超额",
    }
    assert words == set(FILLS)
    assert {"缺文件"} & set(sheets.missing_row(Missing("甲.docx", "江苏省")))
    assert {"超额"} & set(sheets.quota_row(QuotaRow("江苏省", ("甲市", "乙市"), ("甲.docx", "乙.docx"), 1)))


def test_every_text_of_a_finding_has_a_column(report: Report) -> None:
    plan, detail = row(report, "徐州.docx"), plan_detail(report)
    assert set(sheets.issue_texts(plan, detail.issues[0])) <= set(layouts.ISSUES.names)
    assert set(RECOGNISED) <= set(layouts.ISSUES.names)
