"""Whether a picture is of something printed: told by its colours, without recognition and what that loads."""

import io

from pipeline.read.limits import MAX_PIXELS


def is_print(image: bytes) -> bool | None:
    """Whether one light colour is the background of most of it, which is rare in photographs; None if unreadable."""
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
    return max(sum(counts[low : low + 16]) for low in range(128, 256, 8)) > 0.45 * sum(counts)
