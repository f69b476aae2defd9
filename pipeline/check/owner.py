"""Whether any task names a unit that answers for it."""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, finding, headings, labelled, top_headings
from pipeline.findings import Agency, Finding
from pipeline.profile import Requirement

_OWNER = re.compile(
    r"牵头(?:单位|部门)?|责任(?:单位|部门|主体)|主办|负责单位|配合单位|[（(](?:[市区县州省][\u4e00-\u9fff]{1,12}(?:局|委|办|厅|院|中心|集团|政府|公司)[、，；和]?)+(?:负责|牵头|等)?[）)]"
    r"|由[市区县州][\u4e00-\u9fff]{1,14}(?:局|委|办|中心|政府)[^，。；]{0,16}(?:负责|牵头|会同|组织|实施|办理|审核)|(?:市|区|县)[\u4e00-\u9fff]{1,10}(?:局|委|办|中心)(?:会同[^，。；]{2,30})?(?:负责|牵头)"
)


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where no paragraph of the tasks, no table and no attachment names a responsible unit."""
    tasks = {p.block for p in review.classified.passages if p.labels["content"] >= 0.35}
    tables = {i for i in review.body() if review.blocks[i].table is not None}
    for fact in review.facts:
        if isinstance(fact.value, Agency) and fact.value.role in ("lead", "responsible") and fact.evidence.block in tasks | tables:
            return
    if any(_OWNER.search(review.blocks[index].text) for index in tasks | tables):
        return
    own = labelled(review, "content", 0.5)
    message = "各项任务都没有写明牵头单位或责任单位。"
    verdict = "missing" if review.readable else "unsure"
    yield finding(requirement, message, [], verdict=verdict, searched=headings(own) or top_headings(review))  # type: ignore[arg-type]
