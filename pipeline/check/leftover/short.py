"""Cities named for short in the applicant's own voice: 结合徐州实际, 将徐州打造成为……, 我市（徐州市）.

A short name is in the names of firms, schools, roads and markets, and plans name the cities that they trade with, learn
from and compete with. Thus only words count that a plan says of its own city alone.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of, set_against, title_at
from pipeline.places.gazetteer import AMBIGUOUS, bare, by_short_name, divisions
from pipeline.places.names import related
from pipeline.text.written import YEAR_AFTER

_BUILT = r"智能建造|智慧建造|建筑业|建筑产业|建筑工业化|住建|住房城乡建设|城市建设|城市更新|城市治理|工程建设|经济社会"
_WITHIN = r"[^，。；：、\n\t（(“]"
"""Before a city that a clause does something for; one that opens it is told of."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands before and after a city's name where it is the plan's own."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    alone: bool = False
    """Whether the words leave no doubt, whatever else the sentence says of other places."""


def _frame(before: str, after: str, *, alone: bool = False) -> _Frame:
    return _Frame(re.compile(rf"(?:{before})$"), re.compile(after), alone)


_FRAMES = (
    # 结合徐州实际, 符合徐州特色的路径
    _frame(
        r"结合|立足|符合|切合|贴合|适合|契合|适应|依据|根据|基于|彰显|突出|具有|富有",
        r"市?的?(?:本地)?(?:实际|市情|特色|特点|产业特[色点]|城市特[色点]|建筑业(?:发展)?(?:实际|特点|现状))"
        r"(?=[，。；、的和与及]|$|情况|需要|探索|制定|推进|出台|走出|打造|提出|编制)",
        alone=True,
    ),
    # 将徐州打造成为示范城市
    _frame(r"[把将]", r"市?(?:建设|打造|培育|发展|塑造|锻造|建)(?:成|为)(?![区的])", alone=True),
    # 使徐州成为示范城市
    _frame(r"[使让]", r"市?(?:成为|建成|跻身|走在|迈入)(?![区的])", alone=True),
    # 我市（徐州市）
    _frame(r"(?:[我本全]|试点城)市[（(]", r"市?[）)]", alone=True),
    # 推动徐州建筑业转型升级
    _frame(
        r"推动|促进|推进|加快|提升|提高|支撑|助推|引领|实现|[使让]|(?:^|[，。；：\n])为",
        rf"市?的?(?:{_BUILT})(?:(?!企业|人才|专家|协会|市场)[^，。；]){{0,14}}(?:发展|转型|升级|水平|能力|品质|提质|现代化|试点|数字化|智能化|工业化)",
    ),
    # 提升徐州城市品质
    _frame(_WITHIN, r"市?的?城市品质"),
    # 打造“徐州智造”品牌
    _frame(
        r"(?:打造|形成|树立|擦亮|叫响|唱响|塑造|创建|推出)(?:了|出|好|一批|可复制|可推广|、|的|全国|知名|领先|独具|具有){0,6}[“「\"]?",
        r"(?:智造|智建|建造|智能建造|筑造|经验|模式|样板|样本|方案|品牌|特色|路径|范例|名片)(?!在[我本]|落地)",
    ),
    # 徐州全市在建智慧工地数量, as the name of a row
    _frame(r"^|[，。；：\n\t]", r"市?全[市域](?!场)"),
    # 到2025年，徐州装配式建筑占比达到40%
    _frame(
        rf"(?:^|[，。；：\n])(?:(?:到|至|力争到?|确保到?){YEAR_AFTER}年(?:年?[底末])?|(?:到|至)?试点期(?:满|末|内|结束)|力争|确保)"
        r"[，,]?(?:力争|确保)?",
        r"市?(?:新?建成(?!区)|新开工|新建|装配式|建筑业|智能建造(?!产业(?:联盟|大会|博览会))|智慧工地|累计|培育|形成|实现|完成"
        r"|政府投资|BIM|城镇|各[区县]|市域|全市)(?:(?!协会|学会|市场)[^。；]){0,40}?(?:达到?|超过|突破|不低于|不少于|以上|覆盖|\d\d?[个家项])",
    ),
    # 徐州智能建造产业园规划占地500亩，2024年建成
    _frame(
        r"^|[。；：\n]|(?:建设|打造|推进|加快|规划|建成)",
        r"市?智能建造(?:产业)?(?:园区?|产业园|基地|集聚区|示范区|实训基地|监管平台|集群)"
        r"(?=(?![^。；]{0,40}已)[^。；]{0,40}(?:规划|占地|建成|开工|投产|投用|竣工|上线|启用|建设|入驻))",
    ),
    # 建设徐州智能建造试点示范工程, 做强徐州智能建造产业
    _frame(
        _WITHIN,
        r"市?的?智能建造(?:试点|示范)*(?:工程|项目|城市|产业(?:体系|链|集群|(?=[，。；]|$)))",
    ),
    # 编制徐州智能建造产业链图谱
    _frame(
        r"(?:编制|绘制|制定|出台|印发|发布|修订|起草)[《“]?",
        r"市?(?:智能建造|建筑业|建筑产业)[^，。；：、]{0,14}(?:图谱|目录|清单|规划|办法|意见|细则|导则|标准|规程|指南|措施)",
    ),
    # 宣传徐州智能建造的特色亮点
    _frame(
        _WITHIN,
        r"的?(?:智能建造|建筑业)[^，。；：、]{0,10}(?:特色|亮点|成果|成效|故事)",
    ),
    # 支持长沙本地企业做大做强
    _frame(
        r"支持|鼓励|培育|扶持|引导|推动|优先(?:选用|支持|采购)",
        r"市?(?:(?:本地|本土)[^，。；]{0,8}?企业|市域内?|全市|全域)",
    ),
    # 徐州智能建造试点实施方案
    _frame(
        r"^(?:关于印发)?《?",
        r"市?(?:智能建造|建筑业)[^，。；：、]{0,14}(?:实施方案|试点方案|工作方案|申报[材书])[^，。；：]{0,8}$",
        alone=True,
    ),
)
_MARKET = re.compile(r"外拓|市场|外销|输出|承揽|劳务输|办事处|分公司|桥头堡|外溢")
"""In whose sentences a city is one where the applicant's firms work."""
MOST = 2
"""Other cities in a sentence from which on it tells of them, whatever the words around one."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Where cities are left over that the text names for short, or in full in words that `full.py` does not know."""
    for match in _names().finditer(text):
        start, stop = match.start(), match.end()
        if match["city"] in home.parts or not home.is_foreign(by_short_name()[match["city"]]):
            continue
        frames = [frame for frame in _FRAMES if _fits(frame, text, start, stop)]
        if match["city"] in AMBIGUOUS:
            frames = [frame for frame in frames if frame.alone]
        if frames and _own_voice(frames, text, start, stop, home):
            yield start, stop + text.startswith("市", stop)


@functools.cache
def _names() -> re.Pattern[str]:
    """Cities for short, with their province before them (江苏徐州)."""
    short = sorted(by_short_name(), key=len, reverse=True)
    provinces = "|".join(bare(division.name) for division in divisions() if division.level == "province")
    return re.compile(rf"(?:(?:{provinces})省?)?(?P<city>{'|'.join(short)})(?!路|大道|大街|街道)")


def _fits(frame: _Frame, text: str, start: int, stop: int) -> bool:
    after = text[stop : stop + 60]
    return bool(frame.before.search(text[max(0, start - 24) : start]) and frame.after.match(after))


def _own_voice(frames: list[_Frame], text: str, start: int, stop: int, home: Home) -> bool:
    """Whether nothing around says that the place is another than the applicant."""
    before, after = sentence_of(text, start, stop)
    own = _own_name(home)
    clause = before.rpartition("，")[2], after.partition("，")[0]
    if _quoted(text, start) or own.search(clause[1]):
        return False
    if any(frame.alone for frame in frames):
        return not (_MARKET.search("".join(clause)) or related(text, start, stop) or set_against(text, start, stop))
    if _MARKET.search(before + after):
        return False
    named = {match["city"] for match in _names().finditer(before + text[start:stop] + after)}
    others = [name for name in named if home.is_foreign(by_short_name()[name])]
    told = own.search(before) or own.search(after) or of_another(text, start, stop)
    return len(others) < MOST and not told


@functools.lru_cache(maxsize=64)
def _own_name(home: Home) -> re.Pattern[str]:
    """How a sentence names the applicant beside the other city: 我市, its name for short, 来宜设厂."""
    name = home.applicant.name
    short = bare(name) if bare(name) != name else name[:-1] if len(name) > 2 else name
    return re.compile(
        rf"[我本][市区州盟县]|我地|{re.escape(short)}|[来驻落赴在进]{re.escape(short[:1])}(?!{re.escape(short[1:2])})"
    )


def _quoted(text: str, start: int) -> bool:
    """Whether the name stands within the title of a document but does not begin it: another city's paper may be cited."""
    opened = title_at(text, start)
    return opened >= 0 and start - opened > 1
