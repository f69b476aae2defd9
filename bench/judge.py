"""What judging a long plan costs beside reading it: python -m bench.judge [--pages 60]

One digital PDF of corpus plans, one after the other; CPU seconds of one process, median of five rounds. Judging is
everything after reading: structure, extraction, classification and all checks. pdfplumber reads the same file.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.cold import long_plan
from bench.read import with_pdfplumber
from corpora.office import convert
from pipeline.check import load_profile
from pipeline.journey import judge
from pipeline.limits import Limits
from pipeline.read.pdf import read_pdf

ROUNDS = 5


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the three costs and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    pages = parser.parse_args().pages
    profile = load_profile()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = long_plan(folder, pages)
        convert([plan], "pdf", folder)
        pdf = plan.with_suffix(".pdf")
        raw = read_pdf(pdf, Limits())
        other = read_pdf(pdf, Limits())
        judge(other, profile)  # models loaded
        rows = [
            (
                cost(lambda: read_pdf(pdf, Limits())),
                cost(lambda: judge(raw, profile)),
                cost(lambda: with_pdfplumber(pdf)),
            )
            for _ in range(ROUNDS)
        ]
    reading, judging, plumber = (median(column) for column in zip(*rows, strict=True))
    print(f"{raw.pages} pages, {raw.characters} characters")
    print(f"reading {reading:.2f} s, judging {judging:.2f} s ({judging / reading:.1f} times reading)")
    print(f"pdfplumber reads it in {plumber:.2f} s ({judging / plumber:.2f} of that is what judging takes)")


if __name__ == "__main__":
    main()
