"""The text that two plans share, letter by letter: tiles, the longest first, in whatever order they stand.

Greedy string tiling: a tile is a longest run of equal letters; each letter belongs to one tile at most. Unlike an
alignment from left to right it also sees sentences that were put in another order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.batch.candidates import is_common
from pipeline.batch.routine import letters_that_count
from pipeline.batch.sketch import SAMPLE, ComparedBlock, Hashes, open_letters, shingles
from pipeline.text.fingerprint import SHINGLE

LEAST_SHARE = 0.45
"""Of the letters of the shorter of two passages: from here on one is a version of the other."""
LONG_TILE = 30
"""Letters in a row that count whatever the rest of the passages says."""
LEAST_TABLED = 16
"""Letters in a row that count in tables: names of bureaus and tasks, which all plans share, are shorter."""
LEAST_TELLING = 10
"""Letters among the equal ones that say more than dates, figures and agencies do."""
LEAST_HITS = 5
"""Shingles that two passages must have in common to be laid side by side."""
COMMON_SHARE = 0.5
"""Of a passage's sampled shingles: from here on it is one that many plans have."""
LEAST_SAMPLED = 2
_NONE: Hashes = np.zeros(0, dtype=np.uint64)
_NOWHERE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Tile:
    """Equal letters: positions among the letters of the left and of the right passage."""

    left: int
    right: int
    size: int


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages that say the same, and how many letters of each are equal."""

    left: int
    """Index of the passage."""
    right: int
    letters: int
    left_span: tuple[int, int]
    """In the text of the passage, from the first tile to the last."""
    right_span: tuple[int, int]
    telling: int
    """Of the letters, those that say more than dates, figures and agencies do."""
    run: int
    """The most of these that stand in one tile."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A plan's passages laid out for comparing; the arrays run over all shingles that count, sorted by hash."""

    passages: tuple[ComparedBlock, ...]
    hashes: Hashes
    owners: npt.NDArray[np.int32]
    """Index of the shingle's passage."""
    places: npt.NDArray[np.int32]
    """Its position among the letters of the passage."""
    sizes: tuple[int, ...]
    """Letters of each passage that count."""

    @property
    def size(self) -> int:
        return sum(self.sizes)

    def among(self, other: "Laid") -> list[tuple[int, int, int]]:
        """Hash, passage and position of the shingles that the other plan has, too."""
        kept = is_common(self.hashes, other.hashes)
        columns = (self.hashes[kept], self.owners[kept], self.places[kept])
        return list(zip(*(column.tolist() for column in columns), strict=True))


def lay(passages: tuple[ComparedBlock, ...], common: Hashes) -> Laid:
    """Passages for `matches`; those that many plans have (their sampled shingles among `common`) do not count."""
    hashes, owners, places, sizes = [_NONE], [_NOWHERE], [_NOWHERE], []
    for at, passage in enumerate(passages):
        values, whole, size = shingles(passage)
        if len(common) and _many_have_it(values[whole], common):
            whole, size = np.zeros_like(whole), 0
        counting = np.flatnonzero(whole)
        hashes.append(values[counting])
        owners.append(np.full(len(counting), at, dtype=np.int32))
        places.append(counting.astype(np.int32))
        sizes.append(size)
    every = np.concatenate(hashes)
    order = np.argsort(every, kind="stable")  # equal ones stay in the order of the text
    return Laid(passages, every[order], np.concatenate(owners)[order], np.concatenate(places)[order], tuple(sizes))


def _many_have_it(hashes: Hashes, common: Hashes) -> bool:
    sampled = int((hashes % np.uint64(SAMPLE) == 0).sum())
    return sampled >= LEAST_SAMPLED and int(is_common(hashes, common).sum()) >= COMMON_SHARE * sampled


def matches(left: Laid, right: Laid) -> tuple[Match, ...]:
    """Passages that two plans share, in the order of the left one; a passage is matched once at most."""
    found = []
    for (i, j), hits in _meetings(left, right).items():
        tabled = "\t" in left.passages[i].text or "\t" in right.passages[j].text
        tiles = [tile for tile in _tiles(hits) if not tabled or tile.size >= LEAST_TABLED]
        letters = sum(tile.size for tile in tiles)
        shorter = min(left.sizes[i], right.sizes[j])
        longest = max((tile.size for tile in tiles), default=0)
        if longest >= LONG_TILE or letters >= max(SHINGLE * 2, LEAST_SHARE * shorter):
            match = _match(left.passages[i], right.passages[j], (i, j), tiles)
            found += [match] if match.telling >= LEAST_TELLING else []
    chosen: list[Match] = []
    used_left, used_right = set(), set()
    for match in sorted(found, key=lambda match: (-match.letters, match.left, match.right)):
        if match.left not in used_left and match.right not in used_right:
            chosen.append(match)
            used_left.add(match.left)
            used_right.add(match.right)
    return tuple(sorted(chosen, key=lambda match: match.left))


Hits = list[tuple[int, int]]


def _meetings(left: Laid, right: Laid) -> dict[tuple[int, int], Hits]:
    """Places where shingles agree, by pair of passages."""
    where: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for value, j, at in right.among(left):
        where[value].append((j, at))
    hits: defaultdict[tuple[int, int], Hits] = defaultdict(list)
    for value, i, at in left.among(right):
        for j, other in where[value][:20]:
            hits[i, j].append((at, other))
    return {pair: places for pair, places in hits.items() if len(places) >= LEAST_HITS}


def _tiles(hits: Hits) -> list[Tile]:
    """Runs of agreeing shingles as tiles, the longest first, none over another."""
    runs: list[Tile] = []
    for a, b in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        last = runs[-1] if runs else None
        if last and a - b == last.left - last.right and a == last.left + last.size - SHINGLE + 1:
            runs[-1] = Tile(last.left, last.right, last.size + 1)
        else:
            runs.append(Tile(a, b, SHINGLE))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    tiles = []
    for run in sorted(runs, key=lambda run: (-run.size, run.left, run.right)):
        lefts, rights = range(run.left, run.left + run.size), range(run.right, run.right + run.size)
        if taken_left.isdisjoint(lefts) and taken_right.isdisjoint(rights):
            tiles.append(run)
            taken_left.update(lefts)
            taken_right.update(rights)
    return tiles


def _match(left: ComparedBlock, right: ComparedBlock, pair: tuple[int, int], tiles: Sequence[Tile]) -> Match:
    at_left, at_right = open_letters(left)[0], open_letters(right)[0]
    left_span = at_left[min(t.left for t in tiles)], at_left[max(t.left + t.size for t in tiles) - 1] + 1
    right_span = at_right[min(t.right for t in tiles)], at_right[max(t.right + t.size for t in tiles) - 1] + 1
    at_both = [(int(start), int(stop)) for start, stop in (left_span, right_span)]
    said = letters_that_count(left.text)
    runs = [int(said[tile.left + tile.size] - said[tile.left]) for tile in tiles]
    letters = sum(tile.size for tile in tiles)
    return Match(pair[0], pair[1], letters, at_both[0], at_both[1], telling=sum(runs), run=max(runs))
