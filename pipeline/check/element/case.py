"""What an element is to the check, and what is known of it in one plan before it is judged."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from pipeline.check.review import Review
from pipeline.check.told import items_of
from pipeline.classify.duty_passages import is_spoken
from pipeline.classify.labels import LabelledBlock
from pipeline.document import Block, Section
from pipeline.findings import Evidence, Verdict
from pipeline.profile import Requirement

PRESENT = 25
"""Characters, weighed by the probability of the label, that make an element present at all."""
CLEAR = 0.4
"""One paragraph with at least this probability makes it present, however short."""
DOUBT = 0.12
"""A paragraph with at least this probability makes its absence doubtful: better asked than accused."""
PASSAGE = 0.3
"""Least probability of the label for a paragraph to be read as part of the element: merged sections share theirs."""
TASK = 0.45
"""Where a passage of the tasks is as likely to be the schedule."""

ElementVerdict = tuple[Verdict, list[int]]
"""A verdict and the blocks that it rests on."""


@dataclass(frozen=True, slots=True)
class Element:
    """How an element is told: the rows are in `elements`."""

    evidence: tuple[Callable[["Case"], ElementVerdict | None], ...]
    """Kinds of evidence, tried in this order; the first that finds anything decides."""
    specific: tuple[re.Pattern[str], ...]
    """What substance looks like; two such places are enough."""
    lacking: str
    """What a weak one is short of, for the report."""
    settled: Callable[[str, int], Verdict | None] = lambda text, figures: None
    """The verdict on its text, and on how many cells of its tables hold a figure, where that hangs on something else."""
    counted: Callable[[str, int], str] = lambda text, years: text
    """The text in which the specifics are counted; `years` is how long the pilot lasts."""
    aside: Callable[[str], bool] = lambda sentence: False
    """Sentences that state another thing, though they stand in its passages: nothing is counted or quoted of them."""
    portrait: bool = False
    """Whether it says what the city is, which another city's places cannot prove."""
    fielded: bool = False
    """Whether substance without a word of the notice's field, or of the industries that it asks for, says nothing of it."""
    several: bool = False
    """Whether a single such place says nothing, whatever stands around it."""
    dated: bool = False
    """Whether its figures and dates may stand in a heading; of others, a heading counts that is a whole sentence."""
    lines: Callable[[Review], Iterable[int]] = lambda review: ()
    """Blocks that state it whatever the model takes them for."""
    touched: Callable[[Review], Container[int]] = lambda review: ()
    """Blocks that do not state it, though the model may take them for it."""
    beside_tasks: bool = False
    """Whether a passage of the tasks must be as likely to be of it: tasks have deadlines and are no schedule."""
    titled: bool = False
    """Whether a row of its tables may say what it does by the titles above alone: 第一年, 第二年, 第三年."""
    quoted: Callable[["Element", Requirement, Review, Sequence[int]], Iterable[Evidence]] = lambda *_: ()
    """What is quoted of the blocks that it rests on."""
    thin: Callable[[Review, str], str] = lambda review, text: ""
    """Why a weak one is, by its text, where that is not for lack of what it is `lacking` in general."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of an element of one plan."""

    element: Element
    requirement: Requirement
    review: Review
    own: list[Section]
    """Sections that are of it."""
    shares: dict[int, float]
    """Probability of the label by block that may state it."""
    lines: frozenset[int]
    """The element's own lines, blocks that state it whatever the model takes them for."""
    best: float
    """The highest probability of the label that a passage has, or one of the element's own lines."""

    @property
    def id(self) -> str:
        return self.requirement.id

    @property
    def blocks(self) -> list[int]:
        """Blocks that are read as part of the element."""
        return [block for block, share in self.shares.items() if share >= PASSAGE]

    @property
    def present(self) -> bool:
        """Whether passages of it, weighed together or one alone, are enough to be judged."""
        mass = sum(share * len(self.review.blocks[block].text) for block, share in self.shares.items())
        return bool(self.blocks) and (mass >= PRESENT or self.best >= CLEAR)


def case_of(element: Element, requirement: Requirement, review: Review, own: list[Section], best: float) -> Case:
    """What is known of the element; `own` are its sections, `best` is the highest probability of a passage."""
    label = requirement.id
    passages = (p for p in review.classified.passages if p.labels[label] >= _least(element, p))
    touched = element.touched(review)
    shares = {p.block: p.labels[label] for p in passages if p.block not in touched}
    for section in own:
        said = (index for index in range(section.start, section.stop) if _is_said_as_heading(review.blocks[index]))
        shares |= dict.fromkeys(said, section.share(label))
    for block, share in [(block, share) for block, share in shares.items() if share >= PASSAGE]:
        shares |= dict.fromkeys(items_of(review, block), share)
    lines = {index: max(CLEAR, shares.get(index, 0.0)) for index in element.lines(review)}
    return Case(element, requirement, review, own, shares | lines, frozenset(lines), max(best, *lines.values(), 0.0))


def _least(element: Element, passage: LabelledBlock) -> float:
    """The least probability with which a passage may state the element."""
    return TASK if element.beside_tasks and passage.labels["content"] >= 1 - TASK else min(PASSAGE / 2, DOUBT)


def _is_said_as_heading(block: Block) -> bool:
    """Whether a paragraph is all that stands under its number, so that it was taken for a heading."""
    return block.kind == "heading" and is_spoken(block.text)
