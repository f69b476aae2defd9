"""What a PDF asks for before an engine is let loose on it: streams that unpack without end, patterns and forms nobody can
draw.

The bytes of the file are looked through once, without trusting its structure. Where a trap is out of sight (encrypted
files, filters that nobody uses for text) the limits of the reading process still hold.
"""

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from pipeline.errors import LimitError
from pipeline.read.limits import MIB, Limits

_EDGE = re.compile(rb"endstream|stream\r?\n")
_DICTIONARY = 4096
"""Bytes before a stream among which its dictionary is looked for."""
_FILTERS = re.compile(rb"/(FlateDecode|Fl|RunLengthDecode|RL|ASCII85Decode|A85|LZWDecode|LZW)\b")
_OTHER = re.compile(rb"/Type\b(?!\s*/(?:XObject|Pattern))|/Length[123]\b|/Subtype\s*/(?!Form)\w+|/N\s+\d")
"""What tells fonts, colour profiles and object streams from drawing instructions."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_FLATE = 1032
"""The most that one byte of Flate can become."""
_FACTORS = {b"RunLengthDecode": 64, b"RL": 64, b"ASCII85Decode": 4, b"A85": 4, b"LZWDecode": 64, b"LZW": 64}
_TILING = re.compile(rb"/PatternType\s+1\b")
_NUMBER = rb"[-+]?\d*\.?\d+"
MOST_TILES = 5_000_000
A4_AREA = 595.0 * 842.0
_NUMBERED = re.compile(rb"(\d+)\s+\d+\s*$")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_USED = re.compile(rb"/XObject\s*<<(.*?)>>", re.DOTALL)
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
MOST_FORMS = 1_000_000
"""Forms that a form may draw, those included that they draw."""


def inspect(data: bytes, limits: Limits) -> bool:
    """Raises LimitError for a stream that unpacks to more than it may; False if the pages must not be drawn."""
    drawable = True
    forms: dict[int, Counter[int]] = {}
    for number, entries, start, stop in _streams(data):
        if _PICTURE.search(entries):  # whoever draws the page looks at its size first
            continue
        most = limits.pdf_stream if _OTHER.search(entries) else limits.pdf_contents
        if _size(data, start, stop, entries, most) > most:
            raise LimitError(f"PDF 中有一处内容解压后超过 {most // MIB} MiB，未读取。请重新导出为 PDF 后再检查。")
        drawable = drawable and not (_TILING.search(entries) and _tiles(entries) > MOST_TILES)
        if _FORM.search(entries):
            forms[number] = _drawn(data[start:stop], entries)
    if _most_drawn(forms) > MOST_FORMS:
        raise LimitError("PDF 中的图形层层套用，展开后过多，未读取。请重新导出为 PDF 后再检查。")
    return drawable


def _drawn(content: bytes, entries: bytes) -> Counter[int]:
    """How often a form draws which other objects, as far as its own dictionary names them."""
    names = {name: int(number) for used in _USED.findall(entries) for name, number in _REFERENCE.findall(used)}
    if not names:
        return Counter()
    filters = _FILTERS.findall(entries)
    if filters[:1] in ([b"FlateDecode"], [b"Fl"]):
        content = b"".join(_inflated(iter([content])))
    return Counter(names[name] for name in _DRAW.findall(content) if name in names)


def _most_drawn(forms: Mapping[int, Counter[int]]) -> float:
    """How many forms one of them draws in all, itself included; without end where one draws itself."""
    users: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    waiting = dict.fromkeys(forms, 0)
    for number, own in forms.items():
        for used, times in own.items():
            if used in forms:
                users[used].append((number, times))
                waiting[number] += 1
    totals = dict.fromkeys(forms, 1)
    ready = [number for number, count in waiting.items() if not count]
    for number in ready:
        for user, times in users[number]:
            totals[user] = min(totals[user] + times * totals[number], MOST_FORMS + 1)
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    return max(totals.values(), default=0) if len(ready) == len(forms) else math.inf


def _streams(data: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """The number and dictionary of each stream, and where its content begins and ends; 0 where no number is found."""
    start = None
    for edge in _EDGE.finditer(data):
        if edge[0] == b"endstream":
            if start is not None:
                yield *_entries(data, start), start[1], edge.start()
            start = None
        elif start is None:
            start = edge.span()


def _entries(data: bytes, place: tuple[int, int]) -> tuple[int, bytes]:
    before = data[max(0, place[0] - _DICTIONARY) : place[0]]
    at = before.rfind(b" obj") + 1
    number = _NUMBERED.search(before[:at])
    return int(number[1]) if number else 0, before[at:]


def _size(data: bytes, start: int, stop: int, entries: bytes, most: int) -> int:
    """What a Flate stream unpacks to, at least where that is more than `most`; unpacked only if it might be."""
    filters = _FILTERS.findall(entries)
    if not filters or filters[0] not in (b"FlateDecode", b"Fl"):
        return 0
    twice = any(name in (b"FlateDecode", b"Fl") for name in filters[1:])
    factor = math.prod(_FACTORS.get(name, 1) for name in filters[1:])
    if (stop - start) * _FLATE * factor * (_FLATE if twice else 1) <= most:
        return 0
    pieces = _inflated(iter([data[start:stop]]))
    if twice:
        pieces = _inflated(pieces)
    size = 0
    for piece in pieces:
        size += len(piece) * factor
        if size > most:
            break
    return size


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacked a mebibyte at a time; what is damaged ends where the damage is."""
    packer = zlib.decompressobj()
    for piece in pieces:
        while piece and not packer.eof:
            try:
                yield packer.decompress(piece, MIB)
            except zlib.error:
                return
            piece = packer.unconsumed_tail


def _tiles(entries: bytes) -> float:
    """How often a pattern is repeated on a page of A4."""
    steps = [re.search(name + rb"\s*(" + _NUMBER + rb")", entries) for name in (rb"/XStep", rb"/YStep")]
    matrix = re.search(rb"/Matrix\s*\[\s*(" + rb"\s+".join([_NUMBER] * 4) + rb")", entries)
    a, b, c, d = map(float, matrix[1].split()) if matrix else (1.0, 0.0, 0.0, 1.0)
    tile = abs(a * d - b * c) * math.prod(abs(float(step[1])) for step in steps if step)
    return A4_AREA / tile if tile else math.inf
