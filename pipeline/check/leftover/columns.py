"""Districts of another city in a column of a table that is for the applicant's own: 区县, 建设地点."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another
from pipeline.places.gazetteer import HALF_WORDS, Division, by_full_name

PARTS = {"district", "county", "municipality-district", "county-city"}
_AT_HEAD = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,5}?[区县旗市])(?!域|内|级|场)")
_CALLED = re.compile(
    r"^(?:所[在属]|责任|试点|示范|实施|建设|项目|申报)*(?:区县?|县区|市县区?|区市县|[区县市旗][（(][区县市旗、，]+[）)]|属地|地点|地址|位置|区位|区域|辖区)"
    r"(?:名称)?$"
)
"""How a column is called that says where in the applicant's city things are."""
OWN = 2
"""Cells with districts of the applicant that make a column one of its districts, whatever it is called."""


class _Cell(NamedTuple):
    """A place at the head of a cell, and whether it is all that the cell says."""

    start: int
    stop: int
    whole: bool
    full: bool
    """Whether its city is named before it, as one may of what lies elsewhere: 大同市平城区."""
    named: tuple[Division, ...]


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Districts that cannot be the applicant's, in a column of its own ones or one that is called so."""
    rows = text.split("\n") if "\t" in text else []
    heads = rows[0].split("\t") if rows else []
    for column, cells in _columns(rows).items():
        called = column < len(heads) and _CALLED.search(heads[column].replace(" ", ""))
        places = cells if called else [cell for cell in cells if cell.whole]
        others = [cell for cell in places if not any(map(home.is_own, cell.named))]
        own = len(places) - len(others)
        if own < OWN:
            others = [cell for cell in others if not cell.full]
        enough = own >= OWN or (called and (own > 0 or len(others) > 1 and of_one_city([c.named for c in others])))
        if enough:
            yield from ((cell.start, cell.stop) for cell in others if not of_another(text, cell.start, cell.stop))


def _columns(rows: Sequence[str]) -> dict[int, list[_Cell]]:
    columns: defaultdict[int, list[_Cell]] = defaultdict(list)
    at = 0
    for row in rows:
        for column, cell in enumerate(row.split("\t")):
            found = city = _AT_HEAD.match(cell)
            if city and any(division.level == "prefecture" for division in by_full_name().get(city["name"], ())):
                found = _AT_HEAD.match(cell, city.end())
            named = by_full_name().get(found["name"], ()) if found else ()
            if (
                found
                and named
                and found["name"] not in HALF_WORDS
                and all(division.level in PARTS for division in named)
            ):
                columns[column].append(_Cell(at, at + found.end(), found.end() == len(cell), found is not city, named))
            at += len(cell) + 1
    return columns


def of_one_city(places: Sequence[tuple[Division, ...]]) -> bool:
    """Whether one city has all of them."""
    return bool(set.intersection(*({_city(division) for division in divisions} for divisions in places)) - {None})


def _city(part: Division) -> str | None:
    """The city that it is a part of, with its province; None of one that lies in a province alone (仙桃市)."""
    if part.level == "municipality-district":
        return part.province
    return part.province + part.prefecture if part.prefecture else None
