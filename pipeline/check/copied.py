"""Text copied from the notice in place of a plan of the city's own.

Parameters: `paragraph`, the share of a paragraph that makes it a copy; `share`, the share of the whole plan.
The notice itself is not kept: its stretches of ten characters are known as hashes (`pipeline.text.fingerprint`).
"""

import re
from collections.abc import Iterator

from pipeline.check.gaps import finding
from pipeline.check.quoting import whole
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.findings import Finding
from pipeline.profile import Requirement
from pipeline.text.fingerprint import coverage

_TITLE = re.compile(r"《[^《》]*》")
LEAST = 30
"""Shorter paragraphs (titles, names of documents) may agree by chance or of necessity."""
LONG, NEARLY_ALL = 45, 0.9
"""One paragraph of this length, of which this share is the notice's, stands where the city's own plan should."""


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding naming the copied paragraphs."""
    known = review.profile.fingerprints
    own = {index: _TITLE.sub("", review.blocks[index].text) for index in review.body()}  # titles are cited, not copied
    body = [index for index in own if len(own[index]) >= LEAST]
    shares = {index: coverage(own[index], known) for index in body}
    copied = [index for index in body if shares[index] >= float(requirement.params["paragraph"])]
    other = set(passage_blocks(review, "other"))  # 编制依据 may quote the notice
    alone = [i for i in copied if shares[i] >= NEARLY_ALL and len(own[i]) >= LONG and i not in other]
    total = sum(len(review.blocks[index].text) for index in body)
    size = sum(len(review.blocks[index].text) for index in copied)
    many = len(copied) >= 2 or size >= float(requirement.params["share"]) * total
    if not copied or not (alone or many):
        return
    percent = round(100 * size / max(1, total))
    message = f"有 {len(copied)} 段照抄通知原文（约占正文 {percent}%），照抄的部分不算本市的具体安排。"
    yield finding(requirement, message, [whole(review, index) for index in copied], everywhere=True)
