"""Pictures of pages recognised. Where recognition itself fails the page is unreadable, and the reason is kept.

What it stands on — numpy, OpenCV, onnxruntime — costs nothing until the first picture: `reading` is imported then.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.document import BBox, PageCoverage, Remark
from pipeline.read.page.blocks import PageBlocks
from pipeline.read.page.paper import A4
from pipeline.read.recognition import announce
from pipeline.text.page_numbers import pages

OTHER = 1 / 3
"""Share of a page's print beside its text; with less, a logo and its name, the text is what the page says."""


def ocr_page(picture: Any, number: int, width: float) -> PageBlocks:
    """Blocks of a page whose picture (rows × columns × blue, green, red) is `width` points wide."""

    def work() -> PageBlocks:
        from pipeline.read.ocr.reading import read_page

        return read_page(picture, number, width)

    return _guarded(work, number, (width, 0.0))


def ocr_picture(image: bytes, number: int) -> PageBlocks:
    """Blocks of a page from the bytes of an image file, as if it were A4; unreadable if they are no picture."""

    def work() -> PageBlocks:
        from pipeline.read.ocr.reading import load_picture, read_page

        picture = load_picture(image)
        if picture is None:
            return _unreadable(number, A4)
        wide = picture.shape[1] > picture.shape[0]
        return read_page(picture, number, A4[1] if wide else A4[0])

    return _guarded(work, number, A4)


def has_other_print(picture: Any, width: float, boxes: Sequence[BBox], counts: float) -> bool:
    """Whether much of what looks like lines of print on a page `width` points wide stands outside the boxes of its text.

    `counts` is the part of that text which is no repetition. True, too, where a library is wanting that could tell.
    """
    try:
        from pipeline.read.ocr.legible import FEW_LINES, unread_lines
    except Exception:  # noqa: BLE001 - whatever a broken installation raises; recognition will say so
        return True
    scale = picture.shape[1] / width
    read = [
        (round(x0 * scale), round(top * scale), round(x1 * scale), round(low * scale)) for x0, top, x1, low in boxes
    ]
    unread = unread_lines(picture, read, (), scale)
    return unread.area >= FEW_LINES and unread.area > OTHER * (unread.area + counts * (unread.whole - unread.area))


def failures(read: Iterable[PageBlocks], *, exact: bool) -> list[Remark]:
    """A remark for each way in which recognition failed: else a broken installation would look like bad scans.

    Another for pages of which it could read a part. `exact` is the document's `exact_pages`.
    """
    read = tuple(read)
    numbers: dict[str, list[int]] = {}
    for page in read:
        if page.failure:
            numbers.setdefault(page.failure, []).append(page.coverage.page)
    remarks = [_failed(error, found, pages(found, exact=exact)) for error, found in numbers.items()]
    parts = [page.coverage.page for page in read if page.blocks and _is_part(page.coverage)]
    if parts:
        message = f"{pages(parts, exact=exact)}只认出一部分文字，其余模糊不清或字体缺少文字编码：认出的参与了核对，没认出的请人工核对。"
        remarks.append(Remark("partly_read", message, parts[0], len(parts)))
    return remarks


def _is_part(coverage: PageCoverage) -> bool:
    return coverage.method == "unreadable" and coverage.characters > 0 and coverage.confidence is not None


def _failed(error: str, numbers: list[int], shown: str) -> Remark:
    message = (
        f"{shown}上的图片未能识别：识别程序出错（{error}），不等于扫描不清。"
        "请运行 yushen doctor 检查安装，然后再核对一次。"
    )
    return Remark("ocr_failed", message, numbers[0], len(numbers))


def _guarded(work: Callable[[], PageBlocks], number: int, size: tuple[float, float]) -> PageBlocks:
    """OpenCV and onnxruntime each have errors of their own, and a platform may lack them; other pages are still read."""
    announce()
    try:
        return work()
    except Exception as error:  # noqa: BLE001
        return _unreadable(number, size, type(error).__name__)


def _unreadable(number: int, size: tuple[float, float], failure: str = "") -> PageBlocks:
    return PageBlocks((), *size, PageCoverage(number, "unreadable", 0), failure)
