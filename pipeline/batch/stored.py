"""What a round needs of a plan, as plain JSON values: so its records keep it."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, get_args

import numpy as np

from pipeline.batch.sketch import ComparedBlock, Sketch
from pipeline.dated import Dated
from pipeline.findings import Applicant, Evidence, Verdict
from pipeline.round import Cell, Detail, FactRow, Issue, PlanRow


def to_stored(found: PlanRow | Detail | Dated | ComparedBlock) -> dict[str, Any]:
    """A row, its detail, the plan's own date or a passage, as plain JSON values."""
    if isinstance(found, PlanRow):
        found = replace(found, outputs=dict(found.outputs), severities=dict(found.severities))
    return asdict(found, dict_factory=_plain)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in pairs}


def plan_from_stored(stored: Mapping[str, Any]) -> PlanRow:
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
    targets, periods = (tuple(FactRow(**fact) for fact in stored[name]) for name in ("targets", "periods"))
    return Detail(issues, targets, periods)


def dated_from_stored(stored: Mapping[str, Any]) -> Dated:
    """The date that was stored. Raises KeyError, TypeError or ValueError where it is not one."""
    proof = stored["proof"]
    return Dated(
        stored["text"], date.fromisoformat(stored["earliest"]), Evidence(**{**proof, "path": tuple(proof["path"])})
    )


def passages_from_stored(stored: Sequence[Mapping[str, Any]]) -> tuple[ComparedBlock, ...]:
    """The passages that were stored. Raises KeyError, TypeError or ValueError where they are none."""
    return tuple(
        ComparedBlock(**{**item, "path": tuple(item["path"]), "masked": tuple(map(tuple, item["masked"]))})
        for item in stored
    )


def sketch_to_stored(found: Sketch) -> dict[str, str | int]:
    """The sketch as plain JSON values."""
    packed = {name: getattr(found, name).astype("<u8").tobytes() for name in ("sample", "minhash")}
    return {name: base64.b64encode(data).decode("ascii") for name, data in packed.items()} | {"count": found.count}


def sketch_from_stored(stored: Mapping[str, str | int]) -> Sketch:
    """The sketch that was stored. Raises KeyError, TypeError or ValueError where it is none."""
    sample, minhash = (
        np.frombuffer(base64.b64decode(str(stored[name])), dtype="<u8").astype(np.uint64)
        for name in ("sample", "minhash")
    )
    return Sketch(sample, minhash, int(stored["count"]))
