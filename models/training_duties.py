"""The duty models: which words go with which duty, and how seriously a paragraph takes it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from corpora.build import Truth, true_document
from corpora.reading import Plan
from pipeline.classify import label
from pipeline.classify.duties import CANDIDATE, about, contexts, expand, pair_features, paragraph_tokens
from pipeline.classify.model import TextModel, vectorizer
from pipeline.profile import Profile, Requirement
from pipeline.segment import segment

VOCABULARY = 5000


def _texts(plans: Sequence[Plan]) -> tuple[list[str], list[set[str]]]:
    """Paragraphs as tokens, and the duties that each fulfils or names."""
    tokens, tags = [], []
    for plan in plans:
        document, truth = true_document(plan)
        for block, true in zip(document.blocks, truth, strict=True):
            if block.kind not in ("heading", "furniture"):
                tokens.append(paragraph_tokens(block))
                tags.append({tag.lstrip("~") for tag in true.tags} - {"notice"})
    return tokens, tags


def text_model(plans: Sequence[Plan], duties: Sequence[Requirement]) -> TextModel:
    """One logistic regression a duty over the words of a paragraph."""
    tokens, tags = _texts(plans)
    made = vectorizer(most=VOCABULARY).fit(tokens)
    names = [duty.id for duty in duties if sum(duty.id in tag for tag in tags) >= 3]
    truth = np.array([[int(name in tag) for name in names] for tag in tags])
    logistic = OneVsRestClassifier(LogisticRegression(C=20.0, class_weight="balanced", max_iter=1000))
    logistic.fit(made.transform(tokens), truth)
    for estimator in logistic.estimators_:
        estimator.coef_ = estimator.coef_.astype(np.float32)
    return TextModel((made,), (1.0,), logistic, tuple(names))


def _pairs(plan: Plan, profile: Profile, sections: Mapping[str, Any], words: TextModel) -> tuple[list[list[float]], list[str]]:
    """Features and grade (met, weak, none) of every pair of paragraph and duty that has a sign of belonging together."""
    document, truth = true_document(plan)
    labelled = label(document, segment(document), sections)
    found = contexts(document, labelled.sections, labelled.passages, profile)
    rows, grades = [], []
    indices = list(found)
    probabilities = words.probabilities([[paragraph_tokens(document.blocks[i])] for i in indices])
    for at, index in enumerate(indices):
        for duty in (requirement for requirement in profile.by_kind("duty") if requirement.check == "duty"):
            known = float(probabilities[at, words.classes.index(duty.id)]) if duty.id in words.classes else 0.0
            grade = _grade(truth[index], duty.id)
            if known < CANDIDATE and not about(duty, document.blocks[index].text) and grade == "none":
                continue
            row, _ = pair_features(duty, document.blocks[index], found[index], known)
            rows.append(expand(row))
            grades.append(grade)
    return rows, grades


def _grade(truth: Truth, duty: str) -> str:
    return "met" if duty in truth.tags else "weak" if f"~{duty}" in truth.tags else "none"


def train_duties(plans: Sequence[Plan], profile: Profile, sections: Mapping[str, Any]) -> dict[str, Any]:
    """The text model of all plans, and the grading model trained on what text models of the other hands say."""
    duties = [requirement for requirement in profile.by_kind("duty") if requirement.check == "duty"]
    rows: list[list[float]] = []
    grades: list[str] = []
    for hand in sorted({plan.hand for plan in plans}):
        others = text_model([plan for plan in plans if plan.hand != hand], duties)
        for plan in plans:
            if plan.hand == hand:
                more, graded = _pairs(plan, profile, sections, others)
                rows += more
                grades += graded
    grading = LogisticRegression(C=1.0, max_iter=3000).fit(np.array(rows), grades)
    return {"duties": text_model(plans, duties), "grades": grading}


