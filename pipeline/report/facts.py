"""What a plan states in figures and dates, in the order in which every output lists it."""

from datetime import date

from pipeline.dated import SIGNED
from pipeline.findings import Fact, Period, Report, Target
from pipeline.homes import SURE
from pipeline.profile import Profile

YEAR = len("2023年度")
"""Characters of a date that names no more than a year."""
_CLOSING = " \t\n\u3000）)"


def targets(report: Report) -> tuple[tuple[Target, Fact], ...]:
    """Quantified targets in the order of the text."""
    return tuple((fact.value, fact) for fact in report.facts if isinstance(fact.value, Target))


def goals_first(report: Report) -> tuple[tuple[Target, Fact], ...]:
    """Quantified targets, those of the sections on goals before the figures that stand elsewhere, in tasks mostly."""
    inside = _blocks_of(report, "goals")
    return tuple(sorted(targets(report), key=lambda item: item[1].evidence.block not in inside))


def _blocks_of(report: Report, element: str) -> set[int]:
    """Blocks of the sections that are of an element."""
    inside: set[int] = set()
    for section in report.sections:
        if section.share(element) >= SURE:
            inside.update(range(section.start, section.stop))
    return inside


def periods(report: Report) -> tuple[tuple[Period, Fact], ...]:
    """Stretches of time that say when or how long: the schedule's phases, other dated ones, then relative ones.

    The earliest first. Left out is what is no part of a schedule: what was over before the year of the round, the day of
    a covering letter or signature, and a year at the head of a table's column.
    """
    found = [(fact.value, fact) for fact in report.facts if isinstance(fact.value, Period)]
    since = report.profile.deadline.year
    planned = _blocks_of(report, "schedule")

    def order(item: tuple[Period, Fact]) -> tuple[bool, tuple[date, date] | tuple[()]]:
        value, fact = item
        phase = fact.evidence.block in planned and value.kind == "span" and len(fact.evidence.quote) > YEAR
        return not phase, span(value)

    dated = [item for item in found if (days := span(item[0])) and days[1].year >= since and happens(report, item[1])]
    relative = [item for item in found if not span(item[0]) and item[0].months]
    return (*sorted(dated, key=order), *sorted(relative, key=lambda item: item[0].months or ()))


def happens(report: Report, fact: Fact) -> bool:
    """Whether a date is one on which something is done: not that of a letter or signature, nor the name of a column."""
    proof = fact.evidence
    block = report.document.blocks[proof.block]
    if block.table is not None:
        return "\n" in block.text[: proof.start] or len(proof.quote) > YEAR
    alone = not block.text[proof.stop :].strip(_CLOSING) and SIGNED.search(block.text[: proof.start])
    return block.reason not in ("cover", "signature") and (block.kind == "heading" or not alone)


def span(value: Period) -> tuple[date, date] | tuple[()]:
    """First and last day; an open side is taken from the other, no date at all gives nothing."""
    start, end = value.start or value.end, value.end or value.start
    return (start, end) if start and end else ()


def days(value: Period, profile: Profile) -> tuple[date, date] | tuple[()]:
    """`span`, where a phase with an open side begins with the pilot (公布之日起至2023年6月) or ends with it, as the profile
    has it: the notice counts the years from the announcement, whose day no plan knows."""
    known = span(value)
    if not known or value.kind != "span":
        return known
    start, end = known
    if value.start is None:
        start = min(profile.start, end)
    return start, max(profile.end, start) if value.end is None else end
