"""Whether two claims are of one thing, and whether one number satisfies both."""

import re

from pipeline.check.consistency.alike import same_key
from pipeline.check.consistency.claim import Claim
from pipeline.text.numerals import RANGE

_EACH = {"个", "项"}
_RANGE = re.compile(rf"(?P<low>\d+(?:\.\d+)?)[%％个家项座]?\s*{RANGE}\s*(?P<high>\d+(?:\.\d+)?)")
_YEAR = re.compile(r"20\d\d(?=年)")
ROUGH = 20
"""Part of a number within which another agrees with 约."""
ASIDE = 5
"""Percentage points by which a table may be above what the text calls the least: 四成以上 and 42%, but not 40%以上 and 45%."""


def agree(one: Claim, other: Claim) -> bool:
    """Whether one number satisfies both: 不少于10家 and 12家 do."""
    if one.amount == other.amount or _nearly(one, other) or (one.comparator in "+-") != (other.comparator in "+-"):
        return True
    if _is_above(one, other) or _is_above(other, one):
        return False
    if one.added and other.added and "=" in (one.comparator, other.comparator):
        return False
    least, most = (">=", ">"), ("<=", "<")
    return any(
        low.amount <= high.amount and low.comparator in (*least, "=") and high.comparator in (*most, "=")
        for low, high in ((one, other), (other, one))
        if low.comparator != high.comparator
    )


def _nearly(one: Claim, other: Claim) -> bool:
    """Whether a rough number is within a twentieth of the other: 约30万 and 29.8万."""
    rough = any("约" in claim.evidence.quote for claim in (one, other))
    return rough and abs(one.amount - other.amount) <= max(one.amount, other.amount) / ROUGH


def _is_above(within: Claim, exact: Claim) -> bool:
    """Whether the one is a range, 15—20家, and the other more than that."""
    high = upper_end(within)
    return high is not None and exact.comparator == "=" and exact.amount > high * within.amount / within.value


def upper_end(claim: Claim) -> float | None:
    """Of a claim that is a range, 15—20家, its upper end in the claim's unit."""
    match = _RANGE.search(claim.evidence.quote) if claim.comparator == ">=" else None
    return float(match["high"]) if match and 0 < float(match["low"]) == claim.value < float(match["high"]) else None


def _from_other_years(one: Claim, other: Claim) -> bool:
    """Whether both are changes, each from another year on: 较2020年下降20%, 较2022年下降12%."""
    years = [set(_YEAR.findall(claim.evidence.quote)) for claim in (one, other) if claim.comparator in ("+", "-")]
    return len(years) == 2 and all(years) and years[0].isdisjoint(years[1])


def of_one_thing(one: Claim, other: Claim) -> bool:
    if _from_other_years(one, other):
        return False
    units = {one.bare_unit, other.bare_unit}
    return (len(units) == 1 or "" in units or units == _EACH) and same_key(one.key, other.key)


def two_targets(least: Claim, exact: Claim) -> bool:
    """Whether a share that is to be so much at least is given a value well above that."""
    share = least.unit == exact.unit == "%" and (least.comparator, exact.comparator) == (">=", "=")
    return share and exact.amount >= least.amount + ASIDE and not _RANGE.search(least.evidence.quote)
