"""Districts of another city that take their share of a plan among one's own: 西陵区发展研发，夷陵区发展制造，包河区发展检测.

Each opens a clause of one sentence and goes on with what it does; two of one's own make the third's city plain.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.check.leftover.columns import OWN, PARTS
from pipeline.check.leftover.ground import GENERIC
from pipeline.check.leftover.home import Home
from pipeline.places.gazetteer import HALF_WORDS, by_full_name
from pipeline.places.names import Mention, mentions

_HEAD = re.compile(r"(?:^|[，。；：:、\n\t（(])(?:其中|以|由|支持|推动|引导|将|把|在)?$")
_SHARE = re.compile(r"(?:[：:（(]|[^，。；、\n\t]{2,40}(?:[，。；、\n\t）)]|$))")
_OUTSIDE = re.compile(
    r"外溢|承接|配套|辐射|联动|协同|毗邻|相邻|邻近|接壤|飞地|合作|共建|结对|对口|帮扶|援|输出|供[货应]|来自|引[进入]|学习|借鉴|对标|参照|市外|域外|跨市|互认|同城|[东南西北]?[接邻临靠抵]"
)
"""In the clause of a place that is none of one's own."""


_PIECE = re.compile(r"[^。\n]+")
NEW_AREAS = {
    "西海岸新区": ("青岛市",), "湘江新区": ("长沙市",), "南沙新区": ("广州市",), "金普新区": ("大连市",), "兰州新区": ("兰州市",),
    "西咸新区": ("西安市", "咸阳市"), "贵安新区": ("贵阳市", "安顺市"), "天府新区": ("成都市", "眉山市"), "滇中新区": ("昆明市",),
    "赣江新区": ("南昌市", "九江市"), "雄安新区": ("保定市",), "两江新区": ("重庆市",), "舟山群岛新区": ("舟山市",),
}  # fmt: skip
"""New areas of the state's and the cities that they are in."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Places with a share that cannot be the applicant's, in a sentence with two or more of its own."""
    found = [place for place in mentions(text) if _has_share(text, place)] if text.count("区") > OWN else []
    starts = [start for start, _, _ in found]
    for piece in _PIECE.finditer(text) if len(found) > OWN else ():
        near = found[bisect_left(starts, piece.start()) : bisect_left(starts, piece.end())]
        own = sum(any(map(home.is_own, named)) for _, _, named in near)
        for start, stop, _ in near if own >= OWN else ():
            if _is_others(text[start:stop], home) and not _OUTSIDE.search(_clause(text, start)):
                yield start, stop


def _has_share(text: str, place: Mention) -> bool:
    start, stop, named = place
    known = all(division.level in PARTS for division in named) or text[start:stop] in NEW_AREAS
    return known and bool(_HEAD.search(text, max(0, start - 4), start) and _SHARE.match(text, stop))


def _is_others(name: str, home: Home) -> bool:
    """Whether it is the name of one place, in another city."""
    if name in NEW_AREAS:
        return not home.names & {*NEW_AREAS[name]}
    named = by_full_name()[name]
    plain = len(named) == 1 and name not in HALF_WORDS and not GENERIC.search(name)
    return plain and not home.is_own(named[0])


def _clause(text: str, start: int) -> str:
    return re.split("[，。；\n\t]", text[start : start + 60], maxsplit=1)[0]
