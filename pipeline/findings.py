"""What was concluded: evidence, facts, findings and the report that holds them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.document import Document, Section
from pipeline.profile import Profile, Requirement, RequirementKind, Severity

Verdict = Literal["met", "weak", "missing", "unsure", "not_chosen"]
"""`not_chosen`: an optional task that the plan does not take up."""
GAP_KINDS: tuple[RequirementKind, ...] = ("element", "task", "duty")
"""Requirements that get a verdict; a rule gets none."""
GapEnding = Literal["missing", "weak"]


def gap_rule(kind: RequirementKind, ending: GapEnding) -> str:
    """Rule of the finding that follows from the verdict on a requirement of a kind: `duty.missing`."""
    return f"{kind}.{ending}"


def gap_kind(rule: str) -> RequirementKind | None:
    """Kind of the requirements from whose verdict the finding of this rule follows; None where it follows from none."""
    return _GAPS.get(rule)


_GAPS = {gap_rule(kind, ending): kind for kind in GAP_KINDS for ending in get_args(GapEnding)}


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
    """A stretch of time, both days included; what is not written is None.

    `span` lasts from start to end (“2022年11月—2023年6月”, “自2023年起” without end). `deadline` is a point by which
    something is done (“2023年底前”: only `end`). `duration` says how long the pilot runs (“为期三年”). `pilot` is the
    pilot period itself, whose length these words do not give (“试点期内”).
    """

    start: date | None
    end: date | None
    months: tuple[int, int] | None = None
    """Of a relative one, full months after the announcement: “第7—12个月” is (6, 12), “公布后半年内” (0, 6)."""
    kind: Literal["span", "deadline", "duration", "pilot"] = "span"


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target: 装配率 ≥ 50 % by a day."""

    indicator: str
    comparator: Literal["=", ">=", ">", "<=", "<", "+", "-"]
    """`+` and `-`: to grow or shrink by `value`."""
    value: float
    unit: str
    """As written, “％” as “%”; “翻一番” is 100 %."""
    due: date | None
    baseline: float | None = None
    """Where it starts from: 32 of “由32%提高到45%”, or the table's column 现状."""
    per: str = ""
    """“年” of “每年新增10个”, “个” of “每个项目…”; empty for a total."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit and what it does for the task: 牵头 lead, 责任 responsible, 配合 support."""

    name: str
    role: Literal["lead", "responsible", "support", ""]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in yuan."""

    yuan: float
    per: str = ""
    """“平方米” of “每平方米50元”, “年” of “每年3000万元”; empty for a total."""


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


FactValue = Period | Target | Agency | Money | Citation | Place
"""Every kind of thing that a fact states."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the text states, with the words that state it."""

    value: FactValue
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one requirement."""

    requirement: Requirement
    verdict: Verdict
    confidence: float
    """0 to 1: how likely it is right that the thing is met, or that it is not; weak and missing count as one."""
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    """Headings of the sections that were searched."""
    reason: str = ""
    """One Chinese sentence: what was found, and why it does or does not count."""


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
    everywhere: bool = False
    """Whether each of its quotes is itself the fault, so that all of them are to be amended."""


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
