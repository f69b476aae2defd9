"""The reading process: one request comes in on standard input, progress and one result go out on standard output.

    P <pages done> <pages>                  as often as the reader says
    O                                       recognition of pages begins, which takes more time and memory
    D <document as JSON>                    or
    E ["CorruptError", "…"]                 or
    X ["IndexError", "…"]                   something that no reader should raise, for the developers' eyes

It imports nothing but the readers, and so starts in a fraction of a second also where processes are spawned.
"""

import contextlib
import json
import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from pipeline.errors import ReaderCrashedError, UnreadableError
from pipeline.read import read_here
from pipeline.read.limits import Limits
from pipeline.read.process import trace
from pipeline.read.watchdog import contain, die_with_parent
from pipeline.read.wire import dump


def main() -> None:
    """Serve one request and leave without ceremony: whatever a library still holds dies with the process."""
    output = _private_output()
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    contain(limits)
    die_with_parent(Path(request["scratch"]))
    sys.meta_path.insert(0, _Notice(output))
    kind, content = _result(Path(request["path"]), limits, output)
    _send(output, kind, content)
    os._exit(0)


def _private_output() -> int:
    """Standard output under another number; what libraries print goes nowhere."""
    output = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return output


class _Notice(MetaPathFinder):
    """Tells the parent the moment recognition is imported, before it takes its memory; finds nothing itself."""

    def __init__(self, output: int) -> None:
        self.output = output

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pipeline.read.ocr.reading":
            _send(self.output, b"O", b"")


def _result(path: Path, limits: Limits, output: int) -> tuple[bytes, bytes]:
    def progress(done: int, total: int) -> None:
        _send(output, b"P", f"{done} {total}".encode())

    try:
        return b"D", dump(read_here(path, limits, progress))
    except ReaderCrashedError as error:
        return b"X", _line([type(error).__name__, str(error), trace(error)])
    except UnreadableError as error:
        return b"E", _line([type(error).__name__, str(error)])


def _line(value: Any) -> bytes:
    return json.dumps(value).encode()


def _send(output: int, kind: bytes, content: bytes) -> None:
    data = memoryview(kind + b" " + content + b"\n")
    with contextlib.suppress(BrokenPipeError):
        while data:
            data = data[os.write(output, data) :]


if __name__ == "__main__":
    main()
