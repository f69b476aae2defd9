"""Validates every label of the corpus and looks for near-copies. Run: python -m corpora.check [FOLDER_OF_TEXTS…]

Exit code 1 when something is wrong. Folders given are compared too: the notice, or plans kept for measuring only.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpora.reading import PLANS, Plan, read_plan  # noqa: E402

TASKS = "policy industry demonstration governance factory research standards talent new".split()
LABELS = {*"basics foundation goals content schedule safeguards other cover contents furniture".split()} | {
    f"content/{task}" for task in TASKS
}
DUTIES = {
    f"{task}.{duty}"
    for task, duties in {
        "policy": "plan land planning fiscal finance technology experience",
        "industry": "base chain contractors supporting emerging cluster",
        "demonstration": "projects integration problems",
        "governance": "platform bim_permit bim_review delivery cim data supervision",
        "factory": "build fields breakthrough",
        "research": "funding collaboration key_technology transfer application",
        "standards": "compile lifecycle",
        "talent": "model evaluation courses base",
        "safeguards": "agenda mechanism coordination",
        "foundation": "industries",
    }.items()
    for duty in duties.split()
}
RULES = set(
    "goals.quantified goals.consistent schedule.period schedule.milestones content.owner basis.cited "
    "applicant.identified applicant.eligible residue.place residue.placeholder originality.notice".split()
)
ELEMENTS = "basics foundation goals content schedule safeguards".split()
MANNERS = set(
    "terse consultant tables chapters runin themes merged boilerplate ocr numbered unnumbered notice opinion".split()
)
LEVELS = set("municipality municipality-district prefecture sub-provincial county-city county new-area unknown".split())


def problems(plan: Plan, name: str) -> Iterator[str]:
    """Everything about the plan's labels that GUIDE.md does not allow."""
    if plan.id != name:
        yield f"id {plan.id} is not the file's name"
    if plan.manner not in MANNERS:
        yield f"unknown manner {plan.manner}"
    if plan.level not in LEVELS:
        yield f"unknown level {plan.level}"
    for weak in plan.weak:
        if weak not in TASKS and weak not in ELEMENTS:
            yield f"weak: {weak} is neither element nor task"
    for rule in set(plan.findings) - RULES:
        yield f"findings: unknown rule {rule}"
    if not any(line.depth >= 2 for line in plan.lines):
        yield "no headings"
    for line in plan.lines:
        for label in line.labels:
            if label not in LABELS:
                yield f"line {line.row}: unknown label {label}"
            elif plan.programme == "other" and "/" in label:
                yield f"line {line.row}: {label} in a plan of another programme"
        for tag in line.tags:
            if tag.lstrip("~") not in DUTIES and tag != "notice":
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
