"""Clauses with one number, and the words that may say what it is of: its own, and those before it that it may go on from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.check.consistency.carried import BARE, LEAD, OF_SOME
from pipeline.check.consistency.wording import LEAST, NUMBER, key_in_words, tells
from pipeline.extract import quantities
from pipeline.extract.quantities import Quantity
from pipeline.text.sentences import LONGEST, sentence_around

_BORDER = re.compile(r"[，,；;。！？：:“”\n]")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_HEADING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]\s*|[—－-]+\s*)?([\u4e00-\u9fffA-Za-z]{4,16})[。：:]"
)
"""A paragraph's own."""
_FIRST = re.compile(r"([^，,；;。：:（）()“”]{4,40})[，,；;。（(]")
"""The first clause of a sentence, or what stands before its bracket."""
_DEED = re.compile("^.*(?:设立|组建|成立|发起|建设|建成|打造|搭建|开设|推广)")
"""Before what a clause sets up: 联合市属企业设立产业引导基金."""
_ONWARD = re.compile(r"[到至]?20[23]\d年")
"""How a sentence begins that goes on from the one before: 建设监管平台，……。2023年接入80个项目."""
_TO_IT = re.compile(
    r"(?:(?:不[低少高超][于过]?|达到?|提[高升][到至]?|[降减增压]\w?[到至]|为|占|控制在|以|约|至少|突破|超过?|到|至|累计|总数|总额|[共计])+|\s)+$"
)
"""Between a name and its number."""
_GROUPS = frozenset("批类期")
"""Units of what only says how the things are grouped: 分三批公布."""
_OF_WHAT = re.compile("(?:以上|以下|以内)的$")
"""At the end of what only says which things are counted: 单体装配率50%以上的项目."""
_DISTRICTS = re.compile("个?(?:县市区|县区|区县|县|区)(?![域块])")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:stop]` around one number, in the sentence `text[left:right]`; brackets in it are left out, and one with a
    number of its own is a clause."""

    text: str
    left: int
    right: int
    start: int
    stop: int
    one: Quantity
    before: Sequence[Quantity]
    """The first two numbers of the clause before it."""
    begin: int
    """Where the clause before it begins; its own start where it is the first."""
    onward: bool
    """Whether there is no number from the sentence's beginning to the end of its first clause."""

    @property
    def words(self) -> str:
        return _without(self.text, self.start, self.stop, self.one)

    @property
    def shown(self) -> str:
        """What a finding calls it: the words before the number without those that lead to it, or those behind it; "" where only
        the words around the clause say that."""
        if not key_in_words(self.words, self.one.unit, self.one.comparator):
            return ""
        before, _, after = self.words.partition(NUMBER)
        name = _TO_IT.sub("", before).strip()
        return name if len(name) > LEAST else name + after.strip()

    def ways(self) -> Iterator[str]:
        """The words alone and behind what may say of what they are: the clause before them, the first one of the sentence or of the
        one that it goes on from, what a bracket belongs to, the paragraph's heading."""
        words = self.words
        if not OF_SOME.search(words) and not BARE.fullmatch(_TO_IT.sub("", LEAD.sub("", words.partition(NUMBER)[0]))):
            yield words
        yield from (told + words for told in self._told_before() if tells(told))

    def _told_before(self) -> Iterator[str]:
        text = self.text
        other = self.before[0] if len(self.before) == 1 else None
        if other and other.unit == self.one.unit and tells(self.words):  # but 机器人2022年为24台，2025年末增至200台
            other = None
        if self.begin < self.start and (other or not self.before):
            before = text[self.begin : self.start - 1]
            if other:  # 首批试点项目共5个，总建筑面积80万平方米
                before = _without(text, self.begin, self.start - 1, other).replace(NUMBER, "")
            yield from (before, before.rpartition("的")[2], _DEED.sub("", before))
        lefts = [self.left] if self.onward else []
        if _ONWARD.match(text, self.left) and text.endswith("。", 0, self.left):
            lefts.append(sentence_around(text, self.left - 2, self.left - 1)[0])
        for left in lefts:
            if first := _FIRST.match(text, left, self.start):
                yield first[1].rpartition("的")[2]
        if (heading := _HEADING.match(text)) and self.start >= heading.end():
            yield heading[1]


def clauses(text: str) -> Iterator[Clause]:
    """Those of a text with one number each; of what is longer than `LONGEST` none."""
    found = [
        one for one in (quantities.find(text, 0, len(text)) if len(text) <= LONGEST else ())
        if one.unit not in _GROUPS and not _DISTRICTS.match(text, one.stop) and not _OF_WHAT.search(text, one.start, one.stop + 1)
    ]  # fmt: skip
    if not found:
        return
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    inside = [any(a < one.start < b for a, b in _near(brackets, one.start)) for one in found]
    marks = [mark.end() for mark in _BORDER.finditer(text)]
    outer = [at for at in marks if not any(a < at - 1 < b for a, b in _near(brackets, at - 1))]
    plain = [one for one, hidden in zip(found, inside, strict=True) if not hidden]
    for one, hidden in zip(found, inside, strict=True):
        left, right = sentence_around(text, one.start, one.stop)
        if hidden:
            ((a, b),) = _near(brackets, one.start)
            start, stop = _clause(marks, a + 1, b - 1, one.start, one.stop)
        else:
            start, stop = _clause(outer, left, right, one.start, one.stop)
        if len(list(islice(_in(found if hidden else plain, start, stop), 2))) == 1:
            begin = _clause(outer, left, right, start - 1, start - 1)[0] if left < start else start
            before = list(islice(_in(plain, begin, start), 2))
            head, first = _FIRST.match(text, left, start), next(_in(plain, left, start), None)
            onward = first is None or (head is not None and first.start >= head.end())
            yield Clause(text, left, right, start, stop, one, before, begin, onward)


def _near(spans: Sequence[tuple[int, int]], at: int) -> Sequence[tuple[int, int]]:
    """The last of the spans, which do not overlap, that begins before a place."""
    last = bisect_left(spans, (at, 0))
    return spans[max(0, last - 1) : last]


def _in(found: Sequence[Quantity], start: int, stop: int) -> Iterator[Quantity]:
    """Those that begin in a stretch."""
    for at in range(bisect_left(found, start, key=lambda one: one.start), len(found)):
        if found[at].start >= stop:
            return
        yield found[at]


def _clause(borders: Sequence[int], left: int, right: int, start: int, stop: int) -> tuple[int, int]:
    """Where the clause around a stretch begins and ends within the sentence, by the places behind the marks of its text."""
    before, behind = bisect_right(borders, start), bisect_left(borders, stop + 1)
    begin = max(left, borders[before - 1]) if before else left
    return begin, min(right, borders[behind] - 1) if behind < len(borders) else right


def _without(text: str, start: int, stop: int, one: Quantity) -> str:
    """The clause with `NUMBER` in the place of the number and its unit, and without brackets."""
    at = text.find(one.digits, one.start, one.stop) if one.digits else -1
    before, after = text[start : one.start if at < 0 else at], text[one.stop : stop]
    return f"{_BRACKETS.sub('', before)}{NUMBER}{_BRACKETS.sub('', after)}"
