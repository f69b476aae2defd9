"""What reviewers wrote into the ledger, kept when it is made again.

A row is recognised by its mark (`identity`): applicant, rule, requirement and quoted words, or the other plan of a pair.
What they wrote goes to the row of the same mark. 变化 says what happened since: 新增 until somebody has given an opinion
on it, 有变动 until somebody clears the cell, 已消除 for a finding that is gone but had an opinion. So a run that changes
nothing leaves every byte as it was.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.report.ledger_round import Issue, PlanRow
from pipeline.vocabulary import ABOUT

SHEET = "问题清单"
MARK, CHANGE, FILE, SHARE, PAGE, RULE, TITLE, QUOTE = "标识", "变化", "文件", "把握", "页码", "规则", "要求", "原文"
OPINIONS = ("复核", "复核人", "复核意见")
COMPARED = ("程度", "判定", "问题", PAGE, "修改建议")
"""Columns whose change makes a row 有变动; a percent more or less of 把握 does not, nor does a page that is an estimate."""
NEW, CHANGED, GONE, NO_FILE, NOT_READ, UNPLACED = (
    "新增",
    "有变动",
    "已消除",
    "文件已不在文件夹",
    "文件未能核对",
    "未对应",
)
_ESTIMATE = re.compile(rf"{ABOUT}第\s*\d+(?:[、–]\d+)*\s*页")
"""A page in words, of a file that knows its pages only approximately."""
LEFT_OVER = (GONE, NO_FILE, NOT_READ, UNPLACED)
"""Said of rows that no finding of this run asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet by column name, all of it as text."""

    values: Mapping[str, str]
    own: bool = False
    """Added by a reviewer."""

    @property
    def mark(self) -> str:
        return self.values.get(MARK, "")

    @property
    def file(self) -> str:
        return self.values.get(FILE, "")

    @property
    def reviewed(self) -> bool:
        return self.own or any(self.values.get(name) for name in OPINIONS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row takes over from the ledger before."""

    opinions: tuple[str, ...] = ("", "", "")
    change: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the folder now: plans, and files that were not read."""

    plans: Collection[str]
    refused: Collection[str] = ()

    def change(self, file: str) -> str:
        """Why a finding of this file is not there any more."""
        return GONE if file in self.plans else NOT_READ if file in self.refused else NO_FILE


def identity(plan: PlanRow, issue: Issue, other: str = "") -> str:
    """What a finding is recognised by in the next run: who, which rule, which requirement, which words.

    Of two plans that share text it is the `other` one, by its file: which words are shown of what they share depends on
    what lies in the folder beside them.
    """
    parts = (plan.city, issue.rule, issue.requirement, other or "".join(issue.quote.split()))
    return _hash(parts)


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


class Opinions:
    """What the rows of the ledger before hand on to those of the next one."""

    def __init__(self, before: Sequence[Row] | None, files: Files) -> None:
        self._first, self._files = before is None, files
        self._known: defaultdict[str, list[Row]] = defaultdict(list)
        self._unmarked: list[Row] = []
        self._renamed: set[str] = set()
        for old in before or ():
            (self._known[old.mark] if old.mark else self._unmarked).append(old)

    def take_over(self, rows: Sequence[Row]) -> list[Kept]:
        """What each row of a plan takes over; an old one is then spent: two equal findings keep an opinion each."""
        if self._first:
            return [Kept()] * len(rows)
        found = [self._marked(row) for row in rows]
        for key in (_words, _place) if self._unmarked else ():
            self._match(rows, found, key)
        return [_take_over(row, old) for row, old in zip(rows, found, strict=True)]

    def _marked(self, row: Row) -> Row | None:
        """The old row of the same mark: of the same file, or of one that is gone, for it may have been renamed."""
        same = self._known[row.mark]
        own = (old for old in same if old.file == row.file)
        moved = (old for old in same if self._files.change(old.file) == NO_FILE)
        old_row = next(own, None) or next(moved, None)
        if old_row is not None:
            same.remove(old_row)
            self._renamed |= {old_row.file} - {row.file}
        return old_row

    def _match(self, rows: Sequence[Row], found: list[Row | None], key: Callable[[Row], Hashable]) -> None:
        """Give rows that found nothing the old row without a mark that alone has the same `key`, as they alone do."""
        open_ = [at for at, old in enumerate(found) if old is None]
        wanted = Counter(key(rows[at]) for at in open_)
        offered: defaultdict[Hashable, list[Row]] = defaultdict(list)
        for old in self._unmarked:
            offered[key(old)].append(old)
        for at in open_:
            same = offered.get(key(rows[at]), [])
            if len(same) == wanted[key(rows[at])] == 1:
                found[at] = same[0]
                self._unmarked.remove(same[0])

    def gone(self) -> list[Row]:
        """Rows that no finding asked for, but that have an opinion."""
        marked = [old for rest in self._known.values() for old in rest]
        left = [self._gone(old) for old in (*marked, *self._unmarked) if old.reviewed]
        return sorted(left, key=lambda row: (row.file, row.mark))

    def _gone(self, old: Row) -> Row:
        """With a mark of its own where it has none, so that the next run finds it as this one leaves it."""
        unplaced = not old.mark or old.values.get(CHANGE) == UNPLACED
        change = UNPLACED if unplaced else GONE if old.file in self._renamed else self._files.change(old.file)
        mark = old.mark or _hash(sorted(old.values.values()))
        return replace(old, values={**old.values, CHANGE: change, MARK: mark})


def _words(row: Row) -> Hashable:
    return (*_columns(row, FILE, RULE, TITLE), "".join(row.values.get(QUOTE, "").split()))


def _place(row: Row) -> Hashable:
    return tuple(_columns(row, FILE, RULE, TITLE))


def _columns(row: Row, *names: str) -> Iterator[str]:
    return (row.values.get(name, "") for name in names)


def _take_over(row: Row, old: Row | None) -> Kept:
    if old is None:
        return Kept(change=NEW)
    change = old.values.get(CHANGE, "")
    if any(_differ(*pair) for pair in zip(_columns(row, *COMPARED), _columns(old, *COMPARED), strict=True)):
        change = change if change == NEW and not old.reviewed else CHANGED
    elif change in LEFT_OVER or (change == NEW and old.reviewed):
        change = ""
    first, second, third = _columns(old, *OPINIONS)
    return Kept((first, second, third), change)


def _differ(now: str, was: str) -> bool:
    """Whether two cells say different things: a page that is an estimate moves when a line is added far above it."""
    pages = (text.removeprefix(ABOUT)[:1].isdigit() for text in (now, was))
    if any(text.startswith(ABOUT) for text in (now, was)) and all(pages):
        return False
    return _ESTIMATE.sub("", now) != _ESTIMATE.sub("", was)
