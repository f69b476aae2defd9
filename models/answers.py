"""What systems say of the headings of labelled plans: ours, and two baselines."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.build import true_document
from corpora.reading import Plan
from models.baselines import fit_plain, keyword_label, plain_text
from models.training_sections import top_label, usable
from pipeline.classify.features import Unit, units
from pipeline.classify.labels import LABELS, section_probabilities
from pipeline.classify.models import HeadingModels
from pipeline.document import Block, Document, PageCoverage, Section
from pipeline.segment import segment
from pipeline.structure import structure
from pipeline.text.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Answer:
    """One section: the labels that are right, the one given, and how sure the model was."""

    plan: str
    manner: str
    heading: str
    right: tuple[str, ...]
    given: str
    sure: float

    @property
    def ok(self) -> bool:
        return self.given in self.right

    @property
    def pair(self) -> tuple[str, str]:
        return self.right[0], self.right[0] if self.ok else self.given


def _sections(plan: Plan) -> tuple[Document, list[Unit], list[tuple[int, tuple[str, ...]]]]:
    document, truth = true_document(plan)
    found = units(document, segment(document))
    right = [
        (i, tuple(top_label(label) for label in usable(truth[unit.section.start].labels)))
        for i, unit in enumerate(found)
        if unit.section.headed
    ]
    return document, found, [(i, labels) for i, labels in right if labels]


def section_answers(plans: Sequence[Plan], models: HeadingModels) -> Iterator[Answer]:
    """What the section model says of every labelled heading."""
    for plan in plans:
        document, found, right = _sections(plan)
        rows = section_probabilities(document, [unit.section for unit in found], models)
        for i, labels in right:
            best = int(rows[i].argmax())
            yield Answer(plan.id, plan.manner, found[i].section.heading, labels, LABELS[best], float(rows[i, best]))


def baseline_answers(train_plans: Sequence[Plan], plans: Sequence[Plan]) -> Iterator[tuple[str, Answer]]:
    """The same of the two baselines."""
    texts, labels = [], []
    for plan in train_plans:
        _, found, right = _sections(plan)
        texts += [plain_text(found[i]) for i, _ in right]
        labels += [names[0] for _, names in right]
    plain = fit_plain(texts, labels)
    for plan in plans:
        _, found, right = _sections(plan)
        guesses = plain.predict([plain_text(found[i]) for i, _ in right]) if right else []
        for (i, names), guess in zip(right, guesses, strict=True):
            heading = found[i].section.heading
            yield "keyword", Answer(plan.id, plan.manner, heading, names, keyword_label(found[i]), 1.0)
            yield "tfidf", Answer(plan.id, plan.manner, heading, names, str(guess), 1.0)


def outside_answers(folder: Path, models: HeadingModels) -> Iterator[Answer]:
    """What the section model says of the headings of plans outside the corpora.

    Below the folder lie `*.txt`, one paragraph a line, and in it `labels.jsonl` with their headings in order: `plan`,
    `heading`, `label`, and `also` for a second right label. Headings are found by the product; one that is not found
    counts as wrong. Raises KeyError for a plan without a text.
    """
    texts = {path.stem: path for path in folder.rglob("*.txt")}
    wanted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted[row["plan"]].append(row)
    for name, rows in wanted.items():
        text = texts[name].read_text(encoding="utf-8")
        blocks = tuple(Block(line.strip(), "paragraph", 1) for line in text.splitlines() if line.strip())
        document = structure(Document(name, "", "docx", blocks, 1, (PageCoverage(1, "text", len(text)),)))
        sections = segment(document)
        given = section_probabilities(document, sections, models)
        after = 0
        for row in rows:
            right = (row["label"], *([row["also"]] if isinstance(row.get("also"), str) else row.get("also") or ()))
            at = next((i for i in range(after, len(sections)) if _alike(row["heading"], sections[i])), None)
            best = int(given[at].argmax()) if at is not None else -1
            label, sure = (LABELS[best], float(given[at, best])) if at is not None else ("not found", 1.0)
            yield Answer(name, "", row["heading"], right, label, sure)
            after = after if at is None else at + 1


def _alike(heading: str, section: Section) -> bool:
    """Whether a section's heading is the one meant, whatever its number and marks, and where its body begins."""
    one, other = (_plain(text) for text in (heading, section.heading))
    short, long = sorted((one, other), key=len)
    return bool(short) and (one == other or (len(short) >= 4 and long.startswith(short)))


def _plain(heading: str) -> str:
    number = parse_number(heading)
    return re.sub(r"\W", "", heading[number.stop :] if number else heading)[:20]
