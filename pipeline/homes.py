"""Where in a plan an element, task or duty has its place: the section that is its home, and the spot where one that is
missing would be written.

The two do not ask for the same section. A remark on what is there stands at the surest home, the first of several. What is
missing comes last: behind the last of the sections of the highest level, so that it does not break into what is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from pipeline.document import Document, Section, task_label
from pipeline.profile import Requirement
from pipeline.segment import innermost
from pipeline.text.numbers import is_annex

SURE = 0.5
"""Probability with which a section is that of an element or a task."""
FLOW = ("basics", "foundation", "goals", "content", "schedule", "safeguards")
"""Elements in the order in which a plan states them."""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Where something missing would be written."""

    section: Section
    at: Literal["in", "end", "behind", "before"]
    """Of the section."""
    block: int
    """Beside which a remark on it is best shown."""


def attached(path: Sequence[str]) -> bool:
    """Whether what stands below these headings is part of an attachment."""
    return any(is_annex(heading) for heading in path)


def home(requirement: Requirement, sections: Sequence[Section]) -> Section | None:
    """The headed section of an element or task, or that above a duty: of several the surest, the highest, the first;
    one in an attachment only where there is no other."""

    def order(section: Section) -> tuple[bool, float, int, int]:
        return attached(section.path), -round(section.share(*_own(requirement)), 1), section.level, section.start

    found = [section for section in sections if section.headed and section.share(*_own(requirement)) >= SURE]
    return min(found, key=order, default=None)


def belongs(requirement: Requirement, document: Document, sections: Sequence[Section]) -> int | None:
    """The block beside which a missing thing would stand, see `vacancy`."""
    found = vacancy(requirement, document, sections)
    return found.block if found else None


def vacancy(requirement: Requirement, document: Document, sections: Sequence[Section]) -> Vacancy | None:
    """Where a missing thing would stand: a duty below the heading of its task or element, a task at the end of the tasks,
    an element after what comes before it, or before what comes after it.

    Attachments count only where nothing else has one of the labels.
    """
    own = _own(requirement)
    element = requirement.parent if requirement.kind == "duty" else requirement.id
    before = list(reversed(FLOW[: FLOW.index(element)])) if element in FLOW else ["content"]
    homes = {"element": before, "task": ["content"], "duty": [*own, *before], "rule": own}[requirement.kind]
    for annex, label in product((False, True), homes):
        if found := [s for s in sections if s.share(label) >= SURE and attached(s.path) == annex]:
            top = min(section.level for section in found)
            last = [section for section in found if section.level == top][-1]
            if requirement.kind == "duty" and label in own and last.headed:
                return Vacancy(last, "in", last.start)
            among = label == "content" and element not in FLOW
            return Vacancy(last, "end" if among else "behind", _end(last, document, sections))
    later = FLOW[FLOW.index(element) + 1 :] if element in FLOW else ()
    behind = (s for s in sections if s.headed and any(s.share(label) >= SURE for label in later))
    first = next(behind, None)
    return Vacancy(first, "before", first.start) if first else None


def _own(requirement: Requirement) -> list[str]:
    """Labels of the sections that are about the requirement itself, or about the task or element of a duty."""
    return [task_label(requirement.parent), requirement.parent]


def _end(section: Section, document: Document, sections: Sequence[Section]) -> int:
    """Its last block of text; attachments and page numbers are none, and no comment could stand there."""
    inside = innermost(document, sections)
    for at in range(section.stop - 1, section.start, -1):
        part = inside[at]
        annexed = part is not None and attached(part.path) and not attached(section.path)
        if document.blocks[at].kind != "furniture" and not annexed:
            return at
    return section.start
