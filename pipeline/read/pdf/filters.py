"""How streams of a PDF are packed, and unpacking them piece by piece: none is held as a whole before its size is known.

Names and numbers are taken from the bytes before a stream, without trusting the file's structure.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from pipeline.limits import MIB

_PIECE = 1 << 16
"""Bytes, for filters that Python code undoes."""
_NAME = rb"/[^\s/<>\[\](){}%]{1,100}"
_ARRAY = rb"\[[^\[\]]*\]"
_PARTS = re.compile(rb"(" + _NAME + rb")|(\d{1,10})\s+\d{1,5}\s+R")
_FILTER = re.compile(rb"/Filter\s*(" + _ARRAY + rb"|" + _NAME + rb"|\d{1,10}\s+\d{1,5}\s+R)")
_NAMED = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\s*(" + _ARRAY + rb"|" + _NAME + rb")")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_SPACE = b"\0\t\n\f\r "
MOST_FILTERS = 8
"""Of one stream; no program uses more than two."""

Pieces = Iterator[bytes]
Filters = tuple[bytes, ...]
FLATE: Filters = (b"/FlateDecode",)


class TooMuchError(Exception):
    """A stream unpacks to more than it may."""


def unescaped(header: bytes) -> bytes:
    """With the characters that names may be written as: /Flate#44ecode."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), header) if b"#" in header else header


def named_objects(data: bytes) -> dict[int, bytes]:
    """Objects of the file that are a name or an array, to which a stream may leave it to name its filters."""
    return {int(number): unescaped(value) for number, value in _NAMED.findall(data)}


def filters_of(header: bytes, objects: Callable[[], Mapping[int, bytes]]) -> set[Filters]:
    """In what ways a stream may be packed by the bytes before it; Flate, which tells itself, is always among them."""
    ways = {FLATE}
    for value in _FILTER.findall(header):
        names: list[bytes] = []
        for name, number in _PARTS.findall(value):
            names += [name] if name else [part for part, _ in _PARTS.findall(objects().get(int(number), b"")) if part]
        if names and names[0] in _DECODERS:
            ways.add(tuple(names))
    return ways


def may_exceed(size: int, filters: Filters, most: int) -> bool:
    """Whether `size` bytes so packed could become more than `most`, were they nothing but repetition."""
    for name in filters:
        size *= _GROWTH.get(name, 1)
        if size > most:
            return True
    return size > most


def unpacked(data: bytes, filters: Filters, most: int) -> Pieces:
    """What the first filters make of it, up to one that only pictures use; damaged data ends where the damage is.

    Raises TooMuchError once any of them has made more than `most`.
    """
    pieces = iter([data])
    for name in filters[:MOST_FILTERS]:
        decoder = _DECODERS.get(name)
        if decoder is None:
            break
        pieces = _bounded(decoder(pieces), most)
    yield from pieces


def _bounded(pieces: Pieces, most: int) -> Pieces:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise TooMuchError
        yield piece


def _cut(pieces: Pieces) -> Pieces:
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE]


def _inflated(pieces: Pieces) -> Pieces:
    packer = zlib.decompressobj()
    for piece in pieces:
        while piece and not packer.eof:
            try:
                yield packer.decompress(piece, MIB)
            except zlib.error:
                return
            piece = packer.unconsumed_tail


def _from_hex(pieces: Pieces) -> Pieces:
    rest = b""
    for piece in _cut(pieces):
        digits, end, _ = (rest + piece.translate(None, _SPACE)).partition(b">")
        even = len(digits) // 2 * 2
        rest = digits[even:]
        try:
            yield bytes.fromhex(digits[:even].decode("ascii"))
        except ValueError:
            return
        if end:
            return


def _from_base85(pieces: Pieces) -> Pieces:
    rest = b""
    for piece in _cut(pieces):
        digits, end, _ = (rest + piece.translate(None, _SPACE).replace(b"z", b"!!!!!")).partition(b"~")
        if end and len(digits) % 5:
            digits += b"u" * (5 - len(digits) % 5)
        groups = len(digits) // 5
        rest = digits[5 * groups :]
        columns = (digits[at : 5 * groups : 5] for at in range(5))
        words = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _ZERO for a, b, c, d, e in zip(*columns, strict=True)]
        try:
            yield struct.pack(f">{groups}I", *words)
        except struct.error:
            return
        if end:
            return


_ZERO = sum(ord("!") * 85**power for power in range(5))


def _from_runs(pieces: Pieces) -> Pieces:
    data = b""
    for piece in _cut(pieces):
        data += piece
        at, size = 0, len(data)
        made: list[bytes] = []
        while at < size:
            length = data[at]
            if length == 128:
                yield b"".join(made)
                return
            stop = at + 2 + (length if length < 128 else 0)
            if stop > size:
                break
            made.append(data[at + 1 : stop] * (257 - length if length > 128 else 1))
            at = stop
        data = data[at:]
        yield b"".join(made)


def _from_lzw(pieces: Pieces) -> Pieces:
    """With codes that grow a step early, as all but a few programs write them."""
    first = [*(bytes([code]) for code in range(256)), b"", b""]
    table, width, last = list(first), 9, b""
    bits = held = 0
    for piece in pieces:
        for byte in piece:
            bits, held = (bits << 8 | byte) & 0xFFFFF, held + 8
            if held < width:
                continue
            held -= width
            code = bits >> held & (1 << width) - 1
            if code == _CLEAR:
                table, width, last = list(first), 9, b""
                continue
            if code == _END or code > len(table) or (code == len(table) and not last):
                return
            entry = table[code] if code < len(table) else last + last[:1]
            if last and len(table) < _FULL:
                table.append(last + entry[:1])
                width = 9 + sum(len(table) >= size for size in _WIDER)
            yield entry
            last = entry


_CLEAR, _END, _FULL, _WIDER = 256, 257, 4096, (511, 1023, 2047)
_DECODERS: dict[bytes, Callable[[Pieces], Pieces]] = {
    b"/FlateDecode": _inflated, b"/Fl": _inflated, b"/ASCIIHexDecode": _from_hex, b"/AHx": _from_hex,
    b"/ASCII85Decode": _from_base85, b"/A85": _from_base85, b"/RunLengthDecode": _from_runs, b"/RL": _from_runs,
    b"/LZWDecode": _from_lzw, b"/LZW": _from_lzw,
}  # fmt: skip
_GROWTH = {
    b"/FlateDecode": 1032, b"/Fl": 1032, b"/ASCII85Decode": 4, b"/A85": 4, b"/RunLengthDecode": 64, b"/RL": 64,
    b"/LZWDecode": 2600, b"/LZW": 2600,
}  # fmt: skip
