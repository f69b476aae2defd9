"""A schedule that only names its phases, with nothing to be done in them: 2023年为启动年，2024年为推进年，2025年为总结年.

Clause by clause, times, names of phases and words that every schedule has are set aside, and so are official phrases;
what is left is the work.
"""

import re

from pipeline.check.element.substance import STAGE, WHEN, outlined
from pipeline.check.review import Review
from pipeline.findings import Verdict
from pipeline.text.commitment import FIRM, NUMBER, SOFT, VAGUE

TOLD = 20
"""Characters of work that make a schedule. On the plans of the corpus, schedules without work leave at most 10 characters
and those with some at least 27."""
ACT = 4
"""Characters of a clause that are work by themselves where it names an act that someone could check (平台上线) or a month."""
MONTHS, NAMED = 2, 8
"""Months that say no more than when the pilot begins and ends; with more of them, phases are dated, which is something, and
so few characters of work are enough: 铺摊子，出样子，收果子 but not 准备，实施，总结."""
_CLAUSE = re.compile(r"[，。；：:！？\n\t]")
_TITLE = re.compile(r"[^\d，。；：\t]{1,14}")
"""A line that is a heading: it says what stands below it."""
_MONTH = re.compile(r"[\dOo]\s*月|20\d\d[.．/]\d")
_TIME = re.compile(
    r"20\d\d\s*年?|\d{1,2}\s*[月日]|第?[\d一二三四五六七八九十两]+(?:个月|年)|第[一二三四\d]|季度|[上下]半年|年?[底末]"
    r"|[—\-－~～至到自从起前止]|\d+"
)
_FRAME = re.compile(
    r"“[^”]*”|(?:本|全市)?试点(?:期限?|时间|周期|工作)?|(?:实施|总)?(?:周期|期限|期)|阶段|[\u4e00-\u9fff]{2}之?年|[为是共按的、\s（）()·]"
    r"|(?:确保)?(?:如期)?(?:完成)?(?:各项|全部|总体)?(?:目标)?(?:任务|工作)(?:全面)?|思路|原则|要求"
)
_PHRASE = re.compile(rf"{VAGUE.pattern}|{SOFT.pattern}|扎实|压茬|由点[及到]面|以点带面|先易后难|一盘棋|上下联动|分步")


def planned(text: str, figures: int) -> Verdict | None:
    """A schedule that only names its phases is weak, however many years it names."""
    return "weak" if says_no_work(text) else outlined(text, figures)


def no_work(review: Review, text: str) -> str:
    """Why a schedule is weak that does name times."""
    if not WHEN.search(text):
        return ""
    if says_no_work(text):
        return "写了时间或阶段名称，没有写各阶段做什么、交出什么成果。"
    return "只有个别任务的时间，没有写整个试点分哪几个阶段或年度、各做什么。"


def says_no_work(text: str) -> bool:
    """Whether a schedule's lines do not tell what is to be done."""
    lines = [line for line in text.split("\n") if not _TITLE.fullmatch(line.strip())]
    work = [(clause, _work(clause)) for line in lines for clause in _CLAUSE.split(line)]
    acts = any(len(told) >= ACT and (FIRM.search(told) or _MONTH.search(clause)) for clause, told in work)
    least = NAMED if len(_MONTH.findall(text)) > MONTHS else TOLD
    return not acts and sum(len(told) for _, told in work) < least


def _work(clause: str) -> str:
    """What a clause says beside times and phases; nothing where it is an official phrase."""
    untimed = _TIME.sub("", clause)
    if _PHRASE.search(untimed) and not (FIRM.search(untimed.replace("试点", "")) or NUMBER.search(untimed)):
        return ""
    return _FRAME.sub("", STAGE.sub("", untimed))
