"""Pages that an engine cannot read are unreadable, not blank; files that unpack without end are refused."""

import base64
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))

import hostile_pdf  # noqa: E402
from pdf_builder import make_pdf, write  # noqa: E402
from raw_pdf import TEXT, flate, page, stream  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from pipeline.document import Document  # noqa: E402
from pipeline.errors import LimitError  # noqa: E402
from pipeline.limits import Limits  # noqa: E402
from pipeline.read.pdf import read_pdf  # noqa: E402
from pipeline.read.pdf.filters import TooMuchError, unpacked  # noqa: E402
from pipeline.read.pdf.plumber import read_page_slowly  # noqa: E402


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_pdf(path, Limits())


@pytest.mark.parametrize(
    "make",
    [
        hostile_pdf.predictor_bomb, hostile_pdf.image_bomb_only, hostile_pdf.broken_image_only,
        hostile_pdf.jbig2_only, hostile_pdf.tiling_only,
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_unreadable(tmp_path: Path, make: object) -> None:
    assert read(tmp_path, make()).unreadable_pages == (1,)  # type: ignore[operator]


@pytest.mark.parametrize(
    "contents",
    [stream(b""), stream(b"q Q"), flate(b"1 0 0 1 0 0 cm BT /F1 12 Tf ET"), flate(b"1 1 1 rg 0 0 595 842 re f")],
)
def test_a_page_on_which_nothing_is_drawn_is_blank(tmp_path: Path, contents: bytes) -> None:
    (coverage,) = read(tmp_path, page(contents)).coverage
    assert (coverage.method, coverage.characters) == ("text", 0)


@pytest.mark.parametrize(
    "contents",
    [
        stream(b"not deflated", b"/Filter/FlateDecode"),
        flate(TEXT, b"/DecodeParms<</Predictor 15/Columns 2000000000>>"),
    ],
)
def test_contents_that_do_not_unpack_are_no_blank_page(tmp_path: Path, contents: bytes) -> None:
    assert read(tmp_path, page(contents)).unreadable_pages == (1,)


def test_words_beside_a_broken_picture_of_the_page_are_kept(tmp_path: Path) -> None:
    entries = b"/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    short = b"BT /F1 12 Tf 72 720 Td (Scanned with an app) Tj ET\n"
    document = read(tmp_path, hostile_pdf.image(entries, b"\xff\xd8no", short))
    assert document.unreadable_pages == (1,)
    assert [block.text for block in document.blocks] == ["Scanned with an app"]


@pytest.mark.parametrize(
    "make",
    [
        hostile_pdf.flate_bomb, hostile_pdf.flate_bomb_twice, hostile_pdf.path_flood, hostile_pdf.state_flood,
        hostile_pdf.runlength_bomb, hostile_pdf.bare_runlength_bomb, hostile_pdf.ascii85_bomb, hostile_pdf.base85_bomb,
        hostile_pdf.hex_bomb, hostile_pdf.lzw_bomb, hostile_pdf.named_elsewhere_bomb,
        hostile_pdf.runs_named_elsewhere_bomb, hostile_pdf.escaped_name_bomb, hostile_pdf.long_dictionary_bomb,
        hostile_pdf.hidden_dictionary_bomb,
    ],
)  # fmt: skip
def test_streams_that_unpack_without_end_are_refused(tmp_path: Path, make: object) -> None:
    with pytest.raises(LimitError, match="解压"):
        read(tmp_path, make())  # type: ignore[operator]


RUNS = b"".join(bytes([len(part) - 1]) + part for part in (TEXT[at : at + 100] for at in range(0, len(TEXT), 100)))


@pytest.mark.parametrize(
    ("packed", "filters"),
    [
        (zlib.compress(TEXT), b"10 0 R"),
        (zlib.compress(TEXT), b"/Flate#44ecode"),
        (zlib.compress(TEXT).hex().encode() + b">", b"[/ASCIIHexDecode/FlateDecode]"),
        (base64.a85encode(zlib.compress(TEXT)) + b"~>", b"[/ASCII85Decode/FlateDecode]"),
        (RUNS + b"\x80", b"/RunLengthDecode"),
    ],
)
def test_streams_packed_in_unusual_ways_are_read(tmp_path: Path, packed: bytes, filters: bytes) -> None:
    pages = page(stream(packed, b"/Filter " + filters), {10: b"/FlateDecode"})
    assert read(tmp_path, pages).coverage[0].method == "text"


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (TEXT.hex().encode()[:-1] + b" " + TEXT.hex().encode()[-1:] + b">" + b"41", b"/AHx"),
        (base64.a85encode(TEXT + bytes(8) + TEXT, wrapcol=50) + b"~>", b"/A85"),
        (RUNS + b"\xf8 " + b"\x80" + RUNS, b"/RL"),
        (bytes.fromhex("800b6050220c0c8501"), b"/LZW"),
    ],
)
def test_filters_are_undone_as_the_engines_do(packed: bytes, name: bytes) -> None:
    expected = {
        b"/AHx": TEXT, b"/A85": TEXT + bytes(8) + TEXT, b"/RL": TEXT + b" " * 9, b"/LZW": b"-----A---B",
    }[name]  # fmt: skip
    assert b"".join(unpacked(packed, (name,), 1000)).startswith(expected)
    with pytest.raises(TooMuchError):
        list(unpacked(packed, (name,), len(expected) - 1))


@pytest.mark.parametrize("make", [hostile_pdf.bfrange, hostile_pdf.cid_widths, hostile_pdf.cidrange_encoding])
def test_the_second_engine_refuses_fonts_of_billions(make: Callable[[], bytes]) -> None:
    assert read_page_slowly(make(), 1).damaged


def test_quotes_written_after_the_words_around_them_take_their_place(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "（二）打造", x=90)
        write(canvas, 100, "轨道", x=156)
        write(canvas, 100, "“", x=149)
        write(canvas, 100, "”", x=205)
        write(canvas, 100, "建造", x=181)
        write(canvas, 100, "产业", x=212)

    path = make_pdf(tmp_path / "a.pdf", draw)
    assert "".join(read_pdf(path, Limits()).blocks[0].text.split()) == "（二）打造“轨道建造”产业"
