"""Pairs of plans that could share text, without comparing every plan with every other.

Two ways lead to a pair: sampled shingles that few applicants have (a copied section), found by sorting all of them
once; and bands of MinHash values that agree (a copied plan), found by a table. Both grow with the number of plans, not
with that of pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.batch.sketch import PERMUTATIONS, Hashes, Sketch
from pipeline.round import COMMON

LEAST_SAMPLED = 3
"""Sampled rare shingles that a pair must share: about 24 in all."""
ALIKE = 0.3
"""Share of MinHash values in common from which on a pair is looked at."""
ROWS = 2
"""Values in a band: pairs that agree in 0.4 of their shingles meet in one of 32 bands with a probability of 0.996."""
CROWD = 200
"""Plans that meet in one band; where there are more, each is compared with its neighbours in the list alone."""

Pair = tuple[int, int]


def candidates(sketches: Sequence[Sketch], applicants: Sequence[str]) -> dict[Pair, bool]:
    """Pairs (i < j) worth aligning; True where they are alike as wholes, so that common text counts too."""
    alike = dict.fromkeys(_alike(sketches), True)
    return dict(sorted((dict.fromkeys(_sharing(sketches, applicants), False) | alike).items()))


def common_shingles(sketches: Sequence[Sketch], applicants: Sequence[str]) -> Hashes:
    """Sampled shingles that COMMON or more applicants have, sorted."""
    values, owners = _table(sketches)
    codes = _codes(applicants)[owners]
    order = np.lexsort((codes, values))
    values, codes = values[order], codes[order]
    first = np.append(True, (np.diff(values) > 0) | (np.diff(codes) > 0))[: len(values)]  # of each applicant
    seen, counts = np.unique(values[first], return_counts=True)
    return seen[counts >= COMMON]


def _codes(applicants: Sequence[str]) -> npt.NDArray[np.int64]:
    """A number for each applicant; an unknown one is somebody of its own."""
    known = {name: code for code, name in enumerate(sorted(set(applicants)))}
    return np.array([known[name] if name else len(known) + i for i, name in enumerate(applicants)], dtype=np.int64)


def _table(sketches: Sequence[Sketch]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """All sampled shingles, sorted, and whose they are."""
    if not sketches:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    values = np.concatenate([found.sample for found in sketches])
    owners = np.repeat(np.arange(len(sketches)), [len(found.sample) for found in sketches])
    order = np.argsort(values, kind="stable")
    return values[order], owners[order]


def _sharing(sketches: Sequence[Sketch], applicants: Sequence[str]) -> list[Pair]:
    values, owners = _table(sketches)
    codes = _codes(applicants)
    edges = np.flatnonzero(np.diff(values)) + 1
    starts, stops = np.concatenate([[0], edges]), np.concatenate([edges, [len(values)]])
    shared = stops - starts >= 2
    count: Counter[Pair] = Counter()
    for start, stop in zip(starts[shared].tolist(), stops[shared].tolist(), strict=True):
        group = owners[start:stop].tolist()
        if len({int(codes[owner]) for owner in group}) < COMMON and len(group) <= CROWD:
            count.update((a, b) for at, a in enumerate(group) for b in group[at + 1 :])
    return [pair for pair, number in count.items() if number >= LEAST_SAMPLED]


def _alike(sketches: Sequence[Sketch]) -> list[Pair]:
    met: set[Pair] = set()
    for band in range(0, PERMUTATIONS, ROWS):
        table: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, found in enumerate(sketches):
            if found.count:
                table[found.minhash[band : band + ROWS].tobytes()].append(index)
        for group in table.values():
            reach = len(group) if len(group) <= CROWD else 8
            met.update((a, b) for at, a in enumerate(group) for b in group[at + 1 : at + 1 + reach])
    return [pair for pair in met if resemblance(sketches[pair[0]], sketches[pair[1]]) >= ALIKE]


def resemblance(left: Sketch, right: Sketch) -> float:
    """Estimated share of shingles that two plans have in common, 0 to 1 (Jaccard)."""
    return float((left.minhash == right.minhash).mean()) if left.count and right.count else 0.0


def is_common(hashes: Hashes, common: Hashes) -> npt.NDArray[np.bool_]:
    """For every shingle, whether it is one of `common`, which is sorted and may be far longer."""
    if not len(common):
        return np.zeros(len(hashes), dtype=np.bool_)
    # Not np.isin: that sorts `common` anew for every passage, and the search would grow with its square.
    at = np.minimum(np.searchsorted(common, hashes), len(common) - 1)
    return np.asarray(common[at] == hashes, dtype=np.bool_)
