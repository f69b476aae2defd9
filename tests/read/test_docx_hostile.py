"""Broken files and files made to do harm: each ends in one typed error whose Chinese message says what to do."""

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from docx_builder import SPACES, level, listed, numbering, pack, para, parts, read_docx, related, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    HostileError,
    LimitError,
    NotFoundError,
    UnreadableError,
    UnsupportedFormatError,
)
from pipeline.limits import MIB, Limits

GOOD = parts(para("正文"), styles="", numbering="")
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def read_members(folder: Path, members: dict[str, bytes], limits: Limits | None = None) -> Document:
    return read_docx(pack(folder / "坏.docx", members), limits or Limits())


def read_raw(folder: Path, data: bytes) -> None:
    path = folder / "坏.docx"
    path.write_bytes(data)
    read_docx(path, Limits())


def packed() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in GOOD.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="找不到"):
        read_docx(tmp_path / "无.docx", Limits())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyError),
        (b"PK\x03\x04", CorruptError),
        (b"<html>", CorruptError),
        (packed()[:-30], CorruptError),
    ],
)
def test_bytes_that_are_no_docx(tmp_path: Path, data: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error, match="请"):
        read_raw(tmp_path, data)


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"word/document.xml": b"<w:document"}, CorruptError),
        ({"word/document.xml": f"<w:document {SPACES}/>".encode()}, UnsupportedFormatError),
        ({"word/document.xml": f"<w:document {SPACES}><w:body/></w:document>".encode()}, EmptyError),
        ({"_rels/.rels": b"<Relationships/>", "word/document.xml": b"<x/>"}, UnsupportedFormatError),
        ({"word/styles.xml": b""}, CorruptError),
        ({"../../evil.xml": b"<x/>"}, HostileError),
        ({"word\\..\\..\\evil.xml": b"<x/>"}, HostileError),
        ({"C:/evil.xml": b"<x/>"}, HostileError),
        ({"WORD/document.xml": b"<x/>"}, CorruptError),
    ],
)
def test_members_that_are_wrong(tmp_path: Path, members: dict[str, bytes], error: type[UnreadableError]) -> None:
    with pytest.raises(error, match="请"):
        read_members(tmp_path, GOOD | members)


@pytest.mark.parametrize("name", [*GOOD, "word/theme/theme1.xml", "customXml/item1.xml", "docProps/app.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype_in_any_part_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    text = DOCTYPE.decode() + GOOD.get(name, b"<x/>").decode()
    with pytest.raises(HostileError, match="DOCTYPE"):
        read_members(tmp_path, GOOD | {name: text.encode(encoding)})


def test_encodings_that_could_hide_a_doctype_are_refused(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    with pytest.raises(CorruptError, match="编码"):
        read_members(tmp_path, GOOD | {"word/document.xml": text.encode()})


def test_utf_16_parts_are_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + GOOD["word/document.xml"].decode()
    document = read_members(tmp_path, GOOD | {"word/document.xml": text.encode("utf-16")})
    assert [block.text for block in document.blocks] == ["正文"]


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/unused.xml"])
def test_bomb_is_refused_while_it_unpacks(tmp_path: Path, name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(HostileError, match="炸弹"):
        read_members(tmp_path, GOOD | {name: b" " * (100 * MIB)})
    assert time.perf_counter() - start < 5


def test_bomb_that_nothing_unpacks_does_no_harm(tmp_path: Path) -> None:
    document = read_members(tmp_path, GOOD | {"word/media/i.png": b" " * (100 * MIB)})
    assert [block.text for block in document.blocks] == ["正文"]


def test_headers_that_lie_about_sizes_are_not_believed(tmp_path: Path) -> None:
    data = bytearray(_bomb())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableError):
        read_raw(tmp_path, bytes(data))


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (GOOD | {"word/z.xml": b" " * (20 * MIB)}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "limits",
    [
        Limits(max_bytes=100),
        Limits(zip_entries=3),
        Limits(zip_member=100),
        Limits(zip_total=300),
        Limits(max_characters=1),
        Limits(relationships=1),
    ],
)
def test_limits_are_held(tmp_path: Path, limits: Limits) -> None:
    with pytest.raises(LimitError, match="超过"):
        read_members(tmp_path, GOOD, limits)


def test_too_many_pages(tmp_path: Path) -> None:
    broken = parts(para("<w:r><w:br w:type='page'/></w:r>" * 2000 + run("末")))
    with pytest.raises(LimitError, match="页"):
        read_members(tmp_path, broken)


def test_flood_of_entries_is_refused_quickly(tmp_path: Path) -> None:
    start = time.perf_counter()
    with pytest.raises(LimitError, match="条目"):
        read_raw(tmp_path, b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000)
    assert time.perf_counter() - start < 2


def test_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(packed())
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(sign) + offset] |= 1
    with pytest.raises(EncryptedError):
        read_raw(tmp_path, bytes(data))


@pytest.mark.parametrize(
    "wrap",
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:ins>", "</w:ins></w:p>"),
        ("<w:customXml>", "</w:customXml>"),
    ],
)
@pytest.mark.parametrize("depth", [60, 500, 5000])
def test_deep_nesting_is_refused(tmp_path: Path, wrap: tuple[str, str], depth: int) -> None:
    outer, inner = ("", "") if not wrap[0].startswith("<w:p><w:ins>") else ("<w:p>", "</w:p>")
    start, end = ("<w:ins>", "</w:ins>") if outer else wrap
    body = outer + start * depth + para("底") + end * depth + inner
    with pytest.raises(LimitError, match="嵌套"):
        read_members(tmp_path, parts(body))


def test_long_chains_of_styles_and_lists_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{step}"><w:basedOn w:val="s{step + 1}"/></w:style>'
        for step in range(9000)
    )
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{step}"><w:numStyleLink w:val="n{1 - step}"/></w:abstractNum>'
        for step in (0, 1)
    )
    lists += "".join(f'<w:num w:numId="{step + 1}"><w:abstractNumId w:val="{step}"/></w:num>' for step in (0, 1))
    styles += "".join(
        f'<w:style w:type="numbering" w:styleId="n{step}">'
        f'<w:pPr><w:numPr><w:numId w:val="{step + 1}"/></w:numPr></w:pPr></w:style>'
        for step in (0, 1)
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = para("甲", f'<w:pStyle w:val="s0"/>{numbered}') + "".join(
        para("乙", f'<w:pStyle w:val="s{n}"/>') for n in range(2000)
    )
    start = time.perf_counter()
    document = read_members(tmp_path, parts(body, styles=styles, numbering=lists))
    assert time.perf_counter() - start < 10
    assert [block.text for block in document.blocks] == ["甲", *["乙"] * 2000]


def test_relationships_out_of_the_package_lead_nowhere(tmp_path: Path) -> None:
    """Neither to a file on the disk nor, where they are external, to a part that has the name."""
    heading = '<w:style w:type="paragraph" w:default="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    good = parts("", styles=heading, numbering=numbering(level(0, "%1、")))
    beside = tmp_path / "styles.xml"
    beside.write_bytes(good["word/styles.xml"])
    relationships = related("styles", "../" * 20 + str(beside)) + related("numbering", "numbering.xml", external=True)
    members = parts(listed("文"), relationships) | {"word/numbering.xml": good["word/numbering.xml"]}
    (block,) = read_members(tmp_path, members).blocks
    assert (block.text, block.number, block.outline) == ("文", "", None)


TAGS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "fldSimple",
        "hyperlink",
        "pict",
        "txbxContent",
        "br",
        "tab",
        "sym",
        "pPr",
        "rPr",
        "numPr",
        "vMerge",
        "gridSpan",
        "sectPr",
        "drawing",
        "ruby",
        "rubyBase",
        "smartTag",
        "tcPr",
        "fldChar",
        "instrText",
        "lastRenderedPageBreak",
    ]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["val", "type", "fldCharType", "char", "font", "id", "w", "ilvl"]),
    st.sampled_from(["", "0", "-1", "1", "begin", "end", "separate", "page", "2000000000", "F0FE", "restart", "甲"]),
    max_size=2,
)


def element(tag: str, attributes: dict[str, str], children: list[str]) -> str:
    written = "".join(f' w:{name}="{text}"' for name, text in attributes.items())
    return f"<w:{tag}{written}>{''.join(children)}</w:{tag}>"


TREES = st.recursive(
    st.text("文案甲（一）", max_size=4),
    lambda inner: st.builds(element, TAGS, ATTRIBUTES, st.lists(inner, max_size=5)),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.lists(TREES, max_size=6))
def test_any_tree_is_read_or_refused(tmp_path: Path, tree: list[str]) -> None:
    try:
        read_members(tmp_path, parts("".join(tree)))
    except UnreadableError as error:
        assert str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, len(packed()) - 1), st.integers(0, 255)), max_size=8))
def test_any_damage_is_read_or_refused(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(packed())
    for position, byte in changes:
        data[position] = byte
    try:
        read_raw(tmp_path, bytes(data))
    except UnreadableError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("members", "what"),
    [
        (parts("<w:p/>" * 3000), "段落"),
        (parts(para("甲"), styles="".join(f'<w:style w:styleId="s{n}"/>' for n in range(3000))), "样式"),
    ],
)
def test_floods_of_paragraphs_and_styles_are_refused(tmp_path: Path, members: dict[str, bytes], what: str) -> None:
    with pytest.raises(LimitError, match=what):
        read_members(tmp_path, members, Limits(paragraphs=2000, styles=2000, zip_ratio=10_000))


def test_a_text_too_long_for_the_parser_is_a_limit(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="过长"):
        read_members(tmp_path, parts(para("文" * 3_500_000)), Limits(zip_ratio=10_000))
