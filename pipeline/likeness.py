"""Which of yesterday's findings is which of today's: of one rule in one plan there may be several, and words change."""

from collections import defaultdict, deque
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

ALIKE = 0.6
"""Share of equal characters from which on two quotes are the same place, rewritten."""
ONE_THING = 0.85
"""Of two names of an indicator: 绿色建筑占比 is not 装配式建筑占比, but 占比 may become 所占比例."""
RUN = 3
"""Characters in a row that two texts hardly have in common by chance."""
LONGEST = 1000
"""Characters of a text that are compared."""
_MOST = 200
"""Findings on a side, beside those that did not change, that are compared each with each."""


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
    return _compared(first, second).ratio()


def held(first: str, second: str) -> float:
    """Share of the first text, 0 to 1, that stands in the second in runs of at least RUN characters."""
    *blocks, end = _compared(first, second).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= RUN) / max(1, end.a)


def _compared(first: str, second: str) -> SequenceMatcher[str]:
    one, other = ("".join(text.split())[:LONGEST] for text in (first, second))
    return SequenceMatcher(None, one, other, autojunk=False)


def pairs(old: Sequence[Seen], new: Sequence[Seen]) -> list[tuple[int, int]]:
    """Indices of findings of one rule that are the same, each once, the likest first.

    First equal ones; then by quotes that are ALIKE; what is then left by all their words, for a problem whose words
    changed is still there. Findings on two things, such as two indicators, are never the same.
    """
    found = _equal(old, new)
    taken = set(found.values())
    share = cache(alike)
    left = [(i, j) for i in _free(old, found) for j in _free(new, taken) if _one_thing(old[i], new[j], share)]

    def by_quote(i: int, j: int) -> float:
        quotes = old[i].quote, new[j].quote
        return share(*quotes) if _compared(*quotes).quick_ratio() >= ALIKE else 0.0  # an upper bound, soon told

    def by_all(i: int, j: int) -> float:
        return share(old[i].quote, new[j].quote) + share(old[i].message, new[j].message)

    for likeness, least in ((by_quote, ALIKE), (by_all, 0.0)):
        left = [(i, j) for i, j in left if i not in found and j not in taken]
        for score, i, j in sorted((-likeness(i, j), i, j) for i, j in left):
            if -score >= least and i not in found and j not in taken:
                found[i] = j
                taken.add(j)
    return sorted(found.items())


def _equal(old: Sequence[Seen], new: Sequence[Seen]) -> dict[int, int]:
    """Indices of findings that did not change, in their order where several are equal."""
    places: defaultdict[Seen, deque[int]] = defaultdict(deque)
    for j, now in enumerate(new):
        places[now].append(j)
    return {i: places[was].popleft() for i, was in enumerate(old) if places[was]}


def _free(seen: Sequence[Seen], taken: Container[int]) -> list[int]:
    """The first `_MOST` indices that are not taken."""
    return [at for at in range(len(seen)) if at not in taken][:_MOST]


def _one_thing(was: Seen, now: Seen, share: Callable[[str, str], float]) -> bool:
    return not (was.thing and now.thing) or share(was.thing, now.thing) >= ONE_THING
