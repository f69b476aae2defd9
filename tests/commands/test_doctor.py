"""yushen doctor says of each part what the program itself would find."""

from pathlib import Path

import pytest

from pipeline.commands import doctor
from pipeline.commands.doctor import Part, examine
from pipeline.read import office
from pipeline.read.ocr import engine


def part(name: str) -> Part:
    return next(part for part in examine() if part.name == name)


def test_recognition_works() -> None:
    assert part("扫描件识别").works


def test_recognition_that_cannot_start_is_said_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("libonnxruntime.so: cannot open shared object file")

    monkeypatch.setattr(engine, "_engine", fail)
    found = part("扫描件识别")
    assert not found.works and "ImportError：libonnxruntime.so" in found.detail


def test_every_library_that_the_package_asks_for_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["lxml<7,>=5.3", "python-docx>=1.2", "no.such_library", "ruff>=0.8; extra == 'dev'"]
    monkeypatch.setattr(doctor, "requires", lambda _: asked)
    found = {part.name: part.works for part in examine()}
    assert found.items() >= {"lxml": True, "python-docx": True, "no.such_library": False}.items()
    assert "ruff" not in found


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first folder in which installers put programs; nothing is on PATH."""
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    return tmp_path


def install(programs: Path, release: str) -> Path:
    program = programs / f"LibreOffice {release}" / "program" / office.NAMES[0]
    program.parent.mkdir(parents=True)
    program.touch()
    return program


def test_the_newest_libreoffice_is_taken(programs: Path) -> None:
    installed = {release: install(programs, release) for release in ("7.6", "25.8", "24.2")}
    assert office.find_office() == installed["25.8"]


def test_libreoffice_is_found_where_reading_finds_it(programs: Path) -> None:
    install(programs, "25.8")
    found = part("LibreOffice")
    assert found.works and found.detail.startswith("可读")


def test_where_there_is_no_libreoffice_doctor_says_what_it_is_for(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "NAMES", ("no-such-program",))
    found = part("LibreOffice")
    assert not found.works and not found.needed and found.detail.startswith("装上后可读 doc")
