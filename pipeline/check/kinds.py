"""What a kind of check is, what a profile may say to it, and whether a profile does.

A parameter is a form that its value must have (`PATTERNS`, `COUNT` …) and whether the check can do without it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.check.review import Result, Review
from pipeline.classify.duty_patterns import compiled
from pipeline.classify.labels import LABELS
from pipeline.document import task_label
from pipeline.errors import ProfileError
from pipeline.profile import Profile, Requirement, RequirementKind
from pipeline.profile_source import meant
from pipeline.round import ACROSS
from pipeline.vocabulary import KINDS


class _WrongError(ValueError):
    """What a requirement says is not to be used: what to say of it, the key, and the text in its value that is to blame."""

    def __init__(self, what: str, text: str = "", key: str = "") -> None:
        super().__init__(what)
        self.text = text
        self.key = key


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a profile may or must say to a check."""

    hold: Callable[[Any], object]
    """Raises _WrongError for a value of another form."""
    needed: bool = True
    pattern: bool = False
    """Whether its values are patterns, which take time to compile."""

    @property
    def optional(self) -> "Parameter":
        """The same, where the check can do without."""
        return replace(self, needed=False)


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of check: its function, in Chinese how it judges, and what it is asked with."""

    run: Callable[[Requirement, Review], Iterable[Result]]
    method: str
    params: Mapping[str, Parameter] = field(default_factory=dict)
    """What a requirement may say to it, beyond what describes any requirement (`DESCRIBING`)."""
    kind: RequirementKind = "rule"
    """Of the requirements that it judges."""
    ids: Collection[str] = ()
    """Ids that they may have; any where it is empty."""
    of_reading: bool = False
    """Whether it says what could not be read, so that nothing of that is to be added to what it finds."""


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(text, str) and text for text in value):
        raise _WrongError('应写成 ["…", "…"] 的形式')
    return value


def _text(value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise _WrongError("应为一段文字")


def _compiled(text: str, parse: Callable[[str], object]) -> None:
    try:
        parse(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise _WrongError(f"里的正则表达式有误（{error}）", text) from error


def _pattern(value: Any) -> None:
    _text(value)
    _compiled(value, re.compile)


def _patterns(value: Any) -> None:
    for text in _texts(value):
        _compiled(text, re.compile)


def _sentences(value: Any) -> None:
    for text in _texts(value):
        _compiled(text, compiled)


def _count(value: Any) -> None:
    if type(value) is not int or value < 1:
        raise _WrongError("应为 1 以上的整数")


def _share(value: Any) -> None:
    if type(value) not in (int, float) or not 0 < value <= 1:
        raise _WrongError("应为 0 到 1 之间的数")


def _flag(value: Any) -> None:
    if type(value) is not bool:
        raise _WrongError("应为 true 或 false")


def _labels(value: Any) -> None:
    for text in _texts(value):
        if text not in LABELS and not re.fullmatch(r"content/.+", text):
            raise _WrongError(f"里的“{text}”不是章节的种类，可用的有：{'、'.join(LABELS)}、content/任务编号", text)


def some_of(names: Collection[str]) -> Parameter:
    """A list of such names."""

    def hold(value: Any) -> None:
        for text in _texts(value):
            if text not in names:
                raise _WrongError(f"里没有“{text}”这种写法，可用的有：{'、'.join(names)}", text)

    return Parameter(hold)


TEXT, TEXTS = Parameter(_text), Parameter(_texts)
PATTERN, PATTERNS = Parameter(_pattern, pattern=True), Parameter(_patterns, pattern=True)
SENTENCES = Parameter(_sentences, pattern=True)
"""Patterns of a sentence, whose parts between “ + ” must all be found in it."""
COUNT, SHARE, FLAG, HOMES = Parameter(_count), Parameter(_share), Parameter(_flag), Parameter(_labels)
DESCRIBING: Mapping[str, Parameter] = {
    "about": SENTENCES.optional, "hints": SENTENCES.optional, "unless": SENTENCES.optional,
    "home": HOMES.optional, "projects": FLAG.optional, "alone": FLAG.optional,
    "standing": PATTERN.optional, "told": SENTENCES.optional, "needs": PATTERN.optional, "apart": PATTERN.optional,
}  # fmt: skip
"""What the classifier, or `yushen explain`, takes from a requirement, whatever kind of check judges it."""


def validate(profile: Profile, checks: Mapping[str, Check], *, patterns: bool = True) -> None:
    """Hold every requirement against what its check takes; without `patterns`, these are not compiled.

    Raises ProfileError that names the requirement, and its line where that is known.
    """
    for requirement in profile.requirements:
        try:
            check = _check(requirement, checks)
            taken = {**DESCRIBING, **check.params}
            for key in (*requirement.params, *(name for name in taken if taken[name].needed)):
                _hold(key, requirement, taken, patterns)
            _refer(requirement, profile)
        except _WrongError as error:
            raise _broken(profile, requirement, error) from error
    if unknown := next((rule for rule in profile.clauses if rule not in ACROSS), None):
        line = profile.source.line_of(re.escape(unknown))
        raise profile.source.broken(line, f"clauses 里的“{unknown}”不是跨文件的规则{_instead(unknown, ACROSS)}")


def _broken(profile: Profile, requirement: Requirement, error: _WrongError) -> ProfileError:
    """The error with the line that is to blame: that of the text, of the key, or of the requirement."""
    line = profile.source.line_of(rf"^\s*{re.escape(error.key)}\b", requirement.line)
    if plain := re.match(r'[^\\"]{1,30}', error.text):
        line = profile.source.line_of(re.escape(plain[0]), line)
    return profile.source.broken(line, f"要求“{requirement.id}”{error}")


def _check(requirement: Requirement, checks: Mapping[str, Check]) -> Check:
    """The check that the requirement names. Raises _WrongError where there is none, or it does not judge such."""
    name = requirement.check
    check = checks.get(name)
    if check is None:
        raise _WrongError(f"的“check”写的是“{name}”，没有这种核对方式{_instead(name, checks)}", key="check")
    if requirement.kind != check.kind:
        said = f"{check.kind}（{KINDS[check.kind]}）"
        raise _WrongError(f"的“kind”应为 {said}，核对方式“{name}”只用于此", key="kind")
    if check.ids and requirement.id not in check.ids:
        raise _WrongError(f"的编号不对：文本模型只认得 {'、'.join(check.ids)}", key="id")
    return check


def _hold(key: str, requirement: Requirement, taken: Mapping[str, Parameter], patterns: bool) -> None:
    if key not in taken:
        said = f"不能有“{key}”，核对方式“{requirement.check}”没有这个参数{_instead(key, taken)}"
        raise _WrongError(said, key=key)
    if key not in requirement.params:
        raise _WrongError(f"缺少“{key}”，核对方式“{requirement.check}”要用它", key="check")
    parameter = taken[key]
    if parameter.pattern and not patterns:
        return
    try:
        parameter.hold(requirement.params[key])
    except _WrongError as error:
        raise _WrongError(f"的“{key}”{error}", error.text, key) from error


def _refer(requirement: Requirement, profile: Profile) -> None:
    """Raises _WrongError where it refers to a task or an element that the profile does not have."""
    tasks, elements = ([one.id for one in profile.by_kind(kind)] for kind in ("task", "element"))
    known = [*LABELS, *map(task_label, tasks)]
    for label in requirement.params.get("home", ()):
        if label not in known:
            raise _WrongError(f"的“home”里的“{label}”不是本标准的任务{_instead(label, known)}", label, "home")
    if requirement.kind == "duty" and "." in requirement.id and requirement.parent not in (*elements, *tasks):
        said = (
            f"的编号里，“{requirement.parent}”不是本标准的要素或任务{_instead(requirement.parent, (*elements, *tasks))}"
        )
        raise _WrongError(said, key="id")


def _instead(said: str, known: Iterable[str]) -> str:
    """“，可用的有：…”, or the one that is nearly the same."""
    names = list(known)
    return meant(said, names) or f"，可用的有：{'、'.join(names)}"
