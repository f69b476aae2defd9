"""Plans that are good and short, read beside those that are not: headings, numbers, a table, a note, a sentence to judge."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "read")]

from docx_builder import level, listed, numbering, para, parts  # noqa: E402
from hostile_docx import packed  # noqa: E402
from pdf_builder import draw_table, make_pdf, write  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

GOAL = "到2025年，建成智能建造示范工程20项。"
ROWS = [["任务", "牵头单位"], ["建立标准体系", "市住房城乡建设局"]]


def docx() -> bytes:
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{para(text)}</w:tc>' for text in row)}</w:tr>" for row in ROWS)
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = (
        listed("工作目标") + para(f"<w:r><w:t>{GOAL}</w:t></w:r>{note}") + listed("任务分工") + f"<w:tbl>{rows}</w:tbl>"
    )
    notes = f'<w:footnote w:id="2">{para("示范工程由各区推荐。")}</w:footnote>'
    return packed(parts(body, numbering=numbering(level(0, "%1、", "chineseCounting")), footnotes=notes))


def pdf() -> bytes:
    def draw(canvas: Canvas) -> None:
        for top, text in ((100, "一、工作目标"), (124, GOAL), (148, "二、任务分工")):
            write(canvas, top, text)
        draw_table(canvas, 170, ROWS)

    with tempfile.TemporaryDirectory() as folder:
        return make_pdf(Path(folder, "good.pdf"), draw).read_bytes()


GOOD: Mapping[str, Callable[[], bytes]] = {"good.docx": docx, "good.pdf": pdf}
