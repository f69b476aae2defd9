"""The reading process: what comes back, what it may not do, and that nothing outlives it."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from docx_builder import pack, para, parts
from pdf_builder import make_pdf
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipeline.apart.process import environment
from pipeline.apart.watchdog import spawn_options
from pipeline.apart.wire import dump, load
from pipeline.document import Block, Document, PageCoverage, Remark, Run, Table
from pipeline.errors import EmptyError, NotFoundError, ReaderCrashedError
from pipeline.findings import Fact
from pipeline.limits import MIB, Limits
from pipeline.read import READERS, isolated, read

DOCUMENT = Document(
    source="方案.docx",
    sha256="0" * 64,
    format="docx",
    blocks=(
        Block("第一段", "line", 1, (1.0, 2.0, 3.5, 4.0), runs=(Run(0, 3, 1, bold=True, size=12.0, confidence=0.9),)),
        Block("甲\t乙", "table", 2, table=Table((("甲", "乙"),), ((0, 0, 1, 2),)), outline=1, align="center"),
    ),
    pages=2,
    coverage=(PageCoverage(1, "ocr", 3, 0.9), PageCoverage(2, "text", 2)),
    remarks=(Remark("revisions", "有修订。", None, 3),),
    exact_pages=False,
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return pack(tmp_path / "方案.docx", parts(para("正文")))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def child_that(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Put a child that does something else in the place of the reader."""
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, "-c", "import os, sys, time\n" + code))


def test_a_document_crosses_the_border_unchanged() -> None:
    assert load(Document, dump(DOCUMENT)) == DOCUMENT


def test_what_may_be_of_two_kinds_cannot_cross_it() -> None:
    """The first kind would be taken for the second."""
    with pytest.raises(TypeError, match="kind"):
        load(Fact, b"[]")


@pytest.mark.parametrize(
    "bend",
    [
        lambda fields: fields[:-1],
        lambda fields: [*fields, 1],
        lambda fields: {"source": "x"},
        lambda fields: [1, *fields[1:]],
        lambda fields: [*fields[:3], [["文", "script", 1, *fields[3][0][3:]]], *fields[4:]],
        lambda fields: [*fields[:3], [["文", "line", True, *fields[3][0][3:]]], *fields[4:]],
        lambda fields: [*fields[:3], [["文", "line", 1, [1, 2, 3], *fields[3][0][4:]]], *fields[4:]],
        lambda fields: [*fields[:3], [["文", "line", 1, [1, 2, 3, "4"], *fields[3][0][4:]]], *fields[4:]],
        lambda fields: ["\ud800", *fields[1:]],
        lambda fields: [*fields[:4], 2.5, *fields[5:]],
        lambda fields: [*fields[:5], [[1, ["text"], 1, None]], *fields[6:]],
    ],
)
def test_what_is_not_a_document_is_refused(bend: object) -> None:
    fields = json.loads(dump(DOCUMENT))
    with pytest.raises(ValueError):
        load(Document, json.dumps(bend(fields)).encode())  # type: ignore[operator]


@pytest.mark.parametrize("data", [b"", b"null", b"[" * 100_000, b"9" * 10_000, b"\xff", b"[1e999]"])
def test_what_is_not_even_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        load(Document, data)


def test_numbers_that_are_none_become_zero() -> None:
    broken = replace(DOCUMENT, blocks=(replace(DOCUMENT.blocks[0], indent=float("nan")),))
    assert load(Document, dump(broken)).blocks[0].indent == 0.0


def test_the_same_document_with_and_without_a_child(plan: Path, temporary: Path) -> None:
    assert read(plan) == read(plan, isolate=False)
    assert list(temporary.iterdir()) == []


def test_the_parent_hears_when_recognition_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a scan would be ended for the memory and the time that recognition may take."""
    heard: list[str] = []
    monkeypatch.setattr(isolated, "announce", lambda: heard.append("recognition"))
    noise = np.random.default_rng(0).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    scan = Image.fromarray(noise).resize((800, 600))
    path = make_pdf(tmp_path / "a.pdf", lambda canvas: canvas.drawImage(ImageReader(scan), 0, 0, 595, 446))
    document = read(path)
    assert document.unreadable_pages == (1,) and document.remarks == ()
    assert heard == ["recognition"]


def test_errors_cross_by_name(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.write_bytes(b"")
    with pytest.raises(EmptyError, match="空.docx"):
        read(path)
    with pytest.raises(NotFoundError):
        read(tmp_path / "无.docx")


def test_the_child_loads_no_heavy_library_and_starts_fast(plan: Path) -> None:
    code = "import sys, pipeline.read.child as c; c.read_here(c.Path(sys.argv[1]), c.Limits()); print(*sys.modules)"
    variables = environment(str(Path.cwd()))
    done = subprocess.run([sys.executable, "-c", code, plan], env=variables, capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.decode().split()}
    assert loaded.isdisjoint({"spacy", "sklearn", "typer", "jieba", "numpy", "pandas", "cv2", "onnxruntime", "psutil"})
    start = time.perf_counter()
    with pytest.raises(EmptyError):
        empty = plan.with_name("a.docx")
        empty.touch()
        read(empty)
    assert time.perf_counter() - start < 2


def test_a_module_in_the_current_folder_is_not_imported(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    (plan.parent / "json.py").write_text("raise SystemExit")
    assert read(Path(plan.name)).blocks[0].text == "正文"


@pytest.mark.parametrize(
    "code",
    [
        "os.abort()",
        "sys.exit(0)",
        "print('D [1]'); sys.stdout.flush(); time.sleep(60)",
        'print(\'E ["SystemExit", "x"]\')',
        "print('E 1')",
        "print('D ' + '[' * 100000)",
        "print('P x y')",
        "print('nonsense')",
        "print('D ' + 'x' * 5000000)",
    ],
)
def test_a_child_that_dies_or_lies(plan: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    child_that(monkeypatch, code)
    with pytest.raises(ReaderCrashedError, match="请"):
        read(plan, limits=Limits(result_bytes=4 * MIB))
    assert list(temporary.iterdir()) == []


def test_an_error_cannot_write_over_the_terminal(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child_that(monkeypatch, 'print(r\'E ["EmptyError", "\\u001b[2J\\u202e空"]\')')
    with pytest.raises(EmptyError) as caught:
        read(plan)
    assert str(caught.value) == "[2J空"


def test_a_child_that_hangs(plan: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child_that(monkeypatch, "time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(ReaderCrashedError, match="秒"):
        read(plan, limits=Limits(seconds=1))
    assert time.monotonic() - start < 5
    assert list(temporary.iterdir()) == []


def test_progress_alone_buys_no_time_but_recognition_does(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = "for page in range(1, 90):\n  print('P', page, 90, flush=True)\n  time.sleep(0.3)"
    seen: list[int] = []
    child_that(monkeypatch, pages)
    limits = Limits(seconds=1, seconds_per_page=1)
    with pytest.raises(ReaderCrashedError):
        read(plan, limits=limits, progress=lambda done, total: seen.append(done))
    assert max(seen) < 10
    child_that(monkeypatch, "print('O ', flush=True)\n" + pages.replace("90", "8") + "\ntime.sleep(9)")
    with pytest.raises(ReaderCrashedError):
        read(plan, limits=limits, progress=lambda done, total: seen.append(done))
    assert 7 in seen


def test_a_child_that_eats_memory(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child_that(monkeypatch, "x = []\nwhile True: x.append(b'x' * 1000000); time.sleep(0.001)")
    with pytest.raises(ReaderCrashedError, match="内存超过 100 MiB"):
        read(plan, limits=Limits(memory=100 * MIB))


def test_what_the_child_started_dies_with_it(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "pid"
    start = "import subprocess\np = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    child_that(monkeypatch, start + f"open({str(note)!r}, 'w').write(str(p.pid))\ntime.sleep(60)")
    with pytest.raises(ReaderCrashedError):
        read(plan, limits=Limits(seconds=3))
    assert not _alive(int(note.read_text()))


def test_a_progress_callback_that_raises_ends_the_child(
    plan: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    child_that(monkeypatch, "print('P 1 9', flush=True)\ntime.sleep(60)")
    with pytest.raises(KeyboardInterrupt):
        read(plan, progress=cancel)
    assert list(temporary.iterdir()) == []
    assert not any("time.sleep(60)" in " ".join(child.cmdline()) for child in psutil.Process().children())


def test_a_parent_that_is_killed_takes_the_child_along(tmp_path: Path) -> None:
    code = (
        "import json, sys; from pathlib import Path; from pipeline.apart.watchdog import die_with_parent; import time;"
        "die_with_parent(Path(sys.argv[1])); time.sleep(60)"
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    variables = environment(str(tmp_path))
    options = spawn_options()
    child = subprocess.Popen([sys.executable, "-c", code, scratch], stdin=subprocess.PIPE, env=variables, **options)
    assert child.stdin
    child.stdin.close()  # what the system does to the pipe when the parent is gone
    assert child.wait(timeout=20) != 0
    assert not scratch.exists()


def test_memory_of_a_docx_bomb_is_the_childs_not_ours(plan: Path) -> None:
    before = psutil.Process().memory_info().rss
    big = pack(plan.with_name("big.docx"), parts(para("文" * 3_000_000)))
    with pytest.raises(Exception, match="请"):
        read(big, limits=Limits(max_characters=1_000_000, zip_ratio=100_000))
    assert psutil.Process().memory_info().rss - before < 100 * MIB


def test_the_table_of_readers_is_complete() -> None:
    assert set(READERS) == {"docx", "pdf", "doc", "wps", "rtf", "odt"}


def _alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
