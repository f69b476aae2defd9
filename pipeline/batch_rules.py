"""The rules across the files of a round: what they are called and say. Their clauses are in `Profile.clauses`.

Beside the folder `batch/` and not in it, for `yushen explain` knows them too and must not load what a round needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.report.round_words import DEDUCTED
from pipeline.round import DUPLICATE

LEAST_SHARED = 100
"""Letters shared from which on two plans of different applicants are said to share text: more than a sentence.

Scraps add up to as many, so that one of the following two must hold as well."""
LEAST_RUN = 30
"""Letters in a row that are equal: one sentence that nobody writes twice."""
LEAST_PART = 0.05
"""Share of the shorter plan that is equal: every sentence was reworded."""


@dataclass(frozen=True, slots=True)
class BatchRule:
    """A rule across files."""

    title: str
    about: str
    """When it is reported, for `yushen explain`."""


BATCH_RULES: Mapping[str, BatchRule] = {
    "batch.quota": BatchRule(
        "推荐名额",
        "同一推荐单位（省、自治区、直辖市，新疆生产建设兵团单列）推荐的城市超过通知规定的名额。请推荐单位确定名额内的城市。",
    ),
    "batch.deadline": BatchRule(
        "报送期限",
        "方案的日期晚于通知规定的报送截止日期。日期依次取自清单文件、方案落款、文件时间，报告写明用的是哪一种。",
    ),
    DUPLICATE: BatchRule(
        "方案查重",
        f"两份方案扣除{DEDUCTED}之后，"
        f"仍有 {LEAST_SHARED} 字以上相同（只计汉字、字母、数字；日期、数量、机构名称和公文套话不计），"
        f"而且有一处连续 {LEAST_RUN} 字以上相同，或者相同的文字占其中一份的 {LEAST_PART:.0%} 以上。"
        "同一城市的先后两稿另作版本处理，完全相同的文件另作提示，这两种不论相同多少字都列出。",
    ),
}
