"""Small PDFs for tests, drawn with reportlab. The font is one of PDF's predefined Chinese ones: nothing is embedded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Block, Document
from pipeline.limits import Limits
from pipeline.read.pdf import read_pdf

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
CJK_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


def make_pdf(path: Path, *pages: Callable[[Canvas], None], **options: Any) -> Path:
    """A PDF whose pages the given functions draw."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4, **options)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def write(canvas: Canvas, top: float, text: str, x: float = 90, size: float = 12) -> None:
    """One line whose baseline is `top` points below the upper edge."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top, text)


def draw_table(canvas: Canvas, top: float, rows: list[list[str]], x: float = 90, width: float = 100) -> None:
    """A ruled table with rows of 30 points; a cell of None belongs to the one on its left."""
    height = 30
    bottom = HEIGHT - top - height * len(rows)
    for index in range(len(rows) + 1):
        canvas.line(x, bottom + height * index, x + width * len(rows[0]), bottom + height * index)
    for r, row in enumerate(rows):
        upper = HEIGHT - top - height * r
        for c, text in enumerate(row):
            if text is not None:
                canvas.line(x + width * c, upper, x + width * c, upper - height)
                write(canvas, top + height * r + 20, text, x + width * c + 6, 10)
        canvas.line(x + width * len(row), upper, x + width * len(row), upper - height)


def read(path: Path, **limits: int) -> Document:
    return read_pdf(path, Limits(**limits))


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "line"]


def furniture(document: Document, reason: str) -> list[Block]:
    return [block for block in document.blocks if block.kind == "furniture" and block.reason == reason]
