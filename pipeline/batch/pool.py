"""Workers under watch: each file has its time and memory; a worker that fails costs its file and nothing else.

A pool of our own rather than pebble's: time here grows with pages that are being recognised, a worker is ended together
with the LibreOffice that it may have started, and what it says crosses as JSON instead of pickle.
"""

import contextlib
import json
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.apart.limits_watch import Watch
from pipeline.apart.process import environment, python
from pipeline.apart.watchdog import close_pipes, kill_tree, spawn_options
from pipeline.batch.hearing import Mail, collect
from pipeline.batch.store import Basis, Store
from pipeline.batch.task import Task
from pipeline.batch.writing import unwritable
from pipeline.errors import MissingProgramError, ReaderCrashedError, UsageError, YushenError
from pipeline.limits import MIB
from pipeline.read import Limits

WORKER = python("pipeline.batch.worker")
TASKS = 150
"""Plans after which a worker is replaced, so that no library's leak can add up."""
STARTING = 180.0
"""Seconds in which a worker must have loaded its models, on a slow and busy desktop too."""
POLL = 0.1
MOST_WAIT = 20
"""Times the limit that a file may take in all, however many pages it makes us recognise."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker is told first."""

    profile: str
    out: Path
    limits: Limits
    """Of one file, as in a single check; its time in all is bounded, too."""
    basis: Basis
    """What the round goes by: a worker that finds another one now would judge differently from those before it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a task: pages read so far, done, refused, or crashed."""

    task: Task
    kind: Literal["pages", "done", "refused", "crashed"]
    pages: tuple[int, int] = (0, 0)
    message: str = ""
    note: str = ""
    """For the developers' eyes."""
    again: bool = False
    """Refused for what is lacking here, and not for what the file is."""


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    scratch: tempfile.TemporaryDirectory[str]
    task: Task | None = None
    ready: bool = False
    done: int = 0
    due: float = 0.0
    """When it must be ready."""
    watch: Watch | None = None
    """Of its task."""
    recognised: bool = False
    """Whether any of its tasks made it recognise pages."""


@dataclass(slots=True)
class Pool:
    """Runs tasks in worker processes. Use as a context manager, so that no worker outlives it."""

    setup: Setup
    size: int
    workers: dict[int, _Worker] = field(default_factory=dict)
    inbox: "queue.SimpleQueue[Mail]" = field(default_factory=queue.SimpleQueue)
    serial: int = 0
    failed_starts: int = 0

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for number in list(self.workers):
            self._end(number)

    def run(self, tasks: Sequence[Task]) -> Iterator[Event]:
        """Events of all tasks, as they happen; every task ends in one that is not `pages`."""
        waiting = list(reversed(tasks))
        while waiting or any(worker.task for worker in self.workers.values()):
            self._staff(len(waiting))
            for worker in self.workers.values():
                if waiting and worker.ready and worker.task is None:
                    self._give(worker, waiting.pop())
            yield from self._hear()
            yield from self._look()

    def _staff(self, waiting: int) -> None:
        """As many workers as there is work for."""
        for number, worker in list(self.workers.items()):
            if worker.task is None and worker.done >= TASKS:
                self._end(number)
        busy = sum(worker.task is not None for worker in self.workers.values())
        while len(self.workers) < min(self.size, waiting + busy):
            self._start()

    def _start(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True)
        process = subprocess.Popen(
            WORKER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=scratch.name,
            env=_environment(scratch.name),
            **spawn_options(),
        )
        self.serial += 1
        worker = _Worker(process, scratch, due=time.monotonic() + STARTING)
        self.workers[self.serial] = worker
        threading.Thread(target=collect, args=(self.serial, process, self.inbox), daemon=True).start()
        setup = self.setup
        _tell(worker, {"profile": setup.profile, "out": str(setup.out), "limits": asdict(setup.limits)})

    def _give(self, worker: _Worker, task: Task) -> None:
        limits = self.setup.limits
        worker.task, worker.watch = task, Watch(limits, MOST_WAIT * limits.seconds, worker.recognised)
        _tell(worker, asdict(task) | {"path": str(task.path)})

    def _hear(self) -> Iterator[Event]:
        """What workers have said; waits a moment for the first word."""
        timeout: float = POLL
        while True:
            try:
                number, message = self.inbox.get(timeout=timeout) if timeout else self.inbox.get_nowait()
            except queue.Empty:
                return
            timeout = 0
            if worker := self.workers.get(number):
                event = self._understand(number, worker, message)
                if event:
                    yield event

    def _understand(self, number: int, worker: _Worker, message: dict[str, Any] | None) -> Event | None:
        task = worker.task
        if message is None:
            self._end(number)
            if task is None:
                self._count_failed_start(worker)
                return None
            hint = "文件可能已损坏。请用 Word 或 WPS 打开后另存为新的 DOCX 再试。"
            return _crashed(task, f"核对 {task.path.name} 的程序意外终止，{hint}")
        if "ready" in message:
            _check_basis(Basis(*message["ready"]), self.setup.basis)
            worker.ready = True
            self.failed_starts = 0
        if task is None or worker.watch is None:
            return None
        if "recognising" in message:
            worker.recognised = True
            worker.watch.recognise()
            return None
        if "pages" in message:
            done, total = message["pages"]
            worker.watch.advance(done, total)
            return Event(task, "pages", (done, total))
        if "stopped" in message:
            raise unwritable(message["stopped"], self.setup.out, begun=Store(self.setup.out).begun)
        worker.task, worker.done = None, worker.done + 1
        if "done" in message:
            return Event(task, "done", (message["done"], message["done"]))
        error, words, note = message["refused"]
        crashed = error == ReaderCrashedError.__name__
        lacking = error == MissingProgramError.__name__
        return Event(task, "crashed" if crashed else "refused", message=words, note=note, again=lacking)

    def _count_failed_start(self, worker: _Worker) -> None:
        self.failed_starts += not worker.ready
        if self.failed_starts >= 3:
            raise YushenError("工作进程启动不了。请运行 yushen doctor 检查安装。")

    def _look(self) -> Iterator[Event]:
        """End workers that have passed a limit."""
        for number, worker in list(self.workers.items()):
            if worker.task is None or worker.watch is None:
                if not worker.ready and time.monotonic() > worker.due:
                    self._end(number)
                    self._count_failed_start(worker)
            elif passed := worker.watch.passed(worker.process.pid):
                self._end(number)
                yield _crashed(worker.task, _too_much(passed, worker.task, worker.watch))

    def _end(self, number: int) -> None:
        worker = self.workers.pop(number)
        kill_tree(worker.process)
        close_pipes(worker.process)
        worker.scratch.cleanup()


def _crashed(task: Task, message: str) -> Event:
    return Event(task, "crashed", message=message)


def _check_basis(found: Basis, begun: Basis) -> None:
    """Raises UsageError where the profile, the model or the program is no longer the one that the round began with."""
    if found != begun:
        what = "核对标准" if found.profile != begun.profile else "预审程序或判定模型"
        raise UsageError(f"{what}在核对期间被改动，已停止：同一批方案要按同一标准核对。请改好后再运行一次。")


def _too_much(passed: Literal["time", "memory"], task: Task, watch: Watch) -> str:
    if passed == "memory":
        what = f"需要的内存超过 {watch.memory // MIB} MB，已停止。请压缩图片或拆分文件，或调大 --memory。"
    else:  # it took longer than the limit where pages were recognised
        took, limit = time.monotonic() - watch.begun, watch.limits.seconds
        what = f"超过 {took:.0f} 秒，已停止。请拆分文件，或调大 --timeout（现为 {limit}）。"
    return f"核对 {task.path.name} {what}"


def _tell(worker: _Worker, message: dict[str, Any]) -> None:
    assert worker.process.stdin
    with contextlib.suppress(OSError):  # a worker that is gone is noticed where it is heard
        worker.process.stdin.write(json.dumps(message).encode("ascii") + b"\n")
        worker.process.stdin.flush()


def _environment(scratch: str) -> dict[str, str]:
    """One thread for arithmetic unless the user wants more: there are as many workers as processors."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**threads, **environment(scratch), "YUSHEN_SCRATCH": scratch}
