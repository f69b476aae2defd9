"""What a file is, told by its content: names lie, and half of the files named .doc or .pdf are something else.

    detect(path, limits, READERS) → "docx" | "pdf" | "doc" | "wps" | "rtf" | "odt"

Everything else is a typed error that says what the file is and what to do with it.
"""

import hashlib
import io
import stat
import zipfile
from collections.abc import Collection
from pathlib import Path

from pipeline.error_words import reason
from pipeline.errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    LimitError,
    NotFoundError,
    UnreadableError,
    UnsupportedFormatError,
)
from pipeline.limits import MIB, Limits
from pipeline.read.ole import SIGNATURE, root_streams

HEAD = 4096
PDF_WITHIN = 1024
"""Bytes within which a PDF's header must stand for readers to accept it (ISO 32000-1, annex H.3.4.1)."""

EXPORT = "请用 Word 或 WPS 打开后另存为 DOCX（或导出为 PDF）再提交。"
UNPACK = "请解压后直接提交其中的 DOCX 或 PDF 文件。"
PICTURE = "请把各页图片合成一个 PDF（扫描件也可以）再提交。"

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"Rar!\x1a\x07", "RAR 压缩包", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", UNPACK),
    (b"\x89PNG\r\n\x1a\n", "图片（PNG）", PICTURE),
    (b"\xff\xd8\xff", "图片（JPEG）", PICTURE),
    (b"II*\x00", "图片（TIFF）", PICTURE),
    (b"MM\x00*", "图片（TIFF）", PICTURE),
    (b"BM", "图片（BMP）", PICTURE),
    (b"GIF8", "图片（GIF）", PICTURE),
    (b"%!PS", "PostScript 文件", "请导出为 PDF 再提交。"),
    (b"CAJ\x00", "CAJ 文件", "请用 CAJ 阅读器打印为 PDF 再提交。"),
    (b"MZ", "可执行程序", "请确认提交的是否为正确的文件。"),
    (b"MIME-Version:", "网页存档（MHT）", EXPORT),
)
"""First bytes, what it is, what to do."""

MEMBERS: tuple[tuple[str, str, str], ...] = (
    ("OFD.xml", "OFD 版式文件", "请用 OFD 阅读器或 WPS 导出为 PDF 或 DOCX 再提交。"),
    ("xl/", "Excel 工作簿", "请把方案正文另存为 DOCX 或 PDF 再提交。"),
    ("ppt/", "PowerPoint 演示文稿", "请把方案正文另存为 DOCX 或 PDF 再提交。"),
    ("Index/Document.iwa", "Pages 文稿", "请在 Pages 中导出为 DOCX 或 PDF 再提交。"),
    ("META-INF/container.xml", "EPUB 电子书", EXPORT),
)
"""A member of a ZIP archive (or how its name begins), what the archive is, what to do."""

STREAMS: tuple[tuple[str, str], ...] = (
    ("Workbook", "Excel 工作簿"),
    ("Book", "Excel 工作簿"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
    ("__properties_version1.0", "Outlook 邮件"),
    ("VisioDocument", "Visio 绘图"),
)


def detect(path: Path, limits: Limits, formats: Collection[str]) -> str:
    """The format of a file. Raises an UnreadableError whose message names the file and says what to do.

    `formats` are all that can be read: a file that ends in one and is none is damaged.
    """
    data = load(path, limits)
    head = data[:HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _zip(path, data, limits)
    if head.startswith(SIGNATURE):
        return _ole(path, data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[: PDF_WITHIN + 5] and not _is_markup(head):
        return "pdf"
    raise _refusal(path, head, formats)


def digest(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be opened, which its reading will report."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def check_exists(path: Path) -> None:
    """Raises NotFoundError unless `path` is a regular file, UnreadableError where that cannot be found out."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise NotFoundError(f"找不到文件 {path.name}。请检查文件名和路径。") from error
    except OSError as error:
        raise UnreadableError(
            f"打不开 {path.name}（{reason(error)}）。请检查路径，以及能否进入所在的文件夹。"
        ) from error
    if stat.S_ISDIR(mode):
        raise NotFoundError(f"{path.name} 是文件夹，不是文件。请指定一个文件；成批检查请用 yushen batch。")
    if not stat.S_ISREG(mode):
        raise NotFoundError(f"{path.name} 不是普通文件。请指定一个 DOCX 或 PDF 文件。")


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of a file. Raises NotFoundError, EmptyError, LimitError, UnreadableError where it cannot be opened."""
    check_exists(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        message = f"无法打开 {path.name}。请确认有读取权限，并且文件没有被 Word 或 WPS 等程序占用。"
        raise UnreadableError(message) from error
    if not data:
        raise EmptyError(f"{path.name} 是空文件（0 字节）。请重新获取或重新导出该文件。")
    if len(data) > limits.max_bytes:
        most = f"{limits.max_bytes / MIB:.4g} MiB"
        raise LimitError(f"{path.name} 超过 {most} 的上限，未读取。请压缩其中的图片或拆分文件后再试。")
    return data


def refuse_flood(data: bytes, limits: Limits, place: str) -> None:
    """Raises LimitError where a ZIP has far too many entries: zipfile builds an object for each before it can be asked."""
    if data.count(b"PK\x01\x02") > 4 * limits.zip_entries:  # a picture may hold the sign of an entry by chance
        raise LimitError(f"{place}的条目超过 {limits.zip_entries} 个，未读取。请用 Word 另存为新文件后再试。")


def _zip(path: Path, data: bytes, limits: Limits) -> str:
    refuse_flood(data, limits, f"{path.name} 内")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive(path, archive)
    except UnreadableError:
        raise
    except Exception as error:  # zipfile raises whatever a damaged directory makes it stumble over
        message = f"{path.name} 已损坏或不完整（可能没有下载完）。请重新获取文件，或用 Word、WPS 修复后另存。"
        raise CorruptError(message) from error


def _archive(path: Path, archive: zipfile.ZipFile) -> str:
    names = [info.filename.replace("\\", "/").lstrip("/") for info in archive.infolist()]
    if any(name.lower().startswith("word/") for name in names):
        return "docx"
    if "mimetype" in names:
        kind = _begins(archive, "mimetype")
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            _refuse_encrypted_odt(path, archive)
            return "odt"
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise _unsupported(path, "OpenDocument 表格、演示或图形文件", "请把方案正文另存为 DOCX 或 PDF 再提交。")
    for member, title, advice in MEMBERS:
        if any(name.startswith(member) for name in names):
            raise _unsupported(path, title, advice)
    if "[Content_Types].xml" in names or "_rels/.rels" in names:
        return "docx"
    raise _unsupported(path, "ZIP 压缩包", UNPACK)


def _begins(archive: zipfile.ZipFile, name: str, size: int = 100) -> bytes:
    with archive.open(name) as stream:
        return stream.read(size)


def _refuse_encrypted_odt(path: Path, archive: zipfile.ZipFile) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in _begins(archive, manifest, MIB):
        raise _encrypted(path)


def _ole(path: Path, data: bytes) -> str:
    streams = root_streams(data)
    if "EncryptedPackage" in streams:
        raise _encrypted(path)
    if "WordDocument" in streams:
        flags = streams["WordDocument"][10:12]
        if flags and int.from_bytes(flags, "little") & 0x0100:  # fEncrypted (MS-DOC 2.5.2)
            raise _encrypted(path)
        return "wps" if path.suffix.lower() in (".wps", ".wpt") else "doc"
    if "MatOST" in streams or "CONTENTS" in streams:  # Microsoft Works, which LibreOffice reads as well
        return "wps"
    for name, title in STREAMS:
        if name in streams:
            raise _unsupported(path, title, "请把方案正文另存为 DOCX 或 PDF 再提交。")
    if not streams:
        raise CorruptError(f"{path.name} 已损坏，读不出内部目录。请重新获取文件，或用 Word、WPS 修复后另存为 DOCX。")
    raise _unsupported(path, "无法识别的 OLE 文件", EXPORT)


def _refusal(path: Path, head: bytes, formats: Collection[str]) -> UnreadableError:
    """What to say of a file that is none of the formats."""
    name = path.name
    if name.startswith("~$"):
        return UnsupportedFormatError(f"{name} 是 Word 打开文件时留下的临时文件。请提交去掉“~$”的原文件。")
    if b"E-SafeNet" in head:
        return EncryptedError(f"{name} 被文档安全软件加密。请先在本单位电脑上解密，再另存为 DOCX 提交。")
    for start, title, advice in SIGNATURES:
        if head.startswith(start):
            return _unsupported(path, title, advice)
    if _is_markup(head):
        xml = b"mso-application" in head or b"wordDocument" in head or b"pkg:package" in head
        return _unsupported(path, "Word XML 文件" if xml else "网页或 XML 文件", EXPORT)
    if not head.strip(b"\x00 \t\r\n"):
        return CorruptError(f"{name} 的开头全是空白，没有内容（可能没有下载完）。请重新获取文件。")
    if _is_text(head):
        return _unsupported(path, "纯文本", "请把内容放进 Word 或 WPS 文档，另存为 DOCX 再提交。")
    claimed = path.suffix.lower().lstrip(".")
    if claimed in formats:
        return CorruptError(f"{name} 已损坏，或不是真正的 {claimed.upper()} 文件。请重新获取文件，或重新导出后再提交。")
    return UnsupportedFormatError(f"{name} 的格式无法识别。{EXPORT}")


def _is_markup(head: bytes) -> bool:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text.startswith((b"<!doctype", b"<html", b"<?xml", b"<!--", b"<head", b"<meta", b"<body"))


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head or sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 100:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the head may end in the middle of a character
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _unsupported(path: Path, title: str, advice: str) -> UnsupportedFormatError:
    gap = " " if title[0].isascii() else ""
    return UnsupportedFormatError(f"{path.name} 的内容是{gap}{title}，无法检查。{advice}")


def _encrypted(path: Path) -> EncryptedError:
    return EncryptedError(f"{path.name} 设有打开密码，无法读取。请在 Word 或 WPS 中去掉密码后另存，再提交检查。")
