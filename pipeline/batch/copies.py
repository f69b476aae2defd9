"""`batch.duplicate`: plans that share text beyond what both took from the notice or from documents that many cite.

The same applicant twice is a version, or a second plan; two applicants with the same text is a copy. Which of the two
copied cannot be told from the text, so both bear the finding. The very same file again is only paired with the first
of its kind: pairs of all with all would say nothing more.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.batch.candidates import candidates, common_shingles
from pipeline.batch.overlap import Laid, Match, lay, matches
from pipeline.batch.sketch import ComparedBlock, Hashes, Sketch
from pipeline.batch_rules import LEAST_PART, LEAST_RUN, LEAST_SHARED
from pipeline.findings import Evidence, Finding
from pipeline.report import quoting, whereabouts, wording
from pipeline.round import COMMON, DUPLICATE, Overlap, OverlapKind, Shared
from pipeline.text.page_numbers import ranges

SHOWN = 20
"""Passages of a pair that are shown side by side, the longest ones."""
QUOTE = 600
SIDE_BY_SIDE = frozenset({"copy", "unclear"})
"""Kinds of pairs whose passages are shown: that two drafts of one plan, or a file and itself, agree says nothing."""
VERSION = 0.2
"""Share of the shorter plan from which on two plans of one city are versions of one plan."""

Loader = Callable[[int], tuple[ComparedBlock, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan to be compared."""

    file: str
    sha256: str
    applicant: str
    """Province and city; empty where unknown."""
    city: str
    sketch: Sketch
    exact_pages: bool


@dataclass(frozen=True, slots=True)
class AlikePlans:
    """Two plans that share something: how it is shown, and the findings that it makes."""

    overlap: Overlap
    left: Finding
    right: Finding


def find_copies(subjects: Sequence[Subject], load: Loader) -> tuple[AlikePlans, ...]:
    """All pairs that share text or a city, in the order of the plans; `load` gives the passages of a plan by index."""
    first = _first(subjects)
    single = sorted(set(first))  # a file that came twice is compared with the others once
    common, wanted = _wanted([subjects[at] for at in single])
    pairs = {(single[i], single[j]): whole for (i, j), whole in wanted.items()}
    pairs |= {(at, index): True for index, at in enumerate(first) if at != index}
    laid = _Laying(load, common)
    found = []
    for (i, j), whole in sorted(pairs.items()):
        left, right = laid(i, whole), laid(j, whole)
        pair = _pair((subjects[i], subjects[j]), (left, right), matches(left, right), whole)
        if pair is not None:
            found.append(pair)
    return tuple(found)


def _first(subjects: Sequence[Subject]) -> list[int]:
    """For every plan the first that is the very same file: itself for most."""
    seen: dict[str, int] = {}
    return [seen.setdefault(subject.sha256, index) for index, subject in enumerate(subjects)]


def _wanted(subjects: Sequence[Subject]) -> tuple[Hashes, dict[tuple[int, int], bool]]:
    """Shingles that many applicants have, and the pairs to be looked at; True where common text counts too."""
    applicants = [subject.applicant for subject in subjects]
    sketches = [subject.sketch for subject in subjects]
    wanted = candidates(sketches, applicants) | dict.fromkeys(_same(applicants), True)
    return common_shingles(sketches, applicants), wanted


def _same(applicants: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of one applicant: they are looked at whatever they share."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, applicant in enumerate(applicants):
        if applicant:
            groups[applicant].append(index)
    return sorted({(a, b) for group in groups.values() for at, a in enumerate(group) for b in group[at + 1 :]})


KEPT = 32
"""Plans laid out at a time, some 120 KB each; with twice as many one in nine would not have to be laid out again."""


class _Laying:
    """Lays plans out, and keeps those that were wanted last."""

    def __init__(self, load: Loader, common: Hashes) -> None:
        self.load = load
        self.common = common
        self.nothing = common[:0]
        self.kept: dict[tuple[int, bool], Laid] = {}

    def __call__(self, index: int, whole: bool) -> Laid:
        laid = self.kept.pop((index, whole), None) or lay(self.load(index), self.nothing if whole else self.common)
        if len(self.kept) >= KEPT:
            self.kept.pop(next(iter(self.kept)))
        self.kept[index, whole] = laid
        return laid


def _pair(
    subjects: tuple[Subject, Subject], laid: tuple[Laid, Laid], found: tuple[Match, ...], whole: bool
) -> AlikePlans | None:
    left, right = subjects
    letters = sum(match.letters for match in found)
    shares = tuple(round(min(1.0, letters / max(1, side.size)), 4) for side in laid)
    kind = _kind(left, right, found, max(shares))
    if not kind:
        return None
    passages = _shared(subjects, laid, found) if kind in SIDE_BY_SIDE else ()
    overlap = Overlap(
        left.file, right.file, kind, letters, shares[0], shares[1], passages, whole, len(found), *_pages(laid, found)
    )
    both = (_finding(overlap, side, subjects, _proof(laid[side], found, side)) for side in (0, 1))
    return AlikePlans(overlap, *both)


def _kind(left: Subject, right: Subject, found: Sequence[Match], share: float) -> OverlapKind | None:
    if left.sha256 == right.sha256:
        return "file"
    if left.applicant and left.applicant == right.applicant:
        return "version" if share >= VERSION else "city"
    run = max((match.run for match in found), default=0)
    if sum(match.telling for match in found) < LEAST_SHARED or (run < LEAST_RUN and share < LEAST_PART):
        return None
    return "copy" if left.applicant and right.applicant else "unclear"


def _longest(found: Sequence[Match]) -> list[Match]:
    kept = sorted(found, key=lambda match: (-match.letters, match.left))[:SHOWN]
    return sorted(kept, key=lambda match: match.left)


def _shared(subjects: tuple[Subject, Subject], laid: tuple[Laid, Laid], found: Sequence[Match]) -> tuple[Shared, ...]:
    rows = []
    for match in _longest(found):
        left, right = laid[0].passages[match.left], laid[1].passages[match.right]
        sides = ((left, match.left_span, subjects[0]), (right, match.right_span, subjects[1]))
        shown = (
            (
                quoting.quoted(passage.text[start:stop], QUOTE),
                whereabouts.passage_place(passage, exact=subject.exact_pages),
            )
            for passage, (start, stop), subject in sides
        )
        rows.append(Shared(*next(shown), *next(shown), match.letters))
    return tuple(rows)


def _pages(laid: tuple[Laid, Laid], found: Sequence[Match]) -> tuple[str, str]:
    """Pages of all that is shared, in the left plan and in the right one."""
    left = ranges(laid[0].passages[match.left].page for match in found)
    return left, ranges(laid[1].passages[match.right].page for match in found)


def _proof(laid: Laid, found: Sequence[Match], side: int) -> tuple[Evidence, ...]:
    proofs = []
    for match in _longest(found)[:6]:
        passage = laid.passages[match.right if side else match.left]
        start, stop = match.right_span if side else match.left_span
        stop = min(stop, start + QUOTE)
        proofs.append(Evidence(passage.block, start, stop, passage.text[start:stop], passage.page, passage.path))
    return tuple(proofs)


_ADVICE = {
    "copy": "请两市分别说明来源，由抄用的一方按本市情况重写这些段落。",
    "version": "请确认以哪一份为准，并移走另一份；可用 yushen diff 比较两份的差别。",
    "file": "请移走其中一份；同一份文件只需报送一次。",
    "city": "同一城市只应报送一份方案，请确认以哪一份为准。",
    "unclear": "请先确认申报城市，再判断是同一方案的两个版本还是抄用。",
}


def _finding(overlap: Overlap, side: int, subjects: tuple[Subject, Subject], proof: tuple[Evidence, ...]) -> Finding:
    other = subjects[1 - side]
    share = overlap.right_share if side else overlap.left_share
    who = f"{other.city}（{other.file}）" if other.city else other.file
    amount = f"{overlap.letters:,} 字相同，占本方案的 {wording.percent(share)}"
    deducted = "通知原文" if overlap.whole else f"通知原文和 {COMMON} 个以上城市共有的段落"
    message = {
        "file": f"完全相同的文件报送了两次：另一份是{other.file}。",
        "copy": f"与{who}有 {overlap.count} 段文字雷同：{amount}（已扣除{deducted}）。",
        "version": f"同一城市的另一版本：{who}，{amount}。",
        "city": f"同一城市还报送了另一份方案：{who}，两份文字不同（{amount}）。",
        "unclear": f"与{who}有段落雷同：{amount}；其中有方案的申报城市未识别。",
    }[overlap.kind]
    return Finding(
        rule=DUPLICATE,
        requirement="",
        verdict="weak",
        severity="error" if overlap.kind == "copy" else "warning",
        message=message,
        advice=_ADVICE[overlap.kind],
        evidence=proof,
        anchor=proof[0].block if proof else None,
    )
