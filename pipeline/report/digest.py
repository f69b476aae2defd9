"""A report arranged for reading: grouped, counted and numbered the same way in every output."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.findings import Evidence, Finding, Outcome, Report, Verdict, gap_kind
from pipeline.homes import Vacancy, home, vacancy
from pipeline.profile import Requirement, Severity
from pipeline.report import whereabouts, wording
from pipeline.report.kinship import kin
from pipeline.report.sanitize import line
from pipeline.vocabulary import KINDS, SEVERITIES, VERDICTS, rank

SHOWN = 12
"""Rows of a long list that are shown at once."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """An element or task with the duties below it."""

    head: Outcome
    duties: tuple[Outcome, ...] = ()

    @property
    def asked(self) -> tuple[Outcome, ...]:
        """Its duties; of a task that was not chosen none, for that says it of all of them."""
        return self.duties if self.head.verdict != "not_chosen" else ()


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
    about: Requirement | None
    """The requirement that it concerns."""
    judged: bool
    """Whether to show its verdict: 薄弱 says something of an element or task, not of a rule, whose problem has a name."""
    code: str
    """What to ask `yushen explain` for: the requirement that is not met, else the rule that is broken."""
    said: str
    """The message; where it only gives the reason of a verdict, that reason, for title and verdict stand above."""
    confidence: float | None = None
    """How likely the verdict is right that it follows from, see `sure`; None for what follows from none."""
    kin: tuple[int, ...] = ()
    """Numbers of the findings that have the same cause."""
    quoted_at: int = 0
    """Number of an earlier one of these that quotes the same words first; 0 for none."""


def matrix(report: Report) -> tuple[Group, ...]:
    """Elements, mandatory and optional tasks, each with its duties; then whatever belongs to none of them."""
    heads = [outcome for outcome in report.outcomes if outcome.requirement.kind in {"element", "task"}]
    ids = {outcome.requirement.id for outcome in heads}
    duties: dict[str, list[Outcome]] = {}
    rest: list[Outcome] = []
    for outcome in report.outcomes:
        parent = outcome.requirement.parent
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
    items = []
    first: dict[Evidence, int] = {}
    for number, (finding, related) in enumerate(zip(ranked, kin(ranked, known), strict=True), 1):
        item = _numbered(number, finding, outcomes.get(finding.requirement), known)
        earlier = first.setdefault(finding.evidence[0], number) if finding.evidence else number
        items.append(replace(item, kin=related, quoted_at=earlier if earlier in related else 0))
    return tuple(items)


def _numbered(number: int, finding: Finding, outcome: Outcome | None, known: Mapping[str, Requirement]) -> Numbered:
    demand, rule = known.get(finding.requirement), known.get(finding.rule)
    names = (demand.title if demand else "", rule.called if rule else "")
    rests_on = rule or demand
    said, confidence = finding.message, None
    own = outcome is not None and gap_kind(finding.rule) == outcome.requirement.kind  # no other rule on it
    if outcome is not None and own:
        confidence = sure(outcome)
        said = outcome.reason if outcome.reason and said.endswith(outcome.reason) else said
    return Numbered(
        number,
        finding,
        title=" · ".join(dict.fromkeys(name for name in names if name)),
        clause=rests_on.citation if rests_on else "",
        about=demand,
        judged=own or finding.verdict == "unsure" or (finding.verdict != "weak" and rule is None),
        code=finding.requirement if own else finding.rule,
        said=line(said),
        confidence=confidence,
    )


def proposed(item: Numbered, report: Report) -> str:
    """Where what a finding misses would be written, in words; "" where nothing is missing, or it has no place."""
    return whereabouts.proposed(_vacancy(item, report), report.document)


def _vacancy(item: Numbered, report: Report) -> Vacancy | None:
    """What a rule misses in an element would be written in the element's section."""
    if item.about is None or item.finding.verdict != "missing":
        return None
    own = None if gap_kind(item.finding.rule) else home(item.about, report.sections)
    return Vacancy(own, "in", own.start) if own else vacancy(item.about, report.document, report.sections)


def pages(item: Numbered, report: Report) -> tuple[int, ...]:
    """Pages of the words that a finding rests on, else that on which what is missing would be written."""
    if item.finding.evidence:
        return tuple(proof.page for proof in item.finding.evidence)
    place = _vacancy(item, report)
    return (report.document.blocks[place.block].page,) if place else ()


def places(item: Numbered, report: Report) -> tuple[str, ...]:
    """Headings above these words, each once, and where what is missing would be written."""
    found = dict.fromkeys(whereabouts.where(proof, report.document) for proof in item.finding.evidence)
    return (*found, f"建议写在{place}") if (place := proposed(item, report)) else tuple(found)


def other_documents(report: Report) -> str:
    """What a document is that findings rest on and that is not the notice, in one sentence; "" where none does."""
    named = dict.fromkeys(line(item.clause) for item in numbered(report) if wording.is_document(item.clause))
    others = "、".join(name for name in named if name != line(report.profile.notice))
    return f"依据中的{others}是通知以外的文件，不是通知的条款；方案早于该文件的，请把这一条当作建议。" if others else ""


def problem_numbers(report: Report) -> dict[str, int]:
    """By requirement, the number of the problem that follows from its verdict; by rule, that of the last that breaks it."""
    return {item.code: item.number for item in numbered(report)}


def sure(outcome: Outcome) -> float | None:
    """How likely a verdict is right; None for one that decides nothing: readers took it for certainty of the doubt."""
    return None if outcome.verdict in ("unsure", "not_chosen") else outcome.confidence


def requirements(report: Report) -> dict[str, Requirement]:
    """By id, from the profile and from the outcomes."""
    known = {requirement.id: requirement for requirement in report.profile.requirements}
    return known | {outcome.requirement.id: outcome.requirement for outcome in report.outcomes}


def severities(report: Report) -> dict[Severity, int]:
    """How many findings of each severity, those of 0 included."""
    count = Counter(finding.severity for finding in report.findings)
    return {severity: count[severity] for severity in SEVERITIES}


def verdicts(outcomes: Iterable[Outcome]) -> dict[Verdict, int]:
    """How many outcomes of each verdict, those of 0 left out."""
    count = Counter(outcome.verdict for outcome in outcomes)
    return {verdict: count[verdict] for verdict in VERDICTS if count[verdict]}


def summary(report: Report) -> tuple[tuple[str, dict[Verdict, int]], ...]:
    """Verdicts on elements and on tasks, and on all that they ask in detail, of tasks not chosen nothing."""
    counted = tuple((group.title, verdicts(heads(group))) for group in matrix(report))
    return (*counted, (KINDS["duty"], below)) if (below := details(report)) else counted


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


def fold(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What a long list shows at once and what it folds away, which is never but a few."""
    return (items[:SHOWN], items[SHOWN:]) if len(items) > SHOWN + 3 else (items, items[:0])
