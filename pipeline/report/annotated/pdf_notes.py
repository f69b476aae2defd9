"""Highlights and notes on a copy of the submitted PDF, through PDFium's own annotation interface.

Boxes of `Block.runs` are in points of the page as displayed; PDFium turns them into the page's own space, so rotated
and cropped pages come out right. A finding with nothing to highlight gets a sign beside the place where it belongs, and
so does one whose words another finding has highlighted already.
"""

import ctypes
import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.document import BBox
from pipeline.errors import OutputError
from pipeline.profile import Severity
from pipeline.report.annotated import remarks
from pipeline.report.annotated.layout import SIGN, Margins, margins, sign_beside, unpainted
from pipeline.report.annotated.notes import Notes

_COLOURS: dict[Severity, tuple[int, int, int]] = {
    "error": (255, 176, 164),
    "warning": (255, 221, 120),
    "info": (168, 208, 250),
}
_CORNER = (12.0, 12.0, 12.0 + SIGN, 12.0 + SIGN)
"""Where the sign of the note on the whole file stands, on the first page."""
_FINE = 100
"""Device pixels a point when PDFium converts coordinates, which it does in whole pixels."""


def annotate(notes: Notes, submitted: bytes) -> bytes:
    """The PDF with annotations, as bytes. Raises OutputError for what PDFium cannot open or write."""
    try:
        return _annotated(notes, submitted)
    except pypdfium2.PdfiumError as error:
        raise OutputError("这个 PDF 有损坏，不能加批注。请重新导出为 PDF 后再试。") from error


def _annotated(notes: Notes, submitted: bytes) -> bytes:
    document = pypdfium2.PdfDocument(submitted)
    try:
        by_page, elsewhere = _by_page(notes, len(document))
        if len(document):
            by_page.setdefault(1, [])
        for number, members in sorted(by_page.items()):
            page = document[number - 1]  # parsed anew each time that it is opened
            whole = [_Note([_CORNER], notes.on_file(elsewhere), "info", False)] if number == 1 else []
            free = margins(notes.document, number, page.get_size())
            for note in (*_laid_out(members, free, [_CORNER] if whole else []), *whole):
                _add(page, note)
            page.close()
        stream = io.BytesIO()
        document.save(stream)
    finally:
        document.close()
    return _stable_id(stream.getvalue(), notes.document.sha256)


class _Note(NamedTuple):
    """An annotation of one page."""

    boxes: list[BBox]
    words: Iterable[str]
    severity: Severity
    highlight: bool
    """Over the words themselves; otherwise a sign beside them."""


def _laid_out(notes: Sequence[_Note], free: Margins, taken: Sequence[BBox]) -> list[_Note]:
    """The notes of a page with a place for each: a stretch is painted once, signs stand side by side in the margin."""
    painted: list[BBox] = []
    signs = list(taken)
    result = []
    for note in notes:
        rest = unpainted(note.boxes, painted) if note.highlight else []
        if rest:
            painted += rest
            result.append(note._replace(boxes=rest))
        else:
            signs.append(sign_beside(note.boxes[0], signs, free))
            result.append(note._replace(boxes=[signs[-1]], highlight=False))
    return result


def _by_page(notes: Notes, count: int) -> tuple[dict[int, list[_Note]], list[str]]:
    """Annotations by page, each note on every page that it touches, and what is said of findings that have no place."""
    found: dict[int, list[_Note]] = {}
    elsewhere: list[str] = []
    for note in notes.on_findings:
        boxes: dict[int, list[BBox]] = {}
        for area in note.areas:
            if 1 <= area.page <= count:
                boxes.setdefault(area.page, []).append(area.box)
        for number, own in boxes.items():
            found.setdefault(number, []).append(_Note(own, note.words(notes.document), note.severity, note.quotes))
        if not boxes:
            elsewhere += note.elsewhere(notes.document)
    return found, elsewhere


def _add(page: Any, note: _Note) -> None:
    boxes, words, severity, highlight = note
    kind = pdfium.FPDF_ANNOT_HIGHLIGHT if highlight else pdfium.FPDF_ANNOT_TEXT
    annotation = pdfium.FPDFPage_CreateAnnot(page, kind)
    try:
        quads = [_quad(page, box) for box in boxes]
        xs, ys = [x for quad in quads for x, _ in quad], [y for quad in quads for _, y in quad]
        rectangle = pdfium.FS_RECTF(min(xs), max(ys), max(xs), min(ys))
        pdfium.FPDFAnnot_SetRect(annotation, rectangle)
        colour = _COLOURS[severity]
        pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *colour, 255)
        for quad in quads if highlight else ():
            points = pdfium.FS_QUADPOINTSF(*[value for point in quad for value in point])
            pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, points)
        pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
        _string(annotation, b"Contents", "\n".join(words))
        _string(annotation, b"T", remarks.AUTHOR)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _quad(page: Any, box: BBox) -> list[tuple[float, float]]:
    """Upper left, upper right, lower left, lower right of a displayed box, in the page's own space."""
    left, top, right, bottom = box
    return [_point(page, x, y) for x, y in ((left, top), (right, top), (left, bottom), (right, bottom))]


def _point(page: Any, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    size = (round(width * _FINE), round(height * _FINE))
    page_x, page_y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(page, 0, 0, *size, 0, round(x * _FINE), round(y * _FINE), page_x, page_y)
    return page_x.value, page_y.value


def _string(annotation: Any, key: bytes, value: str) -> None:
    encoded = (value + "\0").encode("utf-16-le")
    buffer = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
    pdfium.FPDFAnnot_SetStringValue(annotation, key, buffer)


def _stable_id(content: bytes, sha256: str) -> bytes:
    """The file with identifiers made from the submitted file's hash: PDFium's are random, ours must not change.

    They stand at the end of the trailer, behind the table of offsets, so no offset changes. An encrypted file keeps
    its own, because its key depends on them.
    """
    start = content.rfind(b"/ID[")
    stop = content.rfind(b"]>>", start)
    trailer = content.rfind(b"trailer")
    if not 0 <= trailer < start < stop or b"/Encrypt" in content[trailer:]:
        return content
    digits = hashlib.sha256(sha256.encode()).hexdigest().upper().encode()
    return content[:start] + b"/ID[<" + digits[:32] + b"><" + digits[32:] + b">" + content[stop:]
