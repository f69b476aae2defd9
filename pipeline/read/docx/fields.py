"""Complex fields (17.16.18): which are open where text stands, and whether they are code or result there.

All of it takes the same time however many are open: files made to do harm open thousands inside each other.
"""

from dataclasses import dataclass, field

from pipeline.read.docx.field_results import computed
from pipeline.read.docx.package import Node, W

LONGEST_CODE = 10_000
"""Characters of a field's code that are kept; those of equations have some tens."""


@dataclass(slots=True)
class Field:
    """An open complex field: its code until `separate`, then its result."""

    begin: Node
    code: str = ""
    result: bool = False
    shown: bool = False
    """Whether its result has any text."""
    contents: bool = False
    """Whether its result is a table of contents."""


@dataclass(slots=True)
class Fields:
    """The fields of one story while it is read from its first run to its last."""

    ends: dict[Node, Node]
    """Beginnings of complex fields by their end; one that is never closed would swallow the rest and is not entered."""
    begins: frozenset[Node] = frozenset()
    open: list[Field] = field(default_factory=list)
    places: dict[Node, int] = field(default_factory=dict)
    """Where in `open` a field stands, by its beginning."""
    codes: int = 0
    """How many open fields have not come to their result."""
    contents: int = 0
    """How many open fields are tables of contents."""

    def __post_init__(self) -> None:
        self.begins = frozenset(self.ends.values())

    def instruct(self, text: str) -> None:
        """A stretch of code (`w:instrText`)."""
        if self.open and not self.open[-1].result and len(self.open[-1].code) < LONGEST_CODE:
            self.open[-1].code += text[:1000]

    def show(self) -> None:
        """Text of a result has been read."""
        if self.open:
            self.open[-1].shown = True

    def mark(self, mark: Node) -> str:
        """A `w:fldChar`. Returns what the field that ends with it shows, where that stands in the file nowhere as text."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark in self.begins:
            self.places[mark] = len(self.open)
            self.open.append(Field(mark))
            self.codes += 1
        elif kind == "separate" and self.open and not self.open[-1].result:
            self.open[-1].result = True
            self.open[-1].contents = is_contents(self.open[-1].code)
            self.codes -= 1
            self.contents += self.open[-1].contents
        elif kind == "end" and self.ends.get(mark) in self.places:
            ended = self._close(self.ends[mark])
            return "" if ended.shown or self.codes else computed(ended.code, ended.begin)
        return ""

    def _close(self, begin: Node) -> Field:
        """Close a field, and with it those in it that are still open."""
        place = self.places[begin]
        while True:
            ended = self.open.pop()
            del self.places[ended.begin]
            self.codes -= not ended.result
            self.contents -= ended.contents
            if len(self.open) == place:
                break
        if self.open and ended.shown:
            self.open[-1].shown = True
        return ended


def is_contents(code: str) -> bool:
    """Whether a field makes a table of contents."""
    return code.split(maxsplit=1)[:1] == ["TOC"]


def field_ends(root: Node) -> dict[Node, Node]:
    """Match the beginnings and ends of complex fields of a story; {end: begin}, unmatched ones left out."""
    ends, stack = {}, []
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            stack.append(mark)
        elif kind == "end" and stack:
            ends[mark] = stack.pop()
    return ends
