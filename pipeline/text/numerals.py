"""Numbers and days as plans write them: 1,200, 3.5, ５０, 三, 十二, 一百二十, 一二, 两, 壹, 3万, 1.2亿, 二〇二二年七月."""

import re
from datetime import date
from functools import lru_cache

from pipeline.text.patterns import quick

FORMAL = "壹贰叁肆伍陆柒捌玖拾"
"""Numerals as contracts and some headings write them."""
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {char: value for value, char in enumerate(FORMAL[:9], 1)} | {str(value): value for value in range(10)}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN = "[零〇一二三四五六七八九十百千两]"
NUMBER = (
    rf"(?:[0-9０-９]{{1,3}}(?:[,，][0-9]{{3}}){{1,4}}(?![0-9])|[0-9０-９]{{1,12}})(?:[.．][0-9０-９]{{1,6}})?"
    rf"|{HAN}{{1,12}}"
)
"""A number without its scale (万, 亿), which `scaled` takes. Bounded: unbounded, 20,000 digits take minutes."""
LARGE = rf"(?:{HAN}{{1,6}}亿{HAN}{{1,8}}万(?:{HAN}{{1,8}})?|{HAN}{{1,6}}[万亿]{HAN}{{1,8}})(?=[余多]?(?:元|人民币))"
"""Han numerals with 万 or 亿 inside before 元: 一亿二千万, 三万五千."""
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
"""Full-width digits in half width, one for one."""
DASHES = r"—－–~～\-"
"""What a range may be written with, for a character class."""
RANGE = f"(?:[{DASHES}]+|至|到)"
"""What stands between the two ends of a range, as a pattern: 5—8家, 2022年至2025年."""
NOUGHTS = "〇零○0０OＯoｏ"
"""What stands for nought in a Han year, for a character class: 二〇二二, 二0二二, 二O二二."""
DAY = (
    rf"(?P<year>\d{{4}}|[{NOUGHTS}一二三四五六七八九]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月"
    r"(?:\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
"""The day or month that a cover or signature bears, as a pattern: 2022年7月25日, 二〇二二年七月."""
UNNAMED_DAY = re.sub(r"\?P<\w+>", "?:", DAY)
"""The same without names, for a pattern that holds it more than once."""
_TEXT, _FIGURE = r"[\u4e00-\u9fff，。；：、（）《》“”〔〕【】]", r"[\dA-Za-z.%％±≥≤<>＞＜]"
GAP = quick(
    rf"(?<={_TEXT})[ \u00a0\u2002-\u200a\u3000]+(?={_FIGURE})|(?<={_FIGURE})[ \u00a0\u2002-\u200a\u3000]+(?={_TEXT})"
    r"|(?<=\d)[ \u00a0]+(?=[%％\-－—–~～至])|(?<=[\-－—–~～至])[ \u00a0]+(?=\d)"
)
"""Spaces that typesetting puts around figures."""

_WIDE_DIGIT = re.compile("[０-９]")
_NOUGHTS = str.maketrans("○OＯoｏ", "〇〇〇〇〇")
_NOUGHT = re.compile(r"(?<=[\d０-９])[OoＯ]{1,3}(?=[\d０-９月年日%％个家项万亿])")

_HAN_YEAR = re.compile(rf"二[{NOUGHTS}][一二三][{NOUGHTS}一二三四五六七八九](?=年)")
_ONE = re.compile(r"(?<=年)[lI]{1,2}(?=[0-2]?月)|(?<=年1)[lI](?=月)")
_NOT_PLAIN = re.compile("[０-９OoＯlI二]")
"""One of these stands in whatever `plain_digits` spells in another way; most texts have none."""


@lru_cache(64)  # asked for the same paragraph once for each figure in it
def plain_digits(text: str) -> str:
    """The text, of the same length, with digits in half width, 二〇二二年 in digits, and the letters that OCR sees in 2O23年l1月 as
    digits."""
    if not _NOT_PLAIN.search(text):
        return text
    years = _HAN_YEAR.sub(lambda match: str(year_of(match.group())), text)
    noughts = _NOUGHT.sub(lambda match: "0" * len(match.group()), years)
    return _half_width(_ONE.sub(lambda match: "1" * len(match.group()), noughts))


def plain(text: str) -> str:
    """The text with its figures in half width and without the spaces that typesetting puts around them: 到 2025 年."""
    return GAP.sub("", plain_digits(text))


def _half_width(text: str) -> str:
    return text.translate(WIDE) if _WIDE_DIGIT.search(text) else text


def value_of(text: str) -> float:
    """The value of a number in digits or Chinese numerals; raises ValueError where it is neither."""
    if text.isascii() and text.isdecimal():
        return float(text)
    bare = _half_width(text).replace("．", ".").replace("，", "").replace(",", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return float(bare)
    if not bare or any(char not in _DIGITS and char not in _UNITS for char in bare):
        raise ValueError(f"not a number: {text!r}")
    if not any(char in _UNITS for char in bare):
        return float("".join(str(_DIGITS[char]) for char in bare))
    total, section, current = 0, 0, 0
    for char in bare:
        if char in _DIGITS:
            current = _DIGITS[char]
            continue
        if _UNITS[char] < 10_000:
            section += (current or 1) * _UNITS[char]
        elif char == "亿":
            total, section = (total + section + current or 1) * _UNITS[char], 0
        else:
            total, section = total + (section + current or 1) * _UNITS[char], 0
        current = 0
    return float(total + section + current)


def year_of(text: str) -> int:
    """The year 2023, 二〇二三 or, as OCR sees it, 二O二三; raises ValueError where it is neither."""
    return int(value_of(text.translate(_NOUGHTS)))


def day_of(written: re.Match[str]) -> date:
    """The day that a match of `DAY` names, of a month its first; raises ValueError where there is no such day."""
    return date(year_of(written["year"]), int(value_of(written["month"])), int(value_of(written["day"] or "1")))


def scaled(text: str, scale: str) -> float:
    """`value_of(text)` times 万, 亿, 千万… as written behind it."""
    value = value_of(text)
    for char in scale:
        value *= _UNITS.get(char, 1)
    return float(round(value, 2 if value >= 1 else 6))
