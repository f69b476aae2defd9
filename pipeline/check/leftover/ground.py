"""Whether a sentence takes a place for the applicant's own ground, whatever it says of it: 以张店区、临淄区为核心.

`districts.py` knows the words that give districts a task. Here nothing is asked of the words but that they do not make the
place another's: a plan that names districts without their city, among its own or several of one other, has no others in mind.
"""

import re

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of, title_at
from pipeline.places.gazetteer import HALF_WORDS, by_any_name
from pipeline.places.names import Mention, related

_DISTINCT = (
    "海淀 浑南 津南 丰南 江宁 吴中 江都 海曙 镇海 瓯海 瑶海 颍东 海沧 湘东 历下 涧西 江岸 江汉 江夏 汉南 东西湖 孝南 海珠 潮南 澄海 茂南 揭东"
    " 渝中 渝北 巴南 江津 潼南 江阳 湟中 米东 洮北 松北 柳南 柳北 钦南 钦北 海陵 淮上"
).split()
"""Districts whose names are made like generic ones and that one city alone has."""
GENERIC = re.compile(
    rf"^(?!(?:{'|'.join(_DISTINCT)})区)(?:.?[东南西北中新老古上下][城山湖江河关岸]?|城.|.[港海]|[江河湖港海].|[滨环临][江河湖海])区$|(?:[南西北中]山|平原|南部)[区县]$"
)
"""Names of districts that any city may give a part of itself, 城东区, 江北区, or that end other words: 闽西山区, 南部县."""
_OURS = re.compile(r"(?:[我本全]|位于)(?:[市州盟]|自治州)(?:的|辖区内?的?)?$")
"""Right before a place that is called one's own: 依托位于我市碑林区的高校."""
_OWN_VOICE = re.compile(
    r"[我本全]市|市(?:住建|住房|城乡建设|建设|发展改革|发改|财政|自然资源|工信|经信|工业和信息化|科技|人社|教育|交通)[^，。；、]{0,9}?[局委]"
    r"|市(?:委|政府|直|级)|各[区县]"
)
"""In a sentence that says what is done in one's own city and by whom."""
_BEGINS = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在以由于对将把为从的及和与至到向]|位于|依托|利用|支持|鼓励|选[择取定]|选取|推动|引导|发挥|结合|会同|指导"
    r"|市级?|政府|局|委|办|动员|启动|组织|如|其中|我市|全市|本市)$"
)
"""Before a name that begins there and is not the end of another word: 二十项城市难题, 浙西南山区."""
_ELSEWHERE = re.compile(
    r"[^，。；、]{0,14}?(?:公司|集团|股份|大学|学院|研究院|研究所|设计院|银行|医院)|(?:路|大道|大街|街道?|号|籍|人民法院|[^，。；]{0,4}(?:举办|召开|举行)的|经验|模式|做法|案例)"
)
"""What goes on after a place as after a firm's seat, a street's name or a model."""
_WITH = re.compile(
    r"(?:与|(?<!会)同|跟|赴|距|毗邻|相邻|比邻|邻近|邻|接壤|接|靠|抵|来自|引自|原属|援建|对接|联系|走访|组队到|组织到)[\u4e00-\u9fff]{0,3}$"
    r"|(?:原|曾|落户|总部|注册|设在|设于|驻|飞地|籍贯|户籍|输出|远?销|运往|发往|辐射|面向|中标|承建|承揽|参建|外拓)[^，。；]{0,14}$|企业(?:已|曾|先后)?在$"
)
"""Before a place that one deals with, comes from or sells to."""

FIRMS = re.compile(r"企业|公司|集团|总部|[央国民]企|院校|高校|已|原|曾")
"""In a sentence on who has settled somewhere, or what has been built there."""
_WORKS = re.compile(
    r"外出|域外|市外|[来入赴][我本\u4e00-\u9fff]{1,2}(?:投资|落户|设[厂立]|发展|承)|供货|承建|参建|承揽|中标|务工|市场(?!监|主体|化)|分公司|办事处|可达|直达|通勤|车程|公里(?!长)|竞争|差距"
)
"""In sentences on where the applicant's firms work, who comes from there, and how far it is."""


def is_ground(text: str, run: list[Mention], home: Home, *, several: bool) -> bool:
    """Whether the words around places, side by side, take them for the applicant's own; `several` of one city are not alone."""
    start, stop = run[0][0], run[-1][1]
    names = [text[begin:end] for begin, end, _ in run]
    before, after = text[max(0, start - 24) : start], text[stop : stop + 24]
    own = any(home.is_own(division) for _, _, divisions in run for division in divisions)
    plain = [name for name in names if not GENERIC.search(name) and name not in HALF_WORDS]
    if title_at(text, start) >= 0 or not plain or _of_its_city(text, start):
        return False
    if _OURS.search(before):
        return True
    if (
        _ELSEWHERE.match(after)
        or _WITH.search(before.rpartition("，")[2])
        or related(text, start, stop, only_before=True)
    ):
        return False
    if any(map(_WORKS.search, sentence_of(text, start, stop))):
        return False
    return own or several or (_alone(text, run[0]) and not of_another(text, start, stop))


def _alone(text: str, found: Mention) -> bool:
    """Whether a single district is named in one's own voice, is of one city, and its name is surely a name."""
    start, stop, divisions = found
    if len(divisions) > 1 or divisions[0].level == "county-city" or not _BEGINS.search(text[max(0, start - 4) : start]):
        return False
    return any(map(_OWN_VOICE.search, sentence_of(text, start, stop)))


def _of_its_city(text: str, start: int) -> bool:
    """Whether the place is named with what it lies in, which says itself whose it is: 苏州市相城区, 上海松江区."""
    return any(text[max(0, start - size) : start] in by_any_name() for size in range(2, 12)) and not any(
        text.endswith(word, 0, start) for word in ("我市", "本市", "全市")
    )
