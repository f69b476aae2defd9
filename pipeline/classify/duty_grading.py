"""From the features of a paragraph and a duty to the probability that it fulfils, or at least names, the duty.

Each is the mean of boosted trees and a forest of randomised ones: the boosted are the more exact, the forest errs less on
wording that nobody wrote before.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

import numpy as np

from pipeline.classify.duty_features import FEATURES
from pipeline.classify.duty_wording import ALONE
from pipeline.classify.model import Matrix
from pipeline.classify.trees import Grader, boosted_probability, forest_probability

QUESTIONS = ("met", "named")
_AT = {name: at for at, name in enumerate(FEATURES)}


Discount = Literal["copied", "past", "negated", "others", "elsewhere", "hollow", "bare"]
"""Why a sentence counts for little whatever the trees make of it."""
Objection = Literal[Discount, "apart"]
"""Why a sentence counts for little however well its words fit; `ByObjection` says what each means."""


class ByObjection(TypedDict):
    """Words for every objection; a table that leaves one out does not pass mypy."""

    copied: str
    """Most of it is the notice's own text."""
    past: str
    """It says what is there or done already."""
    negated: str
    """It says that the thing is not done, not yet done, or lacking."""
    elsewhere: str
    """It is about another line of business."""
    others: str
    """It says what the province or another city does."""
    hollow: str
    """It has a blank, or something to be settled, where the measure would stand."""
    bare: str
    """It has a few words, as a heading has."""
    apart: str
    """It is about something near it: what looks like it (its `apart`), or names nothing that it cannot be without (`needs`)."""


def objection(row: Sequence[float], met: float, *, apart: bool) -> Objection | None:
    """Why a sentence with this probability of met counts for little, None where nothing speaks against it; `apart` says
    whether it is about something near the duty. What the trees weigh by themselves is named only where they make little
    of the sentence."""
    if (found := _discount(row)) or met >= LIKELY:
        return found
    if row[_AT["past_only"]]:
        return "past"
    if row[_AT["others"]]:
        return "others"
    return "apart" if apart else None


def _discount(row: Sequence[float]) -> Discount | None:
    if row[_AT["copied"]] > 0.6 and not (row[_AT["number"]] or row[_AT["date"]]):
        return "copied"
    if row[_AT["base"]] > 0.7 or (row[_AT["past_only"]] and row[_AT["past_start"]]):
        return "past"
    if row[_AT["negated_clause"]] or (row[_AT["negated_after"]] and row[_AT["claimed"]] < 0.9):
        return "negated"
    if row[_AT["others"]] >= ALONE:
        return "others"
    if row[_AT["elsewhere_only"]] and not row[_AT["field"]]:
        return "elsewhere"
    if row[_AT["hollow_clause"]]:
        return "hollow"
    return "bare" if row[_AT["length"]] < BARE and not row[_AT["specific"]] else None


BARE = 0.13
"""Hundreds of characters; a shorter sentence without a figure, date or name is no more than a heading."""
LIKELY = 0.5
"""Probability of met below which the trees make little of a sentence."""
_FACTOR: Mapping[Discount | None, float] = {
    "copied": 0.0, "past": 0.0, "negated": 0.3, "others": 0.4, "elsewhere": 0.5, "hollow": 0.4, "bare": 0.5, None: 1.0,
}  # fmt: skip
"""What is left of the probability of met. Of what others alone do, one in fifty fulfils a duty in the corpora; of what speaks of
another line of business and of none of the field's words, one in eight; of bare words, one in six."""
APART = 0.3
"""What is left of both probabilities of what is about something near the duty: of 2,053 times that plans fulfil a duty with
`needs`, none does so without naming them."""


def grade(graders: Mapping[str, Grader], rows: Matrix) -> Matrix:
    """(rows, 2): probability of met, and of met or weak."""
    columns = [
        (boosted_probability(graders[name].boosted, rows) + forest_probability(graders[name].forest, rows)) / 2
        for name in QUESTIONS
    ]
    columns[0] = columns[0] * np.array([_FACTOR[_discount(row)] for row in rows])
    return np.stack([columns[0], np.maximum(*columns)], axis=1)
