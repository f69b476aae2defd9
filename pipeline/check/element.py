"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows.
"""

from collections.abc import Iterator

from pipeline.check.base import Review, evidence, headings, labelled, top_headings, whole
from pipeline.classify.duties import about
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.sentences import AGENCY, DATE, NUMBER, sentences

PASSAGE = 0.5
"""Least probability of the label for a paragraph to belong to the element."""
THIN = {"basics": 45, "foundation": 70, "goals": 50, "content": 300, "schedule": 70, "safeguards": 90}
"""Fewer characters than this are a mention, not a statement."""
SPECIFIC = {
    "basics": (NUMBER,), "foundation": (NUMBER, DATE), "goals": (NUMBER,), "content": (NUMBER, DATE, AGENCY),
    "schedule": (DATE,), "safeguards": (AGENCY, NUMBER, DATE),
}  # fmt: skip


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    own = labelled(review, requirement.id, PASSAGE)
    passages = [p for p in review.classified.passages if p.labels[requirement.id] >= PASSAGE]
    blocks = [passage.block for passage in passages]
    text = "".join(review.blocks[block].text for block in blocks)
    specific = [pattern for pattern in SPECIFIC.get(requirement.id, (NUMBER,)) if pattern.search(text)]
    telling = sum(about(requirement, review.blocks[block].text) > 0 for block in blocks)
    best = max((passage.labels[requirement.id] for passage in passages), default=0.0)
    sure = max([best, *(label.probability for s in own for label in s.labels if label.label == requirement.id)])
    verdict = _verdict(requirement, len(text), bool(specific), telling)
    if verdict == "missing" and (own and not review.readable or not review.readable):
        verdict = "unsure"
    proof = tuple(_best(requirement, review, blocks))
    if not proof and own:
        proof = (whole(review, own[0].start),)
    searched = headings(own) or top_headings(review)
    confidence = sure if verdict in ("met", "weak") else 1 - best
    yield Outcome(requirement, verdict, round(confidence, 3), proof, searched, _reason(requirement, verdict, len(blocks), len(text)))


def _verdict(requirement: Requirement, length: int, specific: bool, telling: int) -> Verdict:
    if length == 0:
        return "missing"
    if length < THIN.get(requirement.id, 60) or not specific or not telling:
        return "weak"
    return "met"


def _best(requirement: Requirement, review: Review, blocks: list[int]) -> Iterator[Evidence]:
    """The most telling sentence of each of the best three blocks."""
    scored = []
    for block in blocks:
        for sentence in sentences(review.blocks[block]):
            score = 2 * about(requirement, sentence.text) + sum(bool(p.search(sentence.text)) for p in (NUMBER, DATE, AGENCY))
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
        return f"关于“{title}”只有约 {length} 字，或没有数字、时间、责任单位等具体内容。补充具体内容即可判为“有”。"
    if verdict == "unsure":
        return f"没有找到“{title}”，但有页面无法识别，不能判定为缺失。"
    return f"各章节都没有写“{title}”。"
