"""Where the plan speaks of an element: sections by their labels, blocks by their passages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.check.review import STATED, Review
from pipeline.classify.duty_passages import is_spoken
from pipeline.document import Block, Section
from pipeline.findings import Evidence
from pipeline.homes import SURE
from pipeline.segment import top_level
from pipeline.text.commitment import FUTURE, PAST
from pipeline.text.numbers import unnumbered


class Least(NamedTuple):
    """Least probabilities with which something counts as of an element."""

    passage: float
    """A paragraph that a rule reads for it."""
    section: float
    """A section that a rule reads whole, where no other label is likelier."""
    named: float
    """A section with a heading that a finding names as searched, or as the place where the thing should stand."""


LEAST = {"goals": Least(0.3, 0.5, 0.3), "content": Least(0.35, 0.5, 0.5), "schedule": Least(0.4, 0.4, 0.4)}
"""By element. Set by hand when the rules were written, not fitted, and measured with them (models/evaluate_rules.py). They
are low, for these rules report that something is nowhere: a passage too many costs less than one too few."""


def labelled(review: Review, label: str, least: float = SURE) -> list[Section]:
    """Sections that carry a label with at least this probability."""
    return [section for section in review.sections if section.share(label) >= least]


def own_sections(review: Review, element: str) -> list[Section]:
    """Headed sections that are likely enough of the element to be named in a finding."""
    return [section for section in labelled(review, element, LEAST[element].named) if section.headed]


def passage_blocks(review: Review, element: str, least: float = STATED) -> list[int]:
    """Blocks of the passages that are of the element with at least this probability."""
    return [passage.block for passage in review.classified.passages if passage.labels[element] >= least]


def blocks_about(review: Review, element: str) -> set[int]:
    """Blocks of an element: passages that the model takes for it, and all of the sections that are of it before all."""
    least = LEAST[element]
    found = set(passage_blocks(review, element, least.passage))
    for section in labelled(review, element, least.section):
        if section.headed and mainly(section).startswith(element):
            found |= set(range(section.start, section.stop))
    return {index for index in found if review.blocks[index].kind != "furniture"}


_AIM = re.compile(
    r"[\u4e00-\u9fff]{0,6}目标[：:].*\d|[^，。；]{0,6}[到至](?:20\d\d年|试点期?[满末]|期[满末]|第三年)[^，。；]{0,4}[，,][^。]*\d"
)
PARTS = 3
"""Tasks that each begin or end with what they shall have reached: goals, though no section is called so. Of the plans of the
corpus that state none, none has more than one such paragraph."""


_AIMED = re.compile(
    r"(?:^|[。；\n])(?:[^，。；：]{0,12}(?:目标|总的要求)|[^，。；：]{0,4}三年[后内]?(?:要|将)[^，。；：]{2,8})[：:]"
    r"(?=[^。]{0,200}?\d[^。]{0,200}?\d)"
)
"""Words that announce several figures as what is aimed at: 试点期满目标：……, 三年后要成什么样子：……"""
_AIMS = re.compile(r"(?:年度|阶段|总体|工作|预期|发展|试点|主要)*(?:目标|指标)(?:值|任务)?")
"""The title of a table's column that says what is aimed at."""


def told_as_goals(review: Review) -> list[int]:
    """Blocks that say what shall be reached, in a plan that states its goals nowhere else: among the tasks, each by when
    (到2025年底，产业年产值达到260亿元), or among the phases, 试点期满目标：……, or the column of a table."""
    if passage_blocks(review, "goals"):
        return []
    texts = {index: unnumbered(review.blocks[index].text) for index in review.body()}
    found = [index for index, text in texts.items() if _AIM.match(text)]
    if len(found) >= PARTS:
        return found
    return [index for index, text in texts.items() if _AIMED.search(text) or _has_aims(review.blocks[index])]


def _has_aims(block: Block) -> bool:
    """Whether it is a table with a column of aims, most of them with a figure."""
    if block.table is None:
        return False
    titles, *rows = block.table.rows
    for at in (at for at, title in enumerate(titles) if _AIMS.fullmatch(title.strip())):
        figures = sum(any(map(str.isdigit, row[at])) for row in rows)
        if figures >= 2 and 2 * figures >= len(rows):
            return True
    return False


_BASE = re.compile(r"[（(【\[]?(?:发展|工作|产业|行业|建设|已有|现有)?(?:现状|基础)(?:情况|条件)?[】\])）]?[：:]")


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


def mainly(section: Section) -> str:
    """The likeliest of the section's labels, which it must have."""
    return max(section.labels, key=lambda label: label.probability).label


def headings(sections: Iterable[Section]) -> tuple[str, ...]:
    """Headings of the sections, each once."""
    return tuple(dict.fromkeys(section.heading for section in sections if section.heading))


def searched_for(review: Review, own: Iterable[Section], proof: Sequence[Evidence]) -> tuple[str, ...]:
    """Headings of the sections where a thing belongs and of those where the evidence stands; of the whole plan without any."""
    if not own:
        return top_headings(review)
    held = [section for item in proof if (section := review.sections_of[item.block]) and section.headed]
    return headings(sorted([*own, *held], key=lambda section: section.start))


def top_headings(review: Review) -> tuple[str, ...]:
    """Headings of the first level and attachments: what was searched when the whole plan was."""
    return headings(top_level(review.sections))
