"""What a notice demands: requirements, and the loader that reads them from a TOML file."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from pipeline.errors import ProfileError
from pipeline.profile_source import PROFILES, Source, meant

Severity = Literal["error", "warning", "info"]
RequirementKind = Literal["element", "task", "duty", "rule"]

DEFAULT = "smart-construction-2022"
"""Id of the profile that is meant where none is named."""
_FIELDS = {"id": str, "title": str, "kind": str, "check": str, "severity": str, "mandatory": bool, "citation": str, "advice": str}  # fmt: skip
LAST_YEAR = 9990
"""A pilot that began later might end beyond what a calendar has."""
MOST_YEARS = 5
"""Longest pilot that the checks have words for (`pipeline.check.pilot.WORDS`)."""
_NEEDED = {
    "id": (str,), "title": (str,), "notice": (str,), "subject": (str,), "years": (int,), "deadline": (str, date), "quota": (int,),
}  # fmt: skip
_OPTIONAL = ("start", "clauses", "field_words", "fingerprints", "requirement")
"""Keys of the profile itself: those that it needs, with the types that each may have, and what it may have beside."""


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
    params: Mapping[str, Any] = field(default_factory=dict)
    """What its check needs beyond this; the check's docstring names them, and its line in `pipeline.check.CHECKS`."""
    problem: str = ""
    """Of a rule: what a plan that breaks it is said to be, 申报主体不符合范围; empty where the title says so already."""
    line: int = field(default=0, compare=False)
    """Of its header in the TOML file; 0 where it is not known."""

    @property
    def called(self) -> str:
        """What a breach of it is called in reports."""
        return self.problem or self.title

    @property
    def parent(self) -> str:
        """Id of the task or element that a duty belongs to: `policy` of `policy.land`."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Profile:
    """A notice as a list of requirements."""

    id: str
    title: str
    notice: str
    """Number of the notice."""
    subject: str
    """What the plans are about: 智能建造, as reports call them in their titles."""
    years: int
    """How long the pilot runs."""
    start: date
    """First day on which it may be announced; plans that begin with “2023年6月底前” begin here."""
    deadline: date
    """Last day on which recommendations reach the ministry."""
    quota: int
    """Most cities that one unit may recommend."""
    sha256: str
    """Of the TOML file."""
    requirements: tuple[Requirement, ...]
    clauses: Mapping[str, str] = field(default_factory=dict)
    """Of the notice, by id of a rule across files that rests on it."""
    field_words: str = ""
    """Pattern of the words of the notice's field: a measure without any of them may serve another purpose."""
    fingerprints: frozenset[int] = frozenset()
    """Hashes of all stretches of the notice's text, see `pipeline.check.copied`; its text itself is not kept."""
    source: Source = field(default=Source(Path(), ""), compare=False, repr=False)

    @property
    def digest(self) -> str:
        """Of everything that a verdict may depend on: the TOML file and the fingerprints that it names."""
        parts = [self.sha256, *(f"{hashed:x}" for hashed in sorted(self.fingerprints))]
        return hashlib.sha256(" ".join(parts).encode("ascii")).hexdigest()

    @property
    def months(self) -> int:
        """How long the pilot runs, in months."""
        return 12 * self.years

    @property
    def end(self) -> date:
        """Last day of a pilot that begins on the first day."""
        return date(self.start.year + self.years, self.start.month, 1) + timedelta(days=self.start.day - 2)

    def by_kind(self, kind: RequirementKind) -> tuple[Requirement, ...]:
        return tuple(requirement for requirement in self.requirements if requirement.kind == kind)

    def duties(self, parent: str) -> tuple[Requirement, ...]:
        """The duties of a task or element."""
        return tuple(duty for duty in self.by_kind("duty") if duty.parent == parent)

    def get(self, asked: str) -> Requirement | None:
        """The requirement with this id."""
        return next((requirement for requirement in self.requirements if requirement.id == asked), None)


def available() -> list[str]:
    """Ids of the profiles that come with yushen."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def read_profile(name: str | Path = DEFAULT) -> Profile:
    """The profile with this id, or from this TOML file, as it stands there.

    Whether the checks know what it asks for, `pipeline.check.load_profile` says. Raises ProfileError, naming file, line
    and the offending text, where there is none or it is broken.
    """
    path = PROFILES / f"{name}.toml" if str(name) in available() else Path(name)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")  # with the mark that Windows' editors put before it
    except (OSError, UnicodeDecodeError) as error:
        known = "、".join(available())
        raise ProfileError(
            f"找不到或无法读取核对标准“{name}”。可用的内置标准：{known}；也可以给出一个 UTF-8 编码的 TOML 文件。"
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = int(match.group(1)) if (match := re.search(r"line (\d+)", str(error))) else text.count("\n") + 1
        raise Source(path, text).broken(line, f"TOML 语法错误（{error}）") from error
    return _build(Source(path, text), data, hashlib.sha256(raw).hexdigest())


def _build(source: Source, data: dict[str, Any], sha256: str) -> Profile:
    _check_head(source, data)
    if not 1 <= data["years"] <= MOST_YEARS:
        raise source.wrong("years", f"years 应为 1 到 {MOST_YEARS} 之间的整数")
    if data["quota"] < 1:
        raise source.wrong("quota", "quota 应为 1 以上的整数")
    deadline = _day(source, "deadline", data["deadline"])
    start = _day(source, "start", data["start"]) if "start" in data else deadline + timedelta(days=1)
    return Profile(
        id=data["id"], title=data["title"], notice=data["notice"], subject=data["subject"], years=data["years"],
        start=start, deadline=deadline, quota=data["quota"], sha256=sha256, requirements=_requirements(source, data),
        clauses=_clauses(source, data.get("clauses", {})), field_words=_pattern(source, data.get("field_words", "")),
        fingerprints=_fingerprints(source, data.get("fingerprints")), source=source,
    )  # fmt: skip


def _check_head(source: Source, data: dict[str, Any]) -> None:
    """Raises ProfileError for a key that is needed and lacks, has a value of a wrong type, or is none."""
    for key, kinds in _NEEDED.items():
        if type(data.get(key)) not in kinds:  # not isinstance: true would pass for 1
            raise source.wrong(key, f"缺少“{key}”或其类型不对")
    for key in data.keys() - _NEEDED:
        if key not in _OPTIONAL:
            raise source.wrong(key, f"没有“{key}”这一项" + meant(key, (*_NEEDED, *_OPTIONAL)))


def _requirements(source: Source, data: dict[str, Any]) -> tuple[Requirement, ...]:
    entries = data.get("requirement", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise source.wrong("requirement", "每条要求应写成 [[requirement]] 下的一段")
    if not entries:
        raise source.broken(1, "没有任何 [[requirement]]")
    found: dict[str, Requirement] = {}
    for entry, line in zip(entries, source.starts(len(entries)), strict=True):
        requirement = _requirement(source, entry, line)
        if requirement.id in found:
            raise source.broken(source.line_of(r"^\s*id\b", line), f"id “{requirement.id}”重复")
        found[requirement.id] = requirement
    return tuple(found.values())


def _clauses(source: Source, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(clause, str) for clause in value.values()):
        raise source.wrong("clauses", 'clauses 应写成 { "batch.quota" = "四（二）" } 的形式')
    return MappingProxyType(value)


def _day(source: Source, key: str, value: object) -> date:
    try:
        day = date.fromisoformat(str(value))
    except ValueError as error:
        raise source.wrong(key, f"{key} 应写成 2022-07-31 的形式") from error
    if day.year > LAST_YEAR:
        raise source.wrong(key, f"{key} 不能晚于 {LAST_YEAR} 年")
    return day


def _pattern(source: Source, value: object) -> str:
    if not isinstance(value, str):
        raise source.wrong("field_words", "field_words 应为一段文字，各词用“|”分开")
    try:
        re.compile(value)
    except re.error as error:
        raise source.wrong("field_words", f"field_words 不是正确的正则表达式（{error}）") from error
    return value


def _requirement(source: Source, entry: dict[str, Any], at: int) -> Requirement:
    named = f"要求“{entry['id']}”" if isinstance(entry.get("id"), str) else "有一条要求"

    def broken(key: str, what: str) -> ProfileError:
        return source.broken(source.line_of(rf"^\s*{key}\b", at) if key in entry else at, f"{named}{what}")

    for key, kind in _FIELDS.items():
        if not isinstance(entry.get(key), kind):
            raise broken(key, f"缺少“{key}”或其类型不对")
    for key, allowed in (("kind", RequirementKind), ("severity", Severity)):
        if entry[key] not in get_args(allowed):
            raise broken(key, f"的“{key}”应为其中之一：{'、'.join(get_args(allowed))}")
    problem = entry.get("problem", "")
    if not isinstance(problem, str):
        raise broken("problem", "的“problem”应为一段文字")
    params = {key: value for key, value in entry.items() if key not in (*_FIELDS, "problem")}
    return Requirement(
        **{key: entry[key] for key in _FIELDS}, params=MappingProxyType(params), problem=problem, line=at
    )


def _fingerprints(source: Source, name: str | None) -> frozenset[int]:
    if not name:
        return frozenset()
    try:
        lines = (source.path.parent / name).read_text(encoding="ascii").split()
        return frozenset(int(line, 16) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise source.wrong("fingerprints", f"无法读取指纹文件“{name}”") from error
