"""Automatic numbers of a DOCX as Word displays them: 一、 （一） 第三章 1.2 (ECMA-376 part 1, 17.9).

`read_numbering` takes the definitions from numbering.xml; `Counters.number` is asked once for every numbered paragraph
of a story, in reading order, and answers with the text of its number. The text is never in the document itself.
"""

import re
from dataclasses import dataclass, field, replace

from pipeline.read.docx.numbering_formats import format_number
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.styles import LEVELS, Numbered, StyleSheet
from pipeline.read.docx.symbols import bullet
from pipeline.read.docx.values import child, integer, switch, value

LONGEST_TEXT = 1000
"""Characters of a level's text that are looked at; an honest one has ten."""
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the 1-based level whose use restarts this one, None the default, 0 never."""

    start: int = 0
    """17.9.25: nought where the element is missing."""
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    """isLgl (17.9.4): every number of the text is shown in decimal."""
    suffix: str = "tab"
    """What follows the number: tab, space or nothing."""
    style: str = ""
    """The paragraph style that belongs to this level (17.9.23)."""
    font: str = ""
    properties: Node | None = None
    """`w:pPr` of the level, for its indent."""


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract definition; those that only link to a numbering style have no levels of their own."""

    id: str
    levels: dict[int, Level]
    style_link: str = ""
    defines: str = ""
    """The numbering style that it defines (17.9.27 styleLink)."""


@dataclass(frozen=True, slots=True)
class Num:
    """A list: its abstract definition with the levels and starting values that it overrides."""

    id: str
    abstract: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(frozen=True, slots=True)
class Number:
    """The number of one paragraph; `level` is 0-based."""

    text: str
    level: int
    suffix: str
    properties: Node | None


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a document."""

    abstracts: dict[str, Abstract] = field(default_factory=dict)
    nums: dict[str, Num] = field(default_factory=dict)


def read_numbering(root: Node | None, styles: StyleSheet) -> Numbering:
    """The lists of `word/numbering.xml`, links to numbering styles resolved (17.9.21 numStyleLink)."""
    numbering = Numbering()
    if root is None:
        return numbering
    for node in root.iterchildren(f"{W}abstractNum"):
        abstract = _abstract(node)
        numbering.abstracts.setdefault(abstract.id, abstract)
    for node in root.iterchildren(f"{W}num"):
        num = _num(node)
        numbering.nums.setdefault(num.id, num)
    defined: dict[str, str] = {}
    for abstract in numbering.abstracts.values():
        if abstract.defines:
            defined.setdefault(abstract.defines, abstract.id)
    for num_id, num in numbering.nums.items():
        numbering.nums[num_id] = replace(num, abstract=_linked(numbering, styles, defined, num.abstract))
    return numbering


def _linked(numbering: Numbering, styles: StyleSheet, defined: dict[str, str], abstract_id: str) -> str:
    """Follow numStyleLink to the definition of that numbering style, without going round in circles.

    It is the one that says so (`defined`, by style); where none does, that of the list which the style names.
    """
    seen: set[str] = set()
    while abstract_id not in seen and len(seen) < styles.chain_limit:
        seen.add(abstract_id)
        abstract = numbering.abstracts.get(abstract_id)
        if abstract is None or not abstract.style_link:
            break
        linked = styles.numbered(abstract.style_link, None)
        num = numbering.nums.get(linked.number) if linked else None
        following = defined.get(abstract.style_link) or (num.abstract if num else None)
        if following is None:
            break
        abstract_id = following
    return abstract_id


def _abstract(node: Node) -> Abstract:
    levels = {at: level for at, level in map(_level, node.iterchildren(f"{W}lvl")) if 0 <= at < LEVELS}
    return Abstract(
        node.get(f"{W}abstractNumId", ""), levels, value(node, "numStyleLink") or "", value(node, "styleLink") or ""
    )


def _num(node: Node) -> Num:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in node.iterchildren(f"{W}lvlOverride"):
        index = integer(override.get(f"{W}ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        start = integer(value(override, "startOverride"))
        if start is not None:
            starts[index] = max(start, 0)
        definition = child(override, "lvl")
        if definition is not None:
            levels[index] = _level(definition)[1]
    return Num(node.get(f"{W}numId", ""), value(node, "abstractNumId") or "", starts, levels)


def _level(node: Node) -> tuple[int, Level]:
    index = integer(node.get(f"{W}ilvl")) or 0
    fonts = child(child(node, "rPr"), "rFonts")
    picture = child(node, "lvlPicBulletId") is not None
    number_format = "bullet" if picture else value(node, "numFmt") or "decimal"
    return index, Level(
        start=max(integer(value(node, "start")) or 0, 0),
        number_format=number_format,
        text="•" if picture else (value(node, "lvlText") or "")[:LONGEST_TEXT],
        restart=integer(value(node, "lvlRestart")),
        legal=bool(switch(node, "isLgl")),
        suffix=value(node, "suff") or "tab",
        style=value(node, "pStyle") or "",
        font="" if fonts is None else fonts.get(f"{W}ascii", "") or fonts.get(f"{W}hAnsi", ""),
        properties=child(node, "pPr"),
    )


@dataclass(slots=True)
class Counters:
    """The state of all lists while one story (the body, a header, the notes) is read.

    Lists that share an abstract definition count on together; a starting value that a list overrides takes effect
    where the list is first used at an overridden level, once (as Word writes it for “restart at 1”).
    """

    numbering: Numbering
    values: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def number(self, numbered: Numbered) -> Number | None:
        """Count one paragraph and return its number; None if the list does not exist."""
        num = self.numbering.nums.get(numbered.number)
        abstract = self.numbering.abstracts.get(num.abstract) if num else None
        if num is None or abstract is None:
            return None
        levels = {**abstract.levels, **num.levels}
        index = _own_level(levels, numbered)
        counts = self.values.setdefault(abstract.id, [None] * LEVELS)
        self._count(num, levels, index, counts)
        level = levels.get(index, _missing(index))
        return Number(_display(levels, index, counts), index, level.suffix, level.properties)

    def _count(self, num: Num, levels: dict[int, Level], index: int, counts: list[int | None]) -> None:
        current = counts[index]
        if index in num.starts and num.id not in self.started:
            self.started.add(num.id)
            counts[index] = num.starts[index]
        elif current is None:
            counts[index] = levels.get(index, _missing(index)).start
        else:
            counts[index] = current + 1
        for above in range(index):
            # A level that is skipped counts as begun: “1.1” without a “1” before it makes the next one “2”.
            if counts[above] is None:
                counts[above] = levels.get(above, _missing(above)).start
        for below in range(index + 1, LEVELS):
            restart = levels.get(below, _missing(below)).restart
            if restart is None or index < restart:
                counts[below] = None


def _own_level(levels: dict[int, Level], numbered: Numbered) -> int:
    """The level that names the paragraph's style, if the list came from a style (17.9.23); else the one referred to."""
    for style in numbered.styles:
        for index, level in levels.items():
            if level.style == style:
                return index
    return numbered.level


def _missing(index: int) -> Level:
    """What stands in for a level that the definition leaves out."""
    return Level(start=1, text=f"%{index + 1}.")


def _display(levels: dict[int, Level], index: int, counts: list[int | None]) -> str:
    """Fill the level text (17.9.11): %1 … %9 stand for levels, each in its own format unless isLgl asks for decimal.

    A level without a number takes the text up to the next number with it: “%1.%2” is “2”, not “.2”.
    """
    own = levels.get(index, _missing(index))
    if own.number_format == "bullet":
        return bullet(own.text, own.font)
    literal, *places = PLACEHOLDER.split(own.text)
    parts = [literal]
    for position in range(0, len(places), 2):
        place, following = int(places[position]) - 1, places[position + 1]
        number_format = levels.get(place, _missing(place)).number_format
        last = position + 2 == len(places)
        if place <= index and number_format != "none":
            legal = own.legal and number_format != "bullet"
            parts.append(format_number(counts[place] or 0, "decimal" if legal else number_format))
            parts.append(following)
        elif last:
            parts.append(following)
    return "".join(parts).strip()
