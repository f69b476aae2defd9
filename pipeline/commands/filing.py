"""The reports that `check` writes on a plan: which, where to, and beside what is there already."""

from collections.abc import Collection
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from tempfile import TemporaryFile

from pipeline.apart.process import told, trace
from pipeline.error_words import reason
from pipeline.errors import OutputError, UsageError
from pipeline.findings import Report
from pipeline.report import USUAL, WRITERS, Writer, kinds_of
from pipeline.report.options import Options

FORM = "docx"
"""The kind of report that is made from a template."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be written on every plan."""

    folder: Path
    writers: tuple[Writer, ...]
    options: Options = Options()
    keep: Collection[Path] = ()
    """The plans themselves, whose place no report may take."""

    def file(self, found: Report, plan: Path, stem: str, writer: Writer) -> str:
        """Write one report on `plan`, called after `stem`; what is to be said of it.

        None takes the place of a plan, nor of a report that somebody may have worked on. Raises UsageError where it
        cannot be written.
        """
        if not writer.fits(found):
            return f"提示：{found.document.format} 文件不能生成“{writer.title}”，已跳过。请另存为 DOCX 后再试。"
        target = self.folder / writer.file_name(found, stem)
        if Path(realpath(target)) in self.keep:
            return f"提示：{writer.lacking(f'{target} 是要核对的方案，不能覆盖。请用 --report 指定另一个文件夹。')}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = writer.renew(found, target, source=plan, options=self.options)
        except OutputError as error:  # the verdicts and the other reports stand
            behind = f"\n{trace(error)}" if told(error) else ""  # for the developers' eyes
            return f"提示：{writer.lacking(error)}{behind}"
        except OSError as error:
            raise UsageError(
                f"报告“{target}”写不进去（{reason(error)}）。请关闭正在打开的报告，或换一个有写权限的文件夹。"
            ) from error
        return f"已写出：{target}" + (f"（原有的一份已改名为 {aside.name}）" if aside else "")


def asked_for(
    kinds: str | None, folder: Path | None, template: Path | None, *, keep: Collection[Path] = ()
) -> Filing | None:
    """What `--as`, `--report` and `--template` ask for; None where no reports are to be written.

    Raises UsageError where `--as` names no kinds, nothing would be written, `template` is none, or the folder is closed.
    """
    wanted = [USUAL] if kinds is None else kinds_of(kinds)
    if kinds is not None and folder is None:
        raise UsageError("--as 说的是写哪几种报告，还要用 --report 指明写到哪个文件夹。")
    if template is not None:
        if FORM not in wanted:
            raise UsageError("--template 是审查意见表的模板，还要用 --as docx --report DIR 写出审查意见表。")
        from pipeline.report.docx import check_template

        check_template(template)
    if folder is None:
        return None
    _try(folder)
    return Filing(folder, tuple(WRITERS[kind] for kind in wanted), Options(template=template), keep)


def _try(folder: Path) -> None:
    """Raises UsageError where nothing can be written to the folder. Nothing is left there, nor is it made: perhaps no
    plan can be read."""
    try:
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
        if there == folder:
            folder.mkdir(exist_ok=True)  # raises for a file
        with TemporaryFile(dir=there):
            pass
    except OSError as error:
        raise UsageError(f"报告写不进“{folder}”（{reason(error)}）。请换一个有写权限的文件夹。") from error
