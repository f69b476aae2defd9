"""The date that a plan itself bears: on its cover, or where it is signed."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.document import Document
from pipeline.numerals import value_of, year_of

_FRONT, _BACK = 12, 6
"""Blocks at the beginning and at the end in which such a date stands."""
_LONGEST = 40
"""Characters; a longer paragraph speaks of a date, it does not bear one."""
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
    month, day = int(value_of(match["month"])), int(value_of(match["day"] or "1"))
    try:
        return Dated(re.sub(r"\s+", "", match.group()), date(year_of(match["year"]), month, day))
    except ValueError:
        return None
