"""Which pages must be recognised, and what becomes of those that cannot be."""

from dataclasses import replace

from pipeline.document import PageCoverage
from pipeline.read.ocr import has_other_print, ocr_page
from pipeline.read.page.blocks import PageBlocks
from pipeline.read.page.characters import is_useless
from pipeline.read.page.geometry import PageGeometry
from pipeline.read.page.hidden import WHITE, lies_on_picture, picture_share, split_hidden
from pipeline.read.pdf.parts import furniture, is_print
from pipeline.read.pdf.render import View, draw
from pipeline.read.pdf.source import Source

FEW = 80
"""Characters; a page that is mostly a picture and has fewer (a scanner app's mark, a page number) is a scan."""
MOSTLY = 0.6
"""Of the page's area that pictures cover; less is a page with pictures on it."""
FULL = 400
"""Characters, repeated words counted once; a page with as many is taken at its word, whatever lies behind it."""
LEAST_CONTRAST = 16
"""Of 255, between the lightest and the darkest spot of a page that is not blank."""


def needs_ocr(page: PageGeometry, read: PageBlocks) -> bool:
    """Whether the page has no text layer, a useless one, or one that is not its content."""
    text = "".join(block.text for block in read.blocks if block.kind != "furniture")
    if not text.strip() or is_useless(text):
        return True
    return len("".join(text.split())) < FEW and picture_share(page) > MOSTLY


def hides_scan(source: Source, page: PageGeometry, read: PageBlocks) -> bool:
    """Whether the text is only a watermark or a footer over a scan that has no text layer.

    The text layer of a searchable scan lies on the print of its picture, and a design under real text has no print:
    pages with little text are drawn, and looked at where no text is. What cannot be drawn may be a scan.
    """
    if picture_share(page) <= MOSTLY or (written := _written(read)) >= FULL:
        return False
    glyphs = split_hidden(page)[0]
    if 2 * sum(lies_on_picture(page, glyph) for glyph in glyphs) < len(glyphs):
        return False  # pictures beside text are read one by one
    view = draw(source, page.number) if source.pdf is not None else View(lost=True)
    if view.lost or view.picture is None:
        return view.lost
    boxes = [(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs]
    return has_other_print(view.picture, page.width, boxes, written / max(1, read.coverage.characters))


def _written(read: PageBlocks) -> int:
    """Characters of the page's text without those of words that were there before: a watermark's tiles count once."""
    words = {word for block in read.blocks if block.kind != "furniture" for word in block.text.split()}
    return sum(map(len, words))


def scan_page(source: Source, page: PageGeometry, read: PageBlocks) -> PageBlocks:
    """The page as recognised, or as it was where recognition brings nothing.

    A page is blank only where nothing is drawn on it: what cannot be drawn or recognised is unreadable.
    """
    number = page.number
    if page.damaged:
        return replace(read, blocks=(), coverage=PageCoverage(number, "unreadable", 0))
    view = draw(source, number) if source.pdf is not None else View(lost=_is_marked(page))
    found = _seen(view, number, page.width)
    if found.coverage.characters > (0 if _useless(read) else _written(read)):
        return replace(found, blocks=(*found.blocks, *furniture(read)), width=page.width, height=page.height)
    return replace(_as_it_was(read, view, found.coverage), failure=found.failure)


def _is_marked(page: PageGeometry) -> bool:
    """Whether anything but text is on a page that only the engine which draws nothing could open: a picture, a fill."""
    return any(patch.color is None or min(patch.color) < WHITE for patch in page.patches)


def _as_it_was(read: PageBlocks, view: View, seen: PageCoverage) -> PageBlocks:
    """The page with the text layer that it has, as far as that says anything."""
    number = read.coverage.page
    if _useless(read) or not read.coverage.characters:
        text = read.coverage.characters > 0  # there is text, and nobody can say what it is
        lost = view.lost or text or seen.method == "unreadable"
        coverage = PageCoverage(number, "unreadable", 0, seen.confidence) if lost else seen
        return replace(read, blocks=furniture(read), coverage=coverage)
    if view.lost or (seen.method == "unreadable" and is_print(view.picture)):
        return replace(read, coverage=replace(read.coverage, method="unreadable"))
    return read


def _seen(view: View, number: int, width: float) -> PageBlocks:
    """What the page says; nothing is recognised where nothing is drawn."""
    if view.picture is None or int(view.picture.max()) - int(view.picture.min()) < LEAST_CONTRAST:
        return PageBlocks((), width, 0.0, PageCoverage(number, "text", 0))
    return ocr_page(view.picture, number, width)


def _useless(read: PageBlocks) -> bool:
    text = "".join(block.text for block in read.blocks if block.kind != "furniture")
    return bool(text) and is_useless(text)
