"""Results that cannot be written: the run ends with the reason, no plan is blamed, what is done is kept."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.plans import write_docx
from corpora.reading import read_plans
from pipeline.batch import RoundOptions, pool, run_batch
from pipeline.batch.writing import hindrance
from pipeline.errors import ReaderCrashedError, UsageError, YushenError
from pipeline.report.ledger import apart

WORKER = """
import errno, os
import pipeline.batch.store as store
from pipeline.batch.worker import main
replace, written = store.replace_file, []
def write(target, content, **more):
    if written:
        raise OSError({number}, os.strerror({number}))
    written.append(target)
    replace(target, content, **more)
store.replace_file = write
main()
"""
SAID = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有写权限",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans to be checked."""
    (tmp_path / "报送").mkdir()
    plans = read_plans()
    for number in range(3):
        write_docx(next(iter(plans)).text + f"\n第{number}份。", tmp_path / "报送" / f"方案{number}.docx")
    return tmp_path / "报送"


@pytest.mark.parametrize("number", SAID)
def test_a_worker_that_cannot_write_ends_the_run(
    number: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "结果"
    with monkeypatch.context() as patched:
        patched.setattr(pool, "WORKER", (sys.executable, "-c", WORKER.format(number=number)))
        with pytest.raises(UsageError, match=f"{SAID[number]}.*已完成的结果都在") as caught:
            run_batch(folder, out, RoundOptions(workers=1))
    assert "方案" not in str(caught.value)
    assert len(list(out.glob(".yushen/results/*"))) == 1
    assert not (out / "batch.json").exists()
    found = run_batch(folder, out, RoundOptions(workers=1))
    assert len(found.plans) == 3 and not found.refusals


FULL = """
import errno
from pipeline.report import ledger
from pipeline.report.ledger.apart import main
from xlsxwriter.exceptions import FileCreateError

def write(*_):
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError as error:
        raise FileCreateError(error) from None

ledger.write = write
main()
"""

IN_EXCEL = """
import errno
from pipeline.report import ledger
from pipeline.report.ledger.apart import main

def write(found, details, target, trace):
    raise PermissionError(errno.EACCES, "Access is denied", str(target.parent / ".yushen-a.tmp"), None, str(target))

ledger.write = write
main()
"""
"""What Windows says where the ledger is to be replaced while Excel holds it."""


@pytest.mark.parametrize(
    ("writer", "message"),
    [
        (FULL, "磁盘已满"),
        (IN_EXCEL, "请关闭已打开的台账"),
        ("raise SystemExit('so')", "台账没有写成"),
        ("print('x')", "台账没有写成"),
    ],
)
def test_a_ledger_that_cannot_be_written_ends_the_run(
    writer: str, message: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", writer))
    with pytest.raises(YushenError, match=message):
        run_batch(folder, tmp_path / "结果", RoundOptions(workers=1))


def test_nothing_is_said_to_be_done_where_nothing_had_begun(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "结果"
    run_batch(folder, out, RoundOptions(workers=1))

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(out))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(UsageError, match="磁盘是只读的.*已完成的结果都在"):
        run_batch(folder, out, RoundOptions(workers=1))
    with pytest.raises(UsageError, match="磁盘是只读的") as caught:
        run_batch(folder, tmp_path / "别处", RoundOptions(workers=1))
    assert "已完成" not in str(caught.value) and "接着做" not in str(caught.value)


def test_what_hinders_all_plans_and_what_one() -> None:
    out = Path("结果")
    denied = PermissionError(errno.EACCES, "Permission denied", "结果/reports/.yushen-x.tmp")
    assert hindrance(denied, out) == errno.EACCES
    assert hindrance(PermissionError(errno.EACCES, "Permission denied", "报送/方案.docx"), out) == 0
    in_use = PermissionError(errno.EACCES, "Access is denied", "结果/a.tmp", None, "结果/a.docx")
    assert hindrance(in_use, out) == 0
    assert hindrance(OSError(errno.EIO, "Input/output error"), out) == hindrance(ValueError(), out) == 0
    crashed = ReaderCrashedError("读取时出错")
    crashed.__cause__ = PermissionError(errno.EACCES, "Permission denied")
    assert hindrance(crashed, out) == 0
    crashed.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert hindrance(crashed, out) == errno.ENOSPC


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 KB."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    disk = tmp_path / "盘"
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=200k", "none", str(disk))
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(("umount", "-l", str(disk)), capture_output=True, check=False)


def test_a_full_disk(folder: Path, small: Path) -> None:
    command = [sys.executable, "cli.py", "batch", str(folder), "-o", str(small / "结果"), "--workers", "2"]
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert "磁盘已满" in ended.stderr
    assert "Traceback" not in ended.stderr and "未能核对" not in ended.stderr
    subprocess.run(("mount", "-o", "remount,size=20m", str(small)), check=True)
    ended = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 1, ended.stderr
    assert json.loads((small / "结果" / "batch.json").read_text(encoding="utf-8"))["counts"]["read"] == 3
