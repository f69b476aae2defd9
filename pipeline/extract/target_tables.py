"""Targets in tables: one indicator a row with columns for years, or one year a row with columns for indicators."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.cells import targets, values
from pipeline.extract.measures import ECONOMIC, MEASURE, RATE
from pipeline.extract.passages import Passage
from pipeline.extract.periods import periods
from pipeline.extract.table_dates import is_ordinal, row_due, year_of
from pipeline.findings import Fact
from pipeline.tables import TIME, UNIT_IN_CHARGE, Grid
from pipeline.text.written import FIRST_YEAR

_BASE = re.compile(r"现状|基期|基数|基准|当前|目前|试点前|现有|基础值|起点|基年")
_GOAL = re.compile(
    r"目标|期满|期末|终点|指标值|终期|计划值|试点期|三年|总量|合计|^数[值量字]?$|效果|成效|任务量|要求值|预期(?!性)|(?:完成|考核|量化|绩效)指标$"
)
_QUALIFIER = re.compile(
    r"区域|区县|责任主体|行政区|县区|县（市、区）|单位名称|地区|属地|板块|街镇|城区|片区|辖区|县市区|市县|^园区$"
)
_NO_INDICATOR = re.compile(r"^(?:年度?)?(?:任务量?|目标值?|计划|指标|数量)?$")
_NAME = re.compile(r"指标|名称|内容|项目|事项|任务|目标")
_ACTUAL = re.compile(r"实际|实绩|完成(?:情况|值|数|量)?$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_ASIDE = re.compile(rf"序号|编号|备注|说明|属性|性质|类型|来源|口径|{UNIT_IN_CHARGE.pattern}")
"""Neither what is to be reached nor how much of it."""
_AMOUNT = re.compile(r"数[值量字]?$")
_BRACKET = re.compile(r"\s*[（(](?P<unit>[^（）()]{1,8})[）)]\s*")
_OF_CITY = re.compile(r"全[市区州县](?:合计|目标)?$")
"""Beside the columns of its districts."""
_OF_ALL = re.compile(r"^(?:全[市区州省县]|预计|预期|目标|计划|实现)+|目标值?$")
"""What a column's title adds to the name of what is measured."""
_OF_UNIT = re.compile(r"^单位\s*[:：]\s*")
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


def table_targets(
    grid: Grid, passages: dict[tuple[int, int], Passage], unit_of_all: Callable[[int], str] = lambda column: ""
) -> list[Fact]:
    """Targets of a table; `passages` are its cells by position, `unit_of_all` tells the unit of all by the names' column."""
    columns = _columns(grid)
    if columns:
        found = _by_rows(grid, columns, passages, unit_of_all(columns.name))
    else:
        found = _by_columns(grid, passages, unit_of_all(0))
    return sorted(found, key=lambda fact: fact.evidence.start)


def _columns(grid: Grid) -> Columns | None:
    goals: list[tuple[int, date | None]] = []
    name = unit = base = by = None
    for c, title in enumerate(grid.titles):
        plain = "".join(title.split())
        due = year_of(plain)
        if _UNIT.match(plain):
            unit = c
        elif TIME.search(plain) and not _names_rows(grid, c):
            by = c
        elif _BASE.search(plain) or (due and due.year < FIRST_YEAR):
            base = c
        elif _ACTUAL.search(plain):
            continue
        elif (
            (due or is_ordinal(plain) or _GOAL.search(plain) or _OF_CITY.match(plain))
            and not _ASIDE.search(plain)
            and _numeric(grid, c)
        ):
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


def _names_rows(grid: Grid, column: int) -> bool:
    """Whether the first column is no time, whatever its title says (年度安排 beside 2024年, 2025年): no cell holds a figure."""
    return not column and not any(char.isdigit() for row in grid.rows[grid.header :] for char in row[column])


def _numeric(grid: Grid, column: int) -> bool:
    """Whether at least half of the column's filled cells are values, or under a year one with its unit."""
    filled = [
        row[column]
        for row in grid.rows[grid.header :]
        if row[column] and row[column] not in ("—", "-", "/", "－", "——")
    ]
    given = [found for cell in filled if (found := values(cell))]
    title = grid.titles[column]
    if (year_of(title) or is_ordinal(title)) and any(value.unit for found in given for value in found):
        return True
    return bool(filled) and 2 * len(given) >= len(filled)


def _by_rows(grid: Grid, columns: Columns, passages: dict[tuple[int, int], Passage], of_all: str) -> list[Fact]:
    facts: list[Fact] = []
    for r in range(grid.header, len(grid.rows)):
        row = grid.rows[r]
        name, unit = name_and_unit(row[columns.name])
        unit = (row[columns.unit] if columns.unit is not None else "") or unit
        base = values(row[columns.base]) if columns.base is not None else []
        baseline = base[0].number if base else None
        for c, due in columns.goals:
            due = due or (year_of(row[columns.due]) if columns.due is not None else None)
            if (passage := passages.get((r, c))) is None:
                continue
            group, of_group = name_and_unit(grid.titles[c])
            indicator = (
                _group(group) if _QUALIFIER.search(grid.titles[columns.name]) else _measured(name, _group(group))
            )
            indicator = "" if _NO_INDICATOR.match(indicator) else indicator
            own = unit or of_group or _shared(of_all, indicator)
            for target, value in targets(values(row[c]), indicator, own, due):
                facts.append(passage.fact(replace(target, baseline=baseline), value.start, value.stop))
    return facts


def _by_columns(grid: Grid, passages: dict[tuple[int, int], Passage], of_all: str) -> list[Fact]:
    """Years down the first column, indicators along the header."""
    facts: list[Fact] = []
    timed = any(TIME.search("".join(title.split())) for title in grid.titles[1:])  # 收官 | 2025年4月至12月 | 累计18个
    for r in range(grid.header, len(grid.rows)):
        first = grid.rows[r][0]
        due = row_due(grid, r) if timed or year_of(first + "年") else None
        if due is None and not is_ordinal(first):
            continue
        for c in range(1, len(grid.rows[r])):
            name, unit = name_and_unit(grid.titles[c])
            passage = passages.get((r, c))
            if passage is None or _ASIDE.search(name):
                continue
            for target, value in targets(values(grid.rows[r][c]), name, unit or _shared(of_all, name), due):
                facts.append(passage.fact(target, value.start, value.stop))
    return facts


def _shared(unit: str, indicator: str) -> str:
    """The unit that stands above the table, where the indicator is no share of anything, which is counted in %."""
    return "" if RATE.search(indicator) else unit


def _measured(name: str, title: str) -> str:
    """The row's name with what the column says is measured of it: 建筑机器人产业 below 2025年年产值（万元）."""
    what = _OF_ALL.sub("", title)
    return name + what if what and ECONOMIC.search(what) and not MEASURE.search(name) else name


def _group(title: str) -> str:
    """The indicator in a column's title, its dates left out: “示范项目 2024年”."""
    for item in reversed(periods(title)):
        title = title[: item.start] + title[item.stop :]
    return title.strip().removeprefix("到").removeprefix("至")


def name_and_unit(title: str) -> tuple[str, str]:
    """Name and unit of “装配式建筑占比（%）”."""
    unit = ""
    for match in _BRACKET.finditer(title):  # （累计，万平方米） holds more than the unit
        for part in re.split("[，,；;]", match["unit"]):
            if not _NOT_A_UNIT.search(part):
                unit = _OF_UNIT.sub("", part.strip())
    return re.sub(r"(?<=..)(?:数量|总数)$", "", _BRACKET.sub("", title).strip()), unit
