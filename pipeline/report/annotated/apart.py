"""Notes written in a process of its own, watched and ended like the one that reads: to open a submitted file once more
is as risky as to read it.

    in    {"path", "scratch", "limits"}     the notes are in `scratch`
    out   D null                            the annotated file is in `scratch`, or
          E message                         where this file cannot carry notes
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from pipeline.apart.process import answer, ask, past_limits, private_output, python
from pipeline.apart.watchdog import contain, die_with_parent
from pipeline.apart.wire import dump, load
from pipeline.errors import OutputError
from pipeline.limits import Limits
from pipeline.report.annotated import annotate
from pipeline.report.annotated.notes import Notes

COMMAND = python("pipeline.report.annotated.apart")
SECONDS = 60.0
_PLAN, _RESULT = "notes.json", "annotated"
_STOPPED = "加批注时程序超出了时间或内存的限制，已停止。请用 Word 或 WPS 打开后另存为新的文件再试。"


def annotate_apart(notes: Notes, source: Path) -> bytes:
    """The annotated file. Raises OutputError where it cannot carry notes, or not within time and memory of reading."""
    limits = Limits()
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        (scratch / _PLAN).write_bytes(dump(notes))
        request = {"path": str(source.absolute()), "scratch": folder, "limits": asdict(limits)}
        kind, words = ask(COMMAND, scratch, request, lambda process: past_limits(process, SECONDS, limits.memory))
        if kind == "E":
            raise OutputError(str(words))
        try:
            result = scratch / _RESULT
            if kind == "D" and result.stat().st_size <= limits.result_bytes:
                return result.read_bytes()
        except OSError as error:
            raise OutputError(_STOPPED) from error
        raise OutputError(_STOPPED)


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
    except OutputError as error:
        answer(output, "E", str(error))
    os._exit(0)


if __name__ == "__main__":
    main()
