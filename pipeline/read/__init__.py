"""Reading: whatever a city submits becomes the same raw Document, or one typed error in Chinese.

    detect (by content) → the reader of that format → pictures of pages recognised → Document

All of it in a disposable child process (`isolated`, `child`, and `pipeline.apart`). `READERS` is the table of
formats: a new one is a module plus a line here.

    office.py → docx/ ┐
                pdf/  ┴→ ocr/ → page/

`office` makes old formats a DOCX, `ocr` recognises pictures, `page` knows a page's lines, columns, tables and furniture.
Readers are imported when first used, so that neither our process nor a child loads what it does not need.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from pipeline.document import Document
from pipeline.errors import EmptyError, ReaderCrashedError, UnreadableError
from pipeline.limits import Limits, Progress
from pipeline.text.file_names import readable

__all__ = ["READERS", "Limits", "Progress", "Reader", "needs_office", "read", "read_here"]

Reader = Callable[[Path, Limits, Progress | None], Document]


def _read_docx(path: Path, limits: Limits, progress: Progress | None) -> Document:
    from pipeline.read.docx import read_with_pictures

    reading = read_with_pictures(path, limits)
    if not reading.pictures:
        return reading.document
    from pipeline.read.docx.scanned import recognise_pictures

    return recognise_pictures(reading, limits, progress)


def _read_pdf(path: Path, limits: Limits, progress: Progress | None) -> Document:
    from pipeline.read.pdf import read_pdf

    return read_pdf(path, limits, progress=progress)


def _read_office(kind: str, path: Path, limits: Limits, progress: Progress | None) -> Document:
    from pipeline.read.detect import digest
    from pipeline.read.office import converted

    with converted(path, kind, limits) as docx:
        document = _read_docx(docx, limits, progress)
    return replace(document, source=readable(path.name), sha256=digest(path))


OFFICE = ("doc", "wps", "rtf", "odt")
"""Formats that LibreOffice makes a DOCX of."""
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "docx": _read_docx,
        "pdf": _read_pdf,
        **{kind: partial(_read_office, kind) for kind in OFFICE},
    }
)
"""By format, which is called as its files end: a round takes files of these endings for plans."""


def needs_office(kind: str) -> bool:
    """Whether a format is read through LibreOffice, which a process of its own must clean up after."""
    return kind in OFFICE


def read(
    path: Path, *, limits: Limits | None = None, progress: Progress | None = None, isolate: bool = True
) -> Document:
    """Read one file, whatever its name says it is; `progress` is told (pages done, pages in all).

    With `isolate` the file is read in a child process that is ended when it passes the limits of time and memory;
    without it only the limits that the readers themselves hold apply. Raises UnreadableError.
    """
    path, limits = Path(path), limits or Limits()
    if not isolate:
        return read_here(path, limits, progress)
    from pipeline.read.detect import check_exists
    from pipeline.read.isolated import read_isolated

    check_exists(path)  # a slip of the pen is answered without starting a process
    return read_isolated(path, limits, progress)


def read_here(path: Path, limits: Limits, progress: Progress | None = None) -> Document:
    """Read one file in this process.

    Raises UnreadableError; ReaderCrashedError for whatever a reader fails to foresee.
    """
    from pipeline.read.detect import detect

    try:
        kind = detect(path, limits, READERS)
        document = replace(READERS[kind](path, limits, progress), format=kind)
    except UnreadableError:
        raise
    except MemoryError as error:
        message = f"读取 {path.name} 时内存不足，已停止。请压缩图片或拆分文件后再试，或调大内存上限（--memory）。"
        raise ReaderCrashedError(message) from error
    except Exception as error:
        message = (
            f"读取 {path.name} 时出错，不一定是文件的问题。请把出错信息反馈给开发人员；"
            "也可用 Word 或 WPS 另存为新的 DOCX 或 PDF 后再试。"
        )
        raise ReaderCrashedError(message) from error
    body = any(block.kind != "furniture" for block in document.blocks)
    if not body and not document.unreadable_pages:  # of which a check would say that all is missing
        raise EmptyError(f"{path.name} 中没有读到任何文字。请打开文件确认内容，用 Word 或 WPS 重新导出后再提交。")
    return document
