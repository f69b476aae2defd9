"""Agencies and what they do: （牵头单位：市住建局；配合单位：…）, 由市住建局牵头, 市财政局负责, a table's columns."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.extract.agency_names import Span, is_generic, is_own, is_unit, spans
from pipeline.extract.passages import Found
from pipeline.findings import Agency
from pipeline.language import Name

Role = Literal["lead", "responsible", "support", ""]

_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头(?:责任|负责)?(?:单位|部门|机构|处室)?|主办(?:单位|部门)|主责(?:单位|部门)|第一责任(?:单位|部门)"),
    (
        "support",
        r"(?:协同)?配合(?:单位|部门)?|协办(?:单位|部门)|协助(?:单位|部门)?|(?:参与|参加|参建"
        r"|支持|协同|支撑)(?:单位|部门)",
    ),
    ("responsible", r"(?:主体)?责任(?:单位|部门|主体)|(?:实施|承办|主管|落实|负责|承担|分工)(?:单位|部门|主体)"),
)
_LABEL = re.compile(
    "|".join(rf"(?P<{role}>(?:{pattern})(?:[:：]|为|是|(?=[市区县省州各](?!级))))" for role, pattern in _ROLES)
)
_HEADERS: dict[str, Role] = {
    "牵头": "lead", "主办": "lead", "责任": "responsible", "负责": "responsible",
    "配合": "support", "协办": "support", "参与": "support",
}  # fmt: skip
_HEADER = tuple((role, re.compile(rf"^(?:{pattern})(?:[（(].*)?$")) for role, pattern in _ROLES)
_EMPTY = re.compile(r"^(?:无|待定|另定|不涉及|每年.*|[—\-－/]+)$")
_ENDS = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位)?|按(?:照)?职责(?:分工)?(?:分别)?负责|(?:共同|分别)?负责|牵头|配合|等)$"
)
_ITEM_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、，]{2,24}$")
_AND = re.compile(r"(?<=[局委办厅府心站馆会院司团门）])(?:以及|和|及|与)(?=[市区县省州各镇人\u4e00-\u9fff])")
_AFTER: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("support", re.compile(
    r"(?:等(?:有关)?(?:部门|单位)?)?(?:积极|密切|协同|按职责|共同|做好|依法)*(?:配合|协助"
    r"|协同|参与|参加|予以支持)"
)),
    ("lead", re.compile(r"(?:等(?:部门|单位)?)?(?:共同|联合|具体|分别)?(?:牵头|主办|主抓|会同)")),
    ("responsible", re.compile(
        r"(?:等(?:有关)?(?:部门|单位)?)?(?:共同|分别|具体|统一|总体|全面"
    r"|按(?:照)?(?:各自)?职责(?:分工)?|组织|主要)*(?:负责(?!同志|人(?![才员力])|制)"
    r"|具体(?:落实|实施|承担))"
    )),
)  # fmt: skip
_EVERY = re.compile(r"各(?:县级市|县市|市|区|县|镇|乡)$")
_BETWEEN = re.compile(r"[、，]?(?:以及|和|及|与)?")
_BY = re.compile(r"(?<![理自])由$")
_DOES = re.compile(r"(?:统一|组织|研究|抓紧)*(?:出台|制定|印发|编制|发布|组织|实施|牵头|开展|承担|落实|审核|汇总|建设)")
_WITH = re.compile(r"(?:会同|会商)")
_ACTOR = re.compile(
    r"(?:^|(?<=[，。；：（(由、]))由?(?P<units>[^，。；：（）()由]{3,40}?)(?=(?:共同|联合"
    r"|具体|分别)?(?:牵头|负责(?!人|同志|制)|配合))"
)


def column_role(header: str) -> Role | None:
    """What the agencies of a table's column do; None where the column does not hold agencies."""
    plain = "".join(header.split())
    if plain in _HEADERS:
        return _HEADERS[plain]
    return next((role for role, pattern in _HEADER if pattern.match(plain)), None)


def agencies(text: str, names: Sequence[Name], role: Role | None = None) -> list[Found]:
    """Agencies in running text; `role` is that of the table column which holds the text."""
    if role is not None:
        return listed(text, 0, len(text), role)
    found = _labelled(text)
    taken = [(item.start, item.stop) for item in found]
    known = [span for span in spans(text, names) if not _overlaps(span, taken)]
    known = sorted([*known, *(span for span in _actors(text) if not _overlaps(span, [*taken, *known]))])
    given = _roles(text, known)
    pairs = [(span, what) for span, what in zip(known, given, strict=True) if what or not is_own(text[slice(*span)])]
    return sorted([*found, *(_found(text, span, what) for span, what in pairs)], key=_start)


def _start(item: Found) -> int:
    return item.start


def _found(text: str, span: Span, role: Role) -> Found:
    return Found(Agency(text[span[0] : span[1]], role), *span)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop in taken)


def _labelled(text: str) -> list[Found]:
    """After “责任单位：” and the like, up to the end of the bracket or sentence or the next label."""
    found: list[Found] = []
    labels = list(_LABEL.finditer(text))
    for at, match in enumerate(labels):
        limit = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        role: Role = match.lastgroup  # type: ignore[assignment]
        found += listed(text, match.end(), _list_end(text, match.end(), limit), role)
    return found


def _list_end(text: str, start: int, limit: int) -> int:
    depth = 0
    for at in range(start, limit):
        char = text[at]
        if char in "（(":
            depth += 1
        elif char in "）)" and depth:
            depth -= 1
        elif not depth and char in "。；;）)]】\n":
            return at
    return limit


def listed(text: str, start: int, stop: int, role: Role) -> list[Found]:
    """Every unit of a list: `text[start:stop]` is “市住建局、市财政局，各区政府”."""
    found: list[Found] = []
    for first, last in _items(text, start, stop):
        lead = re.compile(r"(?:由|为|是|\d+[.、．]|牵头[:：]|配合[:：]|[:：])+").match(text, first, last)
        first = lead.end() if lead else first
        name = text[first:last]
        while (ending := _ENDS.search(name)) and ending.start() > 0:
            name = name[: ending.start()]
        if _ITEM_NAME.match(name) and not _EMPTY.match(name) and not is_generic(name):
            found.append(Found(Agency(name, role), first, first + len(name)))
    return found


def _items(text: str, start: int, stop: int) -> Iterator[Span]:
    """Parts between separators; those inside brackets, 各县（市、区）, do not separate."""
    depth, first = 0, start
    cuts = {match.start(): match.end() for match in _AND.finditer(text, start, stop)}
    for at in range(start, stop + 1):
        char = text[at] if at < stop else "、"
        depth += (char in "（(") - (char in "）)")
        if (
            depth <= 0
            and char == "、"
            and _EVERY.search(text[first:at])
            and at < stop
            and text[at + 1 : at + 2] in "区县市镇乡街旗"
        ):
            continue
        if depth <= 0 and (char in "、，,/ \u3000；;" or at in cuts or at == stop):
            if at > first:
                yield first, at
            first = cuts.get(at, at + 1)


def _actors(text: str) -> Iterator[Span]:
    """Units that only their verb shows to be one: 由市建筑业协会牵头."""
    for match in _ACTOR.finditer(text):
        for first, last in _items(text, match.start("units"), match.end("units")):
            if is_unit(text[first:last]):
                yield first, last


def _roles(text: str, known: Sequence[Span]) -> list[Role]:
    """Roles by what follows: a list of agencies shares the verb behind its last member."""
    roles: list[Role] = [""] * len(known)
    for at in range(len(known) - 1, -1, -1):
        start, stop = known[at]
        roles[at] = next((role for role, pattern in _AFTER if pattern.match(text, stop)), "")
        between = text[stop : known[at + 1][0]] if at + 1 < len(known) else ""
        if roles[at] == "" and between and _BETWEEN.fullmatch(between):
            roles[at] = roles[at + 1]
        if roles[at] == "" and _closing(text, start, stop):
            roles[at] = "responsible"
        if roles[at] == "" and _BY.search(text[:start][-2:]) and _DOES.match(text, stop):
            roles[at] = "responsible"
    return _with(text, known, roles)


def _with(text: str, known: Sequence[Span], roles: list[Role]) -> list[Role]:
    """A会同B、C: A leads, the others support."""
    joined = False
    for at in range(1, len(known)):
        between = text[known[at - 1][1] : known[at][0]]
        if _WITH.fullmatch(between):
            roles[at - 1], roles[at], joined = "lead", "support", True
        elif joined and between and _BETWEEN.fullmatch(between) and between != "，":
            roles[at] = "support"
        else:
            joined = False
    return roles


def _closing(text: str, start: int, stop: int) -> bool:
    """（市资规局） at a sentence's end: nothing but units in the brackets."""
    left = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
    while left > 0 and text[left - 1] in "县市区各":  # 各县（市、区）
        left = max(text.rfind("（", 0, left), text.rfind("(", 0, left))
    right = re.compile(r"[^（()）。；：:]*[）)](?=[。；;]?\s*$|[。；;])").match(text, stop)
    if left < 0 or right is None or re.search(r"[）)。；：:]", text[left + 1 : start]):
        return False
    return all(is_unit(part) for part in re.split("[、，,]", text[left + 1 : right.end() - 1]))
