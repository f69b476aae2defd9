"""What a worker says, line by line: heard in a thread of its own, and believed only where it is one of our messages."""

import contextlib
import json
import queue
import subprocess
from typing import Any

LONGEST_LINE = 1 << 20
Mail = tuple[int, dict[str, Any] | None]
"""A worker's number and what it says; None at its end."""


def collect(number: int, process: subprocess.Popen[bytes], inbox: "queue.SimpleQueue[Mail]") -> None:
    """Read a worker's lines; one that is none of ours, or too long, is the end of it."""
    assert process.stdout
    with contextlib.suppress(OSError, ValueError, RecursionError):
        while line := process.stdout.readline(LONGEST_LINE):
            inbox.put((number, _message(line)))
    inbox.put((number, None))


def _message(line: bytes) -> dict[str, Any]:
    """What a worker says, see `pipeline.batch.worker`. Raises ValueError and RecursionError for what is none of it."""
    match json.loads(line):
        case (
            {"ready": [str(), str(), str()]}
            | {"recognising": True}
            | {"pages": [int(), int()]}
            | {"done": int()}
            | {"refused": [str(), str(), str()]}
            | {"stopped": int()}
        ) as message:
            return dict(message)
    raise ValueError("no message")
