"""What a PDF asks for before an engine is let loose on it: streams that unpack without end, patterns and forms nobody can
draw.

The bytes of the file are looked through once, without trusting its structure. Where a trap is out of sight (encrypted
files, filters that nobody uses for text) the limits of the reading process still hold.
"""

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import LimitError
from pipeline.limits import MIB, Limits
from pipeline.read.page.paper import A4
from pipeline.read.pdf.filters import (
    MOST_FILTERS,
    Filters,
    TooMuchError,
    filters_of,
    may_exceed,
    named_objects,
    unescaped,
    unpacked,
)

_EDGE = re.compile(rb"endstream|stream\r?\n")
_HEADER = MIB
"""Bytes before a stream, since the one before it, among which its dictionary is looked for."""
_OTHER = re.compile(rb"/Type\b(?!\s*/(?:XObject|Pattern))|/Length[123]\b|/Subtype\s*/(?!Form)\w+|/N\s+\d")
"""What tells fonts, colour profiles and object streams from drawing instructions."""
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_TILING = re.compile(rb"/PatternType\s+1\b")
_NUMBER = rb"[-+]?\d{0,20}\.?\d{1,20}"
MOST_TILES = 5_000_000
_NUMBERED = re.compile(rb"(\d{1,10})\s+\d+\s*$")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_USED = re.compile(rb"/XObject\s*<<([^<>]*)>>")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
MOST_FORMS = 1_000_000
"""Forms that a form may draw, those included that they draw."""


def inspect(data: bytes, limits: Limits) -> bool:
    """Raises LimitError for a stream that unpacks to more than it may; False if the pages must not be drawn."""
    drawable = True
    forms: dict[int, Counter[int]] = {}
    objects = functools.cache(lambda: named_objects(data))
    for stream in _streams(data):
        entries = stream.entries
        if _PICTURE.search(entries):  # whoever draws the page looks at its size first
            continue
        content = data[stream.start : stream.stop]
        most = limits.pdf_stream if _OTHER.search(entries) else limits.pdf_contents
        ways = filters_of(stream.header, objects)
        if any(_exceeds(content, filters, most) for filters in ways):
            raise LimitError(f"PDF 中有一处内容解压后超过 {most // MIB} MiB，未读取。请重新导出为 PDF 后再检查。")
        drawable = drawable and not (_TILING.search(entries) and _tiles(entries) > MOST_TILES)
        if _FORM.search(entries):
            forms[stream.number] = _drawn(entries, [iter([content]), *(unpacked(content, way, most) for way in ways)])
    if _most_drawn(forms) > MOST_FORMS:
        raise LimitError("PDF 中的图形层层套用，展开后过多，未读取。请重新导出为 PDF 后再检查。")
    return drawable


def _exceeds(content: bytes, filters: Filters, most: int) -> bool:
    """Whether a stream unpacks to more than `most`; it is unpacked only if it might."""
    if not may_exceed(len(content), filters, most):
        return False
    try:
        for _ in unpacked(content, filters, most):
            pass
    except TooMuchError:
        return True
    return len(filters) > MOST_FILTERS


def _drawn(entries: bytes, contents: Iterable[Iterator[bytes]]) -> Counter[int]:
    """How often a form draws which other objects, as far as its dictionary names them; `contents` as it may be read."""
    names = {name: int(number) for used in _USED.findall(entries) for name, number in _REFERENCE.findall(used)}
    drawn: Counter[int] = Counter()
    for pieces in contents if names else ():
        drawn |= Counter(names[name] for name in _DRAW.findall(b"".join(pieces)) if name in names)
    return drawn


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


@dataclass(frozen=True, slots=True)
class _Stream:
    """Where the content of a stream begins and ends, and what stands before it."""

    number: int
    """0 where none is found."""
    header: bytes
    """All since the stream before: a string in a dictionary may look like the beginning of an object."""
    entries: bytes
    """The dictionary, as far as it can be told."""
    start: int
    stop: int


def _streams(data: bytes) -> Iterator[_Stream]:
    start = None
    last = 0
    for edge in _EDGE.finditer(data):
        if edge[0] == b"endstream":
            if start is not None:
                yield _stream(data[max(last, start[0] - _HEADER) : start[0]], start[1], edge.start())
            start, last = None, edge.end()
        elif start is None:
            start = edge.span()


def _stream(before: bytes, start: int, stop: int) -> _Stream:
    at = before.rfind(b" obj") + 1
    number = _NUMBERED.search(before[max(0, at - 32) : at])
    header = unescaped(before)
    return _Stream(int(number[1]) if number else 0, header, unescaped(before[at:]), start, stop)


def _tiles(entries: bytes) -> float:
    """How often a pattern is repeated on a page of A4."""
    steps = [re.search(name + rb"\s*(" + _NUMBER + rb")", entries) for name in (rb"/XStep", rb"/YStep")]
    matrix = re.search(rb"/Matrix\s*\[\s*(" + rb"\s+".join([_NUMBER] * 4) + rb")", entries)
    a, b, c, d = map(float, matrix[1].split()) if matrix else (1.0, 0.0, 0.0, 1.0)
    tile = abs(a * d - b * c) * math.prod(abs(float(step[1])) for step in steps if step)
    return math.prod(A4) / tile if tile else math.inf
