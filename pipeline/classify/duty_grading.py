"""From the features of a paragraph and a duty to the probability that it fulfils, or at least names, the duty.

Each is the mean of boosted trees and a forest of randomised ones: the boosted are the more exact, the forest errs less on
wording that nobody wrote before. Both are kept as plain arrays, which load in milliseconds and leave the model file without
any classes to trust.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.classify.duty_features import FEATURES

Matrix = npt.NDArray[np.float64]
Column = npt.NDArray[Any]
QUESTIONS = ("met", "named")
TOGETHER = 1 << 14
"""Walks through trees at once: more leave the processor's cache, fewer are not worth a call of numpy."""
STEPS = 4
"""Levels walked before those that have reached a leaf are left out."""
_AT = {name: at for at, name in enumerate(FEATURES)}


class Nodes(NamedTuple):
    """One tree, a row for each node; what is above the threshold goes right."""

    feature: Column
    threshold: Column
    left: Column
    right: Column
    leaf: Column
    value: Column
    """Of a leaf, what it answers."""


def pack_forest(forest: Any) -> dict[str, Any]:
    """A fitted forest of one question; its leaves hold probabilities."""
    trees = (estimator.tree_ for estimator in forest.estimators_)
    return _packed(
        Nodes(
            tree.feature, tree.threshold, tree.children_left, tree.children_right, tree.children_left < 0,
            tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1),
        )
        for tree in trees
    )  # fmt: skip


def pack_boosted(boosted: Any) -> dict[str, Any]:
    """A fitted HistGradientBoostingClassifier of one question; its leaves hold what they add to the log-odds.

    scikit-learn says nowhere in public what it has fitted; a test holds this reading of it to its own answers.
    """
    trees = (stage[0].nodes for stage in boosted._predictors)
    packed = _packed(
        Nodes(
            tree["feature_idx"], tree["num_threshold"], tree["left"], tree["right"], tree["is_leaf"].astype(bool),
            tree["value"],
        )
        for tree in trees
    )  # fmt: skip
    return packed | {"baseline": float(boosted._baseline_prediction.item())}


def _packed(trees: Iterable[Nodes]) -> dict[str, Any]:
    """All nodes of all trees, level by level: what goes right stands behind what goes left, and a leaf, which lets nothing
    go right, is its own left child."""
    nodes, roots = _rowed(trees)
    order, level = [roots], roots
    while level.size:
        inner = level[~nodes.leaf[level]]
        level = np.stack([nodes.left[inner], nodes.right[inner]], axis=1).ravel()
        order.append(level)
    new = np.concatenate(order)
    place = np.empty_like(new)
    place[new] = np.arange(len(new))
    leaf = nodes.leaf[new]
    return {
        "feature": np.where(leaf, 0, nodes.feature[new]).astype(np.int16),
        "threshold": np.where(leaf, np.inf, nodes.threshold[new]).astype(np.float32),
        "left": np.where(leaf, np.arange(len(new)), place[nodes.left[new]]).astype(np.int32),
        "value": np.where(leaf, nodes.value[new], 0.0).astype(np.float32),
        "trees": len(roots),
    }


def _rowed(trees: Iterable[Nodes]) -> tuple[Nodes, Column]:
    """All nodes of all trees in a row, and where the roots are."""
    parts, roots, size = [], [], 0
    for tree in trees:
        roots.append(size)
        parts.append(
            tree._replace(
                left=np.where(tree.leaf, 0, tree.left) + size, right=np.where(tree.leaf, 0, tree.right) + size
            )
        )
        size += len(tree.feature)
    return Nodes(*map(np.concatenate, zip(*parts, strict=True))), np.array(roots)


def _answers(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """Sum over the trees of the leaves that each row falls into."""
    feature, left = stored["feature"].astype(np.intp), stored["left"].astype(np.intp)  # what `take` would make of them
    threshold, cells = stored["threshold"], rows.astype(np.float32).ravel()
    result: Matrix = np.zeros(len(rows))
    together = max(1, TOGETHER // len(rows))
    for first in range(0, stored["trees"], together):
        roots = np.arange(first, min(first + together, stored["trees"]))
        row = np.tile(np.arange(0, cells.size, rows.shape[1]), len(roots))
        leaf = node = np.repeat(roots, len(rows))
        walking = np.arange(node.size)
        while walking.size:
            for _ in range(STEPS):
                before, node = node, left.take(node) + (cells.take(row + feature.take(node)) > threshold.take(node))
            leaf[walking] = node
            going = np.flatnonzero(before != node)
            walking, row, node = walking[going], row[going], node[going]
        result += stored["value"].take(leaf).astype(np.float64).reshape(len(roots), -1).sum(axis=0)
    return result


def forest_probability(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """What a packed forest says of each row: the mean of its trees."""
    return _answers(stored, rows) / int(stored["trees"])


def boosted_probability(stored: Mapping[str, Any], rows: Matrix) -> Matrix:
    """What packed boosted trees say of each row: the log-odds that they add up to, as a probability."""
    result: Matrix = 1 / (1 + np.exp(-stored["baseline"] - _answers(stored, rows)))
    return result


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
        (boosted_probability(stored[name]["boosted"], rows) + forest_probability(stored[name]["forest"], rows)) / 2
        for name in QUESTIONS
    ]
    columns[0] = columns[0] * np.array([FACTOR[reason(row)] for row in rows])
    return np.stack([columns[0], np.maximum(*columns)], axis=1)
