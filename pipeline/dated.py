"""The date that a plan itself bears: on its cover, or where it is signed."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.document import Document
from pipeline.findings import Evidence
from pipeline.text.numerals import DAY, day_of

_FRONT, _BACK = 12, 6
"""Blocks at the beginning and at the end in which such a date stands."""
_LONGEST = 40
"""Characters; a longer paragraph speaks of a date, it does not bear one."""
_DATE = re.compile(rf"{DAY}\s*$")
SIGNED = re.compile(r"(?:^|[府局委厅办会部组]|办公室)\s*(?:[（(](?:盖|公)?章[）)])?[\s（(]*$")
"""What stands before the date of a letter or signature: its office, or nothing."""
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff（）()]*[府局委厅办会部组室院司市区县州盟旗章][）)]?[（(]?|[（(]"
)
"""Between spaces, what names one (徐州市 住房城乡建设局（盖章）), its letters spaced out perhaps. A row of a table has other
words beside its office: 平台上线 市大数据局 2023年8月."""
_LABEL = re.compile(
    r"[\s（(]*(?:(?:编制|编写|报送|上报|申报|提交|填报|填表|印发|成文|落款)(?:日期|时间)|日期)\s*[:：]?\s*$"
)
_OWN_PLACE = ("cover", "title", "signature")
"""Where a block stands whose date is the plan's whatever the words before it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written, and the earliest day that it can mean: “2022年8月” may be its first."""

    text: str
    earliest: date
    proof: Evidence
    """The line that bears it."""


def own_date(document: Document) -> Dated | None:
    """The date at the end of a short line on the cover or below the plan; the signature goes before the cover."""
    blocks = list(enumerate(document.blocks))
    back = [
        (at, block)
        for at, block in blocks[-_BACK:][::-1]
        if block.kind not in ("table", "heading") and block.reason != "quoted"
    ]
    front = [
        (at, block) for at, block in blocks[:_FRONT] if block.reason in ("cover", "title", "") and block.kind != "table"
    ]
    for at, block in (*back, *front):
        text = block.text.strip(" \u3000（）()")
        if len(text) <= _LONGEST and (found := _dated(text, anywhere=block.reason in _OWN_PLACE)):
            start = block.text.index(text)
            return Dated(*found, Evidence(at, start, start + len(text), text, block.page_at(start), ()))
    return None


def _dated(text: str, *, anywhere: bool) -> tuple[str, date] | None:
    """A date that ends a line, as written, and the earliest day that it can mean."""
    match = _DATE.search(text)
    if match is None:
        return None
    before = text[: match.start()]
    signed = SIGNED.search(before) and all(map(_OFFICE.fullmatch, before.split()))
    told = re.search(r"[至到自于—–-]\s*$|[，。；：]", before) or not (anywhere or signed)
    if told and not _LABEL.match(before):
        return None
    try:
        return re.sub(r"\s+", "", match.group()), day_of(match)
    except ValueError:
        return None
