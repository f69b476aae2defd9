"""The ledger that is there, read back: its rows, and what is in it that yushen did not write."""

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from pipeline.report.ledger.layouts import NOTES
from pipeline.report.ledger.renamed import hashes
from pipeline.report.ledger.review import CHANGE, FILE, MARK, OPINIONS, RECOGNISED, RULE, SHEET, TITLE, UNPLACED, Row

MOST_ROWS = 200_000
MOST_ABOVE = 10
"""Rows above the names of the columns."""
_NAMELESS, _ABOVE, _COMMENTS = "没有列名的列", "表头以上的行", "批注"
_NOTHING = ("", *ERROR_CODES)
BROKEN = (OSError, KeyError, ValueError, StopIteration, zipfile.BadZipFile, EOFError, SyntaxError, TypeError)
"""What openpyxl raises for a file that is no workbook, or damaged."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the ledger held."""

    rows: tuple[Row, ...]
    foreign: tuple[str, ...] = ()
    """Columns, sheets, rows above the head and comments that are not ours, which the next ledger will not have."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """By plan, of its content."""


class UnreadableLedgerError(Exception):
    """The ledger that is there is none of ours, or damaged."""


def read_ledger(path: Path, ours: Mapping[str, Collection[str]]) -> Before | None:
    """What the ledger there holds; None where there is none. `ours`: by sheet, the columns that we write.

    Raises UnreadableLedgerError, and OSError where the file cannot be read now: nothing is known of it then.
    """
    if not path.exists():
        return None
    content = path.read_bytes()
    try:
        rows, foreign, contents = _read(content, ours)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            foreign += [_COMMENTS] if any("comment" in name.lower() for name in parts.namelist()) else []
        formulas = {number for number, row in rows.items() if any(map(_live, _said(row)))}
        if formulas:
            seen = {number: row for number, row in _read(content, ours, values=True)[0].items() if number in formulas}
            rows |= {number: _shown(rows[number], seen.get(number, Row({}))) for number in formulas}
    except BROKEN as error:
        raise UnreadableLedgerError(path.name) from error
    return Before(tuple(rows.values()), tuple(dict.fromkeys(foreign)), contents)


def _read(
    content: bytes, ours: Mapping[str, Collection[str]], *, values: bool = False
) -> tuple[dict[int, Row], list[str], dict[str, str]]:
    """Rows of the sheet of findings by their place, what is foreign, and hashes of plans; formulas, or their `values`."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    try:
        foreign = [f"“{name}”表" for name in book.sheetnames if name not in ours]
        for title in book.sheetnames:
            if title != SHEET and title in ours:
                foreign += _foreign(_head(book[title]), ours[title])
        lines = book[SHEET].iter_rows(values_only=True, max_row=MOST_ROWS)
        names, above = _names(lines)
        foreign += [*([_ABOVE] if above else []), *_foreign(names, ours[SHEET])]
        rows = {}
        for number, line in enumerate(lines):
            cells = [_text(value) for value in line]
            if _NAMELESS not in foreign and any(text for name, text in zip(names, cells, strict=False) if not name):
                foreign.append(_NAMELESS)
            if row := _row(names, cells):
                rows[number] = row
        contents = hashes(book[NOTES.title].iter_rows(values_only=True)) if NOTES.title in book.sheetnames else {}
    finally:
        book.close()
    return rows, foreign, contents


def _names(lines: Iterator[Sequence[object]]) -> tuple[list[str], int]:
    """The names of the columns of findings, and how many rows a reviewer put above them: a title, a date."""
    for above, line in enumerate(islice(lines, MOST_ABOVE + 1)):
        names = [_text(value) for value in line]
        if {FILE, RULE, TITLE} <= set(names):
            return names, above
    raise UnreadableLedgerError(SHEET)


def _head(sheet: Any) -> list[str]:
    return [_text(value) for value in next(sheet.iter_rows(values_only=True, max_row=1), ())]


def _foreign(names: Sequence[str], ours: Collection[str]) -> list[str]:
    """Columns that we did not write, the second of one name included; none on a sheet that lacks some of ours.

    The matrix has other columns under another profile, and they are no reviewer's.
    """
    rest = list(names)
    for name in ours:
        if name in rest:
            rest.remove(name)
        elif MARK not in ours:
            return []
    return [name for name in rest if name]


def _row(names: Sequence[str], cells: Sequence[str]) -> Row | None:
    """A row that holds anything; of one of ours without an opinion only what it is known by: it is never shown again."""
    values: dict[str, str] = {}
    for name, text in zip(names, cells, strict=False):
        if name:
            values.setdefault(name, text)
    row = Row(values, own=MARK in names and (not values.get(MARK) or values.get(CHANGE) == UNPLACED))
    if row.mark and not row.reviewed:
        return Row({name: values[name] for name in RECOGNISED if name in values})
    return row if any(values.values()) else None


def _said(row: Row) -> Iterator[str]:
    return (row.values.get(name, "") for name in OPINIONS)


def _live(text: str) -> bool:
    return text.startswith("=")


def _shown(row: Row, seen: Row) -> Row:
    """The row with what a formula among its opinions showed; with its text where it showed nothing, or an error."""
    shown = {name: seen.values.get(name, "") for name in OPINIONS if _live(row.values.get(name, ""))}
    return replace(row, values={**row.values, **{name: text for name, text in shown.items() if text not in _NOTHING}})


def _text(value: object) -> str:
    """What stands in a cell: dates as people write them, of an array formula its text."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(getattr(value, "text", value))
