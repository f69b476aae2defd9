"""Text that a reader of the page cannot see: it must not count as written."""

from collections.abc import Sequence

from pipeline.document import BBox
from pipeline.read.pdf_geometry import Glyph, PageGeometry, Patch, area, overlap

TINY = 2.0
"""Points; smaller text cannot be read."""
WHITE = 247
"""Colours of which every part is at least this vanish on paper."""


def split_hidden(page: PageGeometry) -> tuple[list[Glyph], list[Glyph]]:
    """Glyphs that can be seen, and those that cannot."""
    seen: list[Glyph] = []
    hidden: list[Glyph] = []
    for glyph in page.glyphs:
        (hidden if _is_hidden(glyph, page) else seen).append(glyph)
    return seen, hidden


def _is_hidden(glyph: Glyph, page: PageGeometry) -> bool:
    look = glyph.look
    if look.size < TINY or look.color[3] < 8:
        return True
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    if not (-1 <= x <= page.width + 1 and -1 <= y <= page.height + 1):
        return True
    if look.mode in (3, 7):  # the text layer of a searchable scan is invisible, too, but lies on its picture
        return not any(patch.color is None and _holds(patch.bbox, x, y) for patch in page.patches)
    if look.mode in (0, 2, 4) and min(look.color[:3]) >= WHITE:
        return not _on_dark(page.patches, x, y)
    return False


def _holds(box: BBox, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _on_dark(patches: Sequence[Patch], x: float, y: float) -> bool:
    return any(
        (patch.color is None or min(patch.color) < WHITE) and _holds(patch.bbox, x, y) for patch in patches
    )


def picture_share(page: PageGeometry) -> float:
    """Part of the page that its pictures cover (overlaps counted twice, at most 1)."""
    whole = (0.0, 0.0, page.width, page.height)
    covered = sum(overlap(patch.bbox, whole) for patch in page.patches if patch.color is None)
    return min(1.0, covered / (area(whole) or 1))
