"""The section, paragraph and task models, fitted to labelled plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpora.build import Truth, true_document
from corpora.reading import Plan
from models.fitting import features, fit_terms, linear
from pipeline.classify.features import PARAGRAPH_GROUPS, SECTION_GROUPS, paragraph_columns, section_columns, units
from pipeline.classify.labels import LABELS
from pipeline.classify.model import TextModel
from pipeline.classify.models import Chain, HeadingModels, Matrix, Order, SectionModels
from pipeline.classify.sequence import chains
from pipeline.document import Document, Section
from pipeline.segment import segment

WEIGHTS = {"heading": 1.6, "path": 0.8, "body": 0.8, "neighbours": 0.5, "shape": 0.35, "text": 1.0}
VOCABULARY = 12_000
"""Most features a group; more do not help and make the model file large."""
SOFTENING = 0.3
"""Power of the transition probabilities: plans follow the usual order less strictly than a Markov chain assumes."""
INHERITANCE = 0.7
"""Power of what a subsection inherits from its parent: with three quarters of the hands left out in turn, anything from 0.7 to
1.2 gives the same accuracy (.986; .953 on other programmes), and less than 0.7 a lower one. (What subsections say of their
parent beyond the features of its section was tried and adds nothing.)"""
TEMPERATURE = 0.85
"""Power of the final probabilities: neighbours that agree are not independent witnesses.
This and SOFTENING were chosen by cross-validation over the first fourteen hands (accuracy .958)."""
OTHERS = 1 / 3
"""Share that plans of other programmes have in what the section models learn, however few they are: form, not topic."""
SECOND = 0.35
"""Weight of a section's further labels beside its main one."""


def top_label(label: str) -> str:
    """Of content/policy, content."""
    return label.partition("/")[0]


class Examples:
    """Rows, labels, weights of one kind of example."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.labels: list[str] = []
        self.weights: list[float] = []

    def add(self, row: list[str], labels: Sequence[str], weight: float) -> None:
        """One example for each distinct label, the first with full weight."""
        for i, label in enumerate(dict.fromkeys(labels)):
            self.rows.append(row)
            self.labels.append(label)
            self.weights.append(weight * (SECOND if i else 1.0))

    def fit(self, groups: Sequence[str], c: float, weighed: Mapping[str, float]) -> TextModel:
        """Fit a model on these examples, each group of features with its weight."""
        columns = tuple(fit_terms(column, most=VOCABULARY) for column in zip(*self.rows, strict=True))
        weights = tuple(weighed[group] for group in groups)
        logistic = LogisticRegression(C=c, class_weight="balanced", max_iter=2000)
        logistic.fit(features(columns, weights, self.rows), self.labels, sample_weight=np.array(self.weights))
        return TextModel(columns, weights, linear(logistic), tuple(map(str, logistic.classes_)))


def usable(labels: Sequence[str]) -> list[str]:
    """Labels that the section model knows."""
    return [label for label in labels if top_label(label) in LABELS]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What one plan teaches: its sections with their truth, and examples as (features, labels)."""

    found: list[Section]
    truth: list[Truth]
    sections: list[tuple[list[str], list[str]]]
    paragraphs: list[tuple[list[str], list[str]]]


@cache
def labelled(plan: Plan) -> Labelled:
    """Read a plan's examples, once however many models learn from it."""
    document, truth = true_document(plan)
    found = list(segment(document))
    result = Labelled(found, truth, [], [])
    for i, (section, row) in enumerate(zip(found, section_columns(units(document, found)), strict=True)):
        labels = usable(truth[section.start].labels) if section.headed else []
        if labels:
            result.sections.append((row, labels))
        stop = found[i + 1].start if i + 1 < len(found) else len(document.blocks)
        result.paragraphs.extend(_paragraphs(document, section, range(section.start, stop), truth))
    return result


def _task(label: str) -> str:
    return label.partition("/")[2] or "none"


def _paragraphs(
    document: Document, section: Section, blocks: range, truth: Sequence[Truth]
) -> Iterator[tuple[list[str], list[str]]]:
    """Features and labels of the labelled paragraphs among the blocks."""
    own = [at for at in blocks if document.blocks[at].kind not in ("heading", "furniture")]
    for at, row in zip(own, paragraph_columns(document, section, own), strict=True):
        if labels := [top_label(label) for label in usable(truth[at].labels)]:
            yield row, labels


def _order(plans: Sequence[Labelled]) -> Order:
    """First labels, transitions and what children inherit, counted over the plans and smoothed."""
    k = len(LABELS)
    counts = {name: np.ones(k if name.endswith("entry") else (k, k)) * 0.5 for name in
              ("top_entry", "sub_entry", "top_transition", "sub_transition", "inherit")}  # fmt: skip
    for plan in plans:
        label = [next(iter(usable(plan.truth[s.start].labels)), None) if s.headed else None for s in plan.found]
        at = [LABELS.index(top_label(name)) if name else None for name in label]
        for parent, members in chains(plan.found):
            name = "top" if parent is None else "sub"
            known = [at[m] for m in members if at[m] is not None]
            if known:
                counts[f"{name}_entry"][known[0]] += 1
            for one, two in zip(known, known[1:], strict=False):
                counts[f"{name}_transition"][one, two] += 1
            for one in known:
                if parent is not None and at[parent] is not None:
                    counts["inherit"][at[parent], one] += 1
    shares = {name: _shares(value) for name, value in counts.items()}
    soft = {name: _shares(value**SOFTENING) for name, value in shares.items()}
    top, sub = (Chain(soft[f"{name}_entry"], soft[f"{name}_transition"]) for name in ("top", "sub"))
    return Order(top, sub, shares["inherit"], INHERITANCE, TEMPERATURE)


def _shares(counts: Matrix) -> Matrix:
    """Of the last axis."""
    return np.asarray(counts / counts.sum(axis=-1, keepdims=True))


def hand_folds(plans: Sequence[Plan], most: int) -> Iterator[tuple[list[Plan], list[Plan]]]:
    """(plans of the other hands, plans of some hands) in at most so many folds: no hand stands on both sides."""
    hands = sorted({plan.hand for plan in plans})
    for own in [set(hands[i::most]) for i in range(min(most, len(hands)))]:
        yield [plan for plan in plans if plan.hand not in own], [plan for plan in plans if plan.hand in own]


def train_headings(plans: Sequence[Plan], weights: Mapping[str, float] = WEIGHTS) -> HeadingModels:
    """Fit the model of sections to these plans, with their order counted over them."""
    sections, weight = Examples(), _balanced(plans)
    for plan in plans:
        for row, labels in labelled(plan).sections:
            sections.add(row, [top_label(label) for label in labels], weight[plan.programme])
    return HeadingModels(sections.fit(SECTION_GROUPS, 8.0, weights), _order([labelled(plan) for plan in plans]))


def train(plans: Sequence[Plan]) -> SectionModels:
    """Fit all models of sections, paragraphs and tasks to these plans."""
    paragraphs, tasks, weight = Examples(), Examples(), _balanced(plans)
    for plan in plans:
        if plan.programme == "smart":
            for row, labels in labelled(plan).sections:
                tasks.add(row, [_task(label) for label in labels], weight[plan.programme])
        for row, labels in labelled(plan).paragraphs:
            paragraphs.add(row, labels, weight[plan.programme])
    headings = train_headings(plans)
    return SectionModels(
        headings.sections,
        headings.order,
        paragraphs.fit(PARAGRAPH_GROUPS, 4.0, WEIGHTS),
        tasks.fit(SECTION_GROUPS, 8.0, WEIGHTS),
    )


def _balanced(plans: Sequence[Plan]) -> dict[str, float]:
    """Weight of an example by the programme of its plan, see OTHERS."""
    smart = sum(plan.programme == "smart" for plan in plans)
    return {"smart": 1.0, "other": max(1.0, OTHERS / (1 - OTHERS) * smart / max(1, len(plans) - smart))}
