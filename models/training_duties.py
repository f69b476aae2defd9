"""The duty models: which words go with which duty, how seriously a sentence means it, and the two weighed together.

Everything that the grading model learns from was made without the plan's own hand: text models, section labels. It
sees plans as `classify` will: plain paragraphs whose structure had to be found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from corpora.build import groups, raw_document, true_document
from corpora.reading import Plan
from models.fitting import fit_terms, linear, of_boosted, of_forest
from models.training_sections import hand_folds, train
from pipeline.classify.duties import duties_of, duty_pairs
from pipeline.classify.duty_features import BEHIND, rank
from pipeline.classify.duty_passages import contexts
from pipeline.classify.duty_patterns import SILENT, Expert, Match
from pipeline.classify.duty_reading import read, read_rows
from pipeline.classify.labels import label
from pipeline.classify.model import TextModel, bags
from pipeline.classify.models import DutyModels, Models, SectionModels
from pipeline.classify.trees import Grader
from pipeline.document import Document
from pipeline.profile import Profile
from pipeline.segment import segment
from pipeline.structure import structure

VOCABULARY = 10_000
TREES = {"met": 40, "named": 20}
STAGES = 200
"""On the hands kept apart a logistic regression and a forest of 120 trees, as they were once weighed together, have a log loss
of .150 (bb, bc, bd), .088 (ah, ap, ba) and .104 (the rest); boosted trees and a forest a third as large .148, .084, .095."""
NEAR = 0.5
"""How far behind the best a passage may stand to be taken for it, had the plan forgotten the duty."""
FORGOTTEN = 0.2
"""Weight of such an example; at full weight the model called too many fulfilled duties forgotten."""
FOLDS = 5
PROBE = 14
"""Characters by which a labelled line is found again in the document that structure has made of the plan."""


@dataclass
class Words:
    """Texts as tokens, with the duties that each is about, and sentences with their grade."""

    tokens: list[str] = field(default_factory=list)
    tags: list[set[str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)

    def add(self, tokens: str, tags: set[str]) -> None:
        self.tokens.append(tokens)
        self.tags.append(tags)

    @classmethod
    def together(cls, parts: Sequence["Words"]) -> "Words":
        """One after the other."""
        return cls(*([x for part in parts for x in getattr(part, name.name)] for name in fields(cls)))


def _speaking(found: Sequence[Match]) -> list[int]:
    """Indices of the sentences that a tag of their paragraph is about, as far as the patterns can tell."""
    strong = [i for i, one in enumerate(found) if one.about]
    return strong or [i for i, one in enumerate(found) if one.hint]


def words_of(plan: Plan, expert: Expert) -> Words:
    """What one plan's paragraphs say, each with the duties that its labels name."""
    result = Words()
    document, truth = true_document(plan)
    for block, true in zip(document.blocks, truth, strict=True):
        if block.kind in ("heading", "furniture"):
            continue
        readings = [reading for _, reading in read_rows(block)] if block.table else read(block)
        if not readings:
            continue
        tags = {tag.lstrip("~") for tag in true.tags} & set(expert.duties)
        found = [expert.matches(reading.sentence.text, reading.pairs) for reading in readings]
        speaking = {tag: _speaking([one.get(tag, SILENT) for one in found]) for tag in tags}
        result.add(" ".join(reading.tokens for reading in readings), tags)
        for i, reading in enumerate(readings):
            if len(readings) > 1:
                result.add(reading.tokens, {tag for tag in tags if i in speaking[tag]})
        for tag in sorted(tags):
            for i in speaking[tag] or range(len(readings)):
                result.sentences.append(readings[i].tokens)
                result.grades.append("weak" if f"~{tag}" in true.tags else "met")
    return result


def text_models(words: Words, duties: Sequence[str]) -> DutyModels:
    """One logistic regression a duty over the words of a paragraph or sentence, and one that tells weak from met."""
    topics = fit_terms(words.tokens, most=VOCABULARY)
    names = [duty for duty in duties if sum(duty in tags for tags in words.tags) >= 3]
    truth = np.array([[int(name in tags) for name in names] for tags in words.tags])
    logistic = OneVsRestClassifier(LogisticRegression(C=20.0, class_weight="balanced", max_iter=1000))
    logistic.fit(topics.transform(bags(words.tokens)), truth)
    tone = fit_terms(words.sentences, most=VOCABULARY)
    serious = LogisticRegression(C=3.0, class_weight="balanced", max_iter=1000)
    serious.fit(tone.transform(bags(words.sentences)), words.grades)
    return DutyModels(
        TextModel((topics,), (1.0,), linear(logistic), tuple(names)),
        TextModel((tone,), (1.0,), linear(serious), tuple(map(str, serious.classes_))),
    )


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "|<^")


def aligned_tags(plan: Plan, document: Document) -> list[set[str]]:
    """Tags of every block of the document that reading and structure have made of the plan."""
    texts = [_squeezed(block.number + block.text) for block in document.blocks]
    tags: list[set[str]] = [set() for _ in texts]
    at = 0
    for lines in groups(plan):
        key = _squeezed("".join(line.text for line in lines))
        middle = len(key) // 2
        probes = [probe for probe in (key[:PROBE], key[middle : middle + PROBE], key[-PROBE:]) if probe]
        near = range(max(0, at - 3), len(texts))
        places = [next((i for i in near if probe in texts[i]), None) for probe in probes]
        known = [place for place in places if place is not None]
        at = known[0] if known else at
        for place in known:
            tags[place] |= {tag for line in lines for tag in line.tags}
    return tags


def examples(plan: Plan, profile: Profile, models: Models) -> Iterator[tuple[list[float], str, float]]:
    """Features, grade (met, weak, none) and weight of every pair of block and duty that has a sign of belonging together.

    Once more without what fulfils or names each duty: then what comes nearest is first in rank and yet is none, as in
    a plan that forgot the duty.
    """
    document = structure(raw_document(plan))
    labelled = label(document, segment(document), models.sections)
    tags = aligned_tags(plan, document)
    rest: dict[str, list[list[float]]] = {}
    for pair in duty_pairs(
        document, contexts(document, labelled.sections, labelled.passages, profile), profile, models
    ):
        own = tags[pair.block]
        grade = "met" if pair.duty.id in own else "weak" if f"~{pair.duty.id}" in own else "none"
        if grade == "none":
            rest.setdefault(pair.duty.id, []).append(list(pair.row))
        yield pair.row, grade, 1.0
    for rows in rest.values():
        rank(rows)
        yield from ((row, "none", FORGOTTEN) for row in rows if row[BEHIND] < NEAR)


def train_duties(plans: Sequence[Plan], profile: Profile, sections: SectionModels) -> DutyModels:
    """The text models of all plans, and the grading model trained on what models of the other hands say.

    Args:
        sections: section models of all plans; used where there is only one hand.
    """
    expert = Expert(duties_of(profile))
    words = {plan.id: words_of(plan, expert) for plan in plans}

    def learned_from(learned: Sequence[Plan]) -> DutyModels:
        return text_models(Words.together([words[plan.id] for plan in learned]), expert.duties)

    found: list[tuple[list[float], str, float]] = []
    for others, own in hand_folds(plans, FOLDS):
        models = Models(train(others) if others else sections, learned_from(others or plans))
        found += [example for plan in own for example in examples(plan, profile, models)]
    rows, grades, weights = zip(*found, strict=True)
    return replace(learned_from(plans), grades=fit_grades(np.array(rows), grades, np.array(weights)))


def fit_grades(rows: Any, grades: Sequence[str], weights: Any) -> dict[str, Grader]:
    """The grading model: see `pipeline.classify.duty_grading`."""
    result = {}
    questions = {"met": [grade == "met" for grade in grades], "named": [grade != "none" for grade in grades]}
    for question, truth in questions.items():
        boosted = HistGradientBoostingClassifier(
            max_iter=STAGES, learning_rate=0.05, max_leaf_nodes=31, min_samples_leaf=40, l2_regularization=5.0,
            max_features=0.3, early_stopping=False, random_state=0,
        )  # fmt: skip
        forest = ExtraTreesClassifier(TREES[question], min_samples_leaf=8, max_features=0.5, random_state=0, n_jobs=2)
        result[question] = Grader(
            of_boosted(boosted.fit(rows, truth, weights)), of_forest(forest.fit(rows, truth, weights))
        )
    return result
