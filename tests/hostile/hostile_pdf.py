"""PDFs made to do harm, or broken: raw objects, so that each shows exactly the trap that it is about.

Pages carry more text than a scan would, unless recognition itself is the target: what is tested is the reader.
"""

import base64
import io
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from outside import OUTSIDE  # noqa: E402
from raw_pdf import FONT, MIB, TEXT, Objects, build, deflated_zeros, deflated_zeros_of, flate, page, stream  # noqa: E402


def flate_bomb() -> bytes:
    return page(stream(deflated_zeros(3000, b" "), b"/Filter/FlateDecode"))


def flate_bomb_twice() -> bytes:
    inner = deflated_zeros(4000, b" ")
    return page(stream(zlib.compress(inner, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def runlength_bomb() -> bytes:
    packed = zlib.compress(b"\x81 " * (24 * MIB), 9)
    return page(stream(packed, b"/Filter[/FlateDecode/RunLengthDecode]"))


def ascii85_bomb() -> bytes:
    return page(stream(deflated_zeros(1000, b"z"), b"/Filter[/FlateDecode/ASCII85Decode]"))


def bare_runlength_bomb() -> bytes:
    return page(stream(b"\x81 " * (2 * MIB) + b"\x80", b"/Filter/RunLengthDecode"))


def hex_bomb() -> bytes:
    return page(stream(deflated_zeros(400, b" ").hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]"))


def base85_bomb() -> bytes:
    packed = base64.a85encode(deflated_zeros(400, b" ")) + b"~>"
    return page(stream(packed, b"/Filter[/ASCII85Decode/FlateDecode]"))


def lzw_bomb() -> bytes:
    """The longest code of a table that has grown full of spaces, over and over."""
    codes = [256, 32, *range(258, 4095), *[4094] * 20_000]
    widths = [9, 9, *(9 + sum(known >= size for size in (511, 1023, 2047)) for known in range(258, 258 + len(codes)))]
    bits = "".join(f"{code:0{width}b}" for code, width in zip(codes, widths, strict=False))
    packed = int(bits + "0" * (-len(bits) % 8), 2).to_bytes(-(-len(bits) // 8), "big")
    return page(stream(packed, b"/Filter/LZWDecode"))


def named_elsewhere_bomb() -> bytes:
    """Its filter is an object of its own."""
    return page(stream(deflated_zeros(400, b" "), b"/Filter 10 0 R"), {10: b"/FlateDecode"})


def runs_named_elsewhere_bomb() -> bytes:
    return page(stream(b"\x81 " * (2 * MIB), b"/Filter[10 0 R]"), {10: b"/RunLengthDecode"})


def escaped_name_bomb() -> bytes:
    return page(stream(deflated_zeros(400, b" "), b"/Filter/Flate#44ecode"))


def long_dictionary_bomb() -> bytes:
    return page(stream(b"\x81 " * (2 * MIB), b"/Filter/RunLengthDecode/Pad(" + b"x" * 5000 + b")"))


def hidden_dictionary_bomb() -> bytes:
    """A string that looks like the beginning of an object stands between the filter and the stream."""
    return page(stream(deflated_zeros(400, b" "), b"/Filter/FlateDecode/Pad(10 0 obj)"))


def predictor_bomb() -> bytes:
    parameters = b"/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>"
    return page(flate(TEXT * 10, parameters))


def filter_chain() -> bytes:
    return page(stream(TEXT, b"/Filter[" + b"/ASCIIHexDecode" * 100_000 + b"]"))


def object_stream_bomb() -> bytes:
    bomb = stream(deflated_zeros(3000, b" "), b"/Type/ObjStm/N 10000000/First 20/Filter/FlateDecode")
    return page(more={10: bomb}, entries=b"/Extra 10 0 R")


def object_stream_in_itself() -> bytes:
    inner = b"10 0 11 5 " + b"<<>> <</A 11 0 R>>"
    return page(more={10: flate(inner, b"/Type/ObjStm/N 2/First 10/Extends 10 0 R")}, entries=b"/Extra 11 0 R")


def xref_loop() -> bytes:
    data = page()
    start = data.rfind(b"xref\n0 1")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d/XRefStm %d" % (start, start))


def xref_of_two_billion() -> bytes:
    return page().replace(b"xref\n0 1\n", b"xref\n0 2000000000\n")


def size_of_two_billion() -> bytes:
    return page().replace(b"/Size 6", b"/Size 2000000000")


def no_xref() -> bytes:
    data = page()
    return data[: data.rfind(b"xref\n0 1")]


def xobject_fan_out(levels: int = 14) -> bytes:
    """So many forms, each of which draws the next one ten times."""
    forms = {}
    for number in range(24 - levels, 24):
        used = b"/Resources<</XObject<</X %d 0 R>>/Font<</F1 5 0 R>>>>" % (number + 1)
        forms[number] = stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + used)
    forms[24] = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>")
    return page(stream(TEXT + b"/X Do"), forms, b"/XObject<</X %d 0 R>>" % (24 - levels))


def xobject_in_itself() -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 10 0 R>>>>"
    return page(stream(TEXT + b"/X Do"), {10: stream(b"/X Do /X Do", entries)}, b"/XObject<</X 10 0 R>>")


def operator_flood() -> bytes:
    return page(stream(deflated_zeros_of(b"q 1 0 0 1 0 0 cm Q ", 200), b"/Filter/FlateDecode"))


def state_flood() -> bytes:
    return page(flate(TEXT + b"q " * (8 * MIB)))


def path_flood() -> bytes:
    return page(stream(deflated_zeros_of(b"0 0 m 100 100 l S ", 100), b"/Filter/FlateDecode"))


def ruled_flood() -> bytes:
    """Rules that cross each other 3,000 times 3,000 times: a table of nine million cells."""
    across = b"".join(b"0 %.2f m 595 %.2f l S\n" % (n * 0.28, n * 0.28) for n in range(3000))
    down = b"".join(b"%.2f 0 m %.2f 842 l S\n" % (n * 0.19, n * 0.19) for n in range(3000))
    return page(flate(TEXT + across + down))


def string_flood() -> bytes:
    text = b"BT /F1 1 Tf 0 0 Td (" + b"AAAA BBBB " * 1000 + b") Tj ET\n"
    return page(stream(deflated_zeros_of(text, 100), b"/Filter/FlateDecode"))


def nested_arrays() -> bytes:
    return page(entries=b"/Extra " + b"[" * 500_000)


def nested_dictionaries() -> bytes:
    return page(entries=b"/Extra " + b"<</A" * 300_000)


def nested_arrays_in_contents() -> bytes:
    return page(flate(TEXT + b"[" * 2_000_000))


def cid_font(width: bytes, cmap: bytes) -> bytes:
    """A page set in a composite font with the given /W and ToUnicode."""
    more = {
        10: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[11 0 R]/ToUnicode 12 0 R>>",
        11: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 0>>/FontDescriptor 13 0 R/DW 1000/W[%s]>>" % width,
        12: flate(cmap),
        13: b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 700/StemV 80>>",
    }
    text = TEXT.replace(b"ET", b"/F2 12 Tf 0 -40 Td <00410042> Tj ET")
    data = page(stream(text), more)
    return data.replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 10 0 R")


def cmap(body: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        b"1 begincodespacerange <00000000><FFFFFFFF> endcodespacerange " + body + b" endcmap end end"
    )


def cid_widths() -> bytes:
    return cid_font(b"0 2000000000 500 5 2000000000 600", cmap(b""))


def bfrange() -> bytes:
    return cid_font(b"", cmap(b"1 beginbfrange <00000000><77359400><0041> endbfrange"))


def bfrange_of_arrays() -> bytes:
    return cid_font(b"", cmap(b"1 beginbfrange <0000><FFFF>[" + b"<0041>" * 500_000 + b"] endbfrange"))


def bfchar_of_megabytes() -> bytes:
    return cid_font(b"", cmap(b"1 beginbfchar <0041><" + b"4E00" * MIB + b"> endbfchar"))


def cidrange_encoding() -> bytes:
    body = cmap(b"1 begincidrange <00000000><77359400> 0 endcidrange").replace(b"/CMapType 2", b"/CMapType 1")
    data = cid_font(b"", cmap(b""))
    return data.replace(b"/Encoding/Identity-H", b"/Encoding 12 0 R").replace(flate(cmap(b"")), flate(body))


def type3_in_itself() -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 11 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]/Resources<</Font<</F2 10 0 R>>>>>>"
    )
    glyph = stream(b"1 0 d0 BT /F2 1 Tf (aaaaaaaa) Tj ET")
    data = page(stream(TEXT + b"BT /F2 12 Tf (aaaa) Tj ET"), {10: font, 11: glyph})
    return data.replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 10 0 R")


def tree(pages: bytes, more: Objects) -> bytes:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    whole = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: pages, 3: leaf, 4: stream(TEXT), 5: FONT}
    return build(whole | dict(more))


def tree_loop() -> bytes:
    return tree(b"<</Type/Pages/Kids[3 0 R 2 0 R 10 0 R]/Count 9>>", {10: b"<</Type/Pages/Kids[2 0 R]/Count 5>>"})


def tree_in_a_circle() -> bytes:
    """Pages that are a reference to a reference to them; found by fuzzing: pdfminer follows them for ever."""
    return tree(b"10 0 R", {10: b"2 0 R"})


def tree_of_two_billion() -> bytes:
    return tree(b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", {})


def tree_deep() -> bytes:
    steps = {n: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(10, 30_000)}
    return tree(b"<</Type/Pages/Kids[10 0 R]/Count 1>>", steps | {30_000: b"3 0 R"})


def one_page_many_times() -> bytes:
    return tree(b"<</Type/Pages/Kids[" + b"3 0 R " * 900_000 + b"]/Count 900000>>", {})


def zero_pages() -> bytes:
    return build({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})


def no_pages_object() -> bytes:
    return build({1: b"<</Type/Catalog>>"})


def image(entries: bytes, content: bytes, text: bytes = TEXT) -> bytes:
    picture = stream(content, b"/Type/XObject/Subtype/Image" + entries)
    return page(stream(text + b"q 595 0 0 842 0 0 cm /X Do Q"), {10: picture}, b"/XObject<</X 10 0 R>>")


def image_bomb() -> bytes:
    entries = b"/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    return image(entries, deflated_zeros(3000))


def image_bomb_only() -> bytes:
    """Nothing but the bomb on the page, so that it is drawn for recognition."""
    entries = b"/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    return image(entries, deflated_zeros(3000), b"")


def broken_image_only() -> bytes:
    return image(b"/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", b"\xff\xd8no", b"")


def jbig2_only() -> bytes:
    entries = b"/Width 65000/Height 65000/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode"
    return image(entries, bytes(range(256)) * 40, b"")


def tiling_only() -> bytes:
    """A pattern of a ten-thousandth of a point over the whole page: nobody finishes drawing it."""
    pattern = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001"
    more = {10: stream(b"0 0 1 1 re f", pattern + b"/Resources<<>>")}
    return page(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), more, b"/Pattern<</P 10 0 R>>")


def media_box_huge() -> bytes:
    return page().replace(b"[0 0 595 842]", b"[-2000000000 -2000000000 2000000000 2000000000]")


def media_box_negative() -> bytes:
    return page().replace(b"[0 0 595 842]", b"[595 842 0 1e99]")


def media_box_nothing() -> bytes:
    return page().replace(b"[0 0 595 842]", b"[0 0 0 0]")


def user_unit() -> bytes:
    return page(entries=b"/UserUnit 2000000000/Rotate 123456789")


def matrix_huge() -> bytes:
    return page(stream(b"1e38 0 0 1e38 0 0 cm " + TEXT + b"0.00000000001 0 0 0 0 0 cm " + TEXT))


def annotation_flood() -> bytes:
    note = b"<</Type/Annot/Subtype/Text/Rect[0 0 10 10]/Contents(note)/Popup 10 0 R/AP<</N 10 0 R>>>>"
    return page(more={10: note}, entries=b"/Annots[" + b"10 0 R " * 200_000 + b"]")


def actions() -> bytes:
    """Opens a program, a web page and a script when asked; a reader never asks."""
    data = page(entries=b"/AA<</O<</S/JavaScript/JS(app.alert\\(1\\);while\\(1\\);)>>>>")
    action = b"/OpenAction<</S/Launch/F(/bin/sh)/Next<</S/URI/URI(%suri)>>>>" % OUTSIDE.encode()
    return data.replace(b"/Type/Catalog", b"/Type/Catalog" + action)


def external_stream() -> bytes:
    outside = b"<</Length 0/F<</FS/URL/F(%sstream)>>>>stream\n\nendstream" % OUTSIDE.encode()
    return page(more={10: outside}).replace(b"/Contents 4 0 R", b"/Contents[4 0 R 10 0 R]")


def encrypted(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, "owner", canPrint=0, strength=128))
    canvas.drawString(72, 720, "A plan that may be read by who knows the word. " * 3)
    canvas.save()
    return out.getvalue()


def truncated() -> bytes:
    data = page(flate(TEXT * 200))
    return data[: len(data) // 2]


CASES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "pdf-flate.pdf": (flate_bomb, "LimitError"),
    "pdf-flate-twice.pdf": (flate_bomb_twice, "LimitError"),
    "pdf-runlength.pdf": (runlength_bomb, "LimitError"),
    "pdf-ascii85.pdf": (ascii85_bomb, "LimitError"),
    "pdf-runlength-bare.pdf": (bare_runlength_bomb, "LimitError"),
    "pdf-hex.pdf": (hex_bomb, "LimitError"),
    "pdf-base85.pdf": (base85_bomb, "LimitError"),
    "pdf-lzw.pdf": (lzw_bomb, "LimitError"),
    "pdf-named-elsewhere.pdf": (named_elsewhere_bomb, "LimitError"),
    "pdf-runs-elsewhere.pdf": (runs_named_elsewhere_bomb, "LimitError"),
    "pdf-escaped-name.pdf": (escaped_name_bomb, "LimitError"),
    "pdf-long-dictionary.pdf": (long_dictionary_bomb, "LimitError"),
    "pdf-hidden-dictionary.pdf": (hidden_dictionary_bomb, "LimitError"),
    "pdf-predictor.pdf": (predictor_bomb, "Document"),
    "pdf-filter-chain.pdf": (filter_chain, "Document"),
    "pdf-object-stream.pdf": (object_stream_bomb, "LimitError"),
    "pdf-object-stream-self.pdf": (object_stream_in_itself, "Document"),
    "pdf-xref-loop.pdf": (xref_loop, "Document"),
    "pdf-xref-billions.pdf": (xref_of_two_billion, "Document"),
    "pdf-size-billions.pdf": (size_of_two_billion, "Document"),
    "pdf-no-xref.pdf": (no_xref, "CorruptError"),
    "pdf-fan-out.pdf": (xobject_fan_out, "LimitError"),
    "pdf-fan-small.pdf": (lambda: xobject_fan_out(2), "Document"),
    "pdf-xobject-self.pdf": (xobject_in_itself, "LimitError"),
    "pdf-operators.pdf": (operator_flood, "LimitError"),
    "pdf-states.pdf": (state_flood, "LimitError"),
    "pdf-paths.pdf": (path_flood, "LimitError"),
    "pdf-rules.pdf": (ruled_flood, "Document"),
    "pdf-strings.pdf": (string_flood, "LimitError"),
    "pdf-arrays.pdf": (nested_arrays, "Document"),
    "pdf-dictionaries.pdf": (nested_dictionaries, "Document"),
    "pdf-arrays-in-contents.pdf": (nested_arrays_in_contents, "Document"),
    "pdf-cid-widths.pdf": (cid_widths, "Document"),
    "pdf-bfrange.pdf": (bfrange, "Document"),
    "pdf-bfrange-arrays.pdf": (bfrange_of_arrays, "Document"),
    "pdf-bfchar.pdf": (bfchar_of_megabytes, "LimitError"),
    "pdf-cidrange.pdf": (cidrange_encoding, "Document"),
    "pdf-type3-self.pdf": (type3_in_itself, "Document"),
    "pdf-tree-loop.pdf": (tree_loop, "Document"),
    "pdf-tree-circle.pdf": (tree_in_a_circle, "EmptyError CorruptError"),
    "pdf-tree-billions.pdf": (tree_of_two_billion, "Document"),
    "pdf-tree-deep.pdf": (tree_deep, "Document"),
    "pdf-page-flood.pdf": (one_page_many_times, "LimitError"),
    "pdf-zero-pages.pdf": (zero_pages, "EmptyError CorruptError"),
    "pdf-no-pages.pdf": (no_pages_object, "EmptyError CorruptError"),
    "pdf-image.pdf": (image_bomb, "Document"),
    "pdf-image-only.pdf": (image_bomb_only, "Document"),
    "pdf-broken-image.pdf": (broken_image_only, "Document"),
    "pdf-jbig2.pdf": (jbig2_only, "Document"),
    "pdf-tiling.pdf": (tiling_only, "Document"),
    "pdf-media-huge.pdf": (media_box_huge, "Document"),
    "pdf-media-negative.pdf": (media_box_negative, "Document"),
    "pdf-media-nothing.pdf": (media_box_nothing, "Document"),
    "pdf-user-unit.pdf": (user_unit, "Document"),
    "pdf-matrix.pdf": (matrix_huge, "EmptyError"),
    "pdf-annotations.pdf": (annotation_flood, "Document"),
    "pdf-actions.pdf": (actions, "Document"),
    "pdf-external.pdf": (external_stream, "Document"),
    "pdf-password.pdf": (lambda: encrypted("secret"), "EncryptedError"),
    "pdf-owner.pdf": (lambda: encrypted(""), "Document"),
    "pdf-truncated.pdf": (truncated, "CorruptError"),
    "pdf-header.pdf": (lambda: b"%PDF-1.7\n", "CorruptError"),
    "pdf-as.docx": (page, "Document"),
    "html-as.pdf": (lambda: b"<!DOCTYPE html><html><body>404 %PDF-</body></html>", "UnsupportedFormatError"),
    "text-as.pdf": (lambda: "实施方案\n".encode() * 100, "UnsupportedFormatError"),
}
"""Names, and what the reading must end in: names of errors or `Document`."""
