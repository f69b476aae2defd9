"""Ruled lines in a scanned page: edges for the table finder, and the ink that is left without them."""

import cv2
import numpy as np

from pipeline.read.ocr.engine import Picture
from pipeline.read.page.geometry import Edge, make_edge

LEAST_H = 32.0
"""Points; the shortest horizontal rule. Strokes of characters are shorter."""
LEAST_V = 18.0
THICK = 4.5
"""Points; what is thicker is a bar and no rule."""


def find_rules(ink: Picture, scale: float, seal: Picture | None = None) -> tuple[list[Edge], Picture]:
    """Edges in points (`scale` pixels to the point), and the ink without the rules.

    A rule is taken to go on below a seal, which may have covered it.
    """
    known = ink if seal is None else np.asarray(cv2.bitwise_or(ink, seal), dtype=np.uint8)
    across = _opened(known, (round(LEAST_H * scale), 1))
    down = _opened(known, (1, round(LEAST_V * scale)))
    edges = _edges(across, scale, level=True) + _edges(down, scale, level=False)
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    left = cv2.bitwise_and(ink, cv2.bitwise_not(rules))
    return edges, np.asarray(left, dtype=np.uint8)


def _opened(ink: Picture, size: tuple[int, int]) -> Picture:
    """What is left of the ink if only strokes of at least this width and height are kept; small gaps are closed."""
    gap = (3, 1) if size[0] > 1 else (1, 3)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    return np.asarray(opened, dtype=np.uint8)


def _edges(mask: Picture, scale: float, *, level: bool) -> list[Edge]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    edges = []
    for index in range(1, min(count, 3000)):
        x, y, width, height = (int(value) for value in stats[index][:4])
        thickness = height if level else width
        if thickness > THICK * scale:
            continue
        if level:
            middle = (y + height / 2) / scale
            edge = make_edge((x - 2) / scale, middle, (x + width + 2) / scale, middle)
        else:
            middle = (x + width / 2) / scale
            edge = make_edge(middle, (y - 2) / scale, middle, (y + height + 2) / scale)
        if edge:
            edges.append(edge)
    return edges
