"""What the wording of one sentence says, whatever duty it is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.classify.duty_patterns import pairs_of
from pipeline.classify.features import terms
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
from pipeline.text.sentences import Sentence, clauses
from pipeline.text.written import FIRST_YEAR

_TELLING = {"number": NUMBER, "date": DATE, "title": TITLE, "agency": AGENCY, "quoted": QUOTED}
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_SOFT_START = re.compile(  # its numbers are those that the model was fitted with, fewer than `text.numbers` knows
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?"
    r"(?:要|应|同时|此外|另外|并|在此基础上|与此同时|对于)?[，,]?\s*"
    r"(?:加强|积极|努力|鼓励|探索|进一步|支持|大力|不断|逐步|持续|注重|重视|推动|引导|深入|坚持|充分|切实|适时|做好|提高|提升|加大)"
)
_BESIDE = re.compile(
    r"(?:借鉴|学习|参照|参考|比照|引入|移植)[^，。；]{2,24}?(?:经验|做法|理念|模式|管理|技术|方法|办法|工艺|工装|产线|生产线)"
    r"|[\u4e00-\u9fff]{2,10}(?:研究所|研究院|学院|大学|学校|协会|高新区|开发区|经开区|度假区)"
)
"""What is taken over from another line of business, 借鉴鞋服行业柔性制造经验, and the name of who does it, or where, are not about
it."""
_BESIDE_SIGN = re.compile(
    "借鉴|学习|参照|参考|比照|引入|移植|研究[所院]|学[院校]|大学|协会|高新区|开发区|经开区|度假区"
)
"""One of these stands in whatever it matches; most sentences have none."""
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


def is_intention(text: str) -> bool:
    """Whether a sentence begins as one that only wishes: 加大财政投入力度。 It may be all that is said of a duty."""
    return _SOFT_START.search(text) is not None


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


def reading_of(sentence: Sentence, lead: int, said: str, field: str) -> Reading:
    """What the wording of a sentence says; `said` are the words that tell what it is about, "" for its own."""
    whole = plain_digits(sentence.text)
    parts = tuple(clauses(whole))
    text = _core(whole, parts)
    ours = _BESIDE.sub("", text) if _BESIDE_SIGN.search(text) else text
    own, other = len(re.findall(field, text)) if field else 1, len(set(ELSEWHERE.findall(ours)))
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
