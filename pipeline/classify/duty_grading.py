"""From the features of a paragraph and a duty to the probability that it fulfils, or at least names, the duty.

The mean of a logistic regression and a forest of randomised trees: the one extrapolates, the other knows that a
number means little where the clause is negated. Both are kept as plain arrays, which load in milliseconds and leave
the model file without any classes to trust.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
GRADES = ("met", "none", "weak")


def pack_linear(scaler: Any, logistic: Any) -> dict[str, Any]:
    """A fitted StandardScaler and LogisticRegression over GRADES."""
    order = [list(logistic.classes_).index(name) for name in GRADES]
    return {
        "mean": scaler.mean_.astype(np.float32), "scale": scaler.scale_.astype(np.float32),
        "coef": logistic.coef_[order].astype(np.float32), "intercept": logistic.intercept_[order].astype(np.float32),
    }  # fmt: skip


def pack_forest(forest: Any) -> dict[str, Any]:
    """A fitted forest over GRADES: all nodes of all trees in a row, leaves with themselves as children."""
    order = [list(forest.classes_).index(name) for name in GRADES]
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, size = [], 0
    for estimator in forest.estimators_:
        tree = estimator.tree_
        own = np.arange(tree.node_count)
        leaf = tree.children_left < 0
        roots.append(size)
        parts["feature"].append(np.where(leaf, 0, tree.feature))
        parts["threshold"].append(tree.threshold)
        parts["left"].append(np.where(leaf, own, tree.children_left) + size)
        parts["right"].append(np.where(leaf, own, tree.children_right) + size)
        share = tree.value[:, 0, order]
        parts["value"].append(share / share.sum(axis=1, keepdims=True))
        size += tree.node_count
    kinds = {"feature": np.int16, "threshold": np.float32, "left": np.int32, "right": np.int32, "value": np.float16}
    return {name: np.concatenate(part).astype(kinds[name]) for name, part in parts.items()} | {
        "roots": np.array(roots, dtype=np.int32)
    }


def _linear(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    scores = (rows - stored["mean"]) / stored["scale"] @ stored["coef"].T.astype(np.float64) + stored["intercept"]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = scores / scores.sum(axis=1, keepdims=True)
    return result


def _forest(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    feature, threshold = stored["feature"], stored["threshold"]
    left, right = stored["left"], stored["right"]
    at = np.tile(stored["roots"], (len(rows), 1))
    index = np.arange(len(rows))[:, None]
    small = rows.astype(np.float32)
    while True:
        after = np.where(small[index, feature[at]] <= threshold[at], left[at], right[at])
        if np.array_equal(after, at):
            break
        at = after
    result: Matrix = stored["value"][at].astype(np.float64).mean(axis=1)
    return result


def grade(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """(rows, 2): probability of met, and of met or weak."""
    both = 0.5 * _linear(stored["linear"], rows) + 0.5 * _forest(stored["forest"], rows)
    return np.stack([both[:, 0], both[:, 0] + both[:, 2]], axis=1)
