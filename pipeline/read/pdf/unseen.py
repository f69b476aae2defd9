"""Text that a reader of a PDF page cannot see for what else is drawn: painted over, or of the colour of what lies behind it.

What is drawn first and last tells which text may be lost; the page is then drawn to be sure, since a pattern that fills an
area is told from a colour by nothing else. Pages without such text, as nearly all are, are not drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium

from pipeline.document import BBox
from pipeline.limits import MAX_SIDE
from pipeline.read.page.geometry import Glyph, Look, PageGeometry, Patch, looks_of
from pipeline.read.page.hidden import is_white
from pipeline.read.pdf.drawing import bitmap, images_on, is_drawable
from pipeline.read.pdf.paths import THIN, Painted
from pipeline.read.pdf.plain import name_plain_pictures

CLOSE = 8
"""Of 255; colours that differ by no more in any part are one to the eye."""
CONTRAST = 16
"""Of 255, within the box of a character of which something can be seen."""
SCALE = 2.0
"""Pixels a point of the page that is drawn to be sure."""
MOST_PAIRS = 1_000_000
"""Of areas and glyphs at one height; a page with more is no page of a plan."""
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
    """Glyphs that are probably lost, each with the part of its box in which nothing of it may show.

    Of all that is painted over a glyph, only the uppermost counts, and so of all that is behind it.
    """
    patches = geometry.patches
    areas = [index for index, patch in enumerate(patches) if _is_area(patch)]
    if not areas or not painted.behind or _pairs(geometry, areas) > MOST_PAIRS:
        return {}
    first = min(painted.behind.values())
    alike = {index for index in areas if any(_is_alike(look, patches[index]) for look in geometry.all_looks)}
    if not any(patches[index].solid and (index >= first or index in alike) for index in areas):
        return {}
    rows = _by_height(geometry.glyphs)
    suspects: dict[int, BBox] = {}
    judged: set[tuple[int, bool]] = set()
    for index in reversed(areas):
        for member in _within(patches[index].bbox, geometry, rows):
            over = painted.behind.get(objects[member] or 0, len(patches)) <= index
            if (member, over) in judged:
                continue
            judged.add((member, over))
            glyph = geometry.glyphs[member]
            hides = over or (index in alike and _is_alike(glyph.look, patches[index]))
            if hides and patches[index].solid and _covers(patches[index].bbox, glyph):
                suspects[member] = _shared(patches[index].bbox, glyph)
    return suspects


def _pairs(geometry: PageGeometry, areas: Sequence[int]) -> float:
    """About how many pairs of an area and a glyph must be looked at."""
    boxes = [geometry.patches[index].bbox for index in areas]
    heights = sum(max(0.0, min(box[3], geometry.height) - max(box[1], 0.0)) for box in boxes)
    return len(geometry.glyphs) * heights / max(geometry.height, 1.0)


def _is_area(patch: Patch) -> bool:
    """Whether it is no rule, and nothing that pdfium cannot tell."""
    left, top, right, bottom = patch.bbox
    return min(right - left, bottom - top) > THIN and patch.color != PATTERN


def _by_height(glyphs: Sequence[Glyph]) -> dict[int, list[int]]:
    """Glyphs that leave ink, as indexes, by where they stand: a page of shaded cells has hundreds of areas."""
    rows: dict[int, list[int]] = {}
    for index, (text, _, top, _, bottom, _, look) in enumerate(glyphs):
        if not text.isspace() and look.mode not in (3, 7):
            rows.setdefault(int((top + bottom) / 2 // ROW), []).append(index)
    return rows


def _within(area: BBox, geometry: PageGeometry, rows: dict[int, list[int]]) -> Iterator[int]:
    """Glyphs of which the middle lies in an area."""
    top, bottom = (min(max(0.0, side), geometry.height) for side in (area[1], area[3]))
    left, upper, right, lower = (2 * side for side in area)  # twice the middle saves dividing each glyph
    for row in range(int(top // ROW), int(bottom // ROW) + 1):
        for index in rows.get(row, ()):
            glyph = geometry.glyphs[index]
            if left <= glyph[1] + glyph[3] <= right and upper <= glyph[2] + glyph[4] <= lower:
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
