"""Plans that share text, as rows of the ledger's sheet 查重."""

from collections.abc import Iterator

from pipeline.report import wording
from pipeline.report.equal import equal_words
from pipeline.report.ledger.layouts import OVERLAPS
from pipeline.report.ledger.sheets import report_link
from pipeline.report.round_words import OVERLAP_KINDS, rest_of
from pipeline.report.workbook_layout import Marked, Value
from pipeline.round import Round


def overlap_rows(found: Round) -> Iterator[list[Value]]:
    """Pairs of plans, one row for each passage that is shown side by side, one for a pair that shows none.

    A last row says what is not shown.
    """
    plans = {plan.file: plan for plan in found.plans}
    for number, overlap in enumerate(found.overlaps, 1):
        left, right = plans[overlap.left], plans[overlap.right]
        head: dict[str, Value] = {
            "序号": number,
            "性质": OVERLAP_KINDS[overlap.kind],
            "方案甲": left.city,
            "甲文件": report_link(left, left.file),
            "方案乙": right.city,
            "乙文件": report_link(right, right.file),
            "共同字数": overlap.letters,
            "占甲": wording.percent(overlap.left_share),
            "占乙": wording.percent(overlap.right_share),
        }
        for item in overlap.passages:
            left_words, right_words = map(Marked, equal_words(item.left, item.right))
            beside: dict[str, Value] = {
                "甲原文": left_words,
                "甲位置": item.left_place,
                "乙原文": right_words,
                "乙位置": item.right_place,
                "本段相同字数": item.letters,
            }
            yield OVERLAPS.row(head | beside)
        if rest := rest_of(overlap, left, right):
            yield OVERLAPS.row(head | {"甲原文": rest})
        if not overlap.passages:
            yield OVERLAPS.row(head)
