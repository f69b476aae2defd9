"""Which words of a quote decide: those that speak of what is asked for, figures, titles of documents."""

import re
from collections.abc import Iterator

from pipeline.classify.duty_patterns import ABOUT, HINTS, patterns
from pipeline.profile import Requirement
from pipeline.text.shortening import Telling

_TITLE = re.compile("《[^《》]{2,40}》")
_FIGURE = re.compile(r"\d[\d.,]*(?![\d.,年月日季号])")
"""No date: when something is done says little of what is done."""
_SAID, _HINTED, _TITLED, _COUNTED = 4, 1, 3, 2


def telling(requirement: Requirement, text: str) -> list[Telling]:
    """Stretches of the text that say that it is about the requirement, or how much of it is done."""
    said = [Telling(*span, _SAID) for span in _spans(requirement, ABOUT, text)]
    hinted = [Telling(*span, _HINTED) for span in _spans(requirement, HINTS, text)]
    titles = [Telling(*match.span(), _TITLED) for match in _TITLE.finditer(text)]
    return [*said, *hinted, *titles, *(Telling(*match.span(), _COUNTED) for match in _FIGURE.finditer(text))]


def _spans(requirement: Requirement, group: str, text: str) -> Iterator[tuple[int, int]]:
    """What each part of the patterns that match finds first."""
    for pattern in patterns(requirement, group):
        if pattern.span(text):
            yield from (match.span() for part in pattern.parts if (match := part.search(text)))
