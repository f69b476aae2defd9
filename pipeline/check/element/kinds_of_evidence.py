"""What there may be of an element in a plan: passages, tables with dates, duties fulfilled, figures told elsewhere."""

import re
from collections.abc import Iterator

from pipeline.check.element.case import CLEAR, DOUBT, TASK, Case, Element, ElementVerdict
from pipeline.check.element.substance import figures_in_tables, is_copied, substance, telling
from pipeline.check.phases import timed_tables
from pipeline.check.review import Review
from pipeline.check.weighing import MET, takes_up_a_task
from pipeline.classify.duties import Support
from pipeline.classify.duty_passages import is_spoken
from pipeline.classify.duty_patterns import about
from pipeline.classify.labels import LabelledBlock
from pipeline.document import Block
from pipeline.findings import Verdict
from pipeline.profile import Requirement
from pipeline.text.commitment import NUMBER
from pipeline.text.numerals import plain_digits
from pipeline.text.sentences import Sentence, sentences
from pipeline.vocabulary import INDUSTRIES

HINT = 0.3
"""A section with at least this probability makes its absence as doubtful as a passage of `DOUBT` does."""
LIKELY = 0.48
"""Without a section of its own and a paragraph of at least this probability nothing is found for certain."""
FEW = 2
"""Figures that make a passage which speaks of the element in so many words a statement of it, or duties of the
safeguards that make safeguards of whatever sections hold them."""
MANY = 5
"""Duties fulfilled that make content of whatever sections hold them."""
AHEAD, SURELY = ("content", "goals", "schedule", "safeguards"), 0.6
"""A passage of one of these with at least this probability tells what is to be, and its figures are of that."""


def judge_element(case: Case) -> ElementVerdict:
    """What the first kind of evidence says that there is for the element, else how sure it is that there is none."""
    return next((judged for kind in case.element.evidence if (judged := kind(case))), None) or _not_found(case)


def by_passages(case: Case) -> ElementVerdict | None:
    """By what its passages say; without a section of its own, or words that say so, they must be likely to be of it at all."""
    if not case.present:
        return None
    verdict = _substance(case, _own_words(case))
    vague = case.best < LIKELY and not case.own and not case.lines
    return ("unsure" if verdict == "met" and vague else verdict), case.blocks


def by_times(case: Case) -> ElementVerdict | None:
    """By the passages of a schedule and tables with dates; these may well stand among the tasks, under no heading."""
    if not case.present:
        return None
    if not case.own and _of_tasks(case):
        return "weak", case.blocks
    stated = _own_words(case)
    tables = [index for index in timed_tables(case.review) if index not in stated]
    return _substance(case, stated + tables), list(dict.fromkeys(tables + case.blocks))


def _of_tasks(case: Case) -> bool:
    """Whether all that tells times is as much of the tasks: 示范项目分三批实施：2023年6个、2024年9个 is no plan of the pilot's."""
    tasks = {p.block for p in case.review.classified.passages if p.labels["content"] >= TASK}
    return tasks.issuperset(case.blocks) and tasks.isdisjoint(case.lines)


def by_tasks(case: Case) -> ElementVerdict | None:
    """By duties fulfilled: tasks are the plan's content, whatever their headings are called."""
    taken = takes_up_a_task(case.review)
    if taken and len({support.duty for support in fulfilling(case.review)}) >= MANY:
        return "met", case.blocks
    return ("weak", case.blocks) if case.blocks and not taken else None


def no_task(review: Review, text: str) -> str:
    """Says so where no mandatory task is carried by its duties."""
    return "" if takes_up_a_task(review) else "没有一项必选任务写出了半数以上的具体要求。"


def by_duties(case: Case) -> ElementVerdict | None:
    """By duties of the element itself, under whatever heading, with what else is said of it."""
    found = fulfilling(case.review, f"{case.id}.")
    enough = len({support.duty for support in found}) >= FEW
    return ("met", list(dict.fromkeys([*(support.block for support in found), *case.blocks]))) if enough else None


def by_city(case: Case) -> ElementVerdict | None:
    """By sentences about the city in so many words (常住人口) and with figures, anywhere outside the tasks."""
    blocks = [
        passage.block
        for passage in _outside_tasks(case.review)
        if any(_figured(case.requirement, sentence) for sentence in sentences(case.review.blocks[passage.block]))
    ]
    found = _by_figures(case, blocks)
    return ("unsure", blocks) if found and case.best < DOUBT else found  # a neighbour's figures, as like as not


def by_industries(case: Case) -> ElementVerdict | None:
    """By what is said of industries with figures (建筑业总产值) beside the city's own; of one alone it is nothing."""
    patterns = _industries(case.review)
    found = [
        (passage.block, pattern)
        for passage in _outside_tasks(case.review)
        if passage.labels["basics"] >= CLEAR
        for sentence in sentences(case.review.blocks[passage.block])
        for pattern in patterns
        if NUMBER.search(sentence.text) and re.search(pattern, sentence.text)
    ]
    several = len({pattern for _, pattern in found}) > 1
    return _by_figures(case, sorted({block for block, _ in found}) if several else [])


def _not_found(case: Case) -> ElementVerdict:
    """Missing, unless a passage or a section comes near it: those that come nearest are shown."""
    hinted = any(section.share(case.id) >= HINT for section in case.review.sections)
    verdict = "unsure" if case.best >= DOUBT or hinted else case.review.absent
    nearest = [block for block, share in case.shares.items() if share == case.best]
    return verdict, nearest if verdict == "unsure" else []


def _own_words(case: Case) -> list[int]:
    """Its blocks without those that are the notice's text."""
    return [block for block in case.blocks if not is_copied(case.review, block)]


def _substance(case: Case, stated: list[int]) -> Verdict:
    """Whether blocks say something, with the headings that do: phases often carry their dates there only."""
    review = case.review
    above = [heading for heading in _headings(case, stated) if case.element.dated or is_spoken(heading)]
    told = (own_text(case.element, review.blocks[block]) for block in stated)
    text = "\n".join([*told, *above])
    if case.element.fielded and not _of_the_field(case, stated):
        return "weak"
    return substance(case.element, text, figures_in_tables(review, stated), review.profile.years)


def _of_the_field(case: Case, stated: list[int]) -> bool:
    """Whether a sentence with substance, or a table, speaks of the notice's field or of one of the industries it asks for."""
    review = case.review
    patterns = [review.profile.field_words, *_industries(review)]
    tables = [block.text for index in stated if (block := review.blocks[index]).table is not None]
    told = [s.text for index in stated for s in sentences(review.blocks[index]) if telling(case.element, s)]
    return not review.profile.field_words or any(re.search(p, text) for p in patterns for text in [*tables, *told])


def _industries(review: Review) -> list[str]:
    """Patterns of the words of the industries that the notice asks for."""
    asked = review.profile.get("foundation.industries")
    return [str(asked.params[name]) for name in INDUSTRIES if name in asked.params] if asked else []


def own_text(element: Element, block: Block) -> str:
    """A block's text, its figures and years in digits, without the sentences that state another thing."""
    others = [sentence for sentence in sentences(block) if element.aside(sentence.text)]
    text = block.text
    for sentence in reversed(others):
        text = text[: sentence.start] + text[sentence.stop :]
    return plain_digits(text)


def _headings(case: Case, stated: list[int]) -> Iterator[str]:
    """Headings of the element's sections and above its passages."""
    inside = {index for section in case.own for index in range(section.start, section.stop)}
    for index in sorted(inside | case.review.heads(stated)):
        if case.review.blocks[index].kind == "heading":
            yield case.review.blocks[index].text


def _by_figures(case: Case, blocks: list[int]) -> ElementVerdict | None:
    """Blocks that speak of the element in so many words: with one figure alone nobody knows."""
    figures = sum(len(NUMBER.findall(case.review.blocks[block].text)) for block in blocks)
    return ("met" if figures >= FEW else "unsure", blocks) if blocks else None


def _figured(requirement: Requirement, sentence: Sentence) -> bool:
    return bool(about(requirement, sentence.text) and NUMBER.search(sentence.text))


def _outside_tasks(review: Review) -> list[LabelledBlock]:
    """Passages that are surely neither of the tasks nor of the goals, schedule or safeguards."""
    return [p for p in review.classified.passages if max(p.labels[label] for label in AHEAD) < SURELY]


def fulfilling(review: Review, prefix: str = "") -> list[Support]:
    """What fulfils duties of tasks, or those whose ids begin so, the surest first."""
    of = prefix or tuple(f"{task.id}." for task in review.profile.by_kind("task"))
    found = [s for s in review.classified.supports if s.met >= MET and s.duty.startswith(of)]
    return sorted(found, key=lambda support: (-support.met, support.block))
