"""DOCX → Document: blocks in reading order, with the numbers that Word displays but does not store.

The journey: package → parts → headers, body, diagrams, notes, footers → coverage and remarks. Pages are approximate
(`pages.py`); where a file has no rendered page breaks they are estimated from its lines.
"""

import hashlib
from pathlib import Path

from pipeline.document import Document, PageCoverage
from pipeline.errors import EmptyError, LimitError, NotFoundError
from pipeline.read.docx.body import read_blocks
from pipeline.read.docx.extras import diagram_blocks, furniture_blocks, note_blocks, remarks
from pipeline.read.docx.pages import Pages
from pipeline.read.docx.parts import body_pages, new_story, open_parts
from pipeline.read.limits import MIB, Limits

SPARSE = 30
"""Characters on a page below which a picture of page size makes it a page to be recognised."""


def read_docx(path: Path, limits: Limits) -> Document:
    """Read a DOCX file.

    Headers come first and footers last, once each; notes stand at the end of the body. Tracked insertions count,
    deletions do not. Raises NotFoundError, EncryptedError, UnsupportedFormatError, CorruptError, EmptyError,
    LimitError or HostileError.
    """
    data = _read_bytes(path, limits)
    parts = open_parts(data, limits)
    story = new_story(parts, parts.body, body_pages(parts))
    body = read_blocks(parts.body, story)
    pages = story.inline.pages
    if pages.page > limits.max_pages:
        raise LimitError(f"文件超过 {limits.max_pages} 页，未读取。请拆分文件后再试。")
    headers, footers = furniture_blocks(parts)
    found = [*headers, *body, *diagram_blocks(parts, story), *note_blocks(parts, story), *footers]
    blocks = [block for block in found if block.text]
    if not blocks and not story.pictures:
        raise EmptyError("文件中没有任何文字。请确认提交的是否为正确的文件。")
    return Document(
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        blocks=tuple(blocks),
        pages=pages.page,
        coverage=_coverage(pages),
        remarks=tuple(remarks(parts, story, blocks)),
        exact_pages=False,
    )


def page_images(path: Path, limits: Limits) -> list[bytes]:
    """The pictures of page size of a DOCX, encoded as they are in it, in reading order.

    There is one for every page that `read_docx` covers as “unreadable”, in the same order; empty where a picture is
    not in the file. Raises as `read_docx`.
    """
    parts = open_parts(_read_bytes(path, limits), limits)
    story = new_story(parts, parts.body, body_pages(parts))
    read_blocks(parts.body, story)
    related = parts.package.related(parts.main)
    first = dict(reversed(story.pictures))
    images = []
    for page in _coverage(story.inline.pages):
        if page.method == "unreadable":
            target = related[first[page.page]].target if first[page.page] in related else ""
            images.append(parts.package.read(target) if parts.package.has(target) else b"")
    return images


def _read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, at most `limits.max_bytes`. Raises NotFoundError, EmptyError or LimitError."""
    if not path.is_file():
        raise NotFoundError(f"找不到文件 {path.name}。请检查路径。")
    with path.open("rb") as stream:
        data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise LimitError(f"文件超过 {limits.max_bytes // MIB} MiB，未读取。请压缩其中的图片或拆分文件后再试。")
    if not data:
        raise EmptyError("文件是空的（0 字节）。请重新获取文件。")
    return data


def _coverage(pages: Pages) -> tuple[PageCoverage, ...]:
    """One entry a page: unreadable where a picture of page size stands almost alone, text elsewhere."""
    found = []
    for page in range(1, pages.page + 1):
        characters = pages.characters[page]
        alone = page in pages.pictures and characters < SPARSE
        found.append(PageCoverage(page, "unreadable" if alone else "text", characters))
    return tuple(found)
