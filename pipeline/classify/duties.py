"""Which paragraphs fulfil which duty: a domain expert's patterns, text models and the wording, weighed together.

For each pair of paragraph and duty that has any sign of belonging together, a grading model over the features of
`duty_features` says how probable it is that the paragraph fulfils the duty, or only names it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.classify.duty_features import FEATURES, Claims, Context, Reading, Scores, match, pair_features, read
from pipeline.classify.duty_grading import grade
from pipeline.classify.duty_patterns import about
from pipeline.classify.features import place_words
from pipeline.document import Document, Section
from pipeline.fingerprint import coverage
from pipeline.profile import Profile, Requirement
from pipeline.sentences import Sentence

Matrix = npt.NDArray[np.float64]
SPOKEN = 18
"""A heading of at least this many characters with a comma in it may be a commitment of its own."""
_PAUSE = re.compile(r"[，；。、]")
CANDIDATE = 0.04
"""Pairs whose text model says less than this and that match no pattern are not looked at further."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well one stretch of a block supports one duty."""

    duty: str
    block: int
    start: int
    stop: int
    met: float
    """Probability that it fulfils the duty."""
    named: float
    """Probability that it fulfils or at least names it."""
    why: str
    """Why it does not count, where that is known: negated, past, copied."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A duty, a block, the sentence of the block that speaks of the duty, and the features of the three."""

    duty: Requirement
    block: int
    sentence: Sentence
    row: list[float]


def contexts(document: Document, sections: Sequence[Section], passages: Sequence[Any], profile: Profile) -> dict[int, Context]:
    """Context by block index, for all passages and for headings that are whole sentences."""
    inherited = [_tasks_above(sections, section) for section in sections]
    found = {}
    for index, section in enumerate(sections):
        head = document.blocks[section.start]
        if head.kind == "heading" and len(head.text) >= SPOKEN and _PAUSE.search(head.text):
            labels: dict[str, float] = {}
            for label in section.labels:
                labels[label.label.partition("/")[0]] = max(labels.get(label.label.partition("/")[0], 0.0), label.probability)
            found[section.start] = _context(head.text, labels, inherited[index], profile)
    for passage in passages:
        found[passage.block] = _context(document.blocks[passage.block].text, passage.labels, inherited[passage.section], profile)
    return dict(sorted(found.items()))


def _context(text: str, labels: Mapping[str, float], tasks: Mapping[str, float], profile: Profile) -> Context:
    return Context(labels, tasks, coverage(text, profile.fingerprints) if profile.fingerprints else 0.0)


def _tasks_above(sections: Sequence[Section], section: Section) -> dict[str, float]:
    """Probability of every task that the section or one of its ancestors is about."""
    tasks: dict[str, float] = {}
    for part in sections:
        if part.start <= section.start < part.stop:
            for label in part.labels:
                if task := label.label.partition("/")[2]:
                    tasks[task] = max(tasks.get(task, 0.0), label.probability)
    return tasks


def duties_of(profile: Profile) -> list[Requirement]:
    """Duties that the text is searched for."""
    return [requirement for requirement in profile.by_kind("duty") if requirement.check == "duty"]


def _scores(readings: Sequence[Sequence[Reading]], model: Mapping[str, Any]) -> list[Scores]:
    """Text-model probabilities of all sentences, windows and blocks, in one call for each model."""
    rows: list[list[str]] = []
    for block in readings:
        tokens = [reading.tokens for reading in block]
        windows = [" ".join(tokens[max(0, i - 1) : i + 1]) for i in range(len(tokens))]
        rows += [[text] for text in [*tokens, *windows, " ".join(tokens)]]
    names = model["duties"].classes
    table = [dict(zip(names, row, strict=True)) for row in model["duties"].probabilities(rows).tolist()]
    serious = [row[0] for row in model["serious"].probabilities(rows).tolist()]
    result, at = [], 0
    for block in readings:
        n = len(block)
        parts = table[at : at + 2 * n + 1]
        grades = serious[at : at + 2 * n]
        result.append(Scores(parts[:n], parts[n : 2 * n], parts[2 * n], grades[:n], grades[n:]))
        at += 2 * n + 1
    return result


def pairs(document: Document, found: Mapping[int, Context], profile: Profile, model: Mapping[str, Any]) -> list[Pair]:
    """All pairs of block and duty that have a sign of belonging together, with their features."""
    duties = duties_of(profile)
    siblings = {d.id: [other.id for other in duties if other.parent == d.parent and other.id != d.id] for d in duties}
    indices = [i for i, context in found.items() if document.blocks[i].text and context.labels.get("other", 0.0) < 0.97]
    blocks = [(index, read(document.blocks[index])) for index in indices]
    blocks = [(index, readings) for index, readings in blocks if readings]
    result = []
    for (index, readings), scores in zip(blocks, _scores([readings for _, readings in blocks], model), strict=True):
        matches = {duty.id: [match(duty, reading) for reading in readings] for duty in duties}
        known = scores, Claims(matches, siblings)
        for duty in duties:
            if candidate(duty, matches[duty.id], scores, found[index]):
                row, sentence = pair_features(duty, document.blocks[index], found[index], readings, known)
                result.append(Pair(duty, index, sentence, row))
    return result


def candidate(duty: Requirement, matches: Sequence[Any], scores: Scores, context: Context) -> bool:
    """Whether anything suggests that the block speaks of the duty."""
    if any(found.about for found in matches):
        return True
    if max(max(row.get(duty.id, 0.0) for row in scores.sentence), scores.block.get(duty.id, 0.0)) >= CANDIDATE:
        return True
    own = context.labels.get("safeguards", 0.0) if duty.parent == "safeguards" else context.tasks.get(duty.parent, 0.0)
    return own >= 0.3 and any(found.hint for found in matches)


def supports(document: Document, found: Mapping[int, Context], profile: Profile, model: Mapping[str, Any]) -> tuple[Support, ...]:
    """All supports worth knowing, by block."""
    listed = pairs(document, found, profile, model) if found else []
    if not listed:
        return ()
    grades = grade(model["grades"], np.array([pair.row for pair in listed]))
    return tuple(_support(pair, float(met), float(named)) for pair, (met, named) in zip(listed, grades, strict=True))


def _support(pair: Pair, met: float, named: float) -> Support:
    value = dict(zip(FEATURES, pair.row, strict=True))
    why = ""
    if value["copied"] > 0.6:
        why, met = "copied", 0.0
    elif value["negated_after"] and met < 0.5:
        why = "negated"
    elif value["past_only"] and met < 0.5:
        why = "past"
    return Support(pair.duty.id, pair.block, pair.sentence.start, pair.sentence.stop, met, max(met, named), why)


__all__ = ["Context", "Support", "about", "contexts", "pairs", "place_words", "supports"]
