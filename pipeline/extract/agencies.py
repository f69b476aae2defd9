"""Agencies and what they do: （牵头单位：市住建局；配合单位：…）, 由市住建局牵头, 市财政局负责, a table's columns."""

import re
from collections.abc import Sequence

from pipeline.extract import agency_roles
from pipeline.extract.agency_names import Span, is_generic, is_own, parts, spans
from pipeline.extract.agency_roles import Role
from pipeline.extract.passages import Found
from pipeline.findings import Agency
from pipeline.language import Name
from pipeline.tables import WHO
from pipeline.text.patterns import quick

_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头(?:责任|负责)?(?:单位|部门|机构|处室)?|主办(?:单位|部门)|主责(?:单位|部门)|第一责任(?:单位|部门)"),
    (
        "support",
        r"(?:协同)?配合(?:单位|部门)?|协办(?:单位|部门)|协助(?:单位|部门)?|(?:参与|参加|参建"
        r"|支持|协同|支撑)(?:单位|部门)",
    ),
    (
        "responsible",
        r"(?:主体)?(?:责任|贲[任仼])(?:领导)?(?:单位|部门|主体)|(?:实施|承办|主管|落实|负责|承担|分工)(?:单位|部门|主体)"
        r"|(?:责任|分工)(?=\s*[:：】])",
    ),
)
"""By what a label says. 贲任 is 责任 in the text layers of programs that scan."""
_LABEL = quick(
    "|".join(
        rf"(?P<{role}>(?<!为)(?:{pattern})(?:\s*[:：】]|为|是|(?<=[位门体构室])\s*(?=[市区县省州各](?!级))))"
        for role, pattern in _ROLES
    )
)
_LABELS = re.compile("牵头|配合|协助|单位|部门|主体|责任|分工")
"""One of them is in every label, and in few of a plan's paragraphs."""
_HEADERS: dict[str, Role] = {
    "牵头": "lead", "主办": "lead", "主责": "lead", "责任": "responsible", "负责": "responsible", "承办": "responsible",
    "配合": "support", "协办": "support", "参与": "support",
}  # fmt: skip
_WHO = re.compile(WHO)
_HEADER = tuple((role, re.compile(rf"^(?:{pattern})(?:[（(].*)?$")) for role, pattern in _ROLES)
_EMPTY = re.compile(r"^(?:无|待定|另定|不涉及|每年.*|[—\-－/]+)$")
_ENDS = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位)?|按(?:照)?职责(?:分工)?(?:分别)?负责|(?:共同|分别)?负责|牵头|配合|等)$"
)
_LEAD = re.compile(r"(?:由|为|是|\d+[.、．]|牵头[:：]|配合[:：]|[:：])+")
_ITEM_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、，]{2,24}$")


def column_role(header: str) -> Role | None:
    """What the agencies of a table's column do; None where the column does not hold agencies."""
    plain = "".join(header.split())
    if plain in _HEADERS or _WHO.match(plain):
        return _HEADERS.get(plain, "responsible")
    return next((role for role, pattern in _HEADER if pattern.match(plain)), None)


def agencies(text: str, names: Sequence[Name], role: Role | None = None) -> list[Found]:
    """Agencies in running text; `role` is that of the table column which holds the text."""
    if role is not None:
        return listed(text, 0, len(text), role)
    found = _labelled(text)
    taken = [(item.start, item.stop) for item in found]
    organs = [span for span in spans(text, names) if not _overlaps(span, taken)]
    others = [span for span in agency_roles.actors(text) if not _overlaps(span, [*taken, *organs])]
    known = sorted({*organs, *others})
    for span, what in zip(known, agency_roles.roles(text, known), strict=True):
        if what or (span in organs and not is_own(text[slice(*span)])):
            found.append(Found(Agency(text[slice(*span)], what), *span))
    return sorted(found, key=lambda item: item.start)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < stop for start, stop in taken)


def _labelled(text: str) -> list[Found]:
    """After “责任单位：” and the like, up to the end of the bracket or sentence or the next label."""
    found: list[Found] = []
    labels = list(_LABEL.finditer(text)) if _LABELS.search(text) else []
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
    for first, last in parts(text, start, stop):
        lead = _LEAD.match(text, first, last)
        first = lead.end() if lead else first
        name = text[first:last]
        while (ending := _ENDS.search(name)) and ending.start() > 0:
            name = name[: ending.start()]
        if _ITEM_NAME.match(name) and not _EMPTY.match(name) and not is_generic(name):
            found.append(Found(Agency(name, role), first, first + len(name)))
    return found
