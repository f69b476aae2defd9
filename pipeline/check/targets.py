"""Whether the goals can be measured (建办市函〔2023〕82号: 可感知、可量化、可评价).

Parameter: `least`, how many quantified targets the goals must hold.
"""

import re
from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.quoting import evidence, whole
from pipeline.check.review import Review
from pipeline.check.searching import (
    blocks_about,
    labelled,
    own_sections,
    passage_blocks,
    searched_for,
)
from pipeline.check.told import items_of, told_as_goals
from pipeline.findings import Evidence, Fact, Finding, Target
from pipeline.profile import Requirement
from pipeline.tables import inner_cells, title_row
from pipeline.text.sentences import sentences
from pipeline.text.written import YEAR_AFTER, YEAR_BEFORE

JOINED = 0.4
"""Least probability of a section whose heading joins the goals with something else: 目标任务与时间安排."""
OTHERWISE, EVEN = ("basics", "foundation", "content", "safeguards"), 0.5
"""A passage that is likelier than not to be of one of these states no goal."""
_INDICATORS = re.compile(r"指标|目标值|量化(?:目标|任务)|考核值")
_BATCH = re.compile(r"批|系列|类|系统|体系|方面")
_PLANNED = re.compile(
    r"(?:任务|举措|措施|行动|环节|方面|体系|领域|机制|维度|方向|大工程|改革|清单|新路|路径|经验|模式|走出)$"
)
"""Counts of the plan's own parts, 18项改革举措: nothing that could be measured at its end."""
_AIM = re.compile(r"到20\d\d年|到试点|试点期[满末]|试点结束|力争")
_CELL = re.compile(
    r"^(?:≥|≤|＞|＜|不低于|不少于|达到?)?\s*\d+(?:\.\d+)?\s*(?:[%％‰]|[\u4e00-\u9fff]{1,4})?(?:以上|以内|左右)?$"
)
_NUMBER = r"(?:\d{1,12}(?:\.\d{1,6})?|[一二两三四五六七八九十百千]{1,9})"
_WORDED = re.compile(
    rf"{_NUMBER}分之{_NUMBER}|百分之{_NUMBER}|翻(?:了)?[一两]番|(?:增长|增加|提高|提升|扩大)(?:了)?[一两三]倍"
    rf"|{_NUMBER}倍以上|(?:[二三四五六七八九]|两)成(?=新|以上|项目|工程|企业|建筑|住宅|工人)|(?:过|近|超|达)半"
    rf"|一半以上|减半|倍增"
    rf"|(?:[一二三四五六七八九两]|\d(?:\.\d)?)成(?:以上|左右|以内|，|。|；)|(?:达到?|超过?|突破|过|跃上|迈上)(?:百|千"
    rf"|万)亿"
    rf"|(?:不低于|不少于|超过|突破|达到?|增至|增加到|提高到|提升到|降至|降到|压缩到|缩短到"
    rf"|控制在){_NUMBER}\s*(?:[%％]|‰|个|家|项|座|栋|台|套|名|人|件|亿元|万|公里|天|小时|分钟)"
    rf"|{_NUMBER}(?:家|个|项|座|名|人|所|栋|条|件)(?![^，。；]{{0,6}}(?:行业|产业|领域))[\u4e00-\u9fff]{{2,10}}(?:进入|获得?|列入|入选|获评|达到|投用|投产"
    rf"|上市|落地)"
    rf"|全部(?:实现|达到|采用)[^，。；]{{0,12}}100[%％]|100[%％]"
)
_DONE = re.compile(rf"已(?:经)?(?:达|建成|突破|超|有|完成|实现|形成)|截至|目前|现有|(?<![到至]){YEAR_BEFORE}年")
_AHEAD = re.compile(rf"力争|到20|到试点|期满|期末|将|争取|目标|逐年|{YEAR_AFTER}年|提高到|提升到|增至|增加到|翻")


def _goal_blocks(review: Review) -> set[int]:
    """Blocks that state goals, one paragraph of 总体要求 included."""
    found = blocks_about(review, "goals")
    joined = (section for section in labelled(review, "goals", JOINED) if "目标" in section.heading)
    shared = {block for section in joined for block in range(section.start, section.stop)}
    for passage in review.classified.passages:
        other = max(passage.labels, key=lambda label: passage.labels[label]) == "other"
        if passage.block in shared and max(passage.labels[label] for label in OTHERWISE) < EVEN:
            found.add(passage.block)
        if other and _AIM.search(review.blocks[passage.block].text):
            found.add(passage.block)
    listed = {item for block in found for item in items_of(review, block)}
    return found | listed | set(told_as_goals(review))


def _indicator_tables(review: Review) -> set[int]:
    """Tables of indicators, which may stand in an attachment."""
    found = set()
    for index, block in enumerate(review.blocks):
        if block.table is not None and block.table.rows and _INDICATORS.search("".join(title_row(block.table))):
            found.add(index)
    return found


_STANDING = re.compile("基础|现状|情况|条件|优势")
"""In a heading that joins what there is with the goals."""


def goal_targets(review: Review) -> list[Fact]:
    """Quantified targets that stand where the plan states its goals; “形成一批” is none."""
    places = {block for block in _goal_blocks(review) if not _tells_of_base(review, block)} | _indicator_tables(review)
    return [fact for fact in review.facts if fact.evidence.block in places and _measures(fact)]


def _tells_of_base(review: Review, index: int) -> bool:
    """Whether a paragraph is about what there is, under a heading that joins that with the goals (发展基础与试点目标)."""
    block = review.blocks[index]
    under = review.path(index)[-1:]
    if block.table is not None or not (under and _STANDING.search(under[0])):
        return False
    return not _ahead(block.text)


def _measures(fact: Fact) -> bool:
    target = fact.value
    return (
        isinstance(target, Target)
        and not (target.value == 1 and _BATCH.search(target.unit))
        and not _PLANNED.search(target.indicator)
    )


def _worded(review: Review) -> Iterator[Evidence]:
    """Sentences of the goals with a measure in words (三分之一, 翻一番) or one that no fact was made of."""
    goals = _goal_blocks(review)
    yield from (whole(review, index) for index in sorted(goals & _indicator_tables(review)) if _filled(review, index))
    for index in sorted(goals):
        for sentence in sentences(review.blocks[index]):
            if _WORDED.search(sentence.text) and _ahead(sentence.text):
                yield evidence(review, index, sentence.start, sentence.stop)


def _filled(review: Review, index: int) -> bool:
    """Whether a table of indicators gives values: numbers in another column than the first, its header left out."""
    table = review.blocks[index].table
    return table is not None and any(map(_CELL.match, inner_cells(table)))


def _ahead(text: str) -> bool:
    return not _DONE.search(text) or bool(_AHEAD.search(text))


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the goals hold fewer quantified targets than asked."""
    least = int(requirement.params["least"])
    found = len(goal_targets(review))
    if found >= least or found + sum(1 for _ in _worded(review)) >= least:
        return
    own = own_sections(review, "goals")
    proof = [whole(review, block) for block in passage_blocks(review, "goals")[:2]]
    where = f"“{own[0].heading}”{'等处' if len(own) > 1 else ''}" if own else "全文"
    lacking = f"只有 {found} 个可量化的指标，少于 {least} 个" if found else "没有可量化的指标"
    message = f"试点目标中{lacking}（已查{where}），期满后无法评估。"
    verdict = review.short(proof or own)
    yield finding(requirement, message, proof, verdict=verdict, searched=searched_for(review, own, proof))
