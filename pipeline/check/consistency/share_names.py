"""What a share is of, in one spelling: BIM技术应用比例 and 采用建筑信息模型的项目占比 are of one thing.

Plans call one share differently in text and table. What is left when the words go that any share of building works may
have, in whatever order it stands, says what is counted; 设计阶段 and 施工阶段, 政府投资 and 公共建筑 stay and keep shares apart.
"""

import re
from functools import lru_cache

from pipeline.language import words

_SAME = (
    (re.compile(r"建筑信息模型|三维(?:信息)?模型|BIM模型"), "BIM"),
    (re.compile("工程总承包|EPC"), "总承包"),
    (re.compile("施工图(?:数字化)?审查"), "数字化审图"),
    (re.compile("市政基础设施"), "市政"),
)
_KEPT = r"(?<!智慧)(?<!绿色)(?<!示范)(?<!试点)(?<!公共)(?<!标杆)"
_IDLE = re.compile(
    rf"所?占比?|比[例重]|实[现行]|建成|模式|方式|推行|(?:覆盖|应用|使用|普及|推广)[率面]|(?:推广)?[应采运使]用|采取|技术|{_KEPT}(?:房屋建筑|房建|建筑工程|建设工程)"
    rf"|{_KEPT}(?:项目|工程|工地|房屋)|(?:建筑|房屋)?面积|城镇(?=新建)|投入|建筑业(?=企业)|[两三]个阶段|阶段|规模(?:以上)?(?=工地|项目)|(?:新建|新开工)(?:建筑(?!业))?|全部|所有|在(?!建)|[的中和与用]"
)
_SHARE = re.compile("占比$|(?:覆盖|应用|使用|普及)[率面]$|(?<=[\u4e00-\u9fff]{6})率$|[应采运使]用|实[现行]|建成|占")
LEAST = 2
"""Characters of a word that names something."""


@lru_cache(4096)
def share_of(name: str, unit: str) -> str:
    """The signs of the words in a share's name that say what it is of, sorted; the name itself where none do, or it is no
    share. Signs and not words: 公共建筑 is one word or two, as its neighbours have it."""
    if unit != "%" or not _SHARE.search(name):
        return name
    plain = name
    for pattern, one in _SAME:
        plain = pattern.sub(one, plain)
    left = {sign for word in words(_IDLE.sub("，", plain)) if len(word) >= LEAST for sign in word}
    return "".join(sorted(left)) + "占比" if left else name
