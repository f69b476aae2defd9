"""PDFs written object by object, and streams that cost nothing to make and much to unpack."""

import io
import zlib
from collections.abc import Mapping

Objects = Mapping[int, bytes]

TEXT = b"BT /F1 12 Tf 72 720 Td (" + b"A plan that is read all the same. " * 4 + b") Tj ET\n"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
MIB = 1 << 20


def build(objects: Objects, trailer: bytes = b"") -> bytes:
    """A PDF of the given objects, number 1 being the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    size = max(objects) + 1
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def flate(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + entries)


def page(contents: bytes = b"", more: Objects | None = None, resources: bytes = b"", entries: bytes = b"") -> bytes:
    """A PDF of one page; objects from 10 on are free for `more`."""
    return build(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, entries),
            4: contents or stream(TEXT),
            5: FONT,
        }
        | dict(more or {})
    )


def deflated_zeros(size: int, byte: bytes = b"\0") -> bytes:
    """`size` MiB of one byte, deflated: the same block over and over, so that making it costs nothing."""
    packer = zlib.compressobj(9)
    head = packer.compress(byte * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(byte * MIB) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (size - 1) + b"\x03\x00"


def deflated_zeros_of(pattern: bytes, size: int) -> bytes:
    """`size` MiB of a pattern, deflated."""
    packer = zlib.compressobj(9)
    block = pattern * (MIB // len(pattern))
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    rest = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + rest * (size - 1) + b"\x03\x00"
