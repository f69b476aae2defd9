"""What our processes that serve another have in common: the reading process and the workers of a round."""

import contextlib
import os
import sys
import traceback
from pathlib import Path

import pipeline

LONGEST_TRACE = 4000
"""Characters; the end of a trace says where."""


def environment(scratch: str) -> dict[str, str]:
    """Ours for a process to be started: the same import path in the same order, everything temporary in `scratch`."""
    root = str(Path(pipeline.__file__).parent.parent)
    paths = dict.fromkeys([*(str(Path(entry).absolute()) if entry else root for entry in sys.path), root])
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)
    return {**os.environ, **temporary, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


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
