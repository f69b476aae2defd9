"""What a plan says its indicators shall be, with what decides whether two such claims are of the same thing.

Only what is meant for the whole: a yearly addition is no total, the first batch is not all, what exists is no target.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from pipeline.check.consistency.carried import carried
from pipeline.check.consistency.claim_words import (
    COUNTED,
    SHORTEST,
    SUM,
    WRITTEN,
    YEAR,
    Term,
    area_of,
    assembled_kind,
    at_the_end,
    clause_before,
    key_of,
    near_words,
    ordinal,
    subject,
    time_of,
)  # fmt: skip
from pipeline.check.consistency.share_names import share_of
from pipeline.check.consistency.when import END, When, same_step
from pipeline.check.pilot import ORDINALS, ordinals
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.extract.units import scale_of
from pipeline.findings import Evidence, Fact, Target
from pipeline.tables import TIME, title_row
from pipeline.text.sentences import sentence_around

FLOW = re.compile(
    r"新增|(?<![占在])新建(?!建筑|项目)|每年|年均|(?<!占)当年|本年|年度新|逐年新|再(?:新|建|开|培|选|完|实|认|推|布|启|落|招|引)|增加\d|增设|扩建"
)
SOME = re.compile(
    r"首批|承担|首期|首个|第[一二三四]批|先行|先期|启动|其中|每[个家座县区项]|每(?:季|月|半年)|各(?:建|选|培|遴|打|推|实"
    r"|完|\d)|试[点办]?首年|储备|申报|争创|立项|入库|谋划|重点|分别|余下|其余|剩余|不足|不低于?其|其他|另|(?<!遴)选\d|选取|挑选|抽取|抽选"
)
_HOPED = re.compile(r"(?<=.)力争(?:达到?|突破|完成|建成|培育|实现)?\d*")
"""Behind what is promised: 确保20家、力争25家."""
_OF_ALL = re.compile(r"占([\u4e00-\u9fff]{2,16})的(?=[\d一二三四五六七八九]|百分之)")
"""What a share is of, behind its name: 应用机器人的项目占在建项目的45%."""
HEADING = 60
"""Most characters of a heading that says when what stands below is due; a numbered paragraph may be longer."""
_LEVEL = re.compile("省级|国家级")
"""Of which some are, unless they are all that is counted."""
_STAGE = re.compile(r"20[23]\d|阶段|时段|季度|月底|第[一二三四]年|首年")
"""Before a share that has no time of its own, in its paragraph: it is of that time and not of the whole pilot."""
_ADDED = re.compile(r"新?开工|新增|新建|增加")
"""What a cell under a year says that comes to what there is: 新开工15个."""
_NEW = re.compile("(?:累计|[共两三四五六]年)新增")
"""What the text says of all that the pilot adds."""
_LONGEST_YEAR = 24
"""Characters of a cell that names a year."""
_ROW_AREA = re.compile(r"县市区|区县|县区|市区县|县（|区（|地区|区域|板块|镇街|街道|园区|责任单位|实施单位|片区|属地")
_WHOLE = re.compile(r"(?:示范|试点)(?:项目|工程)?|智能工厂|(?:产业)?(?:基地|园区)|骨干企业|龙头企业")
_VALUE = re.compile(r"^\s*(?:≥|不低于|不少于|达到)?\s*(\d+(?:\.\d+)?)\s*([%％个家项座台套名人件])\s*(?:以上)?$")
WORDS = 600
"""Most characters of a cell that are looked at for what a value is of and when it is due."""
_THEN = re.compile(r"[\s（(]*(?:此|本|该)(?:步|阶段|期|年度)|届时")
"""A time that only the paragraph before says."""
OFF = 1
"""Years by which a plan may end its pilot sooner or later than counted from the profile's start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A target with what decides whether another one is of the same thing."""

    key: str
    unit: str
    """As the plan writes it: 万平方米."""
    value: float
    comparator: str
    when: When
    area: str = ""
    """Names of districts and parts of the city; "" for the whole city."""
    flow: bool = False
    """Whether it counts what is added in a year, and not what there is by then."""
    shown: str
    """The indicator as the plan names it."""
    evidence: Evidence
    summed: bool = False
    """Whether the value is what several numbers at the evidence add up to."""
    added: bool = False
    """Whether it counts only what the pilot adds to what there is: 三年累计新增1800人."""

    @property
    def amount(self) -> float:
        """The value without the unit's scale: 180 万平方米 are as many as 1,800,000 平方米."""
        return self.value * scale_of(self.unit)[0]

    @property
    def bare_unit(self) -> str:
        """The unit without its scale."""
        return scale_of(self.unit)[1].replace("台套", "台")


@cache
def _lead(years: int) -> re.Pattern[str]:
    """How a paragraph begins whose every sentence is of one year or stage: 第一年度（2023年）。目标：……"""
    year = rf"[^，。；]{{0,16}}?(?:第{ordinals(years)}个?年度?|20[23]\d年)[^，。；]{{0,10}}"
    stage = rf"第[{ORDINALS}]阶段[^。；：:]{{0,40}}20[23]\d年[^。；：:]{{0,4}}"
    return re.compile(rf"^(?:{year}|{stage})[。：:]")


def _in_text(review: Review, fact: Fact, term: Term, goals: set[int]) -> Claim | None:
    target, proof = fact.value, fact.evidence
    assert isinstance(target, Target)
    text = review.blocks[proof.block].text
    left, right = sentence_around(text, proof.start, proof.stop)
    before, clause = text[left : proof.start], clause_before(text, left, proof.start) + proof.quote
    words = near_words(text, left, proof.start) + proof.quote
    of_all = _OF_ALL.search(proof.quote) if target.unit == "%" else None
    key = key_of(target.indicator + (of_all[1] if of_all else ""), words, target.unit)
    of = carried(text, left, proof.start, key)
    key = share_of(of.subject + key, target.unit) if of.subject else key
    clause = f"{of.words}，{clause}" if of.words else clause
    if target.unit == "%" and (kind := assembled_kind(text[left : proof.start], clause)):
        key, clause = kind, clause.removeprefix("其中")
    near = re.sub(r"首批国家|国家首批|重点领域|示范启动", "", clause)
    some = SOME.search(near) or (_LEVEL.search(near) and not _LEVEL.search(key))
    if re.search(r"分别|依次", text[left : proof.stop]) or _HOPED.search(near) or some or not target.indicator:
        return None
    path = proof.path[-1] if proof.path and len(proof.path[-1]) <= HEADING else ""
    match = _lead(term.years).match(text)
    lead = match.group() if match and match.end() <= proof.start and not at_the_end(term.years).search(before) else path
    timed = YEAR.search(before) or ordinal(term.years).search(before)
    time = before + proof.quote if timed else f"{lead}，{before}{proof.quote}"
    when = time_of(time, target.due, term)
    whole = target.unit == "%" and not _STAGE.search(text, 0, proof.start)
    told_once = proof.block in goals or whole or _is_total(target, clause)
    when = END if when is None and told_once else when
    if _THEN.match(before) and not (proof.block in goals and "届时" in before):
        when = same_step(proof.block)
    if when is None:
        return None
    area = area_of(review.applicant, words) or area_of(review.applicant, subject(before))
    shown = of.shown + target.indicator
    flow, added = _flows(target, clause), _NEW.search(clause) is not None
    return Claim(
        key=key, unit=target.unit, value=target.value, comparator=target.comparator, when=when, area=area,
        flow=flow, shown=shown, evidence=proof, added=added,
    )  # fmt: skip


def _is_total(target: Target, clause: str) -> bool:
    """Whether a count without a time can only be meant for the whole pilot: 实施智能建造试点12项."""
    return target.unit in COUNTED and bool(_WHOLE.search(clause))


def _flows(target: Target, clause: str) -> bool:
    clause = (
        re.sub("新建|当年|本年", "", clause) if target.unit == "%" else clause
    )  # what a share is of, not what is added
    return bool(target.per) or bool(FLOW.search(clause)) and "累计" not in clause


def _in_table(review: Review, fact: Fact, term: Term, *, summed: bool) -> Claim | None:
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
        if SOME.search(clause) or _LEVEL.search(clause):
            return None
    elif SOME.search(proof.quote) or _LEVEL.search(proof.quote):
        return None
    if _is_year(title, term) and any(map(SUM.search, header)):  # 合计 beside the years: they are yearly additions
        return None
    behind = next((text for name, text in zip(header[column:], cells[column:], strict=True) if TIME.search(name)), "")
    lined = " ".join((*cells[:2], words, behind)) if column else words
    time = f"{title} {words}" if YEAR.search(title) else lined
    when = time_of(time, target.due, term) or END
    # Its brackets may say of what it is: 占比（中心城区，%）, 占比（政府投资项目）, 项目（当年新增）.
    whole = next((text for text in cells[:column] if text.startswith(target.indicator)), "")
    key = key_of(whole if whole and target.unit == "%" else target.indicator, clause, target.unit)
    area = area_of(review.applicant, f"{clause} {whole}", lead)
    if summed and _is_year(cells[0], term):  # 合计 below the years
        return None
    added = "累计" not in proof.quote and bool(_ADDED.search(proof.quote)) and _is_year(title, term)
    flow = added or _flows(target, f"{clause} {whole}")
    return Claim(
        key=key, unit=target.unit, value=target.value, comparator=target.comparator, when=when, area=area,
        flow=flow, shown=target.indicator, evidence=proof,
    )  # fmt: skip


def _cell_start(text: str, at: int) -> int:
    """Where the cell of a table's text begins, or `WORDS` before the place where that is nearer."""
    near = max(0, at - WORDS)
    return max(near, text.rfind("\t", near, at) + 1, text.rfind("\n", near, at) + 1)


def _is_year(title: str, term: Term) -> bool:
    return len(title) <= _LONGEST_YEAR and bool(YEAR.search(title) or ordinal(term.years).search(title))


def _loose_cells(review: Review, index: int, term: Term, taken: Set[tuple[int, int]]) -> Iterator[Claim]:
    """Values in a table whose rows are years (第三年, 2024.10—2025.9) and of which no fact was made."""
    table = review.blocks[index].table
    assert table is not None
    for row, column, text, at in table.cells():
        lead = " ".join(table.rows[row][:2])
        timed = len(lead) < 40 and (YEAR.search(lead) or ordinal(term.years).search(lead))
        match = _VALUE.match(text)
        if match and row and column and (index, at) not in taken and timed and (when := time_of(lead, None, term)):
            name, unit = title_row(table)[column], match[2].replace("％", "%")
            yield Claim(
                key=key_of(name, name, unit), unit=unit, value=float(match[1]), comparator="=",
                when=when, flow=bool(FLOW.search(name)), shown=name,
                evidence=evidence(review, index, at, at + len(text)),
            )  # fmt: skip


def _term(review: Review, facts: Sequence[Fact]) -> Term:
    """The pilot's time; the last year that a target names and in which it may end is taken for its end."""
    profile = review.profile
    end = profile.start.year + profile.years
    dues = [f.value.due.year for f in facts if isinstance(f.value, Target) and f.value.due]
    return Term(profile.years, max((year for year in dues if abs(year - end) <= OFF), default=end))


def is_tabled(review: Review, claim: Claim) -> bool:
    """Whether the claim stands in a table."""
    return review.blocks[claim.evidence.block].table is not None


def _names(claim: Claim) -> bool:
    """Whether the key is long enough to name what is counted: 专利 and 工法 are, 骨干 of 骨干企业 is not."""
    return len(claim.key) >= SHORTEST or (claim.unit in WRITTEN and len(claim.key) > 1)


def claims_of(review: Review) -> list[Claim]:
    """Everything that the plan says its indicators shall be; what stands in 基本情况 and 工作基础 is left out."""
    goals = set(passage_blocks(review, "goals"))
    facts = [f for f in review.facts if isinstance(f.value, Target) and f.evidence.block not in review.base]
    term = _term(review, facts)
    tables = {index: block.table for index, block in enumerate(review.blocks) if block.table is not None}
    summed = {index: any(SUM.search(line[0]) for line in table.rows[1:]) for index, table in tables.items()}
    found: list[Claim | None] = []
    for fact in facts:
        tabled = summed.get(fact.evidence.block)
        found.append(
            _in_text(review, fact, term, goals) if tabled is None else _in_table(review, fact, term, summed=tabled)
        )
    taken = {(f.evidence.block, f.evidence.start) for f in facts}
    for index in review.body():
        if index in tables and index not in review.base:
            found += _loose_cells(review, index, term, taken)
    return [claim for claim in found if claim is not None and _names(claim)]
