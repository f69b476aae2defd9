"""A report arranged for reading: grouped, counted and numbered the same way in every output."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.dated import SIGNED
from pipeline.findings import Fact, Finding, Outcome, Period, Report, Target, Verdict, gap_kind
from pipeline.homes import SURE
from pipeline.profile import Profile, Requirement, Severity
from pipeline.report import wording
from pipeline.report.sanitize import line
from pipeline.vocabulary import rank

SHOWN = 12
"""Rows of a long list that are shown at once."""
YEAR = len("2023年度")
"""Characters of a date that names no more than a year."""
_CLOSING = " \t\n\u3000）)"
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
    """Of the requirement that it concerns, of the rule that is broken, or of both: 试点目标 · 指标前后不一致."""
    clause: str
    asked: str
    """What the notice asks, as the profile calls it; empty where it only has a name for the problem (残留占位符)."""
    judged: bool
    """Whether to show its verdict: 薄弱 says something of an element or task, not of a rule, whose problem has a name."""
    code: str
    """What to ask `yushen explain` for: the requirement that is not met, else the rule that is broken."""
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
    return tuple(
        _numbered(number, finding, outcomes.get(finding.requirement), known) for number, finding in enumerate(ranked, 1)
    )


def _numbered(number: int, finding: Finding, outcome: Outcome | None, known: Mapping[str, Requirement]) -> Numbered:
    demand, rule = known.get(finding.requirement), known.get(finding.rule)
    names = (demand.title if demand else "", (rule.problem or rule.title) if rule else "")
    rests_on = rule or demand
    said, confidence = finding.message, None
    own = outcome is not None and gap_kind(finding.rule) == outcome.requirement.kind  # no other rule on it
    if outcome is not None and own:
        confidence = outcome.confidence
        said = outcome.reason if outcome.reason and said.endswith(outcome.reason) else said
    return Numbered(
        number,
        finding,
        title=" · ".join(dict.fromkeys(name for name in names if name)),
        clause=rests_on.citation if rests_on else "",
        asked=rests_on.title if rests_on and (rests_on.kind != "rule" or rests_on.problem) else "",
        judged=own or finding.verdict == "unsure" or (finding.verdict != "weak" and rule is None),
        code=finding.requirement if own else finding.rule,
        said=line(said),
        confidence=confidence,
    )


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
    inside = _blocks_of(report, "goals")
    return tuple(sorted(targets(report), key=lambda item: item[1].evidence.block not in inside))


def _blocks_of(report: Report, element: str) -> set[int]:
    """Blocks of the sections that are of an element."""
    inside: set[int] = set()
    for section in report.sections:
        if section.share(element) >= SURE:
            inside.update(range(section.start, section.stop))
    return inside


def fold(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What a long list shows at once and what it folds away, which is never but a few."""
    return (items[:SHOWN], items[SHOWN:]) if len(items) > SHOWN + 3 else (items, items[:0])


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
