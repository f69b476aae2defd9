"""What a notice demands: requirements, and the loader that reads them from a TOML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
RequirementKind = Literal["element", "task", "duty", "rule"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One demand of a notice."""

    id: str
    title: str
    kind: RequirementKind
    check: str
    """Name of the check in `pipeline.check.CHECKS`."""
    severity: Severity
    mandatory: bool
    citation: str
    """Clause of the notice: “三（一）”."""
    advice: str
    """What to write, in words that a clerk can act on."""
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Profile:
    """A notice as a list of requirements."""

    id: str
    title: str
    sha256: str
    """Of the TOML file."""
    requirements: tuple[Requirement, ...]
    params: Mapping[str, object]
