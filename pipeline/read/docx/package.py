"""The package of a DOCX: members read within limits, XML parsed without entities, no relationship followed outward.

Nothing here believes what the file says about itself: sizes are counted while members are decompressed, nothing is
ever written to disk, and relationships that point out of the package are as good as absent (ECMA-376 part 2).
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import CorruptError, EncryptedError, HostileError, LimitError
from pipeline.limits import MIB, Limits
from pipeline.read.detect import refuse_flood

Node = Any
"""An lxml element; lxml ships no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

STRICT = "http://purl.oclc.org/ooxml/"
STRICT_NAMES = {
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    "drawingml/picture": "drawingml/2006/picture",
    "drawingml/diagram": "drawingml/2006/diagram",
    "drawingml/chart": "drawingml/2006/chart",
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
}
"""Namespaces of ISO/IEC 29500 Strict and of Transitional, each after its fixed beginning."""

CHUNK = 64 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, IndexError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from one part to another part of the same package; `kind` is the last word of its type."""

    kind: str
    target: str


@dataclass(slots=True)
class Package:
    """An open package; parts are decompressed when asked for, and counted."""

    archive: zipfile.ZipFile
    names: dict[str, zipfile.ZipInfo]
    """Members by name in lower case: part names are compared so (part 2, 6.2.2.3)."""
    limits: Limits
    spent: int = 0
    """Bytes decompressed so far."""
    cache: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """The bytes of one member. Raises CorruptError, LimitError, HostileError."""
        info = self.names.get(name.lower())
        if info is None:
            raise CorruptError(f"DOCX 文件已损坏：缺少部件 {name}。请用 Word 或 WPS 打开后另存为 DOCX 再试。")
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self.spent += len(chunk)
                    _count(info, size, self)
                    chunks.append(chunk)
        except BROKEN as error:
            raise CorruptError(f"DOCX 文件已损坏：部件 {name} 无法解压。请重新获取文件再试。") from error
        except RuntimeError as error:
            raise EncryptedError("文件已加密，无法读取。请去除密码后另存为 DOCX 再试。") from error
        return b"".join(chunks)

    def xml(self, name: str) -> Node:
        """The root element of an XML part, in transitional namespaces. Raises as `read`."""
        return parse(self.read(name), name)

    def related(self, part: str) -> dict[str, Relationship]:
        """Relationships of `part` by id, external ones left out; part names are absolute within the package."""
        if part not in self.cache:
            self.cache[part] = self._relationships(part)
        return self.cache[part]

    def _relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(source):
            return {}
        root = self.xml(source)
        if len(root) > self.limits.relationships:
            raise LimitError(f"文件中的关系超过 {self.limits.relationships} 个，未读取。请用 Word 另存为新文件后再试。")
        found = {}
        for node in root.iter(f"{RELATIONSHIPS}Relationship"):
            if node.get("TargetMode", "Internal") == "Internal":
                kind = node.get("Type", "").rsplit("/", 1)[-1]
                target = unquote(node.get("Target", "")).split("#", 1)[0]
                path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                found[node.get("Id", "")] = Relationship(kind, posixpath.normpath(path))
        return found

    def first(self, part: str, kind: str) -> str | None:
        """The first part that `part` refers to as `kind` (“styles”, “numbering”), if it is in the package."""
        for relationship in self.related(part).values():
            if relationship.kind == kind and self.has(relationship.target):
                return relationship.target
        return None


def open_package(data: bytes, limits: Limits) -> Package:
    """Open the bytes of a DOCX and look over its members before any is used.

    Raises EncryptedError, CorruptError, LimitError or HostileError.
    """
    refuse_flood(data, limits, "文件包内")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise CorruptError("文件不是完整的 DOCX（压缩包损坏或被截断）。请重新获取文件再试。") from error
    entries = archive.infolist()
    if len(entries) > limits.zip_entries:
        raise LimitError(f"文件包内的条目超过 {limits.zip_entries} 个，未读取。请用 Word 另存为新文件后再试。")
    names: dict[str, zipfile.ZipInfo] = {}
    for info in entries:
        _admit(info, names)
    package = Package(archive, names, limits)
    _refuse_doctypes(package)
    return package


def _admit(info: zipfile.ZipInfo, names: dict[str, zipfile.ZipInfo]) -> None:
    name = info.filename.replace("\\", "/").lstrip("/")
    if ".." in name.split("/") or ":" in name.split("/")[0]:
        raise HostileError("文件包内有指向包外的路径，疑似恶意文件，已拒绝读取。请向提交单位核实来源。")
    if info.flag_bits & 1:
        raise EncryptedError("文件已加密，无法读取。请去除密码后另存为 DOCX 再试。")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CorruptError("文件包使用了 DOCX 不允许的压缩方式。请用 Word 或 WPS 另存为 DOCX 再试。")
    if name.lower() in names and not info.is_dir():
        raise CorruptError(f"DOCX 文件已损坏：部件 {name} 重复出现。请用 Word 或 WPS 打开后另存再试。")
    names[name.lower()] = info


def _count(info: zipfile.ZipInfo, size: int, package: Package) -> None:
    """Hold what has come out of a member so far against the limits; `compress_size` bounds what zipfile reads."""
    limits = package.limits
    if size > limits.zip_ratio_above and size > limits.zip_ratio * max(info.compress_size, 1):
        raise HostileError(
            f"文件包内有压缩比超过 {limits.zip_ratio}:1 的部件，疑似压缩炸弹，已拒绝读取。请核实文件来源。"
        )
    if size > limits.zip_member:
        raise LimitError(f"文件包内有超过 {limits.zip_member // MIB} MiB 的部件，未读取。请压缩图片或拆分文件后再试。")
    if package.spent > limits.zip_total:
        raise LimitError(f"文件解压后超过 {limits.zip_total // MIB} MiB，未读取。请压缩图片或拆分文件后再试。")


def _refuse_doctypes(package: Package) -> None:
    """Look for a DOCTYPE in every XML part, also those never parsed: no honest DOCX has one (part 2, 8.2.4)."""
    for name, info in package.names.items():
        if name.endswith((".xml", ".rels")) and not info.is_dir():
            refuse_doctype(package.read(name))
    package.spent = 0


def refuse_doctype(data: bytes) -> None:
    """Raise HostileError if XML bytes hold a document type declaration, in any encoding that OPC allows."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in data:
            raise HostileError("文件内含 DOCTYPE 声明，疑似恶意文件，已拒绝读取。请向提交单位核实来源。")


def parse(data: bytes, name: str) -> Node:
    """Parse an XML part without entities, network or DTD; Strict namespaces become transitional ones."""
    refuse_doctype(data)
    _refuse_encoding(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).lower()
        if "depth" in reason:
            raise LimitError(f"部件 {name} 的嵌套过深，未读取。请用 Word 另存为新文件后再试。") from error
        if "resource limit" in reason or "huge" in reason:  # libxml2 ends a text at ten million bytes
            raise LimitError(f"部件 {name} 中有一段文字过长，未读取。请拆分文件后再试。") from error
        raise CorruptError(f"DOCX 文件已损坏：部件 {name} 不是有效的 XML。请用 Word 或 WPS 打开后另存再试。") from error
    if root.getroottree().docinfo.doctype:
        raise HostileError("文件内含 DOCTYPE 声明，疑似恶意文件，已拒绝读取。请向提交单位核实来源。")
    if STRICT in " ".join(uri for uri in root.nsmap.values() if uri):
        _to_transitional(root)
    return root


def _refuse_encoding(data: bytes, name: str) -> None:
    """Part 2, 8.2.4 allows UTF-8 and UTF-16 only; others could carry a DOCTYPE past `refuse_doctype`."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise CorruptError(f"DOCX 文件已损坏：部件 {name} 的编码不受支持。请用 Word 另存后再试。")
    head = data[:200].replace(b"\x00", b"").lower()
    start = head.find(b"encoding=")
    if head.find(b"<?xml") >= 0 and start >= 0:
        declared = head[start + 10 : start + 30].split(head[start + 9 : start + 10])[0]
        if not declared.startswith((b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii")):
            raise CorruptError(f"DOCX 文件已损坏：部件 {name} 的编码不受支持。请用 Word 另存后再试。")


def _to_transitional(root: Node) -> None:
    names: dict[str, str] = {}
    for node in root.iter():
        node.tag = _transitional(node.tag, names)
        for key, value in list(node.attrib.items()):
            if key.startswith("{" + STRICT):
                del node.attrib[key]
                node.set(_transitional(key, names), value)


def _transitional(name: str, names: dict[str, str]) -> str:
    if not name.startswith("{" + STRICT):
        return name
    if name not in names:
        space, local = name[1:].split("}", 1)
        known = STRICT_NAMES.get(space.removeprefix(STRICT))
        names[name] = f"{{http://schemas.openxmlformats.org/{known}}}{local}" if known else name
    return names[name]
