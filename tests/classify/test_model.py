"""Text models applied without scikit-learn give what scikit-learn gives."""

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from models.fitting import fit_terms, linear, of_boosted, of_forest
from pipeline.classify.features import terms
from pipeline.classify.model import TextModel, bagged, bags
from pipeline.classify.trees import boosted_probability, forest_probability

TEXTS = ["甲 乙 乙 丙", "乙 丙 丙 丙 未见", "甲 甲 丁", "", "戊", "丁 丁 乙 甲"]
AGAIN = [*TEXTS[3:], *TEXTS, TEXTS[0]]
"""Some of them several times, in another order."""


def test_terms_weigh_as_the_vectorizer_does() -> None:
    theirs = TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True, min_df=2, max_features=3)
    right = theirs.fit(TEXTS).transform(AGAIN).toarray()
    ours = fit_terms(TEXTS, most=3).transform(bags(AGAIN))
    assert ours.shape == right.shape == (10, 3)
    assert np.allclose(ours.toarray(), right, atol=1e-6)
    assert not right[0].any() and not ours.toarray()[1].any()


def test_no_texts_make_no_rows() -> None:
    assert fit_terms(TEXTS, most=3).transform(bags([])).shape == (0, 3)


def test_linear_models_answer_as_the_fitted_ones_do() -> None:
    rows = np.random.default_rng(1).normal(size=(60, 4))
    three, two = rows[:, :3].argmax(axis=1), (rows[:, 0] > 0).astype(int)
    several = np.stack([rows[:, 0] > 0, rows[:, 1] > 0.5], axis=1).astype(int)
    for fitted in (
        LogisticRegression().fit(rows, three),
        LogisticRegression().fit(rows, two),
        OneVsRestClassifier(LogisticRegression()).fit(rows, several),
    ):
        assert np.allclose(
            linear(fitted).answers(rows @ linear(fitted).coefficients), fitted.predict_proba(rows), atol=1e-5
        )


def test_texts_joined_of_parts_are_judged_as_if_written_out() -> None:
    column = fit_terms(TEXTS, most=4)
    fitted = OneVsRestClassifier(LogisticRegression()).fit(column.transform(bags(TEXTS)), np.eye(6, dtype=int)[:, :2])
    model = TextModel((column,), (1.0,), linear(fitted), ("a", "b"))
    members = [range(0, 1), range(0, 3), range(4, 6)]
    written = [[" ".join(TEXTS[at] for at in own)] for own in members]
    assert np.allclose(model.of_joined(bags(TEXTS), members), model.probabilities(bagged(written)))


def test_terms_of_a_text_are_its_words_and_their_characters() -> None:
    found = terms("到2025年，宜昌市建成智能工厂12家")
    assert {"智能", "工厂", "厂", "能工", "Y", "地", "0"} <= set(found)
    assert not {"2025", "宜昌市", "宜", "12"} & set(found)


def test_trees_answer_as_the_fitted_ones_do() -> None:
    rows = np.random.default_rng(2).normal(size=(400, 5))
    truth = (rows[:, 0] * rows[:, 1] > 0.1) | (rows[:, 2] > 1)
    boosted = HistGradientBoostingClassifier(max_iter=20, min_samples_leaf=5, random_state=0).fit(rows, truth)
    forest = ExtraTreesClassifier(9, min_samples_leaf=3, random_state=0).fit(rows, truth)
    assert np.allclose(boosted_probability(of_boosted(boosted), rows), boosted.predict_proba(rows)[:, 1], atol=1e-5)
    assert np.allclose(forest_probability(of_forest(forest), rows), forest.predict_proba(rows)[:, 1], atol=1e-5)
