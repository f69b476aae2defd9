"""One indicator given two values: in the text, in a table, or once in each.

Two targets contradict each other only where they are of the same thing, at the same time, in the same area and of the
same kind: 中心城区 is not 全市, a yearly addition is no total.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, islice, product

from pipeline.check.base import Review, finding, headings, pages_of
from pipeline.check.consistency.alike import same_key
from pipeline.check.consistency.breakdowns import breakdowns
from pipeline.check.consistency.claim_words import END
from pipeline.check.consistency.claims import SAME_STEP, Claim, claims_of
from pipeline.check.consistency.funds import funds
from pipeline.check.consistency.increments import increments
from pipeline.check.consistency.listed import listed
from pipeline.check.consistency.shares import districts, years
from pipeline.check.consistency.split_funds import split_funds
from pipeline.check.consistency.totals import totals
from pipeline.findings import Finding
from pipeline.profile import Requirement
from pipeline.sentences import sentence_around

_EACH = {"个", "项"}


def _agree(one: Claim, other: Claim) -> bool:
    """Whether one number satisfies both: 不少于10家 and 12家 do."""
    if one.amount == other.amount or (one.comparator in "+-") != (other.comparator in "+-"):
        return True
    least, most = (">=", ">"), ("<=", "<")
    return any(
        low.amount <= high.amount and low.comparator in (*least, "=") and high.comparator in (*most, "=")
        for low, high in ((one, other), (other, one))
        if low.comparator != high.comparator
    )


def _differ(one: Claim, other: Claim) -> bool:
    """Whether two claims of one time, area and kind are of one thing and say that it is not the same."""
    units = {one.bare_unit, other.bare_unit}
    comparable = len(units) == 1 or "" in units or units == _EACH
    return comparable and not _agree(one, other) and same_key(one.key, other.key)


def _apart(review: Review, one: Claim, other: Claim) -> bool:
    """Whether two claims stand so that the one does not explain the other, as parts of one sentence or rows of a table do."""
    if one.evidence.block != other.evidence.block or one.summed or other.summed:
        return True
    text = review.blocks[one.evidence.block].text
    first, second = (sentence_around(text, c.evidence.start, c.evidence.stop)[0] for c in (one, other))
    return review.blocks[one.evidence.block].table is None and first != second


def _place(review: Review, claim: Claim) -> str:
    proof = claim.evidence
    path = f"“{proof.path[-1]}”" if proof.path else ""
    kind = "表格" if review.blocks[proof.block].table is not None else "正文"
    return (
        f"{path}{kind}（{pages_of(review, [proof])}）{'合计' if claim.summed else '为'} {claim.value:.12g}{claim.unit}"
    )


def _when(claim: Claim) -> str:
    if claim.when.startswith(SAME_STEP):
        return SAME_STEP
    return "试点期满时" if claim.when == END else f"{claim.when}年" if claim.when.isdigit() else claim.when


def _contradictions(review: Review, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The first pair of claims for each two statements that contradict each other; a plan repeats most of what it says."""
    alike: defaultdict[Hashable, defaultdict[Hashable, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        said = (claim.key, claim.amount, claim.bare_unit, claim.comparator)
        alike[claim.when, claim.area, claim.flow][said].append(claim)
    for statements in alike.values():
        for ones, others in combinations(statements.values(), 2):
            if _differ(ones[0], others[0]):
                told = ((one, other) for one, other in product(ones, others) if _apart(review, one, other))
                yield from islice(told, 1)


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding for each indicator with two values for the same time."""
    tabled, additions = totals(review)
    plain = [claim for claim in claims_of(review) if (claim.evidence.block, claim.evidence.start) not in additions]
    told = [*plain, *tabled, *listed(review), *districts(review), *funds(review), *split_funds(review)]
    parts = {*breakdowns(review, told), *increments(review, told)}
    whole = [claim for at, claim in enumerate(told) if at not in parts]
    sums = list(years(review, whole))
    claims = [*(claim for claim in whole if claim.evidence not in [total.evidence for total in sums]), *sums]
    reported: set[tuple[str, str, str]] = set()
    for one, other in _contradictions(review, claims):
        said = {(claim.key, claim.when, claim.area) for claim in (one, other)}
        if not said & reported:
            reported |= said
            places = f"{_place(review, one)}，{_place(review, other)}"
            message = f"指标“{one.shown}”（{_when(one)}）前后不一致：{places}。"
            searched = headings(s for s in review.sections if s.start <= one.evidence.block < s.stop)
            both = [one.evidence, other.evidence]
            yield finding(requirement, message, both, searched=searched, everywhere=True)
