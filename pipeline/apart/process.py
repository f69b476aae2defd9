"""What our processes that serve another have in common: those that read and draw, and the workers of a round."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

import pipeline
from pipeline.apart.watchdog import close_pipes, kill_tree, spawn_options, tree_memory
from pipeline.errors import ReaderCrashedError

POLL = 0.05
"""Seconds between two looks at a process."""
LONGEST_TRACE = 4000
"""Characters; the end of a trace says where."""
LONGEST_ANSWER = 10_000
"""Bytes of what a process says in a word, see `ask`; what takes more room lies in its folder."""
_ERRORS = "stderr"


def environment(scratch: str) -> dict[str, str]:
    """Ours for a process to be started: the same import path in the same order, everything temporary in `scratch`."""
    root = str(Path(pipeline.__file__).parent.parent)
    paths = dict.fromkeys([*(str(Path(entry).absolute()) if entry else root for entry in sys.path), root])
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)
    return {**os.environ, **temporary, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def python(module: str) -> tuple[str, ...]:
    """The command that runs a module; -P: a json.py in the current folder must not be imported for the library."""
    return (sys.executable, "-P", "-m", module)


@contextmanager
def running(command: Sequence[str], scratch: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that serves us from the folder `scratch`, where its errors are kept; it is ended whatever happens."""
    with (scratch / _ERRORS).open("wb") as stderr:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=scratch,
            env=environment(str(scratch)),
            **spawn_options(),
        )
    try:
        yield process
    finally:
        kill_tree(process)
        close_pipes(process)


def converse(
    process: subprocess.Popen[bytes],
    request: Mapping[str, object],
    listen: Callable[[IO[bytes]], None],
    look: Callable[[], bool | None],
) -> None:
    """Send a request and have `listen`, in a thread of its own, hear what is said, until it returns or the process ends.

    Meanwhile `look` is asked again and again whether that is enough, and may raise. The process is ended in any case.
    """
    assert process.stdin and process.stdout
    listener = threading.Thread(target=listen, args=(process.stdout,), daemon=True)
    listener.start()
    with contextlib.suppress(OSError):  # it is gone already, and its last words are about to be heard
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
    try:
        while listener.is_alive():
            listener.join(POLL)
            if look():
                break
    finally:
        kill_tree(process)
        listener.join()


def ask(
    command: Sequence[str],
    scratch: Path,
    request: Mapping[str, object],
    watch: Callable[[subprocess.Popen[bytes]], Callable[[], bool | None]],
) -> tuple[str, object]:
    """The kind of answer that a process gives to its only request, and what the answer holds; ("", None) for none of ours.

    `watch` makes the `look` of `converse`.
    """
    said: list[bytes] = []
    with running(command, scratch) as process:
        converse(process, request, lambda stream: said.append(stream.readline(LONGEST_ANSWER)), watch(process))
    kind, _, content = said[0].partition(b" ")
    try:
        return kind.decode("ascii"), json.loads(content)
    except (ValueError, RecursionError):
        return "", None


def answer(output: int, kind: str, content: object = None) -> None:
    """Answer to `ask`."""
    send(output, f"{kind} {json.dumps(content, ensure_ascii=False)}".encode("utf-8", "surrogatepass"))


def last_words(scratch: Path) -> str:
    """The end of what a process that ran in `scratch` wrote to standard error."""
    try:
        return (scratch / _ERRORS).read_bytes()[-LONGEST_TRACE:].decode("utf-8", "replace")
    except OSError:
        return ""


def past_limits(process: subprocess.Popen[bytes], seconds: float, memory: int) -> Callable[[], bool]:
    """Tells, whenever it is asked, whether a process has taken more than so many seconds from now or bytes of memory."""
    looks, end = count(1), time.monotonic() + seconds
    return lambda: time.monotonic() > end or tree_memory(process.pid, next(looks)) > memory


def private_output() -> int:
    """Standard output under another number; what libraries print goes nowhere."""
    output = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return output


def send(output: int, line: bytes) -> None:
    """Write a line to the process that we serve, which may be gone."""
    data = memoryview(line + b"\n")
    with contextlib.suppress(OSError):
        while data:
            data = data[os.write(output, data) :]


def told(error: BaseException) -> bool:
    """Whether `trace` is worth showing: a fault of ours has a cause, or a process that we had started left its last words."""
    caused = isinstance(error, ReaderCrashedError) and error.__cause__ is not None
    return caused or any(getattr(error, "__notes__", ()))


def trace(error: BaseException) -> str:
    """Where it came from, for the developers' eyes: the cause that an error of ours stands for, and its notes."""
    if error.__cause__ is None:
        return "".join(traceback.format_exception(error))[-LONGEST_TRACE:]
    notes = "".join(f"{note}\n" for note in getattr(error, "__notes__", ()))
    return ("".join(traceback.format_exception(error.__cause__)) + notes)[-LONGEST_TRACE:]


def cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
