"""What a plan states, each statement once for every place where it does, and which two of them are worth a comparison.

A list of a thousand projects gives a thousand claims of one indicator: compared each with each they would take as long as all
the rest of a plan together, and rows of one table explain each other anyway.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from pipeline.check.consistency.alike import names_of, signs
from pipeline.check.consistency.claim import Claim, is_tabled
from pipeline.check.consistency.when import When
from pipeline.check.review import Review
from pipeline.text.sentences import sentence_around

Place = tuple[int, int]
"""A block and where in it a sentence begins; a table is one place."""


Named = tuple[str, When, str]
"""An indicator with when and where it is to be reached."""


def named(claim: Claim) -> Named:
    """What the claim is of."""
    return claim.key, claim.when, claim.area


@dataclass(frozen=True)
class Statement:
    """Claims that say the same: the first of each place, and of those that stand by themselves."""

    claims: dict[Place | None, Claim]

    @property
    def first(self) -> Claim:
        """The one that the plan makes first."""
        return next(iter(self.claims.values()))

    @cached_property
    def only(self) -> Place | None:
        """Where it stands, if that is one place; a sum is apart from everything."""
        return next(iter(self.claims)) if len(self.claims) == 1 else None

    def apart_from(self, other: "Statement") -> Iterator[tuple[Claim, Claim]]:
        """Pairs of claims that stand so that the one does not explain the other, as parts of a sentence or rows of a table do."""
        for place, one in self.claims.items():
            yield from ((one, it) for at, it in other.claims.items() if at is None or at != place)


def statements(review: Review, claims: Iterable[Claim]) -> list[list[Statement]]:
    """What the plan states, by time, area and kind: only such statements can contradict each other."""
    alike: defaultdict[Hashable, defaultdict[Hashable, Statement]] = defaultdict(
        lambda: defaultdict(lambda: Statement({}))
    )
    for claim in claims:
        said = (claim.key, claim.amount, claim.bare_unit, claim.comparator)
        alike[claim.when, claim.area, claim.flow][said].claims.setdefault(_place(review, claim), claim)
    return [list(group.values()) for group in alike.values()]


def _place(review: Review, claim: Claim) -> Place | None:
    proof = claim.evidence
    if claim.summed:
        return None
    if is_tabled(review, claim):
        return proof.block, 0
    return proof.block, sentence_around(review.blocks[proof.block].text, proof.start, proof.stop)[0]


def pairs(group: Sequence[Statement], reported: Set[Named]) -> Iterator[tuple[Statement, Statement]]:
    """Those of one indicator by name that do not stand in one place only, in the order of the plan.

    Of an indicator that is among the `reported`, which may grow meanwhile, no more are told: one contradiction is enough.
    """
    by_key: defaultdict[str, defaultdict[Place | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    turned: defaultdict[str, set[str]] = defaultdict(set)
    for at, statement in enumerate(group):
        by_key[statement.first.key][statement.only].append(at)
        turned[signs(statement.first.key)].add(statement.first.key)
    for at, one in enumerate(group):
        if named(one.first) in reported:
            continue
        alike = [by_key[name] for name in names_of(one.first.key) | turned[signs(one.first.key)] if name in by_key]
        elsewhere = [
            later for places in alike for place, found in places.items() if place is None or place != one.only
            for later in found if later > at
        ]  # fmt: skip
        for other in (group[later] for later in sorted(elsewhere)):
            if not {named(one.first), named(other.first)} & reported:
                yield one, other
