"""Sentences that tell what another city does or did: 苏州市在出让环节给予分期缴款等优惠，效果较好.

The plan's own city, an office of it, and a measure with a day in the pilot are no such thing, nor is what a template left over
for this city's own: 苏州市住房和城乡建设局负责受理, 苏州市各县区要. Of a leftover and a report in the same words
nobody could tell which it is, so that only words of a report count.
"""

import re

from pipeline.places.gazetteer import bare
from pipeline.places.names import mentions
from pipeline.text.written import YEAR_AFTER

_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+条\s*|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?:其中|目前|比如|例如|此前|近年来)?[，,：:]?"
)
"""What may stand before the city's name."""
_REPORTS = re.compile(
    r"(?:(?!各)[\u4e00-\u9fff]{2,3}[区县])?"
    r"(?:对|在|把|以(?!及)|用|依托|推[动出行广]|建[立设成有]|出台|发布|印发|围绕|选[出派拔]|遴选|结合|[已己曾]|利用|公布|实行|实施|采用|放宽"
    r"|给予|扶持|试行|率先|正在|有关(?:企业|院校|高校)|有(?:企业|院校|高校)|多[所家]|一[处家个批些]|自20|培育|打造|设立|搭建|整合|运用)"
)
"""How a report goes on behind it."""
_OWN = re.compile(r"[我本全][市区县州]|试点(?:期|方案|城市)")
_CITIES = frozenset({"prefecture", "sub-provincial", "municipality"})
"""Levels of what is no part of the plan's own city; 蒙自市 lies in 红河州."""
_AHEAD = re.compile(rf"{YEAR_AFTER}年|将|拟|应当|必须|须|力争|年底前|月底前")


def of_another_city(text: str, own: str) -> bool:
    """Whether a sentence only reports on another city than the plan's own, a city too; "" where that is not known."""
    if (
        not own.endswith(("市", "州", "盟"))
        or "市" not in text
        or _OWN.search(text)
        or _AHEAD.search(text)
        or bare(own) in text
    ):
        return False
    found = mentions(text)
    if not found:
        return False
    start, stop, named = found[0]
    if not _NUMBERED.fullmatch(text[:start]) or not text[start:stop].endswith("市"):
        return False
    other = all(division.level in _CITIES and division.name != own for division in named)
    return other and _REPORTS.match(text, stop) is not None
