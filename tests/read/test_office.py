"""DOC, RTF and ODT through LibreOffice: the text of the DOCX, nothing left behind, a clear error without it."""

import hashlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import pytest

from pipeline.errors import CorruptError, ReaderCrashedError, UnsupportedFormatError
from pipeline.limits import Limits
from pipeline.read import office, read

needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    document.add_heading("智能建造试点实施方案", 1)
    document.add_paragraph("基本情况", style="List Number")
    document.add_paragraph("到2025年，建成示范工程10项。")
    document.add_paragraph("试点目标", style="List Number")
    path = tmp_path_factory.mktemp("plan") / "plan.docx"
    document.save(str(path))
    return path


def saved_as(plan: Path, kind: str) -> Path:
    """LibreOffice's own rendering of the plan in another format."""
    program = office.find_office()
    profile = f"-env:UserInstallation={(plan.parent / 'profile').as_uri()}"
    command = [str(program), "--headless", profile, "--convert-to", kind, "--outdir", str(plan.parent), str(plan)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return plan.with_suffix(f".{kind}")


@needs_office
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_the_same_text_and_numbers_as_the_docx(plan: Path, temporary: Path, kind: str) -> None:
    path = saved_as(plan, kind)
    document = read(path)
    assert (document.format, document.source) == (kind, f"plan.{kind}")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    expected = [(block.number, block.text) for block in read(plan).blocks]
    assert [(block.number, block.text) for block in document.blocks] == expected
    assert list(temporary.iterdir()) == []


@needs_office
@pytest.mark.parametrize(("kind", "name"), [("rtf", "txt"), ("rtf", "csv"), ("doc", "txt"), ("odt", "html")])
def test_the_type_is_told_by_content_to_libreoffice_too(plan: Path, tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / f"方案.{name}"
    path.write_bytes(saved_as(plan, kind).read_bytes())
    document = read(path, isolate=False)
    assert (document.format, document.source) == (kind, f"方案.{name}")
    assert [block.text for block in document.blocks] == [block.text for block in read(plan).blocks]


@needs_office
def test_without_a_child_as_well(plan: Path, temporary: Path) -> None:
    assert read(saved_as(plan, "rtf"), isolate=False).blocks
    assert list(temporary.iterdir()) == []


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    path = tmp_path / "旧.doc"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(UnsupportedFormatError, match="旧.doc.*另存为 DOCX"):
        read(path, isolate=False)


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport os, subprocess, sys, time\n{code}\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_office", lambda: program)


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a shebang")
def test_an_office_that_hangs_is_ended_with_its_helpers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "alive"
    helper = f"import time, pathlib; time.sleep(3); pathlib.Path({str(mark)!r}).touch()"
    fake_office(tmp_path, monkeypatch, f"subprocess.Popen([sys.executable, '-c', {helper!r}])\ntime.sleep(60)")
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(ReaderCrashedError, match="超时.*另存为 DOCX"):
        read(path, limits=Limits(seconds=2), isolate=False)
    time.sleep(3)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a shebang")
def test_an_office_that_writes_nothing(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, monkeypatch, "")
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 x}")
    with pytest.raises(CorruptError, match="无法打开 a.rtf"):
        read(path, isolate=False)
    assert list(temporary.iterdir()) == []


def test_found_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for release in ("LibreOffice 7", "LibreOffice 24"):
        folder = tmp_path / release / "program"
        folder.mkdir(parents=True)
        (folder / office.NAMES[0]).touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    found = office.find_office()
    assert found
    assert found.parent.parent.parent == tmp_path


def test_found_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "NAMES", ("no-such-program",))
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    assert office.find_office() is None
