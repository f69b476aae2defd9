"""Figures with their uncertainty: bootstrap intervals over plans, calibration error, risk and coverage."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def interval(
    plans: Sequence[Sequence[Row]], figure: Callable[[list[Row]], float], *, draws: int = 400
) -> tuple[float, float]:
    """95 % bootstrap interval of a figure; plans are drawn, not rows, since rows of one plan err together."""
    generator = random.Random(2022)
    values = []
    for _ in range(draws):
        rows = [row for _ in plans for row in generator.choice(plans)]
        values.append(figure(rows))
    values.sort()
    return values[int(0.025 * draws)], values[int(0.975 * draws) - 1]


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over bins of equal width."""
    total, error = len(pairs), 0.0
    for i in range(bins):
        inside = [(c, ok) for c, ok in pairs if i / bins < c <= (i + 1) / bins or (i == 0 and c == 0)]
        if inside:
            gap = abs(sum(c for c, _ in inside) / len(inside) - sum(ok for _, ok in inside) / len(inside))
            error += gap * len(inside) / total
    return error


def risk_coverage(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(coverage, share of errors) when the least certain answers are withheld, from 100 % down in tenths."""
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    curve = []
    for tenth in range(10, 0, -1):
        kept = ordered[: max(1, len(ordered) * tenth // 10)]
        curve.append((tenth / 10, sum(not ok for _, ok in kept) / len(kept)))
    return curve
