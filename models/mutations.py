"""Plans with planted gaps, each against the complete plan that it was made from: python -m models.mutations [--errors]

The plans are never trained on; there is one file for each hand that wrote them. A gap is found when its requirement is
no longer met; a false alarm is any other requirement or rule that changes with it. `unsure` finds nothing and accuses
nobody.
"""

import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora.build import raw_document
from corpora.reading import PLANS, read_plan
from models.measure import Counts
from models.train import SEEN
from pipeline.check import load_profile
from pipeline.findings import Report
from pipeline.journey import judge
from pipeline.profile import Profile

MUTATIONS = PLANS.parent / "mutations"
LACKING = ("weak", "missing", "not_chosen")


@dataclass(frozen=True, slots=True)
class Mutation:
    """Edits of one plan's file and what they make due."""

    id: str
    base: str
    edits: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    findings: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def hand(self) -> str:
        return self.base.partition("-")[0]

    @property
    def harmless(self) -> bool:
        return not self.gaps and not self.findings

    def apply(self, text: str) -> str:
        """The plan's file with the edits. Raises ValueError where one does not fit."""
        for old, new in self.edits:
            if text.count(old) != 1:
                raise ValueError(f"{self.id}: “{old[:40]}” does not occur once")
            text = text.replace(old, new)
        return text


@dataclass
class Planted:
    """Gaps and rules found and overlooked, false alarms, and harmless mutations with and without one."""

    gaps: Counts = field(default_factory=Counts)
    rules: Counts = field(default_factory=Counts)
    harmless: Counts = field(default_factory=Counts)
    unsure: int = 0


def read_mutations(folder: Path = MUTATIONS) -> list[Mutation]:
    """All mutations of all files, in their order."""
    files = sorted(folder.glob("*.toml"))
    return [_mutation(entry) for file in files for entry in tomllib.loads(file.read_text(encoding="utf-8"))["mutation"]]


def _mutation(entry: dict[str, Any]) -> Mutation:
    edits = tuple((edit["find"], edit["with"]) for edit in entry["edits"])
    lists = (tuple(entry.get(name, ())) for name in ("gaps", "findings", "may"))
    return Mutation(entry["id"], entry["base"], edits, *lists)


def _judged(text: str, profile: Profile) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.md")
        path.write_text(text, encoding="utf-8")
        return judge(raw_document(read_plan(path)), profile)


def _verdicts(report: Report) -> dict[str, str]:
    return {outcome.requirement.id: outcome.verdict for outcome in report.outcomes}


def _rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if not finding.rule.startswith(("element.", "task.", "duty."))}


def _alarms(mutation: Mutation, before: Report, after: Report) -> Iterator[str]:
    """What changed beside the planted gaps; duties follow the task that was planted away."""
    old, new = _verdicts(before), _verdicts(after)
    for asked, verdict in new.items():
        expected = asked in (*mutation.gaps, *mutation.may) or asked.partition(".")[0] in mutation.gaps
        if verdict in LACKING and old[asked] == "met" and not expected:
            yield asked
    yield from _rules(after) - _rules(before) - {*mutation.findings, *mutation.may}


def measure(mutations: Sequence[Mutation], profile: Profile) -> Planted:
    """Judge every mutation with the model in force."""
    result = Planted()
    names = {mutation.base for mutation in mutations}
    texts = {name: (PLANS / f"{name}.md").read_text(encoding="utf-8") for name in names}
    bases = {name: _judged(text, profile) for name, text in texts.items()}
    for mutation in mutations:
        after = _judged(mutation.apply(texts[mutation.base]), profile)
        verdicts, rules = _verdicts(after), _rules(after)
        for gap in mutation.gaps:
            result.gaps.add(True, verdicts[gap] in LACKING, f"{mutation.id} {gap}: {verdicts[gap]}")
            result.unsure += verdicts[gap] == "unsure"
        for rule in mutation.findings:
            result.rules.add(True, rule in rules, f"{mutation.id} {rule}")
        alarms = list(_alarms(mutation, bases[mutation.base], after))
        for alarm in alarms:
            (result.gaps if alarm in verdicts else result.rules).add(False, True, f"{mutation.id} {alarm}")
        if mutation.harmless:
            result.harmless.add(True, not alarms, f"{mutation.id} {'、'.join(alarms)}")
    return result


def measure_hands(profile: Profile) -> dict[str, Planted]:
    """The same of all mutations, by the hand of their plans."""
    mutations = read_mutations()
    hands = sorted({mutation.hand for mutation in mutations})
    return {hand: measure([mutation for mutation in mutations if mutation.hand == hand], profile) for hand in hands}


def lines(planted: Mapping[str, Planted]) -> Iterator[str]:
    """A Markdown table: a row for the gaps and one for the rules of each hand."""
    yield "| hand | what | precision | recall | F1 | planted | overlooked as unsure | harmless, left alone |"
    yield "|---|---|---|---|---|---|---|---|"
    for hand, found in planted.items():
        calm = f"{found.harmless.tp} of {found.harmless.tp + found.harmless.fn}"
        for name, c, more in (("gaps", found.gaps, f"{found.unsure} | {calm}"), ("rules", found.rules, "|")):
            yield f"| {hand} | {name} | {c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f} | {c.tp + c.fn} | {more} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table, and with --errors what was overlooked (-) and reported wrongly (+) in hands seen."""
    planted = measure_hands(load_profile())
    print(*lines(planted), sep="\n")
    if "--errors" in arguments:
        seen = [found for hand, found in planted.items() if hand in SEEN]
        errors = [error for found in seen for c in (found.gaps, found.rules, found.harmless) for error in c.errors]
        print("", *(f"- `{error}`" for error in errors), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
