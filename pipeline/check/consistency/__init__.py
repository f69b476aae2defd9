"""One indicator given two values: in the text, in a table, or once in each.

Two targets contradict each other only where they are of the same thing, at the same time, in the same area and of the
same kind: 中心城区 is not 全市, a yearly addition is no total.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.check.consistency.agreement import agree, of_one_thing, two_targets, upper_end
from pipeline.check.consistency.batches import batches
from pipeline.check.consistency.bracketed import bracketed
from pipeline.check.consistency.breakdowns import breakdowns
from pipeline.check.consistency.claim import Claim, is_tabled
from pipeline.check.consistency.claim_words import PROJECTS
from pipeline.check.consistency.claims import claims_of
from pipeline.check.consistency.covered import Covered
from pipeline.check.consistency.definite import definite
from pipeline.check.consistency.district_list import district_list
from pipeline.check.consistency.elliptical import elliptical
from pipeline.check.consistency.enumerated import enumerated
from pipeline.check.consistency.from_zero import from_zero
from pipeline.check.consistency.full import full
from pipeline.check.consistency.funds import funds
from pipeline.check.consistency.increments import increments
from pipeline.check.consistency.listed import listed
from pipeline.check.consistency.parks import parks
from pipeline.check.consistency.ratios import ratios
from pipeline.check.consistency.shares import districts, years
from pipeline.check.consistency.split_funds import split_funds
from pipeline.check.consistency.statements import Named, Statement, named, pairs, statements
from pipeline.check.consistency.table_sums import table_sums
from pipeline.check.consistency.told_again import told_again
from pipeline.check.consistency.totals import totals
from pipeline.check.consistency.wording import is_again
from pipeline.check.consistency.yearly import yearly
from pipeline.check.gaps import finding
from pipeline.check.quoting import pages_of
from pipeline.check.review import Review
from pipeline.check.searching import top_headings
from pipeline.findings import Finding
from pipeline.profile import Requirement
from pipeline.text.shortening import enclosed, shortened

_BOUND = {">=": "以上", ">": "以上", "<=": "以内", "<": "以内"}
_TWO_KINDS = re.compile(
    r"试点(?:项目|工程)[^。；]{0,12}[，,](?:并|再)?从中(?:评选|遴选|择优|选树)[^。；]{0,8}示范(?:项目|工程)"
    r"|从试点(?:项目|工程)中(?:评选|遴选|择优|选树)[^。；]{0,8}示范(?:项目|工程)|"
    r"(?<!示范)试点(?:项目|工程)(?:\d+[个项])?(?:[、和及与]|[，,](?:评选|遴选|选树|打造|创建|形成|建成))\d*个?(?:智能建造)?(?<!试点)示范(?:项目|工程)"
    r"|(?<!试点)示范(?:项目|工程)(?:\d+[个项])?[、和及与]\d*个?(?:智能建造)?(?<!示范)试点(?:项目|工程)"
)
"""A plan that names both in one breath does not mean one by the other, as most do: 40个试点项目和15个示范项目."""
_OPENING = re.compile(r"^(?:[到至]?20\d\d年[底末]?|年[底末]|全[市区州县]|[我本]市|，)+(?=.{3})")
"""At the head of an indicator's name: when and where, which is told apart."""
TITLE = 24
"""Characters of a heading that say where a value stands; a numbered sentence may be one."""
SOURCES = (
    listed,
    districts,
    funds,
    split_funds,
    parks,
    yearly,
    batches,
    bracketed,
    ratios,
    district_list,
    enumerated,
    table_sums,
    full,
    definite,
)
"""What claims beside the targets: totals of lists, districts, money, years and tables, sizes of parks, what is named
one by one, what is to be everywhere, what is spoken of as known."""


def _in_text_and_table(review: Review, one: Statement, other: Statement) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of what the text promises at least and the target that a table gives the same share."""
    for least, exact in ((one, other), (other, one)):
        if two_targets(least.first, exact.first):
            told = [claim for claim in least.claims.values() if not is_tabled(review, claim)]
            yield from product(told, (claim for claim in exact.claims.values() if is_tabled(review, claim)))


def _place(review: Review, claim: Claim) -> str:
    proof = claim.evidence
    path = f"“{enclosed(shortened(proof.path[-1], TITLE))}”" if proof.path else ""
    kind = "表格" if is_tabled(review, claim) else "正文"
    said, bound = ("合计", "") if claim.summed else ("为", _BOUND.get(claim.comparator, ""))
    high = upper_end(claim)
    value = f"{claim.value:.12g}{claim.unit}{bound}" if high is None else f"{claim.value:.12g}—{high:.12g}{claim.unit}"
    return f"{path}{kind}（{pages_of(review, [proof])}）{said} {value}"


def _contradictions(review: Review, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The first pair of claims that contradict each other for each indicator; a plan repeats most of what it says."""
    reported: set[Named] = set()
    # What was found by an indicator's name is not told again by the words around it.
    seen: set[frozenset[float]] = set()
    plain, again = ([claim for claim in claims if is_again(claim) is kind] for kind in (False, True))
    for group in (*statements(review, plain), *statements(review, again)):
        for one, other in pairs(group, reported):
            if _of_both_kinds(one.first, other.first) and _tells_them_apart(review):
                continue
            if found := next(_contradicting(review, one, other), None):
                reported |= {named(one.first), named(other.first)}
                values = frozenset(claim.amount for claim in found)
                if values not in seen:
                    seen.add(values)
                    yield found


def _of_both_kinds(one: Claim, other: Claim) -> bool:
    """Whether one is of pilot projects and the other of demonstrations."""
    return {one.key, other.key} <= PROJECTS and one.key[:2] != other.key[:2]


def _tells_them_apart(review: Review) -> bool:
    """Whether the plan names pilot projects and demonstrations in one breath."""
    return any(_TWO_KINDS.search(block.text) for block in review.blocks)


def _contradicting(review: Review, one: Statement, other: Statement) -> Iterator[tuple[Claim, Claim]]:
    """Claims of two statements that contradict each other."""
    if not of_one_thing(one.first, other.first):
        return
    yield from _in_text_and_table(review, one, other) if agree(one.first, other.first) else one.apart_from(other)


def _claims(review: Review) -> list[Claim]:
    """All that may contradict each other. A number is one of these alone, the first that fits: a yearly addition of a table,
    which its total stands for; a step or share of what another claim tells, left out; a part of a sum told in words, which
    that sum stands for; a claim."""
    tabled, additions = totals(review)
    plain = [claim for claim in claims_of(review) if (claim.evidence.block, claim.evidence.start) not in additions]
    told = [*plain, *tabled, *(claim for source in SOURCES for claim in source(review)), *told_again(review, plain)]
    parts = {*breakdowns(review, told), *increments(review, told)}
    covered = Covered(told[at].evidence for at in parts)
    kept = (claim for at, claim in enumerate(told) if at not in parts)
    whole = [claim for claim in kept if not (is_again(claim) and claim.evidence in covered)]
    by_name = [claim for claim in whole if not is_again(claim)]
    sums = [*years(review, by_name), *elliptical(review, by_name)]
    summed = {total.evidence for total in sums}
    return [*(claim for claim in whole if claim.evidence not in summed), *sums, *from_zero(review, whole)]


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding for each indicator with two values for the same time."""
    for one, other in _contradictions(review, _claims(review)):
        places = f"{_place(review, one)}，{_place(review, other)}"
        when = f"（{one.when.shown}）" if one.when.shown else ""
        message = f"指标“{_OPENING.sub('', one.shown)}”{when}前后不一致：{places}。"
        both = [one.evidence, other.evidence]
        yield finding(requirement, message, both, searched=top_headings(review), everywhere=True)
