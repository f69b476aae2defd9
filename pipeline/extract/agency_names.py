"""Where agencies stand in a text: names of the lexicon with the place before them, and others that a verb shows."""

import re
from collections.abc import Sequence

from pipeline.language import Name, gazetteer

Span = tuple[int, int]

_TITLE = re.compile(r"《[^》]{0,160}》")
_PREFIX = re.compile(
    r"(?:各?(?:有关|相关)?(?:县级?市?|区|市|镇|街道|乡|旗)?[（(](?:[市县区旗、，和]|园区|开发区)+[）)]区?"
    r"|各?(?:市、县、区|区、县|县、区|市、县|市区县|县市区|市县区|区市县|区县市|区县|县区|市县|市区)"
    r"|各(?:区|县|市|州|镇|乡|街道|园区|板块|开发区|功能区)?|师市|开发区|高新区|经开区"
    r"|示范区|新区|国家|本市|我市|[市区县省州盟旗师镇乡])$"
)
_BARE = frozenset(
    [
        "政府", "人民政府", "建设局", "数据局", "管委会", "管理委员会", "试点办", "团委", "经济局", "规划局",
        "农业局", "文物局", "体育局", "房管局", "交通局", "水利局", "档案馆", "领导小组办公室",
        "联席会议办公室", "专班办公室",
    ]
)  # fmt: skip
"""Names that without 市 or 区 may be part of another word; they count only behind a separator, 政府 never."""
_BOUNDARY = "、，。；：:;,（( \u3000和与及由同向报经请为让给是在对将并跟\n\x00"
_ENDING = (
    r"(?:局|委员会|管委会|办公室|服务中心|管理中心|指挥部|推进中心"
    r"|媒体中心|促进中心|保障中心|发展中心|监测中心|检测中心|事务中心|建设中心|专班|联盟)"
)
_UNKNOWN = re.compile(
    rf"(?:^|(?<=[、，。；：（(由和与及同\x00]))[市区县州省旗](?![设成建有分]|场|民|级|域|内"
    rf"|政府|委|直|属|区"
    rf"|县)[\u4e00-\u9fff]{{2,10}}?{_ENDING}(?![长部员\u4e00-\u9fff]{{0}}长)"
)
_ORGANISATION = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部门|中心|政府|协会|学会|商会|公司|集团|研究院|设计院"
    r"|大学|学院|站|馆|管委会|街道|办事处|专班|联盟|支队|银行)$"
)
_GENERIC = re.compile(
    r"^(?:各?(?:有关|相关|成员|责任|牵头|配合|建设|施工|设计|监理|主管|职能|业务|地方|行业"
    r"|参建|属地)?(?:部门|单位|企业|公司|机构|高校|协会|中心)|多部门|各部门|专班|政府"
    r"|多个?部门|.*(?:市直|有关|相关|各级|本级).*(?:部门|单位).*|分管.*|.*(?:项目|骨干|龙头"
    r"|总包|总承包|建筑|链主|本地)(?:企业|公司))$"
)


def spans(text: str, names: Sequence[Name]) -> list[Span]:
    """Agencies in reading order, each with the 市, 区 or place name before it; none inside 《…》."""
    hidden = _TITLE.sub(lambda match: "\x00" * len(match.group()), text)
    found: list[Span] = []
    for name in names:
        start = prefixed(hidden, name.start)
        if hidden[name.start] == "\x00" or (found and start < found[-1][1]) or not _stands(hidden, start, name):
            continue
        found.append((start, name.stop))
    for match in _UNKNOWN.finditer(hidden):
        if not any(start < match.end() and match.start() < stop for start, stop in found):
            found.append(match.span())
    return sorted(found)


def _stands(text: str, start: int, name: Name) -> bool:
    """Whether it is a name and not part of a word: a bare short one must follow a separator."""
    form = text[name.start : name.stop]
    if form in ("政府", "人民政府") and start == name.start:
        return False
    if text[name.stop : name.stop + 1] in ("长", "员") or (
        form == "政府"
        and re.match(r"采购|投资|引导|主导|推动|搭台|工程|监管|网站|购买|补贴|工作报告|项目", text[name.stop :])
    ):
        return False
    if start < name.start:
        return True
    opens = start == 0 or text[start - 1] in _BOUNDARY
    return opens if form in _BARE or len(form) < 5 else True


def prefixed(text: str, at: int) -> int:
    """Where the name at `at` begins with the places and the 市, 区, 各县（市、区） before it."""
    start = at
    while (size := _place_before(text, start)) > 0:
        start -= size
    if start < at:
        return start
    prefix = _PREFIX.search(text, max(0, at - 14), at)
    if prefix is None:
        return at
    start = prefix.start()
    if text[start:at] in ("开发区", "高新区", "经开区", "示范区", "新区"):
        return max(0, start - 1) if text[start - 1 : start] in ("市", "县", "各") else start
    return start


def _place_before(text: str, stop: int) -> int:
    """Length of the longest name of the gazetteer that ends at `stop`."""
    return next((size for size in range(min(12, stop), 1, -1) if text[stop - size : stop] in gazetteer()), 0)


def is_unit(name: str) -> bool:
    """Whether this is the name of one unit: 市建筑业协会 is, 设计单位 and 各有关部门 are not."""
    return 3 <= len(name) <= 24 and bool(_ORGANISATION.search(name)) and not _GENERIC.match(name)


def is_own(name: str) -> bool:
    """Whether it is an organ of the pilot itself: to name it says nothing about who does what."""
    return bool(re.fullmatch(r".{0,6}(?:领导小组办公室|联席会议办公室|专班办公室|试点办)", name))


def is_generic(name: str) -> bool:
    """Whether it names nobody: 各有关部门."""
    return bool(_GENERIC.match(name))
