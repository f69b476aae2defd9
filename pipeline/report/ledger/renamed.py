"""Plans that were given another name since the ledger before: told by their content, of which the sheet 说明 has the hash."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.round import PlanRow

HASHED = "文件 SHA-256"
_GAP = "\u3000"


def hash_row(plan: PlanRow) -> tuple[str, str]:
    """What is said of a plan's content."""
    return HASHED, f"{plan.sha256}{_GAP}{plan.file}"


def hashes(rows: Iterable[Sequence[object]]) -> dict[str, str]:
    """Of a ledger that is read back: file to the hash of its content."""
    said = (str(row[1]).partition(_GAP) for row in rows if len(row) > 1 and row[0] == HASHED)
    return {file: sha256 for sha256, _, file in said if file}


def former_names(before: Mapping[str, str], plans: Sequence[PlanRow]) -> dict[str, str]:
    """By the file of a plan what it was called before, where it alone has the content of one that alone is gone."""
    now = {plan.file: plan.sha256 for plan in plans}
    gone = {file: sha256 for file, sha256 in before.items() if file not in now}
    come = {file: sha256 for file, sha256 in now.items() if file not in before}
    once, again = Counter(gone.values()), Counter(come.values())
    by_content = {sha256: file for file, sha256 in gone.items() if once[sha256] == 1}
    return {file: by_content[sha256] for file, sha256 in come.items() if again[sha256] == 1 and sha256 in by_content}
