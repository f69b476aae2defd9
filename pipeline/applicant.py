"""Which city a plan is of: from its title, who signs it, and the place that it speaks of as its own.

The title decides where it names a place, known to the gazetteer or not; then the office on the cover or at the end;
then the body, where neighbours, partners and models to learn from do not count.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Document
from pipeline.findings import Applicant
from pipeline.places.gazetteer import AMBIGUOUS, Division, bare, by_any_name, by_short_name, divisions
from pipeline.places.names import mentions, related
from pipeline.text.patterns import quick
from pipeline.vocabulary import LEVELS

UNKNOWN = Applicant("", "", "unknown")
_SHAPE = re.compile(
    r"^(?:中共|关于|印发|报送|呈报|《|创建|申报|[\u4e00-\u9fff]{2,3}省)*(?P<name>[\u4e00-\u9fff]{2,6}?(?:自治州"
    r"|自治县|新片区|新区|市(?!场)|州|盟|县|(?<![地山城郊片园牧])区(?!域)|旗))"
)
_OFFICE = re.compile(r"人民政府|住房|住建|建设|城乡|规划|管委会|管理委员会|领导小组|编制组|专班|工作组|发展和改革")
_NAMED = re.compile(r"申报(?:城市|单位|主体)|试点城市[:：]|申请(?:城市|单位)")
_LIES = re.compile(r"(?:^|[。；\n])(?P<name>[\u4e00-\u9fff]{2,4}?)(?=地处|位于|坐落)")
"""How a plan introduces its city by the short name: 昆山位于江苏东南部."""
_OWN_CITY = quick(r"[我本全]市|市政府|市委|市住建|市住房|市财政")
_OWN_COUNTY = quick(r"[我本全][区县]|[区县]政府|[区县]委(?!员)|[区县]住[建房]|[区县]财政")


class _Words(NamedTuple):
    """Patterns that the field of a notice (智能建造) is part of."""

    field: re.Pattern[str]
    """What follows a name that is a common word, too, where a title means the city: 日照智能建造……, not 红河谷片区."""
    zone: re.Pattern[str]
    """How a city's name goes on where a title means a zone of it."""
    no_name: re.Pattern[str]
    """What no name of a place holds."""
    own: re.Pattern[str]
    """What follows the name of the plan's own place."""


@functools.cache
def _words(subject: str) -> _Words:
    field = re.escape(subject)
    first, last = re.escape(subject[:2]), re.escape(subject[-2:])  # plans write 智能化建造, too
    return _Words(
        re.compile(f"{first}|试点|新型|建筑|创建|申报|开展"),
        re.compile(
            r"[\u4e00-\u9fff]{0,8}?(?:高新技术产业开发区|(?:高|新)[新技]?技术开发区|经济技术开发区|经济开发区|高新区|经开区"
            r"|工业园区|临空经济区|综合保税区|新区|开发区)"
            f"(?={first}|试点|建筑|创建|实施|开展|申报|关于|推进|管理|管委会|住房|$)"
        ),
        re.compile(f"{first}|{last}|试点|城市|创建|全|我|本|各|某|国家|示范|城乡|关于|推进"),
        re.compile(
            f"下辖|人民政府|政府|市?委|住房|住建|城乡建设|{field}|建筑业|地处|位于|坐落|是|辖|常住|实际|市域|全域|现有|作为"
            "|地区生产总值|推进|关于"
        ),
    )


def _chains(text: str) -> Iterator[tuple[int, int, Sequence[Division]]]:
    """Places that no province is, each run of places (湖北省宜昌市) as its last: start, stop and what bears the name."""
    found = mentions(text)
    at = 0
    while at < len(found):
        first, above = found[at][0], []
        while at + 1 < len(found) and found[at + 1][0] == found[at][1]:
            above += [division.name for division in found[at][2]]
            at += 1
        _, stop, named = found[at]
        named = tuple(d for d in named if d.province in above or d.prefecture in above)[:1] or named
        if named[0].level != "province":
            yield first, stop, named
        at += 1


def _titles(document: Document) -> list[str]:
    """The plan's titles; where none was recognised, the short lines that it begins with."""
    found = [block.text for block in document.blocks if block.reason == "title"]
    return found or [
        block.text
        for block in document.blocks[:3]
        if len(block.text) <= 45 and "。" not in block.text and block.kind != "table"
    ]


def _from_title(document: Document, words: _Words) -> Applicant | None:
    titles = [re.sub(r"\s+", "", title) for title in _titles(document)]
    for title in titles:
        for start, stop, named in _chains(title):
            return _zone(title, start, stop, named, words) or _applicant(named, document)
    for title in titles:
        match = _SHAPE.match(title)
        if match and not words.no_name.search(match["name"]):
            name = match["name"]
            if name.endswith("州") and _short_name(name, words):  # 江苏徐州 is no 自治州
                continue
            level = (
                "new-area"
                if name.endswith(("新区", "新片区"))
                else "county"
                if name.endswith(("县", "旗", "区"))
                else "unknown"
            )
            return Applicant(name, "", level)
    for title in titles:
        if short := _short_name(title, words):
            start, named = title.index(short), by_short_name()[short][:1]
            return _zone(title, start, start + len(short), named, words) or _applicant(named, document)
    return None


def _zone(title: str, start: int, stop: int, city: Sequence[Division], words: _Words) -> Applicant | None:
    """The zone of the city `title[start:stop]` that the title goes on to name: 宜春经济技术开发区."""
    zone = words.zone.match(title, stop)
    if not zone or words.no_name.search(zone.group()):
        return None
    return Applicant(title[start : zone.end()], city[0].province if len(city) == 1 else "", "new-area")


def _short_name(title: str, words: _Words) -> str:
    """The city that a title names for short: the first, and of those that begin there the longest (马鞍山, not 鞍山).

    A province before it is passed over, for 陕西安康 holds 西安.
    """
    own = title[len(province[0]) :] if (province := _provinces().match(title)) else title
    named = [
        (own.index(short), -len(short), short)
        for short in by_short_name()
        if short in own and (short not in AMBIGUOUS or (own.startswith(short) and words.field.match(own, len(short))))
    ]
    return min(named, default=(0, 0, ""))[2]


@functools.cache
def _provinces() -> re.Pattern[str]:
    names = "|".join(bare(d.name) for d in divisions() if d.level == "province")
    return re.compile(rf"(?:{names})(?:省|自治区|[壮回]族自治区|维吾尔自治区)?")


def _from_signature(document: Document) -> Applicant | None:
    """The office that issues the plan: on the cover, or in a short line at the beginning or end."""
    cover = [block.text for block in document.blocks if block.reason in ("cover", "header")]
    for text in [*cover, *(block.text for block in (*document.blocks[:6], *document.blocks[-4:]))]:
        plain = re.sub(r"\s+", "", text)
        declared = _NAMED.match(plain)
        if (
            len(plain) > 45
            or re.search("[。，；]", plain)
            or plain.endswith(("：", ":"))
            or not (declared or _OFFICE.search(plain))
        ):
            continue
        for start, stop, named in _chains(plain):
            if (start <= 5 or declared) and not related(plain, start, stop):
                return _applicant(named, document)
    return None


def _from_body(document: Document, words: _Words) -> Applicant | None:
    """The place spoken of most as the plan's own; a district or new area only where the plan speaks not of 我市."""
    score: Counter[str] = Counter()
    known: dict[str, Sequence[Division]] = {}
    text = "\n".join(block.text for block in document.blocks)
    city = len(_OWN_CITY.findall(text)) > len(_OWN_COUNTY.findall(text))
    for block in document.blocks:
        for start, stop, named in _chains(block.text):
            small = named[0].level in ("district", "county", "municipality-district", "new-area")
            if related(block.text, start, stop) or (city and small):
                continue
            known.setdefault(named[0].name, named)
            score[named[0].name] += 2 if words.own.match(block.text, stop) else 1
        for match in _LIES.finditer(block.text):
            for division in by_any_name().get(match["name"], ())[:1]:
                known.setdefault(division.name, (division,))
                score[division.name] += 2
    if not score:
        return None
    best = max(score, key=lambda name: (score[name], name))
    return _applicant(known[best], document) if score[best] >= 2 else None


def identify(document: Document, subject: str) -> Applicant:
    """The applicant; UNKNOWN where nothing points to one city clearly. `subject` is the field of the notice: 智能建造."""
    words = _words(subject)
    return _from_title(document, words) or _from_signature(document) or _from_body(document, words) or UNKNOWN


def _applicant(named: Sequence[Division], document: Document) -> Applicant:
    """The applicant; of several that bear the name the one whose province or prefecture the plan names."""
    text = "".join(block.text for block in document.blocks[:40]) if len(named) > 1 else ""
    found = max(named, key=lambda division: _named(division, text))
    level = found.level if found.level in LEVELS else "county" if found.level == "district" else "unknown"
    return Applicant(found.name, found.province, level)


def _named(division: Division, text: str) -> int:
    """How often a text names the province and the prefecture of a division, in full or for short (上海)."""
    above = [name for name in (division.province, division.prefecture) if name]
    return sum(text.count(bare(name)) for name in above)
