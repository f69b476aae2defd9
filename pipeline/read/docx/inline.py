"""The text inside a paragraph: runs, fields' results, links, symbols, formulas — each stretch with its look and page.

What Word shows is kept: insertions but not deletions, results but not field codes, the base of ruby text, one branch
of alternate content. What stands in boxes is handed out separately, to follow the paragraph that anchors it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.document import Face, Run
from pipeline.errors import LimitError
from pipeline.limits import Limits
from pipeline.read.docx.drawn import DRAWN, MC, M, alternative, boxes, formula
from pipeline.read.docx.field_results import computed
from pipeline.read.docx.fields import Fields, is_contents
from pipeline.read.docx.looks import Look
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.pages import Pages
from pipeline.read.docx.styles import StyleSheet
from pipeline.read.docx.symbols import symbol, typed
from pipeline.read.docx.unseen import ANCHOR, in_unseen_shape, is_unseen
from pipeline.read.docx.values import child
from pipeline.read.page.paper import A4

WRAPPERS = frozenset(
    {f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")}
    | {f"{W}{name}" for name in ("dir", "bdo", "ruby", "rubyBase")}
)
SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look on one page; `contents` if it belongs to a table of contents."""

    text: str
    look: Look
    page: int
    contents: bool = False


class NoteReference(NamedTuple):
    """Where the text refers to a note; one that no visible mark refers to is not printed."""

    kind: str
    id: str
    page: int
    seen: bool


@dataclass(slots=True)
class Inline:
    """What is known while one story is read from its first run to its last."""

    styles: StyleSheet
    limits: Limits
    pages: Pages
    fields: Fields
    longest_side: float = A4[1]
    """Points of the longest side of a page."""
    boxes: list[tuple[Node, bool]] = field(default_factory=list)
    """Contents of text boxes met in the current paragraph, and whether each is seen."""
    drawings: list[tuple[Node, int]] = field(default_factory=list)
    """Drawings and pictures that are seen, met in the current paragraph, with the page that each stands on."""
    notes: list[NoteReference] = field(default_factory=list)
    """Footnotes and endnotes referred to so far."""
    characters: int = 0

    def look(self, style: str, properties: Node | None) -> Look:
        """The look of a run here, where a table may have a style of its own."""
        return self.styles.look(style, properties, self.pages.ground.table_style)

    def text(self, text: str) -> str:
        """Count text against the limit and return it."""
        self.characters += len(text)
        if self.characters > self.limits.max_characters:
            raise LimitError(f"文件的文字超过 {self.limits.max_characters} 个字符，未读取。请拆分文件后再试。")
        return text


def pieces(node: Node, state: Inline, style: str, depth: int = 0, around: Look | None = None) -> Iterator[Piece]:
    """The visible and hidden text of a paragraph or of a wrapper inside one, in order; `around` is the run that it is in."""
    if depth > state.limits.nesting:
        raise LimitError(f"文件中的内容嵌套超过 {state.limits.nesting} 层，未读取。请用 Word 另存为新文件后再试。")
    for item in node.iterchildren():
        tag = item.tag
        if tag == f"{W}r":
            yield from _run(item, state, style, depth)
        elif tag in WRAPPERS:
            if tag == f"{W}fldSimple":
                yield from _field(item, state, style, depth)
            else:
                yield from pieces(item, state, style, depth + 1)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            yield Piece(state.text(formula(item)), state.look(style, None), state.pages.now())
        elif tag == f"{MC}AlternateContent":
            branch = alternative(item)
            if branch is not None:
                yield from pieces(branch, state, style, depth + 1, around)
        elif tag in DRAWN:
            _drawn(item, state, seen=around is None or not around.hidden)


def _field(node: Node, state: Inline, style: str, depth: int) -> Iterator[Piece]:
    """A field whose code is an attribute (17.16.19)."""
    code = node.get(f"{W}instr", "")
    contents = is_contents(code)
    shown = False
    for piece in pieces(node, state, style, depth + 1):
        shown = True
        yield replace(piece, contents=True) if contents else piece
    if not shown and not state.fields.codes and (text := computed(code)):
        yield Piece(state.text(text), state.look(style, None), state.pages.now(), state.fields.contents > 0)


def _run(run: Node, state: Inline, style: str, depth: int, around: Look | None = None) -> Iterator[Piece]:
    """The text of a run, in one piece between marks: a run may hold millions of tabs."""
    properties = child(run, "rPr")
    look = around or state.look(style, properties)
    waiting: list[str] = []
    for item in run.iterchildren():
        tag = item.tag
        if tag == f"{W}t":
            text = item.text or ""
            text = text and typed(text, state.styles.font(style, properties))
        elif tag in SIGNS:
            text = SIGNS[tag]
        elif tag == f"{W}br" and item.get(f"{W}type") != "page":
            text = "\n"
        elif tag == f"{W}sym":
            text = _symbol(item)
        else:
            yield from _joined(waiting, look, state)
            if tag == f"{W}fldChar":
                if text := state.fields.mark(item):
                    waiting.append(state.text(text))
            elif tag not in (f"{W}ruby", f"{MC}AlternateContent"):
                _mark(item, state, look)
            elif (inner := alternative(item) if tag == f"{MC}AlternateContent" else item) is not None:
                yield from _nested(inner, state, style, depth, look)
            continue
        if text and not state.fields.codes:
            waiting.append(state.text(text))
    yield from _joined(waiting, look, state)


def _joined(waiting: list[str], look: Look, state: Inline) -> Iterator[Piece]:
    """What was waiting as one piece, and nothing waits any more."""
    if waiting:
        yield Piece("".join(waiting), look, state.pages.now(), state.fields.contents > 0)
        state.fields.show()
        waiting.clear()


def _nested(node: Node, state: Inline, style: str, depth: int, around: Look) -> Iterator[Piece]:
    """Content inside a run: the base of ruby text, or a branch of alternate content, which may hold bare text."""
    if any(item.tag in (f"{W}t", f"{W}sym") for item in node.iterchildren()):
        yield from _run(node, state, style, depth + 1, around)
    else:
        yield from pieces(node, state, style, depth + 1, around)


def _symbol(item: Node) -> str:
    code = item.get(f"{W}char", "")
    try:
        return symbol(int(code[:8], 16), item.get(f"{W}font", ""))
    except ValueError:
        return ""


def _mark(item: Node, state: Inline, look: Look) -> None:
    """Take note of a child of a run that is no text itself: page marks, fields, notes, drawings."""
    tag = item.tag
    if tag == f"{W}lastRenderedPageBreak":
        state.pages.rendered_break()
    elif tag == f"{W}br":
        state.pages.break_page()
    elif tag == f"{W}instrText":
        state.fields.instruct(item.text or "")
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind, seen = tag[len(W) : -len("Reference")], not look.hidden and not state.pages.ground.hidden
        state.notes.append(NoteReference(kind, item.get(f"{W}id", ""), state.pages.page, seen))
    elif tag in DRAWN:
        _drawn(item, state, seen=not look.hidden)


def _drawn(item: Node, state: Inline, *, seen: bool) -> None:
    """Keep a drawing, and the text boxes in it, for after the paragraph; boxes inside boxes belong to the outer one.

    Nothing of a drawing in a hidden run is `seen`.
    """
    if state.fields.codes:
        return
    page = state.pages.page + state.pages.due
    seen = seen and not is_unseen(item, state.longest_side)
    if seen:
        state.drawings.append((item, page))
        if any(anchor.get("behindDoc") in ("1", "true") for anchor in item.iterchildren(ANCHOR)):
            state.pages.backed.add(page)
    state.boxes.extend((box, seen and not in_unseen_shape(box, state.longest_side)) for box in boxes(item))


def assembled(visible: list[Piece]) -> tuple[str, tuple[Run, ...]]:
    """The text without white space around it, and its runs: neighbours that look alike on one page are one."""
    whole = "".join(piece.text for piece in visible)
    text = whole.strip()
    shift = len(whole) - len(whole.lstrip())
    runs: list[Run] = []
    same: tuple[int, bool, float | None, Face] | None = None
    position = -shift
    for piece in visible:
        start, stop = max(position, 0), min(position + len(piece.text), len(text))
        position += len(piece.text)
        if start >= stop:
            continue
        look = piece.look
        if runs and same == (piece.page, look.bold, look.size, look.face):
            start = runs.pop().start
        same = (piece.page, look.bold, look.size, look.face)
        runs.append(Run(start, stop, piece.page, bold=look.bold, size=look.size, face=look.face))
    return text, tuple(runs)
