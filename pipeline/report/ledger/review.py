"""What reviewers wrote into the ledger, kept when it is made again.

A row is recognised by its mark (`identity`): applicant, rule, requirement and quoted words, or the other plan of a pair.
What they wrote goes to the row of the same mark, else, for a plan's words change when it is corrected, to the row that
is about the same requirement or breaks the same rule. 变化 says what happened since: 新增 until somebody has given an
opinion on it, 有变动 until somebody clears the cell, 已消除 for a finding that is gone but had an opinion, 再次出现 for one
that was gone and is there again, until somebody clears the cell. So a run that changes nothing leaves every byte as it was.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.likeness import Seen, pairs
from pipeline.report.ledger.cells import mark
from pipeline.round import DUPLICATE, Issue, PlanRow
from pipeline.text.page_numbers import ABOUT

SHEET = "问题清单"
MARK, CHANGE, FILE, SHARE, PAGE, RULE, TITLE, QUOTE = "标识", "变化", "文件", "把握", "页码", "规则", "要求", "原文"
UNIT, CITY, MESSAGE, SEVERITY, VERDICT, ADVICE = "推荐单位", "城市", "问题", "程度", "判定", "修改建议"
OPINIONS = ("复核", "复核人", "复核意见")
COMPARED = (SEVERITY, VERDICT, MESSAGE, PAGE, ADVICE)
"""Columns whose change makes a row 有变动; a percent more or less of 把握 does not, nor does a page that is an estimate."""
NEW, CHANGED, AGAIN, GONE = "新增", "有变动", "再次出现", "已消除"
NO_FILE, NOT_READ, UNPLACED = "文件已不在文件夹", "文件未能核对", "未对应"
_ESTIMATE = re.compile(rf"{ABOUT}第\s*\d+(?:[、–]\d+)*\s*页")
"""A page in words, of a file that knows its pages only approximately."""
LEFT_OVER = (GONE, NO_FILE, NOT_READ, UNPLACED)
"""Said of rows that no finding of this run asked for."""
RECOGNISED = (MARK, CHANGE, FILE, CITY, TITLE, RULE, QUOTE, *COMPARED)
"""Columns by which a row is found again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet by column name, all of it as text."""

    values: Mapping[str, str]
    own: bool = False
    """Added by a reviewer."""
    key: str = ""
    """The exact words that a finding of this run rests on."""
    former: str = ""
    """The mark that it had while the other plan of a pair was called something else."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Of a row of the ledger before: by column, the hash of what was written where somebody has changed it since."""

    @property
    def mark(self) -> str:
        return self.values.get(MARK, "")

    @property
    def file(self) -> str:
        return self.values.get(FILE, "")

    @property
    def on_pair(self) -> bool:
        """Whether it is about another plan, too: what was said of that one must not go to a third."""
        return self.values.get(RULE) == DUPLICATE

    @property
    def reviewed(self) -> bool:
        return self.own or any(self.values.get(name) for name in OPINIONS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row takes over from the ledger before."""

    opinions: tuple[str, ...] = ("", "", "")
    change: str = ""


@dataclass(frozen=True, slots=True)
class _Old:
    """A row of the ledger before and whether it says of the same words what a row says now."""

    row: Row
    same: bool = True


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the folder now: plans, and files that were not read."""

    plans: Collection[str]
    refused: Collection[str] = ()

    def change(self, file: str) -> str:
        """Why a finding of this file is not there any more."""
        return GONE if file in self.plans else NOT_READ if file in self.refused else NO_FILE


def identity(plan: PlanRow, issue: Issue) -> str:
    """What a finding is recognised by in the next run: who, which rule, which requirement, which words.

    Of two plans that share text it is the other one: which words are shown of what they share depends on what lies in
    the folder beside them.
    """
    parts = (plan.city, issue.rule, issue.requirement, issue.other or "".join((issue.key or issue.quote).split()))
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
        self._about: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        for old in before or ():
            (self._known[old.mark] if old.mark else self._unmarked).append(old)
            if old.mark and not old.own and old.values.get(CHANGE) != GONE and not old.on_pair:
                for plan in (FILE, CITY):
                    self._about[plan, *_columns(old, plan, TITLE)].append(old)

    def take_over(self, rows: Sequence[Row]) -> list[Kept]:
        """What each row of a plan takes over; an old one is then spent: two equal findings keep an opinion each."""
        if self._first:
            return [Kept()] * len(rows)
        found = [self._marked(row) for row in rows]
        for key in (_key, _words, _place) if self._unmarked else ():
            self._match(rows, found, key)
        for plan in (FILE, CITY):
            self._reworded(rows, found, plan)
        return [_take_over(row, old) for row, old in zip(rows, found, strict=True)]

    def _marked(self, row: Row) -> _Old | None:
        """The old row of the same mark: of the same file, or of one that is gone, for it may have been renamed."""
        same = [*self._known[row.mark], *self._known[row.former]]
        own = (old for old in same if old.file == row.file)
        moved = (old for old in same if self._files.change(old.file) == NO_FILE)
        old_row = next(own, None) or next(moved, None)
        return self._spend(old_row, row) if old_row is not None else None

    def _spend(self, old: Row, row: Row, *, same: bool = True) -> _Old:
        """Give an old row with a mark to a new one; nobody else gets it."""
        left = self._known[old.mark]
        del left[next(at for at, other in enumerate(left) if other is old)]
        self._renamed |= {old.file} - {row.file}
        return _Old(old, same)

    def _reworded(self, rows: Sequence[Row], found: list[_Old | None], plan: str) -> None:
        """Give rows that found nothing the likest old ones on the same requirement or rule, of the same plan.

        It goes by the column `plan`: its file, or, where that is not there any more, its city.
        """
        wanted: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            if found[at] is None and not row.on_pair:
                wanted[plan, *_columns(row, plan, TITLE)].append(at)
        for about, places in wanted.items():
            olds = [old for old in self._about.get(about, ()) if self._open(old, plan)]
            for i, j in pairs([_seen(old) for old in olds], [_seen(rows[at]) for at in places]) if olds else ():
                found[places[j]] = self._spend(olds[i], rows[places[j]], same=False)

    def _open(self, old: Row, plan: str) -> bool:
        """Whether nobody has the old row yet; one of another file only where that file is gone."""
        there = plan == FILE or self._files.change(old.file) == NO_FILE
        return there and any(other is old for other in self._known[old.mark])

    def _match(self, rows: Sequence[Row], found: list[_Old | None], key: Callable[[Row], Hashable]) -> None:
        """Give rows that found nothing the old row without a mark that alone has the same `key`, as they alone do."""
        open_ = [at for at, old in enumerate(found) if old is None]
        wanted = Counter(key(rows[at]) for at in open_)
        offered: defaultdict[Hashable, list[Row]] = defaultdict(list)
        for old in self._unmarked:
            offered[key(old)].append(old)
        for at in open_:
            same = offered.get(key(rows[at]), [])
            if len(same) == wanted[key(rows[at])] == 1:
                found[at] = _Old(same[0])
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
    return (*_place(row), "".join(row.values.get(QUOTE, "").split()))


def _key(row: Row) -> Hashable:
    """As it was in ledgers that showed the exact words."""
    return (*_place(row), "".join((row.key or row.values.get(QUOTE, "")).split()))


def _place(row: Row) -> tuple[str, ...]:
    return tuple(_columns(row, FILE, TITLE))


def _seen(row: Row) -> Seen:
    return Seen(row.values.get(MESSAGE, ""), row.values.get(QUOTE, ""))


def _columns(row: Row, *names: str) -> Iterator[str]:
    return (row.values.get(name, "") for name in names)


def _take_over(row: Row, match: _Old | None) -> Kept:
    if match is None:
        return Kept(change=NEW)
    old = match.row
    change = old.values.get(CHANGE, "")
    if change == GONE:
        change = AGAIN
    elif not match.same or any(_changed(row, old, name) for name in COMPARED):
        change = change if change == NEW and not old.reviewed else CHANGED
    elif change in LEFT_OVER or (change == NEW and old.reviewed):
        change = ""
    first, second, third = _columns(old, *OPINIONS)
    return Kept((first, second, third), change)


def _changed(row: Row, old: Row, name: str) -> bool:
    """Whether a cell says something else than was written; what a reviewer has made of it since is no change."""
    now = row.values.get(name, "")
    return mark(now) != old.written[name] if name in old.written else _differ(now, old.values.get(name, ""))


def _differ(now: str, was: str) -> bool:
    """Whether two cells say different things: a page that is an estimate moves when a line is added far above it."""
    pages = (text.removeprefix(ABOUT)[:1].isdigit() for text in (now, was))
    if any(text.startswith(ABOUT) for text in (now, was)) and all(pages):
        return False
    return _ESTIMATE.sub("", now) != _ESTIMATE.sub("", was)
