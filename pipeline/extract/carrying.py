"""The day that a sentence sets for those after it in its paragraph."""

import re
from collections.abc import Sequence
from datetime import date

from pipeline.extract import clauses
from pipeline.extract.passages import Found

_STAGE = re.compile(r"阶段[（(：:]")
_NUMBERING = 4
"""Characters of a paragraph's number: （十二）."""


def day_after(sentence: re.Match[str], dates: Sequence[Found]) -> date | None:
    """The day that a sentence sets for those after it: 到2025年, 2025年：, or any where it only opens a stage."""
    stage = len(sentence.group()) <= 40 and _STAGE.search(sentence.group())
    text = sentence.string
    told = (item for item in dates if stage or text.endswith("到", 0, item.start) or _heads(sentence, item))
    days = [day for item in told if (day := clauses.due_of(item))]
    return days[-1] if days else None


def _heads(sentence: re.Match[str], item: Found) -> bool:
    """Whether the time stands before all that its paragraph says: 2024年：, （二）2024年。"""
    text = sentence.string
    return item.start <= _NUMBERING and (text.startswith(("：", ":"), item.stop) or item.stop == sentence.end())
