"""What the rows of a table are about beside their own words: what stands above the table, and what its columns are called.

清溪学校 田家庵区 3.2 2023年5月 is a pilot project because it stands below 智能建造试点工程清单, and 300 is money for research
because its column is called 智能建造科研经费（万元）.
"""

import re
from dataclasses import dataclass, replace

from pipeline.classify.duty_wording import Reading, gone_by
from pipeline.classify.table_rows import SIZE
from pipeline.document import Block, Document
from pipeline.tables import names_columns, title_row
from pipeline.text.commitment import FUTURE

_NUMBER = re.compile(r"^[表附][表件录图]?[\s\d一二三四五六七八九十\-—.．]*[：:、]?\s*")
_TITLE = 36
"""Characters of a paragraph that may be the title of the table below it."""
_PROSE = re.compile(r"[。；;！？]")
_POINTS = re.compile(r"(?:见|列入|详见)(?:下|附|本)?表|如下|下表|见附件?")
"""A paragraph that points to the table below it: 按年度推出试点工程，安排见表4。"""
_GENERAL = re.compile(
    r"分工|进度|(?:实施|推进|工作|时间|年度)(?:计划|步骤|安排)|任务(?:清单|分解|安排|表)|保障|重点(?:任务|工作)"
)
"""A title that tells nothing of what the rows are about."""
_AWAY = 3
"""Blocks above a table among which its heading is looked for."""
_VALUE = re.compile(
    r"(?:[≥≤><约]?[\d.,]+\s*(?:[%％个家名项座套台条亩元]|人次?|万元|亿元|万?平方米)?(?:以上)?"
    r"|20\d\d年?[\d年月日.底末前初起季度上下半一二三四—－~至-]*)"
)
"""A cell that holds but a figure, or a date."""


_STANDING = re.compile(r"现状|现有|既有|历年|[已己]建成?|(?:基本|有关|总体)情况")
"""The title of a table that tells what there is."""


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a table."""

    name: str = ""
    """Its caption, a short paragraph without a sentence's end, or the heading near above it; "" where that tells nothing."""
    caption: str = ""
    """The caption alone."""
    pointing: str = ""
    """The paragraph that points to it."""


def above(document: Document, table: int) -> Above:
    """What stands above the table that is the block of this index."""
    pointing = ""
    for at in range(table - 1, max(-1, table - 1 - _AWAY), -1):
        block = document.blocks[at]
        if block.table is not None:
            break
        if block.kind in ("caption", "heading") or (at == table - 1 and _is_title(block)):
            title = _NUMBER.sub("", block.text.strip()).rstrip("：:")
            caption = title if block.kind == "caption" and at == table - 1 else ""
            return Above("" if _GENERAL.search(title) else title, caption, pointing)
        if _POINTS.search(block.text):
            pointing = block.text
    return Above(pointing=pointing)


def _is_title(block: Block) -> bool:
    text = block.text.strip()
    return block.kind == "paragraph" and len(text) <= _TITLE and not _PROSE.search(text) and not _POINTS.search(text)


def titles_of(block: Block) -> list[str]:
    """What the columns are called; of a table without such a row, nothing."""
    table = block.table
    return title_row(table) if table is not None and names_columns(table) else []


def titles_said(row: str, titles: list[str]) -> str:
    """The titles of the columns in which a row has but a value: what the value is of, so to say in the row itself."""
    cells = row.split("\t")
    if len(cells) != len(titles):
        return ""
    said = [
        title
        for cell, title in zip(cells, titles, strict=True)
        if _VALUE.fullmatch(cell.strip()) and not SIZE.match(title)
    ]
    return "；".join(said)


def dated(row: Reading, title: str, columns: str, *, ahead: bool) -> Reading:
    """A row as the title of its table and those of the columns with its values date it: what is given for 2019 and 2021, or
    stands below 产业现状, tells what there is, and with `ahead` what is given for 2025 has a date."""
    if row.values["future"]:
        return row
    if FUTURE.search(columns):
        return replace(row, values={**row.values, "date": 1.0, "future": 1.0, "past_only": 0.0}) if ahead else row
    if _STANDING.search(title) or gone_by(columns) == 1.0:
        return replace(row, values={**row.values, "past": 1.0, "past_only": 1.0, "past_start": 1.0})
    return row
