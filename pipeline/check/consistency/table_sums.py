"""A table's last row that is not what the rows above come to: 合计 100台 below 20, 20, 30, 15 and 20."""

import re
from collections.abc import Iterator
from math import isclose

from pipeline.check.consistency.claim import Claim, in_itself
from pipeline.check.consistency.claim_words import ALL, SUM
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.extract.target_tables import name_and_unit
from pipeline.extract.units import unit_of
from pipeline.tables import title_row

_VALUE = re.compile(
    r"(?P<number>\d{1,7}(?:\.\d{1,4})?)\s*(?P<unit>(?:[万亿]?(?:元|平方米)|[个家项座台套人名件部次]|人次)?)"
)
_SHARE = re.compile(r"[%％‰率比度]|均|单价|标准|单位(?!：)|序号|年份|时间|电话")
"""In a column's title: its values come to nothing."""
_PARTS = re.compile(r"其中|小计|合计|总计|累计|[（(]含")
"""In a row's name: it is in another one, too, or others are in it."""
LEAST = 3
"""Rows from which on a sum is checked."""


def table_sums(review: Review) -> Iterator[Claim]:
    """Two claims for each column whose sum the last row gives wrongly."""
    for index in review.body():
        table = review.blocks[index].table if index not in review.base else None
        if table is None or len(table.rows) < table.captions + LEAST + 2:
            continue
        names = [row[0].strip() for row in table.rows[table.captions + 1 :]]
        if ALL.match(names[-1]) and not any(_PARTS.search(name) for name in names[:-1]):
            for column, title in enumerate(title_row(table)):
                if column and title and not _SHARE.search(title):
                    yield from _wrong(review, index, table, column)


def _wrong(review: Review, index: int, table: Table, column: int) -> Iterator[Claim]:
    first, last = table.captions + 1, len(table.rows) - 1
    cells = [(text, at) for row, here, text, at in table.cells() if here == column and row >= first]
    values = [_VALUE.fullmatch("".join(text.split())) for text, _ in cells]
    title, of = name_and_unit(title_row(table)[column])
    units = {unit_of(of), *(value["unit"] for value in values if value)} - {""}
    if len(values) != last - first + 1 or not all(values) or len(units) > 1 or SUM.search(title):
        return
    *parts, total = (float(value["number"]) for value in values if value)
    if isclose(sum(parts), total, rel_tol=0.001, abs_tol=0.06):  # each may have been rounded
        return
    (text, at), (_, start) = cells[-1], cells[0]
    told, rows = evidence(review, index, at, at + len(text)), evidence(review, index, start, at)
    yield from in_itself((total, told), (sum(parts), rows), unit="".join(units), shown=title)
