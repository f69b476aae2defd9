"""One indicator given two values: in the text, in a table, or once in each."""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, finding
from pipeline.findings import Fact, Finding, Target
from pipeline.profile import Requirement

_FILLER = re.compile(r"[\s\u3000“”\"'（）()《》、，的]|比例|占比|比重|总数|数量|累计|全市|全区|新建|力争|确保|实现|达到|总量|左右|以上|面积占.*?面积|市级|城市")
_VERBS = re.compile(r"^(?:建设|打造|培育|建成|形成|完成|实施|新增|发展|引进|组织|开展|全市|到期末|期末|其中|推动|不少于|以及|和|及|与)+")


def _key(target: Target) -> str:
    return _VERBS.sub("", _FILLER.sub("", target.indicator))


def _same(one: str, other: str) -> bool:
    """Whether two indicator names mean the same: equal, or one ends in the other and is not much longer."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.endswith(short) and len(long) - len(short) <= 3


def _comparable(one: Target, other: Target) -> bool:
    return (
        one.unit == other.unit
        and one.comparator not in ("+", "-") and other.comparator not in ("+", "-")
        and one.due == other.due
        and one.value != other.value
    )  # fmt: skip


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding for each indicator with two values for the same time."""
    base = {p.block for p in review.classified.passages if p.labels["foundation"] + p.labels["basics"] >= 0.5}
    facts = [fact for fact in review.facts if isinstance(fact.value, Target) and fact.evidence.block not in base]
    reported: set[str] = set()
    for i, one in enumerate(facts):
        for other in facts[i + 1 :]:
            key = _conflict(one, other)
            if key and key not in reported:
                reported.add(key)
                first, second = one.value, other.value
                assert isinstance(first, Target) and isinstance(second, Target)
                message = f"“{first.indicator}”前后不一致：一处为 {first.value:g}{first.unit}，一处为 {second.value:g}{second.unit}。"
                yield finding(requirement, message, [one.evidence, other.evidence])


def _conflict(one: Fact, other: Fact) -> str:
    """The common name of two targets that contradict each other, "" where they do not."""
    first, second = one.value, other.value
    assert isinstance(first, Target) and isinstance(second, Target)
    key, other_key = _key(first), _key(second)
    if len(key) < 3 or len(other_key) < 3 or not _same(key, other_key) or not _comparable(first, second):
        return ""
    return min(key, other_key, key=len)
