"""What makes a passage of an element a statement and not empty talk: figures, dates and units."""

import re
from functools import cache

from pipeline.check.element.case import Element
from pipeline.check.pilot import months, number
from pipeline.check.review import Review
from pipeline.findings import Verdict
from pipeline.tables import inner_cells
from pipeline.text.commitment import FIRM, NUMBER, SOFT, WISHFUL, density
from pipeline.text.fingerprint import coverage
from pipeline.text.numerals import RANGE
from pipeline.text.sentences import Sentence

DESCRIBED, STOCK_LEAST = 140, 7.2
"""Goals without a figure still say something in so many characters with few stock phrases in a hundred of them."""
STOCK = re.compile(
    r"更加|显著|明显|大幅|持续|稳步|进一步|不断|走在|前列|高地|标杆|典范|窗口|明珠|名片|品牌|亮点|跃升|大力|全面|有影响"
    r"|基本(?:建立|形成|健全)|优化|完善|健全|提高|提升|增强|壮大|扩大|改善|向好|逐步|深入人心|努力|力争|打造|格局"
    r"|新局面|新台阶|新路|新篇|排头兵|旗帜|一流|勇立|潮头|奋进|奋斗|光芒|胆识|对标|让.{2,12}成为|迸发"
    r"|高效|发展"
)
PHASES, OUTLINED, ACTS = 3, 80, 2
"""Phases named, characters, and acts that say what is done in them: a schedule, though none of them has a date."""
STAGE = re.compile(
    r"第[一二三四](?:阶段|步|年|个半年)|(?:启动|准备|筹备|部署|推进|推广|实施|攻坚|提升|深化|总结|评估|验收|收官|起步)(?:环节|期)"
    r"|[\u4e00-\u9fff]{2}阶段"
)
BRIEF, FIGURES = 80, 2
"""Characters and figures of a base of which only one thing is told."""
COPIED = 0.6
"""Share of a paragraph's text that makes it the notice's and not the plan's."""
WHEN = re.compile(
    rf"20\d\d\s*(?:年(?:\s*\d{{1,2}}\s*月)?|[.．/]\s*(?:1[0-2]|0?[1-9])(?!\d))|\d{{1,2}}\s*月|季度|[上下]半年|年底|第[一二三]年(?=[^第。]{{12}})|第\s*\d+\s*(?:{RANGE}\s*第?\s*\d+\s*)?个?月|[\d一二三四五六七八九十]+\s*个月|半年内"
)
"""A point in time; 试点期内 and 自公布之日起 are none, every plan says that, nor is 第一年 in 第一年重在起步."""
_YEARS = re.compile(rf"20\d\d\s*年?\s*{RANGE}\s*20\d\d\s*年(?!\s*\d)")
"""A range of bare years."""
FIGURE = re.compile(
    r"\d[\d.,．]{0,20}\s*(?!年|月|日|号|\d)[%％\u4e00-\u9fff]|[一二两三四五六七八九]成|翻[一两]?番|分之|[一二三四五六七八九]?[十百千][一二三四五六七八九]?(?:个|家|项|座|所|条|人|万|亿)"
)
"""A figure in digits or in words; 一批 and 三个阶段 are none."""
UNITS = re.compile(r"[二两三四五六七八九十]个?(?:区|县|市|镇|乡|街道)")


@cache
def _whole(years: int) -> re.Pattern[str]:
    """The pilot's own years, which are no phase: 2022年10月—2025年9月，共三年."""
    return re.compile(
        rf"(20\d)(?P<from>\d)\s*年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?\s*(?:起)?{RANGE}\s*\1(?!(?P=from))\d\s*年(?:\d{{1,2}}月)?"
        rf"(?=[^—\d]*(?:{number(years)}年|{months(years)}))"
    )


def substance(element: Element, text: str, figures: int, years: int) -> Verdict:
    """`met` or `weak` for the element's passages.

    `figures` is how many cells of their tables hold one, `years` how long the pilot lasts.
    """
    if verdict := element.settled(text, figures):
        return verdict
    text = element.counted(text, years)
    specific = figures + sum(len(pattern.findall(text)) for pattern in element.specific)
    if specific == 0 or (specific == 1 and (density(SOFT, text) >= WISHFUL or element.several)):
        return "weak"
    return "met"


def described(text: str, figures: int) -> Verdict | None:
    """Goals in many words and few stock phrases are met: that none can be measured is what goals.quantified says."""
    return "met" if len(text) >= DESCRIBED and density(STOCK, text) < STOCK_LEAST else None


def outlined(text: str, figures: int) -> Verdict | None:
    """A schedule that says phase by phase what is done is met: that no phase has a date is what schedule.milestones says."""
    named = len(set(STAGE.findall(text)))
    return "met" if len(text) >= OUTLINED and named >= PHASES and len(FIRM.findall(text)) >= ACTS else None


def of_one_thing(text: str, figures: int) -> Verdict | None:
    """A base of which only one thing is told is weak."""
    return "weak" if len(text) < BRIEF and len(NUMBER.findall(text)) + figures <= FIGURES else None


def within_the_pilot(text: str, years: int) -> str:
    """The text without the pilot's own years, which every plan names; nothing of 2023年至2025年分步推进, which tells no phase."""
    text = re.sub(months(years), "", _whole(years).sub("", text))
    return text if WHEN.search(_YEARS.sub("", text)) else ""


def telling(element: Element, sentence: Sentence) -> int:
    """How many kinds of substance a sentence shows."""
    return sum(bool(pattern.search(sentence.text)) for pattern in element.specific)


def figures_in_tables(review: Review, blocks: list[int]) -> int:
    """Cells of tables that hold a figure; their units stand in another cell."""
    tables = [table for block in blocks if (table := review.blocks[block].table)]
    return sum(bool(re.search(r"\d", cell)) for table in tables for cell in inner_cells(table))


def is_copied(review: Review, block: int) -> bool:
    """Whether a block is the notice's own text, which states nothing of the city's."""
    return coverage(review.blocks[block].text, review.profile.fingerprints) > COPIED
