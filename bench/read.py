"""Speed and memory of `read_pdf` against pdfplumber and bare pypdfium2, on PDFs that LibreOffice makes here.

    python -m bench.read [--pages 14 40 135] [--memory]

Every figure is a ratio within this run: each file is read by all programs in turn, five times; medians, CPU time.
Plans are invented; tables are ruled, one for about every two pages, some with merged cells.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.peers import with_pdfium, with_pdfplumber
from bench.plans import make_pdfs
from pipeline.limits import Limits
from pipeline.read.pdf import read_pdf

ROOT = Path(__file__).resolve().parent.parent
FOR_MEMORY = (40, 405)
"""As `--pages` counts them; printed they are about 30 and 300."""


def compare(path: Path, rounds: int = 5) -> list[float]:
    """Median CPU seconds of (ours, pdfplumber, pypdfium2), each read once in every round; the machine may be shared."""
    programs: list[Callable[[], object]] = [
        lambda: read_pdf(path, Limits()),
        lambda: with_pdfplumber(path),
        lambda: with_pdfium(path),
    ]
    taken: list[list[float]] = [[], [], []]
    for _ in range(rounds):
        for program, times in zip(programs, taken, strict=True):
            start = time.process_time()
            program()
            times.append(time.process_time() - start)
    return [median(times) for times in taken]


def same_cells(path: Path, theirs: list[list[list[str | None]]]) -> tuple[int, int]:
    """Cells of all tables of the file whose text equals pdfplumber's (white space apart), and cells in all.

    Tables are taken page by page, before tables are joined across pages.
    """
    from pipeline.read.page.blocks import read_blocks
    from pipeline.read.pdf.source import open_pdf, read_geometry

    ours = []
    with open_pdf(path.read_bytes()) as source:
        for number in range(1, source.count + 1):
            blocks = read_blocks(read_geometry(source, number)).blocks
            ours += [block.table.rows for block in blocks if block.table]
    plain = [[["".join((cell or "").split()) for cell in row] for row in table] for table in theirs]
    mine = [[["".join(cell.split()) for cell in row] for row in table] for table in ours]
    total = sum(len(row) for table in plain for row in table)
    equal = sum(
        one == other
        for table, twin in zip(plain, mine, strict=False)
        for row, twin_row in zip(table, twin, strict=False)
        for one, other in zip(row, twin_row, strict=False)
    )
    return equal, total


def peak_memory(path: Path) -> int:
    """Peak resident MiB of a process of its own that reads the file."""
    code = (
        "import resource\n"
        "from pathlib import Path; from pipeline.limits import Limits; from pipeline.read.pdf import read_pdf\n"
        f"read_pdf(Path({str(path)!r}), Limits())\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=600, cwd=ROOT
    )
    return int(result.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[14, 40, 135])
    parser.add_argument("--memory", action="store_true", help="also peak memory for 30 and 300 pages")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = make_pdfs(Path(folder), arguments.pages)
        for path in paths:
            pages = read_pdf(path, Limits()).pages
            ours, plumber, bare = (seconds / pages for seconds in compare(path))
            equal, total = same_cells(path, with_pdfplumber(path))
            print(
                f"{pages} pages: yushen {1000 * ours:.2f} ms/page, pdfplumber {1000 * plumber:.2f} "
                f"({plumber / ours:.1f} times ours), pypdfium2 text {1000 * bare:.2f} ({ours / bare:.1f} times less); "
                f"cells equal {equal}/{total}"
            )
        if arguments.memory:
            short, long = make_pdfs(Path(folder), FOR_MEMORY)
            few, many = (read_pdf(path, Limits()).pages for path in (short, long))
            small, large = peak_memory(short), peak_memory(long)
            print(f"peak memory: {few} pages {small} MiB, {many} pages {large} MiB, ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
