"""Results on disk, one file a plan, named by everything that they depend on.

A record is written last, after the reports that it speaks of and in one step: where it exists, the plan is done. A
run that was cut short therefore loses the files in hand and nothing else, and a run after a change redoes only what
changed.
"""

import contextlib
import errno
import gzip
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from typing import Any

from pipeline.error_words import reason
from pipeline.errors import UsageError
from pipeline.read.detect import digest
from pipeline.report import WRITERS
from pipeline.report.files import put_aside, replace_file
from pipeline.round import REPORTS

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""What systems say of a lock that another process holds."""
HIDDEN = ".yushen"
TRACE = "ledger.gz"
"""In the hidden folder: what was written into the ledger, so that a reviewer's changes can be told."""
FORM = 4
"""Of the records; a new one makes all old records void."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a result depends on beside the file."""

    profile: str
    tool: str
    model: str


def key(name: str, sha256: str, basis: Basis) -> str:
    """Name of a record: hash of the file's name and content, the profile, the model and the version."""
    parts = [FORM, name, sha256, basis.profile, basis.tool, basis.model]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _key_of(path: Path) -> str:
    return path.name.partition(".")[0]


def _opened(path: Path) -> dict[str, Any]:
    """The record in a file; empty where there is none or it is broken."""
    try:
        found = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return {}
    return found if isinstance(found, dict) else {}


def _written(record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The reports of a record by kind, path below `out` and SHA-256; none where they are not told as we tell them."""
    try:
        return {kind: (str(output), str(sha256)) for kind, (output, sha256) in record["outputs"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}


def _renamed(report: Path) -> Path:
    """Where the report is now. Raises UsageError where it cannot be renamed, as one that is open on Windows."""
    try:
        return put_aside(report)
    except PermissionError as error:
        why = f"{report.name} 有人改过，要改名保留，但不能改名（{reason(error)}）"
        raise UsageError(f"{why}。请关闭它再运行一次。") from error


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of results."""

    out: Path

    @property
    def records(self) -> Path:
        return self.out / HIDDEN / "results"

    @property
    def failures(self) -> Path:
        return self.out / HIDDEN / "failures"

    @property
    def begun(self) -> bool:
        """Whether any plan is done."""
        return next(self.records.glob("*.json.gz"), None) is not None

    def load(self, key: str, *, verify: bool = True) -> dict[str, Any] | None:
        """The record, None where there is none or it or, with `verify`, its reports are not what was written."""
        found = _opened(self.records / f"{key}.json.gz")
        if found.get("key") != key or found.get("spared") or (verify and not self._whole(found.get("outputs", {}))):
            return None
        return found

    def _whole(self, outputs: Mapping[str, Any]) -> bool:
        # What people write in may have been edited; that it is there and not empty (after a power cut) suffices.
        for kind, (name, sha256) in outputs.items():
            path = self.out / name
            if kind in WRITERS and WRITERS[kind].edited:
                if not path.is_file() or not path.stat().st_size:
                    return False
            elif not sha256 or digest(path) != sha256:
                return False
        return True

    def save(self, key: str, record: Mapping[str, Any]) -> None:
        """Write a record; the same record gives the same bytes. What was noted of an earlier failure is settled."""
        text = json.dumps({**record, "key": key}, sort_keys=True, separators=(",", ":"))
        replace_file(self.records / f"{key}.json.gz", gzip.compress(text.encode("ascii"), 6, mtime=0), durable=True)
        with contextlib.suppress(PermissionError):
            (self.failures / f"{key}.txt").unlink(missing_ok=True)

    def prune(self, keys: Collection[str], outputs: Collection[str]) -> None:
        """Remove records and notes that no input asks for any more, and the reports that only they speak of.

        What somebody has open on Windows stays, and its record with it, until a later run.
        """
        for path in self._stale(keys):
            with contextlib.suppress(PermissionError):
                for output, _ in _written(_opened(path)).values():
                    if output not in outputs and (target := self._report(output)):
                        target.unlink()
                path.unlink(missing_ok=True)

    def spare(self, keys: Collection[str]) -> list[Path]:
        """Rename what people have written into among the reports that only other records speak of: those will be made
        anew or removed. Where they are now; a run that is cut short and begun again looks at none of them twice.

        Raises UsageError for one that somebody has open on Windows.
        """
        aside: list[Path] = []
        for path in self._stale(keys):
            record = _opened(path)
            if not record or record.get("spared"):
                continue
            for kind, (output, sha256) in _written(record).items():
                target = self._report(output)
                if target and kind in WRITERS and WRITERS[kind].edited and digest(target) != sha256:
                    aside.append(_renamed(target))
            self.save(_key_of(path), {"outputs": _written(record), "spared": True})
        return aside

    def _stale(self, keys: Collection[str]) -> list[Path]:
        """Records, and notes of failures, that no input asks for any more."""
        kept = [*sorted(self.records.glob("*.json.gz")), *self.failures.glob("*.txt")]
        return [path for path in kept if _key_of(path) not in keys]

    def _report(self, output: str) -> Path | None:
        """The file that a record calls so, if it is there and among the reports."""
        target = Path(realpath(self.out / output))
        return target if target.is_file() and target.is_relative_to(realpath(self.out / REPORTS)) else None

    def note(self, key: str, text: str) -> None:
        """Keep what the developers need to know of a failure; no part of the results."""
        if text:
            replace_file(self.failures / f"{key}.txt", text.encode("utf-8", "backslashreplace"))

    def sweep(self) -> None:
        """Remove what a run that was killed, or a worker that was ended, had half written."""
        for folder in (self.out, self.out / HIDDEN, self.out / REPORTS, self.records, self.failures):
            for path in folder.glob(".yushen-*.tmp"):
                with contextlib.suppress(PermissionError):
                    path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all results but what people have written into."""
        self.prune((), ())


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder of results. Raises UsageError where another run holds it, or nothing can be written there."""
    try:
        (out / HIDDEN).mkdir(parents=True, exist_ok=True)
        handle = os.open(out / HIDDEN / "lock", os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise UsageError(f"结果写不进“{out}”（{reason(error)}）。请换一个有写权限的文件夹。") from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in _HELD:
                raise UsageError(f"另一个 yushen batch 正在使用“{out}”。请等它结束，或换一个结果文件夹。") from error
            words = f"“{out}”所在的磁盘不能加锁（{reason(error)}），多半是网络共享。请用 -o 把结果写到本机的文件夹。"
            raise UsageError(words) from error
        yield
    finally:
        os.close(handle)  # and with it the lock


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
