"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows. 试点内容 that carries none of the
mandatory tasks (notice, 三（一）–（四）) is thin, however long it is.
"""

from collections.abc import Iterator, Sequence

from pipeline.check.element.case import case_of
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.kinds_of_evidence import fulfilling, judge_element, own_text
from pipeline.check.element.quotes import of_template, quotes
from pipeline.check.quoting import evidence, whole
from pipeline.check.review import Review, sureness
from pipeline.check.searching import labelled, searched_for
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement

INDIRECT = 0.6
"""How sure a verdict at least is that rests on what stands under other labels: dates, duties, figures about the city."""

BORROWED = 0.5
"""How sure a verdict is that hangs on whether another city's places stand for the applicant's."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    label = requirement.id
    own = labelled(review, label)
    best = max((p.labels[label] for p in review.classified.passages), default=0.0)
    verdict, blocks = judge_element(case_of(ELEMENTS[label], requirement, review, own, best))
    proof = quotes(ELEMENTS[label], requirement, review, blocks)
    sure = max([best, INDIRECT, *(section.share(label) for section in own)])
    if verdict == "met" and ELEMENTS[label].portrait and _of_another_city(review, proof):
        verdict, sure = "unsure", BORROWED
        reason = f"写{requirement.title}的语句用的是其他城市的地名，不能作为依据，请人工核对。"
    else:
        reason = _reason(requirement, review, verdict, blocks)
        sure = sure if verdict in ("met", "weak") else 1 - best
    if not proof and verdict == "met":
        proof = tuple(evidence(review, s.block, s.start, s.stop) for s in fulfilling(review)[:3])
    if not proof and own:
        proof = (whole(review, own[0].start),)
    yield Outcome(requirement, verdict, sureness(sure), proof, searched_for(review, own, proof), reason)


def _of_another_city(review: Review, proof: Sequence[Evidence]) -> bool:
    """Whether all that is quoted names places that are left over from another city's plan."""
    return bool(proof) and all(of_template(review, item.block, item.start, item.stop) for item in proof)


def _reason(requirement: Requirement, review: Review, verdict: Verdict, blocks: Sequence[int]) -> str:
    """Why, with how much of the plan states it: paragraphs, not counting headings that open them, and characters."""
    title, element = requirement.title, ELEMENTS[requirement.id]
    texts = [own_text(element, review.blocks[block]) for block in blocks]
    length = sum(map(len, texts))
    if verdict == "met":
        paragraphs = sum(review.blocks[block].kind != "heading" for block in blocks) or len(blocks)
        return f"在 {paragraphs} 个段落（约 {length} 字）中写明了{title}。"
    if verdict == "weak":
        told = f"有关{title}的内容约 {length} 字，其中" if length else "写的是别的内容，"
        some = any(sign.search(text) for sign in element.specific for text in texts)
        lacking = f"{told}{'很少有' if some else '没有'}{element.lacking}。"
        return element.thin(review, "\n".join(texts)) or lacking
    if verdict == "unsure":
        doubt = "有无法识别的页面" if review.document.unreadable_pages and not blocks else "有相近的语句"
        return f"没有找到专写{title}的部分；{doubt}，请人工核对。"
    return f"各章节都没有写{title}。"
