"""Where something stands in the plan, in words: its page, the headings above it, the sections that were searched."""

import re
from collections.abc import Sequence, Set
from typing import Protocol

from pipeline.document import Document, Section
from pipeline.findings import Evidence
from pipeline.homes import Vacancy
from pipeline.report.quoting import quoted
from pipeline.report.sanitize import line
from pipeline.segment import top_level
from pipeline.text.numbers import unnumbered
from pipeline.text.page_numbers import hedged
from pipeline.text.shortening import enclosed
from pipeline.vocabulary import MARGINS

LONGEST_HEADING = 30
LEAST_SENTENCE = 24
"""Characters beyond which a heading of several clauses is a sentence that bears a number: it names no section."""
LEAST_OWN = 10
"""Characters beyond which a heading with which the quote begins is the quote's own paragraph."""
MOST_SEARCHED = 4
"""Sections beyond which a list says no more than that the whole plan was searched."""
WHOLE = "全文"


def page(number: int, *, exact: bool) -> str:
    """“第3页”, or “约第3页”."""
    return hedged(f"第{number}页", exact=exact)


def path(headings: tuple[str, ...], quote: str = "") -> str:
    """Headings from the top down: “三、试点任务 › （一）完善政策体系”, without that which is itself the quote beside it."""
    said = _sections(headings)
    own = unnumbered(said[-1]) if len(said) > 1 else ""
    if len(own) > LEAST_OWN and quote.startswith(own[:LEAST_SENTENCE]):
        said = said[:-1]
    return " › ".join(map(heading, said))


def _sections(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings without numbered sentences, unless there are no others."""
    return tuple(text for text in headings if not _is_sentence(text)) or headings


def _is_sentence(text: str) -> bool:
    said = unnumbered(_headed(text))
    return len(said) > LEAST_SENTENCE and re.search("[，。；]", said) is not None


def heading(text: str) -> str:
    """A heading as it is shown in a path, cut short where it is long."""
    return quoted(_headed(text), LONGEST_HEADING)


def _headed(text: str) -> str:
    """A heading on one line, without the sentences that were run in behind it: “（一）加强引导。出台……”."""
    return re.sub("。.+", "", line(text))


class Passage(Protocol):
    """A passage that another plan shares."""

    @property
    def page(self) -> int: ...

    @property
    def path(self) -> tuple[str, ...]: ...


def place(proof: Evidence, document: Document) -> str:
    """“第3页 · 三、保障措施”, “第3页 · 页脚”."""
    return _placed(page(proof.page, exact=document.exact_pages), where(proof, document))


def where(proof: Evidence, document: Document) -> str:
    """页眉 or 页脚, else the headings above, without that which is itself the quote beside it."""
    return MARGINS.get(document.blocks[proof.block].reason) or path(proof.path, proof.quote)


def passage_place(passage: Passage, *, exact: bool) -> str:
    """The same of a passage, which is always the plan's own text."""
    return _placed(page(passage.page, exact=exact), path(passage.path))


def _placed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_SIDES = {"in": "一节", "end": "的末尾", "behind": "之后", "before": "之前"}


def proposed(vacancy: Vacancy | None, document: Document) -> str:
    """Where what is missing would be written: “三、主要任务”之后（约第6页）; "" if there is no place for it."""
    if vacancy is None:
        return ""
    block = document.blocks[vacancy.block]
    named, side = path(vacancy.section.path), _SIDES[vacancy.at]
    if not vacancy.section.headed:  # what stands before all headings is named by its words
        named, side = quoted(block.text, LONGEST_HEADING), "一段之后"
    return f"“{enclosed(named)}”{side}（{page(block.page, exact=document.exact_pages)}）"


def searched(headings: Sequence[str], sections: Sequence[Section]) -> str:
    """Where was looked for something: in the whole plan always, and in which sections above all; "" if none is told."""
    if not headings:
        return ""
    chief = () if {part.heading for part in top_level(sections)} <= set(headings) else _chief(set(headings), sections)
    if not 0 < len(chief) <= MOST_SEARCHED:
        return WHOLE
    return f"{WHOLE}，重点查找 {'；'.join(chief)}（其他章节、表格和附件里写了的也算）"


def _chief(headings: Set[str], sections: Sequence[Section]) -> Sequence[str]:
    """The sections with these headings without those that lie in another of them; of many the parts of the plan they are in."""
    outer: list[Section] = []
    for section in sections:
        if section.headed and section.heading in headings and (not outer or section.start >= outer[-1].stop):
            outer.append(section)
    paths = list(dict.fromkeys(path(section.path) for section in outer))
    parts = list(dict.fromkeys(heading(section.path[0]) for section in outer))
    return paths if len(paths) <= MOST_SEARCHED else parts
