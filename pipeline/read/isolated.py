"""Reading in a process that may crash, hang or eat memory: it is watched, ended, and never believed.

The child (`pipeline.read.child`) leads a session of its own and works in a temporary folder that is removed with it.
What it says is checked: a line is bounded in size, a Document is JSON held against its types, an error is one of ours.
"""

import json
import tempfile
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from pipeline import errors
from pipeline.apart.limits_watch import Watch
from pipeline.apart.process import converse, last_words, python, running
from pipeline.apart.wire import load
from pipeline.document import Document
from pipeline.errors import ReaderCrashedError, UnreadableError
from pipeline.limits import MIB, Limits, Progress
from pipeline.read.recognition import announce
from pipeline.text.file_names import readable

LONGEST_MESSAGE = 2000
COMMAND = python("pipeline.read.child")

ERRORS = {
    error.__name__: error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, UnreadableError)
}


@dataclass(slots=True)
class _Mail:
    """What the child has said so far; filled by a thread, read by the one that waits."""

    pages: tuple[int, int] = (0, 0)
    """Pages done, pages in all."""
    recognising: bool = False
    result: bytes = b""


def read_isolated(path: Path, limits: Limits, progress: Progress | None) -> Document:
    """Read a file in a process of its own. Raises UnreadableError; ReaderCrashedError if the process fails."""
    with tempfile.TemporaryDirectory(prefix="yushen-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        request: dict[str, object] = {"path": str(path.absolute()), "scratch": folder, "limits": asdict(limits)}
        mail, watch = _Mail(), Watch(limits)
        with running(COMMAND, scratch) as child:
            listen = partial(_collect, mail=mail, most=limits.result_bytes)
            converse(child, request, listen, lambda: _look(child.pid, path.name, mail, watch, progress))
        if not mail.result:
            raise _crashed(path.name, last_words(scratch))
    return _open(mail.result, path.name)


def _collect(stream: IO[bytes], mail: _Mail, most: int) -> None:
    """Read lines until the result; a line that is none of ours, or too long, ends the talk."""
    while line := stream.readline(most):
        kind, _, content = line.partition(b" ")
        if not line.endswith(b"\n"):
            return
        if kind == b"O":
            mail.recognising = True
        elif kind == b"P":
            try:
                done, total = map(int, content.split())
            except ValueError:
                return
            mail.pages = (done, total)
        else:
            mail.result = line
            return


def _look(pid: int, name: str, mail: _Mail, watch: Watch, progress: Progress | None) -> None:
    """Pass on what the child has said. Raises ReaderCrashedError once a limit is passed."""
    if mail.recognising and not watch.recognising:
        watch.recognise()
        announce()
    if watch.advance(*mail.pages) and progress:
        progress(*mail.pages)
    if mail.result:
        return
    passed = watch.passed(pid)
    if passed == "memory":
        raise ReaderCrashedError(
            f"读取 {name} 需要的内存超过 {watch.memory // MIB} MiB，已停止。"
            "请压缩图片或拆分文件后再试，或调大内存上限（--memory）。"
        )
    if passed == "time":
        raise ReaderCrashedError(
            f"读取 {name} 超过 {time.monotonic() - watch.begun:.0f} 秒，已停止。"
            "请用 Word 或 WPS 打开后另存为新的 DOCX 再试；文件很大时请拆分，或调大时限（--timeout）。"
        )


def _open(line: bytes, name: str) -> Document:
    """What the result line holds: returns the Document or raises the error."""
    kind, _, content = line.partition(b" ")
    try:
        if kind == b"D":
            return replace(load(Document, content), source=readable(name))
        words = json.loads(content)
        if not (isinstance(words, list) and all(isinstance(word, str) for word in words) and len(words) >= 2):
            raise ValueError("not an error")
        error = ERRORS[words[0]](_printable(words[1]))
    except (ValueError, KeyError, RecursionError) as cause:
        raise _crashed(name, "") from cause
    if kind == b"X":
        error.add_note(words[-1])
    raise error


def _crashed(name: str, note: str) -> ReaderCrashedError:
    error = ReaderCrashedError(
        f"读取 {name} 的程序意外终止，文件可能已损坏。请用 Word 或 WPS 打开后另存为新的 DOCX 或 PDF 再试。"
    )
    if note:
        error.add_note(note)
    return error


def _printable(message: str) -> str:
    """Without control characters: they could write over what the terminal shows."""
    kept = (character for character in message[:LONGEST_MESSAGE] if unicodedata.category(character)[0] != "C")
    return "".join(kept)
