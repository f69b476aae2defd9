"""Fits text models with scikit-learn, and takes out of what is fitted the arrays that `pipeline.classify` applies."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.classify.model import Linear, Terms, bagged
from pipeline.classify.trees import Column, Trees


def fit_terms(texts: Sequence[str], *, most: int) -> Terms:
    """The most frequent terms of texts of tokens between spaces, those of a single text left out."""
    made = TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2, max_features=most)
    made.fit(texts)
    return Terms({term: at for at, term in enumerate(made.get_feature_names_out())}, made.idf_.astype(np.float32))


def features(columns: Sequence[Terms], weights: Sequence[float], rows: Sequence[Sequence[str]]) -> Any:
    """(rows, features of all columns) sparse matrix; each row is a string of tokens for every column."""
    parts = zip(columns, weights, bagged(rows), strict=True)
    return hstack([terms.transform(texts) * weight for terms, weight, texts in parts]).tocsr()


def linear(fitted: Any) -> Linear:
    """Of a fitted LogisticRegression, or a OneVsRestClassifier of them."""
    parts = getattr(fitted, "estimators_", [fitted])
    return Linear(
        np.ascontiguousarray(np.vstack([part.coef_ for part in parts]).T, dtype=np.float32),
        np.concatenate([part.intercept_ for part in parts]).astype(np.float32),
        exclusive=parts == [fitted],
    )


class Nodes(NamedTuple):
    """One tree, a row for each node; what is above the threshold goes right."""

    feature: Column
    threshold: Column
    left: Column
    right: Column
    leaf: Column
    value: Column
    """Of a leaf, what it answers."""


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
