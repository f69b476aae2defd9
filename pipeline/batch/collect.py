"""From records on disk to the round: the checks across files, and everything in an order of its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from pipeline.applicant import UNKNOWN
from pipeline.batch.across import doubt, late, over_quota, quotas, recommending_unit, submitted
from pipeline.batch.copies import AlikePlans, Subject, find_copies
from pipeline.batch.inputs import Input
from pipeline.batch.manifest import Entry, Manifest, absent, entries_of
from pipeline.batch.rows import demands, issue_across
from pipeline.batch.store import Basis
from pipeline.batch.stored import dated_from_stored, passages_from_stored, plan_from_stored, sketch_from_stored
from pipeline.findings import Finding
from pipeline.profile import Profile
from pipeline.report import wording
from pipeline.round import Issue, Missing, PlanRow, QuotaRow, Refusal, Round, Standard

BEIJING = timezone(timedelta(hours=8))
"""A file's time is shown as the clock on the wall where the plans come from, wherever the program runs."""
Load = Callable[[str], dict[str, Any]]
"""The record of a key."""


@dataclass(frozen=True, slots=True)
class Done:
    """A plan that was read and the key of its record."""

    source: Input
    key: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What the files of a round are held against together."""

    profile: Profile
    basis: Basis
    manifest: Manifest


def collect(done: Sequence[Done], refusals: Sequence[Refusal], rules: Rules, load: Load) -> Round:
    """The round; `load` reads a record, so that only what the ledger shows is kept in memory."""
    profile = rules.profile
    names = [*(item.source.name for item in done), *(refusal.file for refusal in refusals)]
    skipped = {refusal.file for refusal in refusals if refusal.kind == "skipped"}
    listed, unclear = entries_of([name for name in names if name not in skipped], rules.manifest)
    doubts: dict[str, str] = {}
    plans: list[tuple[PlanRow, Subject, str]] = []
    found: defaultdict[str, list[Issue]] = defaultdict(list)
    for item in done:
        record = load(item.key)
        row, lateness = _row(record, item.source, listed.get(item.source.name), profile)
        if words := _doubt(row, listed.get(row.file), row.file in unclear):
            doubts[row.file] = words
            row = replace(row, reading=wording.joined(row.reading, words))
        found[row.file] += [issue_across(finding, profile) for finding in lateness]
        plans.append((row, _subject(row, record), item.key))
    plans.sort(key=lambda plan: _place(plan[0]))
    rows = [row for row, _, _ in plans]
    keys = [key for _, _, key in plans]
    refusals = [_with_unit(refusal, listed.get(refusal.file)) for refusal in refusals]
    missing = _missing(names, rules.manifest)
    unread = [(refusal.unit, refusal.file) for refusal in refusals] + [(gone.unit, gone.file) for gone in missing]
    limits = quotas([(row.unit, row.applicant.name, row.file) for row in rows], profile, unread)
    subjects = [subject for _, subject, _ in plans]
    pairs = find_copies(subjects, lambda at: passages_from_stored(load(keys[at])["passages"]))
    for file, issue in _of_several(limits, pairs, profile):
        found[file].append(issue)
    rows = [_with_across(row, found[row.file]) for row in rows]
    ranked = tuple(sorted(refusals, key=lambda refusal: (refusal.kind == "skipped", refusal.file)))
    return Round(
        _standard(rules), tuple(rows), ranked, tuple(pair.overlap for pair in pairs), limits,
        missing=missing,
        doubts={row.file: doubts[row.file] for row in rows if row.file in doubts},
    )  # fmt: skip


def _doubt(row: PlanRow, listed: Entry | None, unclear: bool) -> str:
    """What a reviewer should know of what the list says of a plan, or ""."""
    if unclear:
        name = row.file.rpartition("/")[2]
        return (
            f"清单里的“{name}”没有写文件夹，同名的方案不止一份，分不清是哪一份，所列日期和推荐单位未采用，请补上文件夹"
        )
    return doubt(row.applicant, listed.unit if listed else "")


def _with_unit(refusal: Refusal, listed: Entry | None) -> Refusal:
    return replace(refusal, unit=recommending_unit(UNKNOWN, listed.unit)) if listed else refusal


def _missing(names: Sequence[str], manifest: Manifest) -> tuple[Missing, ...]:
    return tuple(Missing(file, recommending_unit(UNKNOWN, manifest[file].unit)) for file in absent(manifest, names))


def _place(row: PlanRow) -> tuple[bool, str, str, str]:
    """Where a plan stands in the ledger: by unit, those without one last."""
    return not row.unit, row.unit, row.city, row.file


def _of_several(
    limits: Sequence[QuotaRow], pairs: Sequence[AlikePlans], profile: Profile
) -> Iterator[tuple[str, Issue]]:
    """What is found on several plans together, said of each of them, by its file."""
    for limit in limits:
        if excess := over_quota(limit):
            yield from ((file, issue_across(excess, profile)) for file in limit.files)
    for pair in pairs:
        both = pair.overlap
        yield both.left, replace(issue_across(pair.left, profile, both.right), page=both.left_pages)
        yield both.right, replace(issue_across(pair.right, profile, both.left), page=both.right_pages)


def _with_across(row: PlanRow, found: Sequence[Issue]) -> PlanRow:
    counts = Counter(row.severities)
    counts.update(issue.severity for issue in found)
    return replace(row, across=tuple(found), severities=counts)


def _row(
    record: dict[str, Any], source: Input, listed: Entry | None, profile: Profile
) -> tuple[PlanRow, list[Finding]]:
    row = plan_from_stored(record["plan"])
    dated = record.get("dated")
    own = dated_from_stored(dated) if dated else None
    when = submitted(listed.day if listed else None, own, lambda: _modified(source.path))
    said = listed.unit if listed else ""
    row = replace(
        row,
        unit=recommending_unit(row.applicant, said),
        submitted=when.text,
        dated_by=when.source.name,
    )
    lateness = late(when, profile)
    return row, [lateness] if lateness else []


def _modified(path: Path) -> date | None:
    """The file's day; None where it has been moved away meanwhile or its time is none that a calendar has."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(BEIJING).date()
    except (OSError, ValueError, OverflowError):
        return None


def _subject(row: PlanRow, record: dict[str, Any]) -> Subject:
    who = row.applicant
    applicant = f"{who.province} {who.name}" if who.name else ""
    return Subject(row.file, row.sha256, applicant, who.name, sketch_from_stored(record["sketch"]), row.exact_pages)


def _standard(rules: Rules) -> Standard:
    profile, basis = rules.profile, rules.basis
    return Standard(
        id=profile.id,
        title=profile.title,
        notice=profile.notice,
        plans=wording.plans(profile),
        sha256=profile.sha256,
        deadline=profile.deadline,
        quota=profile.quota,
        tool=basis.tool,
        model=basis.model,
        demands=demands(profile),
    )
