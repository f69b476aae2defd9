"""The blocks of one story of a DOCX — body, header, note, text box — in reading order (ECMA-376 part 1, 17.2–17.5)."""

from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple

from pipeline.document import Block, Reason
from pipeline.errors import LimitError
from pipeline.read.docx.colours import box_fill, fill
from pipeline.read.docx.drawn import MC, M, V, alternative, drawn_texts, formula
from pipeline.read.docx.inline import Inline, Piece, assembled, pieces
from pipeline.read.docx.lines import Extent, Setting, setting
from pipeline.read.docx.numbering import Counters
from pipeline.read.docx.package import Node, W
from pipeline.read.docx.pages import Column, Ground
from pipeline.read.docx.pictures import SHARE, Anchor, PageArea, inline_height, shown
from pipeline.read.docx.tables import TableReader
from pipeline.read.docx.values import child, switch, value
from pipeline.read.page.paper import LEAST_PICTURE

BLOCK_WRAPPERS = frozenset({f"{W}{name}" for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")})
CONTENTS_GALLERIES = frozenset({"Table of Contents", "Table of Figures"})


class Begun(NamedTuple):
    """A paragraph, how it is laid out, and what has been read of it and of those that it goes on from."""

    node: Node
    how: Setting
    pieces: list[Piece]


@dataclass(slots=True)
class Story:
    """One story while it is read; text boxes count their lists apart from the text around them."""

    inline: Inline
    counters: Counters
    area: PageArea
    sections: list[bool] = field(default_factory=list)
    """For every section break to come: whether the section after it begins on a new page."""
    contents: int = 0
    """How many tables of contents (content controls) are open."""
    carried: Begun | None = None
    """A paragraph whose mark is deleted: it goes on in the next one."""
    cells: int = 0
    embedded: int = 0
    """Embedded files met, which are not read."""
    diagrams: list[tuple[int, Node]] = field(default_factory=list)
    """Drawings that may hold a diagram, with their page."""


def read_blocks(node: Node, story: Story, depth: int = 0) -> list[Block]:
    """Blocks below `node`; paragraphs without text are among them where they have a number (a table may show it)."""
    limits = story.inline.limits
    if depth > limits.nesting:
        raise LimitError(f"文件中的内容嵌套超过 {limits.nesting} 层，未读取。请用 Word 另存为新文件后再试。")
    found: list[Block] = []
    for item in node.iterchildren():
        found.extend(_item(item, story, depth))
    found.extend(_flush(story, depth))
    return found


def _item(item: Node, story: Story, depth: int) -> list[Block]:
    tag = item.tag
    if tag == f"{W}p":
        return _paragraph(item, story, depth)
    if tag == f"{W}tbl":
        inline = story.inline
        table = TableReader(
            lambda cell: read_blocks(cell, story, depth + 1), inline.pages, inline.styles, inline.limits
        )
        blocks = _flush(story, depth)
        table.cells = story.cells
        blocks.extend(table.read(item))
        story.cells = table.cells
        return blocks
    if tag == f"{W}sdt":
        return _control(item, story, depth)
    if tag in BLOCK_WRAPPERS:
        return read_blocks(item, story, depth + 1)
    if tag == f"{MC}AlternateContent":
        branch = alternative(item)
        return [] if branch is None else read_blocks(branch, story, depth + 1)
    if tag == f"{M}oMathPara":
        page = story.inline.pages.now()
        return [_bare(story.inline.text(formula(item)), page, story)]
    story.embedded += tag == f"{W}altChunk"
    return []


def _control(control: Node, story: Story, depth: int) -> list[Block]:
    """A content control (17.5.2), which may be Word's frame around a table of contents (17.5.2.13 docPartGallery)."""
    properties = child(control, "sdtPr")
    part = child(properties, "docPartObj")
    part = child(properties, "docPartList") if part is None else part
    inside = value(part, "docPartGallery") in CONTENTS_GALLERIES
    content = child(control, "sdtContent")
    if content is None:
        return []
    story.contents += inside
    try:
        return read_blocks(content, story, depth + 1)
    finally:
        story.contents -= inside


def _flush(story: Story, depth: int) -> list[Block]:
    """Give back a paragraph that was to go on in a next one, where there is none."""
    if story.carried is None:
        return []
    begun, story.carried = story.carried, None
    return _finish(begun, story, depth)


def _paragraph(paragraph: Node, story: Story, depth: int) -> list[Block]:
    inline = story.inline
    properties = child(paragraph, "pPr")
    style = inline.styles.paragraph_style(properties)
    how = setting(properties, style, inline.styles, inline.pages.table_style)
    if how.switch("pageBreakBefore"):
        inline.pages.break_before()
    inline.pages.begin_paragraph(how)
    found = story.carried.pieces if story.carried else []
    story.carried = None
    found.extend(pieces(paragraph, inline, style))
    begun = Begun(paragraph, how, found)
    mark = child(properties, "rPr")
    if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
        # Without its mark the paragraph is one with the next; if all of it is deleted nothing is left to carry.
        story.carried = begun if found else None
        return _after(paragraph, story, depth)
    return _finish(begun, story, depth)


def _finish(begun: Begun, story: Story, depth: int) -> list[Block]:
    return [*_text_blocks(begun, story), *_after(begun.node, story, depth)]


def _text_blocks(begun: Begun, story: Story) -> list[Block]:
    """The block of a paragraph's visible text, and one of its hidden text if there is any."""
    paragraph, how, found = begun
    pages = story.inline.pages
    white = any(piece.look.white for piece in found)
    filled = white and next((shaded for node in how.nodes if (shaded := fill(node)) is not None), False)
    unseen = pages.ground.hidden
    seen = [not (unseen or piece.look.vanishes(paper=not filled and pages.is_paper(piece.page))) for piece in found]
    visible = list(compress(found, seen))
    hidden = "".join(piece.text for piece, shown in zip(found, seen, strict=True) if not shown).strip()
    text, runs = assembled(visible)
    page = runs[0].page if runs else pages.page
    blocks = []
    if not (hidden and not text and switch(child(child(paragraph, "pPr"), "rPr"), "vanish")):
        block = _described(Block(text, "paragraph", page, runs=runs), paragraph, visible, story)
        pages.fill_paragraph(how, block)
        if text or block.number:
            blocks.append(block)
    pages.count(page, text)
    if hidden:
        blocks.append(Block(hidden, "furniture", found[0].page, reason="hidden"))
    return blocks


def _described(block: Block, paragraph: Node, visible: list[Piece], story: Story) -> Block:
    """The block with its number, style and layout."""
    styles = story.inline.styles
    properties = child(paragraph, "pPr")
    style = styles.paragraph_style(properties)
    numbered = styles.numbered(style, properties)
    number = story.counters.number(numbered) if numbered else None
    size = (visible[0].look if visible else styles.look(style, None)).size or 0
    reason = _contents_reason(style, visible, story)
    return replace(
        block, kind="furniture" if reason else "paragraph", reason=reason,
        number=number.text if number else "", level=number.level + 1 if number and number.text else None,
        outline=styles.outline(style, properties), style=styles.name(style), align=styles.align(style, properties),
        indent=styles.indent(style, properties, number.properties if number else None, size),
    )  # fmt: skip


def _contents_reason(style: str, visible: list[Piece], story: Story) -> Reason:
    """`contents` for a line of a table of contents: by its content control, its style, or the field that made it."""
    if story.contents or story.inline.styles.is_contents(style):
        return "contents"
    texts = [piece.contents for piece in visible if piece.text.strip()]
    return "contents" if texts and all(texts) else ""


def _after(paragraph: Node, story: Story, depth: int) -> list[Block]:
    """What a paragraph brings along: its text boxes, its pictures, the end of its section."""
    boxes, drawings = story.inline.boxes, story.inline.drawings
    story.inline.boxes, story.inline.drawings = [], []
    blocks = [block for box, seen in boxes for block in _box(box, story, depth, seen=seen)]
    for drawing, page in drawings:
        blocks.extend(_drawing(drawing, page, story))
    if child(child(paragraph, "pPr"), "sectPr") is not None:
        story.inline.pages.end_section()
        if story.sections and story.sections.pop(0):
            story.inline.pages.break_page()
    return blocks


def _box(box: Node, story: Story, depth: int, *, seen: bool) -> list[Block]:
    """The text of one box; lists in it are counted apart from those of the story that it stands in."""
    pages = story.inline.pages
    pages.grounds.append(Ground(box_fill(box), pages.ground.hidden or not seen))
    try:
        if box.tag != f"{W}txbxContent":
            texts = [box.get("string", "")] if box.tag == f"{V}textpath" else drawn_texts(box)
            return [_bare(story.inline.text(text.strip()), pages.page, story) for text in texts if text.strip()]
        outer, story.counters = story.counters, Counters(story.counters.numbering)
        carried, story.carried = story.carried, None
        pages.columns.append(Column(pages.width))  # it floats: what is in it takes no lines of the page
        try:
            return read_blocks(box, story, depth + 1)
        finally:
            pages.columns.pop()
            story.counters, story.carried = outer, carried
    finally:
        pages.grounds.pop()


def _bare(text: str, page: int, story: Story) -> Block:
    """A paragraph of text without formatting."""
    if story.inline.pages.ground.hidden:
        return Block(text, "furniture", page, reason="hidden")
    return Block(text, "paragraph", page)


def _drawing(drawing: Node, page: int, story: Story) -> list[Block]:
    """The places of pictures that may hold text; diagrams and embedded files are taken note of."""
    pages = story.inline.pages
    story.embedded += next(drawing.iter("{urn:schemas-microsoft-com:office:office}OLEObject"), None) is not None
    pictures = [picture for picture in shown(drawing) if picture.share(story.area) >= LEAST_PICTURE]
    if sum(picture.share(story.area) for picture in pictures) >= SHARE:
        page = pages.whole_page(page)
    elif height := inline_height(drawing):
        pages.begin(height)
        page = pages.now() if pages.sheets else page
        if any(2 * picture.width > story.area.width for picture in pictures):
            page = pages.picture(page, height, story.area.height)
        pages.fill(Extent(1, height))
    if pictures and page > pages.page:
        page = pages.now()
    story.diagrams.append((pages.page, drawing))
    return [Anchor("", "furniture", page, picture=picture) for picture in pictures]
