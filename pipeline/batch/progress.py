"""What a run says while it works: a bar on a terminal, plain lines elsewhere. Counts alone, never text of a plan."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.report.sanitize import line, within
from pipeline.round import Refusal

EVERY = 10.0
"""Seconds between two plain lines."""


class Listener(Protocol):
    """Is told what happens to the files of a run."""

    def begin(self, total: int, kept: int, refusals: Sequence[Refusal] = ()) -> None:
        """So many files, of which so many were done by an earlier run, and which of these came to nothing."""

    def pages(self, count: int) -> None:
        """So many more pages have been read."""

    def finish(self, name: str, refusal: Refusal | None) -> None:
        """A file is done, or has come to nothing."""

    def say(self, words: str) -> None:
        """Something that the user should know."""


class Silent:
    """Says nothing."""

    def begin(self, total: int, kept: int, refusals: Sequence[Refusal] = ()) -> None: ...
    def pages(self, count: int) -> None: ...
    def finish(self, name: str, refusal: Refusal | None) -> None: ...
    def say(self, words: str) -> None: ...


class Plain:
    """Lines for a log: each refusal, and every ten seconds how far it is."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.total = self.done = self.read = self.refused = self.failed = 0
        self.last = time.monotonic()

    def begin(self, total: int, kept: int, refusals: Sequence[Refusal] = ()) -> None:
        self.total, self.done = total, kept
        self.say(f"共 {total} 份方案" + (f"，其中 {kept} 份沿用上次的结果" if kept else ""))
        for refusal in refusals:
            self._refuse(refusal.file, refusal)

    def pages(self, count: int) -> None:
        self.read += count
        self._tell()

    def finish(self, name: str, refusal: Refusal | None) -> None:
        self.done += 1
        if refusal:
            self._refuse(name, refusal)
        self._tell(now=self.done == self.total)

    def _tell(self, *, now: bool = False) -> None:
        """How far it is, if that is worth a line by now: a long scan is pages for minutes before it is a file."""
        if now or time.monotonic() - self.last >= EVERY:
            self.last = time.monotonic()
            self.say(f"{self.done}/{self.total} 份，{self.read} 页，无法读取 {self.refused}，失败 {self.failed}")

    def say(self, words: str) -> None:
        self.console.print(Text(line(words)), soft_wrap=True)

    def _refuse(self, name: str, refusal: Refusal) -> None:
        self.refused += refusal.kind == "refused"
        self.failed += refusal.kind == "failed"
        self.say(f"未能核对：{name}：{refusal.message}")


class Bar:
    """A bar: files, pages, refused, failed, time left."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("核对", total=None, pages=0, refused=0, failed=0)
        self.counts = {"pages": 0, "refused": 0, "failed": 0}

    def begin(self, total: int, kept: int, refusals: Sequence[Refusal] = ()) -> None:
        self.progress.update(self.task, total=total, completed=kept)
        if kept:
            self.say(f"{kept} 份沿用上次的结果")
        for refusal in refusals:
            self._refuse(refusal.file, refusal)

    def pages(self, count: int) -> None:
        self._count("pages", count)

    def finish(self, name: str, refusal: Refusal | None) -> None:
        self.progress.advance(self.task)
        if refusal:
            self._refuse(name, refusal)

    def say(self, words: str) -> None:
        self.progress.console.print(Text(line(words), style="yellow"))

    def _refuse(self, name: str, refusal: Refusal) -> None:
        self._count(refusal.kind, 1)
        self.say(f"未能核对：{within(name, 80)}：{refusal.message}")

    def _count(self, what: str, count: int) -> None:
        self.counts[what] += count
        self.progress.update(self.task, **self.counts)  # type: ignore[arg-type]


@contextmanager
def listening(console: Console) -> Iterator[Listener]:
    """A bar where `console` is a terminal, lines where it is not."""
    if not console.is_terminal:
        yield Plain(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("份"),
        TextColumn("{task.fields[pages]} 页  无法读取 {task.fields[refused]}  失败 {task.fields[failed]}"),
        TextColumn("还需"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
