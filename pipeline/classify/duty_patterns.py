"""An expert's patterns for each duty, compiled once, with a filter that leaves most sentences to no pattern at all.

`about` says clearly that a sentence speaks of the duty, `hints` only where the section or the text model agrees, and
`unless` names stretches that look like it and are something else: they are blanked before anything is matched.
"""

import functools
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from pipeline.profile import Requirement
from pipeline.text.patterns import LITERAL, alternatives, may_lack

_ODD = re.compile(r"\\[uUxN0-9]|\\\\|\[\^?\]|\(\?[aiLmsux]")
"""Signs that a pattern cannot be taken apart by its letters: escapes of letters, brackets within classes, flags."""


@dataclass(frozen=True, slots=True)
class Match:
    """How many patterns of one duty match a sentence surely and perhaps, and the stretch that the first of them needs."""

    about: int
    hint: int
    start: int
    stop: int


SILENT = Match(0, 0, 0, sys.maxsize)
"""Of a duty that a sentence does not speak of."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all be found in one sentence."""

    parts: tuple[re.Pattern[str], ...]
    needs: tuple[frozenset[str], ...]
    """Sets of pairs of characters, or single ones: a match contains one of each set."""

    def possible(self, pairs: frozenset[str]) -> bool:
        """Whether the pairs of a text leave room for a match."""
        for need in self.needs:  # noqa: SIM110 — runs for every sentence and pattern; a generator takes twice as long
            if need.isdisjoint(pairs):
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

    def span_within(self, text: str, beside: str) -> tuple[int, int] | None:
        """As `span` of those parts that the text has, where it has at least one and `beside` has the others."""
        found = [part.search(text) for part in self.parts]
        own = [match.span() for match in found if match]
        if not own or not all(m or part.search(beside) for m, part in zip(found, self.parts, strict=True)):
            return None
        return min(start for start, _ in own), max(stop for _, stop in own)

    def blanked(self, text: str) -> str:
        """The text, as long as before, without what the parts match; as it is where one of them does not."""
        if self.span(text):
            for part in self.parts:
                text = part.sub(_blank, text)
        return text


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters and single characters, in lower case."""
    text = text.lower()
    return frozenset(map("".join, zip(text, text[1:], strict=False))) | frozenset(text)


def _needs(pattern: str) -> list[frozenset[str]]:
    """Sets of pairs, or single characters, of each of which every match of the pattern contains one."""
    if _ODD.search(pattern):
        return []
    each = [[need for element in own for need in _element_needs(*element)] for own in alternatives(pattern)]
    if len(each) == 1:
        return each[0]
    best = [max(own, key=lambda need: (min(map(len, need)), -len(need)), default=None) for own in each]
    return [] if None in best else [frozenset().union(*filter(None, best))]


def _element_needs(element: str, quantifier: str) -> list[frozenset[str]]:
    if may_lack(quantifier):
        return []
    if LITERAL.match(element):
        at = len(element) > 2  # most words have two characters: half of one and half of the next stand together seldom
        return [frozenset([element[at : at + 2].lower()])]
    if element.startswith("(?:"):
        return _needs(element[3:-1])
    if element.startswith("(") and not element.startswith("(?"):
        return _needs(element[1:-1])
    return []


@functools.cache
def compiled(text: str) -> Pattern:
    """The pattern that a profile writes so. Raises re.error where a part of it is none."""
    parts = [part.strip() for part in text.split(" + ")]
    found = tuple(re.compile(part, re.IGNORECASE) for part in parts)
    return Pattern(found, tuple(need for part in parts for need in _needs(part)))


GROUPS = UNLESS, ABOUT, HINTS = "unless", "about", "hints"
TOLD = "told"
"""Patterns of sentences that say in words of their own what fulfils the duty."""


def patterns(requirement: Requirement, group: str) -> list[Pattern]:
    """The compiled patterns of a requirement, of one group."""
    texts: Sequence[str] = requirement.params.get(group, ())
    return [compiled(text) for text in texts]


class Expert:
    """The patterns of many duties, indexed by the pairs of characters that they need, so that few have to be tried."""

    def __init__(self, duties: Sequence[Requirement]) -> None:
        self.duties = [duty.id for duty in duties]
        self.entries = [
            (duty.id, group, pattern) for duty in duties for group in GROUPS for pattern in patterns(duty, group)
        ]
        self.always: list[int] = []
        self.needing: dict[str, list[int]] = {}
        for at, (_, _, pattern) in enumerate(self.entries):
            for key in min(pattern.needs, key=len, default=()):
                self.needing.setdefault(key, []).append(at)
            if not pattern.needs:
                self.always.append(at)

    def matches(self, text: str, pairs: frozenset[str], beside: str = "") -> dict[str, Match]:
        """What the duties' patterns find in one sentence, given its `pairs_of`; of those that find nothing, nothing.

        Of a pattern of several parts the sentence need have but one where `beside` (the title of the table that a row
        stands in, those of its columns) has the others.
        """
        pairs = pairs | pairs_of(beside) if beside else pairs
        likely = {at for pair in pairs & self.needing.keys() for at in self.needing[pair]}.union(self.always)
        found: dict[str, Match] = {}
        for duty, entries in groupby(map(self.entries.__getitem__, sorted(likely)), key=itemgetter(0)):
            possible = [(group, pattern) for _, group, pattern in entries if pattern.possible(pairs)]
            if possible and possible[-1][0] != UNLESS:  # in the order of GROUPS
                match = _match(possible, text, beside)
                if match.about or match.hint:
                    found[duty] = match
        return found


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match.group())


def _match(own: Sequence[tuple[str, Pattern]], text: str, beside: str = "") -> Match:
    """`own` are possible patterns of one duty, in the order of GROUPS: what `unless` matches is blanked, offsets unchanged."""
    first = (0, len(text))
    found = {UNLESS: 0, ABOUT: 0, HINTS: 0}
    for group, pattern in own:
        if group == UNLESS:
            text, beside = pattern.blanked(text), pattern.blanked(beside)
        elif span := pattern.span_within(text, beside) if beside else pattern.span(text):
            first = first if found[ABOUT] or found[HINTS] else span
            found[group] += 1
    return Match(found[ABOUT], found[HINTS], *first)


def about(requirement: Requirement, text: str) -> int:
    """How many of the requirement's patterns match the text."""
    return _match([(group, one) for group in (UNLESS, ABOUT) for one in patterns(requirement, group)], text).about
