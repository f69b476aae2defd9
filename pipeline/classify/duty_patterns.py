"""An expert's patterns for each duty, compiled once, with a filter that leaves most sentences to no pattern at all.

`about` says clearly that a sentence speaks of the duty, `hints` only where the section or the text model agrees, and
`unless` names stretches that look like it and are something else: they are blanked before anything is matched.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from pipeline.profile import Requirement

_LITERAL = re.compile(r"[^\\\[\](){}?*+.^$|]+")


@dataclass(frozen=True, slots=True)
class Match:
    """How many patterns of one duty match a sentence surely and perhaps, and the stretch that the first of them needs."""

    about: int
    hint: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all be found in one sentence."""

    parts: tuple[re.Pattern[str], ...]
    keys: tuple[frozenset[str] | None, ...]
    """Of every part, pairs of characters of which a match contains one; None where that cannot be said."""

    def possible(self, pairs: frozenset[str]) -> bool:
        """Whether the pairs of a text leave room for a match."""
        for key in self.keys:  # noqa: SIM110 — runs for every sentence and pattern; a generator takes twice as long
            if key is not None and key.isdisjoint(pairs):
                return False
        return True

    def span(self, text: str) -> tuple[int, int] | None:
        """From the first to the last character that the parts match; None where one of them does not."""
        start, stop = len(text), 0
        for part in self.parts:
            match = part.search(text)
            if match is None:
                return None
            start, stop = min(start, match.start()), max(stop, match.end())
        return start, stop


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters and single characters, in lower case."""
    text = text.lower()
    return frozenset(map("".join, zip(text, text[1:], strict=False))) | frozenset(text)


def _alternatives(pattern: str) -> Iterator[str]:
    depth, at = 0, 0
    square = False
    for i, sign in enumerate(pattern):
        if pattern[i - 1 : i] == "\\":
            continue
        square = sign == "[" or (square and sign != "]")
        depth += (sign == "(") - (sign == ")") if not square else 0
        if sign == "|" and not depth and not square:
            yield pattern[at:i]
            at = i + 1
    yield pattern[at:]


def _keys(pattern: str) -> frozenset[str] | None:
    """The first pair, or only character, of every alternative; None where one of them begins with something else."""
    keys = set()
    for alternative in _alternatives(pattern):
        match = _LITERAL.match(alternative)
        literal = match.group() if match else ""
        if alternative[len(literal) : len(literal) + 1] in ("?", "*", "{"):
            literal = literal[:-1]
        if not literal:
            return None
        keys.add(literal[:2].lower())
    return frozenset(keys)


@functools.cache
def _pattern(text: str) -> Pattern:
    parts = [part.strip() for part in text.split(" + ")]
    return Pattern(tuple(re.compile(part, re.IGNORECASE) for part in parts), tuple(_keys(part) for part in parts))


UNLESS, ABOUT, HINTS = "unless", "about", "hints"


def patterns(requirement: Requirement, group: str) -> list[Pattern]:
    """The compiled patterns of a requirement, of one group."""
    texts: Sequence[str] = requirement.params.get(group, ())
    return [_pattern(text) for text in texts]


class Expert:
    """The patterns of many duties, indexed by the pairs of characters that they need, so that few have to be tried."""

    def __init__(self, duties: Sequence[Requirement]) -> None:
        self.duties = [duty.id for duty in duties]
        self.entries = [
            (duty.id, group, pattern)
            for duty in duties
            for group in (UNLESS, ABOUT, HINTS)
            for pattern in patterns(duty, group)
        ]
        self.always: list[int] = []
        self.needing: dict[str, list[int]] = {}
        for at, (_, _, pattern) in enumerate(self.entries):
            known = [keys for keys in pattern.keys if keys is not None]
            for key in min(known, key=len, default=()):
                self.needing.setdefault(key, []).append(at)
            if not known:
                self.always.append(at)

    def matches(self, text: str, pairs: frozenset[str]) -> dict[str, Match]:
        """What each duty's patterns find in one sentence, given its `pairs_of`."""
        found = dict.fromkeys(self.duties, Match(0, 0, 0, len(text)))
        likely = {at for pair in pairs & self.needing.keys() for at in self.needing[pair]}.union(self.always)
        entries = (self.entries[at] for at in sorted(likely))
        for duty, own in groupby((entry for entry in entries if entry[2].possible(pairs)), key=itemgetter(0)):
            found[duty] = _match([(group, pattern) for _, group, pattern in own], text)
        return found


def _match(own: Sequence[tuple[str, Pattern]], text: str) -> Match:
    """`own` are possible patterns of one duty. What `unless` matches is blanked (□) first, offsets unchanged."""
    size = len(text)
    for group, pattern in own:
        if group == UNLESS:
            text = pattern.parts[0].sub(lambda match: "□" * len(match.group()), text)
    about = [span for group, pattern in own if group == ABOUT and (span := pattern.span(text))]
    hints = [span for group, pattern in own if group == HINTS and (span := pattern.span(text))]
    first = next(iter([*about, *hints]), (0, size))
    return Match(len(about), len(hints), *first)


def about(requirement: Requirement, text: str) -> int:
    """How many of the requirement's patterns match the text."""
    return _match([(group, one) for group in (UNLESS, ABOUT) for one in patterns(requirement, group)], text).about
