"""Agencies and what they do: （牵头单位：市住建局；配合单位：…）, 由市住建局牵头, 市财政局负责, a table's columns."""

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.extract.passages import Found
from pipeline.findings import Agency
from pipeline.language import Name, gazetteer

Role = Literal["lead", "responsible", "support", ""]

_PREFIX = re.compile(
    r"(?:(?:各(?:有关|相关)?)?(?:(?:县级?市?|区|市|镇|街道|乡|团场|开发区|功能区|旗)?[（(](?:[市县区旗、，和]|园区|开发区)+[）)]|区县|县区|市区县|县市区|市县区|市县|区市县"
    r"|区、县|县、区|市、县|县（市、区）|板块|市|区|县|师市|州|省|旗|镇|街道|园区|新区|开发区|高新区|经开区)|市|区|县|省|州|盟|旗|师市|师|管委会|本市|国家)$"
)
_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头(?:责任)?(?:单位|部门|机构|处室)?|主办单位|主责(?:单位|部门)|第一责任(?:单位|部门)"),
    ("support", r"(?:协同)?配合(?:单位|部门)?|协办单位|协助(?:单位|部门)?|参与(?:单位|部门)|参加(?:单位|部门)|支持单位|协同(?:单位|部门)"),
    ("responsible", r"(?:主体)?责任(?:单位|部门|主体)|实施(?:单位|主体|部门)|承办(?:单位|部门)|主管(?:单位|部门)|落实(?:单位|部门)|分工(?:单位|部门)?|负责(?:单位|部门)"),
)
_LABEL = re.compile("|".join(rf"(?P<{role}>(?:{pattern})(?:为|是|[:：]))" for role, pattern in _ROLES))
_HEADER = tuple((role, re.compile(rf"^(?:{pattern})[（(]?[^，。]{{0,8}}$")) for role, pattern in _ROLES)
_END = re.compile(r"[。；;）)\]】\n]|，(?=[^、，]{0,4}(?:牵头|配合|责任|协助))")
_ITEM = re.compile(r"[、，,/和及与\s]+|以及")
_ITEM_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、]{2,24}$")
_AFTER: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("support", re.compile(r"[^，。；;、\u3002]{0,3}(?:等(?:部门|单位)?)?(?:积极|密切|做好)?(?:配合|协助|协同|参与|参加|予以支持)")),
    ("lead", re.compile(r"(?:等(?:部门|单位)?)?(?:共同|联合)?牵头")),
    ("responsible", re.compile(r"(?:等(?:部门|单位)?)?(?:共同|分别|具体|统一|总体|按职责(?:分工)?|按照职责(?:分工)?)?负责(?!人|同志)")),
)
_BETWEEN = re.compile(r"(?:[、，和及与]|以及|会同|联合)*$")
_WITH = re.compile(r"(?:会同|联合|商)$")


def column_role(header: str) -> Role | None:
    """What the agencies of a table's column do; None where the column does not hold agencies."""
    plain = "".join(header.split())
    if plain in ("牵头", "配合", "协办", "主办", "责任", "责任人单位"):
        return {"牵头": "lead", "主办": "lead", "责任": "responsible", "责任人单位": "responsible"}.get(plain, "support")  # type: ignore[return-value]
    if "企业" in plain:
        return None
    return next((role for role, pattern in _HEADER if pattern.match(plain)), None)


def listed(text: str, start: int, stop: int, role: Role) -> list[Found]:
    """Every item of a list of units: `text[start:stop]` is “市住建局、市财政局，各区政府”."""
    found: list[Found] = []
    for first, last in _items(text, start, stop):
        name = re.sub(r"(?:等(?:部门|单位)?|等有关部门|按职责分工负责|负责)$", "", text[first:last])
        lead = re.match(r"(?:由|为|各相关单位|\d+[.、])", name)
        first += lead.end() if lead and lead.group() != "各相关单位" else 0
        name = name[lead.end() :] if lead and lead.group() != "各相关单位" else name
        if _ITEM_NAME.match(name) and not re.fullmatch(r"(?:无|待定|另定|不涉及|每年)", name):
            found.append(Found(Agency(name, role), first, first + len(name)))
    return found


def _items(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Parts between separators; those inside brackets, 各县（市、区）, do not separate."""
    parts: list[tuple[int, int]] = []
    depth, first = 0, start
    for at in range(start, stop + 1):
        char = text[at] if at < stop else "、"
        depth += (char in "（(") - (char in "）)")
        if char in "、，,/ \u3000；;" and depth <= 0:
            parts.append((first, at))
            first = at + 1
    return [(a, b) for a, b in parts if b > a]


def agencies(text: str, names: Sequence[Name], role: Role | None = None) -> list[Found]:
    """Agencies in running text; `role` is that of the table column which holds the text."""
    if role is not None:
        return listed(text, 0, len(text), role)
    found = _labelled(text)
    taken = [(item.start, item.stop) for item in found]
    spans = [span for span in _spans(text, names) if not any(a < span[1] and span[0] < b for a, b in taken)]
    found += [Found(Agency(text[a:b], given), a, b) for (a, b), given in zip(spans, _roles(text, spans), strict=True)]
    return sorted(found, key=lambda item: item.start)


def _labelled(text: str) -> list[Found]:
    """After “责任单位：” and the like, up to the end of the bracket or sentence or the next label."""
    found: list[Found] = []
    labels = list(_LABEL.finditer(text))
    for at, match in enumerate(labels):
        limit = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        stop = _list_end(text, match.end(), limit)
        role: Role = match.lastgroup  # type: ignore[assignment]
        found += listed(text, match.end(), stop, role)
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


def _spans(text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Each agency with the 市, 区 or place name before it; a bare name only where it begins a word."""
    spans: list[tuple[int, int]] = []
    for name in names:
        start = _start(text, name.start)
        form = text[start : name.stop]
        if form in ("政府", "人民政府", "数据局", "建设局") or (start == name.start and not _opens(text, start, form)):
            continue
        if spans and start < spans[-1][1]:
            start = max(start, spans[-1][1])
        spans.append((start, name.stop))
    return spans


def _opens(text: str, start: int, form: str) -> bool:
    """Whether a name without 市 or 区 stands as a word of its own: long, or behind a separator."""
    if form in ("管委会", "政府", "人民政府", "管理委员会", "试点办", "团委", "领导小组办公室", "联席会议办公室"):
        return start == 0 or text[start - 1] in "、，。；：（由和与及会同 "
    return len(form) >= 5 or start == 0 or text[start - 1] in "、，。；：:（(由和与及同向报经在以商请是为给让 "


def _start(text: str, at: int) -> int:
    """Where the name begins with its 市, 区, 各县（市、区） or the place names before it."""
    prefix = _PREFIX.search(text, max(0, at - 12), at)
    start = prefix.start() if prefix else at
    for _ in range(2):
        for size in range(min(11, start), 1, -1):
            if text[start - size : start] in gazetteer():
                start -= size
                break
        else:
            for size in range(min(11, start), 1, -1):  # the 市 of 徐州市 was already taken as prefix
                if text[start - size : start + 1] in gazetteer() and start < at:
                    return start - size
            return start
    return start


def _roles(text: str, spans: Sequence[tuple[int, int]]) -> list[Role]:
    """Roles by what follows: a list of agencies shares the verb behind its last member."""
    roles: list[Role] = [""] * len(spans)
    for at in range(len(spans) - 1, -1, -1):
        start, stop = spans[at]
        roles[at] = next((role for role, pattern in _AFTER if pattern.match(text, stop)), "")
        if roles[at] == "" and at + 1 < len(spans):
            between = text[stop : spans[at + 1][0]]
            if between and _BETWEEN.fullmatch(between):
                roles[at] = roles[at + 1] if "会同" not in between and "联合" not in between else roles[at + 1]
        if roles[at] == "" and _closing(text, start, stop):
            roles[at] = "responsible"
    for at, (start, _) in enumerate(spans):
        if at and _WITH.search(text[:start]) and roles[at - 1] in ("lead", "responsible", ""):
            roles[at - 1] = roles[at - 1] or ("lead" if text[spans[at - 1][0] - 1 : spans[at - 1][0]] == "由" else "")
            roles[at] = "support" if roles[at - 1] else ""
    return roles


def _closing(text: str, start: int, stop: int) -> bool:
    """（市资规局） at a sentence's end: nothing but agencies in the brackets."""
    left = max(text.rfind("（", 0, start), text.rfind("(", 0, start))
    if left < 0 or re.search(r"[）)。；：:]", text[left + 1 : start]):
        return False
    right = re.match(r"[^（(]*?[）)](?=[。；;]?\s*$|[。；;])", text[stop:])
    inner = text[left + 1 : stop + right.end() - 1] if right else ""
    return bool(inner) and all(re.search(r"(?:局|委|办|厅|中心|政府|会|站|馆|公司|集团|部门|院|校)$", part) for part in re.split("[、，,]", inner))
