"""总览.html: a round as one page: the matrix as a heat map, plans that share text, quotas, what else is wrong with the
round, files that were not read.

One self-contained file under the same policy as the report of one plan (`report/html.py`): style and script are allowed
by hash, nothing is loaded, and every value passes `sanitize.clean` and Jinja's autoescape.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.findings import Verdict
from pipeline.report.equal import equal_words
from pipeline.report.files import replacing
from pipeline.report.round_words import (
    ACROSS,
    DEDUCTED,
    MISSING,
    OVERLAP_KINDS,
    REFUSALS,
    late_plans,
    recommended_cities,
    rest_of,
)
from pipeline.report.webpage import environment, inlined
from pipeline.round import REPORTS, PlanRow, Round

GLYPHS: dict[Verdict, str] = {"met": "有", "weak": "薄", "missing": "缺", "unsure": "？", "not_chosen": "—"}
"""A cell is one character wide; colour repeats it, so that the page also works in print and for the colour-blind."""
RANKS: dict[Verdict, int] = {"missing": 0, "unsure": 1, "weak": 2, "not_chosen": 3, "met": 4}


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the heat map."""

    verdict: Verdict
    glyph: str
    rank: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A plan as a row of the heat map."""

    plan: PlanRow
    link: str
    squares: tuple[Square | None, ...]
    across: str
    """Where on the page the findings across files are, "" without one."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something about the round that no report of one plan shows."""

    kind: str
    words: str
    plans: tuple[PlanRow, ...] = ()
    file: str = ""
    """One that is not there."""


def write(found: Round, target: Path) -> None:
    """Write the page."""
    with replacing(target) as stream:
        for part in parts(found):
            stream.write(part.encode("utf-8"))


def parts(found: Round) -> Iterable[str]:
    """The file bit by bit, the same for the same round: a large round's page is not held in memory."""
    content = {
        "round": found,
        "rows": _lines(found),
        "plans": {plan.file: plan for plan in found.plans},
        "kinds": OVERLAP_KINDS,
        "refusals": REFUSALS,
        "across": ACROSS,
        "deducted": DEDUCTED,
        "sums": _sums(found),
        "glyphs": GLYPHS,
        "link": _link,
        "equal": equal_words,
        "late": late_plans(found),
        "rest": rest_of,
        "recommended": recommended_cities,
        "concerns": _concerns(found),
        "beyond": _BEYOND,
        "pairs": Counter(overlap.kind for overlap in found.overlaps),
        "counts": Counter(refusal.kind for refusal in found.refusals),
    }
    return environment().get_template("overview.html.j2").generate(inlined("overview") | content)


def _lines(found: Round) -> Iterator[Line]:
    for plan in found.plans:
        cells = {cell.requirement: cell for cell in plan.cells}
        squares = []
        for demand in found.standard.demands:
            cell = cells.get(demand.id)
            square = Square(cell.verdict, GLYPHS[cell.verdict], RANKS[cell.verdict], cell.anchor) if cell else None
            squares.append(square)
        across = "" if not plan.across else "copies" if all(issue.other for issue in plan.across) else "across"
        yield Line(plan, _link(plan), tuple(squares), across)


_BEYOND = "期限、名额、推荐单位和报送清单方面的问题，不在单份报告里"


def _concerns(found: Round) -> tuple[Concern, ...]:
    """Lateness, quotas, units in doubt and absent files: one line for what several plans have in common.

    Plans that share text have a section of their own.
    """
    bearing: defaultdict[tuple[str, str], list[PlanRow]] = defaultdict(list)
    for plan in found.plans:
        for issue in plan.across:
            if not issue.other:
                bearing[issue.title, issue.message].append(plan)
        if plan.file in found.doubts:
            bearing["报送清单", found.doubts[plan.file] + "。"].append(plan)
    shared = (Concern(kind, words, tuple(plans)) for (kind, words), plans in sorted(bearing.items(), key=_kind))
    absent = (Concern("缺文件", f"{MISSING}。", file=missing.file) for missing in found.missing)
    return (*shared, *absent)


def _kind(item: tuple[tuple[str, str], list[PlanRow]]) -> str:
    """By kind; within one, in the order of the plans."""
    return item[0][0]


def _sums(found: Round) -> tuple[dict[Verdict, int], ...]:
    """For every requirement, how many plans got which verdict."""
    counts: dict[str, Counter[Verdict]] = {demand.id: Counter() for demand in found.standard.demands}
    for plan in found.plans:
        for cell in plan.cells:
            if cell.requirement in counts:
                counts[cell.requirement][cell.verdict] += 1
    return tuple({verdict: counts[demand.id][verdict] for verdict in GLYPHS} for demand in found.standard.demands)


def _link(plan: PlanRow) -> str:
    """Address of the plan's report beside this page; only ever a relative path below reports/."""
    target = plan.outputs.get("html", "")
    ours = target.startswith(f"{REPORTS}/") and ".." not in target.split("/")
    # Han stays as it is: escaped, the links of a large round would weigh more than the rest of the page.
    return "".join(char if char > "\x7f" else quote(char, safe="/") for char in target) if ours else ""
