"""Text copied from the notice in place of a plan of the city's own.

Parameters: `paragraph`, the share of a paragraph that makes it a copy; `share`, the share of the whole plan.
The notice itself is not kept: its stretches of ten characters are known as hashes (`pipeline.fingerprint`).
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, finding, whole
from pipeline.findings import Finding
from pipeline.fingerprint import coverage
from pipeline.profile import Requirement

_TITLE = re.compile(r"《[^《》]*》")
LEAST = 30
"""Shorter paragraphs (titles, names of documents) may agree by chance or of necessity."""


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding naming the copied paragraphs."""
    known = review.profile.fingerprints
    own = {index: _TITLE.sub("", review.blocks[index].text) for index in review.body()}  # titles are cited, not copied
    body = [index for index in own if len(own[index]) >= LEAST]
    copied = [i for i in body if coverage(own[i], known) >= float(requirement.params["paragraph"])]
    total = sum(len(review.blocks[index].text) for index in body)
    size = sum(len(review.blocks[index].text) for index in copied)
    if not copied or (size < float(requirement.params["share"]) * total and len(copied) < 2):
        return
    percent = round(100 * size / max(1, total))
    message = f"有 {len(copied)} 段照抄通知原文（约占正文 {percent}%），没有写本市的具体安排。"
    yield finding(requirement, message, [whole(review, index) for index in copied])
