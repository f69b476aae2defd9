"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, evidence, headings, labelled, sureness, top_headings, whole
from pipeline.classify import Passage
from pipeline.classify.duties import Support, about
from pipeline.document import Section
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.fingerprint import coverage
from pipeline.profile import Requirement
from pipeline.sentences import AGENCY, DATE, NUMBER, SOFT, density, sentences

PRESENT = 25
"""Characters, weighed by the probability of the label, that make an element present at all."""
CLEAR = 0.4
"""One paragraph with at least this probability makes it present, however short."""
FEW = 2
"""Figures that make a passage which speaks of the element in so many words a statement of it."""
DOUBT, HINT = 0.12, 0.3
"""A paragraph, or a section, with at least this probability makes its absence doubtful: better asked than accused."""
PASSAGE = 0.3
"""Least probability of the label for a paragraph to be read as part of the element: merged sections share theirs."""
MANY = 5
"""Duties fulfilled that make content of whatever sections hold them."""
LACKING = {
    "basics": "人口、面积、产值等数据", "foundation": "数据或年份", "goals": "可考核的数值", "content": "具体举措",
    "schedule": "时间节点", "safeguards": "责任单位、时间或数字",
}  # fmt: skip
"""What a weak element is short of, for the report."""
DESCRIBED, STOCK_LEAST = 140, 7.2
"""Goals without a figure still say something in so many characters with few stock phrases in a hundred of them."""
STOCK = re.compile(
    r"更加|显著|明显|大幅|持续|稳步|进一步|不断|走在|前列|高地|标杆|典范|窗口|明珠|名片|品牌|亮点|跃升|大力|全面|有影响"
    r"|基本(?:建立|形成|健全)|优化|完善|健全|提高|提升|增强|壮大|扩大|改善|向好|逐步|深入人心|努力|力争|打造|格局"
    r"|新局面|高效|发展"
)
TASK = 0.45
"""Where a passage of the tasks is as likely to be the schedule."""
PHASES, OUTLINED = 3, 120
"""Phases named, and characters that say what is done in them: a schedule, though none of them has a date."""
_PHASE = re.compile(r"第[一二三四](?:阶段|步|年)|(?:启动|准备|部署|推进|实施|攻坚|提升|深化|总结|评估|验收|收官|起步)(?:阶段|期)")
COPIED = 0.6
"""Share of a paragraph's text that makes it the notice's and not the plan's."""
EMPTY = 1.5
"""Words of intention in a hundred characters above which a single figure does not make a statement."""
_WHEN = re.compile(
    r"20\d\d\s*年|\d{1,2}\s*月|季度|[上下]半年|年底|第[一二三]年|第\s*\d+\s*(?:[—\-－~～至到]\s*第?\s*\d+\s*)?个?月|\d+\s*个月|半年内"
)
"""A point in time; 试点期内 and 自公布之日起 are none, every plan says that."""
_FIGURE = re.compile(
    r"\d[\d.,．]*\s*(?!年|月|日|号|\d)[%％\u4e00-\u9fff]|[一二两三四五六七八九]成|翻[一两]?番|分之|[一二三四五六七八九]?[十百千][一二三四五六七八九]?(?:个|家|项|座|所|条|人|万|亿)"
)
"""A figure in digits or in words; 一批 and 三个阶段 are none."""
SPECIFIC = {
    "basics": (NUMBER,), "foundation": (NUMBER, DATE), "goals": (_FIGURE,), "content": (NUMBER, DATE, AGENCY),
    "schedule": (_WHEN,), "safeguards": (AGENCY, NUMBER, DATE),
}  # fmt: skip
"""What substance looks like, by element; two such places are enough, a schedule of one date is none."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    id = requirement.id
    own = labelled(review, id, 0.5)
    shares = {p.block: p.labels[id] for p in review.classified.passages if _speaks(p, id)}
    mass = sum(share * len(review.blocks[block].text) for block, share in shares.items())
    best = max((p.labels[id] for p in review.classified.passages), default=0.0)
    blocks = [block for block, share in shares.items() if share >= PASSAGE]
    own_words = [block for block in blocks if not _copied(review, block)]
    text = "\n".join(review.blocks[block].text for block in own_words)
    verdict: Verdict = "missing"
    if id == "content" and _duties_met(review) >= MANY:
        verdict = "met"
    elif blocks and (mass >= PRESENT or best >= CLEAR):
        verdict = _substance(id, "\n".join([text, *_own_headings(review, own)]), _figures(review, own_words))
    elif spoken := _spoken(requirement, review):
        figures = sum(len(NUMBER.findall(review.blocks[block].text)) for block in spoken)
        blocks, verdict = spoken, "met" if figures >= FEW else "unsure"
    elif (
        not review.readable
        or best >= DOUBT
        or any(x.label == id and x.probability >= HINT for s in review.sections for x in s.labels)
    ):
        verdict = "unsure"
        blocks = [block for block, share in shares.items() if share == best]
    proof = tuple(_best(requirement, review, blocks))
    if not proof and verdict == "met":
        proof = tuple(evidence(review, s.block, s.start, s.stop) for s in _fulfilling(review)[:3])
    if not proof and own:
        proof = (whole(review, own[0].start),)
    sure = max([best, *(label.probability for s in own for label in s.labels if label.label == id)])
    confidence = sure if verdict in ("met", "weak") else 1 - best
    yield Outcome(
        requirement, verdict, sureness(confidence), proof, headings(own) or top_headings(review),
        _reason(requirement, verdict, len(blocks), len(text)),
    )  # fmt: skip


def _speaks(passage: Passage, element: str) -> bool:
    """Whether a passage may state the element; tasks with their deadlines are no schedule."""
    least = TASK if element == "schedule" and passage.labels["content"] >= 1 - TASK else min(PASSAGE / 2, DOUBT)
    return passage.labels[element] >= least


def _copied(review: Review, block: int) -> bool:
    """Whether a block is the notice's own text, which states nothing of the city's."""
    return coverage(review.blocks[block].text, review.profile.fingerprints) > COPIED


def _duties_met(review: Review) -> int:
    """Duties of tasks that the plan fulfils: tasks are its content, whatever their headings are called."""
    return len({support.duty for support in _fulfilling(review)})


def _fulfilling(review: Review) -> list[Support]:
    """What fulfils duties of tasks, the surest first."""
    found = [s for s in review.classified.supports if s.met >= 0.5 and not s.duty.startswith("safeguards")]
    return sorted(found, key=lambda support: (-support.met, support.block))


def _spoken(requirement: Requirement, review: Review) -> list[int]:
    """Blocks that speak of the city or its industries in so many words (常住人口, 建筑业总产值) and with figures.

    The city's own figures may stand anywhere outside the tasks, what its industries have only beside them.
    """
    if requirement.id not in ("basics", "foundation"):
        return []
    passages = [p for p in review.classified.passages if p.labels["content"] < 0.6 and p.labels["safeguards"] < 0.6]
    if requirement.id == "foundation":
        return _industries(review, [p.block for p in passages if p.labels["basics"] >= CLEAR])
    outside = [p.block for p in passages]
    return [
        block
        for block in outside
        if any(about(requirement, s.text) and NUMBER.search(s.text) for s in sentences(review.blocks[block]))
    ]


def _industries(review: Review, blocks: list[int]) -> list[int]:
    """Those of the blocks that describe industries with figures; none where all are of one industry."""
    asked = review.profile.get("foundation.industries")
    patterns = [str(pattern) for pattern in asked.params.values()] if asked else []
    found = [
        (block, pattern)
        for block in blocks
        for sentence in sentences(review.blocks[block])
        for pattern in patterns
        if NUMBER.search(sentence.text) and re.search(pattern, sentence.text)
    ]
    return sorted({block for block, _ in found}) if len({pattern for _, pattern in found}) > 1 else []


def _own_headings(review: Review, own: list[Section]) -> Iterator[str]:
    """Headings of the element's sections: phases often carry their dates there, and nowhere else."""
    for section in own:
        yield from (block.text for block in review.blocks[section.start : section.stop] if block.kind == "heading")


def _figures(review: Review, blocks: list[int]) -> int:
    """Cells of tables that hold a figure; their units stand in another cell."""
    tables = [table for block in blocks if (table := review.blocks[block].table)]
    return sum(bool(re.search(r"\d", cell)) for table in tables for row in table.rows[1:] for cell in row[1:])


def _substance(element: str, text: str, figures: int) -> Verdict:
    """Whether the passages of an element state something, or are empty talk."""
    if element == "goals" and len(text) >= DESCRIBED and density(STOCK, text) < STOCK_LEAST:
        return "met"  # that none of it can be measured is what goals.quantified says
    if element == "schedule" and len(text) >= OUTLINED and len(set(_PHASE.findall(text))) >= PHASES:
        return "met"  # that the phases have no dates is what schedule.milestones says
    specific = figures + sum(len(pattern.findall(text)) for pattern in SPECIFIC.get(element, (NUMBER,)))
    if specific == 0 or (specific == 1 and (density(SOFT, text) >= EMPTY or element == "schedule")):
        return "weak"
    return "met"


def _best(requirement: Requirement, review: Review, blocks: list[int]) -> Iterator[Evidence]:
    """The most telling sentence of each of the best three blocks."""
    scored = []
    for block in blocks:
        for sentence in sentences(review.blocks[block]):
            telling = sum(bool(p.search(sentence.text)) for p in SPECIFIC.get(requirement.id, (NUMBER,)))
            score = min(2, about(requirement, sentence.text)) + 2 * telling + min(1.0, len(sentence.text) / 25)
            scored.append((score, -block, sentence))
    taken: set[int] = set()
    for _, minus, sentence in sorted(scored, key=lambda entry: entry[:2], reverse=True):
        if -minus not in taken and len(taken) < 3:
            taken.add(-minus)
            yield evidence(review, -minus, sentence.start, sentence.stop)


def _reason(requirement: Requirement, verdict: Verdict, blocks: int, length: int) -> str:
    title = requirement.title
    if verdict == "met":
        return f"在 {blocks} 个段落（约 {length} 字）中写明了“{title}”。"
    if verdict == "weak":
        return f"关于“{title}”的内容约 {length} 字，其中没有（或几乎没有）{LACKING.get(requirement.id, '具体内容')}。补充后即可判为“有”。"
    if verdict == "unsure":
        return f"没有找到专写“{title}”的部分；有相近的语句或无法识别的页面，请人工核对。"
    return f"各章节都没有写“{title}”。"
