"""What became of each gap between two versions of a plan, with the words concerned."""

from dataclasses import dataclass

from pipeline.findings import gap_kind


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a plan and their page."""

    quote: str
    page: int
    shown: str
    """The words with their clause, or with row and column of their table."""


@dataclass(frozen=True, slots=True)
class Change:
    """A gap, as it was and as it is."""

    rule: str
    name: str
    """Of the rule; empty for a gap, which the requirement names, and for a rule that is not known."""
    requirement: str
    title: str
    clause: str
    severity: str
    message: str
    """Of the new version where the gap is in both."""
    advice: str
    before: str
    """Verdict on the requirement; empty for a rule that judges none."""
    after: str
    old: tuple[Quoted, ...]
    new: tuple[Quoted, ...]

    @property
    def code(self) -> str:
        """What to ask `yushen explain` for, as a report calls it: the requirement that is not met, else the rule."""
        return self.requirement if gap_kind(self.rule) else self.rule

    @property
    def changed(self) -> bool:
        """Whether the words differ."""
        return [plain(p.quote) for p in self.old] != [plain(p.quote) for p in self.new]


@dataclass(frozen=True, slots=True)
class Diff:
    """What became of the gaps."""

    old: str
    new: str
    exact: tuple[bool, bool]
    """Whether the pages of the old and of the new one are more than estimates."""
    notes: tuple[str, ...]
    closed: tuple[Change, ...]
    open: tuple[Change, ...]
    fresh: tuple[Change, ...]
    dropped: tuple[Change, ...]
    """Of optional tasks that the new version has given up."""


def plain(text: str) -> str:
    """A quote without white space, which a new layout changes."""
    return "".join(text.split())
