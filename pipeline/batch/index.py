"""`batch.json`: a round for programs (`yushen.batch/1`, docs/json.md)."""

import json
from dataclasses import asdict
from typing import Any

from pipeline.report.sanitize import escape_json
from pipeline.round import Issue, Overlap, QuotaRow, Round

SCHEMA = "yushen.batch/1"


def to_json(found: Round) -> str:
    """Every input accounted for, what was found across files, and where the reports lie."""
    plans = [
        {
            "file": plan.file,
            "sha256": plan.sha256,
            "pages": plan.pages,
            "unit": plan.unit,
            "applicant": asdict(plan.applicant),
            "submitted": {"date": plan.submitted, "by": plan.dated_by},
            "verdicts": {cell.requirement: cell.verdict for cell in plan.cells},
            "findings": sum(plan.severities.values()),
            "across": [_across(issue) for issue in plan.across],
            "reports": dict(plan.outputs),
        }
        for plan in found.plans
    ]
    content = {
        "schema": SCHEMA,
        "profile": {"id": found.standard.id, "sha256": found.standard.sha256},
        "tool": {"version": found.standard.tool, "model": found.standard.model},
        "counts": _counts(found),
        "plans": plans,
        "refusals": [{"file": r.file, "kind": r.kind, "message": r.message} for r in found.refusals],
        "missing": [{"file": missing.file, "unit": missing.unit} for missing in found.missing],
        "quota": [_quota(row) for row in found.quotas],
        "overlaps": [_overlap(overlap) for overlap in found.overlaps],
    }
    return escape_json(json.dumps(content, ensure_ascii=False, indent=1)) + "\n"


def _across(issue: Issue) -> dict[str, str]:
    return {"rule": issue.rule, "severity": issue.severity, "message": issue.message, "advice": issue.advice}


def _counts(found: Round) -> dict[str, int]:
    kinds = [refusal.kind for refusal in found.refusals]
    counts = {kind: kinds.count(kind) for kind in ("refused", "failed", "skipped")}
    return {"files": len(found.plans) + len(kinds), "read": len(found.plans), **counts}


def _quota(row: QuotaRow) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "cities": list(row.cities),
        "unread": list(row.unread),
        "count": row.count,
        "files": list(row.files),
        "limit": row.limit,
        "exceeded": row.exceeded,
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    passages = [
        {
            "left": item.left,
            "left_place": item.left_place,
            "right": item.right,
            "right_place": item.right_place,
            "letters": item.letters,
        }
        for item in overlap.passages
    ]
    return {
        "left": overlap.left,
        "right": overlap.right,
        "kind": overlap.kind,
        "letters": overlap.letters,
        "left_share": overlap.left_share,
        "right_share": overlap.right_share,
        "passages": passages,
    }
