"""Boosted trees and forests as plain arrays, which load in milliseconds and leave the model file without classes to trust.

scikit-learn fits them (`models/training_duties.py`); all rows walk through many trees at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Column = npt.NDArray[Any]
TOGETHER = 1 << 14
"""Walks through trees at once: more leave the processor's cache, fewer are not worth a call of numpy."""
STEPS = 4
"""Levels walked before those that have reached a leaf are left out."""


class Nodes(NamedTuple):
    """One tree, a row for each node; what is above the threshold goes right."""

    feature: Column
    threshold: Column
    left: Column
    right: Column
    leaf: Column
    value: Column
    """Of a leaf, what it answers."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, level by level: what goes right stands behind what goes left, and a leaf, which lets nothing
    go right, is its own left child."""

    feature: Column
    threshold: Column
    left: Column
    value: Column
    trees: int
    """How many; their roots come first."""
    baseline: float = 0.0
    """What is added to the sum of their answers."""


@dataclass(frozen=True, slots=True)
class Grader:
    """What answers one question."""

    boosted: Trees
    forest: Trees


def of_forest(forest: Any) -> Trees:
    """A fitted forest of one question; its leaves hold probabilities."""
    return _levelled(
        Nodes(
            tree.feature, tree.threshold, tree.children_left, tree.children_right, tree.children_left < 0,
            tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1),
        )
        for tree in (estimator.tree_ for estimator in forest.estimators_)
    )  # fmt: skip


def of_boosted(boosted: Any) -> Trees:
    """A fitted HistGradientBoostingClassifier of one question; its leaves hold what they add to the log-odds.

    scikit-learn says nowhere in public what it has fitted; a test holds this reading of it to its own answers.
    """
    trees = _levelled(
        Nodes(
            tree["feature_idx"], tree["num_threshold"], tree["left"], tree["right"], tree["is_leaf"].astype(bool),
            tree["value"],
        )
        for tree in (stage[0].nodes for stage in boosted._predictors)
    )  # fmt: skip
    return replace(trees, baseline=float(boosted._baseline_prediction.item()))


def _levelled(trees: Iterable[Nodes]) -> Trees:
    """Trees with their nodes in the order that `Trees` keeps."""
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
    return Trees(
        np.where(leaf, 0, nodes.feature[new]).astype(np.int16),
        np.where(leaf, np.inf, nodes.threshold[new]).astype(np.float32),
        np.where(leaf, np.arange(len(new)), place[nodes.left[new]]).astype(np.int32),
        np.where(leaf, nodes.value[new], 0.0).astype(np.float32),
        len(roots),
    )


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


def _answers(trees: Trees, rows: Matrix) -> Matrix:
    """Sum over the trees of the leaves that each row falls into."""
    feature, left = trees.feature.astype(np.intp), trees.left.astype(np.intp)  # what `take` would make of them
    threshold, cells = trees.threshold, rows.astype(np.float32).ravel()
    result: Matrix = np.zeros(len(rows))
    together = max(1, TOGETHER // len(rows))
    for first in range(0, trees.trees, together):
        roots = np.arange(first, min(first + together, trees.trees))
        row = np.tile(np.arange(0, cells.size, rows.shape[1]), len(roots))
        leaf = node = np.repeat(roots, len(rows))
        walking = np.arange(node.size)
        while walking.size:
            for _ in range(STEPS):
                before, node = node, left.take(node) + (cells.take(row + feature.take(node)) > threshold.take(node))
            leaf[walking] = node
            going = np.flatnonzero(before != node)
            walking, row, node = walking[going], row[going], node[going]
        result += trees.value.take(leaf).astype(np.float64).reshape(len(roots), -1).sum(axis=0)
    return result


def forest_probability(trees: Trees, rows: Matrix) -> Matrix:
    """What a forest says of each row: the mean of its trees."""
    return _answers(trees, rows) / trees.trees


def boosted_probability(trees: Trees, rows: Matrix) -> Matrix:
    """What boosted trees say of each row: the log-odds that they add up to, as a probability."""
    result: Matrix = 1 / (1 + np.exp(-trees.baseline - _answers(trees, rows)))
    return result
