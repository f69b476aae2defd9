"""What a date of the plan is the date of: the name of a phase or what is done in it, and what falls due."""

import re

from pipeline.document import Block, Document, Table
from pipeline.extract.verbs import DEEDS
from pipeline.findings import Evidence
from pipeline.tables import title_row
from pipeline.text.numbers import unnumbered
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
_OPENING = " \t\n　（(【：:"
_APART = tuple("，,。；;、")
_PHASE = re.compile(r"(?:阶段|期|步骤?|计划|安排|时间表|进度|部署)$")
_DATED = re.compile(r"[，、；](?=[^，、；]{0,4}20\d\d年|[^，、；\d]{0,2}\d{1,2}月)")
"""Behind it the next time begins: 2023年5月开工|，2025年6月前建成."""
_BARE = 6
"""Most characters of words that do not say by themselves of what they are: 投入使用."""
_OBJECT = re.compile(rf".*(?:{DEEDS})(?P<noun>(?!{DEEDS})[^，。；、的“”\d]{{3,14}})$")
"""What a clause is about: 规划建设|智能建造产业基地."""
_SINGLE = re.compile(r"其中(?P<noun>[^，。；、\d]{3,16}?)(?:总?投资|占地|建筑面积)[^。；]*$")
"""One of several: 其中|凤翔区构件工厂|投资2.3亿元，."""
_STEP = re.compile(r"开工|竣工|完工|投产|投用|建成|启用|启动|交付|上线|挂牌|验收|开园|运营")
"""What the title of a column says that happens at the time below it."""
_YEAR = re.compile(r"20\d\d")
_WORDS = re.compile(r"[^\W\d]{2}")
_NAMES = ("项目名称", "工程名称", "任务名称", "阶段", "项目", "工程", "任务", "名称", "内容", "工作", "事项", "目标")
"""What is written above the column that says what a row is about, the surest first."""


def stretch(proof: Evidence, document: Document) -> tuple[str, str]:
    """The words before and behind a stretch of time that say what it is the time of, either of which may be empty.

    Of “启动阶段（2022年11月—2023年6月）” that is the phase's name, of “2022年11月—2023年6月：成立领导小组” what is done, of
    “2023年12月上线” what goes online, too; a heading that is a date alone is named by what stands below it, a date in a
    table by its row.
    """
    block = document.blocks[proof.block]
    if _in_table(block):
        return "", _row_name(block, proof)
    before, after = _before(block.text, proof), _after(block.text, proof)
    if not before and not after and block.kind == "heading":
        below = document.blocks[proof.block + 1 : proof.block + 2]
        after = next((_SENTENCE.split(one.text)[0] for one in below if one.kind in ("paragraph", "list_item")), "")
    return before or _subject(after, proof, document), after


def deed(proof: Evidence, document: Document) -> str:
    """What is done by a deadline, in the first words that say so; its own words where no others do."""
    block = document.blocks[proof.block]
    if _in_table(block):
        return _row_name(block, proof)
    before, after = _before(block.text, proof), _after(block.text, proof)
    bracketed = block.text[: proof.start].rstrip().endswith(("（", "("))
    found = (before, after) if bracketed else (after, before)
    said = re.split("[，；]", next((words for words in found if words), proof.quote))[0]
    if len(said) < _TELLING and before and before != said:
        return before + said
    subject = "" if before else _subject(said, proof, document)
    return f"{subject} {said}" if subject else said


def _subject(said: str, proof: Evidence, document: Document) -> str:
    """What a few words (上线, 投入使用) are said of: the heading right above, what its sentence has named, another heading."""
    first = re.split("[，；]", said)[0]
    block = document.blocks[proof.block]
    if not 0 < len(first) <= _BARE or _PHASE.search(first) or block.kind == "heading":
        return ""
    sentence = _SENTENCE.split(block.text[: proof.start])[-1]
    if single := _SINGLE.search(sentence):
        return single["noun"]
    above = unnumbered(proof.path[-1]).split("。")[0].strip(_MARKS) if proof.path else ""
    above = above if len(above) <= _MOST and not _PHASE.search(above) else ""
    if above and proof.block and document.blocks[proof.block - 1].kind == "heading":
        return above
    clauses = (clause.strip(_MARKS) for clause in reversed(_BREAK.split(sentence)))
    named = (_OBJECT.match(clause) for clause in clauses)
    return next((match["noun"] for match in named if match), above)


def _in_table(block: Block) -> bool:
    return block.table is not None and block.table.text == block.text


def _before(text: str, proof: Evidence) -> str:
    """The clause that leads to a date or, before its bracket, names it."""
    if text[: proof.start].rstrip(_OPENING).endswith(_APART) and not _PHASE.search(_clause(text, proof)):
        return ""  # what a comma parts from the date is not said of it
    clause = _clause(text, proof)
    return clause if _LEAST <= len(clause) <= _MOST and not _YEAR.search(clause) else ""


def _clause(text: str, proof: Evidence) -> str:
    """The words of its clause before a date, without those that only lead to it."""
    return _LEADS.sub("", _BREAK.split(text[: proof.start].rstrip(_MARKS))[-1].strip(_MARKS))


def _after(text: str, proof: Evidence) -> str:
    """The rest of the sentence, a little of it, without what belongs to the next time that it names."""
    rest = _SENTENCE.split(text[proof.stop : proof.stop + 2 * _REACH])[0].lstrip(_MARKS)
    own = _DATED.split(_NEXT.sub("", rest))[0]
    return shortened(own.strip(_MARKS), _REACH)


def _row_name(block: Block, proof: Evidence) -> str:
    """The cell of the proof's row below a heading that speaks of names, else its first cell of words.

    Neither a number of the row nor the cell of the time itself, whose other words serve where there is no such cell.
    """
    table: Table | None = block.table
    assert table is not None
    row, own = table.cell_at(proof.start)
    cells = table.row(row)
    heads = title_row(table)
    words = [at for at, cell in enumerate(cells) if at != own and _WORDS.search(cell)]
    named = [at for word in _NAMES for at in words if row and word in heads[at]]
    best = next(iter(named or words), None)
    if best is None:
        return cells[own].replace(proof.quote, "", 1).strip(_MARKS)
    step = re.sub("(?:时间|日期|时限|年[月份]?)$", "", heads[own]) if row else ""
    return f"{cells[best]}，{step}" if _STEP.search(step) else cells[best]
