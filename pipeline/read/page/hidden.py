"""Text that a reader of the page cannot see: it must not count as written."""

from collections.abc import Sequence

from pipeline.document import BBox
from pipeline.read.page.geometry import Glyph, Look, PageGeometry, Patch, area, looks_of, overlap

TINY = 2.0
"""Points; smaller text cannot be read."""
WHITE = 247
"""Colours of which every part is at least this vanish on paper."""


def split_hidden(page: PageGeometry) -> tuple[Sequence[Glyph], Sequence[Glyph]]:
    """Glyphs that can be seen, and those that cannot."""
    if not page.glyphs or _all_show(page):
        return page.glyphs, ()
    right, low = page.width + 1, page.height + 1
    plain = {id(look): _is_plain(look) for look in looks_of(page.glyphs)}
    seen: list[Glyph] = []
    hidden: list[Glyph] = []
    for glyph in page.glyphs:
        _, x0, top, x1, bottom, _, look = glyph
        on_page = -2 <= x0 + x1 <= 2 * right and -2 <= top + bottom <= 2 * low
        if on_page and (plain[id(look)] or _shows(look, page.patches, (x0 + x1) / 2, (top + bottom) / 2)):
            seen.append(glyph)
        else:
            hidden.append(glyph)
    return seen, hidden


def _all_show(page: PageGeometry) -> bool:
    """The usual case, told without looking at glyphs one by one."""
    _, x0s, tops, x1s, bottoms, _, _ = zip(*page.glyphs, strict=True)
    on_page = min(x0s) >= 0 and min(tops) >= 0 and max(x1s) <= page.width and max(bottoms) <= page.height
    return on_page and all(map(_is_plain, page.all_looks))


def _is_plain(look: Look) -> bool:
    """Whether it can be seen whatever lies behind it."""
    return not _is_lost(look) and look.mode not in (3, 7) and not is_white(look)


def _is_lost(look: Look) -> bool:
    """Whether nothing that lies behind it can bring it out."""
    return look.unseen or look.size < TINY or look.color[3] < 8


def is_white(look: Look) -> bool:
    return look.mode in (0, 2, 4, 6) and min(look.color[:3]) >= WHITE


def _shows(look: Look, patches: Sequence[Patch], x: float, y: float) -> bool:
    """Whether text that is not plain shows thanks to what lies behind it."""
    if _is_lost(look):
        return False
    if look.mode in (3, 7):  # the text layer of a searchable scan is invisible, too, but lies on its picture
        return _on_picture(patches, x, y)
    return _on_dark(patches, x, y)


def _holds(box: BBox, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def lies_on_picture(page: PageGeometry, glyph: Glyph) -> bool:
    return _on_picture(page.patches, (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)


def _on_picture(patches: Sequence[Patch], x: float, y: float) -> bool:
    return any(patch.color is None and _holds(patch.bbox, x, y) for patch in patches)


def _on_dark(patches: Sequence[Patch], x: float, y: float) -> bool:
    return any((patch.color is None or min(patch.color) < WHITE) and _holds(patch.bbox, x, y) for patch in patches)


def picture_share(page: PageGeometry) -> float:
    """Part of the page that its pictures cover (overlaps counted twice, at most 1)."""
    whole = (0.0, 0.0, page.width, page.height)
    covered = sum(overlap(patch.bbox, whole) for patch in page.patches if patch.color is None)
    return min(1.0, covered / (area(whole) or 1))
