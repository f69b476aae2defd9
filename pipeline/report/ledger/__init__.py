"""台账.xlsx: a round of plans as reviewers keep it, with room for their opinions.

总览 · 逐项核对 · 问题清单 · 量化指标 · 进度安排 · 查重 · 推荐名额 · 说明. Made again after every change; what reviewers
filled in stays (`review`). Plans are gone through once, each adding its rows to every sheet.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from pipeline.report.files import free_name, put_aside, replacing
from pipeline.report.ledger import sheets
from pipeline.report.ledger.edits import changed_cells, tracing, with_written
from pipeline.report.ledger.layouts import all_layouts
from pipeline.report.ledger.pairs import overlap_rows
from pipeline.report.ledger.reading import Before, UnreadableLedgerError, read_ledger
from pipeline.report.ledger.renamed import former_names
from pipeline.report.ledger.review import CHANGE, MARK, OPINIONS, Files, Opinions, Row, identity
from pipeline.report.sanitize import clean, line
from pipeline.report.workbook import LONGEST, Book
from pipeline.report.workbook_layout import Layout, Value
from pipeline.round import Detail, PlanRow, Round
from pipeline.text.shortening import shortened

MOST_NAMED, NAME = 10, 40
"""Things of a reviewer's own that are named, each with at most so many characters."""


def write(found: Round, details: Iterable[Detail], target: Path, trace: Path | None = None) -> str:
    """Write the ledger, with the opinions of the one that is there; returns what the user should know, or "".

    `details` are what was found in each plan, in the order of `found.plans`, asked for one by one. A file there that
    cannot be read as a ledger, or that holds columns of a reviewer's own, or words in cells that are not a reviewer's,
    is put aside: it is somebody's work. `trace` keeps what is written, so that the next run can tell.
    """
    note = ""
    layouts = all_layouts(found.standard)
    columns = {layout.title: layout.names for layout in layouts}
    try:
        before = read_ledger(target, columns)
    except UnreadableLedgerError:
        aside = put_aside(target)
        before, note = None, f"原有的 {target.name} 读不出来，已改名为 {aside.name}，其中的复核意见没有带入新台账。"
    if before:
        before = replace(before, rows=with_written(before.rows, target, trace))
    lost = list(_lost(before, changed_cells(target, trace) if before else {}))
    if lost:
        aside = free_name(target)
        shutil.copyfile(target, aside)
        note = f"原有的 {target.name} 里{'；'.join(lost)}；原件已另存为 {aside.name}。"
    kept = tracing(trace, columns, target) if trace else nullcontext()
    with kept as record, replacing(target, durable=True) as stream:
        _fill(Book(f"{found.standard.plans}审查台账", stream, record), layouts, found, details, before)
    return note


def _lost(before: Before | None, changed: Mapping[str, int]) -> Iterator[str]:
    """What the new ledger will not have of the one before."""
    if before and before.foreign:
        named = "、".join(shortened(name, NAME) for name in before.foreign[:MOST_NAMED])
        more = f"等 {len(before.foreign)} 处" if len(before.foreign) > MOST_NAMED else ""
        yield f"有审查人自己加的内容（{line(named)}{more}），新台账不含这些"
    if changed:
        cells = "、".join(f"“{title}”{count} 格" for title, count in changed.items())
        yield f"有复核栏以外的改动（{cells}），新台账仍按核对结果写，要留的请写进“复核意见”"


def _fill(
    book: Book, layouts: Sequence[Layout], found: Round, details: Iterable[Detail], before: Before | None
) -> None:
    """Write all sheets, the same for the same round and the same opinions."""
    overview, matrix, issues, targets, periods = map(book.sheet, layouts[:5])
    files = Files({plan.file for plan in found.plans}, {refusal.file for refusal in found.refusals})
    opinions, number = Opinions(before.rows if before else None, files), 0
    former = former_names(before.hashes if before else {}, found.plans)
    for plan, detail in zip(found.plans, details, strict=True):
        overview.add(sheets.overview_row(plan))
        matrix.add(sheets.matrix_row(plan, found.standard))
        rows = list(_issue_rows(plan, detail, opinions, number, former))
        number += len(rows)
        issues.add_all(rows)
        targets.add_all(sheets.target_rows(plan, detail))
        periods.add_all(sheets.period_rows(plan, detail))
    overview.add_all(map(sheets.refusal_row, found.refusals))
    overview.add_all(map(sheets.missing_row, found.missing))
    issues.add_all(sheets.issue_row("", old.values) for old in opinions.gone())
    overlaps, quotas, notes = map(book.sheet, layouts[5:])
    overlaps.add_all(overlap_rows(found))
    quotas.add_all(map(sheets.quota_row, found.quotas))
    notes.add_all(sheets.note_rows(found))
    book.close()


def _issue_rows(
    plan: PlanRow, detail: Detail, opinions: Opinions, before: int, former: Mapping[str, str]
) -> Iterator[list[Value]]:
    """Rows of a plan's findings, numbered from `before` + 1, with what reviewers said of them.

    `former` is what plans were called in the ledger before that have another name now.
    """
    issues = (*detail.issues, *plan.across)
    rows = []
    for issue in issues:
        texts = {**sheets.issue_texts(plan, issue), MARK: identity(plan, issue)}
        values = {name: clean(text)[:LONGEST] for name, text in texts.items()}
        once = identity(plan, replace(issue, other=former[issue.other])) if issue.other in former else ""
        rows.append(Row(values, key=clean(issue.key), former=once))
    for number, (issue, row, keep) in enumerate(zip(issues, rows, opinions.take_over(rows), strict=True), before + 1):
        values = {**row.values, **dict(zip(OPINIONS, keep.opinions, strict=True)), CHANGE: keep.change}
        yield sheets.issue_row(sheets.report_link(plan, number, issue.anchor), values)
