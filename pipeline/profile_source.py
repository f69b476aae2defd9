"""The TOML file of a profile, and what is said of a slip in it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import ProfileError

PROFILES = Path(__file__).parent / "profiles"
"""Where those lie that come with yushen."""
_HEADER = re.compile(r"\s*\[\[\s*requirement\s*\]\]")


@dataclass(frozen=True, slots=True)
class Source:
    """The TOML file of a profile, to show what is wrong in it."""

    path: Path
    text: str

    @property
    def shipped(self) -> bool:
        """Whether it comes with yushen: the tests have checked its patterns, which takes a tenth of a second."""
        return self.path.parent == PROFILES

    def broken(self, line: int, what: str) -> ProfileError:
        """What is wrong in a line (1-based), with that line; where 0 says that the line is not known, in the file."""
        lines = self.text.splitlines()
        shown = f"\n    {lines[line - 1].strip()}" if 0 < line <= len(lines) else ""
        where = f" 第 {line} 行" if line else ""
        return ProfileError(f"核对标准有误：{self.path.name}{where}：{what}{shown}\n请改正后再运行。")

    def wrong(self, key: str, what: str) -> ProfileError:
        """What is wrong in the line of a key of the profile itself."""
        return self.broken(self.line_of(rf"""^["']?{re.escape(key)}(?![\w-])"""), what)

    def line_of(self, pattern: str, first: int = 1) -> int:
        """The first line, from line `first` on, that holds the pattern; `first` where none does or that is 0, unknown."""
        lines = enumerate(self.text.splitlines(), 1) if first else ()
        return next((at for at, line in lines if at >= first and re.search(pattern, line)), first)

    def starts(self, entries: int) -> Sequence[int]:
        """Lines of the headers of the requirements; all unknown where there are not as many as `entries`."""
        found = [at for at, line in enumerate(self.text.splitlines(), 1) if _HEADER.match(line)]
        return found if len(found) == entries else [0] * entries


def meant(said: str, known: Collection[str]) -> str:
    """“，是不是“…”？” of the known word that is nearly the same, to end a complaint with; "" where none is."""
    near = get_close_matches(said, known, n=1)
    return f"，是不是“{near[0]}”？" if near else ""
