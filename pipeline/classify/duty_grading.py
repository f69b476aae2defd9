"""From the features of a paragraph and a duty to the probability that it fulfils, or at least names, the duty.

Each is the mean of a logistic regression and a forest of randomised trees: the one extrapolates, the other knows that
a number means little where the clause is negated. Both are kept as plain arrays, which load in milliseconds and leave
the model file without any classes to trust.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.classify.duty_features import FEATURES

Matrix = npt.NDArray[np.float64]
QUESTIONS = ("met", "named")
TOGETHER = 8
"""Trees walked at once: the nodes of so few stay in the processor's cache."""
_AT = {name: at for at, name in enumerate(FEATURES)}


def pack_linear(scaler: Any, logistic: Any) -> dict[str, Any]:
    """A fitted StandardScaler and a LogisticRegression of one question."""
    return {
        "mean": scaler.mean_.astype(np.float32), "scale": scaler.scale_.astype(np.float32),
        "coef": logistic.coef_[0].astype(np.float32), "intercept": float(logistic.intercept_[0]),
    }  # fmt: skip


def pack_forest(forest: Any) -> dict[str, Any]:
    """A fitted forest of one question: all nodes of all trees in a row, leaves with themselves as children."""
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, size = [], 0
    for estimator in forest.estimators_:
        tree = estimator.tree_
        own = np.arange(tree.node_count)
        leaf = tree.children_left < 0
        roots.append(size)
        parts["feature"].append(np.where(leaf, 0, tree.feature))
        parts["threshold"].append(np.where(leaf, 0.0, tree.threshold))
        parts["left"].append(np.where(leaf, own, tree.children_left) + size)
        parts["right"].append(np.where(leaf, own, tree.children_right) + size)
        parts["value"].append(np.where(leaf, tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1), 0.0))
        size += tree.node_count
    kinds = {"feature": np.int16, "threshold": np.float32, "left": np.int32, "right": np.int32, "value": np.float16}
    packed = {name: np.concatenate(part).astype(kinds[name]) for name, part in parts.items()}
    return packed | {"roots": np.array(roots, dtype=np.int32)}


def _linear(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    scores = (rows - stored["mean"]) / stored["scale"] @ stored["coef"].astype(np.float64) + stored["intercept"]
    result: Matrix = 1 / (1 + np.exp(-scores))
    return result


def _forest(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """Mean of the leaves that each row falls into; a leaf is its own child, and who has reached one walks no further."""
    names = ("feature", "threshold", "left", "right", "roots")
    feature, threshold, left, right, roots = (stored[name] for name in names)
    cells = rows.astype(np.float32).ravel()
    result: Matrix = np.zeros(len(rows))
    for at in range(0, len(roots), TOGETHER):
        node = np.tile(roots[at : at + TOGETHER], len(rows))
        row = np.repeat(np.arange(len(rows)) * rows.shape[1], node.size // len(rows))
        leaf, walking = node.copy(), np.arange(node.size)
        while walking.size:
            goes_right = cells.take(row + feature.take(node)) > threshold.take(node)
            after = np.where(goes_right, right.take(node), left.take(node))
            moved = after != node
            leaf[walking] = after
            walking, row, node = walking[moved], row[moved], after[moved]
        result += stored["value"].take(leaf).astype(np.float64).reshape(len(rows), -1).sum(axis=1)
    return result / len(roots)


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


def grade(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """(rows, 2): probability of met, and of met or weak."""
    columns = [
        0.5 * _linear(stored[name]["linear"], rows) + 0.5 * _forest(stored[name]["forest"], rows) for name in QUESTIONS
    ]
    columns[0] = columns[0] * np.array([FACTOR[reason(row)] for row in rows])
    return np.stack([columns[0], np.maximum(*columns)], axis=1)
