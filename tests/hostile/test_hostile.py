"""Every hostile file ends in a Document and its reports, or one typed error, within its limits, and leaves nothing behind.

Two at a time, each beside a good file, a DOCX and a PDF in turn, whose report must be, byte for byte, what it is alone.
"""

import itertools
import os
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import hostile_docx  # noqa: E402
import hostile_office  # noqa: E402
import hostile_pdf  # noqa: E402
from good import GOOD  # noqa: E402
from outside import calls  # noqa: E402

from pipeline.check import load_profile  # noqa: E402
from pipeline.errors import OutputError, UnreadableError  # noqa: E402
from pipeline.findings import Report  # noqa: E402
from pipeline.journey import judge, review  # noqa: E402
from pipeline.limits import MIB, Limits  # noqa: E402
from pipeline.read import read  # noqa: E402
from pipeline.report import WRITERS  # noqa: E402
from pipeline.report.json_report import to_json  # noqa: E402

CASES = {**hostile_docx.CASES, **hostile_pdf.CASES, **hostile_office.CASES}
LIMITS = Limits(seconds=30, seconds_per_page=6, memory=512 * MIB, memory_for_ocr=1024 * MIB)
"""Time enough on a busy machine: how a case ends is pinned, and must not be the end of patience."""
OFFICE = replace(LIMITS, memory=1024 * MIB)
"""LibreOffice alone takes two seconds to start, more where others are at work."""
SLACK = 6
"""Seconds to start, to notice and to clean up, on a machine that is busy with two other readings."""
MARK = "YUSHEN_HOSTILE_TEST"


@dataclass
class Outcome:
    ended: str
    message: str
    seconds: float
    same: bool
    """Whether the report on the good file, made at the same time, was the same as alone."""


@dataclass
class Ground:
    """Where the files are, and who must not be disturbed."""

    inputs: Path
    outputs: Path
    temporary: Path
    home: Path
    """The home and working folder of all processes."""
    pool: ThreadPoolExecutor
    mark: str
    good: list[tuple[Path, str]]
    """Good files with their reports."""
    futures: dict[str, Future[Outcome]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    patch = pytest.MonkeyPatch()
    mark = uuid.uuid4().hex
    temporary, home, outputs = (tmp_path_factory.mktemp(name) for name in ("temporary", "home", "outputs"))
    patch.setenv(MARK, mark)
    patch.setattr(tempfile, "tempdir", str(temporary))
    patch.setenv("HOME", str(home))
    patch.chdir(home)
    inputs = tmp_path_factory.mktemp("inputs")
    good = []
    for name, data in GOOD.items():
        path = inputs / name
        path.write_bytes(data())
        good.append((path, to_json(review(path))))
    with ThreadPoolExecutor(2) as pool:
        place = Ground(inputs, outputs, temporary, home, pool, mark, good)
        turns = zip(CASES, itertools.cycle(good), strict=False)
        place.futures = {name: pool.submit(_attempt, place, name, *beside) for name, beside in turns}
        yield place
        pool.shutdown(cancel_futures=True)
    patch.undo()


def _attempt(place: Ground, name: str, good: Path, expected: str) -> Outcome:
    path = place.inputs / name
    path.write_bytes(CASES[name][0]())
    beside: list[bool] = []
    companion = threading.Thread(target=lambda: beside.append(to_json(review(good)) == expected))
    start = time.monotonic()
    companion.start()
    document, ended = None, "Document"
    try:
        document = read(path, limits=_limits(name))
    except UnreadableError as error:
        ended, message = type(error).__name__, str(error) + "".join(getattr(error, "__notes__", []))
    seconds = time.monotonic() - start  # of what the limits bound; the rest shares this process with other cases
    if document is not None:
        message = _written(judge(document, load_profile()), path, place.outputs)
    companion.join()
    return Outcome(ended, message, seconds, beside == [True])


def _written(report: Report, path: Path, outputs: Path) -> str:
    """Write every kind of report on the file; what is said of those that cannot be made."""
    said = ""
    for writer in WRITERS.values():
        if writer.fits(report):
            try:
                writer(report, outputs / writer.file_name(report, path.name), source=path)
            except OutputError as error:
                said += str(error)
    return said


def _limits(name: str) -> Limits:
    return OFFICE if name in hostile_office.CASES else LIMITS


@pytest.mark.parametrize("name", CASES)
def test_ends_in_a_document_or_one_error(ground: Ground, name: str) -> None:
    outcome = ground.futures[name].result(timeout=300)
    allowed = CASES[name][1].split()
    assert outcome.ended in allowed, outcome
    assert outcome.seconds < _limits(name).seconds + LIMITS.seconds_per_page + SLACK, outcome
    assert not outcome.message or "请" in outcome.message, outcome
    assert outcome.message or outcome.ended == "Document", outcome
    assert "Traceback" not in outcome.message, outcome
    assert outcome.same, "the report on a good file read beside it is another"


def test_enough_of_them() -> None:
    assert len(CASES) >= 60


def test_nothing_is_left_behind(ground: Ground) -> None:
    """No process, no file, no call; it waits for all the others."""
    for future in ground.futures.values():
        future.result(timeout=300)
    assert list(ground.temporary.iterdir()) == []
    assert list(ground.home.iterdir()) == []
    assert {path.name for path in ground.inputs.iterdir()} == {*CASES, *GOOD}
    assert not Path("/tmp/evil.txt").exists()
    assert calls() == []
    assert [process.info for process in psutil.process_iter(["pid", "cmdline"]) if _is_ours(process, ground.mark)] == []


def _is_ours(process: psutil.Process, mark: str) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(MARK) == mark
    except psutil.Error:
        return False
