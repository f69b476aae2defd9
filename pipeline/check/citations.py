"""Whether the plan cites one of the documents that it must be based on. Parameter: `titles`, patterns of them."""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, finding, top_headings
from pipeline.findings import Finding
from pipeline.profile import Requirement


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where none is cited anywhere, cover notice included."""
    text = re.sub(r"[\s\u3000“”\"'‘’《》〈〉]+", "", "".join(block.text for block in review.blocks))
    if any(re.search(str(title), text) for title in requirement.params["titles"]):
        return
    message = "全文没有引用《关于推动智能建造与建筑工业化协同发展的指导意见》或《“十四五”建筑业发展规划》。"
    verdict = "missing" if review.readable else "unsure"
    yield finding(requirement, message, [], verdict=verdict, searched=top_headings(review))  # type: ignore[arg-type]
