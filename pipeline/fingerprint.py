"""Stretches of text as hashes: what two texts share can be told without keeping either."""

import hashlib
import re

SIZE = 10
"""Characters a stretch; ten Han characters in a row are hardly ever written twice by chance."""

_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def letters(text: str) -> list[int]:
    """Offsets of the characters that count: Han, Latin and digits."""
    return [match.start() for match in _KEPT.finditer(text)]


def stretches(text: str, size: int = SIZE) -> list[tuple[int, int, int]]:
    """(hash, start, stop) of every stretch of `size` counting characters."""
    at = letters(text)
    found = []
    for i in range(len(at) - size + 1):
        window = "".join(text[j] for j in at[i : i + size])
        digest = hashlib.blake2b(window.encode(), digest_size=6).digest()
        found.append((int.from_bytes(digest, "big"), at[i], at[i + size - 1] + 1))
    return found


def coverage(text: str, known: frozenset[int], *, size: int = SIZE) -> float:
    """Share of the text's counting characters that lie in a stretch among `known`, 0 to 1."""
    at = letters(text)
    if not at or not known:
        return 0.0
    covered: set[int] = set()
    for i, (value, _, _) in enumerate(stretches(text, size)):
        if value in known:
            covered.update(range(i, i + size))
    return len(covered) / len(at)
