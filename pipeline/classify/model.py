"""A text model as it is stored: vocabularies as strings, coefficients as arrays.

skops writes every entry of a vectorizer's vocabulary as a node of its own, which makes files of tens of megabytes
that take seconds to load; a vocabulary stored as one string loads in milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TextModel:
    """TF-IDF of several columns of tokens, then logistic regression."""

    vectorizers: tuple[Any, ...]
    weights: tuple[float, ...]
    logistic: Any
    """scikit-learn's while training, `Linear` once stored."""
    classes: tuple[str, ...]
    """What the columns of `probabilities` stand for."""

    def transform(self, rows: Sequence[Sequence[str]]) -> Any:
        """(rows, features) sparse matrix."""
        from scipy.sparse import hstack

        columns = zip(*rows, strict=True)
        parts = zip(self.vectorizers, self.weights, columns, strict=True)
        return hstack([vectorizer.transform(column) * weight for vectorizer, weight, column in parts]).tocsr()

    def probabilities(self, rows: Sequence[Sequence[str]]) -> Matrix:
        """(rows, classes) probabilities; each row is a string of tokens for every column."""
        if not rows:
            return np.zeros((0, len(self.classes)))
        return np.asarray(self.logistic.predict_proba(self.transform(rows)), dtype=np.float64)


def vectorizer(vocabulary: Sequence[str] | None = None, idf: Any = None, *, most: int = 6000) -> Any:
    """A TF-IDF vectorizer over space-separated tokens: a new one, or one restored from its vocabulary and idf."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2, max_features=most,
        vocabulary={term: at for at, term in enumerate(vocabulary)} if vocabulary else None,
    )  # fmt: skip
    if vocabulary:
        made.idf_ = np.asarray(idf)
    return made


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted logistic regression as its coefficients: one softmax over the classes, or a yes or no for each."""

    coefficients: Any
    """(classes, features)"""
    intercepts: Any
    exclusive: bool

    def predict_proba(self, rows: Any) -> Matrix:
        """(rows, classes) probabilities."""
        scores = np.asarray(rows @ self.coefficients.T + self.intercepts, dtype=np.float64)
        if not self.exclusive:
            return np.asarray(1 / (1 + np.exp(-scores)))
        if scores.shape[1] == 1:
            scores = np.hstack([np.zeros_like(scores), scores])
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _coefficients(logistic: Any) -> dict[str, Any]:
    """Of scikit-learn's LogisticRegression, or of a OneVsRestClassifier of them."""
    parts = getattr(logistic, "estimators_", [logistic])
    return {
        "coefficients": np.vstack([part.coef_ for part in parts]).astype(np.float32),
        "intercepts": np.concatenate([part.intercept_ for part in parts]).astype(np.float32),
        "exclusive": parts == [logistic],
    }


def pack(model: TextModel) -> dict[str, Any]:
    """What of the model goes into the file: strings, numbers and arrays."""
    return {
        "terms": ["\n".join(v.get_feature_names_out()) for v in model.vectorizers],
        "idf": [v.idf_.astype(np.float32) for v in model.vectorizers],
        "weights": list(model.weights),
        "classes": list(model.classes),
        **_coefficients(model.logistic),
    }


def unpack(stored: Mapping[str, Any]) -> TextModel:
    """The model that was packed."""
    made = [vectorizer(terms.split("\n"), idf) for terms, idf in zip(stored["terms"], stored["idf"], strict=True)]
    linear = Linear(stored["coefficients"], stored["intercepts"], bool(stored["exclusive"]))
    return TextModel(tuple(made), tuple(stored["weights"]), linear, tuple(stored["classes"]))
