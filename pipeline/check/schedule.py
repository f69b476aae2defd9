"""Whether the plan spans the pilot's three years, and has dated phases.

The three years run from the announcement (notice, 二), so that what counts is how long the plan's phases last, not
which calendar years they name: 2022年10月—2025年9月 is right, and so is 第一年…第三年.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.check.base import Review, evidence, finding, headings, labelled, top_headings
from pipeline.findings import Evidence, Fact, Finding, Period
from pipeline.profile import Requirement

_THREE = re.compile(
    r"(?:为期|期限|周期|试点期|期间|时间|共|历时|用)[^，。；]{0,8}(?:三|3)\s*(?:年|个年度)|三年(?:试点|行动|计划|任务|目标|建设|滚动|内|期|为期|左右)|3年(?:试点|行动|内|期|时间)|(?:三|3)年试点期|三十六个月|36\s*个月|第(?:三|3)\s*(?:年|个?年度|阶段.{0,6}第三年)|未来三年|试点三年|三个年度|满三年|经过三年|分三年|三年时间"
)
_OTHER = re.compile(
    r"(?:试点|实施|建设|计划|方案)?(?:为期|期限为?|周期为?|试点期为?|试点时间为?|试点期共|历时)[^，。；\d一二两四五]{0,6}(?P<n>[一二两四五12456])\s*(?:年|个年度)(?!\d)|[（(](?P<m>18|24|48|60)\s*个月[）)]"
)
_PHASE = re.compile(
    r"第[一二三四五]阶段|(?:启动|准备|动员|部署|筹备|全面|推进|实施|攻坚|建设|提升|深化|巩固|总结|评估|验收|推广|收官|起步|探索|完善|突破|申报|前期)[\u4e00-\u9fff]{0,6}(?:阶段|期)|第[一二三]年|年度(?:计划|安排|任务)|20\d\d年(?:度)?(?:重点|主要|计划|任务|工作|目标|：|:|，|底|\t|$)"
)
_DATED = re.compile(
    r"20\d\d\s*年|\d{1,2}\s*月|第[一二三四1-4]\s*(?:年|季度)|[上下]半年|公布(?:之日|后)|启动后|第\s*\d+\s*(?:[—\-－~至到]\s*第?\s*\d+\s*)?个?月|\d+\s*个月"
)
_MONTHS_LEAST, _MONTHS_MOST = 28, 44
"""What passes for three years: phases are given in whole months, quarters or calendar years."""


def _schedule_blocks(review: Review) -> list[int]:
    return [p.block for p in review.classified.passages if p.labels["schedule"] >= 0.4]


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _span(review: Review, blocks: set[int]) -> tuple[int, list[Fact]] | None:
    """Months from the first day to the last that the blocks' periods name, and the facts that hold them."""
    facts = [f for f in review.facts if isinstance(f.value, Period) and f.evidence.block in blocks]
    starts = [(f.value.start, f) for f in facts if isinstance(f.value, Period) and f.value.start and f.value.start.year >= 2022]
    ends = [(f.value.end, f) for f in facts if isinstance(f.value, Period) and f.value.end and f.value.end.year >= 2022]
    if not starts or not ends:
        return None
    first, last = min(starts, key=lambda x: x[0]), max(ends, key=lambda x: x[0])
    return _months(first[0], last[0]), [first[1], last[1]]


def _stated(review: Review) -> tuple[Evidence | None, Evidence | None]:
    """Where the text says that the pilot takes three years, and where it says another duration."""
    three = other = None
    for index in [*review.body(), *(i for i, b in enumerate(review.blocks) if b.kind == "heading")]:
        text = review.blocks[index].text
        if three is None and (match := _THREE.search(text)):
            three = evidence(review, index, match.start(), min(len(text), match.end() + 20))
        if other is None and (match := _OTHER.search(text)):
            other = evidence(review, index, match.start(), min(len(text), match.end() + 20))
    return three, other


def _relative(review: Review) -> int:
    """Most months from the announcement that a relative period reaches."""
    months = [getattr(f.value, "months", None) for f in review.facts if isinstance(f.value, Period)]
    return max((m[1] for m in months if m), default=0)


def period(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where neither the phases nor the text span the pilot's years."""
    years = review.profile.years
    blocks = set(_schedule_blocks(review))
    span = _span(review, blocks)
    three, other = _stated(review)
    if span and _MONTHS_LEAST <= span[0] <= _MONTHS_MOST:
        return
    if (three or _relative(review) >= 12 * years - 2) and not other and (span is None or span[0] < 6 or span[0] > _MONTHS_MOST):
        return
    if three and span is None:
        return
    own = labelled(review, "schedule", 0.4)
    searched = headings(own) or top_headings(review)
    if span and not 6 > span[0]:
        message = f"实施计划的起止时间约 {span[0]} 个月，与试点期 {years} 年不符。"
        yield finding(requirement, message, [fact.evidence for fact in span[1]], searched=searched)
    elif other:
        yield finding(requirement, f"方案写的试点时间不是 {years} 年。", [other], searched=searched)
    elif not three:
        message = f"没有写明覆盖 {years} 年试点期的时间安排。"
        yield finding(requirement, message, [], verdict="missing" if review.readable else "unsure", searched=searched)


def milestones(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the schedule has fewer than two dated phases or years."""
    blocks = _schedule_blocks(review)
    heads = [i for s in labelled(review, "schedule", 0.4) for i in range(s.start, s.stop) if review.blocks[i].kind == "heading"]
    dated = 0
    for index in sorted({*blocks, *heads}):
        text = review.blocks[index].text
        dated += len(_DATED.findall(text)) if _PHASE.search(text) or _DATED.search(text) else 0
    if dated >= 2:
        return
    own = labelled(review, "schedule", 0.4)
    proof = [evidence(review, index, 0, len(review.blocks[index].text)) for index in blocks[:2]]
    message = "实施计划没有划分有起止时间的阶段或年度。" if blocks else "方案没有写分阶段的时间安排。"
    verdict = "weak" if blocks else "missing"
    yield finding(requirement, message, proof, verdict=verdict, searched=headings(own) or top_headings(review))  # type: ignore[arg-type]
