"""Report writers: one module per output, listed in `WRITERS`.

A new output is one module with `write(report, target, *, source, options)` and one line in `WRITERS`. Modules load on first use,
because python-docx or pypdfium2 would slow down every run that only prints.
"""

from dataclasses import dataclass
from filecmp import cmp
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from pipeline.errors import UsageError
from pipeline.findings import Report
from pipeline.report.annotated.writing import FORMATS
from pipeline.report.files import put_aside, tells_of
from pipeline.report.options import PLAIN, Options
from pipeline.report.sanitize import file_stem


class Write(Protocol):
    """Writes `report` to `target` atomically; `source` is the submitted file where an output shows or returns it."""

    def __call__(
        self, report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Writer:
    """An output: calling it imports its module and writes the file."""

    module: str
    title: str
    """What it is, in Chinese, as notices call it."""
    ending: str
    """Of the file name; empty where the output has the format of the submitted file."""
    mark: str = ""
    """Stands before the ending, so that all outputs of a plan can lie in one folder, beside the plan."""
    formats: tuple[str, ...] = ()
    """Formats of the submitted file that it can be made from; empty for all."""
    edited: bool = False
    """Whether people write in it: what is there may be somebody's work."""

    def __call__(self, report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
        """Write the file.

        Raises OSError, UsageError where the output needs a source that is not given, OutputError where it cannot be
        made of this one.
        """
        write = cast(Write, import_module(f"{__name__}.{self.module}").write)
        write(report, target, source=source, options=options)

    def renew(
        self, report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN
    ) -> Path | None:
        """Write the file beside what is there, if that is somebody's work or on another file; where the old one is now.

        Raises as calling it does.
        """
        kept = target.is_file() and (self.edited or not tells_of(target, report.document.source))
        if not kept:
            self(report, target, source=source, options=options)
            return None
        with TemporaryDirectory(dir=target.parent, prefix=".yushen-") as folder:
            made = Path(folder) / target.name
            self(report, made, source=source, options=options)
            aside = None if cmp(made, target, shallow=False) else put_aside(target)
            made.replace(target)
        return aside

    def file_name(self, report: Report, stem: str = "") -> str:
        """The name that the file should have: 徐州市实施方案.批注.docx; `stem` is one of `stems`, else of the plan."""
        stem = stem or file_stem(report.document.source)
        return f"{stem}{self.mark}{self.ending or '.' + report.document.format}"

    def lacking(self, why: object) -> str:
        """What is said where it is not made."""
        return f"没有生成“{self.title}”：{why}"

    def fits(self, report: Report) -> bool:
        """Whether this output can be made of a file of the report's format."""
        return not self.formats or report.document.format in self.formats


WRITERS: dict[str, Writer] = {
    "text": Writer("text", "纯文本报告", ".txt", ".预审"),
    "json": Writer("json_report", "供程序读取的 JSON", ".json", ".预审"),
    "html": Writer("html", "网页报告（单个文件，可打印）", ".html", ".预审"),
    "docx": Writer("docx", "审查意见表（Word，可编辑）", ".docx", ".意见表", edited=True),
    "annotated": Writer("annotated", "带批注的原文件（Word 或 PDF）", "", ".批注", tuple(FORMATS), edited=True),
    "xlsx": Writer("xlsx", "核对表（Excel）", ".xlsx", ".核对表", edited=True),
}


USUAL = "html"
"""The kind that is written where none is named."""


def kinds_of(kinds: str) -> list[str]:
    """The kinds of output that a list with commas names. Raises UsageError for one that there is not, and for none."""
    wanted = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    known = "、".join(WRITERS)
    if unknown := [kind for kind in wanted if kind not in WRITERS]:
        raise UsageError(f"没有“{unknown[0]}”这种报告。可用的有：{known}。")
    if not wanted:
        raise UsageError(f"--as 后面没有写报告的种类。可用的有：{known}。")
    return wanted
