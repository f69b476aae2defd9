"""Precision, recall and F1 of the facts on the hand-labelled set in corpora/facts (its GUIDE.md says what counts).

    python -m models.evaluate_facts                the part kept apart: another hand's, measured once, never tuned on
    python -m models.evaluate_facts --split dev    the part for tuning; `test` has been seen since it was first measured
    python -m models.evaluate_facts --errors       what was missed (-) and made up (+), sentence by sentence

A period, agency, amount, citation or place is right when all of it is. A target is right when comparator, value, unit
and due date are, and its indicator is the labelled one give or take words around it: one contains the other, 的 left
out, and is at least half as long. `strict` asks for the very indicator, and for baseline and rate.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.tables import grid
from models.measure import Counts
from pipeline.document import Block, Document, PageCoverage
from pipeline.extract import extract
from pipeline.findings import Agency, Citation, Fact, Money, Period, Place, Target
from pipeline.segment import segment

FACTS = Path(__file__).parent.parent / "corpora" / "facts"
KINDS = ("period", "target", "agency", "money", "citation", "place")


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled sentence or table."""

    id: str
    split: str
    document: Document
    facts: tuple[dict[str, Any], ...]

    @property
    def form(self) -> str:
        return "sentence" if self.document.blocks[-1].table is None else "table"


def items(folder: Path = FACTS) -> Iterator[Item]:
    """All labelled items, sentences first."""
    for name in ("sentences", "tables"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            if "rows" in data:
                table = grid(data["rows"])
                blocks = [Block(table.text, "table", 1, table=table)]
            else:
                blocks = [Block(data["heading"], "heading", 1, level=1)] if data["heading"] else []
                blocks.append(Block(data["text"], "paragraph", 1))
            size = sum(len(block.text) for block in blocks)
            document = Document(data["id"], "0" * 64, "docx", tuple(blocks), 1, (PageCoverage(1, "text", size),))
            yield Item(data["id"], data["split"], document, tuple(data["facts"]))


def labelled(fact: Fact) -> dict[str, Any]:
    """A fact in the form of the labels."""
    value = fact.value
    if isinstance(value, Period):
        months = list(value.months) if value.months else None
        return {
            "kind": "period",
            "type": value.kind,
            "start": _iso(value.start),
            "end": _iso(value.end),
            "months": months,
        }
    if isinstance(value, Target):
        return {
            "kind": "target", "indicator": value.indicator, "comparator": value.comparator, "value": value.value,
            "unit": value.unit, "due": _iso(value.due), "baseline": value.baseline, "per": value.per,
        }  # fmt: skip
    if isinstance(value, Agency):
        return {"kind": "agency", "name": value.name, "role": value.role}
    if isinstance(value, Money):
        return {"kind": "money", "yuan": value.yuan, "per": value.per}
    if isinstance(value, Citation):
        return {"kind": "citation", "title": value.title, "number": value.number}
    return _place(value)


def _place(value: Place) -> dict[str, Any]:
    return {"kind": "place", "name": value.name, "province": value.province, "level": value.level}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def same(truth: dict[str, Any], found: dict[str, Any], *, strict: bool = False) -> bool:
    """Whether what was found is what the label says."""
    if strict or truth["kind"] != "target" or found["kind"] != "target":
        return truth == found
    if any(truth[key] != found[key] for key in ("comparator", "value", "unit", "due")):
        return False
    a, b = (side["indicator"].replace("的", "") for side in (truth, found))
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def compare(item: Item, found: Sequence[dict[str, Any]], *, strict: bool) -> tuple[list[dict[str, Any]], ...]:
    """Right, made up and missed facts; every label is used once."""
    missed, right, extra = list(item.facts), [], []
    for fact in found:
        match = next((truth for truth in missed if same(truth, fact, strict=strict)), None)
        if match is None:
            extra.append(fact)
        else:
            missed.remove(match)
            right.append(fact)
    return right, extra, missed


def evaluate(split: str, *, strict: bool = False, form: str = "") -> tuple[dict[str, Counts], list[str]]:
    """Counts by kind and the errors in words; `form` limits it to sentences or tables."""
    counts = {kind: Counts() for kind in (*KINDS, "overall")}
    errors: list[str] = []
    for item in items():
        if (split != "all" and item.split != split) or form not in ("", item.form):
            continue
        found = [labelled(fact) for fact in extract(item.document, segment(item.document))]
        right, extra, missed = compare(item, found, strict=strict)
        tallies = [Counter(fact["kind"] for fact in facts) for facts in (right, extra, missed)]
        for kind in KINDS:
            counts[kind].join(Counts(*(tally[kind] for tally in tallies)))
        counts["overall"].join(Counts(len(right), len(extra), len(missed)))
        if extra or missed:
            text = item.document.blocks[-1].text.replace("\n", " / ").replace("\t", " | ")
            errors.append(f"{item.id} {text}")
            errors += [f"    + {_short(fact)}" for fact in extra] + [f"    - {_short(fact)}" for fact in missed]
    return counts, errors


def _line(kind: str, counts: Counts) -> str:
    facts = counts.tp + counts.fn
    return f"{kind:10} {facts:6d} {counts.precision:10.3f} {counts.recall:8.3f} {counts.f1:8.3f}"


def _short(fact: dict[str, Any]) -> str:
    return " ".join(str(value) for value in fact.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 always: the figures are for people to judge."""
    parser = argparse.ArgumentParser(description="Precision, recall and F1 of the facts.")
    parser.add_argument("--split", choices=("dev", "test", "kept", "all"), default="kept")
    parser.add_argument("--errors", action="store_true", help="list the errors")
    options = parser.parse_args(arguments)
    head = f"{'kind':10} {'facts':>6} {'precision':>10} {'recall':>8} {'F1':>8}"
    for title, strict, form in (
        ("", False, ""),
        ("sentences", False, "sentence"),
        ("tables", False, "table"),
        ("strict", True, ""),
    ):
        counts, errors = evaluate(options.split, strict=strict, form=form)
        print(f"{options.split} part {title}".rstrip(), head, sep="\n")
        kinds = counts if not title else ("overall",)
        print(*(_line(kind, counts[kind]) for kind in kinds), sep="\n", end="\n\n")
        if options.errors and not title:
            print(*errors, sep="\n", end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
