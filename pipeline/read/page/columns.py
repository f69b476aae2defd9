"""Reading order: columns where a clear gutter shows them, otherwise from top to bottom.

Deliberately timid. A plan in one column that is read as two loses every sentence; the reverse is rare.
"""

from collections.abc import Sequence

from pipeline.read.page.lines import Row, Segment

MIN_ROWS = 6
MIN_PART = 0.25
"""Of the page's width that each column must take."""
GUTTER = 6.0
"""Least width of the gutter in points."""


def reading_order(rows: Sequence[Row], width: float) -> list[list[Segment]]:
    """Lines, each as its segments from left to right."""
    chunks = [_chunks(row) for row in rows]
    gutter = _gutter(chunks, width)
    if gutter is None:
        return [row.segments for row in rows]
    lines: list[list[Segment]] = []
    left: list[list[Segment]] = []
    right: list[list[Segment]] = []
    for row in chunks:
        if any(chunk[0].x0 < gutter < _end(chunk) for chunk in row):
            lines += left + right
            left, right = [], []
            lines.append([segment for chunk in row for segment in chunk])
            continue
        before = [segment for chunk in row for segment in chunk if _end(chunk) <= gutter]
        after = [segment for chunk in row for segment in chunk if chunk[0].x0 >= gutter]
        left += [before] if before else []
        right += [after] if after else []
    return lines + left + right


def _end(chunk: Sequence[Segment]) -> float:
    return max(segment.x1 for segment in chunk)


def _chunks(row: Row) -> list[list[Segment]]:
    """Segments with no wide gap between them."""
    chunks: list[list[Segment]] = []
    for segment in row.segments:
        if chunks and segment.x0 - _end(chunks[-1]) < 1.0 * row.size:
            chunks[-1].append(segment)
        else:
            chunks.append([segment])
    return chunks


def _gutter(rows: Sequence[list[list[Segment]]], width: float) -> float | None:
    """The x that separates two columns of running text, None where there is none."""
    pairs = [(left, right) for row in rows for left, right in zip(row, row[1:], strict=False)]
    wide = [
        (_end(left), right[0].x0)
        for left, right in pairs
        if _end(left) - left[0].x0 >= MIN_PART * width and _end(right) - right[0].x0 >= MIN_PART * width
    ]
    if len(wide) < MIN_ROWS:
        return None
    ends = sorted(end for end, _ in wide)
    starts = sorted(start for _, start in wide)
    left, right = ends[int(len(ends) * 0.9)], starts[int(len(starts) * 0.1)]
    if right - left < GUTTER or not 0.3 * width < (left + right) / 2 < 0.7 * width:
        return None
    gutter = (left + right) / 2
    crossing = sum(any(chunk[0].x0 < gutter < _end(chunk) for chunk in row) for row in rows)
    return gutter if crossing <= 0.4 * len(rows) else None
