"""Whether a picture in a Word file is of something printed, and so worth recognition."""

import io

from pipeline.read.limits import MAX_PIXELS
from pipeline.read.page.paper import is_printed


def is_print(image: bytes) -> bool | None:
    """Whether most of it is background; None if it cannot be opened."""
    from PIL import Image

    try:
        opened: Image.Image = Image.open(io.BytesIO(image))
        if opened.width * opened.height > MAX_PIXELS:
            return None
        opened.draft("RGB", (800, 800))
        if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
            paper = Image.new("RGBA", opened.size, "white")
            opened = Image.alpha_composite(paper, opened.convert("RGBA"))
        counts = opened.convert("L").histogram()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return is_printed(counts)
