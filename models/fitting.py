"""Fits text models with scikit-learn and takes out of them what `pipeline.classify.model` applies."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.classify.model import Linear, Terms, bagged


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
