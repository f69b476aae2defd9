"""The second engine: pdfplumber (pdfminer), about ten times slower, for files and pages that pdfium refuses."""

import logging
from pathlib import Path
from typing import Any

from pipeline.errors import CorruptError, EncryptedError
from pipeline.read.page.characters import repair
from pipeline.read.page.geometry import Edge, Glyph, Look, PageGeometry, Patch, make_edge

LOCKED = "文件有打开密码，请去掉密码后另存，再提交检查。"
BROKEN = "文件已损坏或不是 PDF，请用 Word 或 WPS 重新导出为 PDF 后再检查。"


MOST_CODES = 65_536
"""Characters of one font."""
MOST_HOPS = 16
"""References from which the next one may be read before they are taken to go round in a circle."""


def _open(path: Path) -> Any:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every oddity of a damaged file
    _bound()
    return pdfplumber.open(path)


def _bound() -> None:
    """Make pdfminer refuse what it would never come to the end of.

    Ranges of characters that no font has: it would write each of two billion down. References that lead to themselves:
    it would follow them for ever.
    """
    from pdfminer import cmapdb, pdffont, pdftypes

    cmapdb.range = pdffont.range = _codes
    if not hasattr(pdftypes.PDFObjRef, "hop"):
        pdftypes.PDFObjRef.hop, pdftypes.PDFObjRef.resolve = pdftypes.PDFObjRef.resolve, _resolve


def _resolve(reference: Any, default: object = None) -> Any:
    """What a reference leads to in the end. Stands for `PDFObjRef.resolve`."""
    found = reference
    for _ in range(MOST_HOPS):
        found = found.hop(default)
        if not isinstance(found, type(reference)):
            return found
    raise ValueError("references in a circle")


def _codes(*bounds: int) -> range:
    """Stands for `range` where pdfminer goes through the codes of a font."""
    codes = range(*bounds)
    if codes.stop - codes.start > MOST_CODES:
        raise ValueError("more characters than a font has")
    return codes


def count_pages(path: Path) -> int:
    """Raises CorruptError or EncryptedError."""
    try:
        with _open(path) as pdf:
            return len(pdf.pages)
    except Exception as error:  # pdfminer raises whatever its parser stumbled over, even on closing
        if "PDFPasswordIncorrect" in repr(error):
            raise EncryptedError(LOCKED) from error
        raise CorruptError(BROKEN) from error


def read_page_slowly(path: Path, number: int) -> PageGeometry:
    """Page `number`; damaged and empty if this engine fails as well."""
    try:
        with _open(path) as pdf:
            page = pdf.pages[number - 1]
            width, height = float(page.width), float(page.height)
            left, top = float(page.bbox[0]), float(page.bbox[1])
            glyphs = [_glyph(char, left, top) for char in page.chars]
            edges = [edge for edge in (_edge(edge, left, top) for edge in page.edges) if edge]
            patches = [
                Patch((image["x0"] - left, image["top"] - top, image["x1"] - left, image["bottom"] - top))
                for image in page.images
            ]
            return PageGeometry(number, width, height, glyphs, edges, patches)
    except Exception:  # whatever pdfminer stumbled over, the page counts as unreadable and the rest is read
        return PageGeometry(number, 595.0, 842.0, (), damaged=True)


def _glyph(char: dict[str, Any], left: float, top: float) -> Glyph:
    text = "".join(map(repair, char["text"])) or "\ufffd"
    size = float(char["size"])
    bold = "bold" in str(char["fontname"]).lower()
    look = Look(round(size, 2), bold, angle=0.0 if char["upright"] else 90.0)
    bottom = char["bottom"] - top
    return Glyph(text, char["x0"] - left, char["top"] - top, char["x1"] - left, bottom, bottom - 0.2 * size, look)


def _edge(edge: dict[str, Any], left: float, top: float) -> Edge | None:
    return make_edge(edge["x0"] - left, edge["top"] - top, edge["x1"] - left, edge["bottom"] - top)
