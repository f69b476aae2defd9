"""Numbers with a unit and a comparator: 不低于50%, 达到30个以上, 由32%提到45%, 下降15%, 翻一番, 八成."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.units import UNITS, unit_of
from pipeline.text.numerals import HAN, NUMBER, RANGE, value_of
from pipeline.text.patterns import quick

_GE = "不低于|不少于|不小于|不得低于|不得少于|至少|最低|最少"
_GT = "超过|突破|大于|高于|多于|超|逾|(?<![超通经不])过(?=[\\d百千])"
_LE = "不超过?|不逾|不突破|不高于|不大于|不多于|不得超过|不得高于|最多|至多|最高"
_LT = "低于|少于|小于"
_UP = (
    "提高|提升|增长|增加|上升|增幅(?!达|不|超|保|稳|高)|增速(?!达|不|超|保|稳|高)|扩大|延长|提速|递增|增产"
    "|增收|(?<!新)增(?!值|设|补|效)|升(?!级)"
)
_DOWN = "下降|降低|减少|缩短|压缩|压减|压降|下调|调减|节约|节省|缩减|精简|削减|降幅|减排|减量|(?<!沉)降(?!水)|减(?!隔)"
_TO = (
    "(?:提高|提升|增加|增长|扩大|上升|增|升|提|降低|下降|下调|降|压|压缩|压减|压降|缩短|缩减|精简|减少|减"
    "|发展|拓展|扩展|扩|跃升|变)"
    "(?:到|至|为)"
    "|累计达到?|达到|达|实现|占到|占|(?:控制|保持|稳定|维持)(?:在|到|至|于)?|为|到|至|=|＝|突破到"
)
_ABOUT = "(?:约|近|共|了|共计|人均|年均|大约|左右)"
_WHEN = r"20\d\d(?!\d)年?(?:底|末)?的?"
_CMP = (
    rf"(?:(?P<to>{_TO})?(?:(?P<ge>{_GE}|≥|≧|>=)|(?P<le>{_LE}|≤|≦"
    rf"|<=)(?:[^，。；、\d]{{2,10}}的)?|(?P<gt>{_GT}|＞|>)|(?P<lt>{_LT}|＜|<))"
    rf"|(?P<up>{_UP})(?:了|约|幅度)?(?P<more>不低于|不少于|超过|至少|达到?)?"
    rf"|(?P<down>{_DOWN})(?:了|约|幅度)?(?P<less>不低于|不少于|超过|至少|达到?)?"
    rf"|(?P<plain>{_TO})(?:[^，。；、\d]{{2,10}}的(?=\d[\d.]*[%％倍]|[一二三四五六七八九]成|百分之))?)?"
)
_FIGURE = rf"(?:百分之{HAN}{{1,6}}|{NUMBER})"
_TENTHS = "成(?:[一二三四五六七八九半](?![成个家项年]))?(?!立|果|效|长|功|本|员|为|熟|都|品)"
_RANGE = rf"(?:(?P<low>\d{{1,6}}(?:\.\d{{1,2}})?)(?:{UNITS})?\s*{RANGE}\s*)?"
"""The first half of 5—8家, which undertakes 5 and more."""
_QUANTITY = quick(
    rf"{_CMP}\s*(?:{_ABOUT}|{_WHEN})*\s*{_RANGE}(?P<number>{_FIGURE})\s*(?:余|多)?(?:(?P<unit>{UNITS})"
    rf"|(?P<tenths>{_TENTHS}))?"
    r"(?:余|多)?(?P<post>（含）以上|及以上|以上|以内|以下|之内|左右)?"
)
_NOW = "(?:目前|原来|上年[底末]?|去年[底末]?|原先|原有|此前|以往|现状|现在|当前|现有|试点前|试点初|基期)"
_FROM = re.compile(
    rf"(?:由|从)(?:{_WHEN}|{_NOW}的?|{_NOW}水平的?)?(?:约|近|不足|不到|的)?(?P<base>{_FIGURE})(?:余"
    rf"|多)?(?:{UNITS}|(?P<base_tenths>{_TENTHS}))?"
    r"(?:左右|以上|以下)?，?(?:逐步|逐年|平均|大幅|进一步|再|力争)?"
    rf"(?:{_TO}|{_UP}|{_DOWN}|突破|发展|培育|[\u4e00-\u9fff]{{2}}[到至])(?:{_WHEN})?(?:约|近)?(?:(?P<ge>{_GE})"
    rf"|(?P<gt>超过|突破|超)|(?P<le>不超过))?"
    rf"(?P<number>{_FIGURE})(?:余|多)?(?:(?P<unit>{UNITS})|(?P<tenths>{_TENTHS}))(?P<post>以上|及以上|以内|以下"
    rf"|左右)?"
)
_DOUBLE = quick(
    r"(?:实现|再)?翻(?:(?P<times>[一两二三四2-4])?番|倍)"
    rf"|(?:{_UP}|(?:实现|再)?翻)(?:了|约|近)?(?P<fold>\d(?:\.\d+)?|[一二两三四五])倍(?:以上)?"
    rf"|(?:{_DOWN})(?:了|约|近)?(?P<half>一半|半)(?:以上)?"
    rf"|(?:(?P<cut>{_DOWN})|(?P<grown>{_UP})|(?P<is>占|达到?|为))?(?:了|约|近)?(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])(?:以上)?"
    r"|(?P<to>占|达到?|为)?(?<![多大小])(?P<half_of>一半|半数|(?<![通超经])过半)(?!时间|年|月)(?P<least>以上)?"
)
_DOUBLED_FROM = quick(
    rf"(?:在|以)?(?:{_WHEN})?(?:约|近)?(?P<base>{_FIGURE})(?P<unit>{UNITS})的?(?:基础上|为基[数准期])，?(?:再|实现|力争|总体)*"
    r"翻(?P<times>[一两二三四2-4])?(?:番|倍)"
)
_HINT = re.compile(rf"(?:[0-9０-９]|{HAN})\s*(?:余|多)?(?:{UNITS}|{_TENTHS})|百分之|分之|翻|半")
"""What every quantity holds; to look for all of _QUANTITY takes ten times as long."""
_ONE_OF = ("家", "座", "所", "处", "栋")
"""Units that 一 counts things in; before others it is mostly part of a word."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:stop]`, comparator and unit included."""

    value: float
    unit: str
    comparator: str
    """"" where the words only name the number."""
    start: int
    stop: int
    explicit: bool
    """Whether a word makes it a level to reach."""
    baseline: float | None = None
    digits: str = ""
    """The number as written."""
    stated: bool = False
    """Whether the comparator stands before the number, so that it may hold for a list: 分别不低于90%、70%."""

    @property
    def change(self) -> bool:
        return self.comparator in ("+", "-")


def any_in(text: str, start: int, stop: int) -> bool:
    """Whether there may be one in `text[start:stop]`: told at once, for most of a text has none."""
    return _HINT.search(text, start, stop) is not None


def find(text: str, start: int, stop: int) -> Iterator[Quantity]:
    """Quantities in `text[start:stop]`, in order."""
    at = start if any_in(text, start, stop) else stop
    ahead = {pattern: pattern.search(text, at, stop) for pattern in _MADE} if _SIGN.search(text, at, stop) else {}
    while at < stop:
        special = min((hit for hit in ahead.values() if hit), key=lambda hit: hit.start(), default=None)
        limit = special.start() if special else stop
        for match in _QUANTITY.finditer(text, at, limit):
            quantity = _plain(text, match)
            if quantity is not None:
                yield quantity
        if special is None:
            return
        yield _MADE[special.re](special)
        at = special.end()
        for pattern, hit in ahead.items():
            if hit and hit.start() < at:
                ahead[pattern] = pattern.search(text, at, stop)


def _from_to(match: re.Match[str]) -> Quantity:
    sign = next((sign for name, sign in (("ge", ">="), ("gt", ">"), ("le", "<=")) if match[name]), "=")
    comparator = _post(match["post"]) or sign
    base, value = _value(match["base"], match["base_tenths"]), _value(match["number"], match["tenths"])
    unit = unit_of(match["unit"] or "%")
    if unit == "百分点":  # 由35%提高15个百分点 is to come to 50%
        unit, value = "%", base - value if _LESS.search(match.group()) else base + value
    return Quantity(value, unit, comparator, match.start(), match.end(), True, base, match["number"])


def _doubled_from(match: re.Match[str]) -> Quantity:
    """在2022年50亿元的基础上翻一番: 100亿元."""
    base = value_of(match["base"])
    value = base * 2 ** value_of(match["times"] or "一")
    return Quantity(value, unit_of(match["unit"]), "=", match.start(), match.end(), True, base, match["base"])


def _doubled(match: re.Match[str]) -> Quantity:
    if match["half"]:
        return Quantity(50.0, "%", "-", match.start(), match.end(), True)
    if match["whole"]:
        share = round(100.0 * value_of(match["part"]) / value_of(match["whole"]), 2)
        way = "-" if match["cut"] else "+" if match["grown"] else ">=" if match.group().endswith("以上") else "="
        said = bool(match["cut"] or match["grown"] or match["is"])
        return Quantity(share, "%", way, match.start(), match.end(), said)
    if of := match["half_of"]:
        sign = ">=" if match["least"] or of == "过半" else "="
        return Quantity(50.0, "%", sign, match.start(), match.end(), bool(match["to"]))
    value = 100.0 * value_of(match["fold"]) if match["fold"] else 100.0 * (2 ** value_of(match["times"] or "一") - 1)
    return Quantity(value, "%", "+", match.start(), match.end(), True)


_LESS = re.compile(_DOWN)
_MADE = {_FROM: _from_to, _DOUBLED_FROM: _doubled_from, _DOUBLE: _doubled}
"""What is made of a match of each pattern that gives more than a number with its unit."""
_SIGN = re.compile("[由从番倍半分]")
"""One of these stands in whatever such a pattern matches."""


def _value(number: str, tenths: str | None) -> float:
    """Of 百分之八, 30 or, in tenths, 三成 and 一成二."""
    value = value_of(number.removeprefix("百分之"))
    if not tenths:
        return value
    return 10 * value + (5 if tenths[1:] == "半" else value_of(tenths[1:]) if tenths[1:] else 0)


def _plain(text: str, match: re.Match[str]) -> Quantity | None:
    number, at = match["number"], match.start("low" if match["low"] else "number")
    if not (match["unit"] or match["tenths"]) and not number.startswith("百分之"):
        return None
    before = text[at - 1 : at]
    if (before.isascii() and before.isalnum()) or (before and before in "“+＋第"):
        return None
    if number[0] in "零〇一二三四五六七八九十百千两" and before and before in "第每统同唯另任某万式之":
        return None
    if text.startswith("级", match.end()):  # 百台级
        return None
    unit, sign = unit_of(match["unit"] or "%"), _comparator(match)
    if number == "一" and not sign and match["unit"] and unit not in _ONE_OF:  # 一次合格率, 一套体系
        return None
    if number == "二" and unit == "次":  # 二次装修
        return None
    try:
        value = _value(match["low"] or number, match["tenths"])
    except ValueError:
        return None
    start = match.start() if sign else at
    return Quantity(value, unit, sign, start, match.end(), bool(sign), None, number, bool(sign) and not match["post"])


def _comparator(match: re.Match[str]) -> str:
    group = match.groupdict()
    if group["up"] or group["down"]:
        return "+" if group["up"] else "-"
    for name, sign in (("ge", ">="), ("le", "<="), ("gt", ">"), ("lt", "<")):
        if group[name]:
            return sign
    after = _post(group["post"])
    if after:
        return after
    return ">=" if group["low"] else "=" if group["plain"] else ""


def _post(post: str | None) -> str:
    if not post or post == "左右":
        return ""
    return ">=" if post.endswith("以上") else "<="
