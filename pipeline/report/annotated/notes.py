"""The notes on a plan, worded and placed: all that must be known to write them into the submitted file.

Plain values, so that they can cross into the process that opens the file (`apart`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.document import Document
from pipeline.findings import Evidence, Report
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
    heading: str
    problem: tuple[str, ...]
    basis: tuple[str, ...]
    proofs: tuple[Evidence, ...]
    """All that the finding rests on."""
    quoted: tuple[Evidence, ...]
    """Of it, what has no place of its own and is quoted at the chief one."""

    def words(self, document: Document, unmarked: Iterable[Evidence] = ()) -> tuple[str, ...]:
        """Paragraphs at the chief place, which quote `unmarked`, too: words there that the note does not stand at."""
        return self._in_full(remarks.quotes((*unmarked, *self.quoted), document))

    def again(self, document: Document, unmarked: Iterable[Evidence] = ()) -> tuple[str, ...]:
        """Paragraphs at another place: what is wrong and what to do, for they may be read alone."""
        return (self.heading, *self.problem, *remarks.quotes(unmarked, document), remarks.AGAIN)

    def elsewhere(self, document: Document) -> tuple[str, ...]:
        """Paragraphs in the note on the whole file, where the finding is said nowhere else."""
        return self._in_full(remarks.quotes(self.proofs, document))

    def besides(self, document: Document, missed: Iterable[Evidence]) -> tuple[str, ...]:
        """Paragraphs in the note on the whole file on places that cannot be marked, of a finding that is said at others."""
        quotes = remarks.quotes(missed, document)
        return (self.heading, *quotes, remarks.BESIDES) if quotes else ()

    def _in_full(self, quotes: tuple[str, ...]) -> tuple[str, ...]:
        return (self.heading, *self.problem, *quotes, *self.basis)


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes on a plan."""

    document: Document
    on_findings: tuple[Note, ...]
    opening: tuple[str, ...]
    """How the note on the whole file begins."""
    closing: tuple[str, ...]

    def on_file(self, elsewhere: Iterable[str]) -> tuple[str, ...]:
        """Paragraphs of the note on the whole file; `elsewhere` are those on findings and places that cannot be marked."""
        said = tuple(elsewhere)
        return (*self.opening, *([remarks.ELSEWHERE, *said] if said else ()), *self.closing)


def notes_on(report: Report) -> Notes:
    """The notes on a plan."""
    found = tuple(_note(item, report) for item in digest.numbered(report))
    return Notes(report.document, found, remarks.opening(report), remarks.closing(report))


def _note(item: digest.Numbered, report: Report) -> Note:
    placed, document = spots.placed(item, report), report.document
    proofs = tuple(spot.proof for spot in placed.spots if spot.proof)
    beside = placed.spots[0].block if placed.spots and not proofs else None
    return Note(
        placed.spots,
        pages.places(document, replace(item.finding, evidence=proofs, anchor=beside)),
        bool(proofs),
        item.finding.severity,
        heading=remarks.heading(item),
        problem=remarks.problem(item),
        basis=remarks.basis(item),
        proofs=item.finding.evidence,
        quoted=placed.quoted,
    )
