"""The drawing process: pictures of pages for a report, drawn apart because drawing a page is as risky as reading it.

    in    {"path", "scratch", "pages", "limits"}
    out   P <page> <width> <height>     the picture is in `scratch`, the page's size in points

Pages come as they are drawn: whoever ends the process keeps those.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from pipeline.apart.process import private_output, send
from pipeline.apart.watchdog import contain, die_with_parent
from pipeline.errors import UnreadableError
from pipeline.limits import Limits
from pipeline.read.detect import load
from pipeline.read.pdf.bombs import inspect
from pipeline.read.pdf.render import thumbnail
from pipeline.read.pdf.source import open_pdf

DPI = 100
LONGEST = 1600
"""Pixels of the longer side at most: a poster-sized page must not become a poster-sized picture."""


def main() -> None:
    """Serve one request; pages that cannot be drawn are left out."""
    output = private_output()
    request = json.loads(sys.stdin.buffer.readline())
    limits, scratch = Limits(**request["limits"]), Path(request["scratch"])
    contain(limits)
    die_with_parent(scratch)
    with suppress(UnreadableError):  # pages are shown as text, too
        _draw(Path(request["path"]), request["pages"], scratch, limits, output)
    os._exit(0)


def _draw(path: Path, pages: list[int], scratch: Path, limits: Limits, output: int) -> None:
    from PIL import Image

    data = load(path, limits)
    with open_pdf(data, drawable=inspect(data, limits)) as source:
        for number in pages if source.pdf is not None else ():
            drawn = thumbnail(source, number, dpi=DPI, longest=LONGEST) if 1 <= number <= source.count else None
            if drawn is not None:
                pixels, width, height = drawn
                picture = Image.fromarray(pixels[:, :, ::-1])
                picture.save(scratch / f"{number}.webp", "WEBP", quality=60, method=4)
                send(output, f"P {number} {width:.2f} {height:.2f}".encode())


if __name__ == "__main__":
    main()
