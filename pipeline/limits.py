"""What every reader is told: how much it may take in before it gives up with a `LimitError`, and whom to tell of progress.

The defaults are generous for a government plan (the longest of 70 real ones has about 120 pages) and small
enough that a file made to do harm is refused long before it can exhaust a desktop machine.
"""

from collections.abc import Callable
from dataclasses import dataclass

MIB = 1024 * 1024
MAX_SIDE = 3600
"""Pixels of the picture of a page; larger ones are reduced, and a drawing of A0 is rendered no larger than A4 at 300 dpi."""
MAX_PIXELS = 120_000_000
"""Of a picture in a file; decoding a larger one would take more memory than reading may."""

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file; sizes in bytes, counted while reading and never taken from a header."""

    max_bytes: int = 50 * MIB
    """Size of the file itself."""
    max_pages: int = 1000
    max_characters: int = 10_000_000
    """Characters of all text taken out of the file, furniture included."""

    zip_entries: int = 1000
    zip_member: int = 64 * MIB
    """Of one decompressed member."""
    zip_total: int = 256 * MIB
    """Of all decompressed members together."""
    zip_ratio: int = 100
    """Decompressed to compressed, looked at only once a member has passed `zip_ratio_above`."""
    zip_ratio_above: int = MIB

    pdf_contents: int = 16 * MIB
    """Of one decompressed stream of drawing instructions."""
    pdf_stream: int = 64 * MIB
    """Of any other decompressed stream of a PDF, pictures apart."""

    paragraphs: int = 100_000
    """Of the body of a DOCX, empty ones and those in tables included; a thousand full pages have forty thousand."""
    styles: int = 10_000
    """Of a DOCX; Word itself allows 4,079."""
    table_cells: int = 200_000
    """Cells of all tables of a file together, and the positions in their grids, covered ones included."""
    table_span: int = 1000
    """Columns that one cell may span; Word itself allows 63 in a row."""
    nesting: int = 50
    """Tables, text boxes, content controls and other containers inside each other."""
    relationships: int = 10_000
    """Of one part of a DOCX."""
    chain: int = 50
    """Steps along a chain of references (style based on style, numbering linked to numbering)."""

    seconds: int = 60
    """Wall time for reading one file, LibreOffice included; recognition of scanned pages comes on top."""
    seconds_per_page: int = 60
    """Wall time for one page once recognition runs: several readers may share a slow machine."""
    memory: int = 1024 * MIB
    """Memory in use by the reading process and all that it starts."""
    memory_for_ocr: int = 1024 * MIB
    """On top of `memory` once recognition runs: its models and one page of 200 dpi take about 1.1 GiB."""
    result_bytes: int = 128 * MIB
    """Size of what the reading process hands back."""


ROUND = Limits(seconds=300, memory=2048 * MIB)
"""For one file of a round, which a worker reads and judges with models of its own (about 350 MB)."""
