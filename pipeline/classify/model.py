"""A text model as it is applied: TF-IDF of several columns of tokens, then a linear model.

scikit-learn fits it (`models/fitting.py`); what it has learned is a list of terms and a few arrays. Applied from these,
a check neither imports scikit-learn, which takes longer than all the rest of a short plan, nor has classes to trust in
the model file (`classify.models`).
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as bags of their terms, taken to pieces once however many models look at them."""

    terms: tuple[str, ...]
    counts: Any
    """(texts, terms) sparse matrix of how often each term stands in each text."""


def bags(texts: Sequence[str]) -> Bags:
    """The bags of texts, each being tokens between spaces."""
    from scipy.sparse import csr_matrix

    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    rows: dict[str, int] = {}
    at, ends = array("i"), array("i", [0])
    for text in texts:
        if rows.setdefault(text, len(rows)) + 1 == len(ends):  # new; headings and paths stand above many
            at.extend(map(numbers.__getitem__, text.split()))
            ends.append(len(at))
    counts = csr_matrix((np.ones(len(at)), at, ends), shape=(len(rows), len(numbers)))
    counts.sum_duplicates()
    return Bags(tuple(numbers), counts[[rows[text] for text in texts]])


def bagged(rows: Sequence[Sequence[str]]) -> list[Bags]:
    """The bags of every column of rows of texts."""
    return [bags(column) for column in zip(*rows, strict=True)]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one column and their inverse document frequencies."""

    vocabulary: Mapping[str, int]
    idf: npt.NDArray[np.float32]

    def transform(self, texts: Bags) -> Any:
        """(texts, terms) sparse matrix of rows of length 1.

        The same as scikit-learn's TfidfVectorizer with sublinear_tf: (1 + ln tf) · idf, each row divided by its norm.
        """
        return self.weighed(self.counts(texts))

    def counts(self, texts: Bags) -> Any:
        """(texts, terms) sparse matrix of how often each of these terms stands in each text."""
        from scipy.sparse import csr_matrix

        own = np.fromiter(map(self.vocabulary.get, texts.terms, repeat(-1)), dtype=np.int32)
        at = own[texts.counts.indices]
        known = at >= 0
        ends = np.concatenate([[0], np.cumsum(known)])[texts.counts.indptr]
        return csr_matrix(
            (texts.counts.data[known], at[known], ends), shape=(texts.counts.shape[0], len(self.vocabulary))
        )

    def weighed(self, counts: Any) -> Any:
        """Rows of length 1 in the place of rows of counts."""
        weights = (1 + np.log(counts.data)) * self.idf[counts.indices]
        squares = np.concatenate([[0.0], np.cumsum(weights**2)])
        norms = np.sqrt(np.diff(squares[counts.indptr]))
        counts.data = (weights / np.repeat(norms, np.diff(counts.indptr))).astype(np.float32)
        return counts


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted logistic regression as its coefficients: one softmax over the classes, or a yes or no for each."""

    coefficients: npt.NDArray[np.float32]
    """(features, classes), so that a sparse row is multiplied without turning them."""
    intercepts: npt.NDArray[np.float32]
    """(classes,), added to every row of products."""
    exclusive: bool

    def answers(self, products: Any) -> Matrix:
        """(rows, classes) probabilities from the products of rows and coefficients."""
        scores = np.asarray(products + self.intercepts, dtype=np.float64)
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

    def probabilities(self, columns: Sequence[Bags]) -> Matrix:
        """(rows, classes) probabilities; of every column the bags of its texts (`bagged`)."""
        if not columns:
            return np.zeros((0, len(self.classes)))
        ends = np.cumsum([len(terms.vocabulary) for terms in self.columns])[:-1]
        own = zip(self.columns, self.weights, columns, np.split(self.linear.coefficients, ends), strict=True)
        return self.linear.answers(sum(terms.transform(texts) @ part * weight for terms, weight, texts, part in own))

    def of_joined(self, parts: Bags, members: Sequence[Sequence[int]]) -> Matrix:
        """(members, classes) probabilities of texts, each made of some of the parts, by a model of one column."""
        from scipy.sparse import csr_matrix

        (column,) = self.columns
        at = [index for own in members for index in own]
        ends = np.cumsum([0, *map(len, members)])
        joining = csr_matrix((np.ones(len(at)), at, ends), shape=(len(members), parts.counts.shape[0]))
        rows = column.weighed(joining @ column.counts(parts))
        return self.linear.answers(rows @ self.linear.coefficients * self.weights[0])
