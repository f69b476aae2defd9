"""The date that a plan itself bears: on its cover, or where it is signed."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.document import Document

_FRONT, _BACK = 12, 6
"""Blocks at the beginning and at the end in which such a date stands."""
_LONGEST = 40
"""Characters; a longer paragraph speaks of a date, it does not bear one."""
_DIGITS = {**{char: value for value, char in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0, "O": 0}
_DATE = re.compile(
    r"(?P<year>\d{4}|[二一〇零○ＯO九八七六五四三]{4})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written, and the earliest day that it can mean: “2022年8月” may be its first."""

    text: str
    earliest: date


def own_date(document: Document) -> Dated | None:
    """The date at the end of a short line on the cover or below the plan; the signature goes before the cover."""
    blocks = document.blocks
    back = [block for block in blocks[-_BACK:][::-1] if block.kind not in ("table", "heading")]
    front = [block for block in blocks[:_FRONT] if block.reason in ("cover", "title", "") and block.kind != "table"]
    for block in (*back, *front):
        text = block.text.strip(" \u3000（）()")
        if len(text) <= _LONGEST and (found := _dated(text)):
            return found
    return None


def _dated(text: str) -> Dated | None:
    match = _DATE.search(text)
    if match is None or (text[: match.start()] and re.search(r"[至到自于—–-]\s*$|[，。；：]", text[: match.start()])):
        return None
    year, month, day = _year(match["year"]), _number(match["month"]), _number(match["day"] or "1")
    try:
        return Dated(re.sub(r"\s+", "", match.group()), date(year, month, day))
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else int("".join(str(_DIGITS[char]) for char in text))


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    tens, has_ten, ones = text.rpartition("十")
    if not has_ten:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
