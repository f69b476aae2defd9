"""Sentences that stand among the passages of an element and state another thing: the city's population is no base of work,
and from when on a paper applies is no safeguard."""

import re

from pipeline.text.commitment import NUMBER
from pipeline.text.sentences import clauses

_CITY = re.compile(
    r"位于|地处|下?辖|代管|人口|(?:总|国土|土地|行政区域?|市域|陆域|区域|建成区|城区)面积|^面积|生产总值|公共预算|社会消费品|零售总额|进出口|GDP|城镇化|城市化率|可支配收入"
    r"|三次产业|市场主体|(?:文明|卫生|园林|森林|宜居|花园)城市|营商环境|空气质量|优良天数|绿化覆盖|\d个?(?:县|市辖区|市|镇|乡|街道)|年末$|^截[至止]"
)
"""What a clause says of the city itself."""
_CLOSING = re.compile(
    r"本(?:方案|意见|办法|措施|通知|计划|文件)[^，。；]{0,4}自[^，。；]{1,14}起[^，。；]{0,4}(?:施行|实施|执行|生效)|有效期[^，。；]{0,4}年"
    r"|本(?:方案|意见|办法|措施|计划)由[^，。；]{2,24}负责解释"
)


def of_the_city(sentence: str) -> bool:
    """Whether a sentence has figures of the city and of nothing else."""
    parts = [sentence[start:stop] for start, stop in clauses(sentence)]
    told = [bool(_CITY.search(part)) for part in parts]
    return any(told) and all(city or not NUMBER.search(part) for part, city in zip(parts, told, strict=True))


def closing(sentence: str) -> bool:
    """Whether a sentence says from when on the paper applies, for how long, and who explains it."""
    return bool(_CLOSING.search(sentence)) and all(
        _CLOSING.search(sentence[start:stop]) for start, stop in clauses(sentence)
    )
