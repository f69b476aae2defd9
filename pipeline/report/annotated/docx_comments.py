"""Word comments at the place of each finding, in a copy of the submitted DOCX.

A comment covers the quoted words: where they begin or end inside a run, that run is split in two of the same look, so
the text stays what it was. Text boxes, headers and footers cannot carry comments in Word: what was found in a box is
said once at the box as a whole, what was found in a header in the comment on the whole file, at its first paragraph.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

from pipeline.errors import LimitError, OutputError
from pipeline.findings import Evidence
from pipeline.limits import Limits
from pipeline.read.docx.package import open_package
from pipeline.report.annotated import remarks
from pipeline.report.annotated.notes import Notes
from pipeline.report.annotated.placing import Places, Stretch
from pipeline.report.annotated.spots import Spot
from pipeline.report.files import stable_zip
from pipeline.report.sanitize import clean

_ROOM = Limits(zip_ratio=sys.maxsize)
"""For all members together; a picture that is mostly white may well shrink to a thousandth."""
_SKIPPED = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:pict", "w:drawing", "w:rt"))
"""Below these runs hold no text of the plan as submitted, or no comment may stand."""
_TEXT = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a text box, for readers of old."""
_UNSEEN = {_FALLBACK, qn("w:del"), qn("w:moveFrom")}
"""A box in one of these is not in the plan as submitted."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, tables included, or of a text box."""

    element: Any
    text: str
    holder: Any = None
    """The run of the body that holds the box."""


def annotate(notes: Notes, submitted: bytes) -> bytes:
    """The DOCX with comments, as bytes. Raises OutputError for what python-docx cannot open, or not within limits."""
    document = _open(submitted)
    paragraphs = [Paragraph(element, _text(element)) for element in _paragraphs(document.element.body)]
    boxed = list(_boxed(document.element.body))
    places = Places(notes.document, [paragraph.text for paragraph in paragraphs])
    in_boxes = Places(notes.document, [paragraph.text for paragraph in boxed])
    elsewhere: list[str] = []
    for note in notes.on_findings:
        sites, missed = _sites(note.spots, places, (boxed, in_boxes))
        # One after the other: finding the runs of the next place may cut those of this one, whose comment must stand by then.
        for number, site in enumerate(sites):
            pair = (site.box, site.box) if site.box is not None else _runs(paragraphs, site.stretches)
            _comment(document, pair, (note.again if number else note.words)(notes.document, site.unmarked))
        elsewhere += note.besides(notes.document, missed) if sites else note.elsewhere(notes.document)
    first = next((runs for p in paragraphs if (runs := list(_text_runs(p.element)))), None)
    runs = [first[0], first[-1]] if first else [document.add_paragraph().add_run()._r]
    _comment(document, (runs[0], runs[-1]), notes.on_file(elsewhere))
    _forget_time(document)
    stream = io.BytesIO()
    document.save(stream)
    return stable_zip(stream.getvalue())


def _open(submitted: bytes) -> Any:
    """The document. python-docx takes all members into memory, those that nobody has read among them, however large."""
    try:
        package = open_package(submitted, _ROOM)
        for name in package.names:
            package.read(name)
        document = docx.Document(io.BytesIO(submitted))
        document.comments  # noqa: B018 - fails where the part that holds them is none
    except LimitError as error:
        raise OutputError("文件里的图片或附件太大，不能加批注。请压缩图片后再试。") from error
    except Exception as error:  # python-docx lets KeyError, BadZipFile, XMLSyntaxError, AttributeError… through
        raise OutputError("这个文件的内部格式不能加批注。请用 Word 或 WPS 打开后另存为普通的 DOCX 再试。") from error
    return document


Text = tuple[list[Paragraph], Places]


@dataclass(slots=True)
class _Site:
    """Where a comment stands: at words of the body, or at a box."""

    stretches: tuple[Stretch, ...] = ()
    box: Any = None
    """The run that holds it."""
    unmarked: tuple[Evidence, ...] = ()
    """Words in the box that the finding rests on."""


def _sites(spots: Iterable[Spot], body: Places, boxes: Text) -> tuple[list[_Site], list[Evidence]]:
    """Where a note is said, once a box, and what it rests on at places that cannot be marked."""
    sites: list[_Site] = []
    missed: list[Evidence] = []
    for spot in spots:
        proofs = (spot.proof,) if spot.proof else ()
        if stretches := body.find(spot.block, spot.start, spot.stop):
            sites.append(_Site(stretches))
        elif held := boxes[1].find(spot.block, spot.start, spot.stop):
            holder = boxes[0][held[0].paragraph].holder
            site = next((known for known in sites if known.box is holder), None)
            if site is None:
                sites.append(site := _Site(box=holder))
            site.unmarked += proofs
        else:
            missed += proofs
    return sites, missed


def _paragraphs(body: Any) -> Iterator[Any]:
    for element in body.iter(qn("w:p")):
        if not any(ancestor.tag in _SKIPPED for ancestor in element.iterancestors()):
            yield element


def _boxed(body: Any) -> Iterator[Paragraph]:
    """Paragraphs of text boxes, each with the run that holds its box."""
    for element in body.iter(qn("w:p")):
        above = list(element.iterancestors())
        names = [ancestor.tag for ancestor in above]
        if _BOX in names and not _UNSEEN.intersection(names):
            holder = next((ancestor for ancestor in reversed(above) if ancestor.tag == qn("w:r")), None)
            if holder is not None:
                yield Paragraph(element, _text(element), holder)


def _text_runs(paragraph: Any) -> Iterator[Any]:
    """Runs of a paragraph, in hyperlinks and insertions too, that a comment may begin or end at."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == qn("w:r"):
            yield element
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(element))


def _run_text(run: Any) -> str:
    return "".join(
        (child.text or "") if child.tag == qn("w:t") else _TEXT[child.tag] or "" for child in run if child.tag in _TEXT
    )


def _text(paragraph: Any) -> str:
    return "".join(_run_text(run) for run in _text_runs(paragraph))


def _runs(paragraphs: list[Paragraph], stretches: tuple[Stretch, ...]) -> tuple[Any, Any]:
    """First and last run of the quoted words, cut so that they begin and end with them."""
    first, last = stretches[0], stretches[-1]
    # The end is cut first and looked up last: cutting at the beginning may cut the same run once more, and then the
    # words end with its right half.
    _run_at(paragraphs[last.paragraph].element, last.stop, before=True)
    begin = _run_at(paragraphs[first.paragraph].element, first.start, before=False)
    return begin, _run_at(paragraphs[last.paragraph].element, last.stop, before=True)


def _run_at(paragraph: Any, offset: int, *, before: bool) -> Any:
    """The run that ends (`before`) or begins at a text offset; a plain run is split there, another taken whole."""
    position = 0
    last = None
    for run in list(_text_runs(paragraph)):
        length = len(_run_text(run))
        if not length:
            continue
        if before and position + length >= offset:
            return _split(run, offset - position)[0]
        if not before and position + length > offset:
            return _split(run, offset - position)[1]
        position += length
        last = run
    return last


def _split(run: Any, at: int) -> tuple[Any, Any]:
    """The run cut into two of the same look before character `at`; twice the run itself where that cannot be."""
    content = [child for child in run if child.tag != qn("w:rPr")]
    text = _run_text(run)
    if not 0 < at < len(text) or len(content) != 1 or content[0].tag != qn("w:t"):
        return run, run
    right = deepcopy(run)
    run.addnext(right)
    for piece, words in ((run, text[:at]), (right, text[at:])):
        element = piece.find(qn("w:t"))
        element.text = words
        element.set(qn("xml:space"), "preserve")
    return run, right


def _comment(document: Any, runs: tuple[Any, Any], text: tuple[str, ...]) -> None:
    pair = [Run(element, document) for element in runs]
    comment = document.add_comment(pair, text=clean(text[0]), author=remarks.AUTHOR, initials=remarks.INITIALS)
    comment.paragraphs[0].runs[0].bold = True
    for words in text[1:]:
        comment.add_paragraph(clean(words))


def _forget_time(document: Any) -> None:
    """Comments without a date: the same report must give the same file."""
    for comment in document.part._comments_part.element.iter(qn("w:comment")):
        if comment.get(qn("w:author")) == remarks.AUTHOR:
            comment.attrib.pop(qn("w:date"), None)
