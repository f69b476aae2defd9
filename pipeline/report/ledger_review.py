"""What reviewers wrote into the ledger, kept when it is made again.

A row is recognised by its mark (`identity`): applicant, rule, requirement and quoted words. What they
wrote goes to the row of the same mark. 变化 says what happened since: 新增 until somebody has given an opinion on it,
有变动 until somebody clears the cell, 已消除 for a finding that is gone but had an opinion. So a run that changes
nothing leaves every byte as it was.
"""

import hashlib
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import load_workbook

from pipeline.report.ledger_round import Issue, PlanRow

SHEET = "问题清单"
MARK, CHANGE, FILE, SHARE = "标识", "变化", "文件", "把握"
OPINIONS = ("复核", "复核人", "复核意见")
COMPARED = ("程度", "判定", "问题", "页码", "修改建议")
"""Columns whose change makes a row 有变动; a percent more or less of 把握 does not."""
_NEW, _CHANGED, _GONE = "新增", "有变动", "已消除"
_MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet by column name, all of it as text."""

    values: Mapping[str, str]

    @property
    def mark(self) -> str:
        return self.values.get(MARK, "")

    @property
    def file(self) -> str:
        return self.values.get(FILE, "")

    @property
    def reviewed(self) -> bool:
        return any(self.values.get(name) for name in OPINIONS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row takes over from the ledger before."""

    opinions: tuple[str, ...] = ("", "", "")
    change: str = ""


class UnreadableLedgerError(Exception):
    """The ledger that is there is none of ours, or damaged."""


def identity(plan: PlanRow, issue: Issue) -> str:
    """What a finding is recognised by in the next run: who, which rule, which requirement, which words."""
    parts = (plan.city, issue.rule, issue.requirement, "".join(issue.quote.split()))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def read_rows(path: Path) -> list[Row] | None:
    """Rows of the ledger that is there; None where there is none. Raises UnreadableLedgerError."""
    if not path.exists():
        return None
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            rows = book[SHEET].iter_rows(values_only=True, max_row=_MOST_ROWS)
            names = [_text(value) for value in next(rows)]
            if MARK not in names:
                raise UnreadableLedgerError(path.name)
            found = [_row(dict(zip(names, map(_text, row), strict=False))) for row in rows]
        finally:
            book.close()
    except (
        OSError,
        KeyError,
        ValueError,
        StopIteration,
        zipfile.BadZipFile,
        EOFError,
        SyntaxError,
        TypeError,
    ) as error:
        raise UnreadableLedgerError(path.name) from error
    return [row for row in found if row.mark]


def _row(values: Mapping[str, str]) -> Row:
    """The row; without an opinion only what is compared is kept, since it is never shown again."""
    row = Row(values)
    return (
        row if row.reviewed else Row({name: values[name] for name in (MARK, CHANGE, FILE, *COMPARED) if name in values})
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


class Opinions:
    """What the rows of the ledger before hand on to those of the next one."""

    def __init__(self, before: Sequence[Row] | None) -> None:
        self._first = before is None
        self._known: defaultdict[str, list[Row]] = defaultdict(list)
        for old in before or ():
            self._known[old.mark].append(old)

    def take_over(self, row: Row) -> Kept:
        """What this row takes over; the old one is then spent, so that two equal findings keep an opinion each."""
        if self._first:
            return Kept()
        same = self._known[row.mark]
        old_row = next((old for old in same if old.file == row.file), same[0] if same else None)
        if old_row is not None:
            same.remove(old_row)
        return _take_over(row, old_row)

    def gone(self) -> list[Row]:
        """Rows that no finding asked for, but that have an opinion."""
        gone = [_gone(old) for rest in self._known.values() for old in rest if old.reviewed]
        return sorted(gone, key=lambda row: (row.file, row.mark))


def _take_over(row: Row, old: Row | None) -> Kept:
    if old is None:
        return Kept(change=_NEW)
    change = old.values.get(CHANGE, "")
    if any(row.values.get(name, "") != old.values.get(name, "") for name in COMPARED):
        change = change if change == _NEW and not old.reviewed else _CHANGED
    elif change == _GONE or (change == _NEW and old.reviewed):
        change = ""
    first, second, third = (old.values.get(name, "") for name in OPINIONS)
    return Kept((first, second, third), change)


def _gone(old: Row) -> Row:
    return replace(old, values={**old.values, CHANGE: _GONE})
