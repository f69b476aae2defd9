"""What a plan says its indicators shall be, with what decides whether two such claims are of the same thing.

Only what is meant for the whole: a yearly addition is no total, the first batch is not all, what exists is no target.
"""

import re
from datetime import date
from functools import cache

from pipeline.check.consistency.carried import OF_SOME, carried
from pipeline.check.consistency.claim import LEVEL, SOME, Claim, flows
from pipeline.check.consistency.claim_words import (
    COUNTED,
    SUM,
    WHOLE,
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
    telling,
    time_of,
)  # fmt: skip
from pipeline.check.consistency.share_names import share_of
from pipeline.check.consistency.table_claims import in_table, loose_cells
from pipeline.check.consistency.when import END, When, same_step
from pipeline.check.pilot import ORDINALS, ordinals
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.findings import Evidence, Fact, Target
from pipeline.text.sentences import sentence_around

_HOPED = re.compile(r"(?<=.)力争(?:达到?|突破|完成|建成|培育|实现)?\d*")
_MORE = re.compile("确保[^。；]*，力争[^，]*$")
"""Behind what is promised: 确保20家、力争25家."""
QUOTED = re.compile(
    r"(?:国家|全国|省委?|省政府|省厅|住房城乡建设[部厅])(?:提出|要求|明确|下达|确定|规定)(?=[到至的，]|20)|(?<!本)(?<!实施)(?:规划|纲要|意见|通知|文件|方案)[”》]?中?(?:所?(?:提出|确定|明确|规定|要求))的"
)
"""Before a value that another document has set: 在“十四五”规划提出的50%基础上."""
STATE = re.compile(
    r"(?<![对将就])[已己](?!有的|确定)|目前|现有|现已|截至|前期|此前|近年|仍[显然]?|尚|不足|较[低少弱]|偏[低少弱]|薄弱"
)
"""In a sentence that names no time: it tells what there is."""
_THIS_YEAR = re.compile(r"当年，?[^，。；]{0,4}$")
_OF_ALL = re.compile(r"占([\u4e00-\u9fff]{2,16})的(?=[\d一二三四五六七八九]|百分之)")
"""What a share is of, behind its name: 应用机器人的项目占在建项目的45%."""
TAIL = 12
"""Last characters of a heading that tell it from one that is cut out of the paragraph itself."""
_STAGE = re.compile(r"20[23]\d|阶段|时段|季度|月底|第[一二三四]年|首年")
"""Before a share that has no time of its own, in its paragraph: it is of that time and not of the whole pilot."""
_NEW = re.compile("(?:累计|[共两三四五六]年)新增")
"""What the text says of all that the pilot adds."""
_WHOLE = re.compile(r"(?:示范|试点)(?:项目|工程)?|智能工厂|(?:产业)?(?:基地|园区)|骨干企业|龙头企业")
THEN = re.compile(r"[\s（(]*(?:此|本|该)(?:步|阶段|期|年度)|届时")
"""A time that only the paragraph before says."""
OFF = 1
"""Years by which a plan may end its pilot sooner or later than counted from the profile's start."""


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
    of = carried(text, left, proof.start, key, bare=target.unit == "%" and OF_SOME.search(proof.quote) is not None)
    key = share_of(of.subject + key, target.unit) if of.subject else key
    clause = f"{of.words}，{clause}" if of.words else clause
    if target.unit == "%" and (kind := assembled_kind(text[left : proof.start], clause)):
        key, clause = kind, clause.removeprefix("其中")
    near = re.sub(r"首批国家|国家首批|重点领域|示范启动", "", clause)
    some = SOME.search(near) or (LEVEL.search(near) and not LEVEL.search(key))
    if (
        re.search(r"分别|依次", text[left : proof.stop])
        or _HOPED.search(near)
        or _MORE.search(before + proof.quote)
        or QUOTED.search(before)
        or some
        or not target.indicator
    ):
        return None
    when = when_due(review, proof, target.due, term)
    whole = target.unit == "%" and not _STAGE.search(text, 0, proof.start)
    told_once = proof.block in goals or whole or _is_total(target, clause)
    when = END if when is None and told_once and not STATE.search(text, left, right) else when
    if THEN.match(before) and not (proof.block in goals and "届时" in before):
        when = same_step(proof.block)
    if when is None:
        return None
    of_all_of_it = WHOLE.search(clause)  # 各县区要主动对接，三年全市引进10家
    area = area_of(review.applicant, words) or ("" if of_all_of_it else area_of(review.applicant, subject(before)))
    shown = of.shown + target.indicator
    this_year = target.unit != "%" and _THIS_YEAR.search(before)
    flow, added = bool(this_year) or flows(target, clause), _NEW.search(clause) is not None
    return Claim(
        key=key, unit=target.unit, value=target.value, comparator=target.comparator, when=when, area=area,
        flow=flow, shown=shown, evidence=proof, added=added,
    )  # fmt: skip


def when_due(review: Review, proof: Evidence, due: date | None, term: Term) -> When | None:
    """When a value in a paragraph is due: by its sentence, else by the words that the paragraph or its section begins with."""
    text = review.blocks[proof.block].text
    before = text[sentence_around(text, proof.start, proof.stop)[0] : proof.start]
    path = proof.path[-1] if proof.path and proof.path[-1][-TAIL:] not in text else ""  # nor its own beginning
    match = _lead(term.years).match(text)
    lead = match.group() if match and match.end() <= proof.start and not at_the_end(term.years).search(before) else path
    timed = YEAR.search(before) or ordinal(term.years).search(before)
    return time_of(before + proof.quote if timed else f"{lead}，{before}{proof.quote}", due, term)


def _is_total(target: Target, clause: str) -> bool:
    """Whether a count without a time can only be meant for the whole pilot: 实施智能建造试点12项."""
    return target.unit in COUNTED and bool(_WHOLE.search(clause))


def _targets(review: Review) -> list[Fact]:
    """Targets but those of 基本情况 and 工作基础."""
    return [f for f in review.facts if isinstance(f.value, Target) and f.evidence.block not in review.base]


def term_of(review: Review) -> Term:
    """The pilot's time; the last year that a target names and in which it may end is taken for its end."""
    profile = review.profile
    end = profile.start.year + profile.years
    dues = [f.value.due for f in _targets(review) if isinstance(f.value, Target) and f.value.due]
    last = max((due.year for due in dues if abs(due.year - end) <= OFF), default=end)
    if last < end and any(
        f"{end}年" in block.text for block in review.blocks
    ):  # only the targets of a stage name their year
        last = end
    return Term(profile.years, last, max((due.month for due in dues if due.year == last), default=12))


def claims_of(review: Review) -> list[Claim]:
    """Everything that the plan says its indicators shall be; what stands in 基本情况 and 工作基础 is left out."""
    goals = set(passage_blocks(review, "goals"))
    facts, term = _targets(review), term_of(review)
    tables = {index: block.table for index, block in enumerate(review.blocks) if block.table is not None}
    summed = {index: any(SUM.search(line[0]) for line in table.rows[1:]) for index, table in tables.items()}
    found: list[Claim | None] = []
    for fact in facts:
        tabled = summed.get(fact.evidence.block)
        found.append(
            _in_text(review, fact, term, goals) if tabled is None else in_table(review, fact, term, summed=tabled)
        )
    taken = {(f.evidence.block, f.evidence.start) for f in facts}
    for index in review.body():
        if index in tables and index not in review.base:
            found += loose_cells(review, index, term, taken)
    return [claim for claim in found if claim is not None and telling(claim.key, claim.unit)]
