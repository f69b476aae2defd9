"""Which paragraphs fulfil which duty: a domain expert's patterns, a text model and the wording, weighed together.

For each pair of paragraph and duty that has any sign of belonging together, a small logistic regression over the
features below says how probable it is that the paragraph fulfils the duty, or only names it.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.classify.features import masked_words, place_words
from pipeline.document import Block, Document, Section
from pipeline.fingerprint import coverage
from pipeline.profile import Profile, Requirement
from pipeline.sentences import ACT, AGENCY, DATE, FUTURE, NEGATED, NUMBER, PAST, SOFT, TITLE, Sentence, density, sentences

Matrix = npt.NDArray[np.float64]
CANDIDATE = 0.03
"""Pairs whose text model says less than this and that match no pattern are not looked at further."""
FEATURES = (
    "pattern", "patterns", "spread", "model", "model_high", "home", "task", "base", "negated", "past", "past_only", "future",
    "soft", "number", "date", "title", "agency", "act", "concrete", "copied", "short", "long", "table", "alone",
)  # fmt: skip


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


@functools.cache
def _compiled(pattern: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(part.strip(), re.IGNORECASE) for part in pattern.split(" + "))


def _hits(patterns: Sequence[str], text: str) -> int:
    return sum(all(part.search(text) for part in _compiled(pattern)) for pattern in patterns)


def about(requirement: Requirement, text: str) -> int:
    """How many of the requirement's patterns match the text; 0 where one of `unless` does."""
    if _hits(requirement.params.get("unless", ()), text):
        return 0
    return _hits(requirement.params.get("about", ()), text)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a block beside its text."""

    labels: Mapping[str, float]
    tasks: Mapping[str, float]
    copied: float
    """Share of its text that stands in the notice."""


def best_sentence(requirement: Requirement, block: Block) -> tuple[Sentence | None, int, int]:
    """The sentence that speaks most clearly of the requirement, its pattern count, and how many sentences match."""
    best, most, matching = None, 0, 0
    for sentence in sentences(block):
        count = about(requirement, sentence.text)
        matching += count > 0
        weight = count + 0.5 * bool(NUMBER.search(sentence.text)) if count else 0
        if weight > most:
            best, most = sentence, weight
    return best, (about(requirement, best.text) if best else 0), matching


def pair_features(requirement: Requirement, block: Block, context: Context, probability: float) -> tuple[list[float], Sentence]:
    """FEATURES of one paragraph and duty, and the sentence that they were read from."""
    best, count, matching = best_sentence(requirement, block)
    sentence = best or next(iter(sentences(block)), Sentence(block.text, 0, len(block.text)))
    text = sentence.text
    homes = requirement.params.get("home", ())
    task = requirement.parent
    past, future = bool(PAST.search(text)), bool(FUTURE.search(text))
    concrete = sum(bool(p.search(text)) for p in (NUMBER, DATE, TITLE, AGENCY))
    logit = float(np.log(max(probability, 1e-4) / max(1 - probability, 1e-4)))
    base = context.labels.get("foundation", 0.0) + context.labels.get("basics", 0.0)
    values = {
        "pattern": float(count > 0), "patterns": min(count, 3) / 3, "spread": float(matching == 0 and about(requirement, block.text) > 0),
        "model": logit / 4, "model_high": float(probability > 0.5),
        "home": max((context.labels.get(h, 0.0) for h in homes if "/" not in h), default=0.0),
        "task": context.tasks.get(task, 0.0), "base": base, "negated": float(bool(NEGATED.search(text))),
        "past": float(past), "past_only": float(past and not future), "future": float(future),
        "soft": min(1.0, density(SOFT, text) / 6), "number": float(bool(NUMBER.search(text))), "date": float(bool(DATE.search(text))),
        "title": float(bool(TITLE.search(text))), "agency": float(bool(AGENCY.search(text))), "act": float(bool(ACT.search(text))),
        "concrete": concrete / 4, "copied": context.copied, "short": float(len(text) < 18), "long": min(1.0, len(block.text) / 400),
        "table": float(block.table is not None), "alone": float(count > 0 and matching == 1),
    }  # fmt: skip
    return [values[name] for name in FEATURES], sentence


def expand(row: Sequence[float]) -> list[float]:
    """The features and the products that matter: signs of belonging × signs of seriousness."""
    v = dict(zip(FEATURES, row, strict=True))
    belongs = max(v["pattern"], v["model_high"])
    return [
        *row, belongs * v["concrete"], belongs * v["negated"], belongs * v["past_only"], belongs * v["base"],
        v["pattern"] * v["model"], v["pattern"] * v["task"], v["pattern"] * v["home"], belongs * v["soft"] * (1 - v["concrete"]),
        belongs * v["copied"], v["past_only"] * v["base"],
    ]  # fmt: skip


def paragraph_tokens(block: Block) -> str:
    """What the text model sees of a paragraph."""
    return " ".join(masked_words(block.text))


def contexts(document: Document, sections: Sequence[Section], passages: Sequence[Any], profile: Profile) -> dict[int, Context]:
    """Context by block index, for all passages."""
    found = {}
    for passage in passages:
        section = sections[passage.section]
        tasks = {
            label.label.partition("/")[2]: label.probability
            for part in sections
            if part.start <= section.start < part.stop
            for label in part.labels
            if "/" in label.label
        }
        copied = coverage(document.blocks[passage.block].text, profile.fingerprints) if profile.fingerprints else 0.0
        found[passage.block] = Context(passage.labels, tasks, copied)
    return found


def supports(document: Document, found: Mapping[int, Context], profile: Profile, model: Mapping[str, Any]) -> tuple[Support, ...]:
    """All supports worth knowing, by block."""
    duties = [requirement for requirement in profile.by_kind("duty") if requirement.check == "duty"]
    indices = [i for i, context in found.items() if document.blocks[i].text and context.labels.get("other", 0.0) < 0.97]
    if not indices:
        return ()
    text_model = model["duties"]
    probabilities = text_model.probabilities([[paragraph_tokens(document.blocks[i])] for i in indices])
    column = {name: at for at, name in enumerate(text_model.classes)}
    pairs, rows = [], []
    for at, index in enumerate(indices):
        for duty in duties:
            probability = float(probabilities[at, column[duty.id]]) if duty.id in column else 0.0
            block = document.blocks[index]
            if probability < CANDIDATE and not about(duty, block.text):
                continue
            row, sentence = pair_features(duty, block, found[index], probability)
            pairs.append((duty, index, sentence, row))
            rows.append(expand(row))
    if not rows:
        return ()
    grades = model["grades"].predict_proba(np.array(rows))
    order = [str(name) for name in model["grades"].classes_]
    return tuple(_support(pair, dict(zip(order, grade, strict=True))) for pair, grade in zip(pairs, grades, strict=True))


def _support(pair: tuple[Requirement, int, Sentence, list[float]], grade: Mapping[str, float]) -> Support:
    duty, index, sentence, row = pair
    value = dict(zip(FEATURES, row, strict=True))
    why = ""
    if value["copied"] > 0.6:
        why = "copied"
    elif value["negated"] and grade["met"] < 0.5:
        why = "negated"
    elif value["past_only"] and grade["met"] < 0.5:
        why = "past"
    met = float(grade["met"]) if why != "copied" else 0.0
    return Support(duty.id, index, sentence.start, sentence.stop, met, float(grade["met"] + grade["weak"]), why)


__all__ = ["Context", "Support", "about", "contexts", "expand", "pair_features", "place_words", "supports"]
