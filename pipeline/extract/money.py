"""Amounts of money: 3000万元, 1.5亿元, 1亿5000万元, 8亿人民币, 每平方米50元, 30万元至150万元."""

import re
from collections.abc import Iterator

from pipeline.extract.passages import Found
from pipeline.findings import Money
from pipeline.text.numerals import LARGE, NUMBER, RANGE, scaled
from pipeline.text.patterns import quick

_SCALE = r"(?:[十百千]?万|[十百千万]?亿)"
_EACH = "[个家人台吨户亩座套名件次村期所栋天日月件辆项份场门床]"
_WORDED = "平方米|平米|㎡|立方米|延米|公里|车次|人次|人天|工日|学时|课时"
_HIGH = rf"(?:(?P<high>\d{{1,6}})\s*(?P<high_scale>[亿万])零?\s*(?={NUMBER}))?"
"""What the first digits of 1亿5000万 and 3万5千 count."""
_VAGUE = "(?:(?<![数几])|(?![十百千]))"
"""Before a number: 数千万元 is no ten million."""
_AMOUNT = re.compile(
    rf"{_VAGUE}{_HIGH}(?P<number>{LARGE}|{NUMBER})(?:余|多)?\s*(?P<scale>{_SCALE}|千|百)?(?:余|多)?"
    rf"\s*(?:元(?!宇宙|素|件|器)(?:人民币)?|人民币)(?:[/／](?P<unit>{_WORDED}|年|{_EACH}))?"
)
_UNSAID = quick(
    r"(?:(?:投入|投资|规模|融资|授信|贷款|社会资本|首期)(?:额|共|约|达到?|不少于|不低于|超过|为)*(?=[\d.]{1,8}亿)"
    r"|(?:自筹|出资|资金|经费|补助|奖励|奖补|补贴|资助)(?:额|共|约|达到?|不少于|不低于|超过|为|最高|不超过)*)"
    r"(?P<number>\d{1,6}(?:\.\d{1,4})?)(?P<scale>[百千]?万|亿)(?=[，。；、）)]|$)"
)
"""Words of funds before a round amount, where 元 goes without saying: 企业自筹1.2亿；."""
_OPEN = re.compile(rf"{_VAGUE}{_HIGH}(?P<number>{NUMBER})\s*(?P<scale>{_SCALE}|千)?元?\s*{RANGE}\s*$")
_PER = re.compile(
    r"(?:每(?:培训|新增|引进|购置|完成|增加|处理|生产|认定|培养)?[一1]?|单|按|/)"
    rf"(?P<unit>{_WORDED}|项(?!合同|工程)|年度?|(?!项|个百分点){_EACH})|(?P<yearly>年度)(?=最高|上限|限额)"
)
_SAME = re.compile(r"、|和|及|以及")
_CLAUSE = re.compile(r"[，。；;！？、：:]")


def money(text: str) -> Iterator[Found]:
    """Every amount with its unit 元; a bare number in a table column of 万元 is none."""
    last, unit = 0, ""
    for match in _AMOUNT.finditer(text) if "元" in text or "人民币" in text else ():
        first = max(last, match.start() - 60)  # a clause is not longer; all of a long text would take quadratic time
        before = text[first : match.start()]
        lower = _OPEN.search(before)
        shared = bool(_SAME.fullmatch(before)) and unit != "年"  # 每个项目100万元、60万元
        unit = unit if shared else _unit(before, match["unit"])
        if lower:
            scale = lower["scale"] or match["scale"] or ""
            yield Found(Money(_yuan(lower, scale), unit), first + lower.start(), match.start())
        yield Found(Money(_yuan(match, match["scale"] or ""), unit), match.start(), match.end())
        last = match.end()
    for match in _UNSAID.finditer(text):
        unit = _unit(text[max(0, match.start() - 60) : match.start()], None)
        yield Found(Money(scaled(match["number"], match["scale"]), unit), match.start("number"), match.end())


def _yuan(match: re.Match[str], scale: str) -> float:
    high = scaled(match["high"], match["high_scale"]) if match["high"] else 0.0
    return high + scaled(match["number"], scale)


def _unit(before: str, after: str | None) -> str:
    """What the amount is for one of: the last 每… in the same clause, or the unit behind a slash."""
    if after:
        return _plain(after)
    clause = _CLAUSE.split(before)[-1]
    units = [match["unit"] or match["yearly"] for match in _PER.finditer(clause)]
    return _plain(units[-1]) if units else ""


def _plain(unit: str) -> str:
    return {"平米": "平方米", "㎡": "平方米", "年度": "年"}.get(unit, unit)
