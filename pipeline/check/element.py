"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows. 试点内容 that carries none of the
mandatory tasks (notice, 三（一）–（四）) is thin, however long it is.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, evidence, headings, labelled, sureness, top_headings, whole
from pipeline.check.phases import phase_lines, timed_tables
from pipeline.check.substance import LACKING, figures_in_tables, is_copied, substance, telling
from pipeline.check.weighing import carried
from pipeline.classify.duties import Support
from pipeline.classify.duty_passages import SPOKEN
from pipeline.classify.duty_patterns import about
from pipeline.classify.labels import Passage
from pipeline.document import Section
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.sentences import NUMBER, sentences

PRESENT = 25
"""Characters, weighed by the probability of the label, that make an element present at all."""
CLEAR = 0.4
"""One paragraph with at least this probability makes it present, however short."""
LIKELY = 0.48
"""Without a section of its own and a paragraph of at least this probability nothing is found for certain."""
FEW = 2
"""Figures that make a passage which speaks of the element in so many words a statement of it, or duties of the
safeguards that make safeguards of whatever sections hold them."""
DOUBT, HINT = 0.12, 0.3
"""A paragraph, or a section, with at least this probability makes its absence doubtful: better asked than accused."""
PASSAGE = 0.3
"""Least probability of the label for a paragraph to be read as part of the element: merged sections share theirs."""
MANY = 5
"""Duties fulfilled that make content of whatever sections hold them."""
DATED = ("goals", "schedule")
"""Elements whose figures and dates may stand in a heading; of others, a heading counts that is a whole sentence."""
TASK = 0.45
"""Where a passage of the tasks is as likely to be the schedule."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    id = requirement.id
    own = labelled(review, id, 0.5)
    best = max((p.labels[id] for p in review.classified.passages), default=0.0)
    verdict, blocks = _judge(requirement, review, own, best)
    proof = tuple(_best(requirement, review, blocks))
    if not proof and verdict == "met":
        proof = tuple(evidence(review, s.block, s.start, s.stop) for s in _fulfilling(review)[:3])
    if not proof and own:
        proof = (whole(review, own[0].start),)
    sure = max([best, *(label.probability for s in own for label in s.labels if label.label == id)])
    length = sum(len(review.blocks[block].text) for block in blocks)
    yield Outcome(
        requirement, verdict, sureness(sure if verdict in ("met", "weak") else 1 - best), proof,
        headings(own) or top_headings(review), _reason(requirement, verdict, len(blocks), length),
    )  # fmt: skip


def _judge(requirement: Requirement, review: Review, own: list[Section], best: float) -> tuple[Verdict, list[int]]:
    """The verdict and the blocks that it rests on; `best` is the highest probability that a passage has of the label."""
    id = requirement.id
    shares = {p.block: p.labels[id] for p in review.classified.passages if _speaks(p, id)}
    if id == "schedule":
        shares |= {index: max(CLEAR, shares.get(index, 0.0)) for index in phase_lines(review)}
        best = max(best, *shares.values(), 0.0)
    mass = sum(share * len(review.blocks[block].text) for block, share in shares.items())
    blocks = [block for block, share in shares.items() if share >= PASSAGE]
    if id == "content":
        taken = carried(review)
        if taken and _duties_met(review) >= MANY:
            return "met", blocks
        if blocks and not taken:
            return "weak", blocks
    if blocks and (mass >= PRESENT or best >= CLEAR):
        stated = [block for block in blocks if not is_copied(review, block)]
        if id == "schedule":
            tables = [index for index in timed_tables(review) if index not in stated]
            stated, blocks = stated + tables, tables + blocks
        above = _own_headings(review, own, stated)
        said = [heading for heading in above if id in DATED or len(heading) >= SPOKEN]
        text = "\n".join([*(review.blocks[block].text for block in stated), *said])
        verdict = substance(id, text, figures_in_tables(review, stated), review.profile.years)
        vague = id != "schedule" and best < LIKELY and not own  # dates may well stand among the tasks
        return ("unsure" if verdict == "met" and vague else verdict), blocks
    fulfilling = _fulfilling(review, "safeguards.") if id == "safeguards" else []
    if len({support.duty for support in fulfilling}) >= FEW:
        return "met", list(dict.fromkeys(support.block for support in fulfilling))
    if spoken := _spoken(requirement, review):
        figures = sum(len(NUMBER.findall(review.blocks[block].text)) for block in spoken)
        return "met" if figures >= FEW else "unsure", spoken
    hinted = any(x.label == id and x.probability >= HINT for s in review.sections for x in s.labels)
    verdict = "unsure" if best >= DOUBT or hinted else review.absent
    return verdict, [block for block, share in shares.items() if share == best and verdict == "unsure"]


def _speaks(passage: Passage, element: str) -> bool:
    """Whether a passage may state the element; tasks with their deadlines are no schedule."""
    least = TASK if element == "schedule" and passage.labels["content"] >= 1 - TASK else min(PASSAGE / 2, DOUBT)
    return passage.labels[element] >= least


def _duties_met(review: Review) -> int:
    """Duties of tasks that the plan fulfils: tasks are its content, whatever their headings are called."""
    return len({support.duty for support in _fulfilling(review)})


def _fulfilling(review: Review, prefix: str = "") -> list[Support]:
    """What fulfils duties of tasks, or those whose ids begin so, the surest first."""
    met = [support for support in review.classified.supports if support.met >= 0.5]
    found = [s for s in met if s.duty.startswith(prefix) and (prefix or not s.duty.startswith("safeguards"))]
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


def _own_headings(review: Review, own: list[Section], stated: list[int]) -> Iterator[str]:
    """Headings of the element's sections and above its passages: phases often carry their dates there only."""
    inside = {index for section in own for index in range(section.start, section.stop)}
    for index in sorted(inside | review.heads(stated)):
        if review.blocks[index].kind == "heading":
            yield review.blocks[index].text


def _best(requirement: Requirement, review: Review, blocks: list[int]) -> Iterator[Evidence]:
    """The most telling sentence of each of the best three blocks."""
    scored = []
    for block in blocks:
        for sentence in sentences(review.blocks[block]):
            score = 2.0 * telling(requirement.id, sentence) + min(2, about(requirement, sentence.text))
            score += min(1.0, len(sentence.text) / 25)
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
        return f"关于“{title}”的内容约 {length} 字，其中没有（或几乎没有）{LACKING.get(requirement.id, '具体内容')}。"
    if verdict == "unsure":
        return f"没有找到专写“{title}”的部分；有相近的语句或无法识别的页面，请人工核对。"
    return f"各章节都没有写“{title}”。"
