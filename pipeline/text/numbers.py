"""Numbers at the head of a paragraph as Chinese official documents type them: 第一章, 一、, （一）, 1., 1.2, （1）, ①.

GB/T 9704-2012, 7.3.3 prescribes 一、 （一） 1. （1） for the four levels of an official document's body; plans
also use chapters, decimals and circled numbers, in full and half width, and as OCR sees them (—、 for 一、).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from unicodedata import numeric

from pipeline.text.numerals import FORMAL, value_of

_CN = "一二三四五六七八九十百零〇○"
_OCR_ONE = "—ー一－"
_SPACE = r"[\s\u3000]*"
_UNIT = (
    "[个万亿倍元米吨千百亩级版座]|年(?!度)|月(?!度)|日(?!常)|公(?!共)|平(?!台|安)|家(?!底)|项(?!目)|名(?!单|录)|人(?!才|员)|成(?!果)"
    "|以[上下内]|左右"
)
"""What follows a figure with a decimal point; 1.1城市基本情况, as OCR sees it without the space, is none."""
_CIRCLED, _HAN_CIRCLED = "①-⑳❶-❿", "㊀-㊉"
_BRACKETED, _HAN_BRACKETED, _DOTTED = "⑴-⒇", "㈠-㈩", "⒈-⒛"
"""Ranges of single characters that are a number with its ring, brackets or full stop."""
_ENCLOSED = re.compile(f"[{_CIRCLED}{_HAN_CIRCLED}{_BRACKETED}{_HAN_BRACKETED}{_DOTTED}]")

NumberStyle = Literal[
    "part", "chapter", "section", "article", "han", "han_paren", "arabic", "decimal2", "decimal3", "arabic_paren",
    "arabic_half", "circled", "letter", "named", "bullet",
]  # fmt: skip
_BULLETS = r"•●■◆▪·○◎➢★▲\uf0b7\uf06c\uf0d8\uf0b2"
PATTERNS: tuple[tuple[NumberStyle, str], ...] = (
    ("part", rf"第{_SPACE}([{_CN}\d]{{1,4}}){_SPACE}(?:部分|篇|编){_SPACE}"),
    ("chapter", rf"第{_SPACE}([{_CN}\d]{{1,4}}){_SPACE}章{_SPACE}"),
    ("section", rf"第{_SPACE}([{_CN}\d]{{1,4}}){_SPACE}节{_SPACE}"),
    ("article", rf"第{_SPACE}([{_CN}\d]{{1,4}}){_SPACE}条{_SPACE}"),
    ("han", rf"([{_CN}]{{1,4}}|[{_OCR_ONE}](?=、)){_SPACE}(?:[、﹑．]|\.(?!\d)|，(?=[^，。]{{2,16}}$)){_SPACE}"),
    ("han", rf"([{FORMAL}]{{1,3}}){_SPACE}(?:[、．.]|(?<=[\s\u3000])){_SPACE}"),
    ("han", rf"([{_CN}]{{1,3}})[\s\u3000]+(?=[^\d\s，。；]{{2,24}}$)"),
    ("han_paren", rf"[（(【〔]{_SPACE}([{_CN}]{{1,4}}|[{_OCR_ONE}]){_SPACE}[）)】〕]{_SPACE}[、.．]?{_SPACE}"),
    ("han_paren", rf"([{_CN}]{{1,3}})[）)]{_SPACE}"),
    ("han_paren", rf"([{_HAN_BRACKETED}])[、.．]?{_SPACE}"),
    ("decimal3", rf"(\d{{1,2}}[.．]\d{{1,2}}[.．]\d{{1,2}}(?:[.．]\d{{1,2}})?)(?![\d.．%％]){_SPACE}[、]?{_SPACE}"),
    ("decimal2", rf"(\d{{1,2}}[.．]\d{{1,2}})(?![\d.．%％]|{_UNIT})[\s\u3000、]+"),
    ("decimal2", rf"(\d{{1,2}}[.．]\d{{1,2}})(?=(?!{_UNIT})[\u4e00-\u9fff][^\d，。；：:%％]{{1,18}}$)"),
    (
        "arabic",
        rf"([0-9０-９]{{1,3}}|[lI](?=[、.．])){_SPACE}(?:[、．]|\.(?!\d)|\.(?=20\d\d年)|[\s\u3000]+(?!{_UNIT})(?=(?:年度|[^\d\s\u3000％%年月日万亿])[^\d\s\u3000％%]{{1,19}}$)){_SPACE}",
    ),
    ("arabic", rf"([{_DOTTED}]){_SPACE}"),
    ("arabic_paren", rf"([{_BRACKETED}]){_SPACE}"),
    ("arabic_paren", rf"[（(]{_SPACE}([0-9０-９]{{1,2}}){_SPACE}[）)]{_SPACE}"),
    ("arabic_half", rf"([0-9０-９]{{1,2}})[）)]{_SPACE}"),
    ("circled", rf"([{_CIRCLED}{_HAN_CIRCLED}]){_SPACE}"),
    ("letter", r"[（(]?([A-Za-z])[.．、）)](?=[\s\u3000]*[^\x00-\x7f])[\s\u3000]*"),
    (
        "named",
        rf"(?:任务|行动|工程|问题|难题|主题|举措|专题|路径|板块|抓手|措施|方向|专项|清单)([{_CN}]{{1,3}}|\d{{1,2}})(?:{_SPACE}(?:[：:、．.]|——){_SPACE}|[\s\u3000]+|(?=[“‘「《]))",
    ),
    ("bullet", rf"([{_BULLETS}])(?![{_BULLETS}]|$){_SPACE}"),  # ○○市 is a blank
)
"""Style and pattern, tried in this order; group 1 is the ordinal. `named` numbers count what they name: 任务一、行动二."""

_ILLEGIBLE = re.compile(rf"[^{_CN}{FORMAL}0-9０-９]")
_COMPILED = tuple((style, re.compile(pattern)) for style, pattern in PATTERNS)
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in PATTERNS))
"""Whether any of them matches: asked first, for most paragraphs have no number."""

RANK: Mapping[str, int] = {
    "part": 0, "chapter": 1, "section": 2, "han": 3, "han_paren": 4,
    "arabic": 5, "decimal2": 5, "decimal3": 6, "arabic_paren": 6, "arabic_half": 7, "circled": 8, "letter": 9, "bullet": 10,
}  # fmt: skip
"""Order of nesting; styles that are absent from a plan leave no gap above 一、. Where 任务一 stands the plan shows."""


@dataclass(frozen=True, slots=True)
class Number:
    """A recognised number: `text[:stop]` is the number as typed, `text[stop:]` what it numbers."""

    style: NumberStyle
    value: int
    """Ordinal; of 2.3 the last component. 0 where it has none (bullets)."""
    raw: str
    stop: int


def han_value(digits: str) -> int:
    """Value of a Chinese numeral: 二十三 is 23, 一百零五 is 105, 一二 is 12; what OCR sees for 一 is 1."""
    return int(value_of(_ILLEGIBLE.sub("一", digits)))


def _ordinal(style: NumberStyle, digits: str | None) -> int:
    if not digits or style == "bullet":
        return 0
    if _ENCLOSED.match(digits):
        return int(numeric(digits))
    if style == "letter":
        return ord(digits.lower()) - ord("a") + 1
    last = re.split(r"[.．]", digits)[-1]
    if last in ("l", "I"):
        return 1
    return int(last) if last.isdecimal() else han_value(last)


@lru_cache(maxsize=1 << 11)  # whatever looks for headings asks for all paragraphs of a plan
def parse_number(text: str) -> Number | None:
    """Number at the head of `text`, or None."""
    if not _ANY.match(text):
        return None
    for style, pattern in _COMPILED:
        match = pattern.match(text)
        if match:
            return Number(style, _ordinal(style, match.group(1)), text[: match.end()].strip(), match.end())
    return None


def unnumbered(text: str) -> str:
    """What the text says behind its number, if it has one."""
    number = parse_number(text)
    return text[number.stop :] if number else text


_ANNEX = re.compile(
    r"^附[\s\u3000]*[件表录图][\s\u3000]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[\s\u3000]*(?:[：:.．、]|$|[\s\u3000])"
    r"|^附[件表录图]\d{0,2}[\u4e00-\u9fff]{2,30}(?:表|图|清单|名单|目录)$"
    r"|^附[\s\u3000]*[：:][^，。；：:]{2,30}$"
)
"""A PDF may have lost the space behind 附表."""


def is_annex(text: str) -> bool:
    """Whether a line opens an attachment: 附件1 任务分工表."""
    return bool(_ANNEX.match(text))


def is_numbered(text: str) -> bool:
    """Whether a new paragraph begins here because it carries a number (bullets included)."""
    return parse_number(text) is not None
