"""Text models applied without scikit-learn give what scikit-learn gives."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from models.fitting import fit_terms, linear

TEXTS = ["甲 乙 乙 丙", "乙 丙 丙 丙 未见", "甲 甲 丁", "", "戊", "丁 丁 乙 甲"]


def test_terms_weigh_as_the_vectorizer_does() -> None:
    theirs = TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2, max_features=3)
    right = theirs.fit_transform(TEXTS).toarray()
    ours = fit_terms(TEXTS, most=3).transform(TEXTS)
    assert ours.shape == right.shape == (6, 3)
    assert np.allclose(ours.toarray(), right, atol=1e-6)
    assert not right[3].any() and not ours.toarray()[4].any()


def test_no_texts_make_no_rows() -> None:
    assert fit_terms(TEXTS, most=3).transform([]).shape == (0, 3)


def test_linear_models_answer_as_the_fitted_ones_do() -> None:
    rows = np.random.default_rng(1).normal(size=(60, 4))
    three, two = rows[:, :3].argmax(axis=1), (rows[:, 0] > 0).astype(int)
    several = np.stack([rows[:, 0] > 0, rows[:, 1] > 0.5], axis=1).astype(int)
    for fitted in (
        LogisticRegression().fit(rows, three),
        LogisticRegression().fit(rows, two),
        OneVsRestClassifier(LogisticRegression()).fit(rows, several),
    ):
        assert np.allclose(linear(fitted).probabilities(rows), fitted.predict_proba(rows), atol=1e-5)
