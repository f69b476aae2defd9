"""Where the words begin that name the next of several values in a clause."""

import re
from collections.abc import Sequence

from pipeline.extract import indicators
from pipeline.extract.clauses import Clause
from pipeline.extract.passages import Found
from pipeline.extract.quantities import Quantity
from pipeline.extract.verbs import DEED

SEPARATOR = re.compile(r"(?:、|以及|和|及|，|并|或|与|且)")
"""Between the values of a list."""
_LISTED = re.compile("[、和及]")


def next_lead(clause: Clause, pair: Sequence[Quantity], target: Found | None) -> int:
    """Where the words before the next value begin, given this one and the next."""
    stop = pair[0].stop
    if target is not None:
        stop = max(stop, target.stop)
    elif _describes(clause, pair):
        return clause.lead
    elif (follow := indicators.behind(clause.text, stop, clause.stop)) and clause.text.startswith("、", follow.stop):
        stop = follow.stop
    separator = SEPARATOR.match(clause.text, max(clause.lead, stop))
    return separator.end() if separator else max(clause.lead, stop)


def _describes(clause: Clause, pair: Sequence[Quantity]) -> bool:
    """Whether the first value belongs to the name of what the second counts: 营收超10亿元企业5家."""
    between = clause.text[pair[0].stop : pair[-1].start]
    if not between or {between[0], between[-1]} & set("、和及与或") or "，" in between:
        return False
    return "的" in between or not (DEED.match(between) or _LISTED.search(between))
