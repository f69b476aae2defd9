"""Validates every label of the corpus and looks for near-copies. Run: python -m corpora.check [FOLDER_OF_TEXTS…]

Exit code 1 when something is wrong. Folders given are compared too: the notice, or plans kept for measuring only.
"""

import functools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from corpora.reading import PLANS, Plan, read_plan
from pipeline.check import load_profile
from pipeline.profile import Profile, RequirementKind
from pipeline.vocabulary import LEVELS

MANNERS = set(
    "terse consultant tables chapters runin themes merged boilerplate ocr numbered unnumbered notice opinion".split()
)
ASIDE = "other cover contents furniture".split()
"""Labels of what belongs to no element of the notice."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Ids that labels may name."""

    labels: frozenset[str]
    weak: frozenset[str]
    duties: frozenset[str]
    rules: frozenset[str]


def vocabulary(profile: Profile) -> Vocabulary:
    """The ids of this notice's requirements."""
    ids = {kind: {requirement.id for requirement in profile.by_kind(kind)} for kind in get_args(RequirementKind)}
    labels = ids["element"] | {f"content/{task}" for task in ids["task"]} | set(ASIDE)
    weak = ids["element"] | ids["task"]
    return Vocabulary(frozenset(labels), frozenset(weak), frozenset(ids["duty"]), frozenset(ids["rule"]))


@functools.cache
def _shipped() -> Vocabulary:
    return vocabulary(load_profile())


def problems(plan: Plan, name: str, known: Vocabulary | None = None) -> Iterator[str]:
    """Everything about the plan's labels that GUIDE.md does not allow; `known` are the ids, by default the shipped ones."""
    known = known or _shipped()
    if plan.id != name:
        yield f"id {plan.id} is not the file's name"
    if plan.manner not in MANNERS:
        yield f"unknown manner {plan.manner}"
    if plan.level not in LEVELS:
        yield f"unknown level {plan.level}"
    for weak in plan.weak:
        if weak not in known.weak:
            yield f"weak: {weak} is neither element nor task"
    for rule in set(plan.findings) - known.rules:
        yield f"findings: unknown rule {rule}"
    if not any(line.depth >= 2 for line in plan.lines):
        yield "no headings"
    for line in plan.lines:
        for label in line.labels:
            if label not in known.labels:
                yield f"line {line.row}: unknown label {label}"
            elif plan.programme == "other" and "/" in label:
                yield f"line {line.row}: {label} in a plan of another programme"
        for tag in line.tags:
            if tag.lstrip("~") not in known.duties and tag != "notice":
                yield f"line {line.row}: unknown tag {tag}"


def shingles(text: str, size: int = 16) -> set[str]:
    """All stretches of `size` Han characters, digits and punctuation left out."""
    han = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {han[i : i + size] for i in range(len(han) - size + 1)}


def copies(plans: Sequence[Plan], foreign: dict[str, set[str]]) -> Iterator[str]:
    """Pairs that share more than 3 % of the smaller text, copies of the notice that are marked as such aside."""
    own = {
        plan.id: shingles("\n".join(line.text for line in plan.lines if "notice" not in line.tags)) for plan in plans
    }
    ids = sorted(own)
    for i, one in enumerate(ids):
        others = {other: own[other] for other in ids[i + 1 :]} | foreign
        for other, theirs in others.items():
            shared = len(own[one] & theirs)
            if shared > 0.03 * max(1, min(len(own[one]), len(theirs))):
                yield f"{one} and {other} share {shared} stretches of 16 characters"


def main(folders: Sequence[str]) -> int:
    """Print all problems; 1 if there are any."""
    plans, wrong = [], []
    for path in sorted(PLANS.glob("*.md")):
        try:
            plan = read_plan(path)
        except (ValueError, KeyError) as error:
            wrong.append(f"{path.name}: {error}")
            continue
        plans.append(plan)
        wrong += [f"{path.name}: {problem}" for problem in problems(plan, path.stem)]
    foreign = {
        file.name: shingles(file.read_text(encoding="utf-8", errors="ignore"))
        for folder in folders
        for file in sorted(Path(folder).glob("**/*.txt"))
    }
    wrong += list(copies(plans, foreign))
    print("\n".join(wrong) or f"{len(plans)} plans, {sum(len(plan.text) for plan in plans)} characters: no problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
