"""Where words of a plan may be cut, so that what is left still says what the plan says: not 信息1 of 信息14家."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

LEAST = 0.5
"""Share of the limit that a shortened text fills at least."""
BORDER = r"[，。；：！？\n\t]|(?<!\d)[,;:!?]|[,;:!?](?!\d)"
"""What stands between two clauses."""
_ENDS = (re.compile(rf"{BORDER}| \| "), re.compile("、"), re.compile("(?=.)"))
"""A clause or cell of a table, an item of an enumeration, a character: what a text ends with, at best."""
_CLAUSE = re.compile(rf"(?:{BORDER})[”’」』 ]*(?=.)")
_FULL = "。！？；”’」』"
"""Behind which nothing has begun that would need a …."""
_NUMERALS = "一二两三四五六七八九十百千万亿"
_UNIT = r"[十百千万亿]*(?:平方米|平方公里|立方米|平米|公里|公顷|个?百分点|个?工作日|个月|人次|学时|千瓦时|[\u4e00-\u9fff%％‰])"
_WHOLE = re.compile(
    rf"[约近超达逾第]?(?:\d[\d\s.,．:：/—\-–~～至]*+(?:{_UNIT})?+)++|(?<![统唯专第单])[{_NUMERALS}]+[\u4e00-\u9fff]?"
    r"|[A-Za-z][A-Za-z\d.+/\-]*[\u4e00-\u9fff]{0,2}|[_＿×✕]{2,}[\u4e00-\u9fff]?"
)
"""A number with its unit, a date, a Latin word with what is joined to it (BIM内核): cut, each says something else."""
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」", "〔": "〕"}
_MARK = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_INNER = str.maketrans("“”‘’", "‘’“”")


class Telling(NamedTuple):
    """A stretch of a text that a quote of it should hold."""

    start: int
    stop: int
    weight: int


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters (0: all), with … where more follows.

    It ends with a clause or a cell, else with an item of an enumeration, else between words as far as they can be told;
    within a bracket or quotation only where that fills more than half of it.
    """
    if not limit or len(text) <= limit:
        return text
    whole = [match.span() for match in _WHOLE.finditer(text)]
    for kept in ([*whole, *bracketed(text)], whole):
        for end in _ENDS:
            found = [mark.start() for mark in end.finditer(text, int(limit * LEAST + 0.5), limit)]
            if free := [at for at in found if not inside(at, kept)]:
                return text[: free[-1]].rstrip(" 、，：|") + "…"
    return text[: limit - 1].rstrip() + "…"


def focused(text: str, limit: int, telling: Sequence[Telling]) -> str:
    """At most `limit` characters (0: all), from the clause on after which most of what is telling finds room, with … where
    something is left out; from the beginning where that is as good as any."""
    if not limit or len(text) <= limit:
        return text
    kept = bracketed(text)
    starts = [0, *(mark.end() for mark in _CLAUSE.finditer(text) if not inside(mark.end(), kept))]

    def cut(at: int) -> str:
        lead = "…" if at and text[at - 1] not in _FULL else ""
        return lead + shortened(text[at:], limit - len(lead))

    def weight(at: int) -> int:
        stop = at + len(cut(at).strip("…"))
        return sum(own.weight for own in telling if at <= own.start and own.stop <= stop)

    return cut(max(starts, key=lambda at: (weight(at), -at)))


def enclosed(text: str) -> str:
    """Words of a plan that stand within quotation marks: their own become the inner ones, ‘浙里建’平台."""
    return text.translate(_INNER)


@lru_cache(maxsize=64)  # all facts of a paragraph ask for the same
def bracketed(text: str) -> tuple[tuple[int, int], ...]:
    """Where brackets and quotations begin and end, marks included; one left open goes on beyond the end."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    awaited = Counter[str]()
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark in _PAIRS:
            opened.append((at, _PAIRS[mark]))
            awaited[_PAIRS[mark]] += 1
        elif awaited[mark]:
            close = ""
            while close != mark:
                start, close = opened.pop()
                awaited[close] -= 1
                found.append((start, at + 1))
    return *found, *((start, len(text) + 1) for start, _ in opened)


def inside(at: int, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether a text cut at this place would be cut within one of the stretches."""
    return any(start < at < stop for start, stop in stretches)
