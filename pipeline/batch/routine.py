"""Words that say nothing of where a text comes from: dates, figures, names of agencies, turns of every official letter.

Two plans that both write “2023年3月底前由市政府印发” or “（牵头单位：市住房城乡建设局”, or give a task to the same bureaus,
have not copied from each other. Such words are shown where two passages agree, and do not count when that is judged.
"""

import re
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.language import lexicon
from pipeline.text.fingerprint import letters

_DIGITS, _WORDS = r"\d[\d.,]*", "[一二三四五六七八九十百千两]+"
_DATE = rf"(?:{_DIGITS}|{_WORDS}|[每各同当次全今本上下])?(?:年度?|个?月份?|日|季度|旬|周)(?:[底末初内起]|以?[前内后])*(?:前|止|起|至|完成|启动)?"
_UNIT = "平方米|元|个|项|家|名|人|所|处|座|次|批|类|种|%|％"
_FIGURE = rf"(?:{_DIGITS}(?:万|亿)?(?:{_UNIT})?|{_WORDS}(?:{_UNIT}))(?:及?以[上下]|左右)?"
_SET = (
    "牵头单位|责任单位|配合单位|成员单位|责任部门|牵头部门|配合部门|有关部门|相关部门|各有关单位|领导小组|联席会议|工作专班|主要领导|分管领导"
    "|负责|牵头|配合|印发|出台|制定|会同|组织实施|按职责分工|试点实施方案|实施方案|智能建造试点城市|智能建造试点|智能建造|建筑业"
    "|认真贯彻落实|贯彻落实|进一步加强|加强组织领导|组织领导|统筹协调|加大宣传力度|营造良好氛围|指导思想|基本原则|总体要求|保障措施|工作目标"
)
_OFFICES = (
    r"[市区县省州][\u4e00-\u9fff]{0,10}?(?:局|委员会|管委会|办公室|档案馆|图书馆|馆|中心|总站|监督站|指挥部|政府)"
)


@cache
def _routine() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, lexicon("agencies")), key=len, reverse=True))
    return re.compile(rf"由?(?:各?[市区县省州]{{1,2}})?(?:{names})|由?{_OFFICES}|{_DATE}|{_FIGURE}|{_SET}")


@lru_cache(maxsize=1024)  # a passage meets several of another plan
def letters_that_count(text: str) -> npt.NDArray[np.int64]:
    """For every letter of the text and for its end, how many letters before it say something."""
    said = np.ones(len(text) + 1, dtype=np.int64)
    for match in _routine().finditer(text):
        said[match.start() : match.end()] = 0
    counted = said[np.array(letters(text), dtype=np.int64)]
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counted)])
