"""What the wording of one sentence says, whatever duty it is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.classify.duty_patterns import pairs_of
from pipeline.classify.features import terms
from pipeline.classify.table_rows import Row, rows_of
from pipeline.document import Block
from pipeline.text.commitment import (
    AGENCY,
    DATE,
    ELSEWHERE,
    FIRM,
    FUTURE,
    HOLLOW,
    NUMBER,
    OTHERS,
    OURS,
    PAST,
    PAST_START,
    QUOTED,
    SOFT,
    TITLE,
    VAGUE,
)
from pipeline.text.numerals import plain_digits
from pipeline.text.refusal import NEGATED
from pipeline.text.sentences import Sentence, clauses, sentences
from pipeline.text.written import FIRST_YEAR

_LEAD = re.compile(r"[^，。；：、\d《“]{2,16}(?:、[^，。；：、\d《“]{2,8})?[。：:]")
"""A sentence of a few words that only announces the next."""
_GOES_ON = re.compile(
    r"(?:在此(?:基础|之)上?|下一步|三年内|试点期内?|到?20(?:2[2-9])年[^，。；]{0,12}?(?:起|底?前|内|上半年|下半年|[一二三四]季度|底|月)?)[，,]?"
    r"(?:再|将|计划|继续|陆续|分批)?(?:新增|增加|增设|加装|扩[容建展大]|升级|改造|启动二期|建设二期|拓展|叠加|补充|完善|延伸|推广至|接入)"
)
"""How a sentence begins that goes on with what the one before says to exist."""
_TELLING = {"number": NUMBER, "date": DATE, "title": TITLE, "agency": AGENCY, "quoted": QUOTED}
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_SOFT_START = re.compile(  # its numbers are those that the model was fitted with, fewer than `text.numbers` knows
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?"
    r"(?:要|应|同时|此外|另外|并|在此基础上|与此同时|对于)?[，,]?\s*"
    r"(?:加强|积极|努力|鼓励|探索|进一步|支持|大力|不断|逐步|持续|注重|重视|推动|引导|深入|坚持|充分|切实|适时|做好|提高|提升|加大)"
)


_UPKEEP = re.compile(
    r"(?:下一步|下阶段|今后|接下来)?[，,]?(?:我[市区]|全市)?(?:要|将|应)?(?:在此基础上)?[，,]?"
    r"(?:进一步|继续|不断|持续|稳步|积极|逐步|充分|努力|鼓励|支持|引导|提[升高]|发挥|加大|深化|扩大|巩固)"
)
"""How a sentence begins that only keeps up what there is."""
_BACK = re.compile(
    r"(?:近[年两三几五]|多年来|“?十三五|20(?:1\d|2[01])年以来|20(?:1\d|2[0-2])年[^，。；]{0,6}[，,]我)[^，。；]{0,12}[，,]"
)
"""How a sentence begins whose every part tells of what was done."""
_STANDS = re.compile(
    r"(?!建设|打造|推[动行广进]|支持|组织|引导|鼓励|实施|培育|设立|促进|[以由对将把在按]|依托|围绕|[每到]|新[建增]|改造|规划|开展"
    r"|建[成立]|构建|加快|制定|编制|出台|发布|遴选|采[用取]|统筹|协调|联合|确保|力争|安排|划定|搭建|开发|整合|升级|引[进入])"
    r"[^，。；：\d对给向]{1,24}?(?:[已己](?!列入|纳入)|现有|占地|入驻|接入|汇聚|具备|设有|建有|拥有|具有|共建|主编|参编|取得|为[^，。；]{2,12}发放|累计|兑现|集聚|获批)"
)
"""A sentence about something that is there, told by its subject and what that has; a measure begins with what is to be done."""
_PRAISED = re.compile(
    r"好评|肯定|表彰|欢迎|硕果|显著|荣获|进步[一二三]?等?奖|取得[^，。；]{0,12}(?:成效|效益|成果)|成效[^，。；]{0,4}(?:明显|良好|突出)"
)
"""What is said of a thing when it is done: 节约工期16%，受到各方好评."""
_SLOGAN = re.compile(
    r"(?:坚持|强化|突出|注重|牢固树立|树立|秉持|锚定|瞄准|抢抓|夯实|筑牢|激发|释放|厚植|彰显|凝聚|营造|提振|切实|不断|持续|进一步|全面|充分)[^，；]{2,24}$"
    r"|(?:以[^，；]{2,24}为(?:抓手|引领|导向|主线|牵引|契机|统领|目标|动力)|按照[^，；]{2,24}(?:思路|原则|要求|路径))$"
    r"|(?:推动|促进|引导|助力|带动|实现|助推)[^，；]{2,30}(?:发展|提升|提高|转变|转型|升级|集聚|深入|走深走实|进行|推进|落地|见效|氛围|融合|增强|壮大|优化|协同)$"
    r"|(?:为|形成|构建)[^，；]{2,30}(?:支撑|保障|格局|合力|局面|效应|氛围|动能)$"
)
"""A clause that is said everywhere and commits to nothing by itself."""
_RESTRAINT = re.compile(r"不再?(?:另|新(?=[设增建]))|暂?不涉及|不设(?=[^，。；]{0,8}(?:小组|专班|机构|办公室))")
"""What is not done besides, 在现有系统上扩展出监管模块，2024年3月投用，不另建系统, where another clause says what is done."""
_BELOW = re.compile(r"各?(?:县[市区]*|区县|区市|镇街|乡镇|街道)只[\u4e00-\u9fff]")
"""How a clause goes on that only says what is left to the counties: 县区只设账号不另建系统."""
_RATHER = re.compile(r"[^。；\t]{0,40}[，,]\s*而是")
"""What is done instead of what is denied: 不另行圈地新建园区，而是对现有产业园扩容."""
_CONCRETE = (NUMBER, DATE, TITLE, FIRM)
_DONE = re.compile(
    rf"{DATE.pattern}|[列纳写]入|由[^，。；]{{0,20}}(?:会议|小组|专班|指挥部|委员会)[^，。；]{{0,8}}(?:承担|履行|行使|负责)"
    r"|建立[^，。；]{0,6}(?:联席|联合|会商|协调|调度)[^，。；]{0,4}(?:会议|制度|机制)"
)


ALONE = 2.0
"""How strong it is that others act where nobody here does; 1 where both do, which the model knows how to weigh."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence and what its wording says, whatever duty it is about."""

    sentence: Sentence
    lead: int
    """Characters of a sentence at its head that only announces the rest."""
    pairs: frozenset[str]
    tokens: str
    """Of what it says, between spaces: see `features.terms`."""
    clauses: tuple[tuple[int, int], ...]
    negated: tuple[int, ...]
    """Where it denies or puts off something."""
    values: Mapping[str, float]


def specific(text: str) -> float:
    """How many figures, dates, titles and names a text holds, each kind counted twice at most."""
    return _specific(len(pattern.findall(text)) for pattern in _TELLING.values())


def _specific(counts: Iterable[int]) -> float:
    return sum(min(2, count) for count in counts) / len(_TELLING)


OWNERS = re.compile(
    r"^[（(【\[]?\s*(?:责任|牵头|配合|负责|主办|协办)(?:单位|部门|领导)?[：:]"
    r"|^由[^，。；]{2,24}(?:负责|牵头|跟踪|推进|落实|承办|督办|统筹|办理|实施|把关)[。）)]*$"
    r"|^[（(][^（）()。；]{2,80}(?:局|委|办|厅|馆|站|中心|政府|部门|管委会|院|集团|公司)(?:[^（）()。；]{0,6}(?:负责|牵头|承办|落实|配合|办理))?[）)]$"
)
"""A sentence that only lists who answers for what was said before."""
_OFFICES = re.compile(
    r"(?=.{3,40}$)[市区县州省](?:[\u4e00-\u9fff]{1,10}(?:局|委|办|厅|政府|管委会|中心)[、，。；]?){1,5}$"
)
"""A paragraph that only does that: a cell of a table that was taken apart."""


def read(block: Block, field: str = "") -> tuple[Reading, ...]:
    """All sentences of a paragraph but those that only list who answers for it: a list of units promises nothing.

    `field` is a pattern of the words of the profile's field.
    """
    told = () if _OFFICES.match(block.text) else sentences(block)
    found = [sentence for sentence in told if not OWNERS.match(sentence.text)]
    readings = [_reading(sentence, lead, "", field) for sentence, lead in _led(found, block.text)]
    boasts = (_is_boast(one, behind) for one, behind in zip_longest(readings, readings[1:]))
    return tuple(
        replace(one, values={**one.values, "past_only": 1.0, "past_start": 1.0}) if boast or told else one
        for one, boast, told in zip(readings, boasts, _looked_back(readings), strict=False)
    )


def _is_boast(reading: Reading, behind: Reading | None) -> bool:
    """Whether a sentence praises what was done, or tells what stands already, and the next only that it shall go on:
    园区入驻企业35家。进一步提升承载能力。"""
    if reading.values["past_only"] and _PRAISED.search(reading.sentence.text):
        return True
    if behind is None or not _UPKEEP.match(behind.sentence.text) or behind.values["number"] or behind.values["date"]:
        return False
    return bool(_STANDS.match(reading.sentence.text)) and not reading.values["date"] and not reading.values["future"]


def _looked_back(readings: Sequence[Reading]) -> Iterator[bool]:
    """Whether each sentence tells of the past because the one does that it goes on from (近年来，……；学校建成实训场地，……。), or
    is a part of the same that says so itself: 2021年试行BIM报建；档案馆完成馆藏数字化，获评省级示范。"""
    back = dated = False
    for reading in readings:
        text, future = reading.sentence.text, reading.values["future"]
        back = back or bool(_BACK.match(text))
        yield not future and (back or bool(dated and reading.values["past"]))
        goes_on = text.endswith(("；", ";"))
        back, dated = back and goes_on, goes_on and not future and (dated or bool(PAST_START.search(text)))


def _led(found: Sequence[Sentence], text: str) -> Iterator[tuple[Sentence, int]]:
    """Sentences and how much of each is but a lead, those together of which the first only leads to the second: 一是开展
    工艺创新。 to what is done, and what stands already to how it goes on (平台2019年运行。2023年底前增加两个模块。).

    An intention (加大财政投入力度。) may lead to what follows or be all that is said of it, so that it stands alone as well.
    """
    lead: Sentence | None = None
    for at, sentence in enumerate(found):
        if lead is None and at + 1 < len(found) and _leads(sentence.text, found[at + 1].text):
            lead = sentence
            if is_intention(lead.text):
                yield lead, 0
            continue
        start = lead.start if lead else sentence.start
        yield Sentence(text[start : sentence.stop], start, sentence.stop), sentence.start - start
        lead = None


_BESIDE = re.compile(
    r"(?:借鉴|学习|参照|参考|比照|引入|移植)[^，。；]{2,24}?(?:经验|做法|理念|模式|管理|技术|方法|办法|工艺|工装|产线|生产线)"
    r"|[\u4e00-\u9fff]{2,10}(?:研究所|研究院|学院|大学|学校|协会|高新区|开发区|经开区|度假区)"
)
"""What is taken over from another line of business, 借鉴鞋服行业柔性制造经验, and the name of who does it, or where, are not about
it."""


def is_intention(text: str) -> bool:
    """Whether a sentence begins as one that only wishes: 加大财政投入力度。 It may be all that is said of a duty."""
    return _SOFT_START.search(text) is not None


def _leads(first: str, second: str) -> bool:
    if _LEAD.fullmatch(first):
        return True
    goes_on = _GOES_ON.match(plain_digits(second))  # of the three the cheapest, and nearly always the answer
    return bool(goes_on and PAST.search(first) and not FUTURE.search(first))


def read_rows(block: Block, field: str = "", caption: str = "") -> list[tuple[Row, Reading]]:
    """All rows of a table, each read by its measure under its group's name or the table's caption."""
    rows = [replace(row, group=row.group or caption) for row in rows_of(block)]
    return [(row, _reading(row.sentence, 0, f"{row.group} {row.measure}", field)) for row in rows]


def gone_by(text: str) -> float:
    """How surely the latest year that a sentence names is gone by when a plan is written."""
    latest = max(map(int, _YEAR.findall(text)), default=9999)
    return 1.0 if latest < FIRST_YEAR else 0.5 if latest == FIRST_YEAR else 0.0


def _core(text: str, parts: Sequence[tuple[int, int]]) -> str:
    """A sentence without its slogans where a clause says what is done: 坚持高位推动，强化政策集成，2023年6月印发《……》，推动走深走实.

    What frames a measure in official language says nothing of how seriously it is meant.
    """
    said = [text[slice(*part)].strip() for part in parts]
    idle = [bool(_SLOGAN.match(clause)) and not any(p.search(clause) for p in _CONCRETE) for clause in said]
    if not any(idle):
        return text
    kept = [clause for clause, slogan in zip(said, idle, strict=True) if not slogan]
    done = any(pattern.search(clause) for clause in kept for pattern in _CONCRETE)
    return "，".join(kept) + text[parts[-1][1] :] if done else text


def _reading(sentence: Sentence, lead: int, said: str, field: str) -> Reading:
    """What the wording of a sentence says; `said` are the words that tell what it is about, "" for its own."""
    whole = plain_digits(sentence.text)
    parts = tuple(clauses(whole))
    text = _core(whole, parts)
    own, other = len(re.findall(field, text)) if field else 1, len(set(ELSEWHERE.findall(_BESIDE.sub("", text))))
    past, future = len(PAST.findall(text)), bool(FUTURE.search(text))
    telling = {name: len(pattern.findall(text)) for name, pattern in _TELLING.items()}
    values = {name: float(count > 0) for name, count in telling.items()} | {"hollow": float(bool(HOLLOW.search(text)))}
    size = max(20, len(text)) / 40
    values |= {
        "past_start": float(bool(PAST_START.search(text))), "past_count": min(3, past) / 3,
        "past": float(past > 0), "past_only": float(past > 0 and not future), "future": float(future),
        "vague": min(3.0, len(VAGUE.findall(text)) / size), "firm": min(4.0, len(FIRM.findall(text)) / size),
        "soft": min(3.0, len(SOFT.findall(text)) / size), "soft_start": float(bool(_SOFT_START.search(text))),
        "specific": min(1.5, _specific(telling.values())), "list": min(8, text.count("、")) / 8,
        "length": min(1.5, len(text) / 100), "gone_by": 0.0 if future else gone_by(text), "field": min(3, own) / 3,
        "others": 0.0 if not OTHERS.search(text) else 1.0 if OURS.search(text) else ALONE,
        "elsewhere": min(2, other) / 2, "elsewhere_only": float(other > own),
    }  # fmt: skip
    about = " ".join(terms(said or text))
    return Reading(sentence, lead, pairs_of(whole), about, parts, _denials(whole, parts), values)


def _denials(text: str, parts: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Where a sentence denies or puts off something. What it only refrains from beside a commitment is no denial."""
    below = [part for part in parts[1:] if _BELOW.match(text, *part)]
    found = [
        match.start()
        for match in NEGATED.finditer(text)
        if not _RATHER.match(text, match.end()) and not any(at <= match.start() < stop for at, stop in below)
    ]
    if not any(_RESTRAINT.match(text, at) for at in found) or OTHERS.search(text):
        return tuple(found)
    denying = {part for part in parts for at in found if part[0] <= at < part[1]}
    start, stop = text.rfind("\t", 0, found[0]), (text + "\t").find("\t", found[-1])
    beside = [(at, text[at:end]) for at, end in parts if (at, end) not in denying]
    said = [words for at, words in beside if start < at < stop]
    if any(FIRM.search(words) or NUMBER.search(words) for words in said):
        said = [words for _, words in beside]  # of a table's row: until when it is done stands in another cell
    done = any(_DONE.search(words) and not PAST.search(words) for words in said)
    return tuple(at for at in found if not (done and _RESTRAINT.match(text, at)))
