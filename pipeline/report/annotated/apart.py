"""Notes written in a process of its own, watched and ended like the one that reads: to open a submitted file once more
is as risky as to read it.

    in    {"path", "scratch", "limits"}     the notes are in `scratch`
    out   D null                            the annotated file is in `scratch`, or
          E message                         where this file cannot carry notes
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pipeline.apart.process import answer, ask, last_words, past_limits, private_output, python
from pipeline.apart.watchdog import contain, die_with_parent
from pipeline.apart.wire import dump, load
from pipeline.errors import OutputError
from pipeline.limits import Limits
from pipeline.report.annotated.notes import Notes
from pipeline.report.annotated.writing import annotate

COMMAND = python("pipeline.report.annotated.apart")
SECONDS = 60.0
_PLAN, _RESULT = "notes.json", "annotated"
_STOPPED = "加批注时程序超出了时间或内存的限制，已停止。请用 Word 或 WPS 打开后另存为新的文件再试。"
_CRASHED = "加批注的程序意外终止，多半不是文件的问题。核对结果和其他报告不受影响；请把出错信息反馈给开发人员。"


def annotate_apart(notes: Notes, source: Path) -> bytes:
    """The annotated file. Raises OutputError where it cannot carry notes, or not within time and memory of reading, or
    where the process fails, with what it said last as a note."""
    limits = Limits()
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        (scratch / _PLAN).write_bytes(dump(notes))
        request = {"path": str(source.absolute()), "scratch": folder, "limits": asdict(limits)}
        kind, words = ask(COMMAND, scratch, request, lambda process: _watch(process, limits.memory))
        if kind == "E":
            raise OutputError(str(words))
        result = scratch / _RESULT
        with contextlib.suppress(OSError):  # it says that it has written the file, and is not believed
            if kind == "D" and result.stat().st_size > limits.result_bytes:
                raise OutputError(_STOPPED)
            if kind == "D":
                return result.read_bytes()
        error = OutputError(_CRASHED)
        error.add_note(last_words(scratch))
        raise error


def _watch(process: subprocess.Popen[bytes], memory: int) -> Callable[[], None]:
    """Raises OutputError, whenever it is asked, once the process has passed a limit: one that we end has not failed."""
    past = past_limits(process, SECONDS, memory)

    def look() -> None:
        if past():
            raise OutputError(_STOPPED)

    return look


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
        answer(output, "D")
    except (OutputError, MemoryError) as error:
        answer(output, "E", str(error) if isinstance(error, OutputError) else _STOPPED)
    os._exit(0)


if __name__ == "__main__":
    main()
