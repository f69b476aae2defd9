"""Words of the plan as they are shown: whole clauses, a cell with its row and column, and … where something is cut.

Evidence says exactly which characters a conclusion rests on, and may begin within a clause or be a number alone. What is
shown around it is the plan's own, too; the evidence itself stays as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter

from pipeline.document import Document, Table
from pipeline.findings import Evidence
from pipeline.profile import Requirement
from pipeline.report.sanitize import line
from pipeline.report.telling import telling
from pipeline.tables import Grid, head_of, title_row
from pipeline.text.shortening import BORDER, bracketed, enclosed, focused, shortened

REACH = 40
"""Characters to either side in which the border of a clause is looked for."""
_LEAST = 0.5
"""Share of the limit that cells of a row fill before others are left out."""
_BORDER = re.compile(BORDER)
_SENTENCE = "。！？；!?;\n\t"
_FULL = "。！？!?"
"""Of the marks that end a clause, those that are shown."""
_CLOSING = "”’』」）)》 \u3000"
_DATE = re.compile(r"[\d一二三四五六七八九十年月日季度旬初中底末前后起至到自从在内上下半、/.\s~～—–-]")
_TELLING = 4
"""Letters beside a date from which on a clause says what happens."""
_WORD = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"20\d\d(?:年|$)")
_MERE_NUMBER = re.compile(r"(?!.*[年月])(?!.*[^\W\d_]{2}).*\d")
"""A cell that is a number with its unit at most, and no date."""
_SERIAL = re.compile(r"序号|编号|^$")
_NAMES = re.compile(r"指标|名称|项目|任务|事项|内容|举措")
"""Titles of columns that say what a row is about."""


def quoted(text: str, limit: int = 0) -> str:
    """A quote on one line, of at most `limit` characters, cut where a clause ends; cells of a table with bars between."""
    parts = re.split(r"[\t\n]+", text) if "\t" in text else [text]
    said = " | ".join(shown for part in parts if (shown := line(part)))
    return shortened(said, limit)


def shown(evidence: Evidence, document: Document, limit: int = 0, about: Requirement | None = None) -> str:
    """What a reader sees of a piece of evidence, on one line and of at most `limit` characters (0: as long as it is); of a
    table's row first the cells that speak of the requirement."""
    table = cells_of(evidence, document)
    if table is None:
        return in_clauses(document.blocks[evidence.block].text, evidence.start, evidence.stop, limit)
    if "\n" in evidence.quote:
        return quoted(evidence.quote, limit)
    if "\t" in evidence.quote:
        return _of_row(_titled(table, evidence), limit, about)
    return _in_table(table, *table.cell_at(evidence.start), limit)


def cells_of(evidence: Evidence, document: Document) -> Table | None:
    """The table of which cells are shown, in words that so stand nowhere; None where the plan's own words are."""
    block = document.blocks[evidence.block]
    if block.table is None or block.table.text != block.text:
        return None
    row, column = block.table.cell_at(evidence.start)
    cells = "\n" in evidence.quote or "\t" in evidence.quote
    return block.table if cells or len(block.table.row(row)[column]) <= REACH else None


def cited(evidence: Evidence, document: Document, limit: int = 0, about: Requirement | None = None) -> str:
    """`shown` between quotation marks, the plan's own inside them turned into inner ones: “‘浙里建’平台上线”; cells of a
    table without. Of a long one the words are kept that speak of the requirement."""
    if cells_of(evidence, document) is not None:
        return f"表格内容：{shown(evidence, document, limit, about)}"
    whole = shown(evidence, document)
    said = focused(whole, limit, telling(about, whole)) if about else shortened(whole, limit)
    return f"“{enclosed(said)}”"


def in_clauses(text: str, start: int, stop: int, limit: int = 0) -> str:
    """`text[start:stop]` with the rest of the clauses in which it begins and ends, and … where a sentence goes on."""
    start, stop = _clauses(text, start, stop)
    before, after = _before(text, start), text[stop : stop + REACH].lstrip(_CLOSING)
    begun = bool(before) and before[-1] not in _SENTENCE
    unended = bool(after) and after[0] not in _SENTENCE and not _ended(text, stop)
    return shortened(f"{'…' * begun}{quoted(text[start:stop])}{'…' * unended}", limit)


def _clauses(text: str, first: int, last: int) -> tuple[int, int]:
    """The clauses that hold the words, and those beside them where they would say no more than a date."""
    start, stop = _left(text, first), _right(text, last)
    while not _telling(text[start:stop]):
        if _goes_on(text, stop) and not _ended(text, stop):
            stop = _some(text, stop + 1)
        elif start and _goes_on(text, start - 1):
            start = _left(text, start - 1)
        else:
            break
    while start < first and text[start] in _CLOSING:
        start += 1
    return _closed(text, start, stop)


def _before(text: str, at: int) -> str:
    """What stands just before this place, without the marks that close brackets; not all: a table's text is long."""
    return text[max(0, at - REACH) : at].rstrip(_CLOSING)


def _ended(text: str, at: int) -> bool:
    """Whether a sentence has ended before this place."""
    return _before(text, at).endswith(tuple(_SENTENCE))


def _closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """With the rest of a bracket or quotation that begins or ends in between, where that is not long."""
    pairs = bracketed(text)  # in the order in which they are closed
    for at in range(bisect_right(pairs, start, key=itemgetter(1)), len(pairs)):
        opening, closing = pairs[at]
        if closing > stop + REACH:
            break
        if start <= opening < stop < closing <= len(text):
            stop = closing
        elif start - REACH <= opening < start < closing <= stop:
            start = opening
    return start, stop


def _goes_on(text: str, at: int) -> bool:
    """Whether a mark stands here beyond which the sentence goes on."""
    return _BORDER.match(text, at) is not None and text[at] not in _SENTENCE


def _telling(text: str) -> bool:
    return len(re.sub(r"[\W_]", "", _DATE.sub("", text))) >= _TELLING


def _left(text: str, at: int) -> int:
    """Where the clause begins that holds this place; where that is far off an item in it, else the place itself."""
    marks = [mark.end() for mark in _BORDER.finditer(text, max(0, at - REACH - 1), at)]
    if marks or at <= REACH:
        return marks[-1] if marks else 0
    item = text.find("、", at - REACH, at)
    return at if item < 0 else item + 1


def _right(text: str, at: int) -> int:
    """Where the clause ends whose last character, or one before, stands before this place."""
    last = _BORDER.match(text, at - 1) if at else None
    if last and last.group() not in _FULL:
        return at - 1
    return at if last or _ended(text, at) else _end(text, at)


def _end(text: str, at: int) -> int:
    """Where the clause ends that goes on here, with the mark of a sentence; the place itself where that is far off."""
    found = _BORDER.search(text, at, at + REACH + 1)
    if found:
        return found.end() if found.group() in _FULL else found.start()
    if len(text) - at <= REACH:
        return len(text)
    item = text.rfind("、", at, at + REACH)
    return at if item < 0 else item


def _some(text: str, at: int) -> int:
    """Where the clause ends that begins here; of a long one, where its first words do."""
    end = _end(text, at)
    return end if end > at else at + len(shortened(text[at : at + 2 * REACH], REACH).rstrip("…"))


def _titled(table: Table, evidence: Evidence) -> list[str]:
    """Cells of a row, those that are numbers alone with their column's title where they are half of it: 示范工程 | 2023年 7 |
    2024年 10 says something without the table, 示范工程 | 7 | 10 does not."""
    cells = [line(cell) for cell in evidence.quote.split("\t")]
    (row, first), head = table.cell_at(evidence.start), head_of(table)
    if row < head.header:
        return cells
    titles = enumerate(_titles(table, head)[first : first + len(cells)])
    named = {at: line(title) for at, title in titles if not _SERIAL.match(title)}
    bare = [at for at in named if _MERE_NUMBER.match(cells[at])]
    if 2 * len(bare) < sum(bool(cells[at]) for at in named):
        return cells
    return [f"{named[at]} {cell}" if at in bare else cell for at, cell in enumerate(cells)]


def _titles(table: Table, head: Grid) -> Sequence[str]:
    """What the columns are called; a single row of titles as the plan writes it."""
    return head.titles if head.header > 1 else table.row(0)


def _of_row(cells: list[str], limit: int, about: Requirement | None) -> str:
    """Cells of one row, with … for those that find no room: the first that is no number names the row, and those that speak
    of the requirement, or else the longest, say what is done."""
    if not limit or len(quoted("\t".join(cells))) <= limit:
        return quoted("\t".join(cells))
    weights = _weights(cells, about) if about else [0] * len(cells)
    best = sorted((at for at, cell in enumerate(cells) if cell), key=lambda at: (-weights[at], -len(cells[at])))
    kept = {next((at for at, cell in enumerate(cells) if _WORD.search(cell)), 0)}
    for at in best:
        room = limit - len(_joined(cells, kept | {at})) + len(cells[at])
        if room >= len(cells[at]) or (len(kept) == 1 and room >= limit * _LEAST):
            cells[at] = shortened(cells[at], room)
            kept.add(at)
    return shortened(_joined(cells, kept), limit)


def _weights(cells: Sequence[str], about: Requirement) -> list[int]:
    """How much each cell says of the requirement; what makes a row speak of it may stand in several of them."""
    spans = telling(about, "\t".join(cells))
    starts = list(accumulate((len(cell) + 1 for cell in cells), initial=0))
    return [sum(own.weight for own in spans if start <= own.start < stop) for start, stop in pairwise(starts)]


def _joined(cells: Sequence[str], kept: Collection[int]) -> str:
    """The cells that are kept with bars between them, and one … for all that are left out in between."""
    parts = [cell if at in kept else "…" for at, cell in enumerate(cells) if cell]
    return " | ".join(part for part, before in zip(parts, ["", *parts], strict=False) if (part, before) != ("…", "…"))


def _named(table: Table, cells: Sequence[str], column: int) -> str:
    """What the row is called: the cell of the column that names things, else the longest before the value or, without
    any, the first behind it; a category (产业) stands before the names of several rows."""
    names = [at for at, cell in enumerate(cells) if at != column and _WORD.search(cell)]
    titled = [at for at in names if at < column and _NAMES.search(title_row(table)[at])]
    before = sorted((at for at in names if at < column), key=lambda at: -len(cells[at]))
    return next((cells[at] for at in (*titled, *before, *names)), "")


def _in_table(table: Table, row: int, column: int, limit: int) -> str:
    """A number or date with its column and row; of a date before what happens, and of other short cells, the row."""
    cells, head = table.row(row), head_of(table)
    leads = "年" in cells[column] and any(_WORD.search(cell) for cell in cells[column + 1 :])
    if row >= head.header and not leads and not _WORD.search(cells[column]):
        title = _titles(table, head)[column]
        years = [cell for cell in cells[:column] if _YEAR.match(cell) and cell not in title]
        parts = (title, *years[:1], _named(table, cells, column), cells[column])
        return shortened(" · ".join(line(part) for part in parts if part), limit)
    before = cells[:column]
    while limit and before and len(quoted("\t".join([*before, cells[column]]))) > limit * _LEAST:
        before = before[1:]
    said = quoted("\t".join([*before, *cells[column:]]))
    return shortened(f"… | {said}" if len(before) < column else said, limit)
