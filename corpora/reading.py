"""Reads labelled plans (see GUIDE.md) line by line; `corpora/build.py` makes documents of them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PLANS = Path(__file__).parent / "plans"
_TAGS = re.compile(r"\s*\{([^{}]*)\}\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, table row or heading of a labelled plan."""

    text: str
    depth: int
    """0 for body text, 1 for the title, 2 for a heading of the first level…"""
    labels: tuple[str, ...]
    """Of a heading, those of its section; of a paragraph its own, else those of its heading."""
    tags: tuple[str, ...]
    """Duty ids that this paragraph fulfils, `~id` for weak, or `notice`."""
    row: int
    """Line number in the file."""

    @property
    def is_row(self) -> bool:
        return self.depth == 0 and self.text.startswith("|")

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.strip().strip("|").split("|")]


@dataclass(frozen=True, slots=True)
class Plan:
    """A labelled plan: its front matter and its lines."""

    id: str
    hand: str
    manner: str
    programme: str
    city: str
    province: str
    level: str
    weak: tuple[str, ...]
    findings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def tags(self) -> dict[str, str]:
        """Duty id → `met` or `weak`, for the duties that some paragraph fulfils or names."""
        found: dict[str, str] = {}
        for line in self.lines:
            for tag in line.tags:
                if tag.startswith("~"):
                    found.setdefault(tag[1:], "weak")
                elif tag != "notice":
                    found[tag] = "met"
        return found


def _annotation(text: str) -> tuple[str, tuple[str, ...] | None, tuple[str, ...]]:
    """Text without its braces, the labels in them (None where there are no braces) and the tags after the colon."""
    match = _TAGS.search(text)
    if match is None:
        return text.rstrip(), None, ()
    labels, _, tags = match.group(1).replace("：", ":").partition(":")
    return text[: match.start()].rstrip(), tuple(labels.split()), tuple(tags.split())


def read_lines(body: str, first: int) -> Iterator[Line]:
    """The lines of a plan's body, numbered from `first`, each with the labels and tags that it has or inherits."""
    inherited: tuple[str, ...] = ("other",)
    table: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    for row, raw in enumerate(body.split("\n"), first):
        if not raw.strip():
            table = None
            continue
        heading = _HEADING.match(raw)
        if heading:
            table = None
            head, _, rest = heading.group(2).partition(" >> ")
            text, labels, tags = _annotation(head)
            inherited = labels or inherited
            yield Line(text, len(heading.group(1)), inherited, tags, row)
            if rest:
                text, labels, tags = _annotation(rest)
                yield Line(text, 0, labels or inherited, tags, row)
            continue
        text, labels, tags = _annotation(raw)
        if text.lstrip().startswith("|"):
            table = table if table and labels is None else (labels or inherited, tags)
            yield Line(text.strip(), 0, table[0], table[1], row)
            continue
        table = None
        yield Line(text, 0, labels or inherited, tags, row)


def unlabelled(name: str, text: str) -> Plan:
    """A text in the form of the plans, about the notice's programme, of which nothing is known."""
    return Plan(name, "", "", "smart", "", "", "unknown", (), (), tuple(read_lines(text, 1)))


def read_plan(path: Path) -> Plan:
    """Parse one labelled plan.

    Raises ValueError with the file's name where it is not of the form that GUIDE.md gives.
    """
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError(f"{path.name}: front matter must stand between two lines of +++")
    meta = tomllib.loads(parts[1])
    first = parts[0].count("\n") + parts[1].count("\n") + 3
    return Plan(
        id=meta["id"], hand=meta["hand"], manner=meta["manner"], programme=meta["programme"],
        city=meta.get("city", ""), province=meta.get("province", ""), level=meta.get("level", "unknown"),
        weak=tuple(meta.get("weak", ())), findings=tuple(meta.get("findings", ())),
        lines=tuple(read_lines(parts[2], first)),
    )  # fmt: skip


def read_plans(folder: Path = PLANS) -> list[Plan]:
    """All labelled plans, by id."""
    return [read_plan(path) for path in sorted(folder.glob("*.md"))]
