"""One small round and its results for all tests of this folder: made once, read many times."""

from collections.abc import Mapping

import pytest
from round_results import Done, contents

from corpora.rounds import make_round
from pipeline.batch import RoundOptions, run_batch


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    home = tmp_path_factory.mktemp("round")
    planted = make_round(home / "报送", 20, seed=7)
    found = run_batch(home / "报送", home / "结果", RoundOptions(workers=2))
    return Done(home / "报送", home / "结果", planted, found)


@pytest.fixture(scope="session")
def results(done: Done) -> Mapping[str, bytes]:
    return contents(done.out)
