"""Opening a PDF with the engine that can, and its pages one by one so that memory does not grow with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import CorruptError, EncryptedError
from pipeline.read.page.geometry import PageGeometry
from pipeline.read.pdf.pdfium import read_page
from pipeline.read.pdf.plumber import BROKEN, LOCKED, count_pages, layers_off, read_page_slowly
from pipeline.read.pdf.states import Layers


@dataclass(frozen=True, slots=True)
class Source:
    """An open PDF; `pdf` is a pypdfium2 document, None where only pdfplumber could open the file."""

    data: bytes
    pdf: Any
    count: int
    drawable: bool = True
    """False where drawing a page would not end."""
    layers: Layers = frozenset
    """Names of the layers that are off; looked for once, where a page has layers."""


@contextmanager
def open_pdf(data: bytes, *, drawable: bool = True) -> Iterator[Source]:
    """The PDF that these bytes are: whoever holds the file open may change it meanwhile. Raises EncryptedError and
    CorruptError."""
    if b"%PDF" not in data[: 1024 + 8]:
        raise CorruptError(BROKEN)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedError(LOCKED) from error
        yield Source(data, None, count_pages(data))
        return
    try:
        yield Source(data, pdf, len(pdf), drawable, cache(partial(layers_off, data)))
    finally:
        pdf.close()


def read_geometry(source: Source, number: int) -> PageGeometry:
    """Page `number`, by pdfplumber if pdfium cannot load it; a page that neither can read comes back damaged."""
    if source.pdf is not None:
        try:
            page = source.pdf[number - 1]
        except pdfium.PdfiumError:
            page = None
        if page is not None:
            try:
                geometry = read_page(page, number, layers=source.layers, drawable=source.drawable)
            finally:
                page.close()
            if not geometry.damaged:
                return geometry
    return read_geometry_slowly(source, number)


def read_geometry_slowly(source: Source, number: int) -> PageGeometry:
    """Page `number` by pdfplumber."""
    return read_page_slowly(source.data, number)
