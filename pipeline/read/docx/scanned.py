"""Pictures in a DOCX, pages that were scanned above all: what is on them is recognised and put where they stand.

A photograph costs a look at its colours, a logo nothing. What is large and stays unread makes its page unreadable.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, Document, PageCoverage
from pipeline.errors import UnreadableError
from pipeline.limits import Limits, Progress
from pipeline.read.docx import Picture, Reading
from pipeline.read.docx.pictures import SHARE, UPRIGHT
from pipeline.read.ocr import failures, ocr_picture
from pipeline.read.page.blocks import PageBlocks, moved
from pipeline.read.page.furniture import mark_furniture
from pipeline.read.page.joined import join_tables
from pipeline.read.page.paper import is_printed
from pipeline.read.page.pictures import LARGE, MOST_RECOGNISED, SURE, WORDS, open_picture, too_many

SPARSE = 30
"""Characters on a page below which a large picture is all that the page says."""

SIDE = 800
"""Pixels that suffice to tell print from photographs."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one picture: `text` where it says something, `lost` where it may and nobody knows what."""

    picture: Picture
    read: PageBlocks | None = None
    text: bool = False
    lost: bool = False
    skipped: bool = False
    """Whether it was left out because there are too many."""


def recognise_pictures(reading: Reading, limits: Limits, progress: Progress | None = None) -> Document:
    """The document with the text of its pictures, as far as they can be recognised.

    Pages stay unreadable where a large picture is missing, is none, or cannot be read with confidence.
    """
    document = reading.document
    if not any(picture.name for picture in reading.pictures):
        return document
    seen = _look_at_all(reading, limits, progress)
    texts = [item for item in seen if item.text]
    said = any((item.text or item.lost) and item.picture.share >= LARGE for item in seen)
    remarks = [remark for remark in document.remarks if said or remark.code != "pictures"]
    remarks += failures([item.read for item in seen if item.read], exact=False)
    remarks += too_many(sum(item.skipped for item in seen))
    return replace(
        document,
        blocks=_placed(document.blocks, texts),
        coverage=tuple(
            _covered(page, [item for item in seen if item.picture.page == page.page]) for page in document.coverage
        ),
        remarks=tuple(remarks),
    )


def _look_at_all(reading: Reading, limits: Limits, progress: Progress | None) -> list[Seen]:
    """Every picture in order; what is shown twice is recognised once."""
    characters = {page.page: page.characters for page in reading.document.coverage}
    known: dict[str, Seen] = {}
    seen: list[Seen] = []
    small = 0
    total = min(len(reading.pictures), limits.max_pages)
    for done, picture in enumerate(reading.pictures, start=1):
        if picture.name and picture.name in known:
            item = _again(known[picture.name], picture)
        elif done > limits.max_pages or not (image := _image(reading, picture)):
            item = Seen(picture, lost=True)
        else:
            item = _look(picture, image, alone=characters.get(picture.page, 0) < SPARSE, room=small < MOST_RECOGNISED)
            small += item.read is not None and picture.share < LARGE
            known[picture.name] = item
        seen.append(item)
        if progress and done <= total:
            progress(done, total)
    return seen


def _image(reading: Reading, picture: Picture) -> bytes:
    """The bytes of a picture; none where it is not in the file, or too large to be taken out."""
    try:
        return reading.package.read(picture.name) if picture.name else b""
    except UnreadableError:
        return b""


def _look(picture: Picture, image: bytes, *, alone: bool, room: bool) -> Seen:
    """One picture; `alone` on a page without other text, `room` if small ones are still recognised."""
    opened = open_picture(image, "L", side=SIDE)
    if opened is None:
        return Seen(picture, lost=True)
    printed = is_printed(opened.histogram())
    large = picture.share >= LARGE
    if not large and not printed:
        return Seen(picture)
    if not large and not room:
        return Seen(picture, lost=True, skipped=True)
    read = ocr_picture(image, picture.page)
    found = read.coverage
    confidence = found.confidence or 0.0
    sure = found.characters >= WORDS and confidence >= SURE
    text = found.characters > 0 and (sure or (large and (alone or printed)))
    whole = alone and picture.share >= SHARE
    doubtful = found.method == "unreadable" and (confidence > 0 or (large and (whole or printed)))
    return Seen(picture, read, text, lost=not text and (doubtful or bool(read.failure)))


def _again(item: Seen, picture: Picture) -> Seen:
    """The same picture on another page."""
    if item.read is None:
        return replace(item, picture=picture)
    page = picture.page
    blocks = tuple(
        replace(block, page=page, runs=tuple(replace(run, page=page) for run in block.runs))
        for block in item.read.blocks
    )
    coverage = replace(item.read.coverage, page=page)
    return replace(item, picture=picture, read=replace(item.read, blocks=blocks, coverage=coverage))


def _covered(page: PageCoverage, seen: Sequence[Seen]) -> PageCoverage:
    """How a page was read whose pictures came to this."""
    if not seen:
        return page
    recognised = sum(item.read.coverage.characters for item in seen if item.text and item.read)
    scores = [item.read.coverage.confidence for item in seen if (item.text or item.lost) and item.read]
    confidence = min((score for score in scores if score is not None), default=None)
    characters = page.characters + recognised
    if sum(item.picture.share for item in seen if item.lost) >= LARGE:
        return PageCoverage(page.page, "unreadable", characters, confidence)
    if not recognised:
        return PageCoverage(page.page, "text", characters)
    return PageCoverage(page.page, "mixed" if page.characters else "ocr", characters, confidence)


def _placed(blocks: tuple[Block, ...], texts: Sequence[Seen]) -> tuple[Block, ...]:
    """Recognised blocks where their pictures stand. Of several pictures on one page each lies below the one before."""
    pages: dict[int, PageBlocks] = {}
    for item in texts:
        if item.read and _is_page(item.picture):
            pages.setdefault(item.picture.page, item.read)
    whole = _by_page(list(pages.values()))
    depth: Counter[int] = Counter()
    placed: list[tuple[int, list[Block]]] = []
    for item in texts:
        assert item.read
        number = item.picture.page
        as_page = pages.get(number) is item.read and number in whole
        factor = 1.0 if as_page else item.picture.width / (item.read.width or 1.0)
        content = whole.pop(number) if as_page else item.read.blocks
        placed.append((item.picture.before, [moved(block, 0.0, depth[number], factor) for block in content]))
        depth[number] += round(item.read.height * factor)
    result = list(blocks)
    for before, content in reversed(placed):
        result[before:before] = content
    return tuple(result)


def _is_page(picture: Picture) -> bool:
    """Whether a picture is that of a page: as large as one, or of its shape and as wide as the text."""
    shape = picture.height / (picture.width or 1.0)
    return picture.share >= SHARE or (picture.share >= LARGE and UPRIGHT[0] <= shape <= UPRIGHT[1])


def _by_page(pages: list[PageBlocks]) -> dict[int, list[Block]]:
    """Blocks by page, headers, footers and page numbers marked and tables joined across pages, as of a scanned PDF."""
    blocks = join_tables(mark_furniture(pages), {page.coverage.page: page.height for page in pages})
    return {page.coverage.page: [block for block in blocks if block.page == page.coverage.page] for page in pages}
