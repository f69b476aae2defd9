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

Severity = Literal["error", "warning", "info"]
RequirementKind = Literal["element", "task", "duty", "rule"]

DEFAULT = "smart-construction-2022"
"""Id of the profile that is meant where none is named."""
PROFILES = Path(__file__).parent / "profiles"
_FIELDS = {"id": str, "title": str, "kind": str, "check": str, "severity": str, "mandatory": bool, "citation": str, "advice": str}  # fmt: skip
MOST_YEARS = 5
"""Longest pilot that the checks have words for (`pipeline.check.pilot.WORDS`)."""
_HEAD = {"id": str, "title": str, "notice": str, "subject": str, "years": int, "deadline": str, "quota": int}


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
    """What its check needs beyond this; the check's docstring names them."""
    problem: str = ""
    """Of a rule: what a plan that breaks it is said to be, 申报主体不符合范围; empty where the title says so already."""

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

    @property
    def months(self) -> int:
        """How long the pilot runs, in months."""
        return 12 * self.years

    def by_kind(self, kind: RequirementKind) -> tuple[Requirement, ...]:
        return tuple(requirement for requirement in self.requirements if requirement.kind == kind)

    def get(self, id: str) -> Requirement | None:
        return next((requirement for requirement in self.requirements if requirement.id == id), None)


@dataclass(frozen=True, slots=True)
class _Source:
    """The TOML file of a profile, to show what is wrong in it."""

    path: Path
    text: str

    def broken(self, line: int, what: str) -> ProfileError:
        """What is wrong in a line (1-based), with that line."""
        lines = self.text.splitlines()
        shown = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        return ProfileError(f"核对标准有误：{self.path.name} 第 {line} 行：{what}\n    {shown}\n请改正后再运行。")

    def wrong(self, key: str, what: str) -> ProfileError:
        """What is wrong in the line of a key of the profile itself."""
        return self.broken(self.line_of(rf"^{key}\b"), what)

    def line_of(self, pattern: str, first: int = 1) -> int:
        """The first line, from line `first` on, that holds the pattern; `first` where none does."""
        lines = enumerate(self.text.splitlines(), 1)
        return next((at for at, line in lines if at >= first and re.search(pattern, line)), first)


def available() -> list[str]:
    """Ids of the profiles that come with yushen."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def load_profile(name: str | Path = DEFAULT) -> Profile:
    """The profile with this id, or from this TOML file.

    Raises ProfileError, naming file, line and the offending text, where there is none or it is broken.
    """
    path = PROFILES / f"{name}.toml" if str(name) in available() else Path(name)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        known = "、".join(available())
        raise ProfileError(
            f"找不到或无法读取核对标准“{name}”。可用的内置标准：{known}；也可以给出一个 UTF-8 编码的 TOML 文件。"
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = int(match.group(1)) if (match := re.search(r"line (\d+)", str(error))) else text.count("\n") + 1
        raise _Source(path, text).broken(line, f"TOML 语法错误（{error}）") from error
    return _build(_Source(path, text), data, hashlib.sha256(raw).hexdigest())


def _build(source: _Source, data: dict[str, Any], sha256: str) -> Profile:
    for key, kind in _HEAD.items():
        if not isinstance(data.get(key), kind):
            raise source.wrong(key, f"缺少“{key}”或其类型不对")
    if not 1 <= data["years"] <= MOST_YEARS:
        raise source.wrong("years", f"years 应为 1 到 {MOST_YEARS} 之间的整数")
    starts = [at for at, line in enumerate(source.text.splitlines(), 1) if line.strip() == "[[requirement]]"]
    entries = data.get("requirement", [])
    if not entries:
        raise source.broken(1, "没有任何 [[requirement]]")
    requirements = tuple(_requirement(source, entry, at) for entry, at in zip(entries, starts, strict=False))
    seen: set[str] = set()
    for requirement, at in zip(requirements, starts, strict=False):
        if requirement.id in seen:
            raise source.broken(at + 1, f"id “{requirement.id}”重复")
        seen.add(requirement.id)
    deadline = _day(source, "deadline", data["deadline"])
    start = _day(source, "start", data["start"]) if "start" in data else deadline + timedelta(days=1)
    return Profile(
        id=data["id"], title=data["title"], notice=data["notice"], subject=data["subject"], years=data["years"],
        start=start, deadline=deadline, quota=data["quota"], sha256=sha256, requirements=requirements,
        clauses=_clauses(source, data.get("clauses", {})), field_words=_pattern(source, data.get("field_words", "")),
        fingerprints=_fingerprints(source, data.get("fingerprints")),
    )  # fmt: skip


def _clauses(source: _Source, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(clause, str) for clause in value.values()):
        raise source.wrong("clauses", 'clauses 应写成 { "batch.quota" = "四（二）" } 的形式')
    return MappingProxyType(value)


def _day(source: _Source, key: str, value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise source.wrong(key, f"{key} 应写成 2022-07-31 的形式") from error


def _pattern(source: _Source, value: object) -> str:
    try:
        re.compile(str(value))
    except re.error as error:
        raise source.wrong("field_words", f"field_words 不是正确的正则表达式（{error}）") from error
    return str(value)


def _requirement(source: _Source, entry: dict[str, Any], at: int) -> Requirement:
    for key, kind in _FIELDS.items():
        if not isinstance(entry.get(key), kind):
            line = source.line_of(rf"^{key}\b", at) if key in entry else at
            raise source.broken(line, f"缺少“{key}”或其类型不对")
    for key, allowed in (("kind", RequirementKind), ("severity", Severity)):
        if entry[key] not in get_args(allowed):
            words = "、".join(get_args(allowed))
            raise source.broken(source.line_of(rf"^{key}\b", at), f"“{key}”应为其中之一：{words}")
    # The shipped profiles are checked by the tests; compiling all their patterns here would take a tenth of a second.
    for key in () if source.path.parent == PROFILES else ("about", "hints", "unless", "titles"):
        patterns = entry.get(key, [])
        if not isinstance(patterns, list):
            raise source.broken(source.line_of(rf"^{key}\b", at), f'“{key}”应写成 ["…", "…"] 的形式')
        for pattern in patterns:
            try:
                re.compile(pattern)
            except (re.error, TypeError) as error:
                where = source.line_of(re.escape(str(pattern))[:60], at)
                raise source.broken(where, f"“{key}”里的正则表达式有误（{error}）") from error
    problem = entry.get("problem", "")
    if not isinstance(problem, str):
        raise source.broken(source.line_of(r"^problem\b", at), "“problem”应为一段文字")
    params = {key: value for key, value in entry.items() if key not in (*_FIELDS, "problem")}
    return Requirement(**{key: entry[key] for key in _FIELDS}, params=MappingProxyType(params), problem=problem)


def _fingerprints(source: _Source, name: str | None) -> frozenset[int]:
    if not name:
        return frozenset()
    try:
        lines = (source.path.parent / name).read_text(encoding="ascii").split()
        return frozenset(int(line, 16) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise source.wrong("fingerprints", f"无法读取指纹文件“{name}”") from error
