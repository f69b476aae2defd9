"""Which stretches of a plan others reach into."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from pipeline.findings import Evidence


class Covered:
    """Stretches that are asked, `evidence in covered`, whether they have a character in common with another one."""

    def __init__(self, proofs: Iterable[Evidence]) -> None:
        spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for proof in proofs:
            spans[proof.block].append((proof.start, proof.stop))
        self._starts = {block: sorted(start for start, _ in own) for block, own in spans.items()}
        self._reach = {block: list(accumulate((stop for _, stop in sorted(own)), max)) for block, own in spans.items()}
        """How far the stretches that begin up to each start reach."""

    def __contains__(self, proof: Evidence) -> bool:
        before = bisect_left(self._starts.get(proof.block, ()), proof.stop)
        return before > 0 and self._reach[proof.block][before - 1] > proof.start
