"""What reviewers wrote into the ledger, kept when it is made again.

A row is recognised by its mark (`ledger_round.identity`): applicant, rule, requirement and quoted words. What they
wrote goes to the row of the same mark. 变化 says what happened since: 新增 until somebody has given an opinion on it,
有变动 until somebody clears the cell, 已消除 for a finding that is gone but had an opinion. So a run that changes
nothing leaves every byte as it was.
"""

import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import load_workbook

SHEET = "问题清单"
MARK, CHANGE = "标识", "变化"
OPINIONS = ("复核", "复核人", "复核意见")
COMPARED = ("程度", "判定", "问题", "页码", "修改建议")
"""Columns whose change makes a row 有变动."""
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
        return self.values.get("文件", "")

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
            found = [Row(dict(zip(names, map(_text, row), strict=False))) for row in rows]
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


def _text(value: object) -> str:
    return "" if value is None else str(value)


def merge(rows: Sequence[Row], before: Sequence[Row] | None) -> tuple[list[Kept], list[Row]]:
    """For every row what it takes over, and the rows that are gone but had an opinion."""
    if before is None:
        return [Kept()] * len(rows), []
    known: defaultdict[str, list[Row]] = defaultdict(list)
    for old in before:
        known[old.mark].append(old)
    kept = []
    for row in rows:
        same = known[row.mark]
        old_row = next((old for old in same if old.file == row.file), same[0] if same else None)
        if old_row is not None:
            same.remove(old_row)
        kept.append(_take_over(row, old_row))
    gone = [_gone(old) for rest in known.values() for old in rest if old.reviewed]
    return kept, sorted(gone, key=lambda row: (row.file, row.mark))


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
