"""Lengths of time in years and months: 三年, 两年半, 2年零6个月, 18个月, 三个半月, 半年."""

import re
from datetime import date

from pipeline.text.numerals import HAN, value_of

_N = r"(?:\d{1,2}(?:\.\d)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_REST = rf"\s*[零又加]?\s*{_N}\s*个(?:半)?月"
LENGTH = (
    rf"(?<!{HAN})(?<![\d.])(?:(?P<years>{_N})\s*(?:年|个年度)(?:(?P<half>半)|\s*[零又加]?\s*(?P<more>{_N})\s*个(?P<more_half>半)?月"
    rf"|(?!半|{_REST}))|(?P<months>{_N})\s*个(?P<month_half>半)?月|(?P<only>半年))"
)
"""One as a pattern, for a pattern that holds it once; 2025年 and 两三年 are none."""


def months_of(match: re.Match[str]) -> int:
    """The months of a match of `LENGTH`, what is begun counted whole: 4 of 三个半月."""
    if match["only"]:
        return 6
    halves = 0.5 * bool(match["more_half"] or match["month_half"])
    if match["months"]:
        return _whole(value_of(match["months"]) + halves)
    more = 6 if match["half"] else value_of(match["more"]) if match["more"] else 0
    return _whole(12 * value_of(match["years"]) + more + halves)


def months_between(start: date, end: date) -> int:
    """Months that two days are apart, both counted."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _whole(months: float) -> int:
    return -int(-months // 1)
