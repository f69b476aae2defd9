"""A round of plans as its reports show it: one row a plan, and what only shows when plans lie side by side.

Everything here is plain text and numbers, so that a plan that was checked in another process, or in a run that was cut
short, can be stored as JSON and put into the ledger without being read again. What takes much room (`Detail`) is no part of
a round and stays on disk until the ledger comes to the plan: memory must not grow with the length of plans.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.findings import Applicant, Verdict
from pipeline.profile import Severity

OVERVIEW_FILE, LEDGER, INDEX, REPORTS = "总览.html", "台账.xlsx", "batch.json", "reports"
"""What lies in the folder of results: three files of the round, and the folder of the reports on its plans."""
OverlapKind = Literal["file", "copy", "version", "city", "unclear"]
"""file: the very same file twice; copy: shared text, two applicants; version: shared text, one applicant;
city: one applicant, two different texts; unclear: shared text, an applicant is unknown."""
DUPLICATE, DEADLINE = "batch.duplicate", "batch.deadline"
"""The rule whose findings are each about another plan, which `Issue.other` names, and that by which a plan is late."""
ACROSS = ("batch.quota", DEADLINE, DUPLICATE)
"""All rules across files, which `pipeline.batch_rules` describes."""
COMMON = 4
"""Text that so many applicants share comes from a document that they all cite, or is how everybody writes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The verdict on one requirement of one plan."""

    requirement: str
    verdict: Verdict
    anchor: str
    """Id of its place in the HTML report."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding, as a row."""

    rule: str
    requirement: str
    title: str
    clause: str
    verdict: Literal[Verdict, ""]
    """Empty where a verdict says nothing of such a finding."""
    severity: Severity
    message: str
    advice: str
    quote: str
    page: str
    path: str
    searched: str
    anchor: str
    """Id of its place in the HTML report; empty for what was found across files."""
    confidence: float | None = None
    """How likely the verdict is right; None where the finding follows from none."""
    code: str = ""
    """What to ask `yushen explain` for: the requirement that is not met; empty where it is the rule."""
    key: str = ""
    """The beginnings of the quotes that the finding rests on, by which the next run knows it again, however they are shown;
    of text shared with another plan, the words shown."""
    other: str = ""
    """Of two plans that share text the other one, by its file."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A quantified target or a period: what is shown, and the words it rests on."""

    name: str
    shown: str
    value: float | None
    unit: str
    start: str
    """As much of a day as the plan says: 2023-07."""
    end: str
    """The same; of a target when it is due, in the plan's words."""
    quote: str
    page: int
    path: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan that was read."""

    file: str
    """Path below the folder, with forward slashes."""
    sha256: str
    format: str
    pages: int
    exact_pages: bool
    characters: int
    reading: str
    """How much could be read, in one sentence, and what else a reviewer should know of the file."""
    applicant: Applicant
    outputs: Mapping[str, str]
    """Kind of report to its path below the folder of results."""
    cells: tuple[Cell, ...]
    severities: Mapping[Severity, int]
    """How many findings of each, those across files included."""
    across: tuple[Issue, ...] = ()
    """What was found across files."""
    unit: str = ""
    """The recommending unit: a province, or 新疆生产建设兵团."""
    submitted: str = ""
    """The date by which the deadline was judged, as written."""
    dated_by: str = ""
    """Where that date comes from: 报送清单, 方案落款, 文件时间."""

    @property
    def city(self) -> str:
        """By what the plan is called in tables; its file where the applicant is unknown."""
        return self.applicant.name or self.file.rpartition("/")[2]

    @property
    def own(self) -> dict[Severity, int]:
        """How many findings of each the plan's own report lists: those across files are not among them."""
        beyond = Counter(issue.severity for issue in self.across)
        return {severity: count - beyond[severity] for severity, count in self.severities.items()}


@dataclass(frozen=True, slots=True)
class Detail:
    """What was found in the plan itself."""

    issues: tuple[Issue, ...]
    targets: tuple[FactRow, ...]
    periods: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file without a report, and why."""

    file: str
    kind: Literal["refused", "failed", "skipped"]
    """refused: cannot be read; failed: ran out of time or memory; skipped: no plan by its name."""
    message: str
    unit: str = ""
    """Who recommends it, as far as the list of submissions says."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A file that the list of submissions speaks of and that is not there, and who recommends it, as far as the list says."""

    file: str
    unit: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Two passages that say the same."""

    left: str
    left_place: str
    right: str
    right_place: str
    letters: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two plans that share text, or a city."""

    left: str
    """File; the right one comes later in the list of plans."""
    right: str
    kind: OverlapKind
    letters: int
    """Characters shared; not counted are those of the notice and, unless `whole`, of passages that `COMMON` cities share."""
    left_share: float
    right_share: float
    passages: tuple[Shared, ...] = ()
    whole: bool = False
    """Alike from end to end, so that what many cities share was counted, too."""
    count: int = 0
    """Passages that they share; `passages` are the longest of them, and none where showing them says nothing."""
    left_pages: str = ""
    """Where all of them stand: “2、4–6”."""
    right_pages: str = ""


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """A recommending unit and what it recommends."""

    unit: str
    cities: tuple[str, ...]
    """Of the plans that were read."""
    files: tuple[str, ...]
    limit: int
    unread: tuple[str, ...] = ()
    """Further cities of the list, whose plans could not be read or are not there; by their file where that names none."""

    @property
    def count(self) -> int:
        """How many cities the unit recommends, as far as is known."""
        return len(self.cities) + len(self.unread)

    @property
    def exceeded(self) -> bool:
        return bool(self.unit) and self.count > self.limit


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement, as a column of the matrix."""

    id: str
    title: str
    kind: str
    citation: str
    mandatory: bool


@dataclass(frozen=True, slots=True)
class Standard:
    """By what the round was judged."""

    id: str
    title: str
    notice: str
    plans: str
    """What they are called, see `wording.plans`."""
    sha256: str
    deadline: date
    quota: int
    tool: str
    model: str
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """All plans of a round, ordered by unit, city and file."""

    standard: Standard
    plans: tuple[PlanRow, ...]
    refusals: tuple[Refusal, ...]
    overlaps: tuple[Overlap, ...]
    quotas: tuple[QuotaRow, ...]
    missing: tuple[Missing, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    """By the file of a plan, what a reviewer should know of the unit that the list of submissions names, or of its row."""
