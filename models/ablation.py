"""What each feature group, and each manner of the corpora, contributes to the section model; writes ABLATION.md.

    python -m models.ablation [FOLDER]

Without each of them the model is trained again and measured on hands left out, in three groups. FOLDER may hold plans
from outside the corpora (`answers.outside_answers` says how): form varies more there than among authors who wrote to
order, so that a group of features that adds nothing here may well add something there.
"""

import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.reading import Plan, read_plans
from models.answers import Answer, outside_answers, section_answers
from models.measure import macro_f1
from models.train import HELD_OUT
from models.training_sections import WEIGHTS, hand_folds, train_headings
from pipeline.classify.features import SECTION_GROUPS
from pipeline.classify.models import HeadingModels

FOLDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """What was left out, and (accuracy, macro-F1) of what was left, on the corpora and outside."""

    what: str
    corpora: tuple[float, float]
    outside: tuple[float, float] | None


def rows(folder: Path | None) -> list[Row]:
    """All rows: nothing left out, then the feature groups, then the manners."""
    known = [plan for plan in read_plans() if plan.hand not in HELD_OUT]
    return list(_rows(known, folder))


def _rows(known: Sequence[Plan], folder: Path | None) -> Iterator[Row]:
    yield _row("nothing left out", known, WEIGHTS, folder)
    for group in SECTION_GROUPS:
        yield _row(f"features: {group}", known, {**WEIGHTS, group: 0.0}, folder)
    for manner in sorted({plan.manner for plan in known}):
        kept = {plan.id for plan in known if plan.manner != manner}
        yield _row(f"manner: {manner}", known, WEIGHTS, folder, kept)


def _row(
    what: str,
    known: Sequence[Plan],
    weights: Mapping[str, float],
    folder: Path | None,
    kept: Container[str] | None = None,
) -> Row:
    """`kept` are the ids of the plans to train on, by default all; measured are all in any case."""

    def trained(plans: Sequence[Plan]) -> HeadingModels:
        return train_headings([plan for plan in plans if kept is None or plan.id in kept], weights)

    folds = hand_folds(known, FOLDS)
    answers = [answer for others, own in folds for answer in section_answers(own, trained(others))]
    return Row(what, _score(answers), _score(list(outside_answers(folder, trained(known)))) if folder else None)


def _score(answers: Sequence[Answer]) -> tuple[float, float]:
    return sum(answer.ok for answer in answers) / max(1, len(answers)), macro_f1([answer.pair for answer in answers])


def lines(plans: int, found: Sequence[Row]) -> Iterator[str]:
    """ABLATION.md."""
    yield "# Ablation\n"
    yield f"Written by `python -m models.ablation`, of {plans} plans; do not edit. Hands are left out in {FOLDS} groups.\n"
    yield "| left out | accuracy | macro-F1 | accuracy outside | macro-F1 outside |\n|---|---|---|---|---|"
    for row in found:
        outside = " | ".join(f"{value:.3f}" for value in row.outside) if row.outside else "– | –"
        yield f"| {row.what} | {row.corpora[0]:.3f} | {row.corpora[1]:.3f} | {outside} |"
    if any(row.outside for row in found):
        yield "\nOutside: headings of plans of other programmes that are not in the project and were only measured."


if __name__ == "__main__":
    written = "\n".join(lines(len(read_plans()), rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))
    Path(__file__).with_name("ABLATION.md").write_text(written + "\n", encoding="utf-8")
    print(written)
