"""Labels for sections and blocks of text: the trained models applied, then the order of sections taken into account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.classify.features import Unit, joined_columns, paragraph_columns, section_columns, units
from pipeline.classify.model import Matrix, TextModel, bagged
from pipeline.classify.models import HeadingModels, Order, SectionModels
from pipeline.classify.sequence import chains, smooth_chain
from pipeline.document import Document, Label, Section, task_label

LABELS = ("basics", "content", "foundation", "goals", "other", "safeguards", "schedule")
SHOWN = 0.15
"""Labels less probable than SHOWN are not listed; where even the best is below ABSTAIN the model says nothing."""
ABSTAIN = 0.3
JOINED = 0.6
"""Where each half of a joined heading is at least so clear and they are of different things, it is of both."""
SHARE, FLOOR = 0.4, 0.003
"""How much a paragraph's section says of it (leave-one-hand-out: accuracy .908 against .90 for equal shares)."""


@dataclass(frozen=True, slots=True)
class LabelledBlock:
    """A paragraph, list item or table and what it is about."""

    block: int
    section: int
    labels: Mapping[str, float]
    """Probability of every label of LABELS."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Sections with their labels, and every block of text with its own."""

    sections: tuple[Section, ...]
    passages: tuple[LabelledBlock, ...]


def label(document: Document, sections: tuple[Section, ...], models: SectionModels) -> Labelled:
    """Label every section, paragraph, list item and table."""
    found = units(document, sections)
    rows = _Rows(found)
    by_section = _by_section(rows, models)
    tasks = _tasks(rows, models.tasks)
    labelled = tuple(
        replace(section, labels=_labels(row, task))
        for section, row, task in zip(sections, by_section, tasks, strict=True)
    )
    return Labelled(labelled, _passages(document, sections, by_section, models.paragraphs))


def section_probabilities(document: Document, sections: Sequence[Section], models: HeadingModels) -> Matrix:
    """(sections, LABELS) probabilities."""
    return _by_section(_Rows(units(document, sections)), models)


class _Rows:
    """What the models see of the sections, taken to pieces once for both; joined headings follow by their halves."""

    def __init__(self, found: Sequence[Unit]) -> None:
        self.sections = [unit.section for unit in found]
        rows = section_columns(found)
        self.joined = joined_columns(found, rows)
        self.columns = bagged([*rows, *(part for _, parts in self.joined for part in parts)])


def _by_section(rows: _Rows, models: HeadingModels) -> Matrix:
    single = models.sections.probabilities(rows.columns)
    at = len(rows.sections)
    result = _in_sequence(rows.sections, single[:at], models.order)
    for i, parts in rows.joined:
        each, at = single[at : at + len(parts)], at + len(parts)
        if each.max(axis=1).min() >= JOINED and len(set(each.argmax(axis=1))) > 1:
            weights = 1 - each[:, LABELS.index("other")] / 2  # 指导思想和工作目标 is of the goals before all
            result[i] = weights @ each / weights.sum()
    return result


def _in_sequence(sections: Sequence[Section], single: Matrix, order: Order) -> Matrix:
    """Section probabilities that know their neighbours and parents.

    What the model says of single sections is in proportion to likelihoods, for it is fitted with labels balanced.
    """
    result = single.copy()
    for parent, members in chains(sections):
        chain = order.top if parent is None else order.sub
        inherit = None if parent is None else (result[parent] @ order.inherit) ** order.inheritance
        result[members] = smooth_chain(single[members], chain.entry, chain.transition, inherit)
    result = result**order.temperature
    return np.asarray(result / result.sum(axis=1, keepdims=True))


def _labels(row: Matrix, tasks: Mapping[str, float]) -> tuple[Label, ...]:
    """Labels worth showing, the most probable first, content also by task; none where the model abstains."""
    if row.max() < ABSTAIN:
        return ()
    found = {name: float(value) for name, value in zip(LABELS, row, strict=True)}
    found |= {task_label(task): found["content"] * share for task, share in tasks.items()}
    shown = [Label(name, round(value, 4)) for name, value in found.items() if value >= SHOWN]
    return tuple(sorted(shown, key=lambda label: (-label.probability, label.label)))


def _tasks(rows: _Rows, model: TextModel) -> list[dict[str, float]]:
    shares = model.probabilities(rows.columns)[: len(rows.sections)]
    return [
        {name: float(value) for name, value in zip(model.classes, row, strict=True) if name != "none"} for row in shares
    ]


def _passages(
    document: Document, sections: Sequence[Section], by_section: Matrix, model: TextModel
) -> tuple[LabelledBlock, ...]:
    rows: list[list[str]] = []
    places: list[tuple[int, int]] = []
    for i, section in enumerate(sections):
        stop = sections[i + 1].start if i + 1 < len(sections) else len(document.blocks)
        own = [
            at
            for at in range(section.start, stop)
            if document.blocks[at].kind not in ("heading", "furniture", "caption") and document.blocks[at].text
        ]
        rows += paragraph_columns(document, section, own)
        places += [(at, i) for at in own]
    if not rows:
        return ()
    alone = model.probabilities(bagged(rows))
    mixed = alone * (by_section[[i for _, i in places]] + FLOOR) ** SHARE
    mixed /= mixed.sum(axis=1, keepdims=True)
    return tuple(
        LabelledBlock(at, i, dict(zip(LABELS, (float(value) for value in row), strict=True)))
        for (at, i), row in zip(places, mixed, strict=True)
    )
