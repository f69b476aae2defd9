"""Whether the plan states an element that the notice asks for, under whatever heading, and with substance.

Parameter: `about`, patterns that a sentence with substance of this element shows. 试点内容 that carries none of the
mandatory tasks (notice, 三（一）–（四）) is thin, however long it is.
"""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.check.base import Review, evidence, headings, labelled, sureness, top_headings, whole
from pipeline.check.element.case import case_of
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.element.kinds_of_evidence import fulfilling, judge_element
from pipeline.check.element.substance import telling
from pipeline.classify.duty_patterns import about
from pipeline.document import Block
from pipeline.findings import Evidence, Outcome, Verdict
from pipeline.profile import Requirement
from pipeline.sentences import Sentence, sentences
from pipeline.tables import titles_end

_NOTE = re.compile(r"[（(]?(?:备?注|(?:资料|数据)来源)[\d一二三]?[:：.．、]|20\d\d年\d{1,2}月(?:\d{1,2}日)?$")
"""What stands below a table to explain it, and the day of the plan."""
INDIRECT = 0.6
"""How sure a verdict at least is that rests on what stands under other labels: dates, duties, figures about the city."""
EMPTY = 1.0
"""Score of a sentence without any substance; behind a better one it is not worth quoting."""


def check(requirement: Requirement, review: Review) -> Iterator[Outcome]:
    """One outcome: met with the best passages, weak where they are few or empty, missing with what was searched."""
    id = requirement.id
    own = labelled(review, id)
    best = max((p.labels[id] for p in review.classified.passages), default=0.0)
    verdict, blocks = judge_element(case_of(ELEMENTS[id], requirement, review, own, best))
    proof = tuple(_best(requirement, review, blocks))
    if not proof and verdict == "met":
        proof = tuple(evidence(review, s.block, s.start, s.stop) for s in fulfilling(review)[:3])
    if not proof and own:
        proof = (whole(review, own[0].start),)
    sure = max([best, INDIRECT, *(section.share(id) for section in own)])
    length = sum(len(review.blocks[block].text) for block in blocks)
    unread = bool(review.document.unreadable_pages)
    thin = ELEMENTS[id].thin(review) if verdict == "weak" else ""
    reason = thin or _reason(requirement, verdict, len(blocks), length, unread=unread)
    yield Outcome(
        requirement, verdict, sureness(sure if verdict in ("met", "weak") else 1 - best), proof,
        headings(own) or top_headings(review), reason,
    )  # fmt: skip


def _best(requirement: Requirement, review: Review, blocks: list[int]) -> Iterator[Evidence]:
    """The most telling sentence of each of the best three blocks."""
    scored = []
    for block in blocks:
        for sentence in _candidates(requirement.id, review.blocks[block]):
            score = 2.0 * telling(ELEMENTS[requirement.id], sentence) + min(2, about(requirement, sentence.text))
            score += min(1.0, len(sentence.text) / 25)
            scored.append((score, -block, sentence))
    taken: set[int] = set()
    for score, minus, sentence in sorted(scored, key=lambda entry: entry[:2], reverse=True):
        if -minus not in taken and len(taken) < 3 and (score > EMPTY or not taken):
            taken.add(-minus)
            yield evidence(review, -minus, sentence.start, sentence.stop)


def _candidates(id: str, block: Block) -> Iterator[Sentence]:
    """Sentences of a paragraph or rows of a table that may be quoted: no notes, no date alone, no titles of columns.

    Titles that alone say when (第一年, 第二年, 第三年) are quoted with the row below.
    """
    told = list(sentences(block))
    told = [sentence for sentence in told if not _NOTE.match(sentence.text)] or told
    body = [row for row in told if row.start >= titles_end(block.table)] if block.table else told
    titles = [row for row in told if body and row.start < body[0].start]
    element = ELEMENTS[id]
    if element.titled and not any(telling(element, row) for row in body):
        joined = (Sentence(block.text[row.start : body[0].stop], row.start, body[0].stop) for row in reversed(titles))
        yield from islice((both for both in joined if telling(element, both)), 1)
    yield from body or told


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
