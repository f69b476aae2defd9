"""Reading: whatever a city submits becomes the same raw Document, or one typed error in Chinese.

    detect (by content) → reader of that format, in a disposable child process → Document

`READERS` is the table of formats: a new one is a module plus a line here. Readers are imported when first used, so
that a caller who reads in a child process never loads lxml, pdfium or onnxruntime itself.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.document import Document
from pipeline.read.limits import Limits

__all__ = ["READERS", "Limits", "Progress", "Reader", "read"]

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all."""

Reader = Callable[[Path, Limits, Progress | None], Document]


def _read_docx(path: Path, limits: Limits, progress: Progress | None) -> Document:
    from pipeline.read.docx import read_docx

    return read_docx(path, limits)


def _read_pdf(path: Path, limits: Limits, progress: Progress | None) -> Document:
    from pipeline.read.pdf import read_pdf

    return read_pdf(path, limits, progress=progress)


READERS: Mapping[str, Reader] = MappingProxyType({"docx": _read_docx, "pdf": _read_pdf})


def read(
    path: Path, *, limits: Limits | None = None, progress: Progress | None = None, isolate: bool = True
) -> Document:
    """Read one file. Raises UnreadableError."""
    path = Path(path)
    kind = "pdf" if path.suffix.lower() == ".pdf" else "docx"
    return READERS[kind](path, limits or Limits(), progress)
