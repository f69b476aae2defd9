"""Round seals set in type: red characters in a ring, and what stands inside it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from pipeline.read.page.geometry import Glyph, Look, PageGeometry
from pipeline.read.page.lines import Segment, segments_of

FEWEST = 4
"""Characters that make a ring known."""
SPREAD = 0.3
"""Variance of the directions of a ring's characters, 1 for a full circle; text that merely slants has none."""
LOOSE = 0.6
"""Of the font size, by which a character may stand off the ring."""
APART = 5.0
"""Of the font size, within which two characters may be neighbours; one between them may stand upright."""
LEAST_TURN = 0.005
"""Of two neighbours, as their spread: some six degrees."""
MOST, PROPOSALS, MOST_SEALS = 300, 300, 12
"""Turned red characters of a page that are looked at, rings tried for each seal, and seals: more than any page has."""
CENTRED = 1.5
"""Of the font size, by which what stands inside a seal may be off its middle."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Ring:
    """The circle on which the middles of a seal's characters stand; its radius is below 0 where they stand on their heads."""

    x: float
    y: float
    radius: float
    size: float

    def bears(self, glyph: Glyph) -> bool:
        """Whether it is one of the ring's characters, whatever its direction."""
        (x, y), (right, down) = _middle(glyph), _up(glyph.look)
        off = math.hypot(x - self.x - self.radius * right, y - self.y - self.radius * down)
        return off <= LOOSE * self.size

    def encloses(self, segment: Segment) -> bool:
        """Whether it is a line inside the seal, which is set in its middle."""
        far = max(abs(segment.top - self.y), abs(segment.bottom - self.y))
        wide = max(abs(segment.x0 - self.x), abs(segment.x1 - self.x))
        centred = abs((segment.x0 + segment.x1) / 2 - self.x) <= CENTRED * self.size
        return centred and math.hypot(far, wide) <= abs(self.radius) + self.size


def split_stamps(page: PageGeometry, glyphs: Sequence[Glyph]) -> tuple[Sequence[Glyph], list[list[Glyph]]]:
    """Glyphs that belong to no seal, and those of each seal in the order of the file."""
    if not any(is_red(look) and _is_turned(look) for look in page.all_looks):
        return glyphs, []
    red = [glyph for glyph in glyphs if is_red(glyph.look)]
    straight = segments_of(glyph for glyph in red if not _is_turned(glyph.look))
    left = {id(glyph) for glyph in red}
    seals = []
    for ring in _rings([glyph for glyph in red if _is_turned(glyph.look)]):
        upright = {id(glyph) for segment in straight if _belongs(segment, ring) for glyph in segment.glyphs}
        seal = [glyph for glyph in red if id(glyph) in left and (id(glyph) in upright or _lies_in(ring, glyph))]
        left -= {id(glyph) for glyph in seal}
        seals.append(seal)
    if not seals:
        return glyphs, []
    sealed = {id(glyph) for seal in seals for glyph in seal}
    return [glyph for glyph in glyphs if id(glyph) not in sealed], seals


def is_red(look: Look) -> bool:
    red, green, blue = look.color[:3]
    return red > 150 and green < 100 and blue < 100


def _is_turned(look: Look) -> bool:
    return abs(look.angle) >= 3


def _middle(glyph: Glyph) -> Point:
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def _up(look: Look) -> Point:
    """To the right and down, of length 1: where the head of a character points."""
    turn = math.radians(look.angle)
    return math.sin(turn), -math.cos(turn)


def _lies_in(ring: _Ring, glyph: Glyph) -> bool:
    """Whether a turned character is inside the seal, as those of a number along its lower edge are."""
    x, y = _middle(glyph)
    return _is_turned(glyph.look) and math.hypot(x - ring.x, y - ring.y) <= abs(ring.radius) + ring.size


def _belongs(segment: Segment, ring: _Ring) -> bool:
    """Whether upright text is a line inside the seal, or the one character at the top or bottom of its ring."""
    return ring.encloses(segment) or (len(segment.glyphs) == 1 and ring.bears(segment.glyphs[0]))


def _rings(glyphs: Sequence[Glyph]) -> Iterator[_Ring]:
    """The rings that turned characters stand on, the fullest first: two neighbours propose one, and all that fit it count."""
    left = list(glyphs[:MOST])
    for _ in range(MOST_SEALS):
        members = max((_members(ring, left) for ring in islice(_proposed(left), PROPOSALS)), key=len, default=[])
        ring = _fitted(members) if members else None
        if ring is None:
            return
        yield ring
        left = [glyph for glyph in left if not _lies_in(ring, glyph)]


def _proposed(glyphs: Sequence[Glyph]) -> Iterator[_Ring]:
    for pair in combinations(glyphs, 2):
        if math.dist(*map(_middle, pair)) < APART * pair[0].look.size and (ring := _fitted(pair)):
            yield ring


def _members(ring: _Ring, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Those that the ring bears; none if they are few or take up little of it."""
    members = [glyph for glyph in glyphs if ring.bears(glyph)]
    return members if len(members) >= FEWEST and _spread(members) >= SPREAD else []


def _spread(glyphs: Sequence[Glyph]) -> float:
    """Variance of the directions in which the heads of characters point."""
    heads = [_up(glyph.look) for glyph in glyphs]
    return sum(math.dist(head, _mean(heads)) ** 2 for head in heads) / len(heads)


def _fitted(glyphs: Sequence[Glyph]) -> _Ring | None:
    """The ring that characters stand on, each with its head away from the middle, by least squares."""
    places, heads = [_middle(glyph) for glyph in glyphs], [_up(glyph.look) for glyph in glyphs]
    (x, y), (right, down) = _mean(places), _mean(heads)
    spread = sum((p - right) ** 2 + (q - down) ** 2 for p, q in heads)
    if spread < LEAST_TURN:
        return None
    along = sum(
        (px - x) * (hx - right) + (py - y) * (hy - down) for (px, py), (hx, hy) in zip(places, heads, strict=True)
    )
    radius = along / spread
    return _Ring(x - radius * right, y - radius * down, radius, max(glyph.look.size for glyph in glyphs))


def _mean(points: Sequence[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)
