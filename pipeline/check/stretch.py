"""How long the dated steps of a plan last together, from the first day that they name to the last.

A bare year says neither in which month it is begun nor in which it ends: of a pilot announced in autumn, 2022年…2025年 are
three years. What the plan hopes for afterwards (到2030年，全面普及) is none of its steps.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.check.pilot import spans
from pipeline.check.review import Review
from pipeline.extract.lengths import months_between
from pipeline.findings import Evidence, Period
from pipeline.text.numerals import NOUGHTS, RANGE
from pipeline.text.sentences import sentence_around

Timed = tuple[Period, Evidence]
"""A stretch of time and the words that say it."""
FIVE_YEARS = re.compile(r"十[三四五]五")
"""The time of a five-year plan; 二〇二五年 is none."""
SOON = 1
"""Years after the pilot's last in which a step may still be late; a goal for later years is an outlook."""
_BARE = re.compile(
    rf"(?:自|从)?(?:20\d\d|二[{NOUGHTS}]二.)\s*年?(?:度)?\s*(?:$|(?:起|开始)?{RANGE}\s*(?:20\d\d|二[{NOUGHTS}])|起|开始)"
)
"""A time that begins with a year and not with a month of it; 2022年上半年 and 2022年1月 do say when."""
_HOPE = re.compile(r"展望|远景|愿景|(?:试点|创建)(?:期满|结束|完成|验收)[以之]?后|期满[以之]?后|此后|今后")
_PAST = re.compile(
    r"[^，。；]{0,6}(?:已|印发的|为基期|为基数)|[底末]?的?[（(]?(?:基[数期准]|现状|实际|实绩)|[，,][^，。；]{0,6}已"
)
_AIM = re.compile(r"[到至]$")
_OUTSIDE = re.compile(
    r"不(?:计入|占用?|算(?:入|作)?|列入|纳入|含在|属于)[^。；\n]{0,4}试点|试点(?:结束|期满|期)(?:之?后|以外|之外)"
)
"""Of what a plan says to come before or after its pilot: 2022年10月—12月 | 摸底调研（不计入试点期）."""
_STEP = re.compile(r"[^。；\n]{0,40}?(?:试点|验收|总结|评估|收官|完成|阶段|竣工)")


def calendar(review: Review, told: Sequence[Timed]) -> tuple[int, list[Evidence]]:
    """Months from the first day to the last that these times name, and where; 0 where there is none."""
    found = [(p, words) for p, words in told if relevant(review, p, words)]
    months, ends = _stretch(review, found)
    steps = [(p, words) for p, words in found if not _outlook(review, p, words)]
    if not spans(review.profile, months) and len(steps) < len(found):
        until, of_steps = _stretch(review, steps)
        if spans(review.profile, until):
            return until, of_steps
    return months, ends


def relevant(review: Review, period: Period, words: Evidence) -> bool:
    """Whether the period is of the plan's own time and not of a five-year plan or of what was done before."""
    days = [day for day in (period.start, period.end) if day is not None]
    if not days or FIVE_YEARS.search(words.quote) or min(days).year < review.profile.start.year:
        return False
    text = review.blocks[words.block].text
    if text.endswith(("较", "比", "同"), 0, words.start):  # 产值较2022年增长50%
        return False
    row = slice(*sentence_around(text, words.start, words.stop))
    return not _PAST.match(text, words.stop) and not _OUTSIDE.search(text[row])


def _stretch(review: Review, found: list[Timed]) -> tuple[int, list[Evidence]]:
    phases, start = _phase_periods(found), review.profile.start
    if len(phases) > 1 and spans(review.profile, _span(phases)):
        found = phases  # they say it better than the years of a table beside them
    lows = [(low, words) for p, words in found if (low := p.start or p.end)]
    highs = [(high, words) for p, words in found if (high := p.end or p.start)]
    if not lows:
        return 0, []
    first, last = min(lows, key=lambda item: item[0]), max(highs, key=lambda item: item[0])
    if any(p.start is None and p.end == first[0] for p, _ in found):  # “2023年6月底前” begins at the announcement
        first = (date(first[0].year, 1, 1) if first[0].year > start.year else start, first[1])
    months = months_between(first[0], last[0])
    if not spans(review.profile, months) and _only_years(found, first[0]) and first[0].year == start.year:
        announced = months_between(max(first[0], start), last[0])
        months = announced if spans(review.profile, announced) else months
    return months, [first[1], last[1]]


def _only_years(found: list[Timed], first: date) -> bool:
    """Whether all that begins on the first of these days is told in whole years."""
    return all(_BARE.match(words.quote) for p, words in found if (p.start or p.end) == first)


def _phase_periods(found: list[Timed]) -> list[Timed]:
    """The periods that are no whole years, and those that go on where one of them ends."""
    whole = {id(p) for p, _ in found if not (p.start and p.end and months_between(p.start, p.end) % 12)}
    ends = {p.end + timedelta(days=1) for p, _ in found if p.end and id(p) not in whole}
    return [(p, words) for p, words in found if id(p) not in whole or (p.end and p.start in ends)]


def _span(phases: list[Timed]) -> int:
    """Months from the first phase's start to the last one's end."""
    return months_between(min(p.start for p, _ in phases if p.start), max(p.end for p, _ in phases if p.end))


def _outlook(review: Review, period: Period, words: Evidence) -> bool:
    """Whether the time is after the pilot, and what the plan says of it is a hope and no step: 展望2030年, 到2030年，……."""
    profile, day = review.profile, period.start or period.end
    late = day.year - (profile.start.year + profile.years) if day else 0
    if late <= 0:
        return False
    text = review.blocks[words.block].text
    before = text[sentence_around(text, words.start, words.stop)[0] : words.start]
    if _HOPE.search(f"{before} {' '.join(words.path)}") or text.startswith(("远景", "愿景"), words.stop):
        return True
    aim = bool(_AIM.search(before)) or words.quote.startswith(("到", "至"))
    aims = late > SOON and period.start is None and aim and not _STEP.match(text, words.stop)
    return aims or (period.end is None and words.quote.endswith(("起", "后", "以来")))
