"""Which city a plan is of: from its title, its cover, who signs it, and the place that it speaks of most."""

import functools
import re
from collections import Counter
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.findings import Applicant
from pipeline.resources import resource

BINGTUAN = "新疆生产建设兵团"
UNKNOWN = Applicant("", "", "unknown")
_FRONT = 12
"""Blocks at the beginning that may be title or cover."""
_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:自治州|自治县|新片区|新区|地区|省|市|盟|州|县|区|旗|兵团)")
_LEVELS = {"municipality", "municipality-district", "prefecture", "sub-provincial", "county-city", "county", "new-area"}


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the gazetteer."""

    name: str
    level: str
    province: str
    prefecture: str


@functools.cache
def gazetteer() -> dict[str, tuple[Division, ...]]:
    """Divisions by full name; several provinces may have one of the same name."""
    found: dict[str, tuple[Division, ...]] = {}
    for line in resource("corpora/gazetteer.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        division = Division(*line.split("\t"))
        found[division.name] = (*found.get(division.name, ()), division)
    return found


@functools.cache
def _finder() -> re.Pattern[str]:
    by_first: dict[str, list[str]] = {}
    for name in gazetteer():
        by_first.setdefault(name[0], []).append(name[1:])
    parts = [first + "(?:" + "|".join(sorted(rest, key=len, reverse=True)) + ")" for first, rest in by_first.items()]
    return re.compile("|".join(parts))


def mentions(text: str) -> list[tuple[int, int, tuple[Division, ...]]]:
    """Places of the gazetteer with their full names: start, stop and the divisions that bear the name."""
    return [(m.start(), m.end(), gazetteer()[m.group()]) for m in _finder().finditer(text)]


def _weights(document: Document) -> Counter[str]:
    score: Counter[str] = Counter()
    for index, block in enumerate(document.blocks):
        front = index < _FRONT
        weight = 1
        if block.reason == "title" or (front and len(block.text) <= 45):
            weight = 30
        elif block.reason == "cover" or (front and len(block.text) < 200):
            weight = 4
        for start, stop, divisions in mentions(block.text):
            if divisions[0].level == "province":
                continue
            after = block.text[stop : stop + 12]
            signs = re.match(r"(?:人民政府|住房(?:和)?城乡建设|智能建造|委员会|城市管理|建设(?:和交通|管理)?委)", after)
            cited = re.search(r"(?:赴|学习|借鉴|对标|参照|距|毗邻|与|来自|《)$", block.text[max(0, start - 3) : start])
            score[divisions[0].name] += 0 if cited else weight + (2 if signs else 0)
    return score


def identify(document: Document) -> Applicant:
    """The applicant; UNKNOWN where nothing points to one city clearly."""
    score = _weights(document)
    if not score:
        return _by_shape(document)
    best, value = max(score.items(), key=lambda item: (item[1], item[0]))
    # A district named beside its municipality in the title is the applicant, not the municipality.
    for name, other in score.most_common(8):
        division, top = gazetteer()[name][0], gazetteer()[best][0]
        beneath = division.province == top.name or division.prefecture == top.name
        if beneath and other >= 30 and division.level != "district" and other >= 0.6 * value:
            best, value = name, other
            break
    if value < 4:
        return _by_shape(document)
    return _resolve(best, document)


def _resolve(name: str, document: Document) -> Applicant:
    divisions = gazetteer()[name]
    if len(divisions) > 1:
        text = "".join(block.text for block in document.blocks[:40])
        named = [d for d in divisions if d.province in text or (d.prefecture and d.prefecture in text)]
        divisions = tuple(named) or divisions
    division = divisions[0]
    level = division.level if division.level in _LEVELS else "county" if division.level == "district" else "unknown"
    return Applicant(division.name, division.province, level)


def _by_shape(document: Document) -> Applicant:
    """A place in the title that the gazetteer does not know."""
    title = next((block.text for block in document.blocks if block.reason == "title"), "")
    match = _NAME.match(re.sub(r"^(?:中共|关于印发|《|创建|申报)+", "", title))
    if match is None or match.group() in ("试点城市", "城市"):
        return UNKNOWN
    name = match.group()
    level = "new-area" if name.endswith(("新区", "新片区")) else "county" if name.endswith(("县", "旗", "区")) else "unknown"
    return Applicant(name, "", level)
