"""What was concluded: evidence, facts, findings and the report that holds them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.document import Document, Section
from pipeline.profile import Profile, Requirement, Severity

Verdict = Literal["met", "weak", "missing", "unsure", "not_chosen"]
"""`not_chosen`: an optional task that the plan does not take up."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the document: `document.blocks[block].text[start:stop] == quote`, always."""

    block: int
    start: int
    stop: int
    quote: str
    page: int
    path: tuple[str, ...]
    """Headings above it, the top level first."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both days included."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target: 装配率 ≥ 50 % by a day."""

    indicator: str
    comparator: Literal["=", ">=", ">", "<=", "<", "+", "-"]
    """`+` and `-`: to grow or shrink by `value`."""
    value: float
    unit: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit and what it does for the task: 牵头 lead, 责任 responsible, 配合 support."""

    name: str
    role: Literal["lead", "responsible", "support", ""]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in yuan."""

    yuan: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document: its title and, where given, its number."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer and the province that it lies in."""

    name: str
    province: str
    level: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the text states, with the words that state it."""

    value: Period | Target | Agency | Money | Citation | Place
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one requirement."""

    requirement: Requirement
    verdict: Verdict
    confidence: float
    """0 to 1: how likely the verdict is right."""
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    """Headings of the sections that were searched."""
    reason: str = ""
    """One Chinese sentence: what was looked for, what was found, what would change the verdict."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the plan's author should act on."""

    rule: str
    requirement: str
    """Id of the requirement it concerns; "" for none."""
    verdict: Verdict
    severity: Severity
    message: str
    advice: str
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    anchor: int | None = None
    """Index of the block beside which the finding is best shown; None for the whole document."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """The city that submits the plan; `level` is one of the JSON contract's."""

    name: str
    province: str
    level: str


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a report: needed to tell whether it must be made again."""

    tool: str
    model: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was concluded about one plan."""

    document: Document
    profile: Profile
    applicant: Applicant
    sections: tuple[Section, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    versions: Versions
