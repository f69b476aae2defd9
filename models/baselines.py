"""What the section model is measured against: a keyword rule, and TF-IDF with logistic regression and nothing else."""

import re
from collections.abc import Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from pipeline.classify.features import Unit, masked_words

RULES = (
    ("goals", re.compile(r"目标")),
    ("content", re.compile(r"任务|内容")),
    ("schedule", re.compile(r"步骤|进度|计划|安排|阶段")),
    ("safeguards", re.compile(r"保障|组织|领导")),
    ("foundation", re.compile(r"基础|现状")),
    ("basics", re.compile(r"概况|基本情况")),
    ("other", re.compile(r"思想|原则|意义|依据")),
)


def keyword_label(unit: Unit) -> str:
    """First keyword found in the headings above the section, the topmost first; content where there is none."""
    for heading in (*unit.section.path[:-1], unit.heading):
        for label, pattern in RULES:
            if pattern.search(heading):
                return label
    return "content"


def plain_text(unit: Unit) -> str:
    """Words of heading and body, as a pipeline written in an afternoon would take them."""
    return " ".join([*masked_words(unit.heading), *masked_words(unit.body)])


def fit_plain(texts: Sequence[str], labels: Sequence[str]) -> Any:
    """TF-IDF over words and word pairs, logistic regression."""
    model = make_pipeline(
        TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        LogisticRegression(C=10.0, max_iter=1000),
    )
    return model.fit(list(texts), list(labels))
