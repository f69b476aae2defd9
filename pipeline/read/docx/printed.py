"""Whether a picture in a Word file is of something printed, and so worth recognition."""

from pipeline.read.page.paper import is_printed
from pipeline.read.page.pictures import open_picture

SIDE = 800
"""Pixels that suffice to tell print from photographs."""


def is_print(image: bytes) -> bool | None:
    """Whether most of it is background; None if it cannot be opened."""
    opened = open_picture(image, "L", side=SIDE)
    return None if opened is None else is_printed(opened.histogram())
