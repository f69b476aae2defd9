"""A matrix of generated lists: numbering formats × shapes of level text × ways to define, continue and restart them.

Every numbered paragraph carries its own mark (“@17”), so that its number can be found in any program's output.
"""

import itertools
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

FORMATS = (
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "ideographTraditional",
    "ideographZodiac", "ideographLegalTraditional", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "decimal", "decimalHalfWidth", "decimalFullWidth", "decimalFullWidth2",
    "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "decimalZero", "ordinal", "upperLetter", "lowerLetter",
    "upperRoman", "lowerRoman", "koreanCounting", "koreanDigital", "koreanDigital2", "bullet", "none",
)  # fmt: skip
"""Those of ours that LibreOffice spells; what it does not know it shows in decimal, so that it is no witness."""
SHAPES = (
    ("%1、", "（%2）", "%3."),
    ("第%1章", "第%2节", "%1.%2.%3"),
    ("%1", "%1.%2", "%1.%2.%3"),
    ("（%1）", "%1-%2", "(%3)"),
    ("附件%1：", "%2)", "[%1-%2-%3]"),
)
BULLETS = ("•", "\uf0d8", "o")
"""Signs that stand in for the shape where the format is bullet; the second is an arrow in Wingdings."""
WALK = (0, 1, 1, 2, 2, 1, 2, 0, 1, 0, 0, 1, 2)
DOWN = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(9))
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = {"document": "officeDocument", "styles": "styles", "numbering": "numbering"}


@dataclass
class Matrix:
    """A document under construction; `about` says of every numbered paragraph how it came to its number."""

    abstracts: list[str] = field(default_factory=list)
    nums: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    about: list[tuple[str, str, str]] = field(default_factory=list)

    def abstract(self, levels: str) -> int:
        number = len(self.abstracts)
        kind = '<w:multiLevelType w:val="multilevel"/>'
        self.abstracts.append(f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>')
        return number

    def num(self, abstract: int, overrides: str = "") -> int:
        number = len(self.nums) + 1
        self.nums.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        return number

    def style(self, properties: str, based_on: str = "", kind: str = "paragraph") -> str:
        name = f"s{len(self.styles)}"
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        self.styles.append(
            f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
            f"<w:pPr>{properties}</w:pPr></w:style>"
        )
        return name

    def paragraph(self, about: tuple[str, str, str], properties: str, cell: bool = False) -> None:
        text = f'<w:r><w:t xml:space="preserve">@{len(self.about)}</w:t></w:r>'
        self.about.append(about)
        paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{text}</w:p>"
        if cell:
            grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
            paragraph = f"<w:tbl>{grid}<w:tr><w:tc><w:tcPr/>{paragraph}</w:tc></w:tr></w:tbl><w:p/>"
        self.body.append(paragraph)

    def save(self, path: Path) -> None:
        content = {
            "document": f"<w:document {SPACE}><w:body>{''.join(self.body)}</w:body></w:document>",
            "styles": f"<w:styles {SPACE}>{''.join(self.styles)}</w:styles>",
            "numbering": f"<w:numbering {SPACE}>{''.join(self.abstracts + self.nums)}</w:numbering>",
        }
        types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{types}.{name}{suffix}+xml"/>'
            for name, suffix in (("document", ".main"), ("styles", ""), ("numbering", ""))
        )
        rels = {
            name: f'<Relationship Id="r{name}" Type="{office}/{kind}" Target="{{folder}}{name}.xml"/>'
            for name, kind in PARTS.items()
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.'
                f'openxmlformats-package.relationships+xml"/>{overrides}</Types>',
            )
            head = f'<Relationships xmlns="{package}/relationships">'
            archive.writestr("_rels/.rels", f"{head}{rels['document'].format(folder='word/')}</Relationships>")
            inner = (rels["styles"] + rels["numbering"]).format(folder="")
            archive.writestr("word/_rels/document.xml.rels", f"{head}{inner}</Relationships>")
            for name, text in content.items():
                archive.writestr(f"word/{name}.xml", text)


def levels(number_format: str, shape: tuple[str, ...], extra: tuple[str, ...] = ("", "", ""), start: int = 1) -> str:
    """Three levels; `extra` is XML for each, put where the schema wants lvlRestart, pStyle and isLgl."""
    bulleted = number_format == "bullet"
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra[level]}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>{fonts if text == BULLETS[1] else ""}</w:lvl>'
        for level, text in enumerate(BULLETS[: len(shape)] if bulleted else shape)
    )


def reference(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix: the format and shape to be put through one mechanism."""

    matrix: Matrix
    number_format: str
    shape: tuple[str, ...]

    def walk(self, mechanism: str, steps: Iterable[tuple[int, int]], cell: bool = False) -> None:
        for num, level in steps:
            self.matrix.paragraph((mechanism, self.number_format, self.shape[level]), reference(num, level), cell)

    def definition(self, extra: tuple[str, ...] = ("", "", ""), start: int = 1) -> int:
        return self.matrix.abstract(levels(self.number_format, self.shape, extra, start))


def plain(cell: Cell) -> None:
    cell.walk("plain", zip(itertools.repeat(cell.matrix.num(cell.definition())), WALK))


def start(cell: Cell) -> None:
    cell.walk("start", zip(itertools.repeat(cell.matrix.num(cell.definition(start=3))), WALK))


def restart(cell: Cell) -> None:
    """Word's “restart at 1”: a second list on the same definition that overrides the start of every level."""
    definition = cell.definition()
    first, second = cell.matrix.num(definition), cell.matrix.num(definition, DOWN)
    cell.walk("restart", [*((first, level) for level in WALK), *((second, level) for level in WALK), (first, 0)])


def offset(cell: Cell) -> None:
    definition = cell.definition()
    five = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    first, second = cell.matrix.num(definition), cell.matrix.num(definition, five)
    cell.walk("startOverride", [(first, 0), (first, 1), (second, 0), (second, 1), (second, 0), (first, 0)])


def shared(cell: Cell) -> None:
    definition = cell.definition()
    nums = (cell.matrix.num(definition), cell.matrix.num(definition))
    cell.walk("shared", zip(itertools.cycle(nums), WALK))


def redefined(cell: Cell) -> None:
    """A list that replaces a whole level (lvlOverride/lvl)."""
    level = levels(cell.number_format, ("【%1】",), start=4)
    num = cell.matrix.num(cell.definition(), f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>')
    cell.walk("lvlOverride", zip(itertools.repeat(num), WALK))


def redefined_start(cell: Cell) -> None:
    """A second list that replaces a level and gives it another start as well."""
    definition = cell.definition()
    level = levels(cell.number_format, ("【%1】",), start=4)
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{level}</w:lvlOverride>'
    first, second = cell.matrix.num(definition), cell.matrix.num(definition, override)
    cell.walk("lvlOverride and start", [(first, 0), (first, 1), *((second, level) for level in WALK), (first, 0)])


def skipped(cell: Cell) -> None:
    cell.walk("skipped", zip(itertools.repeat(cell.matrix.num(cell.definition())), (0, 2, 2, 1, 2, 0, 2)))


def deep_first(cell: Cell) -> None:
    cell.walk("deep first", zip(itertools.repeat(cell.matrix.num(cell.definition())), (1, 1, 2, 0, 1, 0)))


def in_cells(cell: Cell) -> None:
    cell.walk("in cells", zip(itertools.repeat(cell.matrix.num(cell.definition())), (0, 1, 1, 0)), cell=True)


def inherited(cell: Cell) -> None:
    """numPr of a paragraph style, of a style based on it, and taken back by numId 0."""
    matrix = cell.matrix
    base = matrix.style(reference(matrix.num(cell.definition()), 0))
    derived = matrix.style("", base)
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    for style, more in ((base, ""), (derived, ""), (derived, off), (base, off), (base, ""), (derived, "")):
        about = ("numId 0" if more else "style", cell.number_format, cell.shape[0])
        matrix.paragraph(about, f'<w:pStyle w:val="{style}"/>{more}')


def level_only(cell: Cell) -> None:
    """A list from a style, a level from the paragraph or from a style that is based on it (17.3.1.19)."""
    matrix = cell.matrix
    base = matrix.style(reference(matrix.num(cell.definition()), 0))
    derived = matrix.style('<w:numPr><w:ilvl w:val="2"/></w:numPr>', base)
    for level in (0, 1, 1, 2, 0, 1, 2):
        properties = f'<w:pStyle w:val="{base}"/><w:numPr><w:ilvl w:val="{level}"/></w:numPr>'
        matrix.paragraph(("ilvl alone", cell.number_format, cell.shape[level]), properties)
    for style in (derived, derived, base, derived):
        shape = cell.shape[2 if style == derived else 0]
        matrix.paragraph(("ilvl of a style", cell.number_format, shape), f'<w:pStyle w:val="{style}"/>')


def linked(cell: Cell) -> None:
    """Levels that name their paragraph styles (pStyle), as headings do; a direct numPr goes its own way."""
    matrix = cell.matrix
    names = [f"s{len(matrix.styles) + level}" for level in range(3)]
    extra = tuple(f'<w:pStyle w:val="{name}"/>' for name in names)
    num = matrix.num(cell.definition(extra=extra))
    for level in range(3):
        matrix.style(reference(num, level))
    for level in WALK:
        matrix.paragraph(("pStyle", cell.number_format, cell.shape[level]), f'<w:pStyle w:val="{names[level]}"/>')
    direct = f'<w:pStyle w:val="{names[0]}"/>{reference(num, 1)}'
    matrix.paragraph(("direct over style", cell.number_format, cell.shape[1]), direct)


def style_link(cell: Cell) -> None:
    """numStyleLink to a numbering style, whose own list is another definition (styleLink)."""
    matrix = cell.matrix
    name = f"s{len(matrix.styles)}"
    target = matrix.abstract(f'<w:styleLink w:val="{name}"/>' + levels(cell.number_format, cell.shape))
    matrix.style(f'<w:numPr><w:numId w:val="{matrix.num(target)}"/></w:numPr>', kind="numbering")
    link = matrix.num(matrix.abstract(f'<w:numStyleLink w:val="{name}"/>'))
    cell.walk("numStyleLink", zip(itertools.repeat(link), WALK))


def long_run(cell: Cell) -> None:
    """Values 1–24 and, by overrides, some that formats treat specially."""
    definition = cell.definition()
    cell.walk("long run", zip(itertools.repeat(cell.matrix.num(definition), 24), itertools.repeat(0)))
    for value in (99, 110, 120, 1001):
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        cell.walk("long run", zip(itertools.repeat(cell.matrix.num(definition, override), 2), itertools.repeat(0)))


def legal(cell: Cell) -> None:
    num = cell.matrix.num(cell.definition(extra=("", "<w:isLgl/>", "<w:isLgl/>")))
    cell.walk("isLgl", zip(itertools.repeat(num), WALK))


def no_restart(cell: Cell) -> None:
    extra = ("", '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>')
    cell.walk("lvlRestart", zip(itertools.repeat(cell.matrix.num(cell.definition(extra=extra))), WALK))


MECHANISMS: tuple[Callable[[Cell], None], ...] = (
    plain, start, restart, offset, shared, redefined, redefined_start, skipped, deep_first, in_cells, inherited,
    level_only, linked, style_link, long_run, legal, no_restart,
)  # fmt: skip
"""Plain lists first: those with an element that LibreOffice ignores are compared with them."""


def build() -> list[Matrix]:
    """The whole matrix, a document a format: every mechanism with every shape.

    Only bullets have one shape: they show a sign of their own and no text with numbers in it.
    """
    found = []
    for number_format in FORMATS:
        matrix = Matrix()
        for shape in SHAPES[:1] if number_format == "bullet" else SHAPES:
            for mechanism in MECHANISMS:
                mechanism(Cell(matrix, number_format, shape))
        found.append(matrix)
    return found
