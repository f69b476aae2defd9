"""A text model as it is stored: vocabularies as strings and arrays beside scikit-learn's logistic regression.

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


def pack(model: TextModel) -> dict[str, Any]:
    """What of the model goes into the file."""
    return {
        "terms": ["\n".join(v.get_feature_names_out()) for v in model.vectorizers],
        "idf": [v.idf_.astype(np.float32) for v in model.vectorizers],
        "weights": list(model.weights),
        "logistic": model.logistic,
        "classes": list(model.classes),
    }


def unpack(stored: Mapping[str, Any]) -> TextModel:
    """The model that was packed."""
    made = [vectorizer(terms.split("\n"), idf) for terms, idf in zip(stored["terms"], stored["idf"], strict=True)]
    return TextModel(tuple(made), tuple(stored["weights"]), stored["logistic"], tuple(stored["classes"]))
