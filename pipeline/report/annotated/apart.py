"""Notes written in a process of its own, watched and ended like the one that reads: to open a submitted file once more
is as risky as to read it.

    in    {"path", "scratch", "limits"}     the notes are in `scratch`
    out   D                                 the annotated file is in `scratch`, or
          E <message as JSON>               where this file cannot carry notes
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO

from pipeline.errors import OutputError
from pipeline.read.limits import Limits
from pipeline.read.process import converse, past_limits, private_output, python, running, send
from pipeline.read.watchdog import contain, die_with_parent
from pipeline.read.wire import dump, load
from pipeline.report.annotated import annotate
from pipeline.report.annotated.notes import Notes

COMMAND = python("pipeline.report.annotated.apart")
SECONDS = 60.0
_PLAN, _RESULT = "notes.json", "annotated"
_LONGEST_LINE = 2000
_STOPPED = "加批注时程序超出了时间或内存的限制，已停止。请用 Word 或 WPS 打开后另存为新的文件再试。"


def annotate_apart(notes: Notes, source: Path) -> bytes:
    """The annotated file. Raises OutputError where it cannot carry notes, or not within time and memory of reading."""
    limits = Limits()
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        (scratch / _PLAN).write_bytes(dump(notes))
        request = {"path": str(source.absolute()), "scratch": folder, "limits": asdict(limits)}
        said: list[bytes] = []
        with running(COMMAND, scratch) as process:
            converse(process, request, partial(_listen, said=said), past_limits(process, SECONDS, limits.memory))
        kind, _, words = (said[0] if said else b"").partition(b" ")
        if kind == b"E":
            raise OutputError(str(json.loads(words)))
        result = scratch / _RESULT
        if kind != b"D" or result.stat().st_size > limits.result_bytes:
            raise OutputError(_STOPPED)
        return result.read_bytes()


def _listen(stream: IO[bytes], said: list[bytes]) -> None:
    if (line := stream.readline(_LONGEST_LINE)).endswith(b"\n"):
        said.append(line.strip())


def main() -> None:
    """Serve one request."""
    output = private_output()
    request = json.loads(sys.stdin.buffer.readline())
    scratch = Path(request["scratch"])
    contain(Limits(**request["limits"]))
    die_with_parent(scratch)
    try:
        content = annotate(load(Notes, (scratch / _PLAN).read_bytes()), Path(request["path"]))
        (scratch / _RESULT).write_bytes(content)
        send(output, b"D")
    except OutputError as error:
        send(output, b"E " + json.dumps(str(error)).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
