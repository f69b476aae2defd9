"""Measures the models and writes MODEL_CARD.md. Run: python -m models.evaluate [--no-ablation] [--outside FOLDER]

Every figure is of plans that the model was not trained on: leave-one-hand-out over the training hands, and the hand
kept apart. Headings are found by the product itself from plain unstyled paragraphs, not given.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.build import raw_document
from corpora.reading import Plan, read_plans
from models import card, mutations
from models.ablation import Row, rows
from models.answers import Answer, baseline_answers, section_answers
from models.measure import Counts, compare, compare_rules, true_verdicts
from models.mutations import Planted
from models.train import HELD_OUT, SEEN, UNSEEN
from models.training import train_all
from pipeline import classify, journey
from pipeline.profile import load_profile

CARD = Path(__file__).with_name("MODEL_CARD.md")


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
    ablation: list[Row]
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


def measure(*, ablation: bool, outside: Path | None) -> Measured:
    """All figures."""
    plans, profile = read_plans(), load_profile()
    result = Measured(
        defaultdict(list), {name: defaultdict(Counts) for name in card.SETS}, {name: {} for name in card.SETS},
        defaultdict(list), [], {}, len(plans), sum(len(plan.text) for plan in plans),
    )  # fmt: skip
    with ProcessPoolExecutor(1) as beside:
        # Leaving things out takes as long as all the rest; it runs beside it.
        left_out = beside.submit(rows, outside) if ablation else None
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


def main() -> None:
    """Measure, print and write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-ablation", action="store_true")
    parser.add_argument("--outside", type=Path, help="plans of others for the ablation, see models/ablation.py")
    given = parser.parse_args()
    measured = measure(ablation=not given.no_ablation, outside=given.outside)
    text = card.write(measured)
    CARD.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
