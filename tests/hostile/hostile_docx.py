"""DOCX files made to do harm, or broken, and files of other kinds that pose as DOCX."""

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "read")]

from docx_builder import OFFICE, RELS, SPACES, level, listed, numbering, para, parts, related  # noqa: E402
from outside import OUTSIDE  # noqa: E402

Members = dict[str, bytes]

MIB = 1 << 20
XXE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{OUTSIDE}xxe"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "哈">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
GOOD = parts(para("正文"), styles="", numbering="", header=para("页眉"), footnotes="", comments="")


def packed(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def document(body: str, relationships: str = "", **more: str) -> bytes:
    """Stored, not deflated: repetition would be refused as a bomb before the trap itself is reached."""
    return packed(parts(body, relationships, **more), zipfile.ZIP_STORED)


def with_member(name: str, content: bytes) -> bytes:
    return packed(GOOD | {name: content})


def xxe_in(name: str, encoding: str = "utf-8") -> bytes:
    body = GOOD.get(name, b"<x/>").decode()
    return with_member(name, (XXE + body.replace("正文", "&e;&f;")).encode(encoding))


def external_dtd() -> bytes:
    return with_member("word/document.xml", f'<!DOCTYPE x SYSTEM "{OUTSIDE}dtd">'.encode() + GOOD["word/document.xml"])


def billion_laughs() -> bytes:
    body = GOOD["word/document.xml"].decode().replace("正文", "&a11;")
    return with_member("word/document.xml", (LAUGHS + body).encode())


def overlapping_bomb(entries: int = 900) -> bytes:
    """Entries that all point at the same 64 MiB: small to store, 56 GiB to unpack (after D. Fifield, 2019)."""
    name = b"word/a.xml"
    data = zlib.compress(b" " * (64 * MIB), 9)[2:-4]
    size = 64 * MIB
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), size, len(name), 0) + name + data
    good = packed(GOOD)
    directory = b""
    for n in range(entries):
        alias = b"word/a%d.xml" % n
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), size, len(alias), 0, 0, 0, 0, 0, len(good)
        )
        directory += alias
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(good) + len(local), 0)
    return good + local + directory + end


def nested_zips(depth: int = 12) -> bytes:
    data = packed({"word/a.xml": b" " * MIB})
    for n in range(depth):
        data = packed({f"word/{n}/{copy}.zip": data for copy in range(4)})[: 4 * MIB] if n < 4 else data
    return packed(GOOD | {"word/embeddings/a.docx": data, "word/embeddings/b.zip": data})


def zip_of_itself() -> bytes:
    """An archive whose member is, byte for byte, the archive's own beginning: unpacking again and again never ends."""
    inner = packed(GOOD)
    again = packed({"self.docx": inner})
    return packed(GOOD | {"word/embeddings/self.docx": inner, "word/embeddings/again.docx": again})


def lying_sizes() -> bytes:
    data = bytearray(packed(GOOD | {"word/z.xml": b" " * (70 * MIB)}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(data)


def wrong_local_header() -> bytes:
    data = bytearray(packed(GOOD))
    place = data.find(b"PK\x03\x04")
    data[place + 26 : place + 28] = struct.pack("<H", 60_000)
    return bytes(data)


def entry_flood() -> bytes:
    return packed({f"word/{n}.xml": b"" for n in range(30_000)} | GOOD)


def spans(columns: int, rows: int) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{para("格")}</w:tc>'
    return document("<w:tbl>" + f"<w:tr>{cell}</w:tr>" * rows + "</w:tbl>")


def merged_rows(rows: int = 20_000, columns: int = 40) -> bytes:
    first = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc>" * columns
    others = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * columns
    return document(f"<w:tbl><w:tr>{first}</w:tr>" + f"<w:tr>{others}</w:tr>" * rows + "</w:tbl>" + para("正文"))


def nested(start: str, end: str, depth: int) -> bytes:
    return document(start * depth + para("底") + end * depth)


def nested_tables(depth: int) -> bytes:
    return nested("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", depth)


def relationship_flood() -> bytes:
    return document(para("正文"), "".join(related(f"k{n}", f"{n}.xml") for n in range(50_000)))


def style_chain() -> bytes:
    steps = range(20_000)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in steps
    )
    body = "".join(para("甲", f'<w:pStyle w:val="s{n}"/>') for n in steps)
    return document(body, styles=styles + '<w:style w:styleId="s20000"><w:basedOn w:val="s0"/></w:style>')


def huge_numbers(form: str) -> bytes:
    start = f'<w:lvl w:ilvl="0"><w:start w:val="2000000000"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/></w:lvl>'
    return document("".join(listed("条") for _ in range(50)), numbering=numbering(start))


def long_level_text() -> bytes:
    body = "".join(listed("条") for _ in range(2000))
    return document(body, numbering=numbering(level(0, "%1" * 100_000)))


def template(kind: str) -> bytes:
    """A reference out of the package, as used to fetch macros or to leak that a file was opened."""
    return document(para("正文") + '<w:altChunk r:id="r_aFChunk"/>', related(kind, OUTSIDE + kind, external=True))


def picture_only(image: bytes) -> bytes:
    size = '<wp:extent cx="7560000" cy="10692000"/>'
    blip = '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r_image"/></pic:blipFill></pic:pic>'
    drawing = f"<w:drawing><wp:inline>{size}{blip}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    members = parts(para(f"<w:r>{drawing}</w:r>"), related("image", "media/a.png"))
    return packed(members | {"word/media/a.png": image})


def png_bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few kilobytes."""
    side = 30_000
    rows = zlib.compress(b"\0" * 5 * MIB, 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def strict() -> bytes:
    members = {}
    for name, content in parts(para("严格格式的正文")).items():
        text = content.decode().replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        text = text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        members[name] = text.encode()
    return packed(members)


def bent_content_types() -> bytes:
    return packed({name: content for name, content in GOOD.items() if name != "_rels/.rels"})


def main_part_is_itself() -> bytes:
    rels = f'<Relationships xmlns="{RELS}">{related("officeDocument", "_rels/.rels")}</Relationships>'
    return packed(GOOD | {"_rels/.rels": rels.encode()})


def fields(depth: int = 50_000) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return document(para(begin * depth + "<w:r><w:t>文</w:t></w:r>"))


def open_fields(depth: int = 30_000) -> bytes:
    """Fields inside the results of others, all closed in the end, with as many stretches of text in the innermost."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return document(para((marks[0] + marks[1]) * depth + run("文") * depth + marks[2] * depth))


def deep_equation() -> bytes:
    code = "EQ " + "\\o\\ac(" * 2_000 + "\\a" + "\\up  " * 500
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return document(para((marks[0] + f"<w:r><w:instrText>{code}</w:instrText></w:r>" * 20 + marks[1]) * 20 + run("文")))


def attribute_flood() -> bytes:
    attributes = "".join(f' w:a{n}="{n}"' for n in range(50_000))
    return document(f"<w:p{attributes}><w:r><w:t>文</w:t></w:r></w:p>")


def renamed_zip(member: str) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", member: b"<x/>"})


XXE_PARTS = (
    "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
    "word/numbering.xml", "word/header.xml", "word/footnotes.xml", "word/comments.xml", "word/settings.xml",
    "docProps/core.xml", "customXml/item1.xml",
)  # fmt: skip

CASES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "zip-bomb.docx": (lambda: with_member("word/document.xml", b" " * (70 * MIB)), "HostileError"),
    "zip-bomb-unused.docx": (lambda: with_member("word/unused.xml", b" " * (70 * MIB)), "HostileError"),
    "zip-bomb-media.docx": (lambda: with_member("word/media/a.png", b" " * (70 * MIB)), "Document"),
    "zip-overlap.docx": (overlapping_bomb, "HostileError LimitError CorruptError"),
    "zip-nested.docx": (nested_zips, "Document"),
    "zip-self.docx": (zip_of_itself, "Document"),
    "zip-lying.docx": (lying_sizes, "CorruptError HostileError"),
    "zip-local-header.docx": (wrong_local_header, "CorruptError"),
    "zip-entries.docx": (entry_flood, "LimitError"),
    "zip-traversal.docx": (lambda: with_member("../../../evil.txt", b"x"), "HostileError"),
    "zip-absolute.docx": (lambda: with_member("/tmp/evil.txt", b"x"), "Document"),
    "zip-drive.docx": (lambda: with_member("C:\\evil.txt", b"x"), "HostileError"),
    "xml-laughs.docx": (billion_laughs, "HostileError"),
    "xml-dtd.docx": (external_dtd, "HostileError"),
    "xml-utf16.docx": (lambda: xxe_in("word/document.xml", "utf-16"), "HostileError"),
    **{f"xxe-{name.replace('/', '-')}.docx": (partial(xxe_in, name), "HostileError") for name in XXE_PARTS},
    "span-billions.docx": (lambda: spans(2_000_000_000, 1), "LimitError Document"),
    "span-many.docx": (lambda: spans(1000, 20_000), "Document"),
    "merge-many.docx": (merged_rows, "LimitError"),
    "nested-tables.docx": (lambda: nested_tables(60), "LimitError"),
    "nested-tables-deep.docx": (lambda: nested_tables(50_000), "LimitError"),
    "nested-controls.docx": (lambda: nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100), "LimitError"),
    "relationships.docx": (relationship_flood, "LimitError"),
    "styles.docx": (style_chain, "LimitError"),
    "numbers-roman.docx": (lambda: huge_numbers("upperRoman"), "Document"),
    "numbers-chinese.docx": (lambda: huge_numbers("chineseCounting"), "Document"),
    "numbers-letters.docx": (lambda: huge_numbers("lowerLetter"), "Document"),
    "numbers-long.docx": (long_level_text, "LimitError"),
    "external-template.docx": (lambda: template("attachedTemplate"), "Document"),
    "external-chunk.docx": (lambda: template("aFChunk"), "Document"),
    "external-image.docx": (lambda: template("image"), "Document"),
    "paragraphs.docx": (lambda: document("<w:p/>" * 1_000_000 + para("文")), "LimitError"),
    "characters.docx": (lambda: document(para("文" * 11_000_000)), "LimitError"),
    "runs.docx": (lambda: document(para("<w:r><w:t>文</w:t></w:r>" * 400_000)), "Document"),
    "tabs.docx": (lambda: document(para("<w:r>" + "<w:tab/>" * 2_000_000 + "</w:r>")), "EmptyError"),
    "breaks.docx": (lambda: document(para("<w:r><w:br w:type='page'/></w:r>" * 200_000)), "LimitError EmptyError"),
    "digits.docx": (lambda: document(para(run("1" * 300_000))), "Document"),
    "dates.docx": (lambda: document(para(run("2023年5月" * 20_000))), "Document"),
    "clauses.docx": (lambda: document(para(run("到2025年，建成示范项目20个，" * 5_000))), "Document"),
    "sequences.docx": (lambda: document(para(run("\x9d" * 100_000 + "文"))), "Document"),
    "fields.docx": (fields, "Document"),
    "fields-open.docx": (open_fields, "Document"),
    "fields-equation.docx": (deep_equation, "Document"),
    "attributes.docx": (attribute_flood, "Document"),
    "picture-bomb.docx": (lambda: picture_only(png_bomb()), "Document"),
    "picture-broken.docx": (lambda: picture_only(b"\x89PNG\r\n\x1a\nno"), "Document"),
    "strict.docx": (strict, "Document"),
    "truncated.docx": (lambda: packed(GOOD)[:-100], "CorruptError"),
    "no-relationships.docx": (bent_content_types, "Document"),
    "main-is-rels.docx": (main_part_is_itself, "UnsupportedFormatError"),
    "utf7.docx": (lambda: with_member("word/document.xml", b'<?xml encoding="UTF-7"?><x/>'), "CorruptError"),
    "docx-as.doc": (lambda: packed(GOOD), "Document"),
    "docx-as.pdf": (lambda: packed(GOOD), "Document"),
    "xlsx-as.docx": (lambda: renamed_zip("xl/workbook.xml"), "UnsupportedFormatError"),
    "ofd-as.docx": (lambda: renamed_zip("OFD.xml"), "UnsupportedFormatError"),
    "zip-as.docx": (lambda: packed({"方案.txt": b"x"}), "UnsupportedFormatError"),
    "png-as.docx": (png_bomb, "UnsupportedFormatError"),
    "empty.docx": (lambda: b"", "EmptyError"),
    "zeros.docx": (lambda: b"\0" * 5000, "CorruptError"),
    "noise.docx": (lambda: bytes((n * 7919 + n // 3) % 251 + 1 for n in range(5000)), "CorruptError"),
    "only-body.docx": (lambda: document(""), "EmptyError"),
    "not-word.docx": (lambda: with_member("word/document.xml", f"<x {SPACES}/>".encode()), "UnsupportedFormatError"),
}
"""Names, and what the reading must end in: names of errors or `Document`."""
