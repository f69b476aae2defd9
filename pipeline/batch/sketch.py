"""A plan's text in small: enough to find, among thousands, the few that it could share text with.

Letters are what `pipeline.text.fingerprint` counts: Han, Latin, digits. A shingle is five of them in a row; short enough to
survive a paraphrase that changes a word here and there. What the plan took from the notice, and titles in 《》, are
masked: shingles that touch them do not exist.

    sample    every eighth shingle by hash value, the same ones in every plan: finds a copied section
    minhash   the least value of each of 64 hashes over all shingles: finds a copied plan, however many copied it
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.document import Document, Section
from pipeline.segment import paths
from pipeline.text.fingerprint import SHINGLE, letters, stretches

Hashes = npt.NDArray[np.uint64]
SAMPLE = 8
"""One shingle in so many is kept."""
PERMUTATIONS = 64
SHORTEST = 16
"""Letters; shorter paragraphs say nothing of where they come from."""

_IS_LETTER = np.zeros(0xA001, dtype=np.bool_)
"""By code point; the last stands for all beyond."""
_IS_LETTER[letters("".join(map(chr, range(0xA000))))] = True
_TITLE = re.compile(r"《[^《》]{2,80}》")
_RANDOM = np.random.Generator(np.random.PCG64(189))
_FACTORS = _RANDOM.integers(1, 2**63, PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, n + 1, 2**64) for n in range(SHINGLE)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A paragraph, list item or table of a plan, as it is compared with those of others."""

    block: int
    page: int
    path: tuple[str, ...]
    text: str
    masked: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that do not count: from the notice, or titles of documents."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept in memory of every plan."""

    sample: Hashes
    """Sorted, each value once."""
    minhash: Hashes
    """Empty for a plan without a shingle."""
    count: int
    """Shingles."""


def passages(document: Document, sections: Iterable[Section], notice: frozenset[int]) -> tuple[ComparedBlock, ...]:
    """The plan's own text by paragraph; furniture and headings, which all plans share, are left out."""
    return tuple(
        ComparedBlock(index, block.page, path, block.text, masked(block.text, notice))
        for index, (block, path) in enumerate(zip(document.blocks, paths(document, sections), strict=True))
        if block.kind in ("paragraph", "list_item", "table") and len(letters(block.text)) >= SHORTEST
    )


def masked(text: str, notice: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Stretches that do not count as the plan's own words, in order and apart from each other."""
    spans = [match.span() for match in _TITLE.finditer(text)]
    if notice:
        spans += [(start, stop) for value, start, stop in stretches(text) if value in notice]
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)


def open_letters(passage: ComparedBlock) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Offsets of the letters, and for each whether it counts."""
    return _letters(passage)[1:]


def _letters(passage: ComparedBlock) -> tuple[Hashes, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Code points and offsets of the letters of `pipeline.text.fingerprint.letters`, and for each whether it counts."""
    codes = np.frombuffer(passage.text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    offsets = np.flatnonzero(_IS_LETTER[np.minimum(codes, len(_IS_LETTER) - 1)])
    counts = np.ones(len(offsets), dtype=np.bool_)
    for start, stop in passage.masked:
        counts &= (offsets < start) | (offsets >= stop)
    return codes[offsets], offsets, counts


def shingles(passage: ComparedBlock) -> tuple[Hashes, npt.NDArray[np.bool_], int]:
    """Hash of the shingle at every letter but the last four, whether all its letters count, and how many do in all."""
    codes, _, counts = _letters(passage)
    size = max(0, len(codes) - SHINGLE + 1)
    hashes = np.zeros(size, dtype=np.uint64)
    whole = np.ones(size, dtype=np.bool_)
    for step in range(SHINGLE):
        hashes += codes[step : step + size] * _POWERS[step]
        whole &= counts[step : step + size]
    return _mixed(hashes), whole, int(counts.sum())


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of splitmix64: every bit of the sum bears on every bit of the hash."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def sketch(found: Iterable[ComparedBlock]) -> Sketch:
    """The sketch of a plan's passages."""
    parts = [hashes[whole] for hashes, whole, _ in map(shingles, found)]
    values = np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.uint64)
    if not len(values):
        return Sketch(values, values, 0)
    least = np.array([(_mixed(values * factor)).min() for factor in _FACTORS], dtype=np.uint64)
    return Sketch(values[values % np.uint64(SAMPLE) == 0], least, len(values))
