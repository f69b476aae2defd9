"""OLE files, RTF and ODT: told apart, refused, or handed to LibreOffice, which must not call anybody either."""

import struct
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hostile_docx import packed  # noqa: E402
from outside import OUTSIDE  # noqa: E402

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ODT = b"application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ole(*names: str, flags: int = 0) -> bytes:
    """A compound file whose root holds streams of 4096 bytes; `flags` stand where a Word file keeps its own."""
    count = len(names)
    content = (struct.pack("<HH6xH", 0xA5EC, 193, flags)).ljust(4096, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<5H6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096)
    header += struct.pack("<4I", END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    folders = (count + 4) // 4
    table = [FAT, *[sector + 2 for sector in range(folders - 1)], END]
    entries = [_entry("Root Entry", 5, END, 0, child=1 if names else FREE)]
    for index, name in enumerate(names, start=1):
        start = len(table)
        table += [start + 1 + step for step in range(7)] + [END]
        entries.append(_entry(name, 2, start, 4096, right=index + 1 if index < count else FREE))
    directory = b"".join(entries).ljust(folders * SECTOR, b"\0")
    allocation = struct.pack("<128I", *(table + [FREE] * (128 - len(table))))
    return header + allocation + directory + content * count


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    tail = struct.pack("<HBB3I36xIQ", len(text), kind, 1, FREE, right, child, start, size)
    return text.ljust(64, b"\0") + tail


def large_ole(size: int) -> bytes:
    """A .doc of some 7 MB or more: its directory stands behind the text, and the header cannot list all of the table."""
    text, folders = size // SECTOR, 2
    tables = -(-(text + folders) // 126)  # which describe themselves, too
    lists = -(-(tables - 109) // 127)
    homes = range(text + folders, text + folders + tables)
    first = homes.stop
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<5H6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, text, 0, 4096)
    header += struct.pack("<4I", END, 0, first, lists) + struct.pack("<109I", *homes[:109])
    table = [*range(1, text), END, text + 1, END, *[FAT] * (tables + lists)]
    names = ("Data", "1Table", "\x01CompObj", "\x05SummaryInformation", "WordDocument")
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    entries += [_entry(name, 2, 0, size, right=at + 1 if at < 5 else FREE) for at, name in enumerate(names, start=1)]
    further = b"".join(
        struct.pack("<127I", *(*homes[at : at + 127], *[FREE] * 127)[:127])
        + struct.pack("<I", first + step + 1 if step + 1 < lists else END)
        for step, at in enumerate(range(109, tables, 127))
    )
    allocation = struct.pack(f"<{128 * tables}I", *table, *[FREE] * (128 * tables - len(table)))
    directory = b"".join(entries).ljust(folders * SECTOR, b"\0")
    return header + b"\0" * text * SECTOR + directory + allocation + further


def directory_loop() -> bytes:
    """Siblings and sectors that run in circles."""
    data = bytearray(ole("A", "B"))
    data[SECTOR + 4 : SECTOR + 8] = struct.pack("<I", 1)
    data[2 * SECTOR + 128 + 72 : 2 * SECTOR + 128 + 76] = struct.pack("<I", 1)
    return bytes(data)


def odt(content: str, mimetype: bytes = ODT, manifest: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    root = f'<office:document-content office:version="1.2" {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">{body}'
    members = {"mimetype": mimetype, "content.xml": f"{root}</office:document-content>".encode()}
    return packed(members | {"META-INF/manifest.xml": (manifest or MANIFEST).encode()})


def odt_that_calls() -> bytes:
    image = f'<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{OUTSIDE}odt"/></draw:frame>'
    section = f'<text:section text:name="s"><text:section-source xlink:href="{OUTSIDE}section"/></text:section>'
    return odt(f"<text:p>正文{image}</text:p>{section}")


def rtf_that_calls() -> bytes:
    picture = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{OUTSIDE}rtf" \\\\d}}{{\\fldrslt x}}}}'
    template = f"{{\\*\\template {OUTSIDE}template}}"
    return f"{{\\rtf1\\ansi{template} Plan text {picture}}}".encode()


CASES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "ole-encrypted.docx": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "EncryptedError"),
    "ole-password.doc": (lambda: ole("WordDocument", flags=0x0100), "EncryptedError"),
    "ole-hollow.doc": (lambda: ole("WordDocument", "1Table"), "CorruptError EmptyError UnsupportedFormatError"),
    "ole-excel.doc": (lambda: ole("Workbook"), "UnsupportedFormatError"),
    "ole-slides.doc": (lambda: ole("PowerPoint Document"), "UnsupportedFormatError"),
    "ole-loop.doc": (directory_loop, "UnsupportedFormatError CorruptError"),
    "ole-header.doc": (lambda: ole("WordDocument")[:100], "CorruptError"),
    "rtf-calls.rtf": (rtf_that_calls, "Document UnsupportedFormatError"),
    "rtf-braces.rtf": (lambda: b"{\\rtf1 " + b"{" * 1_000_000, "LimitError UnsupportedFormatError"),
    "odt-calls.odt": (odt_that_calls, "Document UnsupportedFormatError"),
    "odt-bomb.odt": (lambda: odt("<text:p>" + " " * 120_000_000 + "</text:p>"), "EmptyError UnsupportedFormatError"),
    "odt-locked.odt": (lambda: odt("", manifest="<manifest:encryption-data/>"), "EncryptedError"),
    "ods-as.odt": (lambda: odt("", b"application/vnd.oasis.opendocument.spreadsheet"), "UnsupportedFormatError"),
}
"""Names, and what the reading must end in: names of errors or `Document`; several where it depends on what is installed."""
