"""Dates and stretches of time: 2022年11月—2023年6月, 2023年底前, 第三季度, 十四五. Relative ones are in `relative`."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.extract.passages import Found, without_titles
from pipeline.findings import Period
from pipeline.text.numerals import NOUGHTS, RANGE, value_of, year_of

_HAN_YEAR = f"二[{NOUGHTS}][一二三][{NOUGHTS}一二三四五六七八九]"
_MONTH = (
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!度|均"
    r"|活)份?(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号])?(?P<third>上旬|中旬|下旬|底|末|初)?"
)
_MONTHS = (
    rf"(?P<low>1[0-2]|0?[1-9])(?:月份?)?\s*(?:{RANGE}|、)\s*(?P<high>1[0-2]"
    r"|0?[1-9])\s*月(?!度|均|活)份?(?P<final>底|末)?"
)
_PART = r"年?(?P<part>底|末(?!位)|初(?![步期级])|中(?![期心央小学标间]))"
_QUARTER = (
    rf"(?:第?(?P<quarter>[一二三四1-4])(?:(?:{RANGE}|、)第?(?P<quarter2>[一二三四1-4]))?季度(?P<close>末)?"
    r"|[Qq](?P<q>[1-4]))"
)
_HALF = r"(?P<half>上半年|下半年)(?P<over>底|末)?"
_SEASON = r"(?P<season>[春夏秋冬])季"
_REST = rf"(?:{_MONTHS}|{_MONTH}|{_PART}|{_QUARTER}|{_HALF}|{_SEASON})"
_POINT = re.compile(rf"(?<![\d.])(?P<year>20\d\d|{_HAN_YEAR})\s*年(?:度(?!假))?(?:\s*{_REST})?")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>20\d\d)[.．/](?P<month>1[0-2]|0?[1-9])(?:[.．/](?P<day>[12]\d"
    r"|3[01]|0?[1-9]))?(?!\d|[.．]\d|[%％万亿个家])"
)
_ISO = re.compile(
    r"(?:(?<![\d.\-A-Za-z/第〔\[#＃])(?<![A-Za-z/][ \u3000])(?<!号[：:])|(?<=20\d\d-\d\d-))(?P<year>20\d\d)-"
    r"(?:(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])|(?P<month2>0[1-9]|1[0-2]))"
    r"(?!\d|[.．/]\d|-(?!20\d\d-\d)|\s*[号期项%％万亿个家年月人座所A-Za-z])"
)
"""2022-11 and 2023-04-15, but not 2022-11号 and GB/T 51231-2016."""
_BARE_YEAR = re.compile(rf"(?<![\d.〔\[（(])(?P<year>20\d\d)(?=\s*(?:{RANGE}|、|和)\s*20\d\d(?:{RANGE}20\d\d)?年)")
_FULL = (_POINT, _DOTTED, _ISO, _BARE_YEAR)
_BARE_YEAR_ALONE = re.compile(r"^\s*(20\d\d)(?=\s*(?:$|[末底（(]))")
_PARTIAL = re.compile(rf"(?:{_MONTHS}|{_MONTH}|年(?P<part>底|末)(?=前|之前)|{_QUARTER}|{_HALF})")
_LINK = re.compile(rf"\s*(?:(?:日?起，?|开始，?)(?=至|到))?{RANGE}\s*")
_NEXT_YEAR = re.compile(rf"(?:次年|翌年|来年)(?:\s*{_REST})?")
"""The end of 2022年11月至次年10月."""
_LAST_DAY = re.compile(r"(?P<day>[12]\d|3[01]|0?[1-9])[日号]")
"""The end of 5月8日至19日."""
_BEFORE = re.compile(r"(?:（含）)?(?:以前|之前|前(?![后期三两几往列沿瞻端述])|止)")
_UNTIL = re.compile(r"(?:(?<![高升增加降低少大展])[到至]|截止|不[晚迟]于|最[晚迟]于?)$")
_SINCE = re.compile(r"(?:（含）)?(?:以来|以后|之后|后(?!备)|起(?![步草点势重吊])|开始(?=[，。实执施]))")
_OPEN_START = re.compile(
    rf"(?:(?:试点|方案)?(?:自|从)?(?:公布|印发|获批|批准|启动|批复|即)(?:之日|之后|后|日)?起?){RANGE}$"
)
_BRACKET = re.compile(r"[（(](?:(?P<from>1[0-2]|0?[1-9])月起|(?:至|到)(?P<to>1[0-2]|0?[1-9])月底?)[）)]")
"""2025年（至10月）."""
_OPEN_END = re.compile(r"试点(?:期满|期末|期?结束|终了|满[一二两三四五]年)|期满|今(?=[，。）)]|$)|长期")
_REPEATED = re.compile(r"(?:每[年半]?年?度?|次年?|翌年?|来年?|当年|上年|同年|历年|个|近|逐)$")
_FIVE = {"十三五": 2016, "十四五": 2021, "十五五": 2026}
_PLAN_TIME = re.compile(
    r"[“\"‘]?(?P<plan>十[三四五]五)[”\"’]?(?P<end>时期末|期?末|收官)?(?!规划|[^，。；]{0,12}(?:规划|纲要))"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A date expression: its first and last day, where it stands, and whether 底 or 末 make it a deadline."""

    first: date
    last: date
    start: int
    stop: int
    edge: bool


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _days(year: int, match: re.Match[str]) -> tuple[date, date, bool]:
    """First and last day of what the match says, in this year."""
    group = match.groupdict()
    if group.get("low"):
        return *_months(year, int(group["low"]), int(group["high"])), False
    if month := group.get("month") or group.get("month2"):
        return _month_days(year, int(value_of(month)), group)
    if group.get("part"):
        part = group["part"]
        first, last = {"初": ((1, 1), (1, 31)), "中": ((6, 1), (6, 30))}.get(part, ((1, 1), (12, 31)))
        return date(year, *first), date(year, *last), part in "底末"
    if group.get("quarter") or group.get("q"):
        low = int(value_of(group["quarter"] or group["q"]))
        high = int(value_of(group["quarter2"])) if group.get("quarter2") else low
        return *_months(year, 3 * low - 2, 3 * high), bool(group.get("close"))
    if group.get("half"):
        low, high = (1, 6) if group["half"] == "上半年" else (7, 12)
        return *_months(year, low, high), bool(group.get("over"))
    if group.get("season"):
        month = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[group["season"]]
        return *_months(year, month, (month + 1) % 12 + 1), False
    return date(year, 1, 1), date(year, 12, 31), False


def _months(year: int, low: int, high: int) -> tuple[date, date]:
    """First and last day of these months; the last is of the next year where it comes before the first (11月至2月)."""
    return date(year, low, 1), _day(year + (high < low), high, 31)


def _month_days(year: int, month: int, group: dict[str, str | None]) -> tuple[date, date, bool]:
    if group.get("day"):
        day = _day(year, month, int(group["day"] or 1))
        return day, day, False
    low, high = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}.get(
        group.get("third") or "", (1, 31)
    )
    return _day(year, month, low), _day(year, month, high), group.get("third") in ("底", "末")


def _point(match: re.Match[str], year: int) -> Point:
    first, last, edge = _days(year, match)
    return Point(first, last, match.start(), match.end(), edge)


def _points(text: str, carried: int | None) -> Iterator[Point]:
    """All date expressions; 10月底 takes the year of the one before it, or `carried`."""
    at, year = 0, carried
    years = "20" in text or "二" in text
    ahead = {pattern: pattern.search(text) for pattern in _FULL} if years else {}
    while at < len(text):
        # Sought again only behind a match that has been passed: not to the end of the text for every date.
        ahead |= {pattern: pattern.search(text, at) for pattern, m in ahead.items() if m and m.start() < at}
        full = min(filter(None, ahead.values()), key=lambda m: m.start(), default=None)
        partial = _partial(text, at, full.start() if full else len(text)) if year else None
        match = partial or full
        if match is None:
            return
        if match is full:
            year = year_of(match["year"])
        if year is not None:
            yield _point(match, year)
        at = match.end()


def _partial(text: str, at: int, limit: int) -> re.Match[str] | None:
    """A month, quarter or 年底 without a year that is not “每年3月”, “3个月”, “次年一季度”."""
    for match in _PARTIAL.finditer(text, at, limit):
        before = text[max(0, match.start() - 8) : match.start()]
        if not _REPEATED.search(before) and not (
            before and (before[-1].isdigit() or before[-1] in "一二三四五六七八九十第、")
        ):
            return match
    return None


def with_sign(text: str) -> str:
    """2025, 2025末 and 2025（目标） with 年 behind the year: in a table it goes without saying."""
    return _BARE_YEAR_ALONE.sub(r"\1年", text)


def periods(text: str, carried: int | None = None) -> list[Found]:
    """Periods with calendar dates; `carried` is the year of the heading or row, for “10月底前”. Titles are left out."""
    hidden = without_titles(text)
    points = list(_points(hidden, carried))
    found: list[Found] = []
    at, taken = 0, 0
    while at < len(points):
        if points[at].start < taken:  # the month in 2025年（至10月）
            at += 1
            continue
        point, size = points[at], 1
        link = _LINK.match(hidden, point.stop)
        if link and at + 1 < len(points) and points[at + 1].start == link.end() and points[at + 1].last >= point.first:
            found.append(_range(hidden, point, points[at + 1].last, points[at + 1].stop))
            size = 2
        elif link and (later := _NEXT_YEAR.match(hidden, link.end())):
            found.append(_range(hidden, point, _days(point.first.year + 1, later)[1], later.end()))
        elif link and (end := _OPEN_END.match(hidden, link.end())):
            found.append(Found(Period(point.first, None), point.start, end.end()))
        elif link and point.first == point.last and (day := _LAST_DAY.match(hidden, link.end())):
            last = _day(point.first.year, point.first.month, int(day["day"]))
            found.append(Found(Period(point.first, max(point.first, last)), point.start, day.end()))
        else:
            found.append(_single(hidden, point))
        taken = found[-1].stop
        at += size
    return sorted([*found, *_five_years(hidden)], key=lambda item: item.start)


def _range(text: str, low: Point, last: date, stop: int) -> Found:
    """From a point to a day; what begins at the end of a year (2022年底至2023年6月) begins in its last month."""
    edge = low.last.replace(day=1)
    first = edge if low.edge and edge <= last else low.first
    return Found(Period(first, last), low.start, stop + text.startswith("止", stop))


def _single(text: str, point: Point) -> Found:
    opened = _OPEN_START.search(text, max(0, point.start - 20), point.start)
    if opened:
        return Found(Period(None, point.last), opened.start(), point.stop)
    if since := _SINCE.match(text, point.stop):
        return Found(Period(point.first, None), point.start, since.end())
    if before := _BEFORE.match(text, point.stop):
        return Found(Period(None, point.last, kind="deadline"), point.start, before.end())
    if bracket := _BRACKET.match(text, point.stop):
        year, stop = point.first.year, bracket.end()
        if bracket["from"]:
            return Found(Period(_day(year, int(bracket["from"]), 1), point.last), point.start, stop)
        return Found(Period(point.first, _day(year, int(bracket["to"]), 31)), point.start, stop)
    if point.edge or _UNTIL.search(text, max(0, point.start - 4), point.start):
        return Found(Period(None, point.last, kind="deadline"), point.start, point.stop)
    return Found(Period(point.first, point.last), point.start, point.stop)


def _five_years(text: str) -> Iterator[Found]:
    for match in _PLAN_TIME.finditer(text):
        year = _FIVE[match["plan"]]
        if match["end"]:
            yield Found(Period(None, date(year + 4, 12, 31), kind="deadline"), match.start(), match.end())
        else:
            yield Found(Period(date(year, 1, 1), date(year + 4, 12, 31)), match.start(), match.end())
