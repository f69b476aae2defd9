"""Which sentences of an element's blocks are quoted for it: what a reviewer would point at, in the order of the plan."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.check.element.case import Element
from pipeline.check.element.substance import STAGE, WHEN, telling
from pipeline.check.quoting import evidence
from pipeline.check.review import STATED, Review
from pipeline.check.weighing import MET
from pipeline.classify.duty_patterns import about
from pipeline.document import Block
from pipeline.findings import Evidence
from pipeline.profile import Requirement
from pipeline.tables import titles_end
from pipeline.text.sentences import Sentence, sentences

MOST, MOST_TASKS, MOST_STAGES = 3, 4, 6
"""Sentences quoted; of the content and of a schedule one of each task and stage."""
EMPTY = 1.0
"""Score of a sentence without any substance; behind a better one it is not worth quoting."""
ASIDE = 6.0
"""What a sentence loses that states another thing: it is quoted only where there is nothing else."""
HEAD = 30
"""Characters of a sentence that may only say when: 起步期：2022年11月至2023年6月。 is quoted with what is done then."""
LONGEST = 160
"""Characters of the parts between semicolons that are quoted as the one sentence that they are."""
_NOTE = re.compile(r"[（(]?(?:备?注|(?:资料|数据)来源)[\d一二三]?[:：.．、]|20\d\d年\d{1,2}月(?:\d{1,2}日)?$")
"""What stands below a table to explain it, and the day of the plan."""
_NO_PHASE = re.compile(r"^20\d\d年\d{1,2}月(?:\d{1,2}日)?$|不(?:计入|占|算(?:入|作)?)试点")
"""The day of the plan, and what comes before or after the pilot."""
_POINTER = re.compile(r"[见如][下附前上]?[表图件]|如下|详见|对照[^，。；]{2,24}(?:确定|设定|测算)")
"""A sentence that says where something stands, or how it was come by."""


def quotes(element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]) -> tuple[Evidence, ...]:
    """What is quoted of the blocks that an element rests on."""
    return tuple(element.quoted(element, requirement, review, blocks))


def most_telling(
    element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]
) -> Iterator[Evidence]:
    """The most telling sentence of each of the best blocks, the best first; where there are few, more of their sentences."""
    scored = []
    for block in blocks:
        for sentence in _candidates(element, review.blocks[block]):
            score = 2.0 * telling(element, sentence) + min(2, about(requirement, sentence.text))
            score += min(1.0, len(sentence.text) / 25) - 2.0 * bool(_POINTER.search(sentence.text))
            score -= ASIDE * (element.aside(sentence.text) or of_template(review, block, sentence.start, sentence.stop))
            scored.append((score, block, sentence))
    told: Counter[int] = Counter()
    ranked = []
    for score, block, sentence in sorted(scored, key=lambda entry: (-entry[0], entry[1])):
        ranked.append((told[block] > 0, score, block, sentence))
        told[block] += 1
    ranked.sort(key=lambda entry: entry[0])  # the best of each block before the second best of any
    for at, (_, score, block, sentence) in enumerate(ranked[:MOST]):
        if score > EMPTY or not at:
            yield evidence(review, block, sentence.start, sentence.stop)


def of_template(review: Review, block: int, start: int, stop: int) -> bool:
    """Whether a stretch names another city's places as one's own: it proves nothing of this city."""
    return any(block == at and first < stop and start < last for at, first, last in review.foreign)


def stages(element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]) -> Iterator[Evidence]:
    """Of a schedule one sentence a stage, in the order of the plan, with what is done in it."""
    labels = {p.block: p.labels[requirement.id] for p in review.classified.passages}
    own = [block for block in blocks if labels.get(block, 1.0) >= STATED]
    found = [stage for block in sorted(own or blocks) for stage in _stages(element, review, block)]
    if len({stage.block for stage in found}) > MOST_STAGES:  # one of each paragraph
        found = list({stage.block: stage for stage in reversed(found)}.values())[::-1]
    yield from found[:MOST_STAGES] or most_telling(element, requirement, review, blocks)


def _stages(element: Element, review: Review, index: int) -> Iterator[Evidence]:
    block = review.blocks[index]
    told = [sentence for sentence in _candidates(element, block) if not _NO_PHASE.search(sentence.text)]
    above = review.path(index)[-1:]
    for at, sentence in enumerate(told):
        timed = WHEN.search(sentence.text) and (block.table is not None or STAGE.search(sentence.text) or at == 0)
        if not timed and not (at == 0 and any(map(WHEN.search, above))):
            continue
        goes_on = len(sentence.text) <= HEAD and at + 1 < len(told) and block.table is None
        yield evidence(review, index, sentence.start, told[at + 1].stop if goes_on else sentence.stop)


def tasks(element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]) -> Iterator[Evidence]:
    """Of the content what is surest of each of the first tasks, the mandatory ones before the others."""
    ranked = sorted(review.profile.by_kind("task"), key=lambda task: not task.mandatory)
    found = _surest(review, [f"{task.id}." for task in ranked])[:MOST_TASKS]
    yield from found or most_telling(element, requirement, review, blocks)


def duties(element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]) -> Iterator[Evidence]:
    """Of the safeguards what is surest of each duty, then what else is telling."""
    found = _surest(review, [duty.id for duty in review.profile.duties(requirement.id)])
    taken = {proof.block for proof in found}
    rest = (proof for proof in most_telling(element, requirement, review, blocks) if proof.block not in taken)
    yield from sorted([*found, *islice(rest, max(0, MOST - len(found)))], key=lambda proof: (proof.block, proof.start))


def _surest(review: Review, beginnings: Sequence[str]) -> list[Evidence]:
    """For each beginning of an id the sentence that surely fulfils a duty of it, if any does, none of them twice."""
    found = []
    for beginning in beginnings:
        supports = [s for s in review.classified.supports if s.met >= MET and s.duty.startswith(beginning)]
        best = max(supports, key=lambda support: (support.met, -support.block), default=None)
        found += [evidence(review, best.block, best.start, best.stop)] if best else []
    return list(dict.fromkeys(found))


def targets(element: Element, requirement: Requirement, review: Review, blocks: Sequence[int]) -> Iterator[Evidence]:
    """Of the goals the most telling sentences, whole to their full stop, in the order of the plan; rows of tables only where
    the text has no figure."""
    found = list(dict.fromkeys(_whole(review, proof) for proof in most_telling(element, requirement, review, blocks)))
    figured = [proof for proof in found if any(pattern.search(proof.quote) for pattern in element.specific)]
    texts = [proof for proof in figured if review.blocks[proof.block].table is None]
    yield from sorted(texts or found, key=lambda proof: proof.block)


def _whole(review: Review, proof: Evidence) -> Evidence:
    """The quote with the other parts of its sentence, where that is not too long."""
    block = review.blocks[proof.block]
    if block.table is not None:
        return proof
    start = max(block.text.rfind(mark, 0, proof.start) for mark in "。！？\n") + 1
    ends = [at + 1 for mark in "。！？" if (at := block.text.find(mark, max(proof.start, proof.stop - 1))) >= 0]
    stop = min(ends, default=len(block.text))
    start += len(block.text[start:stop]) - len(block.text[start:stop].lstrip())
    return evidence(review, proof.block, start, stop) if stop - start <= LONGEST else proof


def _candidates(element: Element, block: Block) -> Iterator[Sentence]:
    """Sentences of a paragraph or rows of a table that may be quoted: no notes, no date alone, no titles of columns.

    Titles that alone say when (第一年, 第二年, 第三年) are quoted with the row below.
    """
    told = list(sentences(block))
    told = [sentence for sentence in told if not _NOTE.match(sentence.text)] or told
    body = [row for row in told if row.start >= titles_end(block.table)] if block.table else told
    titles = [row for row in told if body and row.start < body[0].start]
    if element.titled and not any(telling(element, row) for row in body):
        joined = (Sentence(block.text[row.start : body[0].stop], row.start, body[0].stop) for row in reversed(titles))
        yield from islice((both for both in joined if telling(element, both)), 1)
    yield from body or told
