"""Figures of the single-file rules, on the cases of corpora/rules and on whole plans: python -m models.evaluate_rules

    --split dev|test   only these cases          --rule ID   only this rule          --errors   name each wrong answer

A case is a small plan with one thing planted, or one thing that only looks like it (a near miss). The test cases were
written last and are only measured, so that their figures hold for plans never seen.
"""

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpora.build import raw_document
from corpora.reading import PLANS, Plan, read_plan, unlabelled
from models.measure import Counts
from pipeline.check import load_profile
from pipeline.findings import Report
from pipeline.journey import judge
from pipeline.profile import Profile
from pipeline.text.fingerprint import stretches

CASES = Path(__file__).parents[1] / "corpora" / "rules"
HANDS = ("a", "b", "c", "d")
"""Hands whose plans may be looked at; the rules were tuned on them, too."""


@dataclass(frozen=True, slots=True)
class Case:
    """A small plan and whether a correct reading reports the rule."""

    rule: str
    id: str
    split: str
    planted: bool
    text: str
    expect: str = ""
    """“宜都市/county-city”: the applicant that must be found; "" where that does not matter."""

    @property
    def name(self) -> str:
        return f"{self.rule} {self.split}-{self.id}"


def _text(entry: dict[str, Any], bases: dict[str, Any]) -> str:
    """The base plan with the case's slots and swaps, in the corpora's Markdown."""
    base = bases[entry["base"]]
    slots = [str(entry.get(slot, base[slot])).strip() for slot in bases["slots"]]
    text = "\n".join(slot for slot in slots if slot)
    for old, new in entry.get("swap", ()):
        if old not in text:
            raise ValueError(f"{entry['id']}: “{old}” is not in the plan")
        text = text.replace(old, new)
    return text


def read_cases(folder: Path = CASES) -> list[Case]:
    """All cases, by rule; ValueError names the file of one that does not fit its base."""
    bases = tomllib.loads((folder / "bases.toml").read_text(encoding="utf-8"))
    found = []
    for path in sorted(folder.glob("*.*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in data["case"]:
            try:
                text = _text(entry, bases)
            except (KeyError, ValueError) as error:
                raise ValueError(f"{path.name}: {error}") from error
            found.append(
                Case(data["rule"], entry["id"], entry["split"], entry["planted"], text, entry.get("expect", ""))
            )
    return found


def plan_of(case: Case) -> Plan:
    """The case as a plan without labels."""
    return unlabelled(case.name, case.text)


def profile_of(case: Case, profile: Profile) -> Profile:
    """Cases of originality.notice copy an invented notice, so that the real one's text is not needed here."""
    if case.rule != "originality.notice":
        return profile
    notice = (CASES / "notice.txt").read_text(encoding="utf-8")
    return replace(profile, fingerprints=frozenset(value for value, _, _ in stretches(notice)))


def report_on(case: Case, profile: Profile) -> Report:
    """What yushen says of the case, as of a file whose paragraphs have no style."""
    return judge(raw_document(plan_of(case)), profile_of(case, profile))


def right(case: Case, report: Report) -> bool:
    """Whether the rule is reported as it should, and the applicant found where the case names one."""
    found = any(finding.rule == case.rule for finding in report.findings)
    named = f"{report.applicant.name}/{report.applicant.level}"
    return found == case.planted and case.expect in ("", named)


def measure_cases(cases: Sequence[Case], profile: Profile) -> dict[str, Counts]:
    """Counts by rule; a case whose applicant is wrong counts as wrong."""
    counts: dict[str, Counts] = {}
    for case in cases:
        report = report_on(case, profile)
        found = case.planted if right(case, report) else not case.planted
        shown = f"{case.id} [{report.applicant.name}/{report.applicant.level}]" if case.expect else case.id
        counts.setdefault(case.rule, Counts()).add(case.planted, found, shown)
    return counts


def plans_of(hands: Sequence[str] = HANDS) -> Iterator[Plan]:
    """Labelled plans of these hands; others are not opened."""
    for hand in hands:
        for path in sorted(PLANS.glob(f"{hand}-*.md")):
            yield read_plan(path)


def measure_plans(hands: Sequence[str], rules: Sequence[str], profile: Profile) -> dict[str, Counts]:
    """Counts by rule over whole plans of these hands."""
    counts = {rule: Counts() for rule in rules}
    for plan in plans_of(hands):
        found = {finding.rule for finding in judge(raw_document(plan), profile).findings}
        for rule in rules:
            counts[rule].add(rule in plan.findings, rule in found, plan.id)
    return counts


def table(title: str, counts: dict[str, Counts], errors: bool) -> str:
    """Precision, recall and F1 by rule, in Markdown."""
    lines = [f"### {title}", "", "| rule | planted | near misses | P | R | F1 |", "|---|---|---|---|---|---|"]
    for rule, c in counts.items():
        lines.append(f"| {rule} | {c.tp + c.fn} | {c.tn + c.fp} | {c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f} |")
    total = Counts(*(sum(getattr(c, part) for c in counts.values()) for part in ("tp", "fp", "fn", "tn")))
    lines.append(
        f"| all | {total.tp + total.fn} | {total.tn + total.fp} "
        f"| {total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f} |"
    )
    if errors:
        lines += ["", *(f"- {rule}: {', '.join(c.errors)}" for rule, c in counts.items() if c.errors)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the figures; + is a false alarm, - a miss."""
    parser = argparse.ArgumentParser(description="Figures of the single-file rules.")
    parser.add_argument("--split", choices=("dev", "test"))
    parser.add_argument("--rule")
    parser.add_argument("--hands", nargs="*", default=list(HANDS))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    profile = load_profile()
    cases = [case for case in read_cases() if options.rule in (None, case.rule)]
    rules = list(dict.fromkeys(case.rule for case in cases))
    for split in (options.split,) if options.split else ("dev", "test"):
        chosen = [case for case in cases if case.split == split]
        if chosen:
            print(table(f"{split} cases", measure_cases(chosen, profile), options.errors))
    if options.hands and not options.split:
        print(
            table(
                f"plans of hands {', '.join(options.hands)}",
                measure_plans(options.hands, rules, profile),
                options.errors,
            )
        )


if __name__ == "__main__":
    main()
