"""The reading process: one request comes in on standard input, progress and one result go out on standard output.

    P <pages done> <pages>                  as often as the reader says
    O                                       recognition of a page begins, which takes more time and memory
    D <document as JSON>                    or
    E ["CorruptError", "…"]                 or
    X ["IndexError", "…"]                   something that no reader should raise, for the developers' eyes

It imports nothing but the readers, and so starts in a fraction of a second also where processes are spawned.
"""

import json
import os
import sys
from pathlib import Path

from pipeline.apart.process import private_output, send, trace
from pipeline.apart.watchdog import contain, die_with_parent
from pipeline.apart.wire import dump
from pipeline.errors import ReaderCrashedError, UnreadableError
from pipeline.limits import Limits
from pipeline.read import read_here
from pipeline.read.recognition import listen


def main() -> None:
    """Serve one request and leave without ceremony: whatever a library still holds dies with the process."""
    output = private_output()
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    contain(limits)
    die_with_parent(Path(request["scratch"]))
    listen(lambda: send(output, b"O "))
    send(output, _result(Path(request["path"]), limits, output))
    os._exit(0)


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
