"""A text model as it is applied and stored: TF-IDF of several columns of tokens, then a linear model.

scikit-learn fits it (`models/fitting.py`); what it has learned is a list of terms and a few arrays. Applied from these,
a check neither imports scikit-learn, which takes longer than all the rest of a short plan, nor has classes to trust in
the model file. Stored as one string, a vocabulary loads in milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one column and their inverse document frequencies."""

    vocabulary: Mapping[str, int]
    idf: npt.NDArray[np.float32]

    def transform(self, texts: Sequence[str]) -> Any:
        """(texts, terms) sparse matrix of rows of length 1, each text being tokens between spaces.

        The same as scikit-learn's TfidfVectorizer with sublinear_tf: (1 + ln tf) · idf, each row divided by its norm.
        """
        return self.weigh(self.counts(texts))

    def counts(self, texts: Sequence[str]) -> Any:
        """(texts, terms) sparse matrix of how often each term stands in each text."""
        from scipy.sparse import csr_matrix

        at: list[int] = []
        ends = [0]
        for text in texts:
            at += [self.vocabulary[term] for term in text.split() if term in self.vocabulary]
            ends.append(len(at))
        counted = csr_matrix((np.ones(len(at)), at, ends), shape=(len(texts), len(self.vocabulary)))
        counted.sum_duplicates()
        return counted

    def weigh(self, counted: Any) -> Any:
        """Rows of length 1 from rows of counts."""
        weighed = counted.copy()
        weighed.data = (1 + np.log(counted.data)) * self.idf[counted.indices]
        squares = np.concatenate([[0.0], np.cumsum(weighed.data**2)])
        norms = np.sqrt(np.diff(squares[counted.indptr]))
        weighed.data /= np.repeat(norms, np.diff(counted.indptr))
        return weighed


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted logistic regression as its coefficients: one softmax over the classes, or a yes or no for each."""

    coefficients: npt.NDArray[np.float32]
    """(classes, features)"""
    intercepts: npt.NDArray[np.float32]
    exclusive: bool

    def probabilities(self, rows: Any) -> Matrix:
        """(rows, classes) probabilities."""
        scores = np.asarray(rows @ self.coefficients.T + self.intercepts, dtype=np.float64)
        if not self.exclusive:
            return np.asarray(1 / (1 + np.exp(-scores)))
        if scores.shape[1] == 1:
            scores = np.hstack([np.zeros_like(scores), scores])
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class TextModel:
    """TF-IDF of several columns of tokens, then logistic regression."""

    columns: tuple[Terms, ...]
    weights: tuple[float, ...]
    linear: Linear
    classes: tuple[str, ...]
    """What the columns of `probabilities` stand for."""

    def probabilities(self, rows: Sequence[Sequence[str]]) -> Matrix:
        """(rows, classes) probabilities; each row is a string of tokens for every column."""
        if not rows:
            return np.zeros((0, len(self.classes)))
        return self.linear.probabilities(features(self.columns, self.weights, rows))

    def of_joined(self, parts: Sequence[str], members: Sequence[Sequence[int]]) -> Matrix:
        """(members, classes) probabilities of texts, each made of some of the parts, by a model of one column.

        Each part is taken to pieces once, however many texts it stands in.
        """
        from scipy.sparse import csr_matrix

        (column,) = self.columns
        at = [index for own in members for index in own]
        ends = np.cumsum([0, *map(len, members)])
        joining = csr_matrix((np.ones(len(at)), at, ends), shape=(len(members), len(parts)))
        return self.linear.probabilities(column.weigh(joining @ column.counts(parts)) * self.weights[0])


def features(columns: Sequence[Terms], weights: Sequence[float], rows: Sequence[Sequence[str]]) -> Any:
    """(rows, features of all columns) sparse matrix."""
    from scipy.sparse import hstack

    parts = zip(columns, weights, zip(*rows, strict=True), strict=True)
    return hstack([terms.transform(texts) * weight for terms, weight, texts in parts]).tocsr()


def pack(model: TextModel) -> dict[str, Any]:
    """What of the model goes into the file: strings, numbers and arrays."""
    return {
        "terms": ["\n".join(terms.vocabulary) for terms in model.columns],
        "idf": [terms.idf for terms in model.columns],
        "weights": list(model.weights),
        "classes": list(model.classes),
        "coefficients": model.linear.coefficients,
        "intercepts": model.linear.intercepts,
        "exclusive": model.linear.exclusive,
    }


def unpack(stored: Mapping[str, Any]) -> TextModel:
    """The model that was packed."""
    columns = [
        Terms({term: at for at, term in enumerate(terms.split("\n"))}, idf)
        for terms, idf in zip(stored["terms"], stored["idf"], strict=True)
    ]
    linear = Linear(stored["coefficients"], stored["intercepts"], bool(stored["exclusive"]))
    return TextModel(tuple(columns), tuple(stored["weights"]), linear, tuple(stored["classes"]))
