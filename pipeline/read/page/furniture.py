"""Headers, footers, page numbers and watermarks: what stands on page after page is not the plan."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Reason
from pipeline.read.page.blocks import PageBlocks, top

HEAD = 0.12
"""Part of the page's height in which a header stands."""
FOOT = 0.88
SAME = 6.0
"""Points by which a repeated line may move from page to page."""
ENOUGH = 3
"""Pages on which a line must stand to be furniture, where there are more than four."""
LARGE = 28.0
"""Points; larger text at the same place on two pages is no heading."""

PAGE_NUMBER = re.compile(
    r"[-—–－―·•~～\s|/]*(?:第|共|[Pp]age|[Pp]\.?)?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,4}|[０-９]{1,4})\s*"
    r"(?:页)?(?:\s*(?:[/／|]|of|，|,|共)?\s*(?:共|第)?\s*\d{1,4}\s*页?)?[-—–－―·•~～\s|/]*"
)

Place = tuple[int, int]
"""Page and block, both as indexes."""


def mark_furniture(pages: Sequence[PageBlocks]) -> list[Block]:
    """All blocks in order, repeated lines at the edges of pages and page numbers marked."""
    reasons: dict[Place, Reason] = {}
    edges = [_edge_lines(page) for page in pages]
    reasons.update(_repeated(pages, edges))
    reasons.update(_beside(pages, edges, reasons))
    reasons.update(_page_numbers(pages, edges, reasons))
    reasons.update(_watermarks(pages))
    blocks = []
    for index, page in enumerate(pages):
        for position, block in enumerate(page.blocks):
            reason = reasons.get((index, position))
            blocks.append(replace(block, kind="furniture", reason=reason) if reason else block)
    return blocks


def _edge_lines(page: PageBlocks) -> list[int]:
    """The outermost three lines at the top and at the bottom, if they lie in the margins."""
    lines = [index for index, block in enumerate(page.blocks) if block.kind == "line" and block.bbox]
    lines.sort(key=lambda index: top(page.blocks[index]))
    upper = [index for index in lines[:3] if _bottom(page.blocks[index]) < HEAD * page.height]
    lower = [index for index in lines[-3:] if top(page.blocks[index]) > FOOT * page.height]
    return upper + [index for index in lower if index not in upper]


def _bottom(block: Block) -> float:
    return block.bbox[3] if block.bbox else 0.0


def _key(block: Block) -> tuple[str, int]:
    """What a header has in common from page to page: its words, digits apart, and its height. 附件1 and 附件2 are two."""
    text = re.sub(r"(附[件表录图]\d*)|\d+", lambda match: match[1] or "#", "".join(block.text.split()))
    return text, _height(block)


def _height(block: Block) -> int:
    """In steps of SAME."""
    return round(top(block) / SAME)


def _repeated(pages: Sequence[PageBlocks], edges: Sequence[Sequence[int]]) -> dict[Place, Reason]:
    counts: Counter[tuple[str, int]] = Counter()
    for page, lines in zip(pages, edges, strict=True):
        for key in {_key(page.blocks[index]) for index in lines}:
            counts[key] += 1
    enough = ENOUGH if len(pages) > 4 else 2
    reasons: dict[Place, Reason] = {}
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        for index in lines:
            text, height = _key(page.blocks[index])
            seen = sum(counts[text, height + step] for step in (-1, 0, 1))
            if seen >= enough and text != "#":
                above = top(page.blocks[index]) < page.height / 2
                reasons[number, index] = "header" if above else "footer"
    return reasons


def _beside(
    pages: Sequence[PageBlocks], edges: Sequence[Sequence[int]], known: dict[Place, Reason]
) -> dict[Place, Reason]:
    """A page's topmost line at the height at which other pages have their header: the name of a chapter of one or two pages."""
    heights = Counter(_height(pages[page].blocks[index]) for (page, index), why in known.items() if why == "header")
    reasons: dict[Place, Reason] = {}
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        first = min(lines, key=lambda index: top(page.blocks[index]), default=None)
        if first is None or (number, first) in known or _bottom(page.blocks[first]) >= HEAD * page.height:
            continue
        if sum(heights[_height(page.blocks[first]) + step] for step in (-1, 0, 1)) >= ENOUGH:
            reasons[number, first] = "header"
    return reasons


def _page_numbers(
    pages: Sequence[PageBlocks], edges: Sequence[Sequence[int]], known: dict[Place, Reason]
) -> dict[Place, Reason]:
    """Lines at the edges of pages that are nothing but a page's number; headers and footers only where they have a digit."""
    reasons: dict[Place, Reason] = {}
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        for index in lines:
            if PAGE_NUMBER.fullmatch(page.blocks[index].text.strip()):
                reasons[number, index] = "page_number"
    return {place: reason for place, reason in reasons.items() if place not in known or _is_number(pages, place)}


def _is_number(pages: Sequence[PageBlocks], place: Place) -> bool:
    return any(character.isdigit() for character in pages[place[0]].blocks[place[1]].text)


def _watermarks(pages: Sequence[PageBlocks]) -> dict[Place, Reason]:
    """Large or pale text at the same place on most pages, away from the margins."""
    found: dict[tuple[str, int, int], list[Place]] = {}
    large: set[tuple[str, int, int]] = set()
    for number, page in enumerate(pages):
        for index, block in enumerate(page.blocks):
            is_large = bool(block.runs) and (block.runs[0].size or 0) >= LARGE
            if block.kind == "line" and block.bbox and (is_large or block in page.pale):
                key = (block.text, round(block.bbox[0] / 4), round(block.bbox[1] / 4))
                found.setdefault(key, []).append((number, index))
                large |= {key} if is_large else set()
    half = len(pages) // 2
    return {
        place: "watermark"
        for key, places in found.items()
        if len(places) >= max(half, 2 if key in large else ENOUGH)
        for place in places
    }
