"""Rows of the ledger as plain JSON values, as a round's records keep them."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, get_args

from pipeline.dated import Dated
from pipeline.findings import Applicant, Evidence, Verdict
from pipeline.round import Cell, Detail, FactRow, Issue, PlanRow


def to_stored(row: PlanRow | Detail) -> dict[str, Any]:
    """The row, or its detail, as plain JSON values."""
    if isinstance(row, PlanRow):
        row = replace(row, outputs=dict(row.outputs), severities=dict(row.severities))
    return asdict(row, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in pairs}


def from_stored(stored: Mapping[str, Any]) -> PlanRow:
    """The row that was stored. Raises KeyError, TypeError or ValueError where it is not one."""
    values = dict(stored) | {
        "applicant": Applicant(**stored["applicant"]),
        "cells": tuple(_cell(**cell) for cell in stored["cells"]),
        "across": tuple(Issue(**issue) for issue in stored["across"]),
    }
    if set(values) != {field.name for field in fields(PlanRow)}:
        raise ValueError("not a row")
    if any(cell.verdict not in get_args(Verdict) for cell in values["cells"]):
        raise ValueError("no such verdict")
    return PlanRow(**values)


@lru_cache(maxsize=4096)  # the same verdict on the same requirement, in hundreds of plans, is kept once
def _cell(requirement: str, verdict: Verdict, anchor: str) -> Cell:
    return Cell(requirement, verdict, anchor)


def detail_from_stored(stored: Mapping[str, Any]) -> Detail:
    """The detail that was stored. Raises KeyError, TypeError or ValueError where it is not one."""
    issues = tuple(Issue(**issue) for issue in stored["issues"])
    return Detail(issues, tuple(map(_fact, stored["targets"])), tuple(map(_fact, stored["periods"])))


def dated_to_stored(dated: Dated) -> dict[str, Any]:
    """The plan's own date, as plain JSON values."""
    return asdict(dated, dict_factory=_plain)


def dated_from_stored(stored: Mapping[str, Any]) -> Dated:
    """The date that was stored. Raises KeyError, TypeError or ValueError where it is not one."""
    proof = stored["proof"]
    return Dated(
        stored["text"], date.fromisoformat(stored["earliest"]), Evidence(**{**proof, "path": tuple(proof["path"])})
    )


def _fact(stored: Mapping[str, Any]) -> FactRow:
    days = {name: date.fromisoformat(stored[name]) if stored[name] else None for name in ("start", "end")}
    return FactRow(**{**stored, **days})
