"""What every check works on: everything known about one plan."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.check.leftover import Place, foreign
from pipeline.classify import Classified
from pipeline.classify.duties import Support
from pipeline.document import Block, Document, Section
from pipeline.findings import Applicant, Evidence, Fact, Finding, Outcome, Period, Verdict
from pipeline.profile import Profile
from pipeline.segment import innermost
from pipeline.text.numerals import plain_digits
from pipeline.vocabulary import MARGINS

Result = Outcome | Finding
Span = tuple[int, int, int]
"""A block and where in its text something starts and stops."""

BASE = 0.6
"""Least probability with which a passage tells what there is."""
STATED = 0.5
"""Least probability with which a passage surely states an element: fit to be quoted, or to set other things aside."""
_FIGURES = re.compile(r"[\d\s]+")


@dataclass(frozen=True)
class Review:
    """Everything known about one plan when the checks begin."""

    document: Document
    classified: Classified
    facts: tuple[Fact, ...]
    profile: Profile
    applicant: Applicant

    @cached_property
    def sections_of(self) -> Sequence[Section | None]:
        """The innermost section of every block."""
        return innermost(self.document, self.sections)

    @cached_property
    def periods(self) -> Sequence[tuple[Period, Evidence]]:
        """The facts that say when or how long."""
        return [(fact.value, fact.evidence) for fact in self.facts if isinstance(fact.value, Period)]

    @cached_property
    def ranked(self) -> Mapping[str, Sequence[Support]]:
        """By duty, what supports it, the best first."""
        found: defaultdict[str, list[Support]] = defaultdict(list)
        for support in sorted(self.classified.supports, key=lambda one: (-one.met, -one.named, one.block)):
            found[support.duty].append(support)
        return found

    @cached_property
    def labelled(self) -> Mapping[str, Sequence[tuple[Section, float]]]:
        """By label, the sections that carry it, each with how probable it is."""
        found: defaultdict[str, list[tuple[Section, float]]] = defaultdict(list)
        for section in self.sections:
            for own in section.labels:
                found[own.label].append((section, own.probability))
        return found

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.classified.sections

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    @property
    def absent(self) -> Verdict:
        """The verdict on what was found nowhere: only where every page could be read is it missing."""
        return "unsure" if self.document.unreadable_pages else "missing"

    def short(self, present: object) -> Verdict:
        """The verdict on what is there but not enough of it: a page that could not be read may hold the rest."""
        return "weak" if present and self.absent == "missing" else self.absent

    @cached_property
    def base(self) -> frozenset[int]:
        """Blocks of 基本情况 and 工作基础, which tell what there is."""
        passages = self.classified.passages
        return frozenset(p.block for p in passages if p.labels["foundation"] + p.labels["basics"] >= BASE)

    @cached_property
    def outlined(self) -> frozenset[int]:
        """Blocks of 试点目标 and 实施计划, which only count or date what the tasks tell."""
        passages = self.classified.passages
        return frozenset(p.block for p in passages if p.labels["goals"] + p.labels["schedule"] >= STATED)

    def path(self, block: int) -> tuple[str, ...]:
        """Headings above a block; none for a header or footer, which a section only happens to enclose."""
        section = self.sections_of[block]
        return section.path if section and not self.margin(block) else ()

    def heads(self, blocks: Iterable[int]) -> set[int]:
        """First blocks, mostly headings, of the innermost sections that hold these blocks."""
        return {section.start for block in blocks if (section := self.sections_of[block])}

    def margin(self, block: int) -> bool:
        """Whether a block is a header or footer."""
        return self.blocks[block].reason in MARGINS

    @cached_property
    def repeated(self) -> frozenset[int]:
        """Headers and footers that stand on an earlier page already: what is wrong in one is to be amended once."""
        first: dict[str, int] = {}
        margins = [index for index in range(len(self.blocks)) if self.margin(index)]
        return frozenset(i for i in margins if first.setdefault(_FIGURES.sub("", self.blocks[i].text), i) != i)

    @cached_property
    def foreign(self) -> tuple[Span, ...]:
        """Where another city's names are left over, in the plan's order."""
        every = (Place(i, block, self.path(i)) for i, block in enumerate(self.blocks) if i not in self.repeated)
        return foreign(self.applicant, every)

    @cached_property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """Index and text, as `plain_digits` spells it, of the body's paragraphs that do not tell what there is."""
        plain = (i for i in self.body() if self.blocks[i].table is None and i not in self.base)
        return tuple((i, plain_digits(self.blocks[i].text)) for i in plain)

    def body(self) -> list[int]:
        """Indices of the blocks that are text of the plan: no furniture, no headings."""
        return [i for i, block in enumerate(self.blocks) if block.kind not in ("furniture", "heading") and block.text]


def sureness(probability: float) -> float:
    """A confidence as reported, 0 to 0.99: nothing that a program has read is certain."""
    return round(min(0.99, probability), 3)
