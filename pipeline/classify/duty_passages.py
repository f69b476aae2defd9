"""What is searched for duties: paragraphs by sentences and tables by rows, with what is known of them beside their text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.classify.duty_reading import read, read_rows
from pipeline.classify.duty_wording import Reading
from pipeline.classify.features import SECTION_GROUPS, heading_column
from pipeline.classify.labels import LabelledBlock
from pipeline.classify.model import TextModel, bagged
from pipeline.classify.table_context import above, dated, titles_of, titles_said
from pipeline.classify.table_rows import lists_projects
from pipeline.document import Block, Document, Section
from pipeline.profile import Profile
from pipeline.text.fingerprint import coverage

SPOKEN = 18
"""A heading of at least this many characters with a comma in it may be a commitment of its own."""
LONG_ENOUGH = 16
"""Characters from which on a sentence can be the notice's own."""
_PAUSE = re.compile(r"[，；。、]")


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What is known of a block beside its text."""

    labels: Mapping[str, float]
    tasks: Mapping[str, float]
    copied: float
    """Share of its text that stands in the notice."""
    section: int = 0
    """Index of its innermost section."""
    group: str = ""
    """Of a table's row, the cell that groups it with others, or the table's title."""


@dataclass(frozen=True, slots=True)
class DutyPassage:
    """What is searched for duties at once: the sentences of a paragraph, or one row of a table."""

    block: int
    readings: tuple[Reading, ...]
    context: BlockContext
    length: int
    """Characters."""
    tabled: bool
    copied: tuple[float, ...]
    """By reading, the share of its sentence that stands in the notice."""
    project: bool = False
    """Whether it is a row of a list of buildings, which fulfils only duties that ask for projects."""
    titles: str = ""
    """Of a row under its table's title, what the columns are called in which it has but a value."""
    beside: str = ""
    """Of such a row, what says with it what it is about: the title, its group, what all columns are called."""
    title: str = ""
    """Of such a row, the title of its table alone."""
    titled: "DutyPassage | None" = None
    """Of a row by itself, the same row as it reads under its table's title and those of its columns."""


def is_spoken(heading: str) -> bool:
    """Whether a heading is a sentence, such as a numbered measure, and no title of what follows."""
    return len(heading) >= SPOKEN and _PAUSE.search(heading) is not None


def own_task(context: BlockContext, task: str) -> float:
    """Probability that the block stands in a section about this task; duties of the safeguards have no task."""
    return context.labels.get("safeguards", 0.0) if task == "safeguards" else context.tasks.get(task, 0.0)


def contexts(
    document: Document, sections: Sequence[Section], passages: Sequence[LabelledBlock], profile: Profile
) -> dict[int, BlockContext]:
    """By block index, for all passages and for headings that are whole sentences."""
    inherited = _tasks_above(sections)
    found = {}
    for index, section in enumerate(sections):
        head = document.blocks[section.start]
        if head.kind == "heading" and is_spoken(head.text):
            labels: dict[str, float] = {}
            for label in section.labels:
                top = label.label.partition("/")[0]
                labels[top] = max(labels.get(top, 0.0), label.probability)
            found[section.start] = _context(head.text, labels, inherited[index], index, profile)
    for passage in passages:
        found[passage.block] = _context(
            document.blocks[passage.block].text, passage.labels, inherited[passage.section], passage.section, profile
        )
    return dict(sorted(found.items()))


def _context(
    text: str, labels: Mapping[str, float], tasks: Mapping[str, float], section: int, profile: Profile
) -> BlockContext:
    return BlockContext(labels, tasks, coverage(text, profile.fingerprints), section)


def _copied(sentence: str, profile: Profile) -> float:
    """Share of a sentence that stands in the notice; a few words may stand in both by chance."""
    return coverage(sentence, profile.fingerprints) if len(sentence) >= LONG_ENOUGH else 0.0


def _tasks_above(sections: Sequence[Section]) -> list[dict[str, float]]:
    """Of each section, the probability of every task that it or one of its ancestors is about."""
    result: list[dict[str, float]] = []
    above: list[int] = []
    for at, section in enumerate(sections):
        while above and sections[above[-1]].stop <= section.start:
            above.pop()
        tasks = dict(result[above[-1]]) if above else {}
        for label in section.labels:
            if task := label.label.partition("/")[2]:
                tasks[task] = max(tasks.get(task, 0.0), label.probability)
        result.append(tasks)
        above.append(at)
    return result


def passages_of(
    document: Document, found: Mapping[int, BlockContext], profile: Profile, tasks: TextModel
) -> list[DutyPassage]:
    """What is searched: blocks by sentences, and tables row by row, each row under the task of its group or of the table's caption."""
    result: list[DutyPassage] = []
    for index, context in found.items():
        block = document.blocks[index]
        if block.table is None:
            readings = read(block, profile.field_words)
            if readings:
                copied = tuple(
                    _copied(reading.sentence.text, profile) if context.copied else 0.0 for reading in readings
                )
                result.append(DutyPassage(index, readings, context, len(block.text), tabled=False, copied=copied))
            continue
        title = above(document, index)
        plain = _rows(block, index, context, title.caption, profile, tasks)
        name = title.name or title.caption
        under = _rows(block, index, context, name, profile, tasks) if name != title.caption else plain
        columns = titles_of(block)
        for row, again in zip(plain, under, strict=True):
            beside = "\n".join((title.name, title.pointing, again.context.group, *columns))
            said = titles_said(again.readings[0].sentence.text, columns)
            again = replace(again, readings=tuple(dated(one, title.name, said, ahead=True) for one in again.readings))
            row = replace(row, readings=tuple(dated(one, title.name, said, ahead=False) for one in row.readings))
            result.append(replace(row, titled=replace(again, titles=said, beside=beside, title=title.name)))
    return result


def _rows(
    block: Block, index: int, context: BlockContext, title: str, profile: Profile, tasks: TextModel
) -> list[DutyPassage]:
    """The rows of a table, each under the task of its group or, where it has none, of this title."""
    assert block.table is not None
    rows = read_rows(block, profile.field_words, title)
    grouped = _grouped([row.group for row, _ in rows], context, tasks)
    project = lists_projects(block.table)
    return [
        DutyPassage(
            index, (said,), replace(context, tasks=grouped[row.group], group=row.group), len(row.measure), tabled=True,
            copied=(_copied(row.measure, profile),), project=project,
        )
        for row, said in rows
    ]  # fmt: skip


def _grouped(groups: Sequence[str], context: BlockContext, model: TextModel) -> dict[str, Mapping[str, float]]:
    """By group of rows, the probability of every task that its section or its own name is about."""
    names = [name for name in dict.fromkeys(groups) if name]
    rows = [[heading_column(name), *[""] * (len(SECTION_GROUPS) - 1)] for name in names]
    tasks: dict[str, Mapping[str, float]] = {"": context.tasks}
    for name, values in zip(names, model.probabilities(bagged(rows)).tolist(), strict=True):
        named = {task: value for task, value in zip(model.classes, values, strict=True) if task != "none"}
        tasks[name] = {task: max(context.tasks.get(task, 0.0), value) for task, value in named.items()}
    return tasks
