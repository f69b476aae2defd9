"""Pictures of a PDF's pages, drawn in a process that is watched and ended like the one that reads (`pdf.thumbnails`)."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO

from pipeline.apart.process import converse, past_limits, python, running
from pipeline.limits import Limits

COMMAND = python("pipeline.read.pdf.thumbnails")
SECONDS = 60.0
"""For all pages of a report together: forty take about five."""
_LONGEST_LINE = 200
_MOST_BYTES = 4 * 1024 * 1024
"""Of one picture; the largest of a real page has a tenth."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (1-based) as WebP, with the size of the page in points."""

    page: int
    width: float
    height: float
    data: bytes


def draw_pages(path: Path, pages: Sequence[int]) -> tuple[Picture, ...]:
    """Pictures of the pages of a PDF, in the order asked for.

    Left out is what cannot be drawn, or not within `SECONDS` and the memory that reading may take: the pages that were
    drawn until then are returned.
    """
    limits = Limits()
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        request = {"path": str(path.absolute()), "scratch": folder, "pages": list(pages), "limits": asdict(limits)}
        sizes: dict[int, tuple[float, float]] = {}
        with running(COMMAND, scratch) as process:
            converse(process, request, partial(_listen, sizes=sizes), past_limits(process, SECONDS, limits.memory))
        found = ((number, sizes[number], _content(scratch / f"{number}.webp")) for number in pages if number in sizes)
        return tuple(Picture(number, *size, data) for number, size, data in found if data)


def _listen(stream: IO[bytes], sizes: dict[int, tuple[float, float]]) -> None:
    """Take down the sizes of the pages drawn; what is none of ours ends the talk."""
    with suppress(ValueError):
        while line := stream.readline(_LONGEST_LINE):
            _, number, width, height = line.split()
            sizes[int(number)] = (float(width), float(height))


def _content(picture: Path) -> bytes:
    try:
        return picture.read_bytes() if picture.stat().st_size <= _MOST_BYTES else b""
    except OSError:
        return b""
