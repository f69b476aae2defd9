"""Time and memory of one file in a process of ours, the same for a single check and for a plan of a round."""

import math
import time
from dataclasses import dataclass, field
from typing import Literal

from pipeline.apart.watchdog import tree_memory
from pipeline.limits import Limits


@dataclass(slots=True)
class Watch:
    """A file from the moment on that a process has it. Recognition of pages, and nothing else, buys time and memory."""

    limits: Limits
    longest: float = math.inf
    """Seconds that the file may take in all, however many of its pages are recognised."""
    loaded: bool = False
    """Whether the process has recognised pages before: what it loaded for them stays in its memory."""
    recognising: bool = False
    pages: int = 0
    looks: int = 0
    begun: float = field(default_factory=time.monotonic)
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = self.begun + self.limits.seconds

    @property
    def memory(self) -> int:
        """Bytes that the process may use now."""
        return self.limits.memory + (self.limits.memory_for_ocr if self.loaded else 0)

    def recognise(self) -> None:
        """Take note that recognition begins; that it is said again buys nothing."""
        if not self.recognising:
            self.recognising = self.loaded = True
            self._extend()

    def advance(self, done: int, total: int) -> bool:
        """Take note of pages done; whether they are more than before. It buys time only while pages are recognised."""
        moved = self.pages < done <= total <= self.limits.max_pages
        if moved:
            self.pages = done
            if self.recognising:
                self._extend()
        return moved

    def passed(self, pid: int) -> Literal["time", "memory", ""]:
        """The limit that the process has passed."""
        self.looks += 1
        if tree_memory(pid, self.looks) > self.memory:
            return "memory"
        return "time" if time.monotonic() > self.deadline else ""

    def _extend(self) -> None:
        extended = max(self.deadline, time.monotonic() + self.limits.seconds_per_page)
        self.deadline = min(self.begun + self.longest, extended)
