"""Document numbers of another province or city as one's own: 省政府印发《……》（赣府发〔2019〕12号） in Hunan.

A number begins with one character for the province or city whose paper it is. A province's says that much wherever it
stands; a city's, often shared by several, only where the paper is said to be the applicant's.
"""

import functools
import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of
from pipeline.places.gazetteer import bare, by_short_name
from pipeline.places.names import mentions

PROVINCES = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林", "黑": "黑龙江",
    "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西", "鲁": "山东", "豫": "河南",
    "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南", "渝": "重庆", "川": "四川", "黔": "贵州",
    "滇": "云南", "藏": "西藏", "陕": "陕西", "甘": "甘肃", "青": "青海", "宁": "宁夏",
}  # fmt: skip
"""Provinces by the character that their documents' numbers begin with. 贵, 云 and 新 are words and many cities' names, too."""
ALIASES = {
    "广州": "穗", "成都": "蓉", "南京": "宁", "福州": "榕", "宁波": "甬", "南昌": "洪", "长沙": "星", "昆明": "春",
    "贵阳": "筑", "太原": "并", "温州": "瓯", "绍兴": "越", "厦门": "鹭", "泉州": "鲤", "深圳": "鹏", "佛山": "禅",
    "合肥": "庐", "九江": "浔", "湘潭": "潭", "柳州": "龙", "南宁": "邕", "济南": "泉", "青岛": "胶", "洛阳": "河",
    "开封": "汴", "镇江": "润", "扬州": "广", "赣州": "虔", "包头": "鹿", "安庆": "宜", "六安": "皋", "上海": "申",
    "重庆": "巴", "海口": "椰", "南充": "果", "十堰": "堰", "湖州": "吴", "嘉兴": "禾", "景德镇": "瓷", "杭州": "余",
}  # fmt: skip
"""Characters that cities call themselves by and that are not in their names."""
_ALSO = {"内蒙古": "内", "新疆": "新", "云南": "云", "贵州": "贵", "上海": "上", "重庆": "重"}
"""Further characters that their numbers begin with."""
_NUMBER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[按据行照实彻和及与以用的发为是由])|文号为?)(?P<head>[\u4e00-\u9fff])市?(?:(?P<council>政|府)|建|住建|委|办|发改|财|科|工信|经信|自然资|人社|交|环)[\u4e00-\u9fff]{0,5}"
    r"[〔【\[［(（]\s*20\d\d\s*[〕】\]］)）]\s*\d+\s*号"
)
_OWN_PAPER = re.compile(
    r"(?:[我本全]市|市(?:人民)?政府|市(?:政府)?办公室|市委)[^。；]{0,60}(?:印发|出台|发布|制定|下发|颁布|实施|公布)"
    r"|(?:[我本](?:局|委|办|市[局委])|市(?:住建|住房|城乡建设|建设|发改|财政|自然资源|工信|科技|人社|行政审批)[^，。；、]{0,9}?[局委])[^。；]{0,60}(?:印发|出台|发布|制定|下发|联合)"
)
"""Before a paper of the applicant's own government, or of a bureau of its own."""
_ISSUED = re.compile(
    r"[^，。；]{0,6}(?:，|系|为|由|是|即)?(?:由?[我本](?:局|委|办|市)|市(?:人民)?政府|市住建局)[^，。；]{0,6}(?:印发|出台|发布|制定|下发)"
)
"""Behind a number that says so afterwards: 甲建〔2022〕7号由我局印发."""
_OBEYED = re.compile(
    r"(?:按照?|根据|依据|依照|遵照|执行|适用|落实|贯彻|沿用)(?:[^，。；、《]{0,12}?|[^，。；]{0,6}《[^》]{2,50}》[（(]?)$"
)
"""Before a number of a paper that holds for the applicant: 土地出让按甲政办〔2022〕7号执行."""
_HOLDS = re.compile(r"[）)]?[^，。；]{0,24}?(?:执行|规定|要求|办理|兑现|文件|标准|条款|精神|有关|的?通知|，|。|；|$)")
_WORDS = frozenset("中安新大三上海东南西北天平金石长通城市国省建质公和及与以按据照实")
"""Characters that cities' names begin with, and those of other bodies' papers or no number, too: 中建, 新建, 和建市〔2020〕60号."""
_BELOW = re.compile(r"[^市、，][区县](?!域)|省(?:委|政府|人民|住|厅|级|有关)")
"""In a sentence that speaks of papers of districts or the province, which have their own numbers."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Where a number begins with the character of another province, or that of another city on one's own paper."""
    if not home.applicant.province:
        return
    for match in _NUMBER.finditer(text):
        start, stop = match.start("head"), match.end()
        if match["head"] in _own_signs(home) or _told(text, start, stop, home):
            continue
        if _of_province(match["head"], home) or _of_city(text, match, home):
            yield start, stop


def _of_province(head: str, home: Home) -> bool:
    province = PROVINCES.get(head)
    return province is not None and not any(province in name for name in home.names)


def _of_city(text: str, match: re.Match[str], home: Home) -> bool:
    """Whether the paper is the applicant's, or holds for it, and the number begins like the name of a city that is not."""
    if match["head"] not in _signs():
        return False
    before, after = sentence_of(text, match.start("head"), match.end())
    below = _BELOW.search(before) or any(name != home.applicant.name for name in _places(before))
    if match["council"] and (match.group() == text.strip() or (_OWN_PAPER.search(before) and not below)):
        return True
    if (
        below
        or match["head"] in _WORDS | _own_parts(home)
        or any(name in before for name in by_short_name() if name not in home.parts)
    ):
        return False
    obeyed = _OBEYED.search(before) and _HOLDS.match(after)
    return bool(obeyed or _OWN_PAPER.search(before) or _ISSUED.match(after))


def _places(text: str) -> Iterator[str]:
    return (text[start:stop] for start, stop, _ in mentions(text))


@functools.cache
def _signs() -> frozenset[str]:
    """Characters that numbers of cities begin with."""
    return frozenset({name[0] for name in by_short_name()} | set("".join(ALIASES.values())))


@functools.lru_cache(maxsize=64)
def _own_parts(home: Home) -> frozenset[str]:
    """Characters that the numbers of its districts and counties begin with."""
    return frozenset(name[0] for name in home.parts)


@functools.lru_cache(maxsize=64)
def _own_signs(home: Home) -> frozenset[str]:
    """Characters that the numbers of the applicant, its city or its province may begin with."""
    aliases = (ALIASES.get(bare(name), "") + _ALSO.get(bare(name), "") for name in home.names)
    cities = home.names - {home.applicant.province} | {home.applicant.name}  # 海府办 is no number of 海南省
    provinces = (sign for sign, name in PROVINCES.items() if any(name in own for own in home.names))
    return frozenset("".join((*cities, *aliases, *provinces)))


def _told(text: str, start: int, stop: int, home: Home) -> bool:
    """Whether the sentence names the other place or speaks of one that the applicant learns from or works with."""
    before, _ = sentence_of(text, start, stop)
    named = any(not all(map(home.is_own, divisions)) for _, _, divisions in mentions(before))
    return named or of_another(text, start, stop)
