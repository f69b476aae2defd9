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
    r"(?:分别(?:为|是)|具体(?:为|是|包括)|即|依次为|[：:])[：:]?(?P<names>[^。；;：:，,]{6,400})[。；;，,]"
)
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
_BEFORE, LONGEST = re.compile(r"[\u4e00-\u9fff]{2,16}$"), 16
"""What is counted, before its number."""
_USE = re.compile("作为|进行|开展|纳入|先行")
"""What is done with what is counted."""
LEVELS = re.compile(r"^[国省市县区]家?级$")


def enumerated(review: Review) -> Iterator[Claim]:
    """Two claims, of what is counted and of what is named, for each list that does not have as many as its sentence says."""
    for index, text in review.prose:
        for match in _NAMED.finditer(text):
            names = _names(match["names"], plain=bool(match["these"]))
            if names and names != value_of(match["count"]):
                told = value_of(match["count"]), evidence(review, index, match.start("count"), match.end("noun"))
                found = names, evidence(review, index, *match.span("names"))
                shown = LEAD.sub("", _USE.split(match["noun"])[0])
                yield from in_itself(told, found, unit=match["unit"], shown=shown)
        for match in _KINDS.finditer(text):
            amount, whole = _sum_of_kinds(match["parts"]), value_of(match["all"])
            exact = match["lead"] in ("即", "分别为") or bool(match["between"])
            if amount > whole or (amount and amount != whole and exact):
                told = whole, evidence(review, index, match.start("all"), match.end("unit"))
                parts = amount, evidence(review, index, *match.span("parts"))
                before = _BEFORE.search(text, max(0, match.start() - LONGEST), match.start())
                shown = LEAD.sub("", before.group()) if before else ""
                yield from in_itself(told, parts, unit=match["unit"], shown=shown)


def _names(text: str, *, plain: bool) -> int:
    """How many names the list has; 0 where it is open or where they are not told apart surely: titles are, names that all end
    alike (……产业园、……产业园), and where the sentence is `plain` that a list follows (以下5个) all that are long enough."""
    if _OPEN.search(text):
        return 0
    titles = _TITLE.findall(text)
    if titles and not _TITLE.sub("", text).strip("、和及与以"):
        return len(titles)
    names = [name.strip() for name in _SPLIT.split(text)]
    alike = {name[-1:] for name in names}
    told_apart = len(names) > 1 and (plain or len(alike) == 1) and min(map(len, names)) > 3
    return len(names) if told_apart and not re.search("[和及与，,（(]", text) else 0


def _sum_of_kinds(text: str) -> float:
    """What the kinds come to; 0 where one thing may be of several of them."""
    parts = list(_PART.finditer(text))
    kinds = [part["kind"].lstrip("、，,和及") for part in parts]
    apart = all(map(LEVELS.match, kinds)) or len({kind[-2:] for kind in kinds}) == 1
    if not apart or any(map(_OVERLAPPING.search, kinds)):
        return 0
    return sum(value_of(part["count"]) for part in parts)
