"""Numbers with a unit and a comparator: 不低于50%, 达到30个以上, 由32%提到45%, 下降15%, 翻一番, 八成."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.numerals import HAN, NUMBER, value_of

UNITS = (
    "个百分点|百分点|%|％|‰|万平方米|亿平方米|万立方米|立方米|平方公里|平方米|万平米|万人次|万人|万户|万台"
    "|万套|万件|万吨|亿元|万元|人次|台（套）|台套|公里|公顷|个工作日|工作日"
    "|个(?!月|小时|半月|工作日|层面|方面|阶段|环节|重点方向)|家(?!庭|具|政)|项(?!目)|座|栋"
    "|幢|台|套|条|部(?!分|门|品|位|委|件)|名(?!录|单|称|牌|额)|人(?!民|才|均|工|员|社|行)"
    "|件|所|处(?!理|置)"
    "|款|间|支|户|门|册|批|份|片|本(?!地|市|区)|吨|宗|只|种|亩|倍|元"
)
_SCALE = "(?P<scale>万|亿)?"
_POINT_VERB = (
    "(?:提高|提升|增加|增长|扩大|上升|增|升|提|降低|下降|降|压缩|压减|缩短|减少|控制|稳定"
    "|保持|维持|累计达|达|发展|培育|拓展|扩展|突破)(?:到|至|在|为)?"
)
_GE = "不低于|不少于|不小于|不得低于|不得少于|至少|最低"
_GT = "超过|突破|大于|高于|多于|超"
_LE = "不超过|不高于|不大于|不多于|不得超过|最多|至多|最高"
_LT = "低于|少于|小于"
_UP = "提高|提升|增长|增加|上升|增幅|增速|扩大|提速|递增"
_DOWN = "下降|降低|减少|缩短|压缩|压减|节约|节省|缩减|削减|降幅|减排|减量"
_TO = (
    "提高到|提高至|提升到|提升至|增加到|增加至|增长到|增长至|扩大到|扩大至|上升到|上升至"
    "|增至|增到|升至|升到|提到|提至|达到|达|降低到|降低至|下降到|下降至|降到|降至|压缩到"
    "|压缩至|压减到|压减至|缩短到|缩短至|减少到|减少至|减至|发展到|发展至|拓展到|扩展到"
    "|累计达|实现|为|到|至|占到|占|保持在|稳定在|维持在|控制在|控制到"
)
_CMP = (
    rf"(?:(?P<to>{_TO})?(?:(?P<ge>{_GE}|≥|≧|>=)|(?P<le>{_LE}|≤|≦"
    rf"|<=)(?:[^，。；、\d]{{2,10}}的)?|(?P<gt>{_GT}|＞|>)|(?P<lt>{_LT}|＜|<))"
    rf"|(?P<up>{_UP})(?:了|约|幅度|率)?(?P<more>不低于|不少于|超过|至少|达到?)?"
    rf"|(?P<down>{_DOWN})(?:了|约|幅度|率)?(?P<less>不低于|不少于|超过|至少|达到?)?"
    rf"|(?P<plain>{_TO}))?"
)
_QUANTITY = re.compile(
    rf"{_CMP}\s*(?:约|近|共|了|共计|人均|年均)?\s*(?P<number>百分之{HAN}{{1,6}}|{NUMBER})\s*(?:余"
    rf"|多)?(?:(?P<unit>{UNITS})|(?P<tenths>成(?!立|果|效|长|功|本|员|为|熟|都)))?(?:余"
    rf"|多)?(?P<post>以上|及以上|以内|以下|之内|左右|（含）以上)?"
)
_FROM = re.compile(
    rf"(?:由|从)(?:20\d\d年底?的?|目前的?|现状的?|现在的?|试点前的?"
    rf"|现有的?)?(?P<base>{NUMBER})(?:{UNITS})?(?:左右)?(?:{_POINT_VERB})(?:20\d\d年底?的)?(?P<low>不低于"
    rf"|不少于)?(?P<number>{NUMBER})(?P<unit>{UNITS})(?P<post>以上|以内|以下|左右)?"
)
_DOUBLE = re.compile(
    r"(?:实现)?翻(?P<times>一|两|二|三)?(?:番|倍)|(?:增长|增加|提高|提升|翻)(?P<fold>[一二两三1-3])倍(?:以上)?"
)
_EXPLICIT = ("ge", "le", "gt", "lt", "up", "down")


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
    verb: str = ""
    baseline: float | None = None
    digits: str = ""
    """The number as written."""

    @property
    def change(self) -> bool:
        return self.comparator in ("+", "-")


def find(text: str, start: int, stop: int) -> Iterator[Quantity]:
    """Quantities in `text[start:stop]`, in order."""
    at = start
    while at < stop:
        hits = [hit for pattern in (_FROM, _DOUBLE) if (hit := pattern.search(text, at, stop))]
        special = min(hits, key=lambda hit: hit.start(), default=None)
        limit = special.start() if special else stop
        for match in _QUANTITY.finditer(text, at, limit):
            quantity = _plain(text, match)
            if quantity is not None:
                yield quantity
        if special is None:
            return
        yield _from_to(special) if special.re is _FROM else _doubled(special)
        at = special.end()


def _from_to(match: re.Match[str]) -> Quantity:
    comparator = _post(match["post"]) or (">=" if match["low"] else "=")
    base = value_of(match["base"])
    return Quantity(
        value_of(match["number"]), unit_of(match["unit"]), comparator, match.start(), match.end(), True, baseline=base
    )


def _doubled(match: re.Match[str]) -> Quantity:
    value = 100.0 * value_of(match["fold"]) if match["fold"] else 100.0 * (2 ** value_of(match["times"] or "一") - 1)
    return Quantity(value, "%", "+", match.start(), match.end(), True)


def _plain(text: str, match: re.Match[str]) -> Quantity | None:
    number = match["number"]
    if not (match["unit"] or match["tenths"]) and not number.startswith("百分之"):
        return None
    if (
        number[0] in "零〇一二三四五六七八九十百千两"
        and match.start("number")
        and text[match.start("number") - 1] in "第每统同唯另任某万"
    ):
        return None
    try:
        value = value_of(number.removeprefix("百分之"))
    except ValueError:
        return None
    unit = unit_of(match["unit"] or "%")
    value = value * 10 if match["tenths"] else value
    comparator = _comparator(match)
    return Quantity(value, unit, comparator, match.start(), match.end(), bool(comparator), digits=number)


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
    return "=" if group["plain"] else ""


def _post(post: str | None) -> str:
    if not post or post == "左右":
        return ""
    return ">=" if post.endswith("以上") else "<="


def unit_of(unit: str) -> str:
    """The unit in one spelling."""
    return {"％": "%", "个百分点": "百分点", "台（套）": "台套", "万平米": "万平方米", "个工作日": "工作日"}.get(
        unit, unit
    )
