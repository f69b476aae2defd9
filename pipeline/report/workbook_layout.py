"""What a workbook is told: the columns of its sheets, and what their cells hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

CHOICES = ("属实", "误报", "需补正")
"""What a reviewer can choose."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads to a place in a report."""

    value: "Plain"
    target: str
    """Path of the report beside the workbook."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text some stretches of which (True) stand out."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


Plain = str | int | float | date | None
Value = Plain | Linked | Marked


def plain_of(value: Value) -> Plain:
    """What stands in the cell."""
    return value.value if isinstance(value, Linked) else value.text if isinstance(value, Marked) else value


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet looks."""

    title: str
    columns: tuple[tuple[str, float], ...]
    """Name and width."""
    freeze: str = "A2"
    upright: int = 0
    """Columns from this one on (1-based) bear their names upright; 0 for none."""
    choice: str = ""
    """The column in which a reviewer chooses among CHOICES."""
    percent: str = ""
    """The column whose numbers are shown as percentages."""
    hidden: str = ""
    printed: int = 0
    """How many columns, from the first, are printed: what follows serves sorting and programs; 0 for all."""
    coloured: Collection[str] = ()
    """Columns whose words have a colour of their own: 缺失 as a verdict, and not as a word somewhere."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def row(self, values: Mapping[str, Value]) -> list[Value]:
        """A row by the names of its columns, blank where there is no value. Raises ValueError for a name that is none."""
        if unknown := values.keys() - set(self.names):
            raise ValueError(f"“{self.title}” has no column {', '.join(sorted(unknown))}")
        return [values.get(name) for name in self.names]
