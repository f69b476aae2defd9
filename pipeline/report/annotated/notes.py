"""The notes on a plan, worded and placed: all that must be known to write them into the submitted file.

Plain values, so that they can cross into the process that opens the file (`apart`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.document import Document
from pipeline.findings import Report
from pipeline.profile import Severity
from pipeline.report import digest, pages
from pipeline.report.annotated import remarks, spots
from pipeline.report.annotated.spots import Spot
from pipeline.report.pages import Area


@dataclass(frozen=True, slots=True)
class Note:
    """What is said on one finding, in paragraphs, and where."""

    spots: tuple[Spot, ...]
    """The chief place first; none for a finding on the whole file."""
    areas: tuple[Area, ...]
    """The same on the pages of a PDF."""
    quotes: bool
    """Whether these places are words that the finding rests on; else a place beside which the note belongs."""
    severity: Severity
    words: tuple[str, ...]
    """Said at the chief place."""
    again: tuple[str, ...]
    """Said at the others."""
    whole: tuple[str, ...]
    """Said where it cannot stand at the words themselves, which it quotes then."""


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes on a plan."""

    document: Document
    on_findings: tuple[Note, ...]
    opening: tuple[str, ...]
    """How the note on the whole file begins."""
    closing: tuple[str, ...]

    def on_file(self, elsewhere: Iterable[Note]) -> tuple[str, ...]:
        """Paragraphs of the note on the whole file; `elsewhere` are those that have no place in it."""
        said = [words for note in elsewhere for words in note.whole]
        return (*self.opening, *([remarks.ELSEWHERE, *said] if said else ()), *self.closing)


def notes_on(report: Report) -> Notes:
    """The notes on a plan."""
    found = tuple(_note(item, report) for item in digest.numbered(report))
    return Notes(report.document, found, remarks.opening(report), remarks.CLOSING)


def _note(item: digest.Numbered, report: Report) -> Note:
    placed, document = spots.placed(item, report), report.document
    proofs = tuple(spot.proof for spot in placed.spots if spot.proof)
    beside = placed.spots[0].block if placed.spots and not proofs else None
    return Note(
        placed.spots,
        pages.places(document, replace(item.finding, evidence=proofs, anchor=beside)),
        bool(proofs),
        item.finding.severity,
        words=remarks.note(item, document, placed.quoted),
        again=remarks.again(item),
        whole=remarks.note(item, document, item.finding.evidence),
    )
