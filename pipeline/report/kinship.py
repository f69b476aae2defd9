"""Which findings have one cause, so that one amendment answers them all: a task and what it asks, or one sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from pipeline.findings import Finding, gap_kind
from pipeline.profile import Requirement


def kin(findings: Sequence[Finding], known: Mapping[str, Requirement]) -> tuple[tuple[int, ...], ...]:
    """Of each finding the numbers, from 1, of those with the same cause.

    These are the gap in an element or task and those in what it asks, and gaps that rest on the same words of the plan. What
    must be amended in several places (a leftover name, a contradiction) has a cause of its own.
    """
    related: list[set[int]] = [set() for _ in findings]
    gaps = {f.requirement: at for at, f in enumerate(findings) if gap_kind(f.rule)}
    below = {own: known[own].parent for own in gaps if own in known and known[own].parent != own}
    pairs = [(gaps[own], gaps[above]) for own, above in below.items() if above in gaps]
    by_block: defaultdict[int, list[int]] = defaultdict(list)
    for at, found in enumerate(findings):
        if found.evidence and not found.everywhere:
            by_block[found.evidence[0].block].append(at)
    for together in by_block.values():
        pairs += [pair for pair in combinations(together, 2) if _on_the_same(*(findings[at] for at in pair))]
    for one, other in pairs:
        related[one].add(other + 1)
        related[other].add(one + 1)
    return tuple(tuple(sorted(numbers)) for numbers in related)


def _on_the_same(one: Finding, other: Finding) -> bool:
    """Whether the words that two findings of one block rest on first overlap."""
    a, b = one.evidence[0], other.evidence[0]
    return a.start < b.stop and b.start < a.stop
