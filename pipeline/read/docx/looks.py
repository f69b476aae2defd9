"""How a run looks, and whether it can be seen at all: by defaults, styles and its own properties (17.7.2, 17.7.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Face
from pipeline.read.docx.colours import Ink, has_outline, has_white, lies_on_colour, text_fill
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.values import child, points, switch, value
from pipeline.read.page.geometry import face_of
from pipeline.read.page.hidden import TINY

_FONT, _THEME = f"{W}eastAsia", f"{W}eastAsiaTheme"
WORD_SIZE = 10.0
"""Points where no style and no default gives a size (17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks."""

    bold: bool = False
    face: Face = ""
    """Of its ideographs; "" where a theme chooses it, too."""
    size: float | None = None
    hidden: bool = False
    colour: bool = False
    """Whether its colour is white."""
    ink: Ink = ""
    """What letters are filled with instead of their colour, where they have an effect of Word 2010."""
    outlined: bool = False
    """Whether there is a line or shadow around its letters."""
    on_colour: bool = False
    """Whether it has a background of its own that is not white."""

    @property
    def white(self) -> bool:
        return self.ink == "white" or (not self.ink and self.colour)

    def vanishes(self, *, paper: bool) -> bool:
        """Whether a reader cannot see it; `paper` if nothing is behind it."""
        if self.hidden or 0 < (self.size or 0) < TINY:
            return True
        faint = self.ink == "none" or (paper and self.white and not self.on_colour)
        return faint and not self.outlined


def base_look(chains: Sequence[Sequence[Node | None]], default: Node | None) -> Look:
    """The look that styles give: run properties of each kind of style, table, paragraph and character, nearest first."""
    nearest = [node for chain in reversed(chains) for node in chain if node is not None]
    everywhere = nearest if default is None else [*nearest, default]
    sizes = (points(value(node, "sz"), 2) for node in everywhere)
    return Look(
        _toggle(chains, default, "b"),
        next((face for node in everywhere if (face := _face(node)) is not None), ""),
        next((size for size in sizes if size is not None), WORD_SIZE),
        _toggle(chains, default, "vanish"),
        next((white for node in everywhere if (white := has_white(node)) is not None), False),
        next((ink for node in everywhere if (ink := text_fill(node))), ""),
        any(map(has_outline, everywhere)),
        any(map(lies_on_colour, everywhere)),
    )


def own_look(base: Look, properties: Node) -> Look:
    """The look of a run with properties `w:rPr` whose styles give `base`."""
    bold, hidden = switch(properties, "b"), switch(properties, "vanish")
    size, white = points(value(properties, "sz"), 2), has_white(properties)
    white = base.colour if white is None else white
    ink = text_fill(properties) or base.ink
    faint = white or ink in ("none", "white")  # what makes up for it need not be asked of others
    return Look(
        base.bold if bold is None else bold,
        base.face if (face := _face(properties)) is None else face,
        base.size if size is None else size,
        base.hidden if hidden is None else hidden,
        white,
        ink,
        base.outlined or (faint and has_outline(properties)),
        base.on_colour or (faint and lies_on_colour(properties)),
    )


def _face(properties: Node | None) -> Face | None:
    """Of the font of ideographs (17.3.2.26); None where the properties say nothing of it."""
    fonts = child(properties, "rFonts")
    if fonts is None:
        return None
    name = "" if fonts.get(_THEME) else fonts.get(_FONT)
    return None if name is None else face_of(name)


def _toggle(chains: Sequence[Sequence[Node | None]], default: Node | None, name: str) -> bool:
    """A toggle property is on if the defaults, or an odd number of style kinds, turn it on (17.7.3)."""
    if switch(default, name):
        return True
    return sum(next(_declared(chain, name), False) for chain in chains) % 2 == 1


def _declared(chain: Sequence[Node | None], name: str) -> Iterator[bool]:
    return (on for node in chain if (on := switch(node, name)) is not None)
