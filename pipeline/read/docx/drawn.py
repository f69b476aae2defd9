"""Where text stands that is drawn rather than typed: boxes, WordArt, formulas, and branches of alternate content."""

from collections.abc import Iterator

from pipeline.read.docx.package import Node, W

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
KNOWN = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "http://schemas.openxmlformats.org/",
    "urn:schemas-microsoft-com:",
)
"""Beginnings of the namespaces that a Choice may require: those whose text is found the same way everywhere."""

BOXES = frozenset({f"{W}txbxContent", f"{A}txBody", f"{V}textpath"})
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


def boxes(node: Node) -> Iterator[Node]:
    """What holds text below a drawing, in order: `w:txbxContent`, `a:txBody`, `v:textpath` (WordArt).

    Only the outermost of each, and of alternate content one branch only.
    """
    stack = [node]
    while stack:
        current = stack.pop()
        if current.tag in BOXES:
            yield current
        elif current.tag == f"{MC}AlternateContent":
            branch = alternative(current)
            stack.extend([] if branch is None else [branch])
        else:
            stack.extend(reversed(current))


def drawn_texts(body: Node) -> Iterator[str]:
    """The paragraphs of an `a:txBody`."""
    for paragraph in body.iter(f"{A}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{A}t"))


def alternative(node: Node) -> Node | None:
    """The branch of `mc:AlternateContent` to read (part 3, 7.5): the first Choice understood, else the Fallback.

    A Choice without any text gives way to a Fallback that has some, so that text is read once, and never lost.
    """
    fallback = node.find(f"{MC}Fallback")
    for choice in node.iterchildren(f"{MC}Choice"):
        spaces = [choice.nsmap.get(prefix) or "" for prefix in choice.get("Requires", "").split()]
        if all(space.startswith(KNOWN) for space in spaces):
            if fallback is not None and not _has_text(choice) and _has_text(fallback):
                return fallback
            return choice
    return fallback


def _has_text(node: Node) -> bool:
    return next(node.iter(f"{W}t", f"{A}t", f"{M}t", f"{W}sym"), None) is not None


def formula(node: Node) -> str:
    """The text of Office Math in reading order; fractions with a slash (22.1)."""
    parts: list[str] = []
    for item in node.iter(f"{M}t", f"{M}den"):
        parts.append("/" if item.tag == f"{M}den" else item.text or "")
    return "".join(parts)
