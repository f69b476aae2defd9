"""Cells of a table that only give a value: 30, ≥90%, 8—10部, ［18］, 新开工15个，累计40个."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.extract.measures import ECONOMIC
from pipeline.extract.units import unit_of
from pipeline.findings import Target
from pipeline.text.numerals import RANGE, value_of

_WORDS = {
    ">=": "≥|>=|不低于|不少于|不小于|至少", "<=": "≤|<=|不超过|不高于|不大于|不多于", ">": "＞|>|超过|突破|大于|高于",
    "<": "＜|<|低于|小于", "+": r"\+|增长|提高|提升|增加|上升", "-": "下降|降低|减少|缩短|节约|压减|压缩|缩减|节省",
    "=": "(?:提高|提升|增加|增长|降|降低|下降|缩短|压缩|压减)[到至]|(?:控制|保持|稳定)在|达到|达",
}  # fmt: skip
_SIGN = "|".join(_WORDS[sign] for sign in ("=", ">=", "<=", ">", "<", "+", "-"))
_DONE = (
    "累计|约|新增|建成|完成|培育|培训|引进|编制|力争|共|各|新?开工|动工|竣工|投用|投产|新建|建设|打造|创建|实施|遴选"
    "|认定|评选|改造|组织|举办|开展|发布|出台|制定|修订|再"
)
"""What is done with the things that the row is called after; not 接入 and the like, whose row names where to."""
_NUMBER = r"\d[\d,，]*(?:[.．]\d+)?"
_CELL = re.compile(
    rf"^(?P<yearly>每年|年均|每年度)?(?P<done>{_DONE})*(?P<sign>{_SIGN})?(?:约|至)?\s*"
    rf"(?:(?P<low>{_NUMBER})\s*(?:[%％‰]|(?![年月日号章级期])[\u4e00-\u9fff]{{1,3}}?)?\s*{RANGE}\s*)?"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[%％‰]"
    r"|(?!以|左|（含)[\u4e00-\u9fff（）]{1,5}?)?(?P<post>（含）以上|及以上|以上|以下|以内"
    r"|左右)?(?:[（(][^（）()]{1,8}[）)])?$"
)
_MARKED = re.compile(r"(?<!.)([［\[〔【])([^［］\[\]〔〕【】]+)[］\]〕】]$")
"""［18］: what five years come to together."""
_WHEN = re.compile(r"[到至]?(20[2-4]\d)年(?:年?[底末])?")
"""What a value may begin with: 2025年底50%."""
_COMMA = re.compile(r"[，；;、]|,(?!\d{3})")
_YEAR = re.compile(r"20[0-4]\d$")
_MONTH = re.compile(r"[月日号季]")
_OF_DATE = re.compile(r"[年月日号]")
_FUNDING = re.compile(r"万?元$|亿元$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands in its cell."""

    match: re.Match[str]
    start: int
    stop: int
    due: date | None = None
    """When, where the cell itself says so: 2025年底50%."""

    @property
    def unit(self) -> str:
        return self.match["unit"] or ""

    @property
    def number(self) -> float:
        """The number; of a range its lower end."""
        return value_of(self.match["low"] or self.match["number"])


def values(cell: str) -> list[Value]:
    """The value that the cell is, or the several that it lists behind a verb each; [] where it is anything else."""
    if (whole := _MARKED.match(cell)) and (match := _match(whole[2])):
        return [Value(match, 0, len(cell))]
    if match := _match(cell):
        return [Value(match, 0, len(cell))]
    if (when := _WHEN.match(cell)) and (match := _match(cell[when.end() :])):
        return [Value(match, when.end(), len(cell), date(int(when[1]), 12, 31))]
    found: list[Value] = []
    at = 0
    for stop in (*(comma.start() for comma in _COMMA.finditer(cell)), len(cell)):
        match = _match(cell[at:stop])
        if match is None or not match["unit"] or not match["done"]:
            return []
        found.append(Value(match, at, stop))
        at = stop + 1
    return found


def _match(words: str) -> re.Match[str] | None:
    """The words as a value; 3月, 2023—2025 and 3—5月 are times, 2022-11 and 5-1 no range at all."""
    match = _CELL.match(words)
    if match is None or _MONTH.match(match["unit"] or ""):
        return None
    if match["low"] is None:
        return match
    low, high, unit = match["low"], match["number"], match["unit"] or ""
    dated = _YEAR.match(low) and (_YEAR.match(high) is not None) and not unit
    return None if dated or _OF_DATE.match(unit) or value_of(low) >= value_of(high) else match


def targets(found: Sequence[Value], name: str, unit: str, due: date | None) -> list[tuple[Target, Value]]:
    """What each of a cell's values undertakes, given its row's or column's indicator and unit."""
    made = ((_target(value, name, unit, value.due or due), value) for value in found)
    return [(target, value) for target, value in made if target is not None]


def _target(value: Value, name: str, unit: str, due: date | None) -> Target | None:
    match = value.match
    if not name or (match["number"].startswith("20") and match["unit"] == "年"):
        return None
    own = unit_of(value.unit or unit)
    if _FUNDING.search(own) and not ECONOMIC.search(name):
        return None
    comparator = _comparator(match, name)
    number = value_of(match["number"]) if comparator in ("<=", "<") else value.number
    return Target(name, comparator, number, own, due, None, "年" if match["yearly"] else "")  # type: ignore[arg-type]


def _comparator(match: re.Match[str], name: str) -> str:
    written, post = match["sign"] or "", match["post"] or ""
    comparator = next((sign for sign, words in _WORDS.items() if re.fullmatch(words, written)), "=")
    if comparator == "=":
        comparator = ">=" if post.endswith("以上") else "<=" if post in ("以下", "以内") else "="
    if (
        comparator == "="
        and (sign := re.search(r"(下降|降低|减少|缩短|节约|降幅)|(提高|增长|增加|提升)(?=[^，]{0,4}$)", name))
        and not re.search(r"率$", name)
    ):
        return "-" if sign.group(1) else "+"
    return ">=" if comparator == "=" and match["low"] else comparator
