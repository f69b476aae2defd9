"""What of a scanned page looks like lines of text and was not read: blurred, smeared, or passed over by the detector.

The page is looked at from afar, at two points to the pixel: there a line that nobody can read any more is still a dark
band on paper. Rules and strokes of a pen are too thin for one, photographs too dark all around, fills too even, stamps
too coloured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.engine import Picture, Pixels

FAR = 0.5
"""Pixels to the point from where the page is looked at; lengths below are in such pixels."""
DARK = (14.0, 20.0)
"""Of 255, below the paper around it: ink, however blurred. More is asked where nothing on the page could be read."""
FAINT = 0.3
"""Of the darkness of what was read; what is fainter shines through from the back of the sheet."""
AROUND = 25
"""Two lines and the gaps above and below."""
SHADE = 0.75
"""Of the brightness of paper; where even the lightest spot around is darker, there is a picture."""
VIVID = 40
"""Of 255, between the strongest and the weakest colour: a stamp or a photograph."""
EVEN = 4.0
"""Standard deviation of brightness inside a fill; that of text, even blurred, is larger."""
THIN = 3
"""Rules, signatures and specks are thinner."""
TALLEST = 20
"""A line of the largest headings, blurred."""
LEAST = 18
"""Width of three characters."""
LONG = 2
"""Times its height that a line is wide, at least."""
WITHIN, GAP = 5, 15
"""Between strokes of a character, and between characters of one line, of which a comma may be too small to be seen."""
FEW_LINES = 1200
"""Ink of two short lines; less may be a signature or a stamp."""
MARGIN = 2
"""By which a box around text may be too small."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Bands like lines of text that no accepted piece of text covers; areas of ink in pixels of two by two points."""

    boxes: tuple[Pixels, ...]
    """In the picture's own pixels, the widest first."""
    area: int
    whole: int
    """With what was read."""

    @property
    def share(self) -> float:
        return self.area / self.whole if self.whole else 0.0


def unread_lines(picture: Picture, read: Sequence[Pixels], refused: Sequence[Pixels], scale: float) -> Unread:
    """What is left of `picture` (`scale` pixels to the point, seals faded) beside the boxes that were `read`.

    Ink in boxes that were `refused`, since nobody could say what they hold, counts whatever its shape.
    """
    factor = FAR / scale
    small = np.asarray(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    dark = _darkness(small, even=not read)
    covered = _painted(read, dark.shape, factor)
    seen = dark[(covered > 0) & (dark > DARK[0])]
    ink = dark > (max(DARK[0], FAINT * float(np.median(seen))) if len(seen) else DARK[1])
    free = np.asarray((ink & (covered == 0)) * 255, dtype=np.uint8)
    bands = _bands(free)
    lost = _painted([_large(band, factor) for band in bands], dark.shape, factor, margin=0)
    lost |= _painted(refused, dark.shape, factor, margin=0)
    area = int(np.count_nonzero(free & lost))
    boxes = tuple(_large((x - 1, y - 2, right + 1, bottom + 2), factor) for x, y, right, bottom in bands)
    return Unread(boxes, area, area + int(np.count_nonzero(ink & (covered > 0))))


def _large(band: Pixels, factor: float) -> Pixels:
    x0, top, x1, bottom = (max(0, round(value / factor)) for value in band)
    return x0, top, x1, bottom


def _painted(boxes: Sequence[Pixels], shape: tuple[int, ...], factor: float, margin: int = MARGIN) -> Picture:
    """255 within the boxes, as seen from afar."""
    mask = np.zeros(shape, dtype=np.uint8)
    for box in boxes:
        x0, top, x1, bottom = (round(value * factor) for value in box)
        mask[max(0, top - margin) : bottom + margin, max(0, x0 - margin) : x1 + margin] = 255
    return mask


def _darkness(small: Picture, *, even: bool) -> Picture:
    """How much darker than the paper around it; 0 where that is no paper, where it is coloured, and in fills.

    Fills count if `even`: beside nothing that was read they may be lines that are blurred beyond all shape.
    """
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((AROUND, AROUND), np.uint8))
    dark = np.asarray(cv2.subtract(paper, grey), dtype=np.uint8)
    vivid = small.max(axis=2).astype(int) - small.min(axis=2) >= VIVID
    shade = paper < SHADE * np.percentile(paper, 90)
    dark[vivid | shade] = 0
    if not even:
        dark[_fills(grey, dark)] = 0
    return dark


def _fills(grey: Picture, dark: Picture) -> NDArray[np.bool_]:
    """Bars and shaded cells up to their edges, told by their even inside."""
    values = grey.astype(np.float32)
    spread = cv2.blur(np.square(values), (5, 5)) - np.square(cv2.blur(values, (5, 5)))
    inside = np.asarray((dark > DARK[0]) & (spread <= EVEN**2), dtype=np.uint8)
    return np.asarray(cv2.dilate(inside, np.ones((9, 9), np.uint8)) > 0)


def _bands(ink: Picture) -> list[Pixels]:
    """Boxes around what has the shape of a line, the widest first; what reaches the edge is the scanner's."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, WITHIN), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((THIN, THIN), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height, width = ink.shape
    found = []
    for x, y, wide, high in (map(int, row[:4]) for row in stats[1:count]):
        at_edge = x == 0 or y == 0 or x + wide == width or y + high == height
        if not at_edge and wide >= max(LEAST, LONG * high) and high <= TALLEST:
            found.append((x, y, x + wide, y + high))
    return sorted(found, key=lambda box: box[0] - box[2])
