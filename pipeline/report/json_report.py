"""`yushen.report/1`: the report for programs. Contract: `report.schema.json` beside this file.

The same report gives the same bytes: order is the report's own, there is no time in it, and probabilities are rounded
to what they are worth. Quotes are exact, so `blocks[block].text[start:stop] == quote` also holds for a reader of it.
"""

import json
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.document import Document, Section
from pipeline.findings import Evidence, Fact, Finding, Outcome, Report
from pipeline.report.files import replace_file
from pipeline.report.options import PLAIN, Options
from pipeline.report.quoting import shown
from pipeline.report.sanitize import escape_json

SCHEMA = "yushen.report/1"
SHOWN = 240
"""Characters of a quote with the clause around it."""


def write(report: Report, target: Path, *, source: Path | None = None, options: Options = PLAIN) -> None:
    """Write the JSON, UTF-8 with a final line feed; `source` and `options` are not needed."""
    replace_file(target, to_json(report).encode("utf-8"))


def to_json(report: Report) -> str:
    """The report as JSON text, indented by 2, ending in a line feed."""
    return escape_json(json.dumps(to_dict(report), ensure_ascii=False, indent=2)) + "\n"


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain lists and dicts, in the order of the contract."""
    return {
        "schema": SCHEMA,
        "document": _document(report.document) | {"applicant": asdict(report.applicant)},
        "profile": {
            "id": report.profile.id,
            "title": report.profile.title,
            "notice": report.profile.notice,
            "sha256": report.profile.sha256,
            "digest": report.profile.digest,
        },
        "tool": {"version": report.versions.tool, "model": report.versions.model},
        "requirements": [_outcome(outcome, report.document) for outcome in report.outcomes],
        "findings": [_finding(finding, report.document) for finding in report.findings],
        "sections": [_section(section, report.document) for section in report.sections],
        "facts": [_fact(fact, report.document) for fact in report.facts],
    }


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every report satisfies."""
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8"))
    return loaded


def _document(document: Document) -> dict[str, Any]:
    return {
        "file": document.source,
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.pages,
        "exact_pages": document.exact_pages,
        "characters": document.characters,
        "unreadable_pages": list(document.unreadable_pages),
        "coverage": [asdict(page) | {"confidence": _rounded(page.confidence)} for page in document.coverage],
        "remarks": [asdict(remark) for remark in document.remarks],
    }


def _outcome(outcome: Outcome, document: Document) -> dict[str, Any]:
    requirement = outcome.requirement
    return {
        "id": requirement.id,
        "title": requirement.title,
        "kind": requirement.kind,
        "mandatory": requirement.mandatory,
        "verdict": outcome.verdict,
        "confidence": _rounded(outcome.confidence),
        "citation": requirement.citation,
        "reason": outcome.reason,
        "evidence": [_evidence(evidence, document) for evidence in outcome.evidence],
        "searched": list(outcome.searched),
    }


def _finding(finding: Finding, document: Document) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "requirement": finding.requirement,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "evidence": [_evidence(evidence, document) for evidence in finding.evidence],
        "searched": list(finding.searched),
        "anchor": finding.anchor,
    }


def _section(section: Section, document: Document) -> dict[str, Any]:
    start = document.blocks[section.start].page if section.start < len(document.blocks) else None
    return {
        "heading": section.heading,
        "level": section.level,
        "path": list(section.path),
        "page": start,
        "start": section.start,
        "stop": section.stop,
        "labels": [{"label": item.label, "probability": _rounded(item.probability)} for item in section.labels],
    }


def _evidence(evidence: Evidence, document: Document) -> dict[str, Any]:
    words = shown(evidence, document, SHOWN)
    return {
        "quote": evidence.quote,
        **({"shown": words} if words != evidence.quote else {}),
        "page": evidence.page,
        "block": evidence.block,
        "start": evidence.start,
        "stop": evidence.stop,
        "path": list(evidence.path),
    }


def _fact(fact: Fact, document: Document) -> dict[str, Any]:
    value = {name: item.isoformat() if isinstance(item, date) else item for name, item in asdict(fact.value).items()}
    kind = type(fact.value).__name__.lower()
    return {"kind": kind, "value": value, "evidence": _evidence(fact.evidence, document)}


def _rounded(share: float | None) -> float | None:
    # Four places: what lies beyond differs between processors and means nothing.
    return None if share is None else round(share, 4)
