"""Whether any task names a unit that answers for it: （牵头单位：市住建局）, 由市经信局负责, a table's column 责任部门.

A government or its office that issues, forwards or approves a paper is in charge of no task: others draft it and carry it
out. Enterprises, associations and schools that take part are actors and no owners, “有关部门” names nobody, and the leading
group of the safeguards answers for the pilot as a whole and not for a task.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.check.gaps import finding
from pipeline.check.review import Review
from pipeline.check.searching import blocks_about, own_sections, searched_for
from pipeline.check.weighing import MET
from pipeline.findings import Agency, Fact, Finding
from pipeline.profile import Requirement
from pipeline.text.sentences import sentences

_OFFICE = re.compile(
    r"(?:局|委|办|厅|政府|管委会|委员会|办公室|公署|中心|支队|处|站|专班|指挥部|主管部门)$|^[市区县州].*(?:集团|公司)$"
    r"|(?:工作|住建|建设|财政|发改|科技|教育|人社|规划|资源|审批|金融|经信|工信|数据)[\u4e00-\u9fff]{0,6}部门$"
    r"|(?:规划|建设|发展|经济|财政|产业)[\u4e00-\u9fff]{0,6}部$"
)
_ACTOR = re.compile(
    r"企业|协会|学会|联盟|商会|大学|学院|高校|院校|建设单位|施工单位|设计单位|总包|承包|图审|审图|机构|有关|相关"
    r"|各部门|各单位|行业|银行|领导小组|联席会议|^由?省|自治区|^国家|厅$|总控|项目部|担保"
)
_OPENS = re.compile(r"(?:^|[，。；：])\s*$")
_WHEN = re.compile(r"(?:应|要)?(?:按[^，。；\d]{1,6})?[于自在从]?\s*(?=20\d\d|每[年季月]|\d{1,2}\s*月)")
"""Before and behind an office of which it is said what it does and when."""
_NEAR = 64
"""Characters before an office that are looked through for the mark that it follows: a table's text is long."""
_LAST = re.compile(r"[。； ]*\Z")
_GOVERNMENT = re.compile(r"(?:政府|办公室|[委府]办)$")
_ISSUES = re.compile(
    r"(?:[于在自从\s]|20\d\d年|\d{1,2}[月日]|[底末]|前|名义|正式|统一|联合)*(?:印发|转发|批转|发布|公布|颁布|批准|审定|审议|下发|出台)"
)
_SPREAD = re.compile(r"分工|任务|分解|产业|项目|政策|平台|人才|标准|工厂|审批|审查|示范")


def _named(fact: Fact) -> bool:
    """Whether a fact is an office of the city, and no mere actor."""
    return (
        isinstance(fact.value, Agency) and bool(_OFFICE.search(fact.value.name)) and not _ACTOR.search(fact.value.name)
    )


def _only_issues(review: Review, fact: Fact) -> bool:
    """Whether a government or its office only puts out what others draft: 由市政府办公室印发."""
    at = fact.evidence
    issues = _ISSUES.match(review.blocks[at.block].text, at.stop)
    return isinstance(fact.value, Agency) and bool(issues and _GOVERNMENT.search(fact.value.name))


def _answers(fact: Fact) -> bool:
    """Whether an office leads or is responsible."""
    return _named(fact) and isinstance(fact.value, Agency) and fact.value.role in ("lead", "responsible")


def _dated(review: Review, fact: Fact) -> bool:
    """“市住房城乡建设局2023年3月底前印发……”: a unit, a day and a deed make somebody answerable without saying so."""
    at = fact.evidence
    text = review.blocks[at.block].text
    return _named(fact) and bool(_OPENS.search(text, max(0, at.start - _NEAR), at.start) and _WHEN.match(text, at.stop))


def _divided(review: Review, block: int, offices: Sequence[Fact]) -> bool:
    """A paragraph outside the tasks that divides them among units: 在职责分工上，政策由市住建局牵头，平台由…牵头."""
    return any(
        len({fact.evidence.quote for fact in offices if s.start <= fact.evidence.start < s.stop}) >= 2
        and _SPREAD.search(s.text) is not None
        for s in sentences(review.blocks[block])
    )


def _entry(review: Review, offices: Sequence[Fact]) -> bool:
    """A line of a list of duties: 市财政局、市科技局：负责……"""
    at = offices[0].evidence
    return at.start == 0 and review.blocks[at.block].text[offices[-1].evidence.stop :].lstrip()[:1] in (":", "：")


def _signs_off(review: Review, fact: Fact) -> bool:
    """An office as the last word of a measure in a list, ……2023年6月起，市自然资源和规划局。, or as a paragraph below it."""
    at = fact.evidence
    text = review.blocks[at.block].text
    last = at.start == 0 or text.endswith(("，", "；", "。"), 0, at.start)
    return _named(fact) and last and bool(_LAST.match(text, at.stop))


def _steering(review: Review) -> set[int]:
    """Blocks that fulfil duties of the safeguards alone: who presides, meets and reports there answers for no task."""
    met: defaultdict[int, set[str]] = defaultdict(set)
    for support in review.classified.supports:
        if support.met >= MET:
            met[support.block].add(support.duty.partition(".")[0])
    return {block for block, own in met.items() if own == {"safeguards"}}


def _owned(review: Review) -> bool:
    tasks = blocks_about(review, "content") - _steering(review)  # with headings, which may carry the units in brackets
    beside: defaultdict[int, list[Fact]] = defaultdict(list)
    signed = 0
    places = tasks | {index for index in review.body() if review.blocks[index].table is not None}
    for fact in review.facts:
        if _only_issues(review, fact):
            continue
        if fact.evidence.block in places:
            signed += _signs_off(review, fact)
            if _answers(fact) or _dated(review, fact) or signed >= 2:
                return True
        elif _answers(fact):
            beside[fact.evidence.block].append(fact)
    if any(_divided(review, block, offices) for block, offices in beside.items()):
        return True
    return sum(_entry(review, offices) for offices in beside.values()) >= 2


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where no paragraph of the tasks, no table and no attachment names a responsible unit."""
    if _owned(review):
        return
    own = own_sections(review, "content")
    beside = "和全部表格" if any(review.blocks[index].table for index in review.body()) else ""
    several = f"等 {len(own)} 节" if len(own) > 1 else ""
    shown = f"（已查“{own[0].heading}”{several}{beside}）" if own else ""
    message = f"各项任务都没有写明牵头单位或责任单位{shown}。"
    yield finding(
        requirement,
        message,
        [],
        verdict=review.absent,
        searched=searched_for(review, own, []),
    )
