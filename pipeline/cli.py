"""The command line: arguments → calls → exit code. It and `terminal` write to the terminal.

Commands import what they need when they run: --help must not wait for it. Results go to stdout, progress and errors to
stderr. Exit codes: 0 nothing found, 1 gaps found, 2 usage or a bad profile, 3 unreadable input (`pipeline.errors`).
"""

import contextlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.commands.options import ExitZero, Format, Megabytes, Printed, Profile, Seconds, path
from pipeline.commands.terminal import complain, console, progress, tell
from pipeline.error_words import is_usage, reason, usage
from pipeline.errors import UsageError, YushenError
from pipeline.findings import Report
from pipeline.limits import MIB, ROUND, Limits
from pipeline.profile import DEFAULT
from pipeline.report import USUAL, WRITERS
from pipeline.round import INDEX, LEDGER, OVERVIEW_FILE, REPORTS

app = typer.Typer(
    name="yushen", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="预审：读《智能建造试点实施方案》，指出缺什么、薄在哪，并给出原文依据。全程离线运行。",
)  # fmt: skip
_READING = Limits()
_RESULTS = f"放结果的文件夹：{REPORTS}、{LEDGER}、{OVERVIEW_FILE}、{INDEX}。"


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(parser=path, metavar="FILE...", help="要核对的方案（DOCX、PDF 等）。")],
    profile: Profile = DEFAULT,
    form: Printed = Format.text,
    report: Annotated[
        Path | None, typer.Option("--report", parser=path, metavar="DIR", help="把报告文件写到这个文件夹。")
    ] = None,
    kinds: Annotated[
        str | None,
        typer.Option("--as", metavar="KINDS", help=f"报告的种类，用逗号分开：{','.join(WRITERS)}；不写为 {USUAL}。"),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", parser=path, metavar="FILE", help="审查意见表（docx）用的模板，代替自带的一份。"),
    ] = None,
    timeout: Seconds = _READING.seconds,
    memory: Megabytes = _READING.memory // MIB,
    exit_zero: ExitZero = False,
) -> None:
    """核对一份或几份方案。"""
    from pipeline.check import load_profile
    from pipeline.commands.checking import check_all
    from pipeline.commands.filing import asked_for
    from pipeline.report import json_report, text

    def show(found: Report) -> None:
        if form is Format.json:
            print(json_report.to_json(found))
        else:
            text.render(found, console())

    filing = asked_for(kinds, report, template, keep={Path(os.path.realpath(file)) for file in files})
    files = [file if file.name else Path(os.path.realpath(file)) for file in files]  # “.” has no name to be called by
    limits = replace(_READING, seconds=timeout, memory=memory * MIB)
    code = check_all(files, load_profile(profile), show, limits=limits, filing=filing)
    raise typer.Exit(0 if exit_zero and code == 1 else code)


@app.command()
def batch(
    folder: Annotated[Path, typer.Argument(parser=path, metavar="FOLDER", help="放方案的文件夹，连同下级文件夹。")],
    out: Annotated[Path, typer.Option("--out", "-o", parser=path, metavar="DIR", help=_RESULTS)],
    profile: Profile = DEFAULT,
    workers: Annotated[int, typer.Option("--workers", min=0, help="同时核对几份；0 为按处理器数。")] = 0,
    timeout: Seconds = ROUND.seconds,
    memory: Megabytes = ROUND.memory // MIB,
    manifest: Annotated[
        Path | None, typer.Option("--manifest", parser=path, metavar="CSV", help="报送清单：文件、日期、推荐单位。")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume/--no-resume", help="沿用上次的结果，只做新增和有变动的。")] = True,
    exit_zero: ExitZero = False,
) -> None:
    """核对一个文件夹里的全部方案，查重、查名额、查期限，并做成台账。

    退出码：0 没有问题；1 有问题或有文件未能核对；2 用法有误；3 没有一份方案读得出来。
    """
    from pipeline.batch import RoundOptions, run_batch
    from pipeline.batch.ending import exit_code, summary
    from pipeline.batch.progress import listening

    limits = replace(ROUND, seconds=timeout, memory=memory * MIB)
    options = RoundOptions(profile=profile, workers=workers, limits=limits, resume=resume, manifest=manifest)
    with listening(console(stderr=True)) as listener:
        found = run_batch(folder, out, options, listener)
    for words in summary(found, out):
        print(words)
    code = exit_code(found)
    raise typer.Exit(0 if exit_zero and code == 1 else code)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(parser=path, metavar="OLD", help="旧的一份：方案文件或它的 JSON 报告。")],
    new: Annotated[Path, typer.Argument(parser=path, metavar="NEW", help="新的一份：方案文件或它的 JSON 报告。")],
    profile: Profile = DEFAULT,
    form: Printed = Format.text,
    timeout: Seconds = _READING.seconds,
    memory: Megabytes = _READING.memory // MIB,
    exit_zero: ExitZero = False,
) -> None:
    """比较同一方案的两个版本：哪些问题已解决、仍存在、新出现。

    退出码：0 新的一份没有问题；1 仍有问题。
    """
    from pipeline.check import load_profile
    from pipeline.diff import compare
    from pipeline.diff.inputs import load
    from pipeline.diff.output import to_json, to_text

    demands = load_profile(profile)
    limits = replace(_READING, seconds=timeout, memory=memory * MIB)
    reports = []
    for file in (old, new):
        with progress(file.name) as listen:
            reports.append(load(file, demands, limits=limits, progress=listen))
    found = compare(reports[0], reports[1], demands.by_kind("rule"))
    print(to_json(found) if form is Format.json else to_text(found), end="")
    raise typer.Exit(1 if (found.open or found.fresh) and not exit_zero else 0)


@app.command()
def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE", help="规则或要求的编号或名称，例如 element.missing、policy.land、土地鼓励政策。"
        ),
    ],
    profile: Profile = DEFAULT,
) -> None:
    """说明一条规则或要求：依据、怎样判定、怎样补正。"""
    from pipeline.check import load_profile
    from pipeline.commands.explain import explain as lines

    for line in lines(rule, load_profile(profile)):
        print(line)


@app.command()
def profiles() -> None:
    """列出内置的核对标准。"""
    from pipeline.check import load_profile
    from pipeline.profile import available

    for name in available():
        found = load_profile(name)
        print(f"{found.id}\t{found.title}\t{found.notice}\t{len(found.requirements)} 条要求")


@app.command()
def doctor() -> None:
    """检查安装：各部件的版本，哪些可选部件可用。"""
    from pipeline.commands.doctor import examine

    results = list(examine())
    for result in results:
        print(f"{'正常' if result.works else '缺少' if result.needed else '未装'}\t{result.name}\t{result.detail}")
    print("yushen 不联网：模型、词典和标准都在安装包内，运行时不下载任何东西。")
    raise typer.Exit(0 if all(result.works or not result.needed for result in results) else 2)


@app.command()
def demo(
    report: Annotated[
        Path | None, typer.Option("--report", parser=path, metavar="DIR", help="把网页报告写到这个文件夹。")
    ] = None,
    copy: Annotated[
        Path | None,
        typer.Option("--copy", parser=path, metavar="DIR", help="不核对，只把示例文件放进这个文件夹，供照着文档练习。"),
    ] = None,
) -> None:
    """核对自带的示例方案，看看报告是什么样子。"""
    from pipeline.commands.starters import give_samples, samples

    if copy is None:
        check(list(samples()), report=report, exit_zero=True)
    elif report is not None:
        raise UsageError("--copy 只放示例文件，不写报告，不能与 --report 同用。")
    else:
        for given in give_samples(copy):
            print(f"已放好：{given}")


@app.command()
def template(
    file: Annotated[
        Path, typer.Argument(parser=path, metavar="FILE", help="写到哪个文件，例如 我的模板.docx；已有的文件不覆盖。")
    ],
) -> None:
    """写出审查意见表自带的模板，在 Word 里改好以后用 check --template 指明。"""
    from pipeline.commands.starters import give_template

    give_template(file)
    print(f"已写出：{file}")


def main() -> None:
    """Run the command line; every error that a user can meet ends in a message, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        # Without standalone mode click hands back the code of typer.Exit as the call's value.
        code = app(standalone_mode=False)
        sys.stdout.flush()  # here, where it can still be said that nothing can be written
        sys.exit(code if isinstance(code, int) else 0)
    except YushenError as error:
        complain(error)
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        tell("已中断。")
        sys.exit(130)
    except BrokenPipeError:  # whoever reads the output has seen enough
        raise
    except OSError as error:
        with contextlib.suppress(OSError):
            tell(f"错误：运行不下去（{reason(error)}）。请检查磁盘空间、当前文件夹和输出的去处后再试。")
        os._exit(2)  # leaving in form would write what cannot be written
    except Exception as error:
        if not is_usage(error):
            raise
        tell(usage(error, sys.argv[1:]))
        sys.exit(2)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False) -> None:
    if version:
        print(f"yushen {__version__}")
        raise typer.Exit(0)


if __name__ == "__main__":
    main()
