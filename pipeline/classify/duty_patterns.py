"""An expert's patterns for each duty, compiled once, with a filter that leaves most sentences to no pattern at all.

`about` says clearly that a sentence speaks of the duty, `hints` only where the section or the text model agrees, and
`unless` names stretches that look like it and are something else: they are blanked before anything is matched.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.profile import Requirement

_LITERAL = re.compile(r"[^\\\[\](){}?*+.^$|]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """How many patterns match a sentence, and the stretch that the first of them needs."""

    count: int
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


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of one duty."""

    about: tuple[Pattern, ...]
    hints: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


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


@functools.cache
def _compiled(about: tuple[str, ...], hints: tuple[str, ...], unless: tuple[str, ...]) -> Patterns:
    return Patterns(*(tuple(_pattern(text) for text in texts) for texts in (about, hints, unless)))


def patterns(requirement: Requirement) -> Patterns:
    """The compiled patterns of a requirement."""
    params: Mapping[str, Sequence[str]] = requirement.params
    return _compiled(tuple(params.get("about", ())), tuple(params.get("hints", ())), tuple(params.get("unless", ())))


def blanked(found: Patterns, text: str, pairs: frozenset[str]) -> str:
    """The text with everything that `unless` matches replaced by □, offsets unchanged."""
    for pattern in found.unless:
        if pattern.possible(pairs):
            text = pattern.parts[0].sub(lambda match: "□" * len(match.group()), text)
    return text


def hits(listed: Sequence[Pattern], text: str, pairs: frozenset[str]) -> Hit:
    """Matches of these patterns in one sentence."""
    count, first = 0, (0, len(text))
    for pattern in listed:
        span = pattern.span(text) if pattern.possible(pairs) else None
        if span is not None:
            first = span if not count else first
            count += 1
    return Hit(count, *first)


def about(requirement: Requirement, text: str) -> int:
    """How many of the requirement's patterns match the text."""
    pairs = pairs_of(text)
    found = patterns(requirement)
    return hits(found.about, blanked(found, text, pairs), pairs).count
