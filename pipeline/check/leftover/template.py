"""What else is of the city whose plan served as a template, once something of it is known to be left over.

Then a single 凤翔区 is no word and no street but that city's district. Neighbours, partners and firms stay legitimate.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from pipeline.check.leftover.divided import city_of, parts_by_name
from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another
from pipeline.places.gazetteer import by_full_name, by_short_name
from pipeline.places.names import related, runs

City = tuple[str, str]
"""A city's province and its name."""
_LIST = "、和与及"
"""Between the things of an enumeration; where one is left over, so is the next: 岐山县门窗工厂、眉县部品工厂和金台区卫浴工厂."""
_CLAUSE = re.compile(r"[，。；：\n\t]")
_BORDERS = "，。；：（(、和与及在由\n\t "
"""Before a name of two signs: 和县 in 全市和县区 is none."""


def templates(names: Iterable[str]) -> set[City]:
    """The cities that leftover names can only be of."""
    found = set()
    for name in names:
        cities = by_full_name().get(name) or by_short_name().get(name.removesuffix("市"), ())
        if len(cities) == 1:
            found.add((cities[0].province, cities[0].prefecture or cities[0].name))
        elif not cities and (city := city_of(name)):
            found.add(city)
    return found


def is_part(name: str) -> bool:
    """Whether a leftover is a district or county, or a list of them, and no city."""
    return name[-1] != "市" and name not in by_short_name() and city_of(name) is not None


def leftovers(text: str, home: Home, cities: Collection[City]) -> Iterator[tuple[int, int]]:
    """Districts and counties of these cities, those side by side as one, that nothing makes another place's."""
    left = -1
    for run in runs(text, lambda found: _is_part(text, found[0], found[1], home, cities)):
        start, stop = run[0][0], run[-1][1]
        goes_on = text[stop : stop + 1] in tuple(_LIST)
        listed = left >= 0 and text[start - 1] in _LIST and not _CLAUSE.search(text, left, start)
        told = not listed and related(text, start, stop, only_before=goes_on)
        if not told and not of_another(text, start, stop):
            left = stop
            yield start, stop


def _is_part(text: str, start: int, stop: int, home: Home, cities: Collection[City]) -> bool:
    """Whether the place is a part of one of the cities, and none of the applicant's own."""
    parts = parts_by_name().get(text[start:stop], ())
    word = stop - start < 3 and start > 0 and text[start - 1] not in _BORDERS
    return (
        not word
        and any((part.province, part.prefecture) in cities for part in parts)
        and not any(home.is_own(part) for part in parts)
    )
