"""Measures the models and writes MODEL_CARD.md. Run: python -m models.evaluate

Every figure is of plans that the model was not trained on: the training hands, left out some at a time, and the hands
kept apart. Headings are found by the product itself from plain unstyled paragraphs, not given.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpora.build import raw_document
from corpora.reading import Plan, read_plans
from models import card, mutations
from models.answers import Answer, baseline_answers, section_answers
from models.measure import Counts, compare, compare_rules, true_verdicts
from models.mutations import Planted
from models.train import HELD_OUT, SEEN, UNSEEN, train_all
from models.training_sections import hand_folds
from pipeline.check import load_profile
from pipeline.classify.models import Models
from pipeline.journey import judge

FOLDS = 3
"""Groups of training hands that are left out in turn: each model learns from two thirds of them. Six groups take more than an
hour on two cores, and their label accuracies were within the intervals of these."""
APART = {"seen": SEEN, "unseen": UNSEEN}
CARD = Path(__file__).with_name("MODEL_CARD.md")


@dataclass
class Measured:
    """Everything that goes into the model card."""

    sections: dict[str, list[Answer]]
    """By system and set: `ours/known`, `keyword/unseen`…"""
    verdicts: dict[str, dict[str, Counts]]
    rules: dict[str, dict[str, Counts]]
    sureness: dict[str, list[tuple[float, bool]]]
    planted: dict[str, Planted]
    """By the hand of the plans."""
    plans: int
    characters: int

    @classmethod
    def empty(cls, plans: Sequence[Plan]) -> "Measured":
        """Nothing measured yet."""
        return cls(
            defaultdict(list), {name: defaultdict(Counts) for name in card.SETS}, {name: {} for name in card.SETS},
            defaultdict(list), {}, len(plans), sum(len(plan.text) for plan in plans),
        )  # fmt: skip

    def join(self, part: "Measured") -> None:
        """Add what one fold measured."""
        for system, answers in part.sections.items():
            self.sections[system] += answers
        for name in card.SETS:
            for own, others in ((self.verdicts[name], part.verdicts[name]), (self.rules[name], part.rules[name])):
                for key, counts in others.items():
                    own.setdefault(key, Counts()).join(counts)
            self.sureness[name] += part.sureness[name]


def measure_verdicts(plans: Sequence[Plan], models: Models, name: str, into: Measured) -> None:
    """Run the whole product on plans of the profile's subject with these models."""
    profile = load_profile()
    rules = [requirement.id for requirement in profile.by_kind("rule") if not requirement.id.startswith("document.")]
    for plan in plans:
        if plan.programme != "smart":
            continue
        report = judge(raw_document(plan), profile, models)
        compare(plan, report, into.verdicts[name])
        compare_rules(plan, report, rules, into.rules[name])
        truth = true_verdicts(plan, profile)
        for outcome in report.outcomes:
            if outcome.verdict in ("met", "weak", "missing"):
                right = (outcome.verdict == "met") == (truth[outcome.requirement.id] == "met")
                into.sureness[name].append((outcome.confidence, right))


def measure() -> Measured:
    """All figures, two folds at a time."""
    plans = read_plans()
    result = Measured.empty(plans)
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(_fold, [*range(FOLDS), None]):
            result.join(part)
    result.planted = mutations.measure_hands(load_profile())
    return result


def _fold(group: int | None) -> Measured:
    """A group of training hands left out and measured; for None, the hands kept apart."""
    plans, profile = read_plans(), load_profile()
    part = Measured.empty(())
    training = [plan for plan in plans if plan.hand not in HELD_OUT]
    sets = {name: [plan for plan in plans if plan.hand in hands] for name, hands in APART.items()}
    if group is not None:
        training, own = list(hand_folds(training, FOLDS))[group]
        sets = {"known": own}
    models = train_all(training, profile)
    for name, measured in sets.items():
        part.sections[f"ours/{name}"] += section_answers(measured, models.sections)
        for system, answer in baseline_answers(training, measured):
            part.sections[f"{system}/{name}"].append(answer)
        measure_verdicts(measured, models, name, part)
    return part


def main() -> None:
    """Measure, print and write the card."""
    text = card.write(measure())
    CARD.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
