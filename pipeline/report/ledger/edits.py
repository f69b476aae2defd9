"""Cells of the ledger that a reviewer changed though they are not a reviewer's: the next ledger will not have them.

The trace says, cell by cell, what was written last: a line of eight hexadecimal digits a cell for every row, and at the
end the hash of the workbook, so that one that nobody has touched need not be read. Rows may since have been sorted, and
columns moved; white space and how an office program writes a number are no change.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from zlib import error

from openpyxl import load_workbook

from pipeline.read.detect import digest
from pipeline.report.files import replacing
from pipeline.report.ledger.cells import mark, plain
from pipeline.report.ledger.reading import BROKEN, MOST_ROWS
from pipeline.report.ledger.review import CHANGE, COMPARED, FILE, LEFT_OVER, MARK, OPINIONS, SHEET, Row

THEIRS: Mapping[str, Collection[str]] = {SHEET: (*OPINIONS, CHANGE)}
"""By sheet, the columns that reviewers fill in or clear."""
_MOST_COMPARED = 50
"""Rows that a changed one is compared with, to find out which it was."""

Cells = tuple[str, ...]
Record = Callable[[str, Sequence[object]], None]


@dataclass(slots=True)
class Trace:
    """What was written: by sheet the names of the columns, and how often each row stands there."""

    sha256: str = ""
    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, Counter[Cells]] = field(default_factory=dict)


@contextmanager
def tracing(path: Path, columns: Mapping[str, Sequence[str]], workbook: Path) -> Iterator[Record]:
    """Keep what is recorded of each row, by sheet; `workbook` must be written when this ends."""
    numbers = {title: number for number, title in enumerate(columns)}
    with replacing(path) as stream, gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
        packed.write(json.dumps({title: list(names) for title, names in columns.items()}).encode() + b"\n")
        yield lambda title, row: _write(packed, numbers[title], row)
        packed.write(digest(workbook).encode() + b"\n")


def _write(packed: gzip.GzipFile, number: int, row: Sequence[object]) -> None:
    packed.write(f"{number} {''.join(map(mark, row))}\n".encode("ascii"))


def _load(path: Path | None) -> Trace | None:
    """The trace of the ledger before; None where there is none, or it is damaged."""
    try:
        lines = gzip.decompress(path.read_bytes()).decode("ascii").splitlines() if path else []
        columns = json.loads(lines[0])
        titles = list(columns)
        rows: dict[str, Counter[Cells]] = {title: Counter() for title in titles}
        for line in lines[1:-1]:
            number, _, marks = line.partition(" ")
            rows[titles[int(number)]][tuple(marks[at : at + 8] for at in range(0, len(marks), 8))] += 1
        return Trace(lines[-1], columns, rows)
    except (OSError, EOFError, ValueError, IndexError, error):
        return None


def changed_cells(workbook: Path, trace: Path | None) -> dict[str, int]:
    """By sheet, how many cells of the ledger that is there were changed though they are not a reviewer's."""
    before = _load(trace)
    if before is None or not workbook.exists() or before.sha256 == digest(workbook):
        return {}
    book = load_workbook(workbook, read_only=True)
    counts = {}
    try:
        for title in filter(before.columns.__contains__, book.sheetnames):
            lines = book[title].iter_rows(values_only=True, max_row=MOST_ROWS)
            names = [plain(value) for value in next(lines, ())]
            counts[title] = _edits(before, title, names, lines)
    except BROKEN:  # the sheet of findings has been read; whatever else is wrong with the file, it is not our business
        return {}
    finally:
        book.close()
    return {title: count for title, count in counts.items() if count}


def with_written(rows: Sequence[Row], workbook: Path, trace: Path | None) -> tuple[Row, ...]:
    """Rows of the ledger that is there, each with the hashes of those compared cells that were changed in it since."""
    before = _load(trace)
    if (
        before is None
        or before.sha256 == digest(workbook)
        or not {MARK, *COMPARED} <= set(before.columns.get(SHEET, ()))
    ):
        return tuple(rows)
    names = before.columns[SHEET]
    known: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for cells in before.rows[SHEET]:
        kept = dict(zip(names, cells, strict=False))
        known[kept[MARK]].append({name: kept[name] for name in (FILE, *COMPARED)})
    return tuple(_with_written(row, known.get(mark(row.mark), ())) for row in rows)


def _with_written(row: Row, written: Sequence[Mapping[str, str]]) -> Row:
    """Of equal findings, which have one mark, the one that the row differs from least."""
    cells = {name: mark(row.values.get(name, "")) for name in (FILE, *COMPARED)}
    differing = [{name: was[name] for name in cells if was[name] != cells[name]} for was in written]
    changed = min(differing, key=lambda cells: (FILE in cells, len(cells)), default={})
    return replace(row, written={name: was for name, was in changed.items() if name != FILE})


def _edits(trace: Trace, title: str, names: Sequence[str], lines: Iterable[Sequence[object]]) -> int:
    """How many cells of a sheet, whose columns are `names`, were changed or filled in where they are not a reviewer's."""
    wanted = [name for name in trace.columns[title] if name in names and name not in THEIRS.get(title, ())]
    if title == SHEET and MARK not in wanted:
        return 0  # which rows are a reviewer's own cannot be told
    at = [names.index(name) for name in wanted]
    kept = [trace.columns[title].index(name) for name in wanted]
    written: Counter[Cells] = Counter()
    for cells, count in trace.rows[title].items():
        written[tuple(cells[place] for place in kept)] += count
    changed: list[Cells] = []
    for line in lines:
        if not _handed_on(title, names, line):
            cells = tuple(mark(line[place] if place < len(line) else None) for place in at)
            if written[cells]:
                written[cells] -= 1
            elif any(cell != _EMPTY for cell in cells):
                changed.append(cells)
    return _count(changed, list(written.elements())) if changed else 0


def _handed_on(title: str, names: Sequence[str], line: Sequence[object]) -> bool:
    """Whether the next ledger has the row as it stands here: a reviewer's own, or one that is left over."""
    if title != SHEET:
        return False
    said = {name: line[place] for name in (MARK, CHANGE) if name in names and (place := names.index(name)) < len(line)}
    return not said.get(MARK) or said.get(CHANGE) in LEFT_OVER


def _count(changed: Sequence[Cells], written: Sequence[Cells]) -> int:
    """Cells in which changed rows differ from those that they were, as far as can be told; all of a row that is new."""
    having: defaultdict[tuple[int, str], list[Cells]] = defaultdict(list)
    for cells in written:
        for place, cell in enumerate(cells):
            if cell != _EMPTY:
                having[place, cell].append(cells)
    total = 0
    for cells in changed:
        groups = [same for pair in enumerate(cells) if (same := having.get(pair))]
        candidates = min(groups, key=len)[:_MOST_COMPARED] if groups else []
        blank = (_EMPTY,) * len(cells)
        total += min(sum(a != b for a, b in zip(cells, other, strict=True)) for other in (*candidates, blank))
    return total


_EMPTY = mark(None)
