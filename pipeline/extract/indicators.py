"""The words that name what is counted: before the number (示范项目30个) or behind it (30个示范项目)."""

import re
from dataclasses import dataclass

from pipeline.extract.measures import MEASURE
from pipeline.extract.verbs import DEED, DEEDS, HALVES, NOMINAL, PIVOTS, PURE, STRONG
from pipeline.text.patterns import quick

LONGEST = 60
"""Characters of a name; a text without punctuation would take quadratic time."""
_ADVERB = (
    "柔性|全职|新(?=培|引|签|增|认|设|创|打)|精准|重点|定向|联合|自主|积极|大力|加快|逐步|分批|有序|统筹|滚动"
    "|同步|优先|择优|持续|深入|高标准|高质量|高水平"
    "|陆续|各自|平均|稳步|集中|首批|共同|分别|广泛|常态化|系统|全面|自主|累计|年均|每年|再|来|并"
)
_LEADING = re.compile(
    r"^(?:[一二三四五六七八九]是|[①-⑳]|—+|\d{1,2}[.．、](?!\d)|要求|其中|主要(?:是|为|包括)|包括"
    r"|含(?![量水税碳])|目标(?:是|为)?|至少|不少于|到(?!位|岗|期)|至|在(?![建线校岗册职场编])|于"
    r"|以(?![后来内上])|将|把|全市|全区|全县|全州"
    r"|全省|全师市|我市|我区|本市|市域内|辖区内|市县两级|力争|确保|争取|预计|计划|规划|拟(?!建)|共(?![享性建用管同])"
    r"|再(?![生就次])|应(?![用急力收届])|须|需(?![求要])|累计|总计|合计|年内|同期|[一二两三四五]年|试点期间"
    r"|试点期内|试点期末|试点期|(?:规划|实施|建设)?期[末满]时?|届时"
    r"|每年|年度|年(?=出口|服务|培训|培养|招收|接待|组织)|每季度|首批|以后|此后|之后|今后|未来|第[一二三]批|前(?=[建完培])|底(?=[建完培])|末(?=[建完培])"
    r"|使(?!用)|并(?!网|联)|均(?![衡价])|都"
    r"|该|约(?!束)|基本|全面|另外?|同时|还|且|的|，|：|”|即(?!时)|现有|已有|时(?!间|限|效)|内(?![墙部装循外])"
    r"|各类|一批|各(?=建|自|培|打|完)"
    rf"|全年|年均(?!复合|[增降][速长幅])|(?:{_ADVERB}|(?:平均)?每[个条家]?(?:项目|产业链|企业))(?={DEEDS}))+"
)
_HALF = re.compile(HALVES)
_LAST_VERB = quick(rf"(?:{DEEDS})(?:了|出|好|约|不少于|至少|各|首批|第[一二三]批|[和与或、及](?:{DEEDS}))*$")
_STRONG, _NOMINAL, _PURE = re.compile(STRONG), re.compile(NOMINAL), re.compile(PURE)
_JOINED = re.compile(rf"(?:[、和或及并与]|并且|或者)(?=(?:{DEEDS}))")
_BETWEEN = re.compile(r"(?:了|出|的|[和及与](?:在|续)建的?|各类|一批|约|不少于|至少|本地|市内|首批)+")
_HEADS = (
    "项目|企业|机构|政策|中心|基地|平台|人员|团队|能力|经费|投入|单位|场景|试点|工程|案例|体系|任务|活动|技术(?!工"
    "|人|骨|能手)|设备|生产线|面积|费用|用地|制造|强度|模式|服务|产品|材料|周期|时间|时限|工艺|方式|主体|总包|资金|运营|管理|示范|咨询|检测"
    "|评价|设施|岗位|网点|站点|办公楼|用房|厂房|手册"
)
_OF_NOUN = re.compile(rf"(?:{HALVES})(?:{_HEADS})|(?:{DEEDS})(?:区(?!域)|[量率度比额后](?![^，]*的)|面(?!积)|面积$)")
"""A verb that is half a noun: 研发|机构, 应用|场景, 覆盖|率."""
_TURNED = re.compile(r"[^，]+[将把](?=..)")
_MOVED = re.compile(r"(?:局|委|政府|平台|系统|部门|区|县|市|技术|企业)(?:推动|实现|确保|力争)(?!率|度)")
_RATE = re.compile(r".{0,2}[率度量]$")
_OPENING = re.compile(r"(?:以上|左右|以内|以下|的|首批)*")
_SUBJECT = re.compile(
    r"(?:全市|全区|全县|全省|企业|引导|支持|新|力争|局|委|政府|市|县|区|州|镇|乡|街道|园区|单位|高校|院校|学校"
    r"|协会|集团|共同|联合|牵头|分批|累计|每年|分别|平台|系统|领域|方面|环节|组织|负责|部门|中|并|来|后|用于|加快|重点|同步|统一"
    r"|择优|投入|通过|各|均|都|两地|机构|中心|以上|完成|联盟|内|上|定向|柔性|新增)$"
)
_BY = re.compile(r"围绕|依托|针对|聚焦|通过|结合|面向|利用|支持|引导|鼓励|在|以|按照?|从|为|向|选择")
"""Such an opening goes on with the verb that counts: 围绕构件领域培育智能工厂10家."""
_COMPARED = re.compile(
    r"(?:较|(?<![占对])相?比(?!例|重|率)|与|同)(?:20\d\d年|试点前|试点初|传统|常规|同类|上年|去年"
    r"|基期|目前|现状|现在|以往|现浇|全国|全省|一般)[^，]{0,10}$|同比$|较[^，]{2,8}$"
    r"|在20\d\d年[底末]?(?:的?基础上|水平上?)[^，]{0,4}$"
)
_OF_COMPARED = re.compile(r"(?:方式|模式|水平|项目|工艺|做法|现浇|20\d\d年)(?P<what>[\u4e00-\u9fff]{2,8})$")
"""What is compared, behind what it is compared with: 较传统建造方式|用工人数|减少25%."""
_TAIL = re.compile(
    r"(?:的)?(?:数量|总数|个数|家数)?(?:累计|净|总计|合计|共计|(?<!公)共|将|要|(?<![响供反效适])应|必?须|(?<!未)必|力争"
    r"|确保|争取|总体上?"
    r"|分别|依次|均|都|各|年均|平均|稳步|逐步|逐年|进一步|大幅|整体|总体|综合|基本|再|也|(?<!节)约|(?<!邻)近"
    r"|逾|每年|首批|预期|原则上"
    r"|(?<=[模值入额])[两二三四五]年内?|第[一二三]批|实现|预计|不得|，|(?<!达)到|在|于|的|(?<!许)可|(?<![产节功智性技效])能|(?<!抵)达)*$"
)
_WITHIN = re.compile(
    r"(?<=[率比例重度])在[^，]{2,14}[中内]$|(?<=项目|工程|建筑|企业)中$"
    r"|(?:降|控制|提高|减少|压减|下降)[到在至]每[^，]{1,5}$"
)
"""应用率|在政府投资项目中|达到80%."""
_CITED = re.compile(r"(?:《[^》]{0,80}》[、和及]?)+等?$")
"""编制|《导则》《规程》等|3部地方标准."""
_BREAK = re.compile(
    r"[，。；：、（）(]|以及|并(?=[^行])|(?:和|及|与)(?=\d|[一二三四五六七八九十两百]{1,4}[个家项座名条])"
)
_NOUN_END = re.compile(
    r"用于|纳入|将|全部|的目标|入[库园驻选]|投[产用]|开工|到(?=20|一线|企业|基层|现场|项目|高校|国|境|外地|先进)"
    r"|给予|作为|形成|开展|参与|参[加评赛展]|覆盖|进行|通过|实现|达到|获得|组成|中(?:落地|应用|推广|开展|试点|优先|试用|使用|率先)"
    r"|在20|向全|赴|年营收|率先|首批|竣工|上线|落地"
    r"|挂牌|实行|采取|面向|并网|分布|(?<![用位基关由])于"
    r"|(?<=企业|单位|公司|集团|项目|工程|机构)由(?!于)"
    r"|(?<=企业|单位|公司|集团)(?:建立|实施|组建|建设|创建|打造|做|牵头|申报|先行)"
)
"""What goes on behind the noun: 企业|参与, 骨干|赴先进城市."""
_ACTED = re.compile(
    r"运用|采用|使用|应用(?!场景|项目|示范|试点|技术|工程|企业)|完成|取得|获得|实施|申报|创建|落户|上云|转型|接入"
    r"|建设(?!项目|工程|单位|企业)|向|到|对|与"
)
"""What those do whom 推动 or 选派 moves: 推动50个项目|运用三维扫描."""
_NOT_A_NOUN = re.compile(
    r"[和与及或]|\d|[—～~-]|左右|的$|于|在|由|被|已|将|均|都|全[部面都]|分别|其中|为|得|可(?!复|推|借|持)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator and `text[start:stop]` that it was read from."""

    noun: str
    start: int
    stop: int
    verb: str = ""


def before(text: str, start: int, stop: int, *, whole: bool = False, counted: bool = True) -> Named:
    """The indicator in `text[start:stop]`, the words before a number; `verb` governs it. The noun may be "".

    A verb right before the number means that the noun stands behind it, unless `whole` says that none does.
    `counted` says that the number counts things, so that a verb before them takes them as its object.
    """
    start = max(start, stop - 2 * LONGEST)
    part = _CITED.sub("", text[start:stop])
    if compared := _COMPARED.search(part):
        of = _OF_COMPARED.search(part, compared.start())
        part = part[: compared.start()] + (of["what"] if of and MEASURE.search(of["what"]) else "")
    if not counted:
        part = part.removesuffix("中有")  # 政府投资项目中有|六成应用
    if part.endswith("在") and not MEASURE.search(part[:-1]):
        return Named("", start, stop, "在")
    if not whole and (closing := _LAST_VERB.search(part)):
        return Named("", start, stop, closing.group())
    part = part[: _TAIL.search(part).start()]  # type: ignore[union-attr]  # it matches the empty string
    part = _WITHIN.sub("", part)
    if part.endswith(tuple("对从向由等和及与、")):  # of a list the rest stands behind the number
        return Named("", start, stop)
    measured = not counted or bool(MEASURE.search(part))
    offset, verb = _measured(part) if measured else _counted(part)
    noun = _clean(part[offset:])
    noun = noun if len(noun) >= 2 and not DEED.fullmatch(noun) else ""
    return Named(noun, start + max(offset, part.find(noun, offset)), stop, verb)


def _clean(noun: str) -> str:
    noun = noun.strip(" \u3000、的")
    if noun.count("“") != noun.count("”"):
        noun = noun.rpartition("”" if "”" in noun else "“")[2]
    if "》" in noun:
        noun = noun.rpartition("》")[2].removeprefix("等")
    return noun


def without_adverbs(words: str) -> str:
    """The words less what only leads up to a number: “” of “，年均”."""
    words = words[-LONGEST:]
    if compared := _COMPARED.search(words):
        words = words[: compared.start()]
    part = words[_skipped_leads(words) :]
    return part[: _TAIL.search(part).start()].strip("、 ")  # type: ignore[union-attr]


def _measured(part: str) -> tuple[int, str]:
    """Length of what precedes a measure, and the verb: 推动|新开工项目装配率. What looks like a verb is mostly its part."""
    offset, verb = _skipped_leads(part), ""
    if turned := _TURNED.match(part):  # 通过视觉检测将|返喷率
        offset = turned.end()
    while (hit := _PURE.match(part, offset) or _STRONG.match(part, offset)) and _takes(hit) and hit.group() != "新建":
        offset, verb = hit.end(), hit.group()
        offset += _skipped_leads(part[offset:])
    for hit in _MOVED.finditer(part):
        offset, verb = hit.end(), hit.group()[-2:]
    return offset, verb


def _takes(verb: re.Match[str]) -> bool:
    """Whether the verb has an object and is not half of one: 完成|投资额, but not 完成率 or 新增|面积."""
    rest = verb.string[verb.end() :]
    return len(rest) >= 2 and not _RATE.match(rest) and not _OF_NOUN.match(verb.string, verb.start())


def _skipped_leads(part: str) -> int:
    lead = _LEADING.match(part)
    return lead.end() if lead else 0


def _counted(part: str) -> tuple[int, str]:
    """Length of what precedes the things counted (adverbs, subject, verb), and the verb."""
    offset, verb = _skipped_leads(part), ""
    framed = bool(_BY.match(part))
    for hit in (DEED if framed else _STRONG).finditer(part, offset):
        half = verb and hit.start() == offset and _HALF.match(hit.group())  # 组建|创新联合体
        if hit.end() < len(part) and not half and not _OF_NOUN.match(part, hit.start()):
            offset, verb = hit.end(), hit.group()
    for hit in [] if verb else _NOMINAL.finditer(part, offset):
        if hit.end() < len(part) and _SUBJECT.search(part[: hit.start()]) and not _OF_NOUN.match(part, hit.start()):
            offset, verb = hit.end(), hit.group()
    return _chained(part, offset, verb)


def _chained(part: str, offset: int, verb: str) -> tuple[int, str]:
    """Verbs that follow one another: 遴选|推广, 主编或|参编."""
    while True:
        if verb and (lead := _BETWEEN.match(part, offset)):
            offset = lead.end()
        if joined := _JOINED.match(part, offset) if verb else None:
            offset = joined.end()
        hit = DEED.match(part, offset)
        if hit and verb and not joined and _HALF.match(part, offset):  # 建成|研发办公楼
            return offset, verb
        if hit is None or hit.end() >= len(part) or _OF_NOUN.match(part, offset):
            return offset, verb
        offset, verb = hit.end(), hit.group()


def behind(text: str, start: int, stop: int, *, verb: str = "") -> Named | None:
    """The counted thing in `text[start:stop]`, the words behind a unit: “智能建造示范项目”.

    `verb` is the one before the number; where none is, a verb behind the number means that no noun is.
    """
    # 试点项目25个等目标: named before the number
    if text.startswith("等", start) and not text.startswith("等级", start):
        return None
    skipped = _OPENING.match(text, start, stop)
    first = skipped.end() if skipped else start
    if not verb and DEED.match(text, first, stop) and not _OF_NOUN.match(text, first, stop):
        return None
    stop = min(stop, first + LONGEST)
    stop = pause.start() if (pause := _BREAK.search(text, first, stop)) else stop
    end = _NOUN_END.search(text, first + (2 if verb else 0), stop)
    last = end.start() if end else stop
    if verb in PIVOTS and (acted := _ACTED.search(text, first + 2, last)):
        last = acted.start()
    noun = text[first:last].strip(" \u3000的")
    return Named(noun, first, last) if len(noun) >= 2 and not _NOT_A_NOUN.match(noun) else None


def shared(named: Named, size: int) -> list[str]:
    """The `size` indicators of “医院类、学校类工程BIM应用率”, [] where it does not name as many."""
    splits = (re.split(mark, named.noun) for mark in ("、", "、|和", "、|和|及(?!率)|与"))
    names = next((parts for parts in splits if len(parts) == size and all(parts)), [])
    if not names:
        return []
    last = names[-1]
    if any(MEASURE.search(name) for name in names[:-1]):
        return names
    cut = _parallel(names)
    if 0 < cut <= len(last) - 2:  # 学校类|工程BIM应用率
        return [*(name + last[cut:] for name in names[:-1]), last]
    return names


def _parallel(names: list[str]) -> int:
    """Where in the last name ends what differs: 医院类、住宅类|工程装配率, 设计、运维|阶段应用率, 焊接、喷涂等|工序机械化率."""
    last, ends, sizes = names[-1], {name[-1] for name in names[:-1]}, {len(name) for name in names[:-1]}
    if len(ends) == 1 and (cut := last.find(ends.pop()) + 1):
        return cut
    if "等" in last[2:-2]:
        return last.index("等", 2) + 1
    return sizes.pop() if len(sizes) == 1 and MEASURE.search(last) else 0
