"""Targets in tables: one indicator a row with columns for years, or one year a row with columns for indicators."""

import re
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.clauses import FIRST_YEAR
from pipeline.extract.measures import ECONOMIC
from pipeline.extract.passages import Passage
from pipeline.extract.periods import periods, with_sign
from pipeline.extract.units import unit_of
from pipeline.findings import Fact, Period, Target
from pipeline.numerals import value_of
from pipeline.tables import TIME, UNIT_IN_CHARGE, Grid

_BASE = re.compile(r"现状|基期|基数|基准|当前|目前|试点前|现有|基础值|起点|基年")
_GOAL = re.compile(
    r"目标|期满|期末|终点|指标值|终期|计划值|试点期|三年|总量|合计|^数[值量字]?$|效果|成效|任务量|要求值|预期(?!性)"
)
_QUALIFIER = re.compile(r"区域|区县|县区|县（市、区）|单位名称|地区|属地|板块|街镇|城区|片区|辖区|县市区|市县|^园区$")
_NO_INDICATOR = re.compile(r"^(?:年度?)?(?:任务量?|目标值?|计划|指标|数量)?$")
_FUNDING = re.compile(r"万?元$|亿元$")
_NAME = re.compile(r"指标|名称|内容|项目|事项|任务|目标")
_ACTUAL = re.compile(r"实际|实绩|完成(?:情况|值|数|量)?$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_ASIDE = re.compile(rf"序号|编号|备注|说明|属性|性质|类型|来源|口径|{UNIT_IN_CHARGE.pattern}")
"""Neither what is to be reached nor how much of it."""
_WORDS = {
    ">=": "≥|>=|不低于|不少于|不小于|至少", "<=": "≤|<=|不超过|不高于|不大于|不多于", ">": "＞|>|超过|突破|大于|高于",
    "<": "＜|<|低于|小于", "+": r"\+|增长|提高|提升|增加|上升", "-": "下降|降低|减少|缩短|节约|压减|压缩|缩减|节省",
    "=": "(?:提高|提升|增加|增长|降|降低|下降|缩短|压缩|压减)[到至]|(?:控制|保持|稳定)在|达到|达",
}  # fmt: skip
_SIGN = "|".join(_WORDS[sign] for sign in ("=", ">=", "<=", ">", "<", "+", "-"))
_CELL = re.compile(
    r"^(?P<yearly>每年|年均|每年度)?(?:累计|约|新增|建成|完成|培育|培训|引进|编制|力争|共|各)*"
    rf"(?P<sign>{_SIGN})?(?:约|至)?\s*(?P<number>\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>[%％‰]"
    r"|(?!以|左|（含)[\u4e00-\u9fff（）]{1,5}?)?(?P<post>（含）以上|及以上|以上|以下|以内"
    r"|左右)?(?:[（(][^（）()]{1,8}[）)])?$"
)
_AMOUNT = re.compile(r"数[值量字]?$")
_BRACKET = re.compile(r"\s*[（(](?P<unit>[^（）()]{1,8})[）)]\s*")
_NOT_A_UNIT = re.compile(r"累计|当年|含|每|现状|新增|约束|预期|年")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a grid's columns hold."""

    name: int
    unit: int | None
    base: int | None
    goals: tuple[tuple[int, date | None], ...]
    """Columns with values to reach, and when."""
    due: int | None = None
    """The column that says by when, row by row."""


def table_targets(grid: Grid, passages: dict[tuple[int, int], Passage]) -> list[Fact]:
    """Targets of a table; `passages` are its cells by position."""
    columns = _columns(grid)
    found = _by_rows(grid, columns, passages) if columns else _by_columns(grid, passages)
    return sorted(found, key=lambda fact: fact.evidence.start)


def year_of(text: str) -> date | None:
    """The last day of the last period that the text names; 2025 above a column is a year, too."""
    found = periods(with_sign(text))
    ends = [item.value.end for item in found if isinstance(item.value, Period) and item.value.end]
    return ends[-1] if ends else None


def due_of(grid: Grid, row: int, column: int) -> date | None:
    """When what the cell says is due, by its column's title or its row."""
    return year_of(grid.titles[column]) or _row_due(grid, row)


def _row_due(grid: Grid, row: int) -> date | None:
    """When the row is due: its first cell is a year, or a column says so."""
    first = grid.rows[row][0]
    if (day := year_of(first)) and ("年" in first + grid.titles[0]):
        return day if len(first) <= 16 and day.year >= FIRST_YEAR else None
    cells = zip(grid.titles, grid.rows[row], strict=False)
    return next((day for title, cell in cells if TIME.search(title) and (day := year_of(cell))), None)


def _columns(grid: Grid) -> Columns | None:
    goals: list[tuple[int, date | None]] = []
    name = unit = base = by = None
    for c, title in enumerate(grid.titles):
        plain = "".join(title.split())
        due = year_of(plain)
        if _UNIT.match(plain):
            unit = c
        elif TIME.search(plain):
            by = c
        elif _BASE.search(plain) or (due and due.year < FIRST_YEAR):
            base = c
        elif _ACTUAL.search(plain):
            continue
        elif (due or _GOAL.search(plain)) and not _ASIDE.search(plain) and _numeric(grid, c):
            goals.append((c, due))
        elif (
            not goals
            and base is None
            and not _ASIDE.search(plain)
            and (name is None or _NAME.search(plain))
            and not _numeric(grid, c)
        ):
            name = c
    if name is None:  # 成果类型, 类别 and the like, where nothing else names the rows
        used = (unit, base, by, *(c for c, _ in goals))
        name = next((c for c in range(len(grid.titles)) if c not in used and not _numeric(grid, c)), None)
    head = year_of(grid.titles[name]) if name is not None else None  # 到2025年 above the names
    if by is None and unit is None and head is None:  # 数量 alone is any list of things
        goals = [(c, due) for c, due in goals if due or not _AMOUNT.match("".join(grid.titles[c].split()))]
    if name is None or not goals:
        return None
    return Columns(name, unit, base, tuple((c, due or head) for c, due in goals), by)


def _numeric(grid: Grid, column: int) -> bool:
    """Whether at least half of the column's filled cells are values, or under a year one with its unit."""
    filled = [
        row[column]
        for row in grid.rows[grid.header :]
        if row[column] and row[column] not in ("—", "-", "/", "－", "——")
    ]
    values = [match for cell in filled if (match := _CELL.match(cell))]
    if year_of(grid.titles[column]) and any(match["unit"] for match in values):
        return True
    return bool(filled) and 2 * len(values) >= len(filled)


def _by_rows(grid: Grid, columns: Columns, passages: dict[tuple[int, int], Passage]) -> list[Fact]:
    facts: list[Fact] = []
    for r in range(grid.header, len(grid.rows)):
        row = grid.rows[r]
        name, unit = name_and_unit(row[columns.name])
        unit = (row[columns.unit] if columns.unit is not None else "") or unit
        base = _CELL.match(row[columns.base]) if columns.base is not None else None
        baseline = value_of(base["number"]) if base else None
        for c, due in columns.goals:
            due = due or (year_of(row[columns.due]) if columns.due is not None else None)
            passage = passages.get((r, c))
            group, of_group = name_and_unit(grid.titles[c])
            indicator = _group(group) if _QUALIFIER.search(grid.titles[columns.name]) else name
            indicator = "" if _NO_INDICATOR.match(indicator) else indicator
            target = _value(row[c], indicator, unit or of_group, due)
            if passage is not None and target is not None:
                facts.append(passage.fact(replace(target, baseline=baseline), 0, len(passage.text)))
    return facts


def _by_columns(grid: Grid, passages: dict[tuple[int, int], Passage]) -> list[Fact]:
    """Years down the first column, indicators along the header."""
    facts: list[Fact] = []
    for r in range(grid.header, len(grid.rows)):
        if not year_of(grid.rows[r][0] + "年") or (due := _row_due(grid, r)) is None:
            continue
        for c in range(1, len(grid.rows[r])):
            name, unit = name_and_unit(grid.titles[c])
            passage = passages.get((r, c))
            target = _value(grid.rows[r][c], name, unit, due)
            if passage is not None and target is not None and not _ASIDE.search(name):
                facts.append(passage.fact(target, 0, len(passage.text)))
    return facts


def _group(title: str) -> str:
    """The indicator in a column's title, its dates left out: “示范项目 2024年”."""
    for item in reversed(periods(title)):
        title = title[: item.start] + title[item.stop :]
    return title.strip()


def name_and_unit(title: str) -> tuple[str, str]:
    """Name and unit of “装配式建筑占比（%）”."""
    unit = ""
    for match in _BRACKET.finditer(title):  # （累计，万平方米） holds more than the unit
        for part in re.split("[，,；;]", match["unit"]):
            if not _NOT_A_UNIT.search(part):
                unit = part.strip()
    return re.sub(r"(?<=..)(?:数量|总数)$", "", _BRACKET.sub("", title).strip()), unit


def _value(cell: str, name: str, unit: str, due: date | None) -> Target | None:
    match = _CELL.match(cell)
    if match is None or not name or (match["number"].startswith("20") and match["unit"] == "年"):
        return None
    written, post = match["sign"] or "", match["post"] or ""
    comparator = next((sign for sign, words in _WORDS.items() if re.fullmatch(words, written)), "=")
    if comparator == "=":
        comparator = ">=" if post.endswith("以上") else "<=" if post in ("以下", "以内") else "="
    if (
        comparator == "="
        and (sign := re.search(r"(下降|降低|减少|缩短|节约)|(提高|增长|增加|提升)(?=[^，]{0,4}$)", name))
        and not re.search(r"率$", name)
    ):
        comparator = "-" if sign.group(1) else "+"
    own = unit_of(match["unit"] or unit)
    if _FUNDING.search(own) and not ECONOMIC.search(name):
        return None
    number, per = value_of(match["number"]), "年" if match["yearly"] else ""
    return Target(name, comparator, number, own, due, None, per)  # type: ignore[arg-type]
