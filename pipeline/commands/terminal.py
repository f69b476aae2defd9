"""What the command line says beside its results: progress, notices and errors, to stderr."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline.errors import YushenError

if TYPE_CHECKING:
    from pipeline.limits import Progress as Listener


def console(*, stderr: bool = False) -> Console:
    """Where to print: colours by what is there, document text as it is."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def tell(words: str) -> None:
    """A line to stderr, whole: a path that was broken could not be copied."""
    _print(words)


def complain(error: YushenError, name: str = "") -> None:
    """What went wrong, and with which file; for the developers' eyes also where, if the fault is ours."""
    from pipeline.apart.process import told, trace

    where = f"{name}：" if name not in str(error) else ""
    _print(f"错误：{where}{error}", style="red")
    if told(error):
        tell(trace(error))


def _print(words: str, *, style: str = "") -> None:
    from pipeline.report.sanitize import clean

    console(stderr=True).print(clean(words), markup=False, style=style, soft_wrap=True)


@contextmanager
def progress(name: str) -> Iterator["Listener"]:
    """A bar on a terminal for files whose pages take long to read (scans); nothing elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.report.sanitize import line

    screen = console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("页"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(f"读取 {line(name)}", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
