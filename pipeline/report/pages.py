"""Where evidence stands on the page, and pictures of those pages.

Only PDFs have geometry. Boxes are in PDF points from the upper left corner of the page as displayed, as in
`document.BBox`; pictures are rendered from the submitted file, never from our reading of it.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import BBox, Document
from pipeline.findings import Evidence, Finding
from pipeline.widths import ems

DPI = 100
MOST = 40
"""Pictures in one report: more would make it too large to be sent by mail."""
_LONGEST = 1600
"""Pixels of the longer side at most: a poster-sized page must not become a poster-sized picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """A box on a page."""

    page: int
    box: BBox


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP, with the size of the page in points."""

    page: int
    width: float
    height: float
    data: bytes


def areas(document: Document, evidence: Evidence) -> tuple[Area, ...]:
    """Boxes of a quote, one a line; the whole block's box where its runs have none; empty without geometry."""
    block = document.blocks[evidence.block]
    found = []
    for run in block.runs:
        start, stop = max(run.start, evidence.start), min(run.stop, evidence.stop)
        if run.bbox and start < stop:
            left, top, right, bottom = run.bbox
            unit = (right - left) / max(ems(block.text[run.start : run.stop]), 0.5)
            begin = left + ems(block.text[run.start : start]) * unit
            end = begin + ems(block.text[start:stop]) * unit
            found.append(Area(run.page, (begin, top, end, bottom)))
    if not found and block.bbox:
        return (Area(block.page, block.bbox),)
    return tuple(found)


def places(document: Document, finding: Finding) -> tuple[Area, ...]:
    """Boxes of a finding: its quotes, else the first line of the block it is anchored at."""
    found = tuple(area for evidence in finding.evidence for area in areas(document, evidence))
    if found or finding.anchor is None:
        return found
    block = document.blocks[finding.anchor]
    first = next((Area(run.page, run.bbox) for run in block.runs if run.bbox), None)
    return (first,) if first else (Area(block.page, block.bbox),) if block.bbox else ()


def render(source: Path, wanted: Iterable[int]) -> tuple[Picture, ...]:
    """Pictures of the first `MOST` of the wanted pages (1-based) of a PDF, in the order of the file.

    Pages that cannot be drawn are left out. Raises pypdfium2.PdfiumError where the file is no readable PDF.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    try:
        numbers = [number for number in dict.fromkeys(wanted) if 1 <= number <= len(document)][:MOST]
        return tuple(_pictures(document, sorted(numbers)))
    finally:
        document.close()


def _pictures(document: "object", numbers: Sequence[int]) -> Iterable[Picture]:
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    for number in numbers:
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            continue
        width, height = page.get_size()
        scale = min(DPI / 72, _LONGEST / max(width, height, 1))
        stream = io.BytesIO()
        page.render(scale=scale).to_pil().convert("RGB").save(stream, "WEBP", quality=60, method=4)
        page.close()
        yield Picture(number, width, height, stream.getvalue())
