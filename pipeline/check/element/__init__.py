"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows. 试点内容 that carries none of the
mandatory tasks (notice, 三（一）–（四）) is thin, however long it is.
"""

from collections.abc import Iterator

from pipeline.check.base import Review, evidence, labelled, searched_for, sureness, whole
from pipeline.check.element.case import case_of
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.kinds_of_evidence import fulfilling, judge_element
from pipeline.check.element.quotes import quotes
from pipeline.findings import Outcome, Verdict
from pipeline.profile import Requirement

INDIRECT = 0.6
"""How sure a verdict at least is that rests on what stands under other labels: dates, duties, figures about the city."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    id = requirement.id
    own = labelled(review, id)
    best = max((p.labels[id] for p in review.classified.passages), default=0.0)
    verdict, blocks = judge_element(case_of(ELEMENTS[id], requirement, review, own, best))
    proof = quotes(ELEMENTS[id], requirement, review, blocks)
    if not proof and verdict == "met":
        proof = tuple(evidence(review, s.block, s.start, s.stop) for s in fulfilling(review)[:3])
    if not proof and own:
        proof = (whole(review, own[0].start),)
    sure = max([best, INDIRECT, *(section.share(id) for section in own)])
    text = "\n".join(review.blocks[block].text for block in blocks)
    length = len(text.replace("\n", ""))
    unread = bool(review.document.unreadable_pages)
    thin = ELEMENTS[id].thin(review, text) if verdict == "weak" else ""
    reason = thin or _reason(requirement, verdict, len(blocks), length, unread=unread)
    yield Outcome(
        requirement, verdict, sureness(sure if verdict in ("met", "weak") else 1 - best), proof,
        searched_for(review, own, proof), reason,
    )  # fmt: skip


def _reason(requirement: Requirement, verdict: Verdict, blocks: int, length: int, *, unread: bool) -> str:
    title = requirement.title
    if verdict == "met":
        return f"在 {blocks} 个段落（约 {length} 字）中写明了{title}。"
    if verdict == "weak":
        return f"有关{title}的内容约 {length} 字，其中没有（或几乎没有）{ELEMENTS[requirement.id].lacking}。"
    if verdict == "unsure":
        doubt = "有无法识别的页面" if unread and not blocks else "有相近的语句"
        return f"没有找到专写{title}的部分；{doubt}，请人工核对。"
    return f"各章节都没有写{title}。"
