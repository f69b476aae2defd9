"""The printed contents page: its entries are no headings, and tell nothing that the plan does not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from pipeline.document import Block
from pipeline.structure.ends import ends_sentence
from pipeline.text.numbers import parse_number
from pipeline.text.widths import ems

CONTENTS_HEAD = re.compile(r"^目[\s\u3000]*[录次]$")
_LEADER = re.compile(
    r"^(?P<text>.{2,60}?)[\s\u3000]*(?:…+|[.．·•—\-_]{3,}|(?P<tab>\t))[\s\u3000]*"
    r"[（(\-—]?\s*(?P<page>\d{1,3}|[IVXivx]{1,5})\s*[）)\-—]?$"
)
_COMPARED = 30
"""Characters by which an entry of the contents is found again."""
_FORGOTTEN = 1
"""Lines without a page number that may stand between two of a contents page."""
_PAGED = re.compile(r"[\u4e00-\u9fff）)][\s\u3000]+\d{1,3}$")
_TRAILING_PAGE = re.compile(r"[\s\u3000.．·…]*\d{1,3}$")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000.．·…、，,：:（）()]+", "", _TRAILING_PAGE.sub("", text))


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """Make furniture of a printed contents page: lines that end in a page number, or short lines under 目录 that come again.

    Lines with a tab before their number may be a table that was typed: away from 目录 they must come again, too.
    """
    leaders = {
        i: match for i, block in enumerate(blocks) if block.kind == "paragraph" and (match := _LEADER.match(block.text))
    }
    marked = _tabbed(blocks, {i: match for i, match in leaders.items() if match["tab"]})
    marked |= {i for i, match in leaders.items() if not match["tab"]}
    marked = marked if len(marked) >= 3 else set()
    heads = [i for i, block in enumerate(blocks) if block.kind == "paragraph" and CONTENTS_HEAD.match(block.text)]
    last = _beginnings(blocks) if heads else {}
    for head in heads:
        if head not in marked:  # else it is an entry of the contents before, as all that follow it are
            marked |= {head, *_entries(blocks, head, last)}
    return [
        replace(block, kind="furniture", reason="contents") if i in marked else block for i, block in enumerate(blocks)
    ]


def _tabbed(blocks: Sequence[Block], lines: Mapping[int, re.Match[str]]) -> set[int]:
    """Of lines with a tab before their number, those together whose numbers never fall and half of whose texts are
    headings below them."""
    groups: list[list[int]] = []
    for i in lines:
        if groups and sum(block.kind != "furniture" for block in blocks[groups[-1][-1] + 1 : i]) <= _FORGOTTEN:
            groups[-1].append(i)
        else:
            groups.append([i])
    names = _names(blocks) if lines else {}
    found: set[int] = set()
    for group in groups:
        pages = [int(lines[i]["page"]) for i in group if lines[i]["page"].isdecimal()]
        again = [i for i in group if names.get(_bare(lines[i]["text"]), -1) > group[-1]]
        if len(group) >= 3 and pages == sorted(pages) and 2 * len(again) >= len(group):
            found |= set(group)
    return found


def _names(blocks: Sequence[Block]) -> dict[str, int]:
    """Where a paragraph last is a heading of a name: by itself or, with a number, before its text."""
    names: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if block.kind != "paragraph":
            continue
        text = block.text[:90]
        names[_bare(text)] = i
        if block.number or parse_number(text):
            numbered = _bare(block.number + text)
            names |= {numbered[:size]: i for size in range(1, min(len(numbered), 60) + 1)}
    return names


def _beginnings(blocks: Sequence[Block]) -> dict[str, int]:
    """By what a paragraph begins with, as far as an entry is compared, where the last one stands that begins so."""
    bare = {i: _bare(block.text)[:_COMPARED] for i, block in enumerate(blocks) if block.kind == "paragraph"}
    asked = set(bare.values())  # an entry is itself a paragraph: what none of them is need not be kept
    last: dict[str, int] = {}
    for i, text in bare.items():
        last |= {text[:size]: i for size in range(1, len(text) + 1) if text[:size] in asked}
    return last


def _entries(blocks: Sequence[Block], head: int, last: Mapping[str, int]) -> set[int]:
    """Lines of the contents below its head; one that comes again nowhere counts between two that are entries.

    `last` are the `_beginnings`.
    """

    def is_entry(i: int) -> bool:
        text = blocks[i].text
        return last.get(_bare(text)[:_COMPARED], -1) > i or bool(_LEADER.match(text) or _PAGED.search(text))

    entries: set[int] = set()
    lines = (i for i in range(head + 1, len(blocks)) if blocks[i].kind != "furniture")
    for i, following in pairwise(chain(lines, [len(blocks)])):
        if blocks[i].kind != "paragraph" or ems(blocks[i].text) > 60:
            break
        goes_on = following < len(blocks) and is_entry(following)
        forgotten = bool(entries) and not ends_sentence(blocks[i].text) and goes_on
        if not is_entry(i) and not forgotten:
            break
        entries.add(i)
    return entries
