"""Cold `yushen check` of a 20-page DOCX against the bare imports that it stands on: python -m bench.cold [ROUNDS]

Those are jieba with its dictionary, spaCy and SciPy's sparse matrices. scikit-learn and skops are none of them: the
models are fitted and stored with the two, and read and applied without (`pipeline.classify.store` and `.model`).

Whole processes, user and system time of all children, alternating; the figure is the ratio of the medians.
The promise of at most 1.5 was made while scikit-learn still counted among the imports: about 1.2 by that measure is
about 1.8 by this one (CPU).
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.plans import long_plan

BARE = "import jieba, scipy.sparse, spacy; jieba.initialize()"


def run(command: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of one process with its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        plan = long_plan(Path(folder))
        check = [sys.executable, "-m", "pipeline.cli", "check", str(plan), "--format", "json"]
        bare = [sys.executable, "-c", BARE]
        run(check), run(bare)
        pairs = [(run(check), run(bare)) for _ in range(rounds)]
    for at, name in ((0, "CPU"), (1, "wall")):
        ours, theirs = (statistics.median(pair[side][at] for pair in pairs) for side in (0, 1))
        print(f"{name}: yushen check {ours:.2f} s, bare imports {theirs:.2f} s, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
