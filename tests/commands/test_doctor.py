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
    found = {found.name: found.works for found in doctor._libraries()}
    assert found == {"lxml": True, "python-docx": True, "no.such_library": False}


def test_the_newest_libreoffice_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for release in ("7.6", "25.8", "24.2"):
        program = tmp_path / f"libreoffice{release}" / "program"
        program.mkdir(parents=True)
        (program / "soffice").touch()
    monkeypatch.setattr(office, "NAMES", ("soffice",))
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "_homes", lambda: iter([(tmp_path, "libreoffice*/program")]))
    assert office.find_office() == tmp_path / "libreoffice25.8" / "program" / "soffice"


def test_libreoffice_is_found_where_reading_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "libreoffice25.8" / "program"
    program.mkdir(parents=True)
    (program / "soffice").touch()
    monkeypatch.setattr(office, "NAMES", ("soffice",))
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    monkeypatch.setattr(office, "_homes", lambda: iter([(tmp_path, "libreoffice*/program")]))
    assert part("LibreOffice").works
