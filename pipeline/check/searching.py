"""Where the plan speaks of an element: sections by their labels, blocks by their passages."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.check.review import STATED, Review
from pipeline.document import Section
from pipeline.findings import Evidence
from pipeline.homes import SURE
from pipeline.segment import top_level


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
    return [section for section, share in review.labelled.get(label, ()) if share >= least]


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
