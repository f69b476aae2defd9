"""Numbers as Word displays them in a list: 1 → 一, 11 → 十一, 3 → ③ (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

A value that a format has no sign for is shown in decimal, as 17.18.59 says for the closed sets (circles, stems,
branches). Where LibreOffice differs, docs/numbering.md says so; Word and the standard come first, because the
numbers that a city saw when it wrote the plan are Word's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

LARGEST = 1_000_000
"""Above this every format is decimal: repeating letters would otherwise grow with the value of an attribute."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """Words of one counting system that groups by ten thousand: digits 0–9, then 十 百 千, then 万 亿."""

    digits: str
    units: str
    groups: str
    bare_ten: bool = False
    """Whether ten to nineteen drop their leading one (十一, but 壹拾壹)."""
    bare_units: bool = False
    """Whether every unit drops a leading one and no zero is spoken (百一, Japanese and Korean)."""


CHINESE = Numerals("零一二三四五六七八九", "十百千", "万亿", bare_ten=True)
CHINESE_LEGAL = Numerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
TRADITIONAL = Numerals("零一二三四五六七八九", "十百千", "萬億", bare_ten=True)
TRADITIONAL_LEGAL = Numerals("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億")
JAPANESE = Numerals("〇一二三四五六七八九", "十百千", "万億", bare_ten=True, bare_units=True)
KOREAN = Numerals("영일이삼사오육칠팔구", "십백천", "만억", bare_ten=True, bare_units=True)

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
IDEOGRAPHS = "〇一二三四五六七八九"
CIRCLES = "○一二三四五六七八九"
"""The digits of the counting formats above 99, with U+25CB WHITE CIRCLE for nought."""
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def format_number(value: int, number_format: str) -> str:
    """`value` in the numbering format `number_format` (a value of ST_NumberFormat); unknown formats are decimal."""
    if number_format in ("none", "bullet"):
        return ""
    write = FORMATS.get(number_format)
    if write is None or not 0 <= value <= LARGEST:
        return str(value)
    return write(value)


def _grouped(numerals: Numerals, value: int) -> str:
    """Spell `value` by groups of four digits; a gap between digits is spoken as one 零."""
    if value == 0:
        return numerals.digits[0]
    head, tail = divmod(value, 10_000)
    text = _thousands(numerals, head) + numerals.groups[0] if head else ""
    gap = bool(head) and 0 < tail < 1000 and not numerals.bare_units
    text += (numerals.digits[0] if gap else "") + (_thousands(numerals, tail) if tail else "")
    leading_ten = numerals.digits[1] + numerals.units[0]
    return text[1:] if numerals.bare_ten and text.startswith(leading_ten) else text


def _thousands(numerals: Numerals, value: int) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        if gap and not numerals.bare_units:
            text += numerals.digits[0]
        gap = False
        silent = numerals.bare_units and digit == 1 and power > 0
        text += ("" if silent else numerals.digits[digit]) + (numerals.units[power - 1] if power else "")
    return text


def _digits(signs: str, value: int) -> str:
    return "".join(signs[int(digit)] for digit in str(value))


def _counting(value: int) -> str:
    """chineseCounting and taiwaneseCounting: words up to 99, then digit by digit (100 is 一○○)."""
    return _grouped(CHINESE, value) if 0 < value < 100 else _digits(CIRCLES, value)


def _closed(signs: str, value: int) -> str:
    return signs[value - 1] if 0 < value <= len(signs) else str(value)


def _enclosed(first: int, value: int) -> str:
    return chr(first + value - 1) if 0 < value <= 20 else str(value)


def _letters(first: str, value: int) -> str:
    """a … z, then aa, bb …: the letter is repeated, it is not a number to base 26."""
    if value == 0:
        return "0"
    count, letter = divmod(value - 1, 26)
    return str(value) if count >= 100 else chr(ord(first) + letter) * (count + 1)


def _roman(value: int) -> str:
    if not 0 < value < 32_768:
        return str(value)
    text = ""
    for worth, sign in ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


def _lower_roman(value: int) -> str:
    return _roman(value).lower()


def _sexagenary(value: int) -> str:
    """甲子, 乙丑 … 癸亥: sixty pairs of stem and branch."""
    return STEMS[(value - 1) % 10] + BRANCHES[(value - 1) % 12] if 0 < value <= 60 else str(value)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": partial(_digits, "０１２３４５６７８９"),
    "decimalFullWidth2": partial(_digits, "０１２３４５６７８９"),
    "decimalZero": "{:02d}".format,
    "decimalEnclosedCircle": partial(_enclosed, 0x2460),
    "decimalEnclosedCircleChinese": partial(_enclosed, 0x2460),
    "decimalEnclosedFullstop": partial(_enclosed, 0x2488),
    "decimalEnclosedParen": partial(_enclosed, 0x2474),
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    "hex": "{:X}".format,
    "upperLetter": partial(_letters, "A"),
    "lowerLetter": partial(_letters, "a"),
    "upperRoman": _roman,
    "lowerRoman": _lower_roman,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": partial(_grouped, CHINESE),
    "taiwaneseCountingThousand": partial(_grouped, TRADITIONAL),
    "chineseLegalSimplified": partial(_grouped, CHINESE_LEGAL),
    "ideographLegalTraditional": partial(_grouped, TRADITIONAL_LEGAL),
    "ideographDigital": partial(_digits, IDEOGRAPHS),
    "japaneseDigitalTenThousand": partial(_digits, IDEOGRAPHS),
    "taiwaneseDigital": partial(_digits, CIRCLES),
    "japaneseCounting": partial(_grouped, JAPANESE),
    "koreanCounting": partial(_grouped, KOREAN),
    "koreanDigital": partial(_digits, "영일이삼사오육칠팔구"),
    "koreanDigital2": partial(_digits, "零一二三四五六七八九"),
    "ideographTraditional": partial(_closed, STEMS),
    "ideographZodiac": partial(_closed, BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": partial(_closed, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
}
