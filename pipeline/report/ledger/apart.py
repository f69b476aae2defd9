"""The ledger written in a process of its own, which gives back all the memory that a workbook takes.

XlsxWriter keeps every link of a workbook until it is closed, and each plan has some sixty.

    in    {"scratch", "target", "trace"}    round and details are in `scratch`
    out   D note                            the ledger is written, or
          E [errno, text, file, other]      where the system refused; `other` is what `file` was to be renamed to
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.apart.process import answer, ask, last_words, private_output, python
from pipeline.apart.watchdog import die_with_parent
from pipeline.apart.wire import dump, load
from pipeline.errors import YushenError
from pipeline.report import ledger
from pipeline.round import Detail, Round

COMMAND = python("pipeline.report.ledger.apart")
_ROUND, _DETAILS = "round.json", "details.jsonl"


def write_apart(found: Round, details: Iterable[Detail], target: Path, trace: Path) -> str:
    """`ledger.write` in a process of its own. Raises OSError as it does, YushenError where the process fails."""
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        (scratch / _ROUND).write_bytes(dump(found))
        with (scratch / _DETAILS).open("wb") as lines:
            lines.writelines(dump(detail) + b"\n" for detail in details)
        request = {"scratch": folder, "target": str(target.absolute()), "trace": str(trace.absolute())}
        kind, said = ask(COMMAND, scratch, request, lambda _: lambda: None)
        if kind == "D":
            return str(said)
        if kind == "E" and isinstance(said, list):
            number, text, file, other = said
            raise OSError(number, text, file, None, other)  # both names: by the other a ledger that is open is told
        error = YushenError("台账没有写成：写台账的程序意外终止。请再运行一次同样的命令，已核对的方案不会重做。")
        error.add_note(last_words(scratch))
        raise error


def main() -> None:
    """Serve one request."""
    output = private_output()
    request = json.loads(sys.stdin.buffer.readline())
    scratch = Path(request["scratch"])
    die_with_parent(scratch)
    found = load(Round, (scratch / _ROUND).read_bytes())
    try:
        note = ledger.write(found, _details(scratch), Path(request["target"]), Path(request["trace"]))
        answer(output, "D", note)
    except Exception as error:
        if not (refused := _refused(error)):
            raise
        answer(output, "E", [refused.errno, refused.strerror, refused.filename, refused.filename2])
    os._exit(0)


def _details(scratch: Path) -> Iterator[Detail]:
    with (scratch / _DETAILS).open("rb") as lines:
        for line in lines:
            yield load(Detail, line)


def _refused(error: BaseException | None) -> OSError | None:
    """What the system said, which XlsxWriter wraps."""
    while error is not None and not isinstance(error, OSError):
        error = error.__cause__ or error.__context__
    return error


if __name__ == "__main__":
    main()
