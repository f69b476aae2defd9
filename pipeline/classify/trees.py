"""Boosted trees and forests as plain arrays, which load in milliseconds and leave the model file without classes to trust.

scikit-learn fits them (`models/fitting.py`); all rows walk through many trees at once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.classify.model import Matrix

Column = npt.NDArray[Any]
TOGETHER = 1 << 14
"""Walks through trees at once: more leave the processor's cache, fewer are not worth a call of numpy."""
STEPS = 4
"""Levels walked before those that have reached a leaf are left out."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, level by level: what goes right stands behind what goes left, and a leaf, which lets nothing
    go right, is its own left child. All four arrays are (nodes,)."""

    feature: Column
    """Column of the rows that a node asks about; integers."""
    threshold: Column
    """A row with more than this goes right; float32, infinite at a leaf."""
    left: Column
    """Index of the node to the left; integers."""
    value: Column
    """Answer of a leaf; float32, 0 elsewhere."""
    trees: int
    """How many; their roots come first."""
    baseline: float = 0.0
    """What is added to the sum of their answers."""


@dataclass(frozen=True, slots=True)
class Grader:
    """What answers one question."""

    boosted: Trees
    forest: Trees


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
