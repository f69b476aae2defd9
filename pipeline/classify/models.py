"""All that was learned, and the same as plain values for its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.classify.model import Matrix, Terms, TextModel
from pipeline.classify.trees import Grader


@dataclass(frozen=True, slots=True)
class Chain:
    """How the labels of sections beside each other follow: (labels,) of the first, (labels, labels) from one to the next."""

    entry: Matrix
    transition: Matrix


@dataclass(frozen=True, slots=True)
class Order:
    """What the place of a section says of its label."""

    top: Chain
    sub: Chain
    inherit: Matrix
    """(labels, labels) from a section to those below it."""
    inheritance: float
    """The power to which that is raised."""
    temperature: float
    """The power to which the result is raised, so that it is calibrated."""


@dataclass(frozen=True, slots=True)
class HeadingModels:
    """What the sections of a plan are about."""

    sections: TextModel
    order: Order


@dataclass(frozen=True, slots=True)
class SectionModels(HeadingModels):
    """What the parts of a plan are about, and of which task."""

    paragraphs: TextModel
    tasks: TextModel


@dataclass(frozen=True, slots=True)
class DutyModels:
    """Which duties a sentence is about, how seriously it is meant, and what both come to."""

    topics: TextModel
    tone: TextModel
    grades: Mapping[str, Grader] = field(default_factory=dict)
    """By question; none while their own training data are made."""


@dataclass(frozen=True, slots=True)
class Models:
    """All trained models of the product."""

    sections: SectionModels
    duties: DutyModels


def to_plain(value: Any) -> Any:
    """A model as dicts, lists, strings, numbers and arrays; a vocabulary is one string, which loads in milliseconds."""
    if isinstance(value, Terms):
        return {"terms": "\n".join(value.vocabulary), "idf": value.idf}
    if is_dataclass(value):
        return {part.name: to_plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    return [to_plain(part) for part in value] if isinstance(value, tuple) else value


def from_plain(kind: Any, value: Any) -> Any:
    """What `to_plain` has made of a model of this kind."""
    if kind is Terms:
        return Terms({term: at for at, term in enumerate(value["terms"].split("\n"))}, value["idf"])
    if is_dataclass(kind):
        kinds = get_type_hints(kind)
        return kind(**{name: from_plain(kinds[name], part) for name, part in value.items()})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return tuple(from_plain(get_args(kind)[0], part) for part in value)
    if get_origin(kind) is Mapping:
        return {key: from_plain(get_args(kind)[1], part) for key, part in value.items()}
    return value
