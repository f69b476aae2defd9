"""How the search for shared text grows with the number of plans: python -m bench.duplicates [--most 5000]

Synthetic plans (a chain over the words of the corpus), one in fifty a copy of another's section. Prints, for doubling
numbers of plans, the seconds for sketches and for the search, what was found of what was planted, and the exponent of
growth by least squares over the logarithms. A search that compared all pairs would have an exponent of 2.
"""

import argparse
import random
import time
from dataclasses import dataclass

import numpy as np

from corpora.rounds_words import Composer
from pipeline.batch.copies import Subject, find_copies
from pipeline.batch.sketch import ComparedBlock, masked, sketch
from pipeline.check import load_profile

COPIED = 50
"""One plan in so many has a section of the plan before it."""
SECTION = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """One size of round."""

    plans: int
    sketching: float
    searching: float
    recall: float
    wrong: int


def texts(count: int, paragraphs: int) -> list[list[str]]:
    """Plans as lists of paragraphs; the same ones whatever the count."""
    composer = Composer.of_corpus()
    made: list[list[str]] = []
    for seed in range(count):
        chance = random.Random(seed)
        plan = [composer.paragraph("content", chance) for _ in range(paragraphs)]
        if seed % COPIED == 1:
            plan[:SECTION] = made[-1][:SECTION]
        made.append(plan)
    return made


def measure(plans: list[list[str]], notice: frozenset[int]) -> Measured:
    """Sketch and search; planted pairs are (n-1, n) for every n with n % COPIED == 1."""
    start = time.perf_counter()
    found = [tuple(ComparedBlock(at, 1, (), t, masked(t, notice)) for at, t in enumerate(plan)) for plan in plans]
    subjects = [Subject(str(at), str(at), f"市{at}", f"市{at}", sketch(item), False) for at, item in enumerate(found)]
    middle = time.perf_counter()
    pairs = {(int(p.overlap.left), int(p.overlap.right)) for p in find_copies(subjects, lambda at: found[at])}
    stop = time.perf_counter()
    planted = {(at - 1, at) for at in range(len(plans)) if at % COPIED == 1}
    recall = len(pairs & planted) / len(planted)
    return Measured(len(plans), middle - start, stop - middle, recall, len(pairs - planted))


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Slope of log seconds over log size."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=5000)
    parser.add_argument("--paragraphs", type=int, default=12)
    given = parser.parse_args()
    notice = load_profile().fingerprints
    plans = texts(given.most, given.paragraphs)
    letters = sum(len(text) for plan in plans for text in plan) // len(plans)
    print(f"{given.most} plans of {letters} characters each on average")
    print("plans\tsketch s\tsearch s\trecall\twrong pairs")
    rows = []
    for step in (3, 2, 1, 0):
        rows.append(row := measure(plans[: given.most >> step], notice))
        print(f"{row.plans}\t{row.sketching:.2f}\t{row.searching:.2f}\t{row.recall:.3f}\t{row.wrong}", flush=True)
    sizes = [row.plans for row in rows]
    print(f"exponent of the search: {exponent(sizes, [row.searching for row in rows]):.2f}")
    print(f"exponent of sketches and search: {exponent(sizes, [row.sketching + row.searching for row in rows]):.2f}")


if __name__ == "__main__":
    main()
