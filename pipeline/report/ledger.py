"""台账.xlsx: a round of plans as reviewers keep it, with room for their opinions.

总览 · 逐项核对 · 问题清单 · 量化指标 · 进度安排 · 查重 · 推荐名额 · 说明. Made again after every change; what reviewers
filled in stays (`ledger_review`). Plans are gone through once, each adding its rows to every sheet.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.report import ledger_sheets as sheets
from pipeline.report.files import replacing
from pipeline.report.ledger_review import CHANGE, OPINIONS, Opinions, Row, UnreadableLedgerError, identity, read_rows
from pipeline.report.ledger_round import Detail, PlanRow, Round
from pipeline.report.sanitize import clean
from pipeline.report.workbook import LONGEST, Book, Value


def write(found: Round, target: Path) -> str:
    """Write the ledger, with the opinions of the one that is there; returns what the user should know, or "".

    A file there that cannot be read as a ledger is put aside, not overwritten: it may hold somebody's work.
    """
    note = ""
    try:
        before = read_rows(target)
    except UnreadableLedgerError:
        aside = _aside(target)
        target.replace(aside)
        before, note = None, f"原有的 {target.name} 读不出来，已改名为 {aside.name}，其中的复核意见没有带入新台账。"
    with replacing(target, durable=True) as stream:
        _fill(Book(f"{found.standard.plans}审查台账", stream), found, before)
    return note


def _aside(target: Path) -> Path:
    number = 1
    while (path := target.with_name(f"{target.stem}.旧{number}{target.suffix}")).exists():
        number += 1
    return path


def _fill(book: Book, found: Round, before: Sequence[Row] | None) -> None:
    """Write all sheets, the same for the same round and the same opinions."""
    overview = book.sheet(sheets.OVERVIEW)
    matrix = book.sheet(sheets.matrix_layout(found.standard))
    issues, targets, periods = map(book.sheet, (sheets.ISSUES, sheets.TARGETS, sheets.PERIODS))
    opinions, number = Opinions(before), 0
    for plan in found.plans:
        detail = found.detail(plan.file)
        overview.add(sheets.overview_row(plan))
        matrix.add(sheets.matrix_row(plan, found.standard))
        rows = list(_issue_rows(plan, detail, opinions, number))
        number += len(rows)
        issues.add_all(rows)
        targets.add_all(sheets.target_rows(plan, detail))
        periods.add_all(sheets.period_rows(plan, detail))
    overview.add_all(map(sheets.refusal_row, found.refusals))
    issues.add_all(sheets.issue_row("", old.values) for old in opinions.gone())
    book.sheet(sheets.OVERLAPS).add_all(sheets.overlap_rows(found))
    book.sheet(sheets.QUOTAS).add_all(map(sheets.quota_row, found.quotas))
    book.sheet(sheets.NOTES).add_all(sheets.note_rows(found))
    book.close()


def _issue_rows(plan: PlanRow, detail: Detail, opinions: Opinions, before: int) -> Iterator[list[Value]]:
    """Rows of a plan's findings, numbered from `before` + 1, with what reviewers said of them."""
    for number, issue in enumerate((*detail.issues, *plan.across), before + 1):
        texts = (*sheets.issue_texts(plan, issue), "", "", "", "", identity(plan, issue))
        shown = [clean(text)[:LONGEST] for text in texts]
        row = Row(dict(zip(sheets.ISSUE_NAMES, ["", *shown], strict=True)))
        keep = opinions.take_over(row)
        values = {**row.values, **dict(zip(OPINIONS, keep.opinions, strict=True)), CHANGE: keep.change}
        yield sheets.issue_row(sheets.report_link(plan, number, issue.anchor), values)
