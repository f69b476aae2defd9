"""Made-up plans as files: DOCX, PDF with text, and PDF of page pictures."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.report.files import stable_zip
from pipeline.text.widths import ems

_WIDE = 36
"""Characters of a line of a PDF."""
_SIZES = {0: 12, 1: 18, 2: 15, 3: 13}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; depth 0 is text, 1 the title, 2 a heading of the first level…"""

    text: str
    depth: int


def save_docx(paragraphs: Sequence[Paragraph], path: Path) -> None:
    """Write a DOCX with headings as styles and rows of “|” as tables; the same bytes for the same plan."""
    import docx

    word = docx.Document()
    rows: list[list[str]] = []
    for item in (*paragraphs, Paragraph("", 0)):
        if item.depth == 0 and item.text.startswith("|"):
            rows.append([cell.strip() for cell in item.text.strip("|").split("|")])
            continue
        if rows:
            _table(word, rows)
            rows = []
        if item.depth == 1:
            word.add_paragraph(item.text, style="Title")
        elif item.depth:
            word.add_paragraph(item.text, style=f"Heading {item.depth - 1}")
        elif item.text:
            word.add_paragraph(item.text)
    stream = io.BytesIO()
    word.save(stream)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stable_zip(stream.getvalue()))


def _table(word: Any, rows: list[list[str]]) -> None:
    columns = max(len(row) for row in rows)
    grid = word.add_table(len(rows), columns)
    grid.style = "Table Grid"
    for cells, row in zip(grid.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = "" if text in ("<", "^") else text


def save_pdf(paragraphs: Sequence[Paragraph], path: Path) -> None:
    """Write a PDF with text of 12 points, indented paragraphs and page numbers."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    top, page = 770.0, 1
    for text, size, indent in _lines(paragraphs):
        if top < 80:
            _folio(canvas, page)
            top, page = 770.0, page + 1
        canvas.setFont("STSong-Light", size)
        canvas.drawString(80 + indent, top, text)
        top -= size * 1.7
    _folio(canvas, page)
    canvas.save()


def _folio(canvas: Any, page: int) -> None:
    canvas.setFont("STSong-Light", 10)
    canvas.drawCentredString(297, 45, f"— {page} —")
    canvas.showPage()


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, int, int]]:
    """Text, size in points, indent in points."""
    for item in paragraphs:
        size = _SIZES.get(item.depth, 12)
        text = item.text.strip("|").replace("|", "  ")
        first = 24 if item.depth == 0 else 0
        while text:
            room = _WIDE * 12 / size - first / size
            count = _fitting(text, room)
            yield text[:count], size, first
            text, first = text[count:], 0


def _fitting(text: str, room: float) -> int:
    """How many characters of the text fit into so many ems; no line begins with a comma or full stop."""
    count, used = 0, 0.0
    while count < len(text) and used + ems(text[count]) <= room:
        used += ems(text[count])
        count += 1
    return count + (count < len(text) and text[count] in "，。、；：）”》")


def save_scan(paragraphs: Sequence[Paragraph], path: Path, *, pages: int = 3) -> None:
    """Write a PDF whose pages are pictures; the first few alone, since recognising them takes long."""
    import pypdfium2 as pdfium

    text = path.with_suffix(".text.pdf")
    save_pdf(paragraphs, text)
    document = pdfium.PdfDocument(str(text))
    shots = [document[at].render(scale=150 / 72, grayscale=True).to_pil() for at in range(min(pages, len(document)))]
    document.close()
    text.unlink()
    shots[0].save(path, "PDF", resolution=150, save_all=True, append_images=shots[1:])
