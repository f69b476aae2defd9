"""Another place's app or portal that a plan puts to its own use: 通过“皖事通”公开信用评价结果.

Provinces and some cities have one under a name of its own, which names no place.
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of
from pipeline.places.gazetteer import bare

APPS = {
    "浙里办": "浙江省", "粤省事": "广东省", "粤商通": "广东省", "皖事通": "安徽省", "苏服办": "江苏省", "闽政通": "福建省", "赣服通": "江西省",
    "鄂汇办": "湖北省", "湘易办": "湖南省", "豫事办": "河南省", "爱山东": "山东省", "冀时办": "河北省", "辽事通": "辽宁省", "吉事办": "吉林省",
    "渝快办": "重庆市", "随申办": "上海市", "天府通办": "四川省", "秦务员": "陕西省", "甘快办": "甘肃省", "青松办": "青海省",
    "蒙速办": "内蒙古自治区", "桂通办": "广西壮族自治区", "云上贵州": "贵州省", "海易办": "海南省", "三晋通": "山西省",
    "i深圳": "深圳市", "穗好办": "广州市", "我的南京": "南京市", "i厦门": "厦门市", "e福州": "福州市", "爱青岛": "青岛市",
}  # fmt: skip
"""Apps and the province or city whose government runs them."""
_NAMED = re.compile("|".join(APPS))


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Apps of others, where the sentence neither names their place nor learns from it or works with it."""
    if not home.applicant.province:
        return
    for match in _NAMED.finditer(text):
        place = APPS[match.group()]
        around = "".join(sentence_of(text, *match.span()))
        if place not in home.names and bare(place) not in around and not of_another(text, *match.span()):
            yield match.span()
