"""What every check works on, and the few things that all checks need: places in the plan, sections searched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.classify import Classified
from pipeline.document import Block, Document, Section
from pipeline.findings import Applicant, Evidence, Fact, Finding, Outcome, Verdict
from pipeline.profile import Profile, Requirement

QUOTE = 160
"""Longest quote in characters: a reader must see at a glance what is meant."""

Result = Outcome | Finding


@dataclass(frozen=True)
class Review:
    """Everything known about one plan when the checks begin."""

    document: Document
    classified: Classified
    facts: tuple[Fact, ...]
    profile: Profile
    applicant: Applicant
    sections_of: tuple[int | None, ...] = field(init=False)
    """Index of the innermost section of every block."""

    def __post_init__(self) -> None:
        inside: list[int | None] = [None] * len(self.document.blocks)
        for index, section in enumerate(self.classified.sections):
            for block in range(section.start, min(section.stop, len(inside))):
                inside[block] = index
        object.__setattr__(self, "sections_of", tuple(inside))

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.classified.sections

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    @property
    def readable(self) -> bool:
        """Whether every page could be read: only then can something be called missing."""
        return not self.document.unreadable_pages

    def path(self, block: int) -> tuple[str, ...]:
        """Headings above a block."""
        index = self.sections_of[block]
        return self.sections[index].path if index is not None else ()

    def heads(self, blocks: Iterable[int]) -> set[int]:
        """First blocks, mostly headings, of the innermost sections that hold these blocks."""
        return {self.sections[at].start for block in blocks if (at := self.sections_of[block]) is not None}

    def body(self) -> list[int]:
        """Indices of the blocks that are text of the plan: no furniture, no headings."""
        return [i for i, block in enumerate(self.blocks) if block.kind not in ("furniture", "heading") and block.text]


def sureness(probability: float) -> float:
    """A confidence as reported, 0 to 0.99: nothing that a program has read is certain."""
    return round(min(0.99, probability), 3)


def evidence(review: Review, block: int, start: int, stop: int) -> Evidence:
    """The stretch as evidence, cut to QUOTE characters."""
    text = review.blocks[block].text
    stop = min(stop, start + QUOTE, len(text))
    runs = [run for run in review.blocks[block].runs if run.start <= start < run.stop]
    page = runs[0].page if runs else review.blocks[block].page
    return Evidence(block, start, stop, text[start:stop], page, review.path(block))


def whole(review: Review, block: int) -> Evidence:
    """A block from its beginning as evidence."""
    return evidence(review, block, 0, len(review.blocks[block].text))


def labelled(review: Review, label: str, least: float = 0.5) -> list[Section]:
    """Sections that carry a label with at least this probability."""
    return [s for s in review.sections if any(x.label == label and x.probability >= least for x in s.labels)]


def around(review: Review, block: int, start: int, stop: int, most: int) -> Evidence:
    """A word with at most so many characters on both sides, within its line and cell."""
    text = review.blocks[block].text
    left = max(0, start - most, *(text.rfind(mark, 0, start) + 1 for mark in "\t\n"))
    right = min(len(text), stop + most, *(at for mark in "\t\n" if (at := text.find(mark, stop)) >= 0))
    return evidence(review, block, left, right)


def pages_of(review: Review, proof: Sequence[Evidence]) -> str:
    """“第 2、5 页”, with 约 for a format that knows its pages only approximately."""
    numbers = "、".join(str(page) for page in dict.fromkeys(item.page for item in proof))
    return f"{'' if review.document.exact_pages else '约'}第 {numbers} 页"


def headings(sections: Iterable[Section], limit: int = 12) -> tuple[str, ...]:
    """Headings of the sections, each once."""
    return tuple(dict.fromkeys(section.heading for section in sections if section.heading))[:limit]


def top_headings(review: Review) -> tuple[str, ...]:
    """Headings of the first level and attachments: what was searched when the whole plan was."""
    least = min((section.level for section in review.sections if section.level), default=0)
    return headings(
        section for section in review.sections if section.level == least or (section.headed and section.level == 0)
    )


def finding(
    requirement: Requirement,
    message: str,
    proof: Sequence[Evidence],
    *,
    verdict: Verdict = "weak",
    searched: tuple[str, ...] = (),
) -> Finding:
    """A finding of one of the rules beyond the requirements' own verdicts."""
    parent = requirement.parent
    return Finding(
        rule=requirement.id, requirement=parent if parent in ("goals", "schedule", "content") else "", verdict=verdict,
        severity=requirement.severity, message=message, advice=requirement.advice, evidence=tuple(proof[:6]),
        searched=searched, anchor=proof[0].block if proof else None,
    )  # fmt: skip
