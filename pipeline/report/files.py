"""Files that are either complete or absent, and the same for the same report."""

import io
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import BinaryIO

from pipeline.report.sanitize import line

_HEAD = 1 << 18
"""Bytes of a report in which it says what it is on."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP can state; a fixed one, so that equal reports are equal files."""


def replace_file(target: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` to `target` in one step, as `replacing` does."""
    with replacing(target, durable=durable) as stream:
        stream.write(content)


@contextmanager
def replacing(target: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """A stream whose content becomes `target` in one step: a reader, or a run cut short, never sees half a file.

    With `durable` a power cut cannot undo it either; that takes some milliseconds, and a report can be made again.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".yushen-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())  # mkstemp makes it private, a report is meant to be passed on
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def tells_of(report: Path, source: str) -> bool:
    """Whether a report names this submitted file at its head, where each of ours does: in HTML, JSON or folded lines."""
    with report.open("rb") as stream:
        head = stream.read(_HEAD).decode("utf-8", errors="ignore")
    return "".join(line(source).split()) in "".join(unescape(head).split())


def put_aside(target: Path) -> Path:
    """Rename a file that may hold somebody's work, to 台账.旧1.xlsx and so on; where it is now."""
    aside = free_name(target)
    target.replace(aside)
    return aside


def free_name(target: Path) -> Path:
    """A name like that of the file which no other has."""
    number = 1
    while (path := target.with_name(f"{target.stem}.旧{number}{target.suffix}")).exists():
        number += 1
    return path


def _umask() -> int:
    # There is no way to read it but to set it; 0o077 for an instant can only make a file more private.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def stable_zip(content: bytes) -> bytes:
    """The same ZIP container (DOCX) without the time of writing in it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else it tells Windows from Linux
            new.writestr(info, old.read(entry))
    return result.getvalue()
