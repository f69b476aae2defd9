"""Blocks into the tree of sections, flat and in reading order."""

from collections.abc import Iterable, Sequence

from pipeline.document import Block, Document, Section
from pipeline.structure import ITEM_LEVEL

_HEADING_LENGTH = 40


def _opens(block: Block) -> bool:
    return block.kind == "heading" or (block.kind == "list_item" and (block.level or ITEM_LEVEL) < ITEM_LEVEL)


def heading_text(block: Block) -> str:
    """The heading as shown: its number and text, or the first clause of an item that opens a section."""
    text = block.text if block.kind == "heading" else block.text[:_HEADING_LENGTH]
    return block.number + gap(block.number) + text.rstrip("。：:；;，, ")


def gap(number: str) -> str:
    """What stands between a number and its heading: a space where it has no mark of its own, 1 背景, 问题一 企业观望."""
    return " " if number[-1:].isalnum() else ""


def segment(document: Document) -> tuple[Section, ...]:
    """Sections in the order of their headings; a section's range includes its deeper sections.

    What stands before the first heading is a section of its own, named after the plan's title.
    """
    title = next((block.text for block in document.blocks if block.reason == "title"), "")
    sections: list[Section] = []
    stack: list[Section] = []
    opening = [i for i, block in enumerate(document.blocks) if _opens(block)]
    if document.blocks and (not opening or opening[0] > 0):
        stop = opening[0] if opening else len(document.blocks)
        sections.append(Section(title, 0, (title,), 0, stop, headed=False))
    for start, stop in zip(opening, _stops(document, opening), strict=True):
        block = document.blocks[start]
        level = block.level or 0
        stack = [section for section in stack if section.level < level]
        heading = heading_text(block)
        path = (*(section.heading for section in stack), heading)
        section = Section(heading, level, path, start, stop)
        stack.append(section)
        sections.append(section)
    return tuple(sections)


def top_level(sections: Sequence[Section]) -> list[Section]:
    """Sections of the highest level and attachments: together the whole plan."""
    least = min((section.level for section in sections if section.level), default=0)
    return [part for part in sections if part.level == least or (part.headed and part.level == 0)]


def innermost(document: Document, sections: Iterable[Section]) -> list[Section | None]:
    """The innermost section of every block."""
    found: list[Section | None] = [None] * len(document.blocks)
    for section in sections:  # deeper ones come later and overwrite
        for index in range(section.start, min(section.stop, len(found))):
            found[index] = section
    return found


def paths(document: Document, sections: Iterable[Section]) -> list[tuple[str, ...]]:
    """The headings above every block."""
    return [section.path if section else () for section in innermost(document, sections)]


def _stops(document: Document, opening: Sequence[int]) -> list[int]:
    """Of each opening block, the index after the last block of its section: the next heading as high or higher."""
    stops = [len(document.blocks)] * len(opening)
    stack: list[tuple[int, int]] = []
    for at, start in enumerate(opening):
        level = document.blocks[start].level or 0
        while stack and stack[-1][0] >= level:
            stops[stack.pop()[1]] = start
        stack.append((level, at))
    return stops
