"""Claims in the cells of tables."""

import re
from collections.abc import Iterator, Set
from datetime import date

from pipeline.check.consistency.claim import FLOW, LEVEL, SOME, Claim, flows
from pipeline.check.consistency.claim_words import SUM, YEAR, Term, area_of, key_of, ordinal, time_of
from pipeline.check.consistency.when import END, When
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.findings import Fact, Target
from pipeline.tables import TIME, title_row

_ADDED = re.compile(r"新?开工|新增|新建|增加")
"""What a cell under a year says that comes to what there is: 新开工15个."""
_LONGEST_YEAR = 24
"""Characters of a cell that names a year."""
_ROW_AREA = re.compile(r"县市区|区县|县区|市区县|县（|区（|地区|区域|板块|镇街|街道|园区|责任单位|实施单位|片区|属地")
_VALUE = re.compile(
    r"^\s*(?:20\d\d年[底末]?)?(?:≥|不低于|不少于|达到)?\s*(\d+(?:\.\d+)?)\s*([%％个家项座台套名人件])\s*(?:以上)?$"
)
HOPED = re.compile("争取|力争|冲刺|挑战|奋斗")
"""In a column's title: what is hoped for behind what is promised."""
SHORT = 40
"""Most characters of a cell that names but one thing."""
WORDS = 600
"""Most characters of a cell that are looked at for what a value is of and when it is due."""


def in_table(review: Review, fact: Fact, term: Term, *, summed: bool) -> Claim | None:
    """The claim of a cell; `summed` says whether a row below comes to what the others do."""
    target, proof = fact.value, fact.evidence
    assert isinstance(target, Target)
    text, table = review.blocks[proof.block].text, review.blocks[proof.block].table
    assert table is not None
    row, column = table.cell_at(proof.start)
    cells, header = [cell[:WORDS] for cell in table.rows[row]], title_row(table)
    title, cell = header[column], table.rows[row][column]
    lead = cells[0] if _ROW_AREA.search(header[0]) else ""
    words = clause = f"{title} {target.indicator}"
    if len(cell) > len(proof.quote) + 6:  # prose in a cell
        words = text[_cell_start(text, proof.start) : proof.stop]
        clause = words[max(map(words.rfind, "；。")) + 1 :]
        if SOME.search(clause) or LEVEL.search(clause):
            return None
    elif SOME.search(proof.quote) or LEVEL.search(proof.quote):
        return None
    if (
        HOPED.search(title) or _is_year(title, term) and any(map(SUM.search, header))
    ):  # 合计 beside the years: they are yearly additions
        return None
    when = due_in_table(table, row, column, words, target.due, term)
    # Its brackets may say of what it is: 占比（中心城区，%）, 占比（政府投资项目）, 项目（当年新增）.
    whole = next((text for text in cells[:column] if text.startswith(target.indicator)), "")
    key = key_of(whole if whole and target.unit == "%" else target.indicator, clause, target.unit)
    area = area_of(review.applicant, f"{clause} {whole}", lead)
    if summed and _is_year(cells[0], term):  # 合计 below the years
        return None
    added = "累计" not in proof.quote and bool(_ADDED.search(proof.quote)) and _is_year(title, term)
    own = cell if len(cell) <= SHORT else ""  # 新增产业工人1200名
    flow = added or flows(target, f"{clause} {whole} {own}")
    return Claim(
        key=key, unit=target.unit, value=target.value, comparator=target.comparator, when=when, area=area,
        flow=flow, shown=target.indicator, evidence=proof,
    )  # fmt: skip


def due_in_table(table: Table, row: int, column: int, words: str, due: date | None, term: Term) -> When:
    """When a value is due of which a cell says these words: by its column's title, else by its row; else the pilot's end."""
    cells, header = [cell[:WORDS] for cell in table.rows[row]], title_row(table)
    behind = next((text for name, text in zip(header[column:], cells[column:], strict=True) if TIME.search(name)), "")
    lined = " ".join((*cells[:2], words, behind)) if column else words
    return time_of(f"{header[column]} {words}" if YEAR.search(header[column]) else lined, due, term) or END


def _cell_start(text: str, at: int) -> int:
    """Where the cell of a table's text begins, or `WORDS` before the place where that is nearer."""
    near = max(0, at - WORDS)
    return max(near, text.rfind("\t", near, at) + 1, text.rfind("\n", near, at) + 1)


def _is_year(title: str, term: Term) -> bool:
    return len(title) <= _LONGEST_YEAR and bool(YEAR.search(title) or ordinal(term.years).search(title))


def loose_cells(review: Review, index: int, term: Term, taken: Set[tuple[int, int]]) -> Iterator[Claim]:
    """Values in a table whose rows are years (第三年, 2024.10—2025.9) and of which no fact was made."""
    table = review.blocks[index].table
    assert table is not None
    for row, column, text, at in table.cells():
        lead = next((lead for lead in (" ".join(table.rows[row][:2]), table.rows[row][0]) if len(lead) < SHORT), "")
        timed = YEAR.search(lead) or ordinal(term.years).search(lead)
        match = _VALUE.match(text)
        if (
            match
            and row
            and column
            and (index, at) not in taken
            and timed
            and (when := time_of(f"{lead} {text}", None, term))
        ):
            name, unit = title_row(table)[column], match[2].replace("％", "%")
            yield Claim(
                key=key_of(name, name, unit), unit=unit, value=float(match[1]), comparator="=",
                when=when, flow=bool(FLOW.search(name)), shown=name,
                evidence=evidence(review, index, at, at + len(text)),
            )  # fmt: skip
