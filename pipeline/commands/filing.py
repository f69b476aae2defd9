"""The reports that `check` writes on a plan: which, where to, and beside what is there already."""

from collections.abc import Collection, Iterator, Sequence
from os.path import realpath
from pathlib import Path

from pipeline.apart.process import told, trace
from pipeline.error_words import reason
from pipeline.errors import OutputError, UsageError
from pipeline.findings import Report
from pipeline.report import WRITERS, Writer, kinds_of
from pipeline.report.options import PLAIN, Options

FORM = "docx"
"""The kind of report that is made from a template."""


def wanted_writers(kinds: str | None, report: Path | None, template: Path | None = None) -> list[Writer]:
    """The reports that `--as` names. Raises UsageError where it names none, nothing would be written, or `template` is none."""
    wanted = ["html"] if kinds is None else kinds_of(kinds)
    if kinds is not None and report is None:
        raise UsageError("--as 说的是写哪几种报告，还要用 --report 指明写到哪个文件夹。")
    if template is not None:
        if FORM not in wanted:
            raise UsageError("--template 是审查意见表的模板，还要用 --as docx --report DIR 写出审查意见表。")
        from pipeline.report.docx import check_template

        check_template(template)
    return [WRITERS[kind] for kind in wanted]


def file_reports(
    found: Report,
    file: Path,
    at: Path,
    wanted: Sequence[Writer],
    *,
    keep: Collection[Path] = (),
    options: Options = PLAIN,
) -> Iterator[str]:
    """Write the reports on `file` that were asked for, one a step, and yield what is to be said of each.

    `at` is their folder and what they are called in it. None takes the place of a plan, `keep`, nor of a report that
    somebody may have worked on. Raises UsageError where nothing can be written.
    """
    try:
        at.parent.mkdir(parents=True, exist_ok=True)
        for writer in wanted:
            yield _filed(found, file, at, writer, keep, options)
    except OSError as error:
        raise UsageError(
            f"报告写不进“{at.parent}”（{reason(error)}）。请换一个有写权限的文件夹，或关闭正在打开的报告。"
        ) from error


def _filed(found: Report, file: Path, at: Path, writer: Writer, keep: Collection[Path], options: Options) -> str:
    """Write one report; what is to be said of it."""
    if not writer.fits(found):
        return f"提示：{found.document.format} 文件不能生成“{writer.title}”，已跳过。请另存为 DOCX 后再试。"
    target = at.with_name(writer.file_name(found, at.name))
    if Path(realpath(target)) in keep:
        return f"提示：{writer.lacking(f'{target} 是要核对的方案，不能覆盖。请用 --report 指定另一个文件夹。')}"
    try:
        aside = writer.renew(found, target, source=file, options=options)
    except OutputError as error:  # the verdicts and the other reports stand
        behind = f"\n{trace(error)}" if told(error) else ""  # for the developers' eyes
        return f"提示：{writer.lacking(error)}{behind}"
    return f"已写出：{target}" + (f"（原有的一份已改名为 {aside.name}）" if aside else "")
