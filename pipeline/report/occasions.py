"""What a date of the plan is the date of: the name of a phase or what is done in it, and what falls due."""

import re

from pipeline.document import Block, Document, Table
from pipeline.findings import Evidence
from pipeline.tables import first_row
from pipeline.text.shortening import shortened

_MARKS = " \t\n　（）()【】：:，,。；;、"
_LEAST, _MOST = 2, 14
"""Characters of the words before a stretch of time that may name it: a longer clause tells something else."""
_REACH = 30
"""Most characters of the words behind a stretch of time."""
_TELLING = 4
"""Characters from which on words say what is done: not 完成 alone."""
_BREAK = re.compile(r"[，,。；;：:！？\n\t）)]")
_SENTENCE = re.compile(r"[。；;！？\n]")
_NEXT = re.compile(r"[，、]?[^，、。；;]*[（(][^）)]*$")
"""At the end of the words about a stretch of time: the next one, whose bracket has opened (中期（2023年…)."""
_LEADS = re.compile(r"(?:从|自|在|于|到|至|截至|截止|时间|期限|周期|[为是])$")
"""What only leads to a date."""
_YEAR = re.compile(r"20\d\d")
_WORDS = re.compile(r"[^\W\d]{2}")
_NAMES = ("项目名称", "工程名称", "任务名称", "阶段", "项目", "工程", "任务", "名称", "内容", "工作", "事项", "目标")
"""What is written above the column that says what a row is about, the surest first."""


def stretch(proof: Evidence, document: Document) -> tuple[str, str]:
    """The words before and behind a stretch of time that say what it is the time of, either of which may be empty.

    Of “启动阶段（2022年11月—2023年6月）” that is the phase's name, of “2022年11月—2023年6月：成立领导小组” what is done; a
    heading that is a date alone is named by what stands below it, a date in a table by its row.
    """
    block = document.blocks[proof.block]
    if _in_table(block):
        return "", _row_name(block, proof)
    before, after = _before(block.text, proof), _after(block.text, proof)
    if not before and not after and block.kind == "heading":
        below = document.blocks[proof.block + 1 : proof.block + 2]
        after = next((_SENTENCE.split(one.text)[0] for one in below if one.kind in ("paragraph", "list_item")), "")
    return before, after


def deed(proof: Evidence, document: Document) -> str:
    """What is done by a deadline, in the first words that say so; its own words where no others do."""
    block = document.blocks[proof.block]
    if _in_table(block):
        return _row_name(block, proof)
    before, after = _before(block.text, proof), _after(block.text, proof)
    bracketed = block.text[: proof.start].rstrip().endswith(("（", "("))
    found = (before, after) if bracketed else (after, before)
    said = re.split("[，；]", next((words for words in found if words), proof.quote))[0]
    return said if len(said) >= _TELLING else _clause(block.text, proof) + said


def _in_table(block: Block) -> bool:
    return block.table is not None and block.table.text == block.text


def _before(text: str, proof: Evidence) -> str:
    """The clause that leads to a date or, before its bracket, names it."""
    clause = _clause(text, proof)
    return clause if _LEAST <= len(clause) <= _MOST and not _YEAR.search(clause) else ""


def _clause(text: str, proof: Evidence) -> str:
    """The words of its clause before a date, without those that only lead to it."""
    return _LEADS.sub("", _BREAK.split(text[: proof.start].rstrip(_MARKS))[-1].strip(_MARKS))


def _after(text: str, proof: Evidence) -> str:
    """The rest of the sentence, a little of it, without what belongs to the next stretch of time."""
    rest = _SENTENCE.split(text[proof.stop : proof.stop + 2 * _REACH])[0].lstrip(_MARKS)
    return shortened(_NEXT.sub("", rest).strip(_MARKS), _REACH)


def _row_name(block: Block, proof: Evidence) -> str:
    """The cell of the proof's row below a heading that speaks of names, else its first cell of words.

    Neither a number of the row nor the cell of the time itself, whose other words serve where there is no such cell.
    """
    table: Table | None = block.table
    assert table is not None
    row, own = table.cell_at(proof.start)
    cells = table.row(row)
    heads = first_row(table)
    words = [at for at, cell in enumerate(cells) if at != own and _WORDS.search(cell)]
    named = [at for word in _NAMES for at in words if row and word in heads[at]]
    best = next(iter(named or words), None)
    return cells[best] if best is not None else cells[own].replace(proof.quote, "", 1).strip(_MARKS)
