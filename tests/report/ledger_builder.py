"""A round made of the reports of conftest, for the ledger and the overview."""

from dataclasses import replace
from datetime import date
from itertools import repeat
from pathlib import Path

from pipeline.batch.rows import demands, plan_row
from pipeline.findings import Report
from pipeline.report import ledger
from pipeline.round import (
    Detail,
    Issue,
    Overlap,
    PlanRow,
    QuotaRow,
    Refusal,
    Round,
    Shared,
    Standard,
)

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\x1b[31m红\x1b[0m\x1b]0;标题\x07\x9b2J",
    "\u202e倒\u2066隔离\u200b零宽\ufeff",
    "[bold red]标记[/] {{ 7*7 }} {% raw %}",
    "]]>&amp;'\"\x00\x08\x0b",
    "<r><t>&</r>",
)
"""What a file name or a text may hold."""


def row(report: Report, file: str, words: str = "") -> PlanRow:
    """The report as a row that the round has completed; `words` go wherever the round itself writes."""
    made = plan_row(report, file, {"html": "reports/a.html", "annotated": "reports/a.docx"})
    across = Issue(
        "batch.quota",
        "",
        "推荐名额",
        "四（二）",
        "",
        "error",
        f"超额{words}",
        f"撤回{words}",
        words,
        "1",
        words,
        words,
        "",
    )
    return replace(
        made,
        across=(across,),
        severities={**made.severities, "error": made.severities["error"] + 1},
        unit=report.applicant.province,
        submitted=f"2022年7月{words}",
        dated_by="方案落款",
    )


def round_of(*rows: PlanRow, words: str = "", refused: tuple[Refusal, ...] = (), report: Report) -> Round:
    """A round of these plans, by the profile of `report`."""
    profile = report.profile
    overlaps = (
        (
            Overlap(
                rows[0].file,
                rows[-1].file,
                "copy",
                321,
                0.5,
                0.25,
                (Shared(f"左{words}", words, f"右{words}", words, 99),),
            ),
        )
        if len(rows) > 1
        else ()
    )
    return Round(
        Standard(
            profile.id, profile.title + words, profile.notice, f"{profile.subject}试点实施方案{words}", profile.sha256,
            date(2022, 7, 31), 3, "0.1.0", "m", demands(profile),
        ),
        rows,
        refused,
        overlaps,
        (QuotaRow(f"江苏省{words}", ("一", "二", "三", f"四{words}"), tuple(r.file for r in rows), 3),),
    )  # fmt: skip


def write_ledger(found: Round, detail: Detail, path: Path, trace: Path | None = None) -> str:
    """Write the ledger of a round in each plan of which the same was found."""
    return ledger.write(found, repeat(detail, len(found.plans)), path, trace)
