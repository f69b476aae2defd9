"""Figures on single statements: python -m models.evaluate_statements

    --about PREFIX   only rules or duties whose id begins so        --errors   name each wrong answer

Each case of corpora/statements is a sentence, a table or two of them, in a plan that is sound otherwise: a contradiction or what
only looks like one, a place left over or a legitimate one, a duty fulfilled, merely touched or missed. Authors (`a`, `b`, …)
saw neither the code nor each other; what their cases showed was mended afterwards, so these figures are above those at first
sight, which corpora/SOURCES.md gives.
"""

import argparse
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.build import raw_document
from corpora.reading import Plan, unlabelled
from models.evaluate_rules import table
from models.measure import GAP, Counts
from pipeline.check import load_profile
from pipeline.findings import Report
from pipeline.journey import judge
from pipeline.profile import Profile

STATEMENTS = Path(__file__).parents[1] / "corpora" / "statements"


@dataclass(frozen=True, slots=True)
class Statement:
    """One case."""

    id: str
    about: str
    """The rule that is or is not to be reported, or the duty."""
    truth: str
    """Of a rule reported or none, of a duty met, weak or missing."""
    city: str
    why: str
    lines: Mapping[str, Sequence[str]]
    """By slot of the frame."""
    heading: str = ""
    """What the section is called instead, whose own text the lines replace."""

    @property
    def author(self) -> str:
        return self.id.partition("-")[0]


def read_statements(folder: Path = STATEMENTS) -> list[Statement]:
    """All cases, file by file."""
    paths = sorted(folder.glob("*.jsonl"))
    return [Statement(**json.loads(line)) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def plan_of(case: Statement, frame: Mapping[str, Any]) -> Plan:
    """The case within the frame, without labels."""
    text = "\n".join(line for line in _text(case, frame).split("\n") if line.strip())
    return unlabelled(case.id, text)


def _text(case: Statement, frame: Mapping[str, Any]) -> str:
    text = [frame["title"].format(city=case.city)]
    for section in frame["section"]:
        said = list(case.lines.get(section["slot"], ()))
        task = section["heading"].startswith("###")
        own = "" if said and case.heading and task else section["text"].format(city=case.city)
        head = f"### {case.heading}" if said and case.heading and task else section["heading"]
        text += [head, own, *said]
    return "\n".join(text)


def answer(case: Statement, report: Report) -> str:
    """What the report says of it, in the words of `truth`, or unsure."""
    verdicts = {outcome.requirement.id: outcome.verdict for outcome in report.outcomes}
    if case.truth in ("reported", "none"):
        return "reported" if any(finding.rule == case.about for finding in report.findings) else "none"
    return str(verdicts[case.about])


def measure(cases: Sequence[Statement], profile: Profile) -> dict[str, Counts]:
    """Counts by rule, or for the duties, and author: a breach or gap is what is to be found; unsure enters neither figure."""
    frame = tomllib.loads((STATEMENTS / "frame.toml").read_text(encoding="utf-8"))
    counts: dict[str, Counts] = {}
    for case in cases:
        found = answer(case, judge(raw_document(plan_of(case, frame)), profile))
        kind = case.about if case.truth in ("reported", "none") else "duties"
        into = counts.setdefault(f"{kind} {case.author}", Counts())
        if found == "unsure" or (found == "not_chosen" and case.truth != "met"):  # the city did not take the task up
            continue
        told = {"reported", *GAP}
        into.add(case.truth in told, found in told, f"{case.id} {case.about}: {case.truth} → {found} ({case.why})")
    return counts


def main() -> None:
    """Print the figures; of the errors + is a false alarm, - a miss."""
    parser = argparse.ArgumentParser(description="Figures on single statements.")
    parser.add_argument("--about", default="")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    cases = [case for case in read_statements() if case.about.startswith(options.about)]
    print(table("statements", measure(cases, load_profile()), options.errors))


if __name__ == "__main__":
    main()
