"""The submitted file returned with a note at the place of every finding; its text is untouched.

One function a format: Word comments in a DOCX, highlights and notes in a PDF.
"""

from importlib import import_module
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.findings import Report
from pipeline.report.files import replace_file

FORMATS = {"docx": "docx_comments", "pdf": "pdf_notes"}
"""Formats that can carry notes, each with the module that writes them."""


def write(report: Report, target: Path, *, source: Path | None = None) -> None:
    """Write the annotated copy of `source`, the file that the report is about.

    Raises UsageError where there is no source or its format cannot carry notes, OutputError where this file cannot.
    """
    module = FORMATS.get(report.document.format)
    if module is None:
        raise UsageError(f"“{report.document.format}”格式的文件不能加批注，请另存为 DOCX 或 PDF 后再试。")
    if source is None:
        raise UsageError("生成批注件需要原文件，请指明方案文件的位置。")
    content: bytes = import_module(f"{__name__}.{module}").annotate(report, source)
    replace_file(target, content)
