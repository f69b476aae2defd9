"""What is taken of sheets and pictures: the usual size, the smallest picture worth reading, what looks like print.

Print is told by its brightness, without recognition and what that loads.
"""

from collections.abc import Sequence

A4 = (595.3, 841.9)
"""Points; the page of a file that does not say how large its pages are."""
LEAST_PICTURE = 0.06
"""Of the page's area; smaller pictures are logos, seals and icons."""
LEAST = 0.45
"""Share of a printed page that its background takes up at least; photographs rarely have so much of one light tone."""
BAND = 16
"""Grey levels, of 256, within which a background lies."""


def is_printed(histogram: Sequence[int]) -> bool:
    """Whether one light tone is the background of most of a picture; `histogram` counts the pixels of each of 256 grey levels."""
    return max(sum(histogram[low : low + BAND]) for low in range(128, 256, BAND // 2)) > LEAST * sum(histogram)
