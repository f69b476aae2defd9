"""What agencies do by the grammar around them: 由市住建局牵头, 市财政局、市审计局配合, 市科技局会同市教育局, （市资规局）."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.extract.agency_names import Span, is_local, is_unit, parts

Role = Literal["lead", "responsible", "support", ""]

_ETC = (
    r"(?:[（(][^（）()，。]{2,12}[）)](?=[\u4e00-\u9fff]))?"
    r"(?:[、和及](?:市直|市级|其他)?(?:各|有关|相关)[^，。；、（）]{0,4}(?:部门|单位|企业))?"
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?"
)
"""Another name in brackets, and members of a list that name nobody."""
_HOW = (
    r"(?:要|应|须|积极|密切|协同|按(?:照)?(?:各自)?职责(?:分工)?|共同|联合|分别|具体|统一|总体|全面|主要|组织"
    r"|做好|依法)*"
)
_BEING = r"(?:作为|为|是|担任)"
_VERBS: tuple[tuple[Role, str, str], ...] = (
    ("support", "配合|协助|协同(?=配合|做好|支持|完成)|参与|参加|予以支持|协办", "(?:配合|协办|协助|参与|支持)单位"),
    ("lead", "(?:负责)?牵头|主办|主抓|会同", "(?:牵头|主办|主责)(?:单位|部门)|牵头(?=[）)])"),
    (
        "responsible",
        "负责(?!同志|人(?![才员力])|制)|具体(?:落实|实施)|承办|承担(?![^，。]{0,6}责任)|(?:一起|联合)?[办审管抓](?=[。；]|$)"
        "|[:：](?:负责|承担|督促|组织|统筹)",
        "(?:责任|实施|承办|承担)(?:单位|部门|主体)",
    ),
)
"""What an agency does, and what it is called for that: 市住建局配合, 市住建局为配合单位."""
_AFTER = [
    (role, re.compile(rf"{_ETC}(?:{_HOW}(?:{verbs})|{_BEING}(?:{title})|[（(](?:{title})[）)])"))
    for role, verbs, title in _VERBS
]
_BETWEEN = re.compile(r"[、，]?(?:以及|和|及|与)?")
_BY = re.compile(r"(?<![理自])由$")
_DOES = (
    rf"(?:{_HOW}|研究|抓紧)*(?:出台|制定|印发|编制|发布|组织|实施|牵头|开展|承担|落实|审核|汇总|建设|确定"
    rf"|提供|办理"
    "|受理|审批|认定|评审|验收|监督|运营|维护|解释|起草|提出|报送|核定|审查|备案|拨付|协调|推进|推动|统筹"
    "|执行|完成|召开|建立"
    "|负责|督促|考核|测算|筹措|征集|遴选|公布|核发|督办|跟踪|指导|安排|搭建|整合|归集|汇集|采集|修订|细化"
    "|明确|研发|代建|承建"
    "|抽查|复核|发起|成立|组建|开发|改造|审定|核准|签发|检测|出具|评估|公告|约谈|通报|调度|统一|定期|按(?:年"
    "|季|月|程序)|逐年)"
)
"""由X出台: X is responsible for it."""
_IN = r"(?:(?:在|于|从|对|将|把|就|根据|结合|依据|针对)[^，。；、由]{1,16}?)?"
"""Where or with what something is done: 由市财政局|在年度预算中|安排."""
_DONE = re.compile(rf"{_ETC}{_IN}{_DOES}")
_WITH = re.compile(
    r"(?:要|应|将|可)?(?:[于在]?20\d\d年[^，。；]{0,6}[前内底])?(?:[（(]?牵头(?:单位)?[）)]?)?，?(?:会同|会商|商)"
)
_AFTER_ALL = re.compile(r"(?:[。；]|(?:[。；，]|^)(?:责任|牵头)(?:单位|部门)?)\s*$")
_NO_MORE = re.compile(rf"{_ETC}\s*(?:[。；]|$)")
"""Around units that sign for what the sentence before demands: 一季度印发扶持意见。住建局、财政局。"""
_TO_THE_END = re.compile(r"[^（()）。；：:]*[）)](?=[。；;]?\s*$|[。；;])")
_EARLIER = re.compile("[）)。；：:]")
_ACTS = re.compile("牵头|负责|配合|参与|参加|协助|协办|承担|单位|主体")
"""One of them is in all that _ACTOR finds, and in few of a plan's paragraphs."""
_ACTOR = re.compile(
    r"(?:^|(?<=[，。；：（(由、以]))(?P<by>由)?(?P<units>[^，。；：（）()由]{3,40}?)(?="
    rf"{_ETC}{_HOW}(?:(?P<sure>牵头|负责(?!人|同志|制)|配合)|参与|参加|协助|协办|承担"
    rf"|{_BEING}[牵责配主实承协][^，。]{{0,3}}(?:单位|主体)))"
)
_BY_ACTOR = re.compile(rf"(?P<by>(?<![理自])由)(?P<units>[^，。；：（）()由]{{3,40}}?)(?=(?P<sure>{_ETC}{_DOES}))")


def actors(text: str) -> Iterator[Span]:
    """Names that only their verb shows to be units': 由市建筑业协会牵头, 市供电公司参与."""
    acting = _ACTOR.finditer(text) if _ACTS.search(text) else ()
    for match in (*acting, *_BY_ACTOR.finditer(text)):
        for first, last in parts(text, match.start("units"), match.end("units")):
            sure = match["sure"] or match["by"] or text[first - 1 : first] == "由"
            if is_unit(text[first:last]) and (sure or is_local(text[first:last])):
                yield first, last


def roles(text: str, known: Sequence[Span]) -> list[Role]:
    """Roles by what stands behind a list of agencies (市财政局、市审计局配合) or before it (由市财政局、市审计局审核)."""
    found: list[Role] = []
    for group in _groups(text, known):
        first, last = group[0][0], group[-1][1]
        role: Role = next((role for role, pattern in _AFTER if pattern.match(text, last)), "")
        if not role and text.endswith("会同", 0, first):
            role = "support"
        if not role and _BY.search(text, max(0, first - 2), first) and _DONE.match(text, last):
            role = "responsible"
        if not role and _AFTER_ALL.search(text, max(0, first - 6), first) and _NO_MORE.match(text, last):
            role = "responsible"
        found += [role or ("responsible" if _closing(text, *span) else "") for span in group]
    return _with(text, known, found)


def _groups(text: str, known: Sequence[Span]) -> Iterator[list[Span]]:
    """Agencies with nothing but 、 or 和 between them."""
    group: list[Span] = []
    for span in known:
        if group and not ((between := text[group[-1][1] : span[0]]) and _BETWEEN.fullmatch(between)):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _with(text: str, known: Sequence[Span], roles: list[Role]) -> list[Role]:
    """A会同B、C: A leads, the others support."""
    joined = False
    for at in range(1, len(known)):
        between = text[known[at - 1][1] : known[at][0]]
        if _WITH.fullmatch(between):
            roles[at - 1], roles[at], joined = "lead", "support", True
        elif joined and between and _BETWEEN.fullmatch(between) and between != "，":
            roles[at] = "support"
        else:
            joined = False
    return roles


def _closing(text: str, start: int, stop: int) -> bool:
    """（市资规局） at a sentence's end: nothing but units in the brackets."""
    left = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
    while left > 0 and text[left - 1] in "县市区各":  # 各县（市、区）
        left = max(text.rfind("（", 0, left), text.rfind("(", 0, left))
    right = _TO_THE_END.match(text, stop)
    if left < 0 or right is None or _EARLIER.search(text, left + 1, start):
        return False
    listed = re.split("[、，,]", text[left + 1 : right.end() - 1])
    return all(is_unit(part) or part.startswith("各") for part in listed)
