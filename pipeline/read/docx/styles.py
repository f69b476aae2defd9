"""Formatting as it applies to a paragraph or run: defaults, styles based on styles, direct properties (17.7.2).

Only what later steps ask about is resolved: outline level, numbering, bold, size, hidden, alignment, first-line indent.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from pipeline.errors import LimitError
from pipeline.limits import Limits
from pipeline.read.docx.looks import Look, base_look, own_look
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.values import child, integer, points, value

Align = Literal["", "left", "center", "right", "both"]
ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "both", "distribute": "both", "thaiDistribute": "both",
    "lowKashida": "both", "mediumKashida": "both", "highKashida": "both",
}  # fmt: skip
BUILT_IN_HEADING = re.compile(r"(?:heading|标题)\s?([1-9])", re.IGNORECASE)
CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s?(?:[1-9]|heading|标题)|table of figures|图表目录", re.IGNORECASE)
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """One style as declared; `based_on` is an id or empty."""

    id: str
    name: str
    kind: str
    based_on: str
    paragraph: Node | None
    run: Node | None
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A reference to a list; `styles` are those from the paragraph's own to the one that names the list."""

    number: str
    level: int
    styles: tuple[str, ...] = ()


@dataclass(slots=True)
class StyleSheet:
    """All styles of a document with the answers already worked out; safe against loops and over-long chains."""

    styles: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    default_run: Node | None = None
    default_layout: Node | None = None
    """Properties of paragraphs that no style gives."""
    chain_limit: int = 50
    chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)
    looks: dict[tuple[str, str, str], Look] = field(default_factory=dict)
    fonts: dict[tuple[str, str], str] = field(default_factory=dict)
    declared: dict[str, tuple[int | None, bool]] = field(default_factory=dict)
    """By style: its outline level, and whether it is one for tables of contents."""

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """The style and those it is based on, nearest first (17.7.4.3 basedOn); loops are cut where they close."""
        if style_id not in self.chains:
            found: list[Style] = []
            seen: set[str] = set()
            current = style_id
            while current in self.styles and current not in seen and len(found) < self.chain_limit:
                seen.add(current)
                found.append(self.styles[current])
                current = found[-1].based_on
            self.chains[style_id] = tuple(found)
        return self.chains[style_id]

    def paragraph_style(self, properties: Node | None) -> str:
        """The id of a paragraph's style; the default style where none is named or the named one is unknown."""
        named = value(properties, "pStyle")
        return named if named is not None and named in self.styles else self.default_paragraph

    def name(self, style_id: str) -> str:
        style = self.styles.get(style_id)
        return style.name if style else ""

    def look(self, paragraph_style: str, properties: Node | None, table_style: str = "") -> Look:
        """The look of a run with properties `w:rPr` in a paragraph of the given style, in a table of another."""
        key = (table_style, paragraph_style, value(properties, "rStyle") or "")
        if key not in self.looks:
            table, paragraph, run = ([style.run for style in self.chain(name)] for name in key)
            whole = [self._whole_table(style) for style in self.chain(table_style)]
            self.looks[key] = base_look([[*whole, *table], paragraph, run], self.default_run)
        base = self.looks[key]
        return base if properties is None else own_look(base, properties)

    @staticmethod
    def _whole_table(style: Style) -> Node | None:
        """What a table style says of runs in all of the table (17.7.6.6 tblStylePr), rather than in some rows."""
        parts = () if style.node is None else style.node.iterchildren(f"{W}tblStylePr")
        return next((child(part, "rPr") for part in parts if part.get(f"{W}type") == "wholeTable"), None)

    def font(self, paragraph_style: str, properties: Node | None) -> str:
        """The font of the Latin letters of a run (17.3.2.26 rFonts); empty where neither it nor its styles say."""
        own = _font(properties)
        if own:
            return own
        key = (paragraph_style, value(properties, "rStyle") or "")
        if key not in self.fonts:
            chain = (*self.chain(key[1]), *self.chain(key[0]))
            self.fonts[key] = next((font for style in chain if (font := _font(style.run))), "")
        return self.fonts[key]

    def outline(self, style_id: str, properties: Node | None) -> int | None:
        """Outline level 1–9 of a paragraph, direct or through its styles (17.3.1.20); None for body text.

        A built-in heading style that declares no level still has the level in its name, as Word treats it.
        """
        level = integer(value(properties, "outlineLvl"))
        if level is not None:
            return level + 1 if 0 <= level < 9 else None
        return self._declared(style_id)[0]

    def is_contents(self, style_id: str) -> bool:
        """Whether the style is one of Word's for tables of contents, under its English or Chinese name."""
        return self._declared(style_id)[1]

    def _declared(self, style_id: str) -> tuple[int | None, bool]:
        if style_id not in self.declared:
            names = [style.name.strip() for style in self.chain(style_id)]
            contents = any(CONTENTS_STYLE.fullmatch(name) for name in names)
            self.declared[style_id] = self._style_outline(style_id, names), contents
        return self.declared[style_id]

    def _style_outline(self, style_id: str, names: list[str]) -> int | None:
        for style in self.chain(style_id):
            level = integer(value(style.paragraph, "outlineLvl"))
            if level is not None:
                return level + 1 if 0 <= level < 9 else None
        matches = (BUILT_IN_HEADING.fullmatch(name) for name in names)
        return next((int(match[1]) for match in matches if match), None)

    def align(self, style_id: str, properties: Node | None) -> Align:
        texts = [value(properties, "jc"), *(value(style.paragraph, "jc") for style in self.chain(style_id))]
        return ALIGN.get(next((text for text in texts if text), ""), "")

    def numbered(self, style_id: str, properties: Node | None) -> Numbered | None:
        """The list of a paragraph (17.3.1.19 numPr), direct or through its styles.

        numId 0 and levels beyond the ninth, which Word writes for body text, mean none. List and level are taken from
        the nearest that gives them, each for itself.
        """
        direct, level = _num_pr(properties), _num_level(properties)
        chain = self.chain(style_id)
        given = [(_num_pr(style.paragraph), _num_level(style.paragraph)) for style in chain]
        number = next((own for own, _ in [(direct, level), *given] if own is not None), None)
        at = next((i for i, (_, own) in enumerate(given) if own is not None), len(chain))
        inherited = level if level is not None else given[at][1] if at < len(chain) else None
        if number is None or number == "0" or (inherited or 0) >= LEVELS:
            return None
        # A level given directly is meant; one that a style gives yields to the level that names the style (17.9.23).
        # Beyond a style that says its level, none is asked which level names it.
        styles = tuple(style.id for style in chain[: at + 1]) if level is None and direct is None else ()
        return Numbered(number, max(inherited or 0, 0), styles)

    def indent(self, style_id: str, properties: Node | None, level: Node | None, size: float) -> float | None:
        """First-line indent in points, negative where it hangs; `level` are the properties of the list level.

        The list's own indent stands between direct properties and styles (17.9.22), and a style that declares
        both the list and an indent wins over the list.
        """
        direct = _indent(properties, size)
        if direct is not None:
            return direct
        for style in self.chain(style_id):
            found = _indent(style.paragraph, size)
            if found is not None and (level is None or child(style.paragraph, "numPr") is not None):
                return found
        return _indent(level, size)


def read_styles(root: Node | None, limits: Limits) -> StyleSheet:
    """The style sheet of `word/styles.xml`; an empty one where the part is missing. Raises LimitError."""
    sheet = StyleSheet(chain_limit=limits.chain)
    if root is None:
        return sheet
    defaults = child(root, "docDefaults")
    sheet.default_run = child(child(defaults, "rPrDefault"), "rPr")
    sheet.default_layout = child(child(defaults, "pPrDefault"), "pPr")
    for node in root.iterchildren(f"{W}style"):
        style = Style(
            node.get(f"{W}styleId", ""),
            value(node, "name") or "",
            node.get(f"{W}type", "paragraph"),
            value(node, "basedOn") or "",
            child(node, "pPr"),
            child(node, "rPr"),
            node,
        )
        sheet.styles.setdefault(style.id, style)
        if len(sheet.styles) > limits.styles:
            raise LimitError(f"文件中的样式超过 {limits.styles} 个，未读取。请把正文复制到新的 Word 文件后再试。")
        if style.kind == "paragraph" and node.get(f"{W}default", "0") in ("1", "true", "on"):
            sheet.default_paragraph = style.id
    return sheet


def _font(properties: Node | None) -> str:
    node = child(properties, "rFonts")
    return "" if node is None else node.get(f"{W}ascii") or node.get(f"{W}hAnsi") or ""


def _num_pr(properties: Node | None) -> str | None:
    return value(child(properties, "numPr"), "numId")


def _num_level(properties: Node | None) -> int | None:
    return integer(value(child(properties, "numPr"), "ilvl"))


def _indent(properties: Node | None, size: float) -> float | None:
    """First-line indent of `w:ind` (17.3.1.12): character units win over lengths, hanging wins over first line."""
    node = child(properties, "ind")
    if node is None:
        return None
    for name, sign in (("hangingChars", -1), ("firstLineChars", 1)):
        count = integer(node.get(f"{W}{name}"))
        if count:
            return sign * count * size / 100
    for name, sign in (("hanging", -1), ("firstLine", 1)):
        length = points(node.get(f"{W}{name}"), 20)
        if length is not None:
            return sign * length
    return None
