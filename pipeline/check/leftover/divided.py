"""The districts and counties that a plan gives its own city: 全市辖金台、渭滨、陈仓、凤翔4个区和岐山、扶风、眉县3个县.

After 辖 places are meant even by their short names; where all of them are of one other city, so is the whole list.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another
from pipeline.places.gazetteer import Division, divisions
from pipeline.places.names import related

_HAS = re.compile(r"(?:[全我本][市州盟区县]|(?:^|[，。；：\n]))(?:现|下|共|管)*辖有?(?P<list>[^，。；：（(\n\t]+)")
_CALLED = re.compile(r"[本我全][区县旗][（(](?P<name>[\u4e00-\u9fff]{2,6})[）)]")
"""An applicant that is a district or a county, by name: 本区（大兴）."""
_NAME = r"[^，。；：、和与及（(\n\t]{2,3}?"
_TOGETHER = re.compile(
    rf"(?:由|在|以|支持|推动|选择|选取|指导|安排|组织|^|[，。；：\n\t])(?P<list>{_NAME}(?:(?:、|和|与|及){_NAME})+?)等?"
    r"(?:[两二三四五六\d]个?(?:主?城区|城区|区县|县区|区|县|市)(?!域|级)|(?:区|县)?住(?:建|房和城乡建设)局)"
)
"""Districts for short, together: 在金台、渭滨两区先行试点."""
_COUNT = re.compile(r"[\d一二两三四五六七八九十]+个?(?:市辖区|县级市|区|县|市|旗)")
FEW = 3
"""Names of places that make a list one of them."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Lists of the city's own parts of which all that are known are of one other city."""
    for match in _HAS.finditer(text):
        start = match.start("list")
        names = listed(match["list"])
        if len(names) < FEW or not city_of(match["list"]) or of_another(text, start, match.end()):
            continue
        if not any(home.is_own(division) for name in names for division in parts_by_name()[name]):
            yield start, match.end()
    yield from _called(text, home)
    yield from _together(text, home)


def _called(text: str, home: Home) -> Iterator[tuple[int, int]]:
    for match in _CALLED.finditer(text):
        named, name = parts_by_name().get(match["name"], ()), home.applicant.name
        own = any(map(home.is_own, named)) and name[-1] not in "区县旗"
        if named and not own and match["name"] not in name:
            yield match.span("name")


def _together(text: str, home: Home) -> Iterator[tuple[int, int]]:
    for match in _TOGETHER.finditer(text):
        names = listed(match["list"])
        known = len(names) == len(re.split("[、和与及]", match["list"])) and city_of(match["list"])
        own = any(home.is_own(division) for name in names for division in parts_by_name()[name])
        if known and not own and not (of_another(text, *match.span("list")) or related(text, *match.span("list"))):
            yield match.span("list")


def listed(text: str) -> list[str]:
    """Names of districts and counties in a list, with or without 区 and 县."""
    names = (name.strip() for name in re.split(r"[、和及与]", _COUNT.sub("、", text)))
    return [name for name in names if name in parts_by_name()]


def city_of(text: str) -> tuple[str, str] | None:
    """The one city, with its province before it, that has all parts which a list names."""
    owners = [{(d.province, d.prefecture) for d in parts_by_name()[name]} for name in listed(text)]
    shared = set.intersection(*owners) if owners else set()
    return shared.pop() if len(shared) == 1 else None


@cache
def parts_by_name() -> dict[str, tuple[Division, ...]]:
    """Districts and counties of cities by their names with and without 区 and 县."""
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions():
        if division.prefecture:
            short = division.name[:-1]
            for name in {division.name, short if len(short) > 1 else division.name}:
                found[name] = (*found.get(name, ()), division)
    return found
