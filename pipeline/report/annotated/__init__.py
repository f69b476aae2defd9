"""The submitted file returned with a note at the place of every finding; its text is untouched.

    notes_on(report) -> Notes -> docx_comments or pdf_notes -> bytes

What opens the file runs in a process of its own (`apart`), unless the caller is itself one that may be ended.
"""

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.findings import Report
from pipeline.report.annotated.writing import FORMATS, annotate
from pipeline.report.files import replace_file
from pipeline.report.options import PLAIN, Options


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the annotated copy of `source`, the file that the report is about.

    Raises UsageError where there is no source or its format cannot carry notes, OutputError where this file cannot,
    or was changed since it was read.
    """
    if report.document.format not in FORMATS:
        raise UsageError(f"“{report.document.format}”格式的文件不能加批注，请另存为 DOCX 或 PDF 后再试。")
    if source is None:
        raise UsageError("生成批注件需要原文件，请指明方案文件的位置。")
    from pipeline.report.annotated.apart import annotate_apart
    from pipeline.report.annotated.notes import notes_on

    replace_file(target, (annotate_apart if options.isolate else annotate)(notes_on(report), source))
