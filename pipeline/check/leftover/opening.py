"""Whether another city's name opens a stretch of text, in full or for short: 徐州市, 江苏省徐州市, 徐州."""

import functools

from pipeline.check.leftover.home import Home
from pipeline.places.gazetteer import AMBIGUOUS, HALF_WORDS, Division, bare, by_full_name, by_short_name, divisions

_LEVELS = {"prefecture", "sub-provincial", "municipality", "county-city", "new-area"}
"""Places in full whose bodies carry their name. A district's may be one's own by another city's name."""
_LONGEST, _SHORTEST = 8, 2


def foreign_at(text: str, at: int, home: Home) -> int | None:
    """Where a city's name ends that opens `text[at:]` and can only be another's; None where there is none."""
    begin = _below_province(text, at)
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        name = text[begin : begin + size]
        named = _places().get(name)
        if named and not (name in by_short_name() and text.startswith("新区", begin + size)):  # 海东新区 of 湛江市
            return None if name in home.parts or not home.is_foreign(named, office=True) else begin + size
    return None


def whole_name(text: str, stop: int) -> int:
    """Where a city's name ends with the 市 that is left of 徐州市 when it was looked up for short."""
    return stop + (text[stop - 1] != "市" and text.startswith("市", stop))


def _below_province(text: str, at: int) -> int:
    """Behind the province that stands before a city: 江苏徐州, 江苏省徐州市."""
    names = _provinces().get(text[at : at + 2], ())
    return next((at + len(name) for name in names if text.startswith(name, at)), at)


@functools.cache
def _provinces() -> dict[str, tuple[str, ...]]:
    """Names of provinces, the longest first, by their first two signs."""
    found: dict[str, tuple[str, ...]] = {}
    for name in (division.name for division in divisions() if division.level == "province"):
        found[name[:2]] = (*found.get(name[:2], ()), name, bare(name))
    return found


@functools.cache
def _places() -> dict[str, tuple[Division, ...]]:
    """Cities by what may stand before their bodies' names: 徐州市, 徐州 and 雄安新区."""
    full = {name: _bearing(named) for name, named in by_full_name().items() if name not in HALF_WORDS}
    return {name: named for name, named in by_short_name().items() if name not in AMBIGUOUS} | {
        name: named for name, named in full.items() if named
    }


def _bearing(named: tuple[Division, ...]) -> tuple[Division, ...]:
    """Those that bodies are called by; none where a district or county has the name, too. 兰州新区 is listed as both."""
    areas = tuple(division for division in named if division.level == "new-area")
    return areas or (named if all(division.level in _LEVELS for division in named) else ())
