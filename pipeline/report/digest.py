"""A report arranged for reading: grouped, counted and numbered the same way in every output."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.findings import Fact, Finding, Outcome, Period, Report, Target, Verdict
from pipeline.profile import Requirement, Severity
from pipeline.report import wording
from pipeline.report.sanitize import line
from pipeline.vocabulary import rank

SHOWN = 12
"""Rows of a long list that are shown at once."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """An element or task with the duties below it."""

    head: Outcome
    duties: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the matrix of requirements."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding and the number by which all outputs call it."""

    number: int
    finding: Finding
    title: str
    """Of the requirement that it concerns; empty where there is none."""
    clause: str
    judged: bool
    """Whether to show its verdict: 薄弱 says something of an element or task, not of a leftover XX市."""
    said: str
    """The message; where it only gives the reason of a verdict, that reason, for title and verdict stand above."""
    confidence: float | None = None
    """How likely the verdict is right that it follows from; None for what follows from none."""


def matrix(report: Report) -> tuple[Group, ...]:
    """Elements, mandatory and optional tasks, each with its duties; then whatever belongs to none of them."""
    heads = [outcome for outcome in report.outcomes if outcome.requirement.kind in {"element", "task"}]
    ids = {outcome.requirement.id for outcome in heads}
    duties: dict[str, list[Outcome]] = {}
    rest: list[Outcome] = []
    for outcome in report.outcomes:
        parent = outcome.requirement.id.partition(".")[0]
        if outcome.requirement.kind == "duty" and parent in ids:
            duties.setdefault(parent, []).append(outcome)
        elif outcome.requirement.id not in ids:
            rest.append(outcome)
    rows = [Row(head, tuple(duties.get(head.requirement.id, ()))) for head in heads]
    tasks = [row for row in rows if row.head.requirement.kind == "task"]
    groups = (
        Group("方案要素", tuple(row for row in rows if row.head.requirement.kind == "element")),
        Group("必选任务", tuple(row for row in tasks if row.head.requirement.mandatory)),
        Group("自选任务", tuple(row for row in tasks if not row.head.requirement.mandatory)),
        Group("其他核对", tuple(Row(outcome) for outcome in rest)),
    )
    return tuple(group for group in groups if group.rows)


def numbered(report: Report) -> tuple[Numbered, ...]:
    """Findings, the gravest first, in the report's own order within a severity; numbered from 1."""
    ranked = sorted(report.findings, key=lambda finding: rank(finding.severity))
    known = requirements(report)
    outcomes = {outcome.requirement.id: outcome for outcome in report.outcomes}
    result = []
    for number, finding in enumerate(ranked, 1):
        demand = known.get(finding.requirement) or known.get(finding.rule)
        title, clause = (demand.title, demand.citation) if demand else ("", "")
        judged = finding.verdict != "weak" or (demand is not None and demand.kind != "rule")
        said, confidence = finding.message, None
        outcome = outcomes.get(finding.requirement)
        if outcome is not None and finding.rule.partition(".")[0] == outcome.requirement.kind:  # no other rule on it
            confidence = outcome.confidence
            said = outcome.reason if outcome.reason and said.endswith(outcome.reason) else said
        result.append(Numbered(number, finding, title, clause, judged, line(said), confidence))
    return tuple(result)


def problem_numbers(report: Report) -> dict[str, int]:
    """By requirement, the number of the problem that follows from its verdict."""
    return {item.finding.requirement: item.number for item in numbered(report) if item.confidence is not None}


def requirements(report: Report) -> dict[str, Requirement]:
    """By id, from the profile and from the outcomes."""
    known = {requirement.id: requirement for requirement in report.profile.requirements}
    return known | {outcome.requirement.id: outcome.requirement for outcome in report.outcomes}


def severities(report: Report) -> dict[Severity, int]:
    """How many findings of each severity, those of 0 included."""
    count = Counter(finding.severity for finding in report.findings)
    return {severity: count[severity] for severity in wording.SEVERITIES}


def verdicts(outcomes: Iterable[Outcome]) -> dict[Verdict, int]:
    """How many outcomes of each verdict, those of 0 left out."""
    count = Counter(outcome.verdict for outcome in outcomes)
    return {verdict: count[verdict] for verdict in wording.VERDICTS if count[verdict]}


def summary(report: Report) -> tuple[tuple[str, dict[Verdict, int]], ...]:
    """Verdicts on elements and on tasks, and on all that they ask in detail, of tasks not chosen nothing."""
    counted = tuple((group.title, verdicts(heads(group))) for group in matrix(report))
    return (*counted, (wording.KINDS["duty"], below)) if (below := details(report)) else counted


def details(report: Report) -> dict[Verdict, int]:
    """Verdicts on all duties but those of tasks not chosen."""
    duties = (duty for group in matrix(report) for row in group.rows for duty in row.duties)
    return verdicts(duty for duty in duties if duty.verdict != "not_chosen")


def heads(group: Group) -> tuple[Outcome, ...]:
    """Of a group: its elements or tasks, without their duties."""
    return tuple(row.head for row in group.rows)


def row_outcomes(row: Row) -> tuple[Outcome, ...]:
    """An element or task followed by its duties."""
    return (row.head, *row.duties)


def targets(report: Report) -> tuple[tuple[Target, Fact], ...]:
    """Quantified targets in the order of the text."""
    return tuple((fact.value, fact) for fact in report.facts if isinstance(fact.value, Target))


def goals_first(report: Report) -> tuple[tuple[Target, Fact], ...]:
    """Quantified targets, those of the sections on goals before the figures that stand elsewhere, in tasks mostly."""
    inside: set[int] = set()
    for section in report.sections:
        if any(label.label == "goals" and label.probability >= 0.5 for label in section.labels):
            inside.update(range(section.start, section.stop))
    return tuple(sorted(targets(report), key=lambda item: item[1].evidence.block not in inside))


def fold(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What a long list shows at once and what it folds away, which is never but a few."""
    return (items[:SHOWN], items[SHOWN:]) if len(items) > SHOWN + 3 else (items, items[:0])


def periods(report: Report) -> tuple[tuple[Period, Fact], ...]:
    """Stretches of time that say when or how long: dated ones first, the earliest first, then relative ones.

    What was over before the year of the round is no part of a schedule and is left out.
    """
    found = [(fact.value, fact) for fact in report.facts if isinstance(fact.value, Period)]
    since = report.profile.deadline.year
    dated = sorted(
        (item for item in found if (days := span(item[0])) and days[1].year >= since), key=lambda item: span(item[0])
    )
    relative = [item for item in found if not span(item[0]) and item[0].months]
    return (*dated, *sorted(relative, key=lambda item: item[0].months or ()))


def span(value: Period) -> tuple[date, date] | tuple[()]:
    """First and last day; an open side is taken from the other, no date at all gives nothing."""
    start, end = value.start or value.end, value.end or value.start
    return (start, end) if start and end else ()


def applicant(report: Report) -> str:
    """“江苏省 徐州市（地级市）”, or that it is unknown."""
    who = report.applicant
    name = line(who.name)
    if not name:
        return "申报城市未识别"
    province = line(who.province)
    level = wording.LEVELS.get(who.level, who.level)
    return f"{province + ' ' if province and province != name else ''}{name}（{level}）"


def basis(report: Report) -> str:
    """The notice that the plan was checked against: its title and number."""
    title, number = line(report.profile.title), line(report.profile.notice)
    return title if number in title else f"{title} · {number}"
