"""How deep the headings of a plan are, and its blocks with headings marked.

Depth follows from the order of nesting of the classes of headings that occur in this plan.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block
from pipeline.structure.blocks import cut
from pipeline.structure.candidate import DEEP, Candidate, Class, Style, number_of
from pipeline.structure.unnumbered import GENERIC
from pipeline.text.numbers import RANK
from pipeline.text.widths import ems

LOOSE: tuple[Style, ...] = ("named", "plain")
"""Classes whose depth only what they say can tell: 任务一 stands under 重点任务, or beside 基础 and 目标."""
ITEM_LEVEL = 10
"""List items have this level or a deeper one, but for those that open a section of their own."""
_CAPTION = re.compile(r"^[表图][\s\u3000]*\d{1,2}(?:[-－.—]\d{1,2})?(?![个张项份])[\s\u3000：:]*.{0,40}$")


def _above(own: Class, found: Sequence[Candidate]) -> float:
    """Rank of an unnumbered class: just above the highest numbered style that starts again at 1 under it.

    A style that runs on through the plan ((五) right below 政策支持) is under it, too, where it follows at once.
    """
    for numbered in sorted({c.style for c in found if c.style in RANK}, key=lambda s: RANK[s]):
        firsts, heads = [], 0
        for i, candidate in enumerate(found):
            if candidate.of != own:
                continue
            heads += 1
            for j in range(i + 1, len(found)):
                later = found[j]
                if later.of == own:
                    break
                if later.style == numbered:
                    firsts.append(later.value == 1 or later.index == candidate.index + 1)
                    break
        if heads >= 2 and firsts and sum(firsts) >= 0.8 * len(firsts) and len(firsts) >= 0.3 * heads:
            return RANK[numbered] - 0.5
    tops = [RANK[c.style] for c in found if c.style in RANK and RANK[c.style] <= RANK["han_paren"]]
    return (max(tops) + 0.5) if tops else 0.0


def _decimals_within(found: Sequence[Candidate]) -> bool:
    """Whether 2.1, 2.2 stand under 2, as in reports: elsewhere decimals and 1. are of one rank."""
    last, inside = 0, []
    for candidate in found:
        if candidate.style == "arabic":
            last = candidate.value
        elif candidate.style == "decimal2":
            inside.append(candidate.whole == last)
    return bool(last) and sum(inside) > 0.5 * len(inside)


def _depth(own: Class) -> tuple[bool, Class]:
    """Order of unnumbered classes: larger type before smaller, and what runs in below all that stand alone."""
    return own.style == "lead", own


def levels(found: Sequence[Candidate]) -> dict[Class, int]:
    """Level by class of heading."""
    ranks: dict[Class, float] = {c.of: float(RANK[c.style]) for c in found if c.style in RANK}
    if Class("han") in ranks:  # （一） belongs below 一、 also where the plan has none: 1. stands one deeper
        ranks[Class("han_paren")] = float(RANK["han_paren"])
    if _decimals_within(found):
        ranks[Class("arabic")] -= 0.5
    others = sorted({c.of for c in found if c.style not in RANK and c.style not in ("annex", "label")}, key=_depth)
    for i, own in enumerate(others):
        ranks[own] = _above(own, found) + (0 if own.style in LOOSE else 0.01 * i)
    order = sorted(set(ranks.values()))
    return {own: order.index(rank) + 1 for own, rank in ranks.items()} | {Class("annex"): 0}


def _plain_level(text: str, container: bool) -> tuple[int, bool]:
    """Level of an unnumbered, unstyled heading and whether it is one that holds others (任务, 举措)."""
    if GENERIC.search(text[-4:]) and ems(text) <= 16:
        return 1, bool(re.search(r"任务|内容|举措|工作$|措施", text))
    return (2, container) if container else (1, False)


def mark_headings(blocks: Sequence[Block], found: Sequence[Candidate]) -> list[Block]:
    """The blocks with headings marked and levelled, numbers moved out of the text, run-in bodies split off."""
    level_of = levels(found)
    at = {candidate.index: candidate for candidate in found}
    result: list[Block] = []
    last, container = 0, False
    before: Candidate | None = None
    for i, block in enumerate(blocks):
        candidate = at.get(i) or _successor(i, block, before)
        if candidate is None:
            result.append(_item(block))
            continue
        before = candidate
        own = candidate.of
        if own.style == "named" and level_of[own] == 1:
            level = 1 + container  # all of a series alike, whatever each is about
        elif own.style == "plain" and level_of[own] == 1:
            level, container = _plain_level(block.text, container)
        elif own.style == "label":
            level = last + 1
        else:
            level = level_of[own]
        result += _open(block, candidate, level)
        last = level if own.style != "label" else last
    return result


def _successor(index: int, block: Block, before: Candidate | None) -> Candidate | None:
    """A paragraph that counts on from the heading before it: 6.……long after 5.育新苗。 is no part of 5."""
    number = number_of(block) if before and before.style in DEEP and block.kind == "paragraph" else None
    if before is None or number is None or (number.style, number.value) != (before.style, before.value + 1):
        return None
    return Candidate(index, number.style, number.value, number.stop, number.stop, clause=True)


def _item(block: Block) -> Block:
    if block.kind != "paragraph":
        return block
    if _CAPTION.match(block.text):
        return replace(block, kind="caption")
    number = number_of(block)
    if number is None:
        return block
    body = block if block.number else replace(cut(block, number.stop, len(block.text)), number=number.raw)
    level = ITEM_LEVEL + RANK.get(number.style, len(RANK))
    return replace(body, kind="list_item", level=level) if body.text else block


def _open(block: Block, candidate: Candidate, level: int) -> list[Block]:
    number = block.number or block.text[: candidate.body].strip()
    if candidate.clause:
        return [replace(cut(block, candidate.body, len(block.text)), kind="list_item", level=level, number=number)]
    heading = replace(cut(block, candidate.body, candidate.stop), kind="heading", level=level, number=number)
    rest = cut(block, candidate.stop, len(block.text))
    if not rest.text:
        return [heading]
    return [heading, replace(rest, kind="paragraph", number="", outline=None)]
