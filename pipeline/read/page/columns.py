"""Reading order: columns where clear gutters show them, otherwise from top to bottom.

Deliberately timid. A plan in one column that is read as two loses every sentence; the reverse is rare.
"""

from collections.abc import Iterable, Sequence

from pipeline.read.page.lines import Row, Segment

MIN_ROWS = 6
MIN_PART = 0.25
"""Of the page's width that each of two columns must take."""
NARROW = 0.17
"""Of the page's width that each of more columns must take, and of what is left beside the first gutter found."""
GUTTER = 6.0
"""Least width of the gutter in points."""
BESIDE = 0.7
"""Of the font size by which the baselines of two columns may differ, where a heading has shifted one of them."""
FULL = 0.6
"""Part of the lines of a narrow column that must reach its right edge: those of running text do, cells do not."""

CROSSED, CROSSED_PART = 0.4, 0.15
"""Part of a page's lines that may run across the gutter; and of those between the first and the last that are in columns of
running text, for above and below the page may be in one."""
INDENT = 2.5
"""Of the font size by which lines of one column may begin further right."""

Chunk = list[Segment]
Neighbours = tuple[Chunk, Chunk]


def reading_order(rows: Sequence[Row], width: float) -> list[list[Segment]]:
    """Lines, each as its segments from left to right."""
    chunks = [_chunks(row) for row in rows]
    gutters = _gutters(chunks, width)
    if not gutters:
        return [row.segments for row in rows]
    lines: list[list[Segment]] = []
    columns: list[list[list[Segment]]] = [[] for _ in range(len(gutters) + 1)]
    for row in chunks:
        if any(_crosses(row, gutter) for gutter in gutters):
            lines += [line for column in columns for line in column]
            columns = [[] for _ in columns]
            lines.append([segment for chunk in row for segment in chunk])
            continue
        for column, left, right in zip(columns, [float("-inf"), *gutters], [*gutters, float("inf")], strict=True):
            part = [segment for chunk in row if left <= chunk[0].x0 < right for segment in chunk]
            column += [part] if part else []
    return lines + [line for column in columns for line in column]


def _end(chunk: Chunk) -> float:
    return max(segment.x1 for segment in chunk)


def _wide(chunk: Chunk) -> float:
    return _end(chunk) - chunk[0].x0


def _crosses(row: Iterable[Chunk], gutter: float) -> bool:
    return any(chunk[0].x0 < gutter < _end(chunk) for chunk in row)


def _chunks(row: Row) -> list[Chunk]:
    """Segments with no wide gap between them."""
    chunks: list[Chunk] = []
    for segment in row.segments:
        if chunks and segment.x0 - _end(chunks[-1]) < 1.0 * row.size:
            chunks[-1].append(segment)
        else:
            chunks.append([segment])
    return chunks


def _gutters(rows: Sequence[list[Chunk]], width: float) -> list[float]:
    """The x of each gutter from left to right; none on an ordinary page."""
    pairs = _pairs(rows)
    wide = [pair for pair in pairs if min(map(_wide, pair)) >= MIN_PART * width]
    first = _gutter(wide, rows, (0.3 * width, 0.7 * width)) or _facing(rows, width)
    if first is None:
        return _narrow(rows, pairs, width)
    left = [[chunk for chunk in row if _end(chunk) <= first] for row in rows]
    right = [[chunk for chunk in row if chunk[0].x0 >= first] for row in rows]
    return [*_narrow(left, _pairs(left), width), first, *_narrow(right, _pairs(right), width)]


def _facing(rows: Sequence[list[Chunk]], width: float) -> float | None:
    """The x between two columns of running text whose lines stand at heights of their own; None where there is none."""
    wide = [chunk for row in rows for chunk in row if _wide(chunk) >= MIN_PART * width]
    left = [chunk for chunk in wide if _end(chunk) < 0.7 * width and chunk[0].x0 < 0.3 * width]
    right = [chunk for chunk in wide if chunk[0].x0 > 0.3 * width and _end(chunk) > 0.7 * width]
    if min(len(left), len(right)) < MIN_ROWS:
        return None
    top, bottom = (
        max(chunks[0][0].base for chunks in (left, right)),
        min(chunks[-1][0].base for chunks in (left, right)),
    )
    left, right = ([chunk for chunk in chunks if top <= chunk[0].base <= bottom] for chunks in (left, right))
    band = [row for row in rows if row and top <= row[0][0].base <= bottom]
    if min(len(left), len(right)) < MIN_ROWS:
        return None
    end, start = _quantile(map(_end, left), 0.9), _quantile(map(_start, right), 0.1)
    gutter, size = (end + start) / 2, left[0][0].size
    full = sum(_end(chunk) >= end - 1.5 * size for chunk in left) >= FULL * len(left)
    flush = sum(_start(chunk) <= start + INDENT * size for chunk in right) >= FULL * len(right)
    clear = start - end >= GUTTER and _share_crossed(band, gutter) <= CROSSED_PART
    return gutter if full and flush and clear else None


def _quantile(values: Iterable[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[int(len(ordered) * part)]


def _narrow(rows: Sequence[list[Chunk]], pairs: Sequence[Neighbours], width: float) -> list[float]:
    """Gutters between columns of full lines, which begin at one edge."""
    groups: list[list[Neighbours]] = []
    for pair in sorted(pairs, key=lambda pair: _start(pair[1])):
        if groups and _start(pair[1]) - _start(groups[-1][-1][1]) < INDENT * pair[1][0].size:
            groups[-1].append(pair)
        else:
            groups.append([pair])
    found = []
    for group in groups:
        wide = [pair for pair in group if min(map(_wide, pair)) >= NARROW * width]
        found.append(_gutter(wide, rows, (0.0, width)) if _is_full(group) else None)
    return [gutter for gutter in found if gutter is not None]


def _is_full(pairs: Sequence[Neighbours]) -> bool:
    """Whether most lines on the left end where the column does."""
    ends = [_end(left) for left, _ in pairs]
    edge = _quantile(ends, 0.9) - 1.5 * pairs[0][0][0].size
    return sum(end >= edge for end in ends) >= FULL * len(ends)


def _pairs(rows: Sequence[list[Chunk]]) -> list[Neighbours]:
    """Chunks with the next one on their right, on the same line or on one that is hardly higher or lower."""
    pairs: list[Neighbours] = []
    for at, row in enumerate(rows):
        near = [chunk for other in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2]) for chunk in other]
        for index, chunk in enumerate(row):
            end, base, off = _end(chunk), chunk[0].base, BESIDE * chunk[0].size
            beside = row[index + 1 : index + 2]
            beside += [other for other in near if other[0].x0 > end and abs(other[0].base - base) <= off]
            if beside:
                pairs.append((chunk, min(beside, key=_start)))
    return pairs


def _start(chunk: Chunk) -> float:
    return chunk[0].x0


def _gutter(pairs: Sequence[Neighbours], rows: Sequence[list[Chunk]], within: tuple[float, float]) -> float | None:
    """The x that separates two columns of running text, None where there is none."""
    if len(pairs) < MIN_ROWS:
        return None
    left, right = (
        _quantile((_end(left) for left, _ in pairs), 0.9),
        _quantile((_start(right) for _, right in pairs), 0.1),
    )
    gutter = (left + right) / 2
    if right - left < GUTTER or not within[0] < gutter < within[1]:
        return None
    bases = [chunk[0].base for chunk, _ in pairs]
    band = [row for row in rows if row and min(bases) <= row[0][0].base <= max(bases)]
    part = _is_full(pairs) and _share_crossed(band, gutter) <= CROSSED_PART
    return gutter if part or _share_crossed(rows, gutter) <= CROSSED else None


def _share_crossed(rows: Sequence[list[Chunk]], gutter: float) -> float:
    """Of the rows that hold anything."""
    held = [row for row in rows if row]
    return sum(_crosses(row, gutter) for row in held) / max(1, len(held))
