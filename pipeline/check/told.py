"""Goals and base that a plan tells elsewhere than in a section of their own: the blocks that say so in their first words."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.pilot import ORDINALS, WORDS
from pipeline.check.review import Review
from pipeline.check.searching import passage_blocks
from pipeline.classify.duty_passages import is_spoken
from pipeline.document import Block
from pipeline.tables import rows_below_titles, title_row
from pipeline.text.commitment import FUTURE, PAST
from pipeline.text.numbers import unnumbered

PARTS = 3
"""Tasks that each begin or end with what they shall have reached: goals, though no section is called so. Of the plans of the
corpus that state none, none has more than one such paragraph."""
_AIMS = re.compile(r"(?:年度|阶段|总体|工作|预期|发展|试点|主要)*(?:目标|指标)(?:值|任务)?")
"""The title of a table's column that says what is aimed at."""
_BASE = re.compile(r"[（(【\[]?(?:发展|工作|产业|行业|建设|已有|现有)?(?:现状|基础)(?:情况|条件)?[】\])）]?[：:]")


@cache
def _aim(years: int) -> re.Pattern[str]:
    """How a paragraph begins that says what its task shall have reached: 到2025年底，……, 到第三年末，……"""
    return re.compile(
        r"[\u4e00-\u9fff]{0,6}目标[：:].*\d"
        rf"|[^，。；]{{0,6}}[到至](?:20\d\d年|试点期?[满末]|期[满末]|第{ORDINALS[years - 1]}年)[^，。；]{{0,4}}[，,][^。]*\d"
    )


@cache
def _aimed(years: int) -> re.Pattern[str]:
    """Words that announce several figures as what is aimed at: 试点期满目标：……, 三年后要成什么样子：……"""
    return re.compile(
        rf"(?:^|[。；\n])(?:[^，。；：]{{0,12}}(?:目标|总的要求)|[^，。；：]{{0,4}}(?:{WORDS[years].years})年[后内]?(?:要|将)[^，。；：]{{2,8}})[：:]"
        r"(?=[^。]{0,200}?\d[^。]{0,200}?\d)"
    )


def told_as_goals(review: Review) -> list[int]:
    """Blocks that say what shall be reached, in a plan that states its goals nowhere else: among the tasks, each by when
    (到2025年底，产业年产值达到260亿元), or among the phases, 试点期满目标：……, or the column of a table."""
    if passage_blocks(review, "goals"):
        return []
    years = review.profile.years
    texts = {index: unnumbered(review.blocks[index].text) for index in review.body()}
    found = [index for index, text in texts.items() if _aim(years).match(text)]
    if len(found) >= PARTS:
        return found
    return [index for index, text in texts.items() if _aimed(years).search(text) or _has_aims(review.blocks[index])]


def _has_aims(block: Block) -> bool:
    """Whether it is a table with a column of aims, most of them with a figure."""
    if block.table is None:
        return False
    rows = rows_below_titles(block.table)
    for at in (at for at, title in enumerate(title_row(block.table)) if _AIMS.fullmatch(title.strip())):
        figures = sum(any(map(str.isdigit, row[at])) for row in rows)
        if figures >= 2 and 2 * figures >= len(rows):
            return True
    return False


def told_as_base(review: Review) -> list[int]:
    """Blocks whose first words say that they tell what there is, under whatever heading (现状：现有构件企业9家……), with the
    paragraphs that go on from there and promise nothing."""
    found: list[int] = []
    for index in review.body():
        text = review.blocks[index].text
        goes_on = bool(found) and found[-1] == index - 1 and review.path(index) == review.path(index - 1)
        if _BASE.match(text) or (goes_on and PAST.search(text) and not FUTURE.search(text)):
            found.append(index)
    return found


def items_of(review: Review, block: int) -> Iterator[int]:
    """The items of the list that a paragraph announces (应当实现下列目标：), where they carry the numbers of headings; up to
    one that announces a list of its own, so that nothing is looked at twice."""
    if not _announces(review.blocks[block]):
        return
    for index in range(block + 1, len(review.blocks)):
        item = review.blocks[index]
        if item.kind != "heading" or not is_spoken(item.text) or _announces(item):
            return
        yield index


def _announces(block: Block) -> bool:
    return block.text.rstrip().endswith(("：", ":"))
