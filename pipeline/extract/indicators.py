"""The words that name what is counted: before the number (示范项目30个) or behind it (30个示范项目)."""

import re
from dataclasses import dataclass

ECONOMIC = re.compile(
    r"(?:产值|规模|营收|收入|交易额|增加值|销售额|营业额|税收|社会资本|合同额|成交额|融资额|投资额?|市值|总量)$"
)
RATE = re.compile(r"(?:率|占比|比例|比重|度)$")
_STAFF = re.compile(r"(?:专家|人员|专员|联络员|工程师|成员|技术人员|组长)$")

_LEADING = re.compile(
    r"^(?:[一二三四五六七八九]是|\d{1,2}[.．、]|要求|其中|到|至|在|于|以|全市|全区|全县|全州"
    r"|全省|全师市|我市|我区|本市|市域内|辖区内|市县两级|力争|确保|争取|预计|计划|拟|将|共"
    r"|再|应|须|需|累计|总计|合计"
    r"|年内|三年|两年|试点期间|试点期内|试点期末|试点期|期满时?|届时|每年|每季度|首批"
    r"|第[一二三]批|前(?=[建完培])|底(?=[建完培])|末(?=[建完培])|使|并|均|都|该|约|实现|基本"
    r"|全面|另|另外|同时|还|的|，|：|“|”|时|内|起|各类|一批)+"
)
_VERBS = (
    "建成投用|建成投产|培育形成|规划建设|改造提升|打造形成|组织实施|建设完成|累计建成"
    "|引进培育|培育认定|遴选推广|遴选发布|制定发布|编制发布|组织编制|组织培训|推广应用"
    "|评选认定|征集发布|遴选认定"
    "|建成|建设|打造|培育|培养|形成|实施|完成|新增|新建|改建|扩建|改造|引进|引育|招引|遴选"
    "|认定|编制|制定|发布|推广|创建|建立|落地|开展|攻克|突破|取得|获得|获批|布局|组织|培训"
    "|选树|孵化|集聚|汇集"
    "|汇聚|聚集|推出|出台|安排|设立|征集|扶持|确定|评选|选取|选定|选出|评出|支持|发展|开发"
    "|吸引|储备|启动|申报|转化|布设|接入|投用|推动|推进|落实|带动|提供|开设|招收|总结|举办"
    "|选派|评定|配置|组建"
    "|招募|输送|公布|申请|研发|编印|凝练|推行|吸纳|挂牌|验收|升级|部署|投放|改扩建|培植"
    "|壮大|拥有|具备|达到|要有|有(?=[^效序机])|引导|鼓励|帮助|指导|促进|推荐|覆盖|敲定|编出|动工|立项|招(?![标生商投])|抽取"
    "|抽查|走访|启用|承担|谋划|选(?=$)|购置|收(?=$)|提(?=$)"
)
_VERB = re.compile(_VERBS)
_LAST_VERB = re.compile(rf"(?:{_VERBS})(?:了|出|好|约|不少于|至少|各|首批|第[一二三]批)*$")
_STRONG = re.compile(
    r"建成|培育|打造|新增|引进|引育|招引|遴选|形成|完成|编制|培养|新建|创建|选树|孵化|认定"
    r"|攻克|选派|出台|研发|集聚|汇聚|汇集|评选|选取|推广应用|接入|吸引|开设|组建"
)
_OF_NOUN = re.compile(
    r"(?:建成|培育|完成|新增|新建|认定|接入|引进|应用|覆盖)(?=区(?!域)|[量率度后面比])"
    r"|(?:研发|培训|开发|建设)(?=投入|费用|经费|制造|人员|机构|中心|强度|用地|单位)"
)
_SUBJECT = re.compile(
    r"(?:全市|全区|全县|全省|企业|引导|支持|新|力争|局|委|政府|市|县|单位|高校|协会|共同"
    r"|联合|牵头|分批|累计|每年|分别|平台|系统|领域|方面|环节|组织|负责|部门|中|并|来|后|用于|加快|重点|同步|统一"
    r"|择优|投入|通过)$"
)
_BY = re.compile(r"围绕|依托|针对|聚焦|通过|结合|面向|利用|支持|引导|鼓励|在")
"""Such an opening goes on with the verb that counts: 围绕构件领域培育智能工厂10家."""
_COMPARED = re.compile(
    r"(?:较|(?<![占对])相?比(?!例|重|率)|与|同)(?:20\d\d年|试点前|试点初|传统|常规|同类|上年"
    r"|基期|目前|现状|现在|以往|全国|全省|一般)[^，]{0,10}$|同比$|较[^，]{2,8}$"
)
_TAIL = re.compile(
    r"(?:的)?(?:数量|总数|个数|家数)?(?:累计|总计|合计|共计|共|将|要|应|须|力争|确保|争取"
    r"|分别|均|都|各|年均|平均|稳步|整体|总体|综合|基本|再|也|约|近|逾|每年|首批"
    r"|第[一二三]批|实现|规划|预计|不得|，|到|在|于|的)*$"
)
_NOUN_END = re.compile(
    r"[，。；：、（）(]|以及|并(?=[^行])|用于|纳入|全部|的目标|入[库园驻]|投[产用]|开工"
    r"|到20|给予|作为|形成|开展|参与|覆盖|进行|通过|实现|达到|获得|中(?:落地|应用|推广|开展"
    r"|试点)|(?:于|在)20|向全|赴|年营收"
)
_NOT_A_NOUN = re.compile(r"[和与及或]|\d|[—～~-]")
_CHANGED = re.compile(
    r"^(?P<of>.*?)(?:平均|综合)?(?:(?P<down>减少|降低|缩短|压缩|压减|节约|节省|削减)"
    r"|(?P<up>提高|提升|增加))(?P<what>[^的]{2,}?)$"
)
_ACTS = re.compile(
    r"(?:全部|均|都)?(?:实施|采用|应用|执行|纳入|实现|使用|完成|落实|接入|覆盖|实行|达到|具备|开展|推行|通过|提交)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator and `text[start:stop]` that it was read from."""

    noun: str
    start: int
    stop: int
    verb: str = ""


def before(text: str, start: int, stop: int, *, whole: bool = False) -> Named:
    """The indicator in `text[start:stop]`, the words before a number; `verb` governs it. The noun may be "".

    A verb right before the number means that the noun stands behind it, unless `whole` says that none does.
    """
    part = text[start:stop]
    if compared := _COMPARED.search(part):
        part = part[: compared.start()]
    if part.endswith("在"):
        return Named("", start, stop, "在")
    if not whole and (closing := _LAST_VERB.search(part)):
        return Named("", start, stop, closing.group())
    part = part[: _TAIL.search(part).start()]  # type: ignore[union-attr]  # it matches the empty string
    if part.endswith(("对", "从", "向", "由")):
        return Named("", start, stop)
    offset, verb = _skipped(part)
    noun = part[offset:].strip(" \u3000、的")
    if noun.count("“") != noun.count("”"):
        noun = noun.rpartition("”" if "”" in noun else "“")[2]
    if "》" in noun:
        noun = noun.rpartition("》")[2].removeprefix("等")
    return Named(noun if len(noun) >= 2 and not _VERB.fullmatch(noun) else "", start + offset, stop, verb)


def _skipped(part: str) -> tuple[int, str]:
    """Length of what precedes the indicator (adverbs, subject, verb), and the verb."""
    offset, verb = 0, ""
    if lead := _LEADING.match(part):
        offset = lead.end()
    verbs = _VERB if _BY.match(part) else _STRONG
    strong = [
        hit for hit in verbs.finditer(part, offset) if hit.end() < len(part) and not _OF_NOUN.match(part, hit.start())
    ]
    strong = [hit for hit in strong if hit.start() == offset or _BY.match(part) or _SUBJECT.search(part[: hit.start()])]
    if strong:
        offset, verb = strong[-1].end(), strong[-1].group()
    while (hit := _VERB.match(part, offset)) and hit.end() < len(part) and not _OF_NOUN.match(part, offset):
        offset, verb = hit.end(), hit.group()
        if lead := re.compile(r"(?:了|出|的|各类|一批|约|不少于|至少|本地|市内)+").match(part, offset):
            offset = lead.end()
    if not verb:
        later = [
            hit
            for hit in _VERB.finditer(part, offset)
            if _SUBJECT.search(part[: hit.start()]) and hit.end() < len(part)
        ]
        if later:
            offset, verb = later[0].end(), later[0].group()
    return offset, verb


def behind(text: str, start: int, stop: int) -> Named | None:
    """The counted thing in `text[start:stop]`, the words behind a unit: “智能建造示范项目”."""
    skipped = re.compile(r"(?:以上|左右|以内|以下|的|首批)*").match(text, start, stop)
    first = skipped.end() if skipped else start
    end = _NOUN_END.search(text, first, stop)
    last = end.start() if end else stop
    noun = text[first:last].strip(" \u3000的")
    return Named(noun, first, last) if len(noun) >= 2 and not _NOT_A_NOUN.match(noun) else None


def share(text: str, noun: str, start: int, stop: int) -> str:
    """Of “60%以上的骨干企业完成改造” and “新建住宅100%实施装修”: who is to do what; "" where that is not said."""
    rest = text[start:stop].strip()
    if noun:
        return noun + rest if _ACTS.match(rest) and len(rest) >= 4 else ""
    return rest[1:] if rest.startswith("的") and _ACTS.search(rest, 3) and len(rest) <= 30 else ""


def changed(noun: str) -> tuple[str, str]:
    """“示范项目平均缩短工期”: what changes and which way; the noun as it is and "" where nothing does."""
    match = _CHANGED.match(noun)
    if match is None:
        return noun, ""
    return match["of"] + match["what"], "-" if match["down"] else "+"


def is_staff(noun: str, value: float, unit: str) -> bool:
    """A rule on who must be at hand (评审专家不少于5人), not a target."""
    return value < 10 and unit in ("人", "名") and bool(_STAFF.search(noun))
