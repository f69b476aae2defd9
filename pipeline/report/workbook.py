"""Workbooks, row by row: written as they come, so that a round of thousands of plans fits into memory.

Every string is written as a string, whatever it begins with, after `sanitize.clean`; a link leads to a report beside
the workbook and nowhere else.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.url import Url

from pipeline.report.sanitize import clean
from pipeline.report.workbook_layout import CHOICES, Layout, Linked, Marked, Plain, Value, plain_of
from pipeline.report.workbook_looks import FILLS, properties
from pipeline.text.widths import ems

LONGEST = 32_767
"""Characters that a cell of Excel can hold."""
MOST_LINKS = 65_000
"""Links that Excel allows on a sheet, less some."""
_EPOCH = datetime(2000, 1, 1)
_LINE = 18.0
"""Points that a row of one line is high."""
_EM = 1.95
"""Units of column width that a full-width character of the font takes."""
_A4_WIDTH = 200
"""Units of column width that fit on A4 in letters that can be read; what is wider is printed on A3."""
_A3, _A4 = 8, 9
_LIVE = frozenset("=+-@\t")
"""What a formula may begin with."""


class Sheet:
    """A sheet of a book; rows of several sheets may be written in turn."""

    def __init__(self, book: "Book", layout: Layout) -> None:
        self._book, self._layout = book, layout
        self._sheet = book.workbook.add_worksheet(layout.title)
        self._rows, self._links = 0, 0
        self._prepare()

    def add(self, row: Sequence[Value]) -> None:
        """Write the next row."""
        self._rows += 1
        height = _height(row, self._layout.columns)
        if height != _LINE:
            self._sheet.set_row(self._rows, height)
        for at, value in enumerate(row):
            self._put(at, value)
        if self._book.record:
            self._book.record(self._layout.title, [_shown(value) for value in row])
        for kept in (self._sheet.row_info, self._sheet.row_sizes):
            kept.pop(self._rows - 1, None)  # of a row that is in the file XlsxWriter needs nothing more

    def add_all(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write the next rows."""
        for row in rows:
            self.add(row)

    def finish(self) -> None:
        """What depends on the number of rows."""
        layout, last = self._layout, self._rows
        self._sheet.autofilter(0, 0, last, len(layout.columns) - 1)
        if layout.printed:
            self._sheet.print_area(0, 0, last, layout.printed - 1)
        if layout.choice and last:
            at = _index(layout, layout.choice)
            self._sheet.data_validation(1, at, last, at, {"validate": "list", "source": list(CHOICES)})

    def _prepare(self) -> None:
        sheet, layout = self._sheet, self._layout
        sheet.freeze_panes(layout.freeze)
        sheet.hide_gridlines(2)
        sheet.set_default_row(_LINE)
        sheet.set_landscape()
        widths = [width for _, width in layout.columns[: layout.printed or None]]
        sheet.set_paper(_A4 if sum(widths) <= _A4_WIDTH else _A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(2 if layout.upright else 1, 0)
        sheet.repeat_rows(0)
        if layout.upright:
            sheet.repeat_columns(0, layout.upright - 2)
        sheet.set_footer("&C&A　&P / &N")
        sheet.set_row(0, 205 if layout.upright else 30)
        for at, (name, width) in enumerate(layout.columns):
            sheet.set_column(at, at, width, None, {"hidden": name == layout.hidden})
            upright = 0 < layout.upright <= at + 1
            sheet.write_string(0, at, clean(name), self._book.look("upright" if upright else "head"))

    def _put(self, at: int, value: Value) -> None:
        if isinstance(value, Marked):
            if any(marked for _, marked in value.pieces) and len(value.text) <= LONGEST:
                self._put_runs(at, value.pieces)
                return
            value = value.text
        plain, link = (value.value, value.target) if isinstance(value, Linked) else (value, "")
        linked = bool(link) and self._links < MOST_LINKS
        number, sheet = self._rows, self._sheet
        self._links += linked
        if linked and isinstance(value, Linked):
            # What is written next takes the place of its text.
            sheet.write_url(number, at, _beside(value.target, value.anchor))
        if isinstance(plain, str):
            text = clean(plain)[:LONGEST]
            filled = text in FILLS and self._layout.columns[at][0] in self._layout.coloured
            look = self._book.look(text if filled else "quoted" if text[:1] in _LIVE else "text", linked)
            if text.startswith("<r>") and text.endswith("</r>"):
                # XlsxWriter takes it for runs of its own and would write it as it is.
                self._put_runs(at, ((text, False),), look)
            else:
                sheet.write_string(number, at, text, look) if text else sheet.write_blank(number, at, None, look)
        elif isinstance(plain, date):
            sheet.write_datetime(number, at, plain, self._book.look("date", linked))
        elif plain is None:
            sheet.write_blank(number, at, None, self._book.look("text"))
        else:
            look = "percent" if self._layout.columns[at][0] == self._layout.percent else "number"
            sheet.write_number(number, at, plain, self._book.look(look, linked))

    def _put_runs(self, at: int, pieces: Sequence[tuple[str, bool]], look: Any = None) -> None:
        """Write a text of two characters or more in runs, of which there must be two."""
        runs = [(clean(text), marked) for text, marked in pieces]
        if len(runs) == 1:
            runs = [(text, runs[0][1]) for text in (runs[0][0][:1], runs[0][0][1:])]
        parts = [part for text, marked in runs for part in (self._book.look("equal" if marked else "text"), text)]
        live = runs[0][0][:1] in _LIVE
        self._sheet.write_rich_string(self._rows, at, *parts, look or self._book.look("quoted" if live else "text"))


class Book:
    """A workbook that is written row by row, into the stream once it is closed; the same for the same rows."""

    def __init__(
        self, title: str, stream: BinaryIO, record: Callable[[str, Sequence[Plain]], None] | None = None
    ) -> None:
        """`record` is told of every row: the title of its sheet, and what its cells show."""
        self.record = record
        self.workbook = Workbook(stream, {"constant_memory": True})
        self.workbook.set_properties({"title": title, "author": "yushen 预审", "created": _EPOCH})
        self._looks: dict[tuple[str, bool], Any] = {}
        self._sheets: list[Sheet] = []

    def sheet(self, layout: Layout) -> Sheet:
        """The next sheet, its head written."""
        self._sheets.append(Sheet(self, layout))
        return self._sheets[-1]

    def close(self) -> None:
        """Finish the sheets and write the workbook."""
        for sheet in self._sheets:
            sheet.finish()
        self.workbook.close()

    def look(self, name: str, linked: bool = False) -> Any:
        """The format of that name, made once."""
        if (name, linked) not in self._looks:
            self._looks[name, linked] = self.workbook.add_format(properties(name, linked=linked))
        return self._looks[name, linked]


@lru_cache(maxsize=256)  # what leads to one place, as all targets of a plan do, shares one link
def _beside(target: str, anchor: str) -> Url:
    """A link to a place in a file beside the workbook."""
    url = Url.__new__(Url)
    for name, value in vars(_file(target)).items():  # copy() would take twice the room: a dictionary for each
        setattr(url, name, value)
    url._anchor = anchor
    return url


@lru_cache(maxsize=4)
def _file(target: str) -> Url:
    url = Url(f"external:{target}")
    url._relationship_link = url._relationship_link.replace("\\", "/")  # which every system follows
    return url


def _height(row: Sequence[Value], columns: Sequence[tuple[str, float]]) -> float:
    """Points that a row needs: LibreOffice and WPS do not grow rows of a file that states no height."""
    lines = 1
    for value, (_, width) in zip(row, columns, strict=True):
        plain = plain_of(value)
        # Most cells are short, and weighing their characters would take as long as writing them.
        if isinstance(plain, str) and (len(plain) * _EM > width - 1 or "\n" in plain):
            parts = plain.split("\n")
            lines = max(lines, sum(-(-int(ems(part) * _EM) // max(1, int(width) - 1)) or 1 for part in parts))
    return min((lines - 1) * 15.0 + _LINE, 409.0)  # 409 is the most that Excel allows


def _shown(value: Value) -> Plain:
    """What stands in the cell."""
    plain = plain_of(value)
    return clean(plain)[:LONGEST] if isinstance(plain, str) else plain


def _index(layout: Layout, column: str) -> int:
    return layout.names.index(column)
