"""How long the pilot of a profile lasts, and in which words plans say so.

A plan need not hit the month: its phases are given in whole months, quarters or calendar years, and none of them says
on which day the pilot is announced.
"""

from typing import NamedTuple

from pipeline.profile import Profile

AROUND = 8
"""Months by which a plan's phases together may miss the pilot's length: 28 to 44 pass for three years."""
SAID = 3
"""The same where the plan itself counts them (共计28个月): 33 to 39 pass for three years."""
NEAR_END = 2
"""Months before the pilot's end from which on it is its end."""
ORDINALS, DIGITS = "一二三四五", "12345"
"""Ordinals of a pilot's years: 第二年, 第2年."""


class Words(NamedTuple):
    """A number of years in Chinese, each field a part of a pattern."""

    years: str
    """As counted: 三 of 三年, 两 or 二 of 两年."""
    months: str
    """The same in months, 三十六."""


WORDS = {
    1: Words("一", "十二"),
    2: Words("两|二", "二十四"),
    3: Words("三", "三十六"),
    4: Words("四", "四十八"),
    5: Words("五", "六十"),
}
"""By `Profile.years`; a test asks for every length that the loader lets pass."""


def number(years: int) -> str:
    """Pattern of the number of years in Chinese or in a digit: (?:三|3)."""
    return f"(?:{WORDS[years].years}|{years})"


def months(years: int) -> str:
    """Pattern of the years in months: (?:三十六|36)个月."""
    return rf"(?:{WORDS[years].months}|{12 * years})\s*个月"


def ordinals(years: int) -> str:
    """Class of the ordinals of the pilot's years: [一二三123]."""
    return f"[{ORDINALS[:years]}{DIGITS[:years]}]"


def least(profile: Profile) -> int:
    """Fewest months that pass for the pilot's length."""
    return profile.months - AROUND


def most(profile: Profile) -> int:
    """Most months that pass for the pilot's length."""
    return profile.months + AROUND


def spans(profile: Profile, found: int) -> bool:
    """Whether so many months from the first phase to the last pass for the pilot's length."""
    return least(profile) <= found <= most(profile)
