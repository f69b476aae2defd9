"""Which of yesterday's findings is which of today's: of one rule in one plan there may be several, and words change."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.6
"""Share of equal characters from which on two quotes are the same place, rewritten."""
ONE_THING = 0.85
"""Of two names of an indicator: 绿色建筑占比 is not 装配式建筑占比, but 占比 may become 所占比例."""
RUN = 3
"""Characters in a row that two texts hardly have in common by chance."""
LONGEST = 1000
"""Characters of a text that are compared."""
_MOST = 200
"""Findings on a side that are compared each with each."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a finding is recognised by."""

    message: str
    quote: str

    @property
    def thing(self) -> str:
        """The indicator that the message is about; "" where it names none."""
        head, _, rest = self.message.partition("“")
        return rest.partition("”")[0] if head == "指标" else ""


def alike(first: str, second: str) -> float:
    """Share of equal characters, 0 to 1, white space left out; two empty texts are equal, one is like none."""
    one, other = ("".join(text.split())[:LONGEST] for text in (first, second))
    if not one or not other:
        return 1.0 if one == other else 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def held(first: str, second: str) -> float:
    """Share of the first text, 0 to 1, that stands in the second in runs of at least RUN characters."""
    one, other = ("".join(text.split())[:LONGEST] for text in (first, second))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= RUN) / max(1, len(one))


def pairs(old: Sequence[Seen], new: Sequence[Seen]) -> list[tuple[int, int]]:
    """Indices of findings of one rule that are the same, each once, the likest first.

    First by quotes that are ALIKE; what is then left by all their words, for a problem whose words changed is still
    there. Findings on two things, such as two indicators, are never the same.
    """
    scores = [
        (alike(was.quote, now.quote), alike(was.message, now.message), i, j)
        for i, was in enumerate(old[:_MOST])
        for j, now in enumerate(new[:_MOST])
        if _one_thing(was, now)
    ]
    close = sorted((score for score in scores if score[0] >= ALIKE), key=lambda score: (-score[0], *score[2:]))
    rest = sorted(scores, key=lambda score: (-score[0] - score[1], *score[2:]))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in (*close, *rest):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return sorted(found.items())


def _one_thing(was: Seen, now: Seen) -> bool:
    return not (was.thing and now.thing) or alike(was.thing, now.thing) >= ONE_THING
