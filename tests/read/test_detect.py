"""The type is told by content; what yushen does not read gets an error that says what it is and what to do."""

import struct
import sys
import zipfile
from pathlib import Path

import pytest
from docx_builder import pack, para, parts

from pipeline import errors
from pipeline.limits import MIB, Limits
from pipeline.read import READERS
from pipeline.read.detect import detect
from pipeline.read.ole import root_streams

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))

from hostile_office import SECTOR, large_ole, odt, ole  # noqa: E402


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["方案.docx", "方案.doc", "方案.pdf", "方案", "方案.wps"])
def test_a_docx_is_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert detect(pack(tmp_path / name, parts(para("正文"))), Limits(), READERS) == "docx"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", b"%PDF-1.4\n", "pdf"),
        ("a.pdf", b"\n" * 900 + b"%PDF-1.4\n", "pdf"),
        ("a.doc", ole("1Table", "WordDocument"), "doc"),
        ("a.docx", ole("WordDocument"), "doc"),
        ("a.wps", ole("WordDocument"), "wps"),
        ("a.wps", ole("MatOST", "CONTENTS"), "wps"),
        ("a.doc", b"{\\rtf1 x}", "rtf"),
        ("a.doc", odt(""), "odt"),
    ],
)
def test_formats(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    assert detect(put(tmp_path, name, data), Limits(), READERS) == kind


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("a.docx", b"", errors.EmptyError, "空文件"),
        ("a.pdf", "实施方案".encode(), errors.UnsupportedFormatError, "纯文本"),
        ("a.docx", "实施方案".encode("gbk") * 2000, errors.UnsupportedFormatError, "纯文本"),
        ("a.pdf", b"\xef\xbb\xbf <!DOCTYPE html>%PDF-", errors.UnsupportedFormatError, "网页"),
        ("a.doc", b"<html xmlns:w='x'>", errors.UnsupportedFormatError, "网页"),
        (
            "a.xml",
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
            errors.UnsupportedFormatError,
            "Word",
        ),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", errors.UnsupportedFormatError, "合成一个 PDF"),
        ("a.docx", b"Rar!\x1a\x07\x00", errors.UnsupportedFormatError, "解压"),
        ("a.docx", b"\0" * 4000, errors.CorruptError, "重新获取"),
        ("a.pdf", bytes(range(1, 250)) * 9, errors.CorruptError, "PDF"),
        ("a.dat", bytes(range(1, 250)) * 9, errors.UnsupportedFormatError, "DOCX"),
        ("a.docx", b"PK\x03\x04 cut", errors.CorruptError, "重新获取"),
        ("a.docx", ole("EncryptedPackage", "EncryptionInfo"), errors.EncryptedError, "密码"),
        ("a.doc", ole("WordDocument", flags=0x0100), errors.EncryptedError, "密码"),
        ("a.doc", ole("Workbook"), errors.UnsupportedFormatError, "Excel"),
        ("a.doc", ole("Strange"), errors.UnsupportedFormatError, "OLE"),
        ("a.doc", ole("WordDocument")[:200], errors.CorruptError, "损坏"),
        ("a.odt", odt("", manifest="encryption-data"), errors.EncryptedError, "密码"),
        ("a.docx", b"\x14#e\x00E-SafeNet LOCK", errors.EncryptedError, "解密"),
        ("~$a.docx", b"\x05admin" + b"\0" * 150, errors.UnsupportedFormatError, "临时文件"),
    ],
)
def test_refusals_say_what_to_do(
    tmp_path: Path, name: str, data: bytes, error: type[errors.UnreadableError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        detect(put(tmp_path, name, data), Limits(), READERS)
    assert "请" in str(caught.value)
    assert name in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("member", "says"),
    [("OFD.xml", "OFD"), ("xl/workbook.xml", "Excel"), ("ppt/a.xml", "PowerPoint"), ("方案.txt", "ZIP 压缩包")],
)
def test_archives_that_are_no_docx(tmp_path: Path, member: str, says: str) -> None:
    with pytest.raises(errors.UnsupportedFormatError, match=says):
        detect(pack(tmp_path / "a.docx", {member: b"x"}), Limits(), READERS)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFoundError, match="找不到文件 无.docx"):
        detect(tmp_path / "无.docx", Limits(), READERS)
    with pytest.raises(errors.NotFoundError, match="文件夹"):
        detect(tmp_path, Limits(), READERS)
    with pytest.raises(errors.UnreadableError, match="找不到|名称太长"):
        detect(tmp_path / ("长" * 500), Limits(), READERS)


def test_a_file_in_a_folder_that_nobody_may_enter_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stat(path: Path, **_: object) -> None:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(errors.UnreadableError, match="打不开 方案.docx（没有权限.*能否进入所在的文件夹"):
        detect(tmp_path / "方案.docx", Limits(), READERS)


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(errors.LimitError, match="9.537e-05 MiB|上限"):
        detect(put(tmp_path, "a.pdf", b"%PDF-" * 100), Limits(max_bytes=100), READERS)


def test_too_many_entries(tmp_path: Path) -> None:
    with pytest.raises(errors.LimitError, match="条目"):
        detect(put(tmp_path, "a.docx", b"PK\x03\x04" + b"PK\x01\x02" * 100_000), Limits(), READERS)


def test_stored_archive_inside_an_archive(tmp_path: Path) -> None:
    inner = pack(tmp_path / "b.docx", parts(para("内")))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(inner, "b.docx")
    with pytest.raises(errors.UnsupportedFormatError, match="解压"):
        detect(tmp_path / "a.zip", Limits(), READERS)


def test_directories_of_compound_files() -> None:
    assert set(root_streams(ole("A", "长名字", "C", "D", "E"))) == {"A", "长名字", "C", "D", "E"}
    assert root_streams(ole("A")[:600]) == {}
    assert root_streams(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600) == {}


@pytest.mark.parametrize("size", [8 * MIB, 24 * MIB])
def test_a_large_doc_is_told_by_a_directory_that_stands_far_out(tmp_path: Path, size: int) -> None:
    assert detect(put(tmp_path, "a.doc", large_ole(size)), Limits(), READERS) == "doc"


@pytest.mark.parametrize("place", [0, 16_700, 0xFFFFFFF0])
def test_a_table_listed_in_a_circle_or_nowhere_ends(place: int) -> None:
    data = bytearray(large_ole(8 * MIB))
    struct.pack_into("<I", data, 68, place)
    struct.pack_into("<I", data, SECTOR + 508, 0)  # the first sector as a list that goes on with itself
    assert "WordDocument" not in root_streams(bytes(data))
