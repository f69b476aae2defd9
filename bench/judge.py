"""What judging a long plan costs beside reading it: python -m bench.judge [--pages 60]

Five digital PDFs of corpus plans, each new to the process as every plan of a round is; CPU seconds, medians. Judging is
everything after reading: structure, extraction, classification and all checks. Reading is measured in this process, and
in the disposable one in which `yushen check` reads. pdfplumber reads the same files.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.peers import with_pdfplumber
from bench.plans import long_plan
from corpora.office import convert
from pipeline.check import load_profile
from pipeline.journey import judge
from pipeline.limits import Limits
from pipeline.read import read
from pipeline.read.pdf import read_pdf

PLANS = 5


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of one run, those of its children included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    work()
    after, taken = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time() - start
    return taken + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def costs(pdf: Path) -> tuple[float, float, float, float]:
    """Of reading here, of reading in a process of its own, of judging, and of pdfplumber's reading."""
    raw, profile = read_pdf(pdf, Limits()), load_profile()
    return (
        cost(lambda: read_pdf(pdf, Limits())),
        cost(lambda: read(pdf)),
        cost(lambda: judge(raw, profile)),
        cost(lambda: with_pdfplumber(pdf)),
    )


def main() -> None:
    """Print the costs and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = [long_plan(folder, pages, at=at) for at in range(PLANS + 1)]
        convert(plans, "pdf", folder)
        first, *pdfs = [plan.with_suffix(".pdf") for plan in plans]
        costs(first)  # models loaded
        rows = [costs(pdf) for pdf in pdfs]
        sizes = [(raw.pages, raw.characters) for raw in (read_pdf(pdf, Limits()) for pdf in pdfs)]
    here, apart, judging, plumber = (median(column) for column in zip(*rows, strict=True))
    print(f"{PLANS} plans, pages and characters: {', '.join(f'{page} and {size}' for page, size in sizes)}")
    print(f"reading {here:.2f} s, judging {judging:.2f} s ({judging / here:.1f} times reading)")
    print(f"reading in a process of its own {apart:.2f} s ({judging / apart:.1f} times that)")
    print(f"pdfplumber reads it in {plumber:.2f} s ({judging / plumber:.2f} of that is what judging takes)")


if __name__ == "__main__":
    main()
