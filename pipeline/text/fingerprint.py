"""Stretches of text as hashes: what two texts share can be told without keeping either."""

import functools
import hashlib
import re

SIZE = 10
"""Characters a stretch; ten Han characters in a row are hardly ever written twice by chance."""
SHINGLE = 5
"""Counting characters in a row by which plans are compared, and that are marked where two passages stand side by side."""

_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_LEFT_OUT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")


def letters(text: str) -> list[int]:
    """Offsets of the characters that count: Han, Latin and digits."""
    return [match.start() for match in _KEPT.finditer(text)]


def _hash(window: str) -> int:
    return int.from_bytes(hashlib.blake2b(window.encode(), digest_size=6).digest(), "big")


def stretches(text: str) -> list[tuple[int, int, int]]:
    """(hash, start, stop) of every stretch of `SIZE` counting characters."""
    at, kept = letters(text), _LEFT_OUT.sub("", text)
    return [(_hash(kept[i : i + SIZE]), at[i], at[i + SIZE - 1] + 1) for i in range(len(at) - SIZE + 1)]


@functools.lru_cache(maxsize=4096)  # of one plan several checks ask
def coverage(text: str, known: frozenset[int]) -> float:
    """Share of the text's counting characters that lie in a stretch among `known`, 0 to 1."""
    kept = _LEFT_OUT.sub("", text)
    if not kept or not known:
        return 0.0
    covered: set[int] = set()
    for i in range(len(kept) - SIZE + 1):
        if _hash(kept[i : i + SIZE]) in known:
            covered.update(range(i, i + SIZE))
    return len(covered) / len(kept)
