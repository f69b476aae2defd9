"""What a sentence counts and then names one by one: 建设3个产业园，分别为 with four names, 40家，其中 with kinds that make 42."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.carried import LEAD
from pipeline.check.consistency.claim import Claim, in_itself
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.text.numerals import HAN, value_of
from pipeline.text.patterns import quick

_NUMBER = rf"\d{{1,4}}|{HAN}{{1,3}}"
_UNIT = "[个家项座所部条类]"
_NAMED = quick(
    rf"(?P<these>以下|下列)?(?P<count>{_NUMBER})(?P<unit>{_UNIT})(?P<noun>(?![^，。；：:]*等)[^，。；：:、\d]{{2,30}})[，,]?"
    r"(?:(?:分别(?:为|是)|具体(?:为|是|包括)|即|依次为|[：:])[：:]?(?P<names>[^。；;：:，,]{6,400})[。；;，,]|[（(](?P<inside>[^（）()。；;：:，,]{6,400})[）)])"
)
_ORGANISATION = re.compile(r"(?:公司|集团|企业|大学|学院|研究院|中心|产业园|园区|基地|工厂|平台|[一-鿿]{2}[县区市镇])$")
_OFFICE = re.compile("[局委办厅署]$")
_SPLIT = re.compile(r"、|以及|(?<=》)(?=《)|(?<=》)[和及与](?=《)")
_OPEN = re.compile(rf"等|(?:\d|{HAN})[个家项座所部条名台]|其他|其余|另")
_TITLE = re.compile(r"《[^《》]+》")
_KINDS = re.compile(
    rf"(?P<all>{_NUMBER})(?P<unit>{_UNIT})(?:以上)?[^，。；\d]{{0,12}}(?P<between>[，,]全部为[^，。；]{{2,30}})?[，,（(：:]+(?P<lead>其中|即|分别为|包括)[：:，,]?"
    rf"(?P<parts>(?:[\u4e00-\u9fff]{{2,14}}?(?:{_NUMBER})(?P=unit)[、，,和及]?){{2,8}})(?=[。；;）)]|$)"
)
_PART = re.compile(rf"(?P<kind>[\u4e00-\u9fff]{{2,14}}?)(?P<count>{_NUMBER})(?={_UNIT})")
_OVERLAPPING = re.compile(
    r"BIM|装配|政府|国有|投资|绿色|智慧|智能|应用|采用|新增|新建|以上|重点|示范|省外|市外|20[23]\d|第[一二三]年"
)
"""Of one thing that is counted under several such heads: the kinds may make more than all."""
_ORDINALS = re.compile(
    rf"(?P<count>{_NUMBER})(?P<unit>[个项类条大])(?P<noun>[^，。；：:、\d]{{2,20}})(?P<colon>[：:])\s*(?=一是)"
)
"""A count whose items follow as 一是……；二是……."""
_ITEM = re.compile(rf"(?:^|(?<=[：:；;。]))\s*({HAN}{{1,2}})是")
_BEFORE, LONGEST = re.compile(r"[\u4e00-\u9fff]{2,16}$"), 16
"""What is counted, before its number."""
_USE = re.compile("作为|进行|开展|纳入|先行")
"""What is done with what is counted."""
LEVELS = re.compile(r"^[国省市县区]家?级$")


def enumerated(review: Review) -> Iterator[Claim]:
    """Two claims, of what is counted and of what is named, for each list that does not have as many as its sentence says."""
    for index, text in review.prose:
        for match in _NAMED.finditer(text):
            part = "inside" if match["inside"] else "names"
            names = _names(match[part], plain=bool(match["these"]))
            if names and names != value_of(match["count"]):
                told = value_of(match["count"]), evidence(review, index, match.start("count"), match.end("noun"))
                found = names, evidence(review, index, *match.span(part))
                shown = LEAD.sub("", _USE.split(match["noun"])[0])
                yield from in_itself(told, found, unit=match["unit"], shown=shown)
        for match in _ORDINALS.finditer(text):
            items = _one_by_one(text, match.end("colon"))
            if items > 1 and items != value_of(match["count"]):
                told = value_of(match["count"]), evidence(review, index, match.start("count"), match.end("noun"))
                found = items, evidence(review, index, match.end("colon"), len(text))
                yield from in_itself(told, found, unit=match["unit"], shown=match["noun"])
        for match in _KINDS.finditer(text):
            amount, whole = _sum_of_kinds(match["parts"]), value_of(match["all"])
            patents = all(kind in match["parts"] for kind in ("发明", "实用新型", "外观设计"))  # there are no others
            exact = match["lead"] in ("即", "分别为") or bool(match["between"]) or patents
            if amount > whole or (amount and amount != whole and exact):
                told = whole, evidence(review, index, match.start("all"), match.end("unit"))
                parts = amount, evidence(review, index, *match.span("parts"))
                before = _BEFORE.search(text, max(0, match.start() - LONGEST), match.start())
                shown = LEAD.sub("", before.group()) if before else ""
                yield from in_itself(told, parts, unit=match["unit"], shown=shown)


def _one_by_one(text: str, start: int) -> int:
    """How many items follow, 一是, 二是, in order."""
    items = 0
    for item in _ITEM.finditer(text, start):
        if value_of(item[1]) != items + 1:
            break
        items += 1
    return items


def _names(text: str, *, plain: bool) -> int:
    """How many names the list has; 0 where it is open or where they are not told apart surely: titles are, names that all end
    alike (……产业园、……产业园), and where the sentence is `plain` that a list follows (以下5个) all that are long enough."""
    if _OPEN.search(text):
        return 0
    titles = _TITLE.findall(text)
    if titles and not _TITLE.sub("", text).strip("、和及与以"):
        return len(titles)
    names = [name.strip() for name in _SPLIT.split(text)]
    last = re.split("[和及与]", names[-1])
    if len(last) == 2 and all(map(_ORGANISATION.search, (*names[:-1], *last))):  # 宿豫区、沭阳县和泗阳县
        return len(names) + 1
    if any(map(_OFFICE.search, names)):  # 系统核验18项指标（市政务服务局、市自然资源局）
        return 0
    alike = {name[-1:] for name in names}
    named = len(alike) == 1 or all(map(_ORGANISATION.search, names))
    told_apart = len(names) > 1 and (plain or named) and min(map(len, names)) > 3
    return len(names) if told_apart and not re.search("[和及与，,（(]", text) else 0


def _sum_of_kinds(text: str) -> float:
    """What the kinds come to; 0 where one thing may be of several of them."""
    parts = list(_PART.finditer(text))
    kinds = [part["kind"].lstrip("、，,和及") for part in parts]
    apart = (
        all(map(LEVELS.match, kinds))
        or len({kind[-2:] for kind in kinds}) == 1
        or {kind[-1:] for kind in kinds} == {"类"}
    )
    if not apart or any(map(_OVERLAPPING.search, kinds)):
        return 0
    return sum(value_of(part["count"]) for part in parts)
