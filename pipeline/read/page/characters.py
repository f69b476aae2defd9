"""Characters: what is Chinese, what a bad ToUnicode map did to them."""

import functools
import re
import unicodedata
from itertools import pairwise

UNKNOWN = "\ufffd"
"""Stands for a character whose meaning the file does not say."""

_RADICALS = dict(
    zip(
        "⺁⺋⺌⺍⺟⺠⺶⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺓⺗⺮⻌",
        "厂㔾小小母民羊肉虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟幺心竹辶",
        strict=True,
    )
)
"""Radicals of U+2E80–2EFF that stand in for a character; Unicode gives most of them no decomposition."""

_COMMON = frozenset(
    "的一是在和有为中大国上业工程建设智能造试点市城实施方案发展推进化技术产企数字服务管理政策标准加强应用项目建筑平台"
    "创新提升重完善机制制度支持部门住房乡局人地系统信息全面高质量合作体系作不生年月日以及行主要组织领导监督安保障"
    "目到与区本我力生公共资金时会法经济经动第二三四五六七八九十等对于可按将成开关相规定基础行编示范研究培养合导责任"
)


def _repairs() -> dict[int, str]:
    table = {ord(radical): character for radical, character in _RADICALS.items()}
    blocks = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
    for block in blocks:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                table.setdefault(code, plain)
    table.update({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xA0: " ", 0xAD: "-"})
    return table


_REPAIRS = _repairs()


def repair(character: str) -> str:
    """Radicals and compatibility ideographs as the characters that were meant; full-width punctuation stays.

    >>> repair("⼯"), repair("⻓"), repair("（")
    ('工', '长', '（')
    """
    return _REPAIRS.get(ord(character), character)


def join_halves(codes: list[int]) -> list[int]:
    """Put characters beyond U+FFFF in place of the first of the halves that UTF-16 has of them; the places of the second.

    >>> codes = [0x77F3, 0xD871, 0xDC94]
    >>> join_halves(codes), "".join(map(chr, codes[:2]))
    ([2], '石𬒔')
    """
    firsts = [at for at, (high, low) in enumerate(pairwise(codes)) if 0xD800 <= high < 0xDC00 <= low <= 0xDFFF]
    for at in firsts:
        codes[at] = 0x10000 + (codes[at] - 0xD800) * 0x400 + codes[at + 1] - 0xDC00
    return [at + 1 for at in firsts]


_WIDE = re.compile(
    "[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff\u2014\u2018\u2019\u201c\u201d\u2026\xb7]"
)


@functools.cache
def is_wide(character: str) -> bool:
    """Whether it is written without spaces around it: ideographs, kana, full-width forms and punctuation."""
    return _WIDE.match(character) is not None


_BAD = re.compile("[\x00-\x1f\x80-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]+")
_LOST = re.compile(f"{UNKNOWN}+|\\(cid:\\d+\\)|[\x00-\x08\x80-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]{{2,}}")
_STRANGE = re.compile(
    "[^\x20-\x7e\u2000-\u2bff\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff°±²³·×]+"
)
_LINES = re.compile("[\t\n]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]+")
_LATIN = re.compile(r"\(?(?:[A-Z]?[a-z]{1,14}|[A-Z]{1,6}|\d{1,8}(?:[.,:/-]\d{1,8}){0,3})[-%.,:;)]?")
_USUAL = re.compile(f"[{''.join(sorted(_COMMON))}]+")


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Characters that the stretches found hold."""
    return sum(map(len, pattern.findall(text)))


def is_latin(text: str) -> bool:
    """Whether nearly all of it is words and numbers in Latin letters and digits, parted by spaces as they are written.

    >>> is_latin("BIM 2025 35.5% Number of projects"), is_latin(",#!#$:R<>GN9H 3:!"), is_latin("CADZrYhnRBQ LCBAkMP")
    (True, False, False)
    """
    words = text.split()
    return sum(len(word) for word in words if _LATIN.fullmatch(word)) > 0.8 * sum(map(len, words))


def count_lost(text: str) -> int:
    """Characters within a text that nobody can read: unknown ones, and private ones in a row.

    Those at the beginning of a line or cell may be bullets, single private ones signs, and one over and over a leader.

    >>> count_lost("\\uf06c 完善\\uf0a3政策\\uf0b7\\uf0b7\\uf0b7"), count_lost("共\\ufffd项\\ue001\\ue002")
    (0, 3)
    """
    if not _LOST.search(text):
        return 0
    stretches = (found for line in _LINES.split(text) for found in _LOST.findall(line[1:]))
    return sum(len(found) for found in stretches if found[0] in (UNKNOWN, "(") or len(set(found)) > 1)


def is_useless(text: str) -> bool:
    """Whether a text layer says nothing: no ToUnicode map, `(cid:n)`, private-use characters, or a wrong map.

    A wrong map gives characters that exist but are never those of official prose, so their frequency tells.
    """
    text = "".join(text.split())
    if not text:
        return True
    if _count(_BAD, text) + 5 * text.count("(cid:") > 0.2 * len(text):
        return True
    if _count(_STRANGE, text) > 0.4 * len(text):
        return True
    ideographs = _count(_IDEOGRAPH, text)
    return ideographs >= 80 and _count(_USUAL, text) < 0.06 * ideographs
