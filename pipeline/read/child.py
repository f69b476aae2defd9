"""The reading process: one request comes in on standard input, progress and one result go out on standard output.

    P <pages done> <pages>                  as often as the reader says
    O                                       recognition of pages begins, which takes more time and memory
    D <document as JSON>                    or
    E ["CorruptError", "…"]                 or
    X ["IndexError", "…"]                   something that no reader should raise, for the developers' eyes

It imports nothing but the readers, and so starts in a fraction of a second also where processes are spawned.
"""

import json
import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

from pipeline.apart.process import private_output, send, trace
from pipeline.apart.watchdog import contain, die_with_parent
from pipeline.apart.wire import dump
from pipeline.errors import ReaderCrashedError, UnreadableError
from pipeline.limits import Limits
from pipeline.read import read_here


def main() -> None:
    """Serve one request and leave without ceremony: whatever a library still holds dies with the process."""
    output = private_output()
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    contain(limits)
    die_with_parent(Path(request["scratch"]))
    sys.meta_path.insert(0, _Notice(output))
    send(output, _result(Path(request["path"]), limits, output))
    os._exit(0)


class _Notice(MetaPathFinder):
    """Tells the parent the moment recognition is imported, before it takes its memory; finds nothing itself."""

    def __init__(self, output: int) -> None:
        self.output = output

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pipeline.read.ocr.reading":
            send(self.output, b"O ")


def _result(path: Path, limits: Limits, output: int) -> bytes:
    def progress(done: int, total: int) -> None:
        send(output, f"P {done} {total}".encode())

    try:
        return b"D " + dump(read_here(path, limits, progress))
    except ReaderCrashedError as error:
        return b"X " + _line(type(error).__name__, str(error), trace(error))
    except UnreadableError as error:
        return b"E " + _line(type(error).__name__, str(error))


def _line(*words: str) -> bytes:
    return json.dumps(words).encode()


if __name__ == "__main__":
    main()
