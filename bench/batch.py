"""A round measured in one run: throughput, against a pipeline written by hand, memory, kills, planted defects.

    python -m bench.batch [--plans 300] [--scans 0] [--kills 5] [--seed 1]

The pipeline by hand is what a user would write in an afternoon: pdfplumber page by page with tables, python-docx,
jieba, TF-IDF with logistic regression from scikit-learn, one process, nothing isolated, nothing but a label for each
paragraph. It does far less; it is the time for reading that is compared, on the PDFs of the same round.
"""

import argparse
import json
import math
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from corpora.reading import read_plans
from corpora.rounds import Planted, make_round

ROOT = Path(__file__).resolve().parent.parent
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
FEW = 30
"""Plans of the small round that the memory of the large one is compared with."""


def command(folder: Path, out: Path, workers: int) -> list[str]:
    """The command line that is measured."""
    return [sys.executable, str(ROOT / "cli.py"), "batch", str(folder), "-o", str(out), "--workers", str(workers)]


def timed(folder: Path, out: Path, workers: int) -> float:
    """Seconds for a whole run from nothing, the start of Python included."""
    start = time.perf_counter()
    subprocess.run(command(folder, out, workers), cwd=ROOT, check=False, **QUIET)
    return time.perf_counter() - start


def by_hand(files: Sequence[Path]) -> float:
    """Seconds that the pipeline written by hand takes, its training not counted."""
    import docx
    import jieba
    import pdfplumber
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    lines = [line for plan in read_plans() for line in plan.lines if line.depth == 0 and line.labels]
    model = make_pipeline(TfidfVectorizer(token_pattern=r"\S+"), LogisticRegression(max_iter=200))
    model.fit([" ".join(jieba.lcut(line.text)) for line in lines], [line.labels[0] for line in lines])
    start = time.perf_counter()
    for file in files:
        if file.suffix == ".pdf":
            with pdfplumber.open(file) as pages:
                parts = [(page.extract_text() or "", page.extract_tables()) for page in pages.pages]
            paragraphs = "\n".join(text for text, _ in parts).split("\n")
        else:
            paragraphs = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
        model.predict([" ".join(jieba.lcut(text)) for text in paragraphs if text.strip()] or [""])
    return time.perf_counter() - start


class Memory(threading.Thread):
    """Peak resident memory of a run's parent and of its workers, by number of plans done."""

    def __init__(self, pid: int, records: Path) -> None:
        super().__init__(daemon=True)
        self.process, self.records = psutil.Process(pid), records
        self.peaks: list[tuple[int, int, int]] = []

    def run(self) -> None:
        while self.process.is_running():
            try:
                parent = self.process.memory_info().rss
                workers = [child.memory_info().rss for child in self.process.children()]
            except psutil.Error:
                return
            done = len(list(self.records.glob("*.gz")))
            self.peaks.append((done, parent, max(workers, default=0)))
            time.sleep(0.1)

    def peak(self, most: float = math.inf) -> tuple[float, float]:
        """MB of parent and largest worker while at most so many plans were done, by default in the whole run."""
        seen = [row for row in self.peaks if row[0] <= most] or [(0, 0, 0)]
        return max(row[1] for row in seen) / 1e6, max(row[2] for row in seen) / 1e6


def watched(folder: Path, out: Path) -> Memory:
    """The memory of a whole run with two workers."""
    process = subprocess.Popen(command(folder, out, 2), cwd=ROOT, **QUIET)
    memory = Memory(process.pid, out / ".yushen" / "results")
    memory.start()
    process.wait()
    return memory


def killed(folder: Path, out: Path, kills: int, chance: random.Random) -> int:
    """Run, kill at random, run again…, then to the end; how many kills struck."""
    struck = 0
    for _ in range(kills):
        process = subprocess.Popen(command(folder, out, 2), cwd=ROOT, **QUIET)
        time.sleep(chance.uniform(3, 8))  # a whole round takes little more than half a minute
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            struck += 1
        process.wait()
    timed(folder, out, 2)
    return struck


def contents(out: Path) -> dict[str, bytes]:
    """Results by name, the lock left out."""
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != "lock"}


def score(planted: Planted, out: Path) -> dict[str, Any]:
    """What was found of what was planted."""
    index = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    found: dict[str, set[frozenset[str]]] = {}
    for overlap in index["overlaps"]:
        found.setdefault(overlap["kind"], set()).add(frozenset((overlap["left"], overlap["right"])))
    copies = set().union(*(found.get(kind, set()) for kind in ("copy", "file", "unclear")))
    versions = found.get("version", set()) | found.get("city", set())
    exact, rewritten, second = (
        {frozenset(pair) for pair in pairs} for pairs in (planted.copies, planted.paraphrased, planted.versions)
    )
    late = {
        plan["file"]
        for plan in index["plans"]
        if any(item["rule"] == "batch.deadline" and item["severity"] != "info" for item in plan["across"])
    }
    return {
        "counts": index["counts"],
        "files": planted.files,
        "exact copies": f"{len(copies & exact)}/{len(exact)}",
        "paraphrased": f"{len(copies & rewritten)}/{len(rewritten)}",
        "copies that are none": len(copies - exact - rewritten),
        "versions": f"{len(versions & second)}/{len(second)}, wrong {len(versions - second)}",
        "late": f"{len(late & set(planted.late))}/{len(planted.late)}, wrong {len(late - set(planted.late))}",
        "quota": {row["unit"] for row in index["quota"] if row["exceeded"]} == set(planted.over_quota),
        "refused": {r["file"] for r in index["refusals"] if r["kind"] != "skipped"} == set(planted.damaged),
    }


def most_of_two() -> float:
    """How many times the work of one process two that share nothing do on this machine: no round can do more."""
    command = [sys.executable, "-c", "for _ in range(30): sorted(map(str, range(200_000)))"]

    def seconds(count: int) -> float:
        start = time.perf_counter()
        for process in [subprocess.Popen(command) for _ in range(count)]:
            process.wait()
        return time.perf_counter() - start

    return max(2 * seconds(1) / seconds(2) for _ in range(3))


def throughput(folder: Path, home: Path, planted: Planted, most: int) -> None:
    """One worker, two workers, and by hand, on the same digital files."""
    for name, ending in (("all", ""), ("pdf", ".pdf")):
        for file in [file for file in planted.plans if file.endswith(ending)][:most]:
            target = home / name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / file, target)
    one, two = timed(home / "all", home / "one", 1), timed(home / "all", home / "two", 2)
    count = sum(1 for path in (home / "all").rglob("*") if path.is_file())
    shown = f"1 worker {one:.1f} s, 2 workers {two:.1f} s, ratio {one / two:.2f}"
    print(f"{count} files: {shown} (two plain processes at once: {most_of_two():.2f})", flush=True)
    files = sorted(path for path in (home / "pdf").rglob("*") if path.is_file())
    hand = by_hand(files)
    ours, both = timed(home / "pdf", home / "pdf-one", 1), timed(home / "pdf", home / "pdf-two", 2)
    shown = f"by hand {hand:.1f} s, yushen {ours:.1f} s (1 worker), {both:.1f} s (2 workers)"
    print(f"{len(files)} PDFs: {shown}, ratios {hand / ours:.2f}, {hand / both:.2f}")


def main() -> None:
    """Run everything and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--scans", type=int, default=0)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--throughput", type=int, default=300, help="files for the comparison of speed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yushen-bench-") as name:
        home = Path(name)
        planted = make_round(home / "in", given.plans, seed=given.seed, scans=given.scans)
        make_round(home / "few", FEW, seed=given.seed)
        few = watched(home / "few", home / "small")
        start = time.perf_counter()
        memory = watched(home / "in", home / "out")
        print(f"{planted.files} files in {time.perf_counter() - start:.1f} s with 2 workers", flush=True)
        print(json.dumps(score(planted, home / "out"), ensure_ascii=False), flush=True)
        for who, small, large in zip(("parent", "worker"), few.peak(), memory.peak(), strict=True):
            print(
                f"peak RSS of the {who}: {small:.0f} MB in a round of {FEW}, {large:.0f} MB in this ({large / small:.2f})"
            )
        early, last = memory.peak(FEW), memory.peak(planted.files - 8)
        print(
            f"within this round, after {FEW} and at the end of checking: parent {early[0]:.0f} and {last[0]:.0f} MB, ",
            end="",
        )
        print(f"worker {early[1]:.0f} and {last[1]:.0f} MB", flush=True)
        if given.kills:
            struck = killed(home / "in", home / "again", given.kills, random.Random(given.seed))
            same = contents(home / "out") == contents(home / "again")
            print(f"killed {struck} times, resumed: byte-identical {same}", flush=True)
        throughput(home / "in", home, planted, given.throughput)


if __name__ == "__main__":
    main()
