"""What the patterns find in every passage and around it, and in a row of a table once more under the table's title."""

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.classify.duty_passages import DutyPassage
from pipeline.classify.duty_patterns import Expert, Match, pairs_of
from pipeline.classify.duty_wording import Reading


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with what the patterns find in it and around it."""

    passage: DutyPassage
    matches: Sequence[Mapping[str, Match]]
    alone: Sequence[Mapping[str, Match]]
    """What they find in its own words; see `Claims`."""
    around: tuple[dict[str, float], dict[str, float]]


def read_passages(passages: Sequence[DutyPassage], expert: Expert, parents: Mapping[str, str]) -> Iterator[ReadPassage]:
    """All passages; a row of a table by itself, and as it reads under its table's title and those of its columns."""
    found = [[expert.matches(one.sentence.text, one.pairs) for one in passage.readings] for passage in passages]
    tasks = [Counter(parents[duty] for duty in speaking(own)) for own in found]
    near = neighbours([(passage.context.section, passage.context.group) for passage in passages], tasks)
    for passage, alone, around in zip(passages, found, near, strict=True):
        yield ReadPassage(passage, alone, alone, around)
        if row := passage.titled:
            yield ReadPassage(row, [_under_title(row, one, expert) for one in row.readings], alone, around)


def _under_title(row: DutyPassage, reading: Reading, expert: Expert) -> dict[str, Match]:
    """What a row of a table speaks of as it reads under its title: with the title and those of the columns, and at least what
    the title itself speaks of where that is one thing alone (智能建造集聚区, but not 土地、规划、金融支持)."""
    said = f"{reading.sentence.text}\n{row.titles}"
    found = expert.matches(said, reading.pairs | pairs_of(row.titles), row.beside)
    named = speaking([expert.matches(row.title, pairs_of(row.title))])
    if len(named) == 1 and not named & speaking([found]):
        found[named.pop()] = Match(1, 1, 0, sys.maxsize)
    return found


def speaking(matches: Sequence[Mapping[str, Match]]) -> set[str]:
    """Duties that a block speaks of, as far as the patterns can tell for sure."""
    return {duty for one in matches for duty, found in one.items() if found.about}


def _shares(counts: Counter[str]) -> dict[str, float]:
    size = counts.total() + 1
    return {task: count / size for task, count in counts.items()}


def neighbours(
    sections: Sequence[Hashable], tasks: list[Counter[str]]
) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Of every passage, what tasks the rest of its section and the two passages before and after it speak of; `tasks` are
    those that it speaks of itself, and of how many of their duties."""
    totals: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    for section, own in zip(sections, tasks, strict=True):
        totals[section].update(own)
    return [
        (_shares(totals[section] - own), _shares(sum(tasks[max(0, at - 2) : at] + tasks[at + 1 : at + 3], Counter())))
        for at, (section, own) in enumerate(zip(sections, tasks, strict=True))
    ]
