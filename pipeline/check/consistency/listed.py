"""How many a list says that it holds: 合计 12个 below 附件1 试点示范工程清单, or 合计（个） below kinds of projects in a section on
them, is a claim like any other."""

import re
from collections.abc import Iterator

from pipeline.check.consistency.claim import Claim
from pipeline.check.consistency.claim_words import COUNTED, PROJECT, key_of
from pipeline.check.consistency.totals import Count
from pipeline.check.consistency.when import END
from pipeline.check.quoting import evidence
from pipeline.check.review import Review
from pipeline.document import Table
from pipeline.extract.target_tables import name_and_unit
from pipeline.places.names import mentions
from pipeline.tables import title_row

_LIST = re.compile(r"^(?P<what>[\u4e00-\u9fff]{4,24}?)(?:清单|名单|名录|一览表|汇总表|明细表|计划表|表)$")
_SPLIT_UP = re.compile(r"(?P<what>[\u4e00-\u9fff]{4,12}?)(?:数量)?按[^，。；]{1,14}(?:分解|分配|下达)")
"""What the table below a sentence counts by districts: 示范项目按县区分解，见表2."""
_SOME = re.compile(r"首批|第[一二三四]批|部分|重点|储备|拟|[上下]半年|年度|\d")
"""A list of some of them says nothing of all."""
# What stands before a list's name is the number of the attachment, with or without a mark: no heading's.
_LEAD = re.compile(r"^(?:附[件表录])?[\s\u3000]*[\d一二三四五六七八九十]{0,2}[\s\u3000：:.．、]*")
_SUM = re.compile(r"^(?:合计|总计|共计)(?:[（(](?P<unit>[个家项座])[）)])?$")
_KINDS = re.compile(r"类[别型]|领域|建筑类|区县|县区|板块")
"""Above the names of a table's rows: together they are all."""
_PROJECTS = re.compile(rf"(?<!首批){PROJECT}")
_COUNT = re.compile(r"^(?:共)?(\d+)([个项家座]?)$")


def listed(review: Review) -> Iterator[Claim]:
    """The total that each list of the plan gives for all that it lists, at the pilot's end."""
    for index, block in enumerate(review.blocks):
        if block.table is None or not block.table.rows or not (what := _subject(review, index)):
            continue
        counts = list(_counts(block.table))
        if len(counts) == 1:
            ((value, unit, at, stop),) = counts
            proof, key = evidence(review, index, at, stop), key_of(what, what, unit)
            yield Claim(key=key, unit=unit, value=value, comparator="=", when=END, shown=what, evidence=proof)


def _counts(table: Table) -> Iterator[Count]:
    """What the table's last row counts, if it is its sum: 12个, or 12 below 数量（个）."""
    last, titles = len(table.rows) - 1, title_row(table)
    cells = [cell for cell in table.cells() if cell[0] == last]
    sums = [match for _, _, text, _ in cells if (match := _SUM.match("".join(text.split())))]
    if not sums:
        return
    sum_of_years = [
        column for column, title in enumerate(titles) if column and re.match(r"[合总共小]计", title.strip())
    ]
    for _, column, text, at in cells:
        match = _COUNT.match("".join(text.split()))
        unit = match and (match[2] or name_and_unit(titles[column])[1] or sums[0]["unit"] or "个")
        if match and unit in COUNTED and (not sum_of_years or column in sum_of_years):
            yield Count(float(match[1]), unit, at, at + len(text))


def _subject(review: Review, index: int) -> str:
    """What the list above the table is called after, without the city's name; "" where it is no list of all."""
    path = review.path(index)
    above = review.blocks[index - 1].text if index else ""
    for title in (above, path[-1] if path else ""):
        name = "".join(_LEAD.sub("", title).split())
        match = _LIST.match(name)
        if match and not _SOME.search(name):
            what = match["what"]
            places = mentions(what)
            return what[places[0][1] :] if places and not places[0][0] else what
    if split := _SPLIT_UP.search(above):
        return split["what"]
    table = review.blocks[index].table
    kinds = table is not None and _KINDS.search(title_row(table)[0])
    projects = _PROJECTS.search(path[-1]) if path and kinds else None
    return projects.group() if projects else ""
