"""From the features of a paragraph and a duty to the probability that it fulfils, or at least names, the duty.

Each is the mean of boosted trees and a forest of randomised ones: the boosted are the more exact, the forest errs less on
wording that nobody wrote before.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.classify.duty_features import FEATURES
from pipeline.classify.trees import Grader, Matrix, boosted_probability, forest_probability

QUESTIONS = ("met", "named")
_AT = {name: at for at, name in enumerate(FEATURES)}


def reason(row: Sequence[float]) -> str:
    """Why a sentence counts for little however well its words fit; "" where nothing speaks against it."""
    if row[_AT["copied"]] > 0.6:
        return "copied"
    if row[_AT["base"]] > 0.7 or (row[_AT["past_only"]] and row[_AT["past_start"]]):
        return "past"
    if row[_AT["negated_clause"]] or (row[_AT["negated_after"]] and row[_AT["claimed"]] < 0.9):
        return "negated"
    if row[_AT["elsewhere_only"]] and not row[_AT["field"]]:
        return "elsewhere"
    if row[_AT["hollow_clause"]]:
        return "hollow"
    return "bare" if row[_AT["length"]] < BARE and not row[_AT["specific"]] else ""


BARE = 0.13
"""Hundreds of characters; a shorter sentence without a figure, date or name is no more than a heading."""
FACTOR = {"copied": 0.0, "past": 0.0, "negated": 0.3, "hollow": 0.4, "elsewhere": 0.5, "bare": 0.5, "": 1.0}
"""What is left of the probability of met for each reason against it. Of what speaks of another line of business and of
none of the field's words, one in eight fulfils a duty in the corpora; of bare words, one in six."""


def grade(graders: Mapping[str, Grader], rows: Matrix) -> Matrix:
    """(rows, 2): probability of met, and of met or weak."""
    columns = [
        (boosted_probability(graders[name].boosted, rows) + forest_probability(graders[name].forest, rows)) / 2
        for name in QUESTIONS
    ]
    columns[0] = columns[0] * np.array([FACTOR[reason(row)] for row in rows])
    return np.stack([columns[0], np.maximum(*columns)], axis=1)
