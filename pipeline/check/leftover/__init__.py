"""Where another city's name is left over from the plan that served as a template.

A leftover speaks of the other city as if it were the applicant (“宁波市建筑业总产值”). Neighbours,
partners, models to learn from, names of firms and schools, and lists of several cities are legitimate.
A name in full (`full.py`) says by itself that a place is meant; a name for short (`short.py`), districts without
their city (`districts.py`, `ground.py`, `columns.py`, `divided.py`, `shares.py`), the city's bodies (`bodies.py`, `doers.py`),
zones (`zones.py`), apps (`apps.py`) and brands (`brands.py`) and another province (`superior.py`, `numbers.py`) are leftovers
only in words that leave no doubt. Once there is one, districts of the city that it is of are leftovers wherever they stand
(`template.py`).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pipeline.check.leftover import (
    apps,
    bodies,
    brands,
    districts,
    divided,
    doers,
    full,
    numbers,
    shares,
    short,
    superior,
    template,
    zones,
)
from pipeline.check.leftover.home import Home, home_of
from pipeline.document import Block
from pipeline.findings import Applicant
from pipeline.vocabulary import MARGINS

_ABROAD = re.compile(
    r"外地|外市|外省|国内外|兄弟(?:城市|省市)|先[进行](?:地区|城市|省市)|他山|标杆城市|城市(?:经验|案例|做法)|经验(?:借鉴|启示)"
)
"""In headings of sections that tell what others do."""
_KINDS = (short, districts, shares, divided, bodies, doers, zones, apps, brands, superior, numbers)
_WANTED = {"title", "header", "footer", "cover", "signature"}


class Place(NamedTuple):
    """A block, which one it is, and the headings above it."""

    at: int
    block: Block
    path: tuple[str, ...]


def foreign(applicant: Applicant, places: Iterable[Place]) -> tuple[tuple[int, int, int], ...]:
    """Block, start and stop of each leftover name, in the order of the places; where they tell whose plan was the template,
    with that city's other parts."""
    home = home_of(applicant)
    blocks = {
        at: block
        for at, block, path in places
        if (block.kind != "furniture" or block.reason in _WANTED) and not any(map(_ABROAD.search, path[-2:]))
    }
    first = {i: list(leftovers(block.text, home, margin=block.reason in MARGINS)) for i, block in blocks.items()}
    cities = template.templates(name for hits in first.values() for _, _, name in hits)
    more = {i: template.leftovers(block.text, home, cities) if cities else () for i, block in blocks.items()}
    return tuple((i, *span) for i in blocks for span in _apart({(a, b) for a, b, _ in first[i]} | {*more[i]}))


def _apart(spans: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in their order, of those that overlap the first and longest."""
    free = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= free:
            yield start, stop
            free = stop


def leftovers(text: str, home: Home, *, margin: bool = False) -> Iterator[tuple[int, int, str]]:
    """Leftover names in a text: start, stop and the name. None where the applicant is not known.

    A `margin`, header or footer, names the plan that it belongs to.
    """
    if not home.applicant.name:
        return
    told = full.leftovers(text, home, margin=margin)
    kinds = (told, *(kind.leftovers(text, home) for kind in _KINDS))
    for start, stop in _apart({span for kind in kinds for span in kind}):
        yield start, stop, text[start:stop]
