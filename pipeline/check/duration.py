"""How long a plan says, in words, that the pilot lasts."""

import re
from functools import cache

from pipeline.check.pilot import ORDINALS, WORDS, months, number
from pipeline.check.quoting import around
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.extract.lengths import LENGTH, months_of
from pipeline.findings import Evidence
from pipeline.text.numerals import RANGE

GOALS = 0.4
"""Least probability of the goals for a passage whose 三年 is the pilot's."""
_NUMERALS = "一二两三四五六"


@cache
def _anywhere(years: int) -> re.Pattern[str]:
    """Words for so many years, for title and schedule, where they can hardly be of anything else."""
    n, han, nth = number(years), WORDS[years].years, ORDINALS[years - 1]
    others = "".join(char for char in _NUMERALS if char not in han)
    return re.compile(
        rf"(?:为期|期限|周期|试点期|试点时间|期间|历时|用|共)[^，。；\d{others}]{{0,6}}{n}\s*(?:年|个年度)"
        rf"|{n}\s*年(?:的)?(?:试点|行动|任务|目标|建设|滚动|为期|时间|努力|左右|期|内|后|来)"
        rf"|(?:{han})年(?:计划|推进|实施)|{months(years)}|第(?:{nth}|{years})\s*个?年度?"
        rf"|(?:未来|今后|试点|经过|通过|力争|利用|满|分){n}年|(?:{han})个年度|(?:{han})年(?=[，,：:])"
    )


@cache
def _of_pilot(years: int) -> re.Pattern[str]:
    """Words that say it wherever the goals are told."""
    n = number(years)
    return re.compile(
        rf"试点(?:期|工作)?(?:以|为|的)?{n}\s*年(?!前|来)|(?<![近前]){n}\s*年(?:的)?试点"
        rf"|试点(?:管|搞|干|做|抓|满|共){n}\s*年|{n}\s*年为(?:期|试点期)|^{n}年(?:目标|后|内)?(?:[，,：:（(]|$|什么样)"
        rf"|20[2-9]\d年?\s*{RANGE}\s*20[2-9]\d年(?:的|这)?{n}年(?:间|内|时间)"
        rf"|试点[^，。；]{{0,12}}{months(years)}|(?:以|用|利用|经过|通过){n}\s*年(?:左右)?(?:的)?(?:时间|努力|为期|建设|[把干做])"
    )


_WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:试点|方案|创建|实施|本轮|行动)(?:工作|任务|建设)?[^，。；\d{_NUMERALS}]{{0,8}}?(?:为期|期限|周期|历时|时限|时间|期)"
        rf"(?:定|设定|确定|共计?|总计|约|安排|暂定|拟)*(?:为|是|：|:)?\s*{LENGTH}",
        rf"(?:试点|实施)(?:期|周期|期限)\s*{LENGTH}",
        rf"(?:^|试点[^。；]{{0,32}}[，,])(?:为期|历时|共计|共|总)\s*{LENGTH}",
        rf"(?<![第近每]){LENGTH}的?(?:试点期|试点周期)",
        rf"(?:公布|批复|获批|印发|启动)[^，。；]{{0,6}}起(?:用|共|约|计)?满?{LENGTH}",
        rf"(?<![第近每]){LENGTH}[，,]?(?:自|从)[^，。；]{{0,12}}(?:公布|批复|获批|印发|启动)[^，。；]{{0,6}}起",
        rf"(?:用|以|利用|经过|通过){LENGTH}(?:左右)?的?时间[^，。；]{{0,10}}试点",
        rf"[至到]20\d\d年[^，。；]{{0,8}}[，,](?:集中|共?用|利用|历时|为期|共计?)+{LENGTH}",
        rf"结束[，,]\s*(?:共计|历时|为期|共)\s*{LENGTH}",
        rf"全程(?:共计|历时|为期|共|约)*\s*{LENGTH}",
    )
)
"""How plans say how long the whole pilot lasts."""
_YEARS = re.compile(rf"(20\d\d)\s*年?\s*{RANGE}\s*(20\d\d)\s*年")
_OF_A_PART = re.compile(
    r"平台|项目|工程|园区|基地|工厂|课题|设备|质保|建设周期|建设期|贷款|合同|过渡|免租|培训|有效|任期|聘期|保修|政策|办法|资金"
)
"""In a clause whose length of time is that of a part of the plan, and not of the pilot: 平台质保期36个月."""


def of_a_part(text: str, at: int, *, marks: str = "，。；") -> bool:
    """Whether a length of time at `text[at]` is that of a part of the plan, by what its clause, between the marks, says before."""
    clause = text[max(text.rfind(mark, 0, at) for mark in marks) + 1 : at]
    return _OF_A_PART.search(clause) is not None


def stated(review: Review, blocks: list[int]) -> tuple[int, list[Evidence]]:
    """How many months the pilot lasts in the plan's words (试点为期三年), the schedule's first; 0 for none."""
    rest = [i for i, block in enumerate(review.blocks) if block.kind != "furniture" or block.reason == "title"]
    for index in dict.fromkeys([*blocks, *rest]):
        text = review.blocks[index].text
        for match in (match for pattern in _WHOLE for match in pattern.finditer(text)):
            if of_a_part(text, match.start()) or _OF_A_PART.search(match.group()):
                continue
            told = months_of(match)
            if told >= 12:
                return told, [around(review, index, match.start(), match.end(), 20)]
    return 0, []


def _names_years(title: str, first: int, years: int) -> bool:
    """Whether a title names so many calendar years from the first on, or one more: a pilot may begin and end in autumn."""
    ranges = ((int(match[1]), int(match[2])) for match in _YEARS.finditer(title))
    return any(start >= first and years - 1 <= end - start <= years for start, end in ranges)


def says_so(review: Review, blocks: list[int]) -> bool:
    """Whether title, schedule or goals speak of the pilot's years as of the plan's own time (三年行动, 三年内, 36个月), or
    the title names them (2023—2025年)."""
    years = review.profile.years
    titles = [block.text for block in review.blocks if block.reason == "title"]
    if any(_names_years(title, review.profile.start.year, years) for title in titles):
        return True
    told = passage_blocks(review, "goals", GOALS)
    goals = [review.blocks[index].text for index in (*told, *review.heads(told))]
    own = [*titles, *(review.blocks[index].text for index in blocks)]
    return any(_anywhere(years).search(text) for text in own) or any(_of_pilot(years).search(text) for text in goals)
