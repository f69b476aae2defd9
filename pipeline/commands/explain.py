"""What a rule asks, how it is judged and what to do: the text behind `yushen explain`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pipeline.batch_rules import BATCH_RULES
from pipeline.check import CHECKS
from pipeline.commands.pattern_words import told
from pipeline.errors import UsageError
from pipeline.findings import gap_kind
from pipeline.profile import Profile, Requirement
from pipeline.vocabulary import KINDS, SEVERITIES, VERDICTS

GAP_RULES = {
    "element.missing": "方案没有写通知{clauses}要求说明的某个要素，全文任何章节都没有相应内容。",
    "element.weak": "某个要素有标题或有一两句话，但没有数字、时间、责任单位等具体内容。",
    "task.missing": "方案没有提出通知{clauses}中的某项必选任务。",
    "task.weak": "方案提出了某项任务，但该任务的具体要求超过一半没有写出具体安排。",
    "duty.missing": "某项任务下的一项具体要求，全文没有作出安排；已完成的工作、暂不开展的表述和照抄通知的语句不算。",
    "duty.weak": "提到了某项具体要求，但只是原则性表述，没有写明具体举措、数量或时间。",
}
"""Rules of a requirement's own gap; `clauses` are those that mandatory requirements of the kind rest on."""
MOST_NEAR = 9
"""Names that are suggested at most: of more the whole list is clearer."""


def explain(rule: str, profile: Profile) -> Iterator[str]:
    """Lines about a rule or requirement, called by its id or its title.

    Raises UsageError for one that the profile does not know, and for a title of several.
    """
    rule = _meant(rule, profile)
    if rule in GAP_RULES:
        yield from _gap(rule, profile)
        return
    if rule in BATCH_RULES:
        yield f"{rule}：{BATCH_RULES[rule].about}"
        return
    requirement = profile.get(rule)
    if requirement is None:
        raise UsageError(_unknown(rule, profile))
    yield from _requirement(requirement, profile)


def _meant(said: str, profile: Profile) -> str:
    """The id of what is called so: an id itself, a title, or the one that holds the words; else the words."""
    names, said = _names(profile), said.rpartition(" · ")[2]  # 试点目标 · 指标前后不一致, as reports have it
    called = {requirement.id: requirement.called for requirement in profile.requirements}
    titles = {key: (title, called.get(key, title)) for key, title in names.items()}
    whole = [key for key in names if said in (key, *titles[key])]
    parts = [key for key in names if said.lower() in re.split(r"[._]", key)]  # residue of residue.place
    held = [key for key in names if len(said) > 1 and any(said.lower() in title.lower() for title in titles[key])]
    found = whole or list(dict.fromkeys([*parts, *held]))
    if len(found) > 1:
        raise UsageError(f"编号或名称里有“{said}”的不止一项，请用编号：{_listed(found, names)}")
    return found[0] if found else said


def _unknown(said: str, profile: Profile) -> str:
    """That nothing is called so, with what may have been meant, else all that can be explained, a line for each kind."""
    names, kinds = _names(profile), _kinds(profile)
    close = get_close_matches(said, [*names, *names.values()], n=3, cutoff=0.6)
    near = [key for key, title in names.items() if key in close or title in close]
    near += [key for kind, ids in kinds.items() if len(said) > 1 and said in kind for key in ids]
    first = f"没有编号或名称为“{said}”的规则或要求。"
    if 0 < len(near) <= MOST_NEAR:
        return f"{first}是不是 {_listed(dict.fromkeys(near), names)}？"
    return "\n".join((f"{first}可查询的编号：", *(f"{kind}：{_listed(ids, names)}" for kind, ids in kinds.items())))


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return "、".join(f"{key}（{names[key]}）" for key in ids)


def _kinds(profile: Profile) -> dict[str, list[str]]:
    """Ids by what they are; detailed requirements by the element or task that they belong to."""
    titles = {requirement.id: requirement.title for requirement in profile.requirements}
    kinds: dict[str, list[str]] = {}
    for requirement in sorted(profile.requirements, key=lambda requirement: list(KINDS).index(requirement.kind)):
        kind = KINDS[requirement.kind]
        if requirement.kind == "duty":
            kind = f"{titles.get(requirement.parent, requirement.parent)}的{kind}"
        kinds.setdefault(kind, []).append(requirement.id)
    return kinds | {"批次规则（几份方案之间）": list(BATCH_RULES), "结论": list(GAP_RULES)}


def _names(profile: Profile) -> dict[str, str]:
    """Titles of all that can be explained, by id."""
    gaps = {f"{kind}.{verdict}": f"{KINDS[kind]}{VERDICTS[verdict]}" for kind in KINDS for verdict in VERDICTS}
    titles = {key: rule.title for key, rule in BATCH_RULES.items()}
    return {key: gaps[key] for key in GAP_RULES} | titles | {r.id: r.title for r in profile.requirements}


def _gap(rule: str, profile: Profile) -> Iterator[str]:
    kind = gap_kind(rule)
    asked = [requirement for requirement in profile.requirements if requirement.kind == kind]
    clauses = "、".join(dict.fromkeys(requirement.citation for requirement in asked if requirement.mandatory))
    yield f"{rule}：{GAP_RULES[rule].format(clauses=clauses)}"
    if rule.endswith(".missing"):
        yield "有页面无法识别或者证据不足、不能下结论的，也用这个编号，结论写“无法判定”，程度为“提示”。"
    example = f"（如 {asked[0].id}）" if asked else ""
    yield f"怎样补正：见报告中每条问题的“修改建议”；用 yushen explain 加要求编号{example}查看单项说明。"
    yield "涉及：" + "、".join(f"{requirement.title}（{requirement.id}）" for requirement in asked)


def _requirement(requirement: Requirement, profile: Profile) -> Iterator[str]:
    optional = "" if requirement.mandatory else "（自选）"
    yield f"{requirement.id}：{requirement.title}{optional}"
    yield f"类别：{KINDS[requirement.kind]}　　程度：{SEVERITIES[requirement.severity]}　　依据：{_clause(requirement, profile)}"
    yield f"怎样补正：{requirement.advice}"
    if words := [said for pattern in requirement.params.get("about", ()) if (said := told(pattern))]:
        yield "查找的说法（举例；… 处可以有其他字）："
        yield from (f"  · {said}" for said in words)
    yield f"核对方式：{CHECKS[requirement.check].method}"


def _clause(requirement: Requirement, profile: Profile) -> str:
    """The clause with its notice; some rules rest on another document and name it themselves."""
    return requirement.citation if "号" in requirement.citation else f"{profile.notice} {requirement.citation}"
