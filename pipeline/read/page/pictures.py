"""Pictures in a file of any format: how they are opened, which of them are read, and what is said of the rest."""

import io
from typing import Any

from pipeline.document import Remark
from pipeline.limits import MAX_PIXELS

MOST_RECOGNISED = 30
"""Pictures recognised in one file: a picture album must not take an hour."""
LARGE = 0.25
"""Part of the page's area that must not stay unread: between usual margins a scan of A4 is 0.49, half of one 0.25."""
WORDS, SURE = 15, 0.8
"""Characters and confidence from which a picture beside text is taken to say something."""


def open_picture(image: bytes, mode: str, *, side: int = 0) -> Any:
    """A Pillow image of a mode, upright, on white; None if it is none, cannot become one, or has over `MAX_PIXELS`.

    With `side` only its colours are asked for: it comes as it lies, a JPEG reduced to no less than so many pixels.
    """
    from PIL import Image, ImageOps

    try:
        opened: Image.Image = Image.open(io.BytesIO(image))
        if opened.width * opened.height > MAX_PIXELS:
            return None
        if side:
            opened.draft("RGB", (side, side))
        else:
            opened = ImageOps.exif_transpose(opened)
        if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
            paper = Image.new("RGBA", opened.size, "white")
            opened = Image.alpha_composite(paper, opened.convert("RGBA"))
        return opened.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def too_many(left: int) -> list[Remark]:
    """The remark on pictures that were left unread, if any were."""
    message = f"文件中图片较多，另有 {left} 幅插图没有识别其中的文字，请人工核对。"
    return [Remark("pictures", message, None, left)] if left else []
