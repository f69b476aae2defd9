"""Where agencies stand in a text: names of the lexicon with the place before them, and others that a verb shows."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.passages import without_titles
from pipeline.language import Name
from pipeline.places.gazetteer import COMMON, by_any_name

Span = tuple[int, int]

_ZONES = ("开发区", "高新区", "经开区", "示范区", "新区")
_PREFIX = re.compile(
    r"(?:各?(?:有关|相关)?(?:县级?市?|区|市|镇|街道|乡|旗)?[（(](?:[市县区旗州盟、，和]|园区|开发区)+[）)]区?"
    r"|各?(?:市、县、区|区、县|县、区|市、县|市区县|县市区|市县区|区市县|区县市|区县|县区|市县|市区)"
    r"|各(?:区|县|设区市|市|州|镇|乡|街道|园区|板块|开发区|功能区)?|师市|开发区|高新区|经开区"
    r"|示范区|新区|国家|本市|我市|[市区县省州]委|[省市区县各]级|[市区县省州盟旗师镇乡])$"
)
_BARE = frozenset(
    [
        "政府", "人民政府", "建设局", "数据局", "管委会", "管理委员会", "试点办", "团委", "经济局", "规划局",
        "农业局", "文物局", "体育局", "房管局", "交通局", "水利局", "档案馆", "领导小组办公室",
        "联席会议办公室", "专班办公室",
    ]
)  # fmt: skip
"""Names that without 市 or 区 may be part of another word; they count only behind a separator, 政府 never."""
_BOUNDARY = "、，。；：:;,（( \u3000和与及由同向报经请为让给是在对将并跟以商\n\x00"
_ENDING = (
    r"(?:局|(?<!专家)委员会|管委会|办公室|服务中心|管理中心|指挥部|推进中心|节能中心"
    r"|媒体中心|促进中心|保障中心|发展中心|监测中心|检测中心|事务中心|建设中心|创新中心|专班|联盟"
    r"|办(?![理事法公学好证结案件税成电])|(?:质监|安监|质安|监督|管理)站|总站|管理处|总队|支队)"
)
_MINISTRY = (
    r"(?:财政|科技|科学技术|教育|商务|公安|应急管理|生态环境|交通运输|水利|农业农村|人力资源(?:和)?社会保障|民政|司法)部"
    r"(?![门分署位品件级])|国家(?:发展改革委|统计局|能源局|税务总局)|市场监管总局"
    r"|(?:商务|农业农村|文旅|文化旅游|卫健|卫生健康|气象|通信|电力|园林|林业|消防|宣传|组织|网信|人防|民航)(?:主管)?部门"
)
_UNKNOWN = re.compile(
    rf"(?:^|(?<=[、，。；：（(由和与及同经报请向以对\x00]))(?:团[市区县省州]委|{_MINISTRY}|[市区县州省旗]"
    r"(?:委(?!托)|政府)?(?!设[立在有置]|成[立为]|建[成有立]|建设(?!工程|项目)|有|分[别成]|内|场|民|级|域|政府|委|直|属|区|县)"
    rf"[\u4e00-\u9fff]{{1,10}}?{_ENDING}(?![长部员]))"
)
"""Agencies that the lexicon does not hold: 市外事办, 市委改革办, 财政部."""
_AND_NAME = re.compile(r"[市区县州省旗][\u4e00-\u9fff]{2,6}[和与]$")
"""What precedes 建设局 in 市住房和建设局, whose full name the lexicon does not hold."""
_HALF_NAME = re.compile(r"(?:住房(?:和|与)?城乡|(?<!住房)(?<!住房和)城乡|住房和)$")
_OFFICE = re.compile(r"办公[室厅](?!主任)")
_ZONE = re.compile(
    rf"(?:^|(?<=[{_BOUNDARY}]))(?!支持|推动|鼓励|指导|引导|督促|依托|联合|协同|报送|配合|通过|加快|加强|推进|各)"
    r"[\u4e00-\u9fff]{2,6}$"
)
"""The name of a zone: 东湖|高新区管委会."""
_ORGANISATION = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部门|中心|政府|协会|学会|商会|公司|集团|研究院|设计院"
    r"|大学|学院|站|馆|管委会|街道|办事处|专班|联盟|支队|银行|联合会|总站|管理处)$"
)
_AND = re.compile(r"(?<=[局委办厅府心站馆会院司团门）])(?:以及|和|及|与)(?=[市区县省州各镇人\u4e00-\u9fff])")
_EVERY = re.compile(r"各(?:县级市|县市|市|区|县|镇|乡)$")
_GENERIC = re.compile(
    r"^(?:各?(?:有关|相关|成员|责任|牵头|配合|建设|施工|设计|监理|主管|职能|业务|地方|行业"
    r"|参建|属地)?(?:部门|单位|企业|公司|机构|高校|协会|中心)|(?:该|本)?(?:研究院|设计院|协会|集团|公司|学院"
    r"|大学|联盟|银行)|多部门|各部门|专班|政府"
    r"|多个?部门|(?:其他|有关|属地|行业|业务|上级|同级|相应)+主管部门|.*(?:市直|有关|相关|各级|本级).*(?:部门"
    r"|单位).*|分管.*|.*(?:项目|骨干|龙头"
    r"|总包|总承包|建筑|链主|本地)(?:企业|公司))$"
)


def spans(text: str, names: Sequence[Name]) -> list[Span]:
    """Agencies in reading order, each with the 市, 区 or place name before it; none inside 《…》."""
    hidden = without_titles(text)
    found: list[Span] = []
    for name in names:
        start = prefixed(hidden, _joined(hidden, name.start))
        if hidden[name.start] == "\x00" or (found and start < found[-1][1]) or not _stands(hidden, start, name):
            continue
        office = _OFFICE.match(hidden, name.stop)
        found.append((start, office.end() if office else name.stop))
    for match in _UNKNOWN.finditer(hidden):
        if not any(start < match.end() and match.start() < stop for start, stop in found):
            found.append(match.span())
    return sorted(found)


def _joined(text: str, at: int) -> int:
    """Where a name with 和 in it begins: 市住房和|建设局; 市住建局和|建设局 are two."""
    if half := _HALF_NAME.search(text, max(0, at - 5), at):
        at = half.start()
    before = _AND_NAME.search(text, max(0, at - 8), at)
    if before is None or re.search(r"[局委办厅会站院]|中心|部门", before.group()):
        return at
    return before.start() + 1 - max(1, _place_before(text, before.start() + 1))


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
    opens = start == 0 or text[start - 1] in _BOUNDARY or text[:start].endswith(("所在地", "属地", "当地"))
    return opens if form in _BARE or len(form) < 5 else True


def prefixed(text: str, at: int) -> int:
    """Where the name at `at` begins with the places and the 市, 区, 各县（市、区） before it."""
    start = at
    if text.startswith("市场", at) and _place_before(text, at) == 2:  # the 市场监管部门 of 北京
        return at
    while (size := _place_before(text, start)) > 0:
        start -= size
    if start < at:
        return start
    if text.startswith(_ZONES, at) and (zone := _ZONE.search(text, max(0, at - 7), at)):
        return zone.start()
    prefix = _PREFIX.search(text, max(0, at - 14), at)
    if prefix is None:
        return at
    start = prefix.start()
    if text[start:at] in (*_ZONES, "区") and (text[start:at] != "区" or text.startswith("管", at)):
        zone = _ZONE.search(text, max(0, start - 7), start)
        return zone.start() if zone else start - 1 if start and text[start - 1] in "市县各" else start
    return start


def _place_before(text: str, stop: int) -> int:
    """Length of the longest name of the gazetteer that ends at `stop`."""
    return next((size for size in range(min(12, stop), 1, -1) if _is_place(text, stop - size, stop)), 0)


def _is_place(text: str, start: int, stop: int) -> bool:
    """Whether it is a name of the gazetteer; a common word is one only here, before an office: 由城中区|财政局."""
    name = text[start:stop]
    return name in by_any_name() or (name in COMMON and (start == 0 or text[start - 1] in _BOUNDARY + "市州"))


def _place_after(text: str) -> int:
    """Length of the name of the gazetteer that the text begins with."""
    return next((size for size in range(min(12, len(text)), 1, -1) if text[:size] in by_any_name()), 0)


def is_unit(name: str) -> bool:
    """Whether this is the name of one unit: 市建筑业协会 is, 设计单位 and 各有关部门 are not."""
    return 3 <= len(name) <= 24 and bool(_ORGANISATION.search(name)) and not _GENERIC.match(name)


def is_local(name: str) -> bool:
    """Whether it is a unit of this city, so that any verb shows its part: 市供电公司参与, but not 鼓励协会参与."""
    return name[0] in "市区县州省" or name.startswith(("国网", "中国", "国家")) or _place_after(name) > 0


def is_own(name: str) -> bool:
    """Whether it is an organ of the pilot itself: to name it says nothing about who does what."""
    return bool(re.fullmatch(r".{0,6}(?:领导小组办公室|联席会议办公室|专班办公室|试点办)", name))


def is_generic(name: str) -> bool:
    """Whether it names nobody: 各有关部门."""
    return bool(_GENERIC.match(name))


def parts(text: str, start: int, stop: int) -> Iterator[Span]:
    """Parts between separators; those inside brackets, 各县（市、区）, do not separate."""
    depth, first = 0, start
    cuts = {match.start(): match.end() for match in _AND.finditer(text, start, stop)}
    for at in range(start, stop + 1):
        char = text[at] if at < stop else "、"
        depth += (char in "（(") - (char in "）)")
        if (
            depth <= 0
            and char == "、"
            and _EVERY.search(text[first:at])
            and at < stop
            and text[at + 1 : at + 2] in "区县市镇乡街旗"
        ):
            continue
        if depth <= 0 and (char in "、，,/ \u3000；;" or at in cuts or at == stop):
            if at > first:
                yield first, at
            first = cuts.get(at, at + 1)
