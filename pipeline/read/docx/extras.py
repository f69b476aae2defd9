"""What stands beside the body of a DOCX: headers, footers, notes, diagrams, and remarks on the file as such."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from pipeline.document import Block, Reason, Remark
from pipeline.errors import CorruptError, LimitError
from pipeline.read.docx.body import Story, read_blocks
from pipeline.read.docx.drawn import A, V
from pipeline.read.docx.inline import NoteReference
from pipeline.read.docx.package import Node, R, W
from pipeline.read.docx.pages import Ground, Pages
from pipeline.read.docx.parts import Parts, new_story
from pipeline.read.docx.pictures import Anchor
from pipeline.read.docx.values import child
from pipeline.read.page.pictures import LARGE

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
REVISIONS = tuple(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom", "cellIns", "cellDel"))


def furniture_blocks(parts: Parts) -> tuple[list[Block], list[Block]]:
    """Headers and footers, each text once however many sections and pages show it (17.10)."""
    related = parts.package.related(parts.main)
    seen: set[tuple[Reason, str]] = set()
    found: dict[Reason, list[Block]] = {"header": [], "footer": []}
    places: tuple[tuple[Reason, str], ...] = (("header", f"{W}headerReference"), ("footer", f"{W}footerReference"))
    for reason, tag in places:
        targets = [related[node.get(f"{R}id")].target for node in parts.body.iter(tag) if node.get(f"{R}id") in related]
        for target in dict.fromkeys(targets):
            if parts.package.has(target):
                for block in _furniture(parts, target, reason):
                    if (block.reason, block.text) not in seen:
                        seen.add((block.reason, block.text))
                        found[reason].append(block)
    return found["header"], found["footer"]


def _furniture(parts: Parts, target: str, reason: Reason) -> list[Block]:
    root = parts.package.xml(target)
    marks = {node.get("string", "").strip() for node in root.iter(f"{V}textpath")}
    blocks = read_blocks(root, new_story(parts, root, Pages(grounds=[parts.paper])))
    bare = [replace(block, kind="furniture", table=None, outline=None) for block in blocks if block.text]
    return [replace(block, reason="watermark" if block.text in marks else block.reason or reason) for block in bare]


def note_blocks(parts: Parts, story: Story) -> list[Block]:
    """Footnotes, then endnotes, in the order in which the body refers to them, each on the page that does (17.11)."""
    blocks: list[Block] = []
    for kind in ("footnote", "endnote"):
        wanted: dict[str, NoteReference] = {}
        for note in story.inline.notes:
            if note.kind == kind and (note.seen or note.id not in wanted):
                wanted[note.id] = note
        root = parts.root(f"{kind}s") if wanted else None
        if root is None:
            continue
        notes = {node.get(f"{W}id"): node for node in root.iterchildren(f"{W}{kind}")}
        reading = new_story(parts, root, Pages())
        for identifier, note in wanted.items():
            if identifier in notes:
                ground = parts.paper if note.seen else Ground(hidden=True)
                reading.inline.pages = Pages(page=note.page, grounds=[ground])
                blocks.extend(_note(block) for block in read_blocks(notes[identifier], reading) if block.text)
    return blocks


def _note(block: Block) -> Block:
    return replace(block, style="footnote", outline=None)


def diagram_blocks(parts: Parts, story: Story) -> list[Block]:
    """The texts of SmartArt diagrams, such as organisation charts, a line a shape."""
    related = parts.package.related(parts.main)
    blocks = []
    for page, drawing in story.diagrams:
        for node in drawing.iter(f"{DIAGRAM}relIds"):
            relationship = related.get(node.get(f"{R}dm", ""))
            if relationship and parts.package.has(relationship.target):
                text = _diagram_text(parts.package.xml(relationship.target))
                blocks.append(Block(story.inline.text(text), "paragraph", page, style="diagram"))
    return blocks


def _diagram_text(root: Node) -> str:
    lines = []
    for shape in root.iter(f"{DIAGRAM}t"):
        line = "".join(text.text or "" for text in shape.iter(f"{A}t")).strip()
        if line:
            lines.append(line)
    return "\n".join(lines)


def remarks(parts: Parts, story: Story, blocks: list[Block]) -> list[Remark]:
    """What the report should tell about the file as such: revisions, comments, hidden text, what was not read."""
    found = []
    if count := sum(map(_revisions, _stories(parts))):
        found.append(Remark("revisions", f"文档含有 {count} 处未接受的修订，已按“全部接受”读取。", None, count))
    comments = parts.root("comments")
    if comments is not None and (count := sum(1 for _ in comments.iterchildren(f"{W}comment"))):
        found.append(Remark("comments", f"文档含有 {count} 条批注，批注文字不作为方案内容。", None, count))
    hidden = [block.page for block in blocks if block.reason == "hidden"]
    if hidden:
        found.append(
            Remark(
                "hidden",
                f"文档含有 {len(hidden)} 处隐藏文字（包括白色、极小的文字，隐藏的表格行和文本框），不作为方案内容。",
                hidden[0],
                len(hidden),
            )
        )
    if story.embedded:
        text = f"文档中嵌有 {story.embedded} 个其他文件，未读取其内容。如属方案内容，请粘贴为正文。"
        found.append(Remark("embedded", text, None, story.embedded))
    pictures = [
        block.page for block in blocks if isinstance(block, Anchor) and block.picture.share(story.area) >= LARGE
    ]
    if pictures:
        text = f"文档含有 {len(pictures)} 张大幅图片（各占页面四分之一以上），其中的文字需经识别才能读取。"
        found.append(Remark("pictures", text, pictures[0], len(pictures)))
    return found


def _stories(parts: Parts) -> Iterator[Node]:
    """The roots of all that is shown: body, notes, headers and footers."""
    yield parts.body
    shown = ("footnotes", "endnotes", "header", "footer")
    targets = {item.target for item in parts.package.related(parts.main).values() if item.kind in shown}
    for target in sorted(targets):
        with suppress(CorruptError, LimitError):  # nothing else may need this part
            if parts.package.has(target):
                yield parts.package.xml(target)


def _revisions(root: Node) -> int:
    """Tracked insertions, deletions and moves, of cells too, not changes of format; a move counts once, and a paragraph mark only where it is alone."""
    count = 0
    for node in root.iter(*REVISIONS):
        parent = node.getparent()
        if node.tag == f"{W}moveFrom":
            continue
        if parent.tag == f"{W}rPr":
            paragraph = parent.getparent().getparent()
            count += parent.getparent().tag == f"{W}pPr" and child(paragraph, node.tag[len(W) :]) is None
        else:
            count += 1
    return count
