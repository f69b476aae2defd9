"""What a writer may be told beside what it writes on; each heeds what concerns its output."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be written."""

    template: Path | None = None
    """A form of the user's own to fill in; None for that which comes with it."""
    home: str = ""
    """Address of the round's overview as seen from the file; empty for a plan that is no part of a round."""
    pictures: bool = True
    """Whether pages of the submitted file are drawn."""
    isolate: bool = True
    """Whether what opens the submitted file runs in a process of its own; not where the caller is one that may be ended."""


PLAIN = Options()
"""Of one plan, by itself."""
