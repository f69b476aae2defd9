"""One small round and its results for all tests of this folder: made once, read many times."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpora.rounds import Planted, make_round
from pipeline.batch import Options, run_batch
from pipeline.report.ledger_round import Round


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


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    home = tmp_path_factory.mktemp("round")
    planted = make_round(home / "报送", 20, seed=7)
    found = run_batch(home / "报送", home / "结果", Options(workers=2))
    return Done(home / "报送", home / "结果", planted, found)


@pytest.fixture(scope="session")
def results(done: Done) -> Mapping[str, bytes]:
    return contents(done.out)
