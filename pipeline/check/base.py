"""What every check works on, and the few things that all checks need: places in the plan, sections searched."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.classify import Classified
from pipeline.document import Block, Document, Section
from pipeline.findings import Applicant, Evidence, Fact, Finding, Outcome, Period, Verdict
from pipeline.homes import SURE
from pipeline.profile import Profile, Requirement
from pipeline.segment import innermost, top_level
from pipeline.vocabulary import MARGINS, pages

QUOTE = 160
"""Longest quote in characters: a reader must see at a glance what is meant."""
INDUSTRIES = {"construction": "建筑业", "equipment": "装备制造业", "information": "信息技术产业"}
"""Industries that 五（一） asks for, by the parameter of `foundation.industries` that holds the pattern of their words."""

Result = Outcome | Finding
_FIGURES = re.compile(r"[\d\s]+")


Span = tuple[int, int, int]
"""A block and where in its text something starts and stops."""


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
BASE = 0.6
"""Least probability with which a passage tells what there is."""
STATED = 0.5
"""Least probability with which a passage surely states an element: fit to be quoted, or to set other things aside."""


@dataclass(frozen=True)
class Review:
    """Everything known about one plan when the checks begin."""

    document: Document
    classified: Classified
    facts: tuple[Fact, ...]
    profile: Profile
    applicant: Applicant
    foreign: tuple[Span, ...] = ()
    """Where another city's names are left over, in the plan's order; known before any other check begins."""

    @cached_property
    def sections_of(self) -> Sequence[Section | None]:
        """The innermost section of every block."""
        return innermost(self.document, self.sections)

    @cached_property
    def periods(self) -> Sequence[tuple[Period, Evidence]]:
        """The facts that say when or how long."""
        return [(fact.value, fact.evidence) for fact in self.facts if isinstance(fact.value, Period)]

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

    def body(self) -> list[int]:
        """Indices of the blocks that are text of the plan: no furniture, no headings."""
        return [i for i, block in enumerate(self.blocks) if block.kind not in ("furniture", "heading") and block.text]


def sureness(probability: float) -> float:
    """A confidence as reported, 0 to 0.99: nothing that a program has read is certain."""
    return round(min(0.99, probability), 3)


def evidence(review: Review, block: int, start: int, stop: int) -> Evidence:
    """The stretch as evidence from its first character that is no space, cut to QUOTE characters; its quote is empty where
    the stretch holds nothing else (an empty cell)."""
    text = review.blocks[block].text
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop = min(stop, start + QUOTE, len(text))
    return Evidence(block, start, stop, text[start:stop], review.blocks[block].page_at(start), review.path(block))


def whole(review: Review, block: int) -> Evidence:
    """A block from its beginning as evidence."""
    return evidence(review, block, 0, len(review.blocks[block].text))


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


def mainly(section: Section) -> str:
    """The likeliest of the section's labels, which it must have."""
    return max(section.labels, key=lambda label: label.probability).label


_LINE, _CLAUSE = re.compile(r"[\t\n]"), re.compile(r"[，。；：！？]")
_BORDER = re.compile(rf"{_LINE.pattern}|{_CLAUSE.pattern}|、")


def around(review: Review, block: int, start: int, stop: int, most: int) -> Evidence:
    """A word in its clause, or where that is longer with at most so many characters on both sides, to the farthest item
    of an enumeration that is whole; within its line and cell."""
    text = review.blocks[block].text
    left, right = max(0, start - most), min(len(text), stop + most)
    for border in (_LINE, _CLAUSE):
        left = max([left, *(mark.end() for mark in border.finditer(text, left, start))])
        right = next((mark.start() for mark in border.finditer(text, stop, right)), right)
    if left and not _BORDER.match(text, left - 1):
        left = text.find("、", left, start) + 1 or left
    if right < len(text) and not _BORDER.match(text, right):
        right = text.rfind("、", stop, right) if "、" in text[stop:right] else right
    return evidence(review, block, left, right)


def pages_of(review: Review, proof: Sequence[Evidence]) -> str:
    """The pages on which the evidence stands."""
    return pages((item.page for item in proof), exact=review.document.exact_pages)


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


def finding(
    requirement: Requirement,
    message: str,
    proof: Sequence[Evidence],
    *,
    verdict: Verdict = "weak",
    searched: tuple[str, ...] = (),
    everywhere: bool = False,
    most: int = 6,
) -> Finding:
    """A finding of one of the rules beyond the requirements' own verdicts, with at most so many quotes."""
    parent = requirement.parent
    return Finding(
        rule=requirement.id, requirement=parent if parent in LEAST else "", verdict=verdict,
        severity=requirement.severity, message=message, advice=requirement.advice, evidence=tuple(proof[:most]),
        searched=searched, anchor=proof[0].block if proof else None, everywhere=everywhere,
    )  # fmt: skip
