"""Another city's development zones as the ground of one's own measures: 在徐州经开区建设中试基地, 以雄安新区为核心.

A zone is named with its city (徐州经开区), is a new area of the state's or is known by a name of its own (光谷).
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.opening import foreign_at
from pipeline.check.leftover.relation import of_another, sentence_of
from pipeline.places.gazetteer import bare, by_full_name

KNOWN = {
    "东湖高新区": "武汉市", "中国光谷": "武汉市", "张江科学城": "上海市", "临港新片区": "上海市", "中关村科学城": "北京市",
    "前海合作区": "深圳市", "光明科学城": "深圳市", "松山湖": "东莞市", "岳麓山大学科技城": "长沙市", "崖州湾科技城": "三亚市",
    "仙桃数据谷": "重庆市", "秦创原": "西安市", "城西科创大走廊": "杭州市", "青岛蓝谷": "青岛市", "中新天津生态城": "天津市",
}  # fmt: skip
"""Zones known by a name of their own that no other city has, and their cities."""
_KNOWN = re.compile("|".join(KNOWN))
_KIND = re.compile(
    r"市?(?:国家级?|国家自主)?(?:经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新技术开发区|高新区|工业园区|新区|开发区|综合?保(?:税)?区"
    r"|自贸片?区|科学城|大学城|科技城|航空港(?:区)?|临空(?:经济|港)?(?:示范)?区|自主创新示范区|软件园|生态城|保税港?区)"
)
_GROUND = re.compile(
    r"(?:依托|立足|在|以|位于|坐落于?|布局于?|布局在|选址(?:在|于)?|落户(?:在|于)?|落地(?:在|于)?|支持|推动|指导|利用|发挥|选择|选取|将|把|由)(?:[我本全]市的?)?$"
)
_BUILDS = re.compile(
    r"[^。；\n]{0,44}?(?<!已)(?<!的)(?:建设|布局|打造|规划|建成|设立|培育|选取|遴选|选择|划定|引导|推动|组建|搭建|发展|形成|推进|开展|试点|先行|为(?:核心|龙头|引领|重点|主体|载体|中心|依托|两翼|支撑))"
)
_ELSEWHERE = re.compile(
    r"[^，。；、]{0,14}?(?:公司|集团|股份|大学|学院|研究院|研究所|设计院|银行|医院|企业)|(?:路|大道|大街|街道|经验|模式|做法|案例)|的?(?:经验|模式|做法)"
)
_ABROAD = re.compile(
    r"飞地|为(?:标杆|样板|目标|榜样|参[照考])|研发中心|办事处|联络|招商|窗口|招引|(?<!入)驻|外拓|输出|市场(?!主体|监|化)|分公司|总部|企业(?:在|到|赴|入驻)|赴|前往|来自|落户我|设[在于]|挂职|跟班"
)
"""In sentences on what one's own firms and officials do in the other city, or its firms here."""
_NAME = 6
"""Characters before a zone's kind that its city's name may take."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Zones of other cities where the plan builds something, and no word of the sentence makes them another's."""
    for start, stop in _zones(text, home):
        before, after = sentence_of(text, start, stop)
        if not _GROUND.search(before) or not _BUILDS.match(after) or _ELSEWHERE.match(after):
            continue
        own = bare(home.applicant.name)
        if not (
            own in before
            or own in after
            or _ABROAD.search(before)
            or _ABROAD.search(after)
            or of_another(text, start, stop)
        ):
            yield start, stop


def _zones(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Zones that are another city's by their names."""
    for kind in _KIND.finditer(text):
        for start in range(max(0, kind.start() - _NAME), kind.start() - 1):
            if foreign_at(text, start, home) in (kind.start(), kind.end()):
                yield start, kind.end()
                break
    for known in _KNOWN.finditer(text):
        if home.is_foreign(by_full_name()[KNOWN[known.group()]]) and not _near(known.group(), home):
            yield known.start(), known.end()


def _near(zone: str, home: Home) -> bool:
    """Whether it is in the applicant's province, which then may be one of all its cities."""
    return any(city.province == home.applicant.province for city in by_full_name()[KNOWN[zone]])
