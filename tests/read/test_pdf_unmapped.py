"""Text in fonts that do not say what their characters are."""

import sys
from pathlib import Path

import pytest
from pdf_builder import CJK_FONTS, lines, make_pdf, read, write
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))

from raw_pdf import TEXT, page, stream  # noqa: E402

from pipeline.document import Document  # noqa: E402
from pipeline.read.page.characters import count_lost, is_latin  # noqa: E402
from pipeline.read.pdf import parts  # noqa: E402

FONT_FILE = next((name for name in CJK_FONTS if Path(name).exists()), None)
needs_font = pytest.mark.skipif(FONT_FILE is None, reason="no Chinese font to draw with")
SENTENCE = "到2025年，建成示范工程10项，推动智能建造与建筑工业化协同发展。"


def glyph(character: str) -> bytes:
    """A picture of it, as programs without outlines put it in a font."""
    picture = Image.new("1", (56, 64), 1)
    if FONT_FILE:
        ImageDraw.Draw(picture).text((2, -4), character, font=ImageFont.truetype(FONT_FILE, 48), fill=0)
    bits = b"BI /IM true /W 56 /H 64 /BPC 1 ID " + picture.tobytes() + b" EI"
    return stream(b"1000 0 0 -200 1000 1000 d1 q 1000 0 0 1000 0 -200 cm " + bits + b" Q")


def in_type3(text: dict[int, str], rows: list[bytes], before: bytes = b"") -> bytes:
    """A page with `rows` of codes in a font that draws `text` and gives its glyphs names that mean nothing."""
    codes = sorted(text)
    procs = b"".join(b"/g%d %d 0 R" % (code, 20 + code) for code in codes)
    names = b"".join(b"%d/g%d " % (code, code) for code in codes)
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<%s>>"
        b"/Encoding<</Type/Encoding/Differences[%s]>>/FirstChar 0/LastChar 255/Widths[%s]/Resources<<>>>>"
    ) % (procs, names, b"1000 " * 256)
    body = b"".join(
        b"BT /F2 14 Tf 1 0 0 1 60 %d Tm <%s> Tj ET\n" % (650 - index * 30, row.hex().encode())
        for index, row in enumerate(rows)
    )
    objects = {20 + code: glyph(text[code]) for code in codes}
    return page(stream(before + body), {10: font} | objects).replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 10 0 R")


def document(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read(path)


@needs_font
@pytest.mark.parametrize("first", [33, 65])
def test_a_page_in_a_font_without_a_map_is_recognised(tmp_path: Path, first: int) -> None:
    codes = {character: first + index for index, character in enumerate(sorted(set(SENTENCE)))}
    row = bytes(codes[character] for character in SENTENCE)
    made = document(tmp_path, in_type3({code: character for character, code in codes.items()}, [row] * 4))
    assert made.coverage[0].method == "ocr"
    assert SENTENCE in lines(made)


def test_wrong_ideographs_of_a_short_page_are_not_taken_for_text(tmp_path: Path) -> None:
    more = {
        10: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[11 0 R]>>",
        11: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor 13 0 R/DW 1000>>",
        13: b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>",
    }
    numbers = b"".join(b"%04x" % (0x5000 + 37 * index) for index in range(60))
    data = page(stream(b"BT /F2 8 Tf 60 700 Td <%s> Tj ET" % numbers), more)
    made = document(tmp_path, data.replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 10 0 R"))
    assert (made.coverage[0].method, made.coverage[0].characters) == ("unreadable", 0)


def test_latin_letters_with_their_usual_numbers_are_read_without_a_map(tmp_path: Path) -> None:
    labels = [b"Number of projects", b"2021 2022 2023", b"35.5% BIM"]
    text = dict.fromkeys(b"".join(labels), "x")
    made = document(tmp_path, in_type3({code: str(name) for code, name in text.items()}, labels, TEXT * 3))
    assert made.coverage[0].method == "text"
    assert [line for line in lines(made) if "plan" not in line] == [label.decode() for label in labels]


def test_characters_beyond_the_first_plane_are_read_and_repaired(tmp_path: Path) -> None:
    """石𬒔镇, a place; a stand-in for 丽; half a character, which is none."""
    units = {0x41: "石", 0x42: "𬒔", 0x43: "镇", 0x44: "\U0002f800", 0x45: "水"}
    entries = b"".join(
        b"<%02X> <%s>\n" % (code, text.encode("utf-16-be").hex().encode()) for code, text in units.items()
    )
    map_of = (
        b"begincmap 1 begincodespacerange <00><FF> endcodespacerange %d beginbfchar\n%s<46> <D871>\nendbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding/ToUnicode 10 0 R>>"
    text = stream(b"BT /F1 12 Tf 72 740 Td (ABCDEF) Tj ET\n" + TEXT)
    made = document(tmp_path, page(text, {5: font, 10: stream(map_of % (len(units) + 1, entries))}))
    assert lines(made)[0] == "石𬒔镇丽水\ufffd"


def test_bullets_without_a_map_cost_nothing(tmp_path: Path) -> None:
    rows = [bytes([code]) for code in b"\xb7*>#"] * 4
    made = document(tmp_path, in_type3(dict.fromkeys(b"\xb7*>#", "·"), rows, TEXT))
    assert made.coverage[0].method == "text"
    assert "·" in lines(made)


@pytest.mark.parametrize("text", [",#!#$:R<>GN9H", "CADZrYhnRBQLCBAkMP", "", "35:46;<28 9=1?>", "abcXdeY fgH"])
def test_numbers_of_a_font_are_not_latin(text: str) -> None:
    assert not is_latin(text)


@needs_font
def test_lines_in_a_font_without_a_map_are_recognised_and_the_others_stand(tmp_path: Path) -> None:
    codes = {character: 33 + index for index, character in enumerate(sorted(set(SENTENCE)))}
    row = bytes(codes[character] for character in SENTENCE)
    good = b"".join(
        b"BT /F1 12 Tf 60 %d Td (Every unit shall see to it that the tasks below are done, line %d.) Tj ET\n"
        % (810 - 14 * number, number)
        for number in range(1, 10)
    )
    made = document(tmp_path, in_type3({code: character for character, code in codes.items()}, [row] * 3, good))
    assert made.coverage[0].method == "mixed"
    assert [line[-7:] for line in lines(made)[:9]] == [f"line {number}." for number in range(1, 10)]
    assert lines(made)[9:] == [SENTENCE] * 3


GOOD = [f"第{number}项：到2025年建成示范工程10项，推动智能建造，形成经验。" for number in range(14)]


def with_garbled_lines(canvas: Canvas) -> None:
    for row, text in enumerate(GOOD):
        write(canvas, 100 + 24 * row, text)
    for row in range(3):
        write(canvas, 480 + 24 * row, "".join(chr(0xE001 + number) for number in range(23)))


def test_a_page_with_lines_that_nobody_can_read_is_read_in_part(tmp_path: Path) -> None:
    made = read(make_pdf(tmp_path / "a.pdf", with_garbled_lines))
    assert made.unreadable_pages == (1,)
    assert [remark.code for remark in made.remarks] == ["partly_read"]
    assert lines(made)[:14] == GOOD


def test_bullets_signs_and_leaders_of_private_use_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(GOOD):
            write(canvas, 100 + 24 * row, f"\uf06c {text}\uf0a3是\uf0a3否" + "\uf0b7" * (row % 3))
        write(canvas, 600, "第一章" + "\uf0b7" * 12 + "1")

    monkeypatch.setattr(parts, "draw", lambda *_: pytest.fail("drawn"))
    made = read(make_pdf(tmp_path / "a.pdf", draw))
    assert (made.coverage[0].method, made.remarks) == ("text", ())


@pytest.mark.parametrize(
    ("text", "count"),
    [("\ue001\ue002\ue003", 2), ("共(cid:12)(cid:7)项", 15), ("\ufffd任务", 0), ("建\ufffd造\ufffd", 2), ("①②③", 0)],
)
def test_characters_that_nobody_can_read_are_counted(text: str, count: int) -> None:
    assert count_lost(text) == count
