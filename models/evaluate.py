"""Measures the models and writes MODEL_CARD.md. Run: python -m models.evaluate [--no-ablation]

Every figure is of plans that the model was not trained on: leave-one-hand-out over the training hands, and the hand
kept apart. Headings are found by the product itself from plain unstyled paragraphs, not given.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.build import raw_document, true_document
from corpora.reading import Plan, read_plans
from models import card, mutations
from models.baselines import fit_plain, keyword_label, plain_text
from models.measure import Counts, compare, compare_rules, macro_f1, true_verdicts
from models.mutations import Planted
from models.train import HELD_OUT, SEEN, UNSEEN
from models.training import WEIGHTS, _top, _usable, hand_folds, train, train_all
from pipeline import classify, journey
from pipeline.classify import LABELS, section_probabilities
from pipeline.classify.features import Unit, units
from pipeline.profile import load_profile
from pipeline.segment import segment

ABLATION_FOLDS = 5
CARD = Path(__file__).with_name("MODEL_CARD.md")


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


def _sections(plan: Plan) -> tuple[Any, list[Unit], list[tuple[int, tuple[str, ...]]]]:
    document, truth = true_document(plan)
    found = units(document, segment(document))
    right = [
        (i, tuple(_top(label) for label in _usable(truth[unit.section.start].labels)))
        for i, unit in enumerate(found)
        if unit.section.headed
    ]
    return document, found, [(i, labels) for i, labels in right if labels]


def section_answers(plans: Sequence[Plan], model: Mapping[str, Any]) -> Iterator[Answer]:
    """What the section model says of every labelled heading."""
    for plan in plans:
        document, found, right = _sections(plan)
        rows = section_probabilities(document, [unit.section for unit in found], model)
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


def folds(plans: Sequence[Plan]) -> Iterator[tuple[list[Plan], dict[str, list[Plan]]]]:
    """(training plans, plans to measure by set) for every training hand left out, then for the hands kept apart."""
    known = [plan for plan in plans if plan.hand not in HELD_OUT]
    for hand in sorted({plan.hand for plan in known}):
        yield [plan for plan in known if plan.hand != hand], {"known": [plan for plan in known if plan.hand == hand]}
    apart = {"seen": SEEN, "unseen": UNSEEN}
    yield known, {name: [plan for plan in plans if plan.hand in hands] for name, hands in apart.items()}


@dataclass
class Measured:
    """Everything that goes into the model card."""

    sections: dict[str, list[Answer]]
    """By system and set: `ours/known`, `keyword/unseen`…"""
    verdicts: dict[str, dict[str, Counts]]
    rules: dict[str, dict[str, Counts]]
    sureness: dict[str, list[tuple[float, bool]]]
    ablation: list[tuple[str, float, float]]
    planted: dict[str, Planted]
    """By the hand of the plans."""
    plans: int
    characters: int


def measure_verdicts(plans: Sequence[Plan], model: Mapping[str, Any], name: str, into: Measured) -> None:
    """Run the whole product on plans of the profile's subject with this model."""
    profile = load_profile()
    rules = [requirement.id for requirement in profile.by_kind("rule") if not requirement.id.startswith("document.")]
    classify.load_model = lambda: model  # type: ignore[assignment]
    for plan in plans:
        if plan.programme != "smart":
            continue
        report = journey.judge(raw_document(plan), profile)
        compare(plan, report, into.verdicts[name])
        compare_rules(plan, report, rules, into.rules[name])
        truth = true_verdicts(plan, profile)
        for outcome in report.outcomes:
            if outcome.verdict in ("met", "weak", "missing"):
                right = (outcome.verdict == "met") == (truth[outcome.requirement.id] == "met")
                into.sureness[name].append((outcome.confidence, right))


def measure(*, ablation: bool) -> Measured:
    """All figures."""
    plans, profile = read_plans(), load_profile()
    result = Measured(
        defaultdict(list), {name: defaultdict(Counts) for name in card.SETS}, {name: {} for name in card.SETS},
        defaultdict(list), [], {}, len(plans), sum(len(plan.text) for plan in plans),
    )  # fmt: skip
    with ProcessPoolExecutor(1) as beside:
        # Leaving things out takes as long as all the rest; it runs beside it.
        left_out = beside.submit(ablation_rows) if ablation else None
        for training, sets in folds(plans):
            model = train_all(training, profile)
            for name, measured in sets.items():
                result.sections[f"ours/{name}"] += section_answers(measured, model)
                for system, answer in baseline_answers(training, measured):
                    result.sections[f"{system}/{name}"].append(answer)
                measure_verdicts(measured, model, name, result)
        result.planted = mutations.measure_hands(profile)
        result.ablation = left_out.result() if left_out else []
    return result


def ablation_rows() -> list[tuple[str, float, float]]:
    """All rows of the ablation table."""
    return list(ablate(read_plans()))


def ablate(plans: Sequence[Plan]) -> Iterator[tuple[str, float, float]]:
    """Accuracy and macro-F1 of the section model without each feature group, and without each manner's plans."""
    known = [plan for plan in plans if plan.hand not in HELD_OUT]
    yield ("nothing left out", *_score(known, known))
    for group in ("heading", "path", "body", "neighbours", "shape"):
        weight, WEIGHTS[group] = WEIGHTS[group], 0.0
        yield (f"features: {group}", *_score(known, known))
        WEIGHTS[group] = weight
    for manner in sorted({plan.manner for plan in known}):
        yield (f"manner: {manner}", *_score([plan for plan in known if plan.manner != manner], known))


def _score(training: Sequence[Plan], known: Sequence[Plan]) -> tuple[float, float]:
    answers: list[Answer] = []
    kept = {plan.id for plan in training}
    for others, own in hand_folds(known, ABLATION_FOLDS):
        answers += section_answers(own, train([plan for plan in others if plan.id in kept]))
    return sum(a.ok for a in answers) / len(answers), macro_f1([a.pair for a in answers])


def main() -> None:
    """Measure, print and write the card."""
    measured = measure(ablation="--no-ablation" not in sys.argv)
    text = card.write(measured)
    CARD.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
