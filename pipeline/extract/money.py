"""Amounts of money: 3000万元, 1.5亿元, 每平方米50元, 30万元至150万元."""

import re
from collections.abc import Iterator

from pipeline.extract.numerals import NUMBER, scaled
from pipeline.extract.passages import Found
from pipeline.findings import Money

_AMOUNT = re.compile(
    rf"(?P<number>{NUMBER})(?:余|多)?\s*(?:(?P<scale>[十百千]?万|[十百千万]?亿|千|百)(?:余|多)?)?(?:余"
    rf"|多)?\s*元(?!宇宙|素|件|器)(?:人民币)?"
    rf"(?:[/／](?P<unit>平方米|平米|㎡|年|人|个|台|套|吨))?"
)
_OPEN = re.compile(rf"(?P<number>{NUMBER})\s*(?P<scale>[十百千]?万|[十百千万]?亿)?元?\s*(?:—|－|-|–|~|～|至|到)\s*$")
_PER = re.compile(
    r"(?:每(?:培训|新增|引进|购置|完成)?[一个]?|单|按|/)(?P<unit>平方米|平米|立方米|人次|公里|个|家|项(?!合同|工程)|人|台|吨|户|亩|座|套"
    r"|名|件|次|村|学时|期|所|栋|天|日|月|年度?)"
)
_CLAUSE = re.compile(r"[，。；;！？、：:]")


def money(text: str) -> Iterator[Found]:
    """Every amount with its unit 元; a bare number in a table column of 万元 is none."""
    last = 0
    for match in _AMOUNT.finditer(text):
        first = max(last, match.start() - 60)  # a clause is not longer; all of a long text would take quadratic time
        before = text[first : match.start()]
        lower = _OPEN.search(before)
        unit = _unit(before, match["unit"])
        if lower:
            scale = lower["scale"] or match["scale"] or ""
            yield Found(Money(scaled(lower["number"], scale), unit), first + lower.start(), match.start())
        yield Found(Money(scaled(match["number"], match["scale"] or ""), unit), match.start(), match.end())
        last = match.end()


def _unit(before: str, after: str | None) -> str:
    """What the amount is for one of: the last 每… in the same clause, or the unit behind a slash."""
    if after:
        return _plain(after)
    clause = _CLAUSE.split(before)[-1]
    units = [match["unit"] for match in _PER.finditer(clause)]
    return _plain(units[-1]) if units else ""


def _plain(unit: str) -> str:
    return {"平米": "平方米", "㎡": "平方米", "年度": "年"}.get(unit, unit)
