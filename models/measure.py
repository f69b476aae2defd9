"""What evaluate.py counts: verdicts and findings of plans against the truth of their labels."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpora.reading import Plan
from pipeline.findings import Report
from pipeline.profile import Profile

GAP = ("weak", "missing")


@dataclass
class Counts:
    """Right and wrong answers of one kind, with the errors by name."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, truth: bool, found: bool, name: str) -> None:
        if truth and found:
            self.tp += 1
        elif truth:
            self.fn += 1
            self.errors.append(f"- {name}")
        elif found:
            self.fp += 1
            self.errors.append(f"+ {name}")
        else:
            self.tn += 1

    def join(self, other: "Counts") -> None:
        """Add what was counted elsewhere."""
        self.tp, self.fp, self.fn, self.tn = (
            self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn,
        )  # fmt: skip
        self.errors += other.errors

    @property
    def precision(self) -> float:
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)


def true_verdicts(plan: Plan, profile: Profile) -> dict[str, str]:
    """Verdict of every element, task and duty that follows from the labels (GUIDE.md, Verdicts)."""
    labels = {label for line in plan.lines for label in line.labels}
    tags = plan.tags()
    verdicts: dict[str, str] = {}
    for requirement in profile.requirements:
        if requirement.kind == "element":
            there = requirement.id in labels or (requirement.id == "content" and any("/" in x for x in labels))
            verdicts[requirement.id] = "missing" if not there else "weak" if requirement.id in plan.weak else "met"
        elif requirement.kind == "task":
            duties = profile.duties(requirement.id)
            there = f"content/{requirement.id}" in labels
            absent = "missing" if requirement.mandatory else "not_chosen"
            weak = requirement.id in plan.weak or (
                duties and 2 * sum(tags.get(d.id) == "met" for d in duties) < len(duties)
            )
            verdicts[requirement.id] = absent if not there else "weak" if weak else "met"
    for duty in profile.by_kind("duty"):
        chosen = verdicts.get(duty.parent) != "not_chosen"
        verdicts[duty.id] = tags.get(duty.id, "missing") if chosen else "not_chosen"
    return verdicts


def compare(plan: Plan, report: Report, into: Mapping[str, Counts]) -> None:
    """Count one plan's verdicts; `unsure` is counted apart and enters neither figure."""
    truth = true_verdicts(plan, report.profile)
    for outcome in report.outcomes:
        requirement = outcome.requirement
        true, found = truth[requirement.id], outcome.verdict
        if found == "unsure":
            into["unsure"].add(True, True, f"{plan.id} {requirement.id}")
            continue
        into[requirement.kind].add(true in GAP, found in GAP, f"{plan.id} {requirement.id}: {true} → {found}")
        into[f"{requirement.kind} exact"].add(True, true == found, f"{plan.id} {requirement.id}: {true} → {found}")


def compare_rules(plan: Plan, report: Report, rules: Iterable[str], into: dict[str, Counts]) -> None:
    """Count one plan's findings of the single-file rules."""
    found = {finding.rule for finding in report.findings}
    for rule in rules:
        into.setdefault(rule, Counts()).add(rule in plan.findings, rule in found, f"{plan.id} {rule}")


def macro_f1(pairs: Sequence[tuple[str, str]], least: int = 10) -> float:
    """Mean F1 of the classes with at least `least` true examples."""
    support = Counter(true for true, _ in pairs)
    scores = []
    for label, size in support.items():
        if size >= least:
            tp = sum(t == f == label for t, f in pairs)
            fp = sum(f == label != t for t, f in pairs)
            scores.append(2 * tp / max(1, 2 * tp + fp + size - tp))
    return sum(scores) / max(1, len(scores))
