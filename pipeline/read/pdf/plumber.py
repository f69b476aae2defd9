"""The second engine: pdfplumber (pdfminer), about ten times slower, for files and pages that pdfium refuses."""

import io
import logging
from typing import Any

from pipeline.document import BBox
from pipeline.errors import CorruptError, EncryptedError
from pipeline.read.page.characters import repair
from pipeline.read.page.geometry import Edge, Glyph, PageGeometry, Patch, make_edge
from pipeline.read.page.paper import A4
from pipeline.read.pdf import miner

LOCKED = "文件有打开密码，请去掉密码后另存，再提交检查。"
BROKEN = "文件已损坏或不是 PDF，请用 Word 或 WPS 重新导出为 PDF 后再检查。"


def _open(data: bytes) -> Any:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports every oddity of a damaged file
    miner.teach()
    return pdfplumber.open(io.BytesIO(data))


def count_pages(data: bytes) -> int:
    """Raises CorruptError or EncryptedError."""
    try:
        with _open(data) as pdf:
            return len(pdf.pages)
    except Exception as error:  # pdfminer raises whatever its parser stumbled over, even on closing
        if "PDFPasswordIncorrect" in repr(error):
            raise EncryptedError(LOCKED) from error
        raise CorruptError(BROKEN) from error


def layers_off(data: bytes) -> frozenset[str]:
    """Names of the layers that are off when the file is opened; none where a viewer may judge by other means.

    pdfium draws by them and does not tell them. Of two layers of one name, one that is on counts.
    """
    try:
        with _open(data) as pdf:
            return miner.layers_off(pdf.doc.catalog)
    except Exception:  # whatever pdfminer stumbled over, nothing is known to be off
        return frozenset()


def read_page_slowly(data: bytes, number: int) -> PageGeometry:
    """Page `number`; damaged and empty if this engine fails as well."""
    try:
        with _open(data) as pdf:
            page = pdf.pages[number - 1]
            width, height = float(page.width), float(page.height)
            left, top = float(page.bbox[0]), float(page.bbox[1])
            glyphs = [_glyph(char, left, top) for char in page.chars]
            edges = [edge for edge in (_edge(edge, left, top) for edge in page.edges) if edge]
            patches = [_patch(item, left, top) for item in page.images]
            patches += [_patch(item, left, top) for item in page.rects + page.curves if miner.is_filled(item)]
            return PageGeometry(number, width, height, glyphs, edges, patches)
    except Exception:  # whatever pdfminer stumbled over, the page counts as unreadable and the rest is read
        return PageGeometry(number, *A4, (), damaged=True)


def _glyph(char: dict[str, Any], left: float, top: float) -> Glyph:
    text = "".join(map(repair, char["text"])) or "\ufffd"
    x0, upper, x1, bottom = _box(char, left, top)
    look = miner.look(char)
    return Glyph(text, x0, upper, x1, bottom, bottom - 0.2 * look.size, look)


def _box(item: dict[str, Any], left: float, top: float) -> BBox:
    return (item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)


def _patch(item: dict[str, Any], left: float, top: float) -> Patch:
    """A picture, or the area that a path fills."""
    picture = item["object_type"] == "image"
    return Patch(_box(item, left, top), None if picture else miner.rgb(item["non_stroking_color"]))


def _edge(edge: dict[str, Any], left: float, top: float) -> Edge | None:
    return make_edge(*_box(edge, left, top))
