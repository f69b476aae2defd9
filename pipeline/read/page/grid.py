"""Cells between ruled lines.

Finds what pdfplumber's TableFinder finds with its default settings (tests hold the two together), five times as fast
and without importing pdfplumber: lines are indexed by position instead of compared pair by pair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from pipeline.document import BBox
from pipeline.read.page.geometry import Edge, union

TOLERANCE = 3.0
"""Points within which lines are one line, pieces of a line join, and lines that nearly meet do meet."""
SHORTEST = 3.0
MAX_EDGES = 6000
"""More edges than this on one page are a drawing."""
MAX_POINTS = 20_000

Line = tuple[float, float, float]
"""Position across the line, start and stop along it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one table: their boxes and the lines they stand between."""

    cells: tuple[BBox, ...]
    xs: tuple[float, ...]
    """Left edges of the columns."""
    ys: tuple[float, ...]
    """Upper edges of the rows."""
    bbox: BBox


def find_grids(edges: Sequence[Edge]) -> list[Grid]:
    """Grids of at least two columns, from the top; frames and boxes around paragraphs are no tables."""
    if len(edges) < 5 or len(edges) > MAX_EDGES:
        return []
    across = _merged((edge["top"], edge["x0"], edge["x1"]) for edge in edges if edge["orientation"] == "h")
    down = _merged((edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v")
    if len(across) < 2 or len(down) < 3:
        return []
    points = _crossings(across, down)
    if len(points) > MAX_POINTS:
        return []
    grids = []
    for cells in _tables(_cells(points)):
        xs = tuple(sorted({cell[0] for cell in cells}))
        if len(xs) > 1:
            grids.append(Grid(tuple(cells), xs, tuple(sorted({cell[1] for cell in cells})), union(cells)))
    return sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Nearby lines moved to their mean position, then pieces that touch joined."""
    groups: list[list[Line]] = []
    for line in sorted(lines):
        if groups and line[0] <= groups[-1][-1][0] + TOLERANCE:
            groups[-1].append(line)
        else:
            groups.append([line])
    merged: list[Line] = []
    for group in groups:
        position = sum(line[0] for line in group) / len(group)
        start, stop = -1.0, -1.0
        for _, begin, end in sorted(group, key=itemgetter(1)):
            if stop >= 0 and begin <= stop + TOLERANCE:
                stop = max(stop, end)
                continue
            if stop - start >= SHORTEST:
                merged.append((position, start, stop))
            start, stop = begin, end
        if stop - start >= SHORTEST:
            merged.append((position, start, stop))
    return merged


Points = dict[tuple[float, float], tuple[set[int], set[int]]]
"""Of every crossing (x, y), the upright and the level lines that pass it."""


def _crossings(across: Sequence[Line], down: Sequence[Line]) -> Points:
    points: Points = {}
    for v, (x, top, bottom) in enumerate(down):
        for h, (y, left, right) in enumerate(across):
            if y > bottom + TOLERANCE:
                break  # `across` is sorted from the top
            if y >= top - TOLERANCE and left - TOLERANCE <= x <= right + TOLERANCE:
                upright, level = points.setdefault((x, y), (set(), set()))
                upright.add(v)
                level.add(h)
    return points


def _cells(points: Points) -> list[BBox]:
    """For every crossing the smallest rectangle of lines of which it is the upper left corner."""
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(points):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    cells = []
    for x in sorted(columns):
        ys = columns[x]
        for index, y in enumerate(ys[:-1], 1):
            xs = rows[y]
            cell = _smallest(points, (x, y), xs[xs.index(x) + 1 :], ys[index:])
            if cell:
                cells.append(cell)
    return cells


def _smallest(points: Points, corner: tuple[float, float], right: list[float], below: list[float]) -> BBox | None:
    x, y = corner
    upright, level = points[corner]
    for low in below:
        side, floor = points[x, low]
        if not upright & side:
            continue
        for far in right:
            opposite = points.get((far, low))
            other_side, roof = points[far, y]
            if opposite and roof & level and opposite[1] & floor and opposite[0] & other_side:
                return (x, y, far, low)
    return None


def _tables(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Cells that share corners, directly or through others, in groups of at least two."""
    parents = list(range(len(cells)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    owners: dict[tuple[float, float], int] = {}
    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            owner = owners.setdefault(corner, index)
            if owner != index:
                parents[root(index)] = root(owner)
    groups: dict[int, list[BBox]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(root(index), []).append(cell)
    return [group for group in groups.values() if len(group) > 1]
