"""Text that a reader of a PDF page cannot see for what else is drawn: painted over, or of the colour of what lies behind it.

What is drawn first and last tells which text may be lost; the page is then drawn to be sure, since a pattern that fills an
area is told from a colour by nothing else. Pages without such text, as nearly all are, are not drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium

from pipeline.document import BBox
from pipeline.read.limits import MAX_SIDE
from pipeline.read.page.geometry import Glyph, Look, PageGeometry, Patch, looks_of
from pipeline.read.page.hidden import is_white
from pipeline.read.pdf.drawing import bitmap, images_on, is_drawable
from pipeline.read.pdf.paths import Painted
from pipeline.read.pdf.plain import name_plain_pictures

CLOSE = 8
"""Of 255; colours that differ by no more in any part are one to the eye."""
CONTRAST = 16
"""Of 255, within the box of a character of which something can be seen."""
SCALE = 2.0
"""Pixels a point of the page that is drawn to be sure."""
MOST_AREAS = 500
"""Filled rectangles; a page with more is a drawing."""
ROW = 30.0
PATTERN = (0xBF, 0xBF, 0xBF)
"""What pdfium calls the colour of a tiling pattern, through which text may show."""


def mark_unseen(
    page: Any, geometry: PageGeometry, objects: Sequence[int | None], painted: Painted, *, drawable: bool
) -> PageGeometry:
    """The page with all glyphs that cannot be seen marked; `objects` are the addresses of what each glyph belongs to."""
    if painted.pictures and any(look.mode in (3, 7) or is_white(look) for look in geometry.all_looks):
        geometry = replace(geometry, patches=name_plain_pictures(page, painted))
    lost = [index for index, item in enumerate(objects) if item in painted.gone] if painted.gone else []
    suspects = _suspects(geometry, objects, painted)
    if suspects and drawable:
        lost += _without_contrast(page, suspects)
    if not lost:
        return geometry
    glyphs = list(geometry.glyphs)
    twins = {id(look): replace(look, unseen=True) for look in geometry.all_looks}
    for index in set(lost):
        glyphs[index] = glyphs[index]._replace(look=twins[id(glyphs[index].look)])
    return replace(geometry, glyphs=glyphs, looks=tuple(looks_of(glyphs)))


def _suspects(geometry: PageGeometry, objects: Sequence[int | None], painted: Painted) -> dict[int, BBox]:
    """Glyphs that are probably lost, each with the part of its box in which nothing of it may show."""
    patches = geometry.patches
    solid = [index for index, patch in enumerate(patches) if patch.solid and patch.color != PATTERN]
    if not solid or len(solid) > MOST_AREAS or not painted.behind:
        return {}
    first = min(painted.behind.values())
    alike = {index for index in solid if any(_is_alike(look, patches[index]) for look in geometry.all_looks)}
    telling = [index for index in solid if index >= first or index in alike]
    rows = _by_height(geometry.glyphs) if telling else {}
    suspects: dict[int, BBox] = {}
    for index in telling:
        area = patches[index].bbox
        for member in _within(area, geometry, rows):
            glyph = geometry.glyphs[member]
            behind = painted.behind.get(objects[member] or 0, len(patches))
            over = behind <= index
            if not over and not (index in alike and _is_alike(glyph.look, patches[index])):
                continue
            between = patches[index + 1 :] if over else patches[index + 1 : behind]
            if not any(_holds(patch.bbox, glyph) for patch in between):
                suspects[member] = _shared(area, glyph)
    return suspects


def _by_height(glyphs: Sequence[Glyph]) -> dict[int, list[int]]:
    """Glyphs that leave ink, as indexes, by where they stand: a page of shaded cells has hundreds of areas."""
    rows: dict[int, list[int]] = {}
    for index, (text, _, top, _, bottom, _, look) in enumerate(glyphs):
        if not text.isspace() and look.mode not in (3, 7):
            rows.setdefault(int((top + bottom) / 2 // ROW), []).append(index)
    return rows


def _within(area: BBox, geometry: PageGeometry, rows: dict[int, list[int]]) -> Iterator[int]:
    """Glyphs that an area covers, were it in front of them."""
    top, bottom = (min(max(0.0, side), geometry.height) for side in (area[1], area[3]))
    left, right = 2 * area[0], 2 * area[2]
    for row in range(int(top // ROW), int(bottom // ROW) + 1):
        for index in rows.get(row, ()):
            glyph = geometry.glyphs[index]
            if left <= glyph[1] + glyph[3] <= right and _covers(area, glyph):
                yield index


def _is_alike(look: Look, patch: Patch) -> bool:
    """Whether text of this look has the colour of an area."""
    if patch.color is None or look.mode not in (0, 4):
        return False
    return all(abs(one - other) <= CLOSE for one, other in zip(look.color[:3], patch.color, strict=True))


def _covers(area: BBox, glyph: Glyph) -> bool:
    """Whether it takes up all that matters of a glyph's height; the box is higher than what is drawn of most."""
    edge = (glyph.bottom - glyph.top) / 4
    return area[1] <= glyph.top + edge and glyph.bottom - edge <= area[3]


def _holds(area: BBox, glyph: Glyph) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return area[0] <= middle[0] <= area[2] and area[1] <= middle[1] <= area[3]


def _shared(area: BBox, glyph: Glyph) -> BBox:
    """Clear of the edges of the area, which are blurred."""
    left, top, right, bottom = glyph[1:5]
    return (max(left, area[0] + 1), max(top, area[1] + 1), min(right, area[2] - 1), min(bottom, area[3] - 1))


def _without_contrast(page: Any, suspects: dict[int, BBox]) -> list[int]:
    """Those of which nothing shows on the page as drawn; none where it cannot be drawn."""
    try:
        scale = min(SCALE, MAX_SIDE / max(page.get_size()))
        picture = bitmap(page, scale) if is_drawable(page, images_on(page)) else None
    except (pdfium.PdfiumError, MemoryError):
        return []
    if picture is None:
        return []
    return [index for index, box in suspects.items() if not _shows(picture, [round(scale * side) for side in box])]


def _shows(picture: Any, box: Sequence[int]) -> bool:
    left, top, right, bottom = (max(0, side) for side in box)
    part = picture[top:bottom, left:right]
    return part.size == 0 or bool((part.max(axis=(0, 1)).astype(int) - part.min(axis=(0, 1))).max() >= CONTRAST)
