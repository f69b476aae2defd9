"""A round and its results, as the tests of this folder share them."""

from dataclasses import dataclass
from pathlib import Path

from corpora.rounds import Planted
from pipeline.round import Round


@dataclass(frozen=True, slots=True)
class Done:
    """A round, what was planted in it, and what came out."""

    folder: Path
    out: Path
    planted: Planted
    found: Round


def contents(out: Path) -> dict[str, bytes]:
    """All results by name; not the lock."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
