"""How the numbers of pages are written: 第 2、4–6 页, and 约 where they are estimates."""

from collections.abc import Iterable

ABOUT = "约"
"""Stands before pages that are estimates: 约第3页."""


def hedged(pages: str, *, exact: bool) -> str:
    """The pages as shown, “第3页” or “2、4–6”, with 约 unless they are `exact` (see `Document.exact_pages`)."""
    return pages if exact else f"{ABOUT}{pages}"


def ranges(numbers: Iterable[int]) -> str:
    """Page numbers in short: “2、4–6”."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def pages(numbers: Iterable[int], *, exact: bool) -> str:
    """“第 2、4–6 页”, or “约第 2、4–6 页”."""
    return hedged(f"第 {ranges(numbers)} 页", exact=exact)
