"""When a value is due, in one spelling: claims contradict each other only where this is equal."""

from typing import NamedTuple


class When(NamedTuple):
    """A time, made by what follows here: two are equal where they are one time."""

    shown: str
    """As findings call it: 试点期满时, 2024年."""
    block: int = -1
    """The block whose own stage it is, which no other block's equals; -1 for a time that any may name."""
    start: int = -1
    """Where in that block what is compared with nothing else stands."""


END = When("试点期满时")


def apart(block: int, start: int) -> When:
    """No time: what stands there is to come to what it says itself, and nothing else is compared with it."""
    return When("", block, start)


def in_year(year: int) -> When:
    """By the end of a calendar year."""
    return When(f"{year}年")


def in_month(year: int, month: int) -> When:
    """By a calendar month that ends a stage before the pilot does."""
    return When(f"{year}年{month}月")


def after(count: int, unit: str) -> When:
    """So many years (年), months (个月) or days (日) into the pilot."""
    return When(f"第{count}{unit}")


def same_step(block: int) -> When:
    """届时, 本阶段: a time that only the paragraph before says."""
    return When("同一阶段", block)
