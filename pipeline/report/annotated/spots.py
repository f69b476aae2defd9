"""Where in the submitted file the notes on a finding stand.

A verdict on an element or a task is said once, at the heading of its section: what it quotes are mostly passages that
are good. A duty is said at the sentence to be amended, or where it should have stood. Only what is itself the fault,
such as another city's name left over, is said at every place.
"""

from collections import Counter
from dataclasses import dataclass

from pipeline.findings import Evidence, Finding, Report
from pipeline.homes import attached, home
from pipeline.profile import Requirement
from pipeline.report import digest


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a note: quoted words, or with `stop` -1 a whole block beside which the note belongs."""

    block: int
    start: int = 0
    stop: int = -1
    proof: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a finding is said, the chief place first, and what it rests on elsewhere, which the note there must quote."""

    spots: tuple[Spot, ...]
    quoted: tuple[Evidence, ...] = ()


def placed(item: digest.Numbered, report: Report) -> Placed:
    """Where the notes on a finding stand; nowhere for one on the whole file."""
    finding = item.finding
    quotes = tuple(Spot(proof.block, proof.start, proof.stop, proof) for proof in finding.evidence)
    anchor = () if finding.anchor is None else (Spot(finding.anchor),)
    demand = digest.requirements(report).get(item.code)
    if demand is None or demand.kind == "rule":
        return _with_quotes((quotes if finding.everywhere else quotes[:1]) or anchor, finding)
    own = home(demand, report.sections)
    heading = (Spot(own.start),) if own else ()
    if demand.kind == "element":
        return Placed((heading or quotes[:1]) if quotes else anchor)
    if demand.kind == "task":
        return Placed((heading or _paragraph(demand, report) or quotes[:1]) if quotes else anchor)
    inside = tuple(spot for spot in quotes if own and own.start <= spot.block < own.stop)
    amended = inside or (() if finding.verdict == "missing" else quotes)
    belongs = _stated(anchor, report) or heading if not quotes else heading
    spots = amended[:1] or belongs or _paragraph(demand, report) or quotes[:1] or anchor
    return _with_quotes(spots, finding)


def _with_quotes(spots: tuple[Spot, ...], finding: Finding) -> Placed:
    marked = {spot.proof for spot in spots}
    return Placed(spots, tuple(proof for proof in finding.evidence if proof not in marked))


def _stated(anchor: tuple[Spot, ...], report: Report) -> tuple[Spot, ...]:
    """The anchor, where it is a heading: the checks have found where the duty would stand."""
    return tuple(spot for spot in anchor if report.document.blocks[spot.block].kind == "heading")


def _paragraph(demand: Requirement, report: Report) -> tuple[Spot, ...]:
    """Of a task whose heading was not found the paragraph on which most of its good verdicts rest."""
    blocks = Counter(
        proof.block
        for outcome in report.outcomes
        if demand.parent in (outcome.requirement.id, outcome.requirement.parent) and outcome.verdict in ("met", "weak")
        for proof in outcome.evidence
        if not attached(proof.path)
    )
    return (Spot(min(blocks, key=lambda block: (-blocks[block], block))),) if blocks else ()
