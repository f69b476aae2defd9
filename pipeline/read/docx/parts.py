"""The parts of a DOCX that every step needs, found and parsed (ECMA-376 part 1, 11.3)."""

from dataclasses import dataclass

from pipeline.errors import CorruptError, LimitError, UnsupportedFormatError
from pipeline.limits import Limits
from pipeline.read.docx.body import Story
from pipeline.read.docx.colours import is_white
from pipeline.read.docx.fields import Fields, field_ends
from pipeline.read.docx.inline import Inline
from pipeline.read.docx.lines import sheets
from pipeline.read.docx.numbering import Counters, Numbering, read_numbering
from pipeline.read.docx.package import Node, Package, W, open_package
from pipeline.read.docx.pages import PAPER, Ground, Pages
from pipeline.read.docx.pictures import page_area
from pipeline.read.docx.styles import StyleSheet, read_styles
from pipeline.read.docx.unseen import longest_side
from pipeline.read.docx.values import child, switch, value


@dataclass(frozen=True, slots=True)
class Parts:
    """What a DOCX is made of, parsed."""

    package: Package
    main: str
    """Name of the main part, usually word/document.xml."""
    body: Node
    styles: StyleSheet
    numbering: Numbering
    paper: Ground = PAPER
    """What the pages are: of a colour that white text shows on, or white."""

    def root(self, kind: str) -> Node | None:
        """The root of the part that the main part refers to as `kind` (“footnotes”, “comments”), if there is one."""
        name = self.package.first(self.main, kind)
        return None if name is None else self.package.xml(name)


def open_parts(data: bytes, limits: Limits) -> Parts:
    """Open a DOCX and parse body, styles and numbering.

    Raises EncryptedError, UnsupportedFormatError, CorruptError, LimitError or HostileError.
    """
    package = open_package(data, limits)
    main = package.first("", "officeDocument") or ("word/document.xml" if package.has("word/document.xml") else "")
    if not main:
        raise CorruptError("文件不是完整的 DOCX：缺少正文部件。请用 Word 或 WPS 打开后另存为 DOCX 再试。")
    root = package.xml(main)
    body = child(root, "body")
    if root.tag != f"{W}document" or body is None:
        raise UnsupportedFormatError("文件不是 Word 文档（可能是表格或演示文稿）。请提交 DOCX 或 PDF。")
    if body.xpath("count(descendant::*[local-name()='p'])") > limits.paragraphs:
        raise LimitError(f"文件超过 {limits.paragraphs} 个段落，未读取。请删去空段落或拆分文件后再试。")
    styles_part, numbering_part = package.first(main, "styles"), package.first(main, "numbering")
    styles = read_styles(package.xml(styles_part) if styles_part else None, limits)
    numbering = read_numbering(package.xml(numbering_part) if numbering_part else None, styles)
    settings_part = package.first(main, "settings") if child(root, "background") is not None else None
    paper = _paper(root, package.xml(settings_part) if settings_part else None)
    return Parts(package, main, body, styles, numbering, paper)


def _paper(root: Node, settings: Node | None) -> Ground:
    """The colour of the pages (17.2.1 background), which Word shows only where the settings say so (17.15.1.25)."""
    colour = child(root, "background")
    shown = colour is not None and switch(settings, "displayBackgroundShape")
    own = "auto" if colour is None else colour.get(f"{W}color", "auto")
    return Ground(filled=True) if shown and own != "auto" and not is_white(own) else PAPER


def new_story(parts: Parts, root: Node, pages: Pages) -> Story:
    """A story about to be read from its first paragraph; its lists begin anew."""
    side = longest_side(parts.body)
    inline = Inline(parts.styles, parts.package.limits, pages, Fields(field_ends(root)), longest_side=side)
    return Story(inline, Counters(parts.numbering), page_area(parts.body), _sections(root))


def body_pages(parts: Parts) -> Pages:
    """Count rendered page breaks if there are any; estimate by lines otherwise."""
    if next(parts.body.iter(f"{W}lastRenderedPageBreak"), None) is not None:
        return Pages(grounds=[parts.paper])
    return Pages(sheets(parts.body), grounds=[parts.paper])


def _sections(body: Node) -> list[bool]:
    """For each section but the last: whether the next begins on a new page (17.6.22: its own type says so).

    What a section was like before a change that is tracked is within it (17.13.5.32) and is none.
    """
    sections = (node for node in body.iter(f"{W}sectPr") if node.getparent().tag != f"{W}sectPrChange")
    kinds = [value(section, "type") or "nextPage" for section in sections]
    return [kind not in ("continuous", "nextColumn") for kind in kinds[1:]]
