"""Places of the gazetteer, longest match first, with the province that each lies in."""

import re
from collections.abc import Sequence

from pipeline.extract.passages import Found
from pipeline.findings import Place
from pipeline.language import Name
from pipeline.places.gazetteer import AMBIGUOUS, HALF_WORDS, Division, by_any_name

_NOT_A_CITY = re.compile(r"场(?!馆|所|地)")
"""北京市场监管 is the market of 北京, not 北京市."""
_ORGANISATION = re.compile(r"[\u4e00-\u9fff]{0,7}?(?:大学|学院|银行|集团|公司|研究院|设计院)")
_PARTICLE = re.compile(r"[的与和在及等是为有对将到]|经验|支持|联合|引进|依托|建设|等地")
_STREET = re.compile(r"[东西南北中]?(?:路(?!桥)|大道|大街|街(?!道)|石|话|菜|湾|河|江|湖|山|港口)")


def places(text: str, names: Sequence[Name], home: str = "") -> list[Found]:
    """Places among the names found in the text; `home` is the province that decides between bearers of one name."""
    found: list[Found] = []
    before: Division | None = None
    edge = -1
    for at, name in enumerate(names):
        if text[name.start : name.stop] in AMBIGUOUS and not _beside(text, names, at):
            continue
        form, stop = text[name.start : name.stop], name.stop
        if form.endswith("市") and _NOT_A_CITY.match(text, stop) and form[:-1] in by_any_name():
            form, stop = form[:-1], stop - 1
        beside = at + 1 < len(names) and names[at + 1].start == name.stop
        half = form in HALF_WORDS and _inside_word(text, name.start, stop)
        if half or (not beside and _is_other(form, text, stop)):
            continue
        entry = _entry(form, before if name.start == edge else None, home)
        found.append(Found(Place(entry.name, entry.province, entry.level), name.start, stop))
        before, edge = entry, stop
    return found


def _beside(text: str, names: Sequence[Name], at: int) -> bool:
    """Whether only 、 stands between this name and another place that is none of the ambiguous ones."""
    near = [(names[n], names[n + 1]) for n in (at - 1, at) if n >= 0 and n + 1 < len(names)]
    others = [left if right is names[at] else right for left, right in near if text[left.stop : right.start] == "、"]
    return any(text[other.start : other.stop] not in AMBIGUOUS for other in others)


def _inside_word(text: str, start: int, stop: int) -> bool:
    """城郊和县域, 部门和县区: the name is a conjunction and half a word."""
    return (
        start > 0
        and text[start - 1] not in "市省州、，。（("
        or text[stop : stop + 1] in ("域", "区", "级", "乡", "城", "直", "市")
    )


def _is_other(form: str, text: str, stop: int) -> bool:
    """A short name that begins an organisation's or a street's: 南京大学, 北京西路."""
    if any(entry.name == form for entry in by_any_name()[form]):
        return False
    if _STREET.match(text, stop):
        return True
    organisation = _ORGANISATION.match(text, stop)
    return organisation is not None and not _PARTICLE.search(organisation.group())


def _entry(form: str, above: Division | None, home: str) -> Division:
    """The division meant: the one inside the place named just before it, else in the home province, else unknown."""
    entries = by_any_name()[form]
    if above is not None:
        inside = [entry for entry in entries if above.name in (entry.prefecture, entry.province)]
        entries = tuple(inside) or entries
    if len(entries) > 1:
        near = [entry for entry in entries if entry.province == home]
        entries = tuple(near) or entries
    if len(entries) == 1 or len({(entry.province, entry.level) for entry in entries}) == 1:
        return entries[0]
    return Division(entries[0].name, entries[0].level, "", "")
