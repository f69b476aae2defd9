"""Whether a page on which an engine finds nothing is blank, or only beyond that engine."""

import base64
import io
import re
import zlib
from typing import Any

import pypdfium2 as pdfium

_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)")
_MARKS = re.compile(rb"(?:^|[\s\])>}/])(?:Tj|TJ|'|\"|Do|f|F|f\*|B|B\*|b|b\*|S|s|sh|BI|EI)(?=$|[\s\[(</])")
"""Operators that leave something on the page."""
MOST = 1 << 20
"""Bytes of instructions that are looked through; a page on which nothing is drawn has some dozens."""


def is_blank(pdf: Any, number: int) -> bool:
    """Whether the page has no contents, or contents that can be unpacked and draw nothing.

    Page `number` is copied to a file of its own, which is simple enough to be looked through.
    """
    copy = pdfium.PdfDocument.new()
    written = io.BytesIO()
    try:
        copy.import_pages(pdf, [number - 1])
        copy.save(written)
    except pdfium.PdfiumError:
        return False
    finally:
        copy.close()
    data = written.getvalue()
    contents = _CONTENTS.search(data)
    if contents is None:
        return True
    return all(_draws_nothing(data, reference) for reference in re.findall(rb"(\d+) 0 R", contents[1]))


def _draws_nothing(data: bytes, reference: bytes) -> bool:
    item = re.search(rb"(?:^|[\r\n])" + reference + rb" 0 obj\s*(<<.*?>>)\s*stream\r?\n", data, re.DOTALL)
    if item is None:
        return re.search(rb"[\r\n]" + reference + rb" 0 obj\s*(?:null|\[\s*\])", data) is not None
    content = data[item.end() : max(item.end(), data.find(b"endstream", item.end()))]
    if b"/DecodeParms" in item[1] and content.strip():
        return False
    for name in re.findall(rb"/(\w+Decode)\b", item[1]):
        try:
            content = _unpacked(content, name)
        except ValueError:
            return False
    return len(content) < MOST and _MARKS.search(content) is None


def _unpacked(content: bytes, name: bytes) -> bytes:
    """Raises ValueError for what is damaged, long, or packed as no page is."""
    if len(content) >= MOST:
        raise ValueError("too long")
    if name == b"FlateDecode":
        try:
            return zlib.decompressobj().decompress(content, MOST)
        except zlib.error as error:
            raise ValueError("damaged") from error
    if name == b"ASCII85Decode":
        return base64.a85decode(content.partition(b"~")[0].strip())
    raise ValueError("no filter of a page")
