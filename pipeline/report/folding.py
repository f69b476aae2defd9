"""Lines of a terminal broken as Chinese is: between any two characters, but no word or number, and no mark first.

Rich breaks at spaces alone, so that a long phrase behind one leaves half of a line, or of a table's cell, empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_CLOSING = "，。、；：？！）》”’…％】〉」』,.;:?!)%"
_OPENING = "（《“‘【〈「『("
_UNIT = re.compile(rf"[{_OPENING}]*(?:[!-'*-~]+|[^\s]|)[{re.escape(_CLOSING)}]*\s*", re.DOTALL)
"""What stays on one line: opening marks, a word of ASCII or one character, closing marks, and the spaces behind."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text that fills its lines."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from fold(self.text, options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(widest, 2), widest).with_maximum(options.max_width)


def fold(text: Text, width: int) -> Iterator[Text]:
    """The lines of a text, none wider than `width` (which is 2 at least)."""
    for line in text.split("\n", allow_blank=True):
        for part in line.divide(_breaks(line.plain, max(2, width))):
            part.rstrip()
            yield part


def _breaks(plain: str, width: int) -> list[int]:
    """Where the lines after the first begin."""
    found: list[int] = []
    used = 0
    for start, unit in _units(plain, width):
        if used and used + cell_len(unit.rstrip()) > width:
            found.append(start)
            used = 0
        used += cell_len(unit)
    return found


def _units(plain: str, width: int) -> Iterator[tuple[int, str]]:
    """What stays together, with its place; what is wider than a line goes character by character."""
    lead = len(plain) - len(plain.lstrip())
    at = 0
    while at < len(plain):
        found = _UNIT.match(plain, at + (lead if not at else 0))
        stop = found.end() if found and found.end() > at else at + 1
        unit = plain[at:stop]
        if cell_len(unit.rstrip()) <= width:
            yield at, unit
        else:
            yield from ((at + offset, char) for offset, char in enumerate(unit))
        at = stop
