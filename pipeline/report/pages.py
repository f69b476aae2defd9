"""Where evidence stands on the page.

Only PDFs have geometry. Boxes are in PDF points from the upper left corner of the page as displayed, as in
`document.BBox`.
"""

from dataclasses import dataclass

from pipeline.document import BBox, Document
from pipeline.findings import Evidence, Finding
from pipeline.text.widths import ems


@dataclass(frozen=True, slots=True)
class Area:
    """A box on a page."""

    page: int
    box: BBox


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
