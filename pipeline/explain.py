"""What a rule asks, how it is judged and what to do: the text behind `yushen explain`."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.batch_rules import BATCH_RULES
from pipeline.check import CHECKS
from pipeline.errors import UsageError
from pipeline.profile import Profile, Requirement
from pipeline.vocabulary import KINDS, SEVERITIES

GAP_RULES = {
    "element.missing": "方案没有写通知{clauses}要求说明的某个要素，全文任何章节都没有相应内容。",
    "element.weak": "某个要素有标题或有一两句话，但没有数字、时间、责任单位等具体内容。",
    "task.missing": "方案没有提出通知{clauses}中的某项必选任务。",
    "task.weak": "方案提出了某项任务，但该任务的具体要求有一半以上没有写出具体安排。",
    "duty.missing": "某项任务下的一项具体要求，全文没有作出安排；已完成的工作、暂不开展的表述和照抄通知的语句不算。",
    "duty.weak": "提到了某项具体要求，但没有写举措、对象、时间或责任单位。",
}
"""Rules of a requirement's own gap; `clauses` are those that mandatory requirements of the kind rest on."""


def explain(rule: str, profile: Profile) -> Iterator[str]:
    """Lines about a rule or requirement. Raises UsageError for an id that the profile does not know."""
    if rule in GAP_RULES:
        yield from _gap(rule, profile)
        return
    if rule in BATCH_RULES:
        yield f"{rule}：{BATCH_RULES[rule].about}"
        return
    requirement = profile.get(rule)
    if requirement is None:
        known = [*GAP_RULES, *BATCH_RULES, *(r.id for r in profile.requirements)]
        near = get_close_matches(rule, known, n=3, cutoff=0.7)
        meant = f"是不是 {'、'.join(near)}？" if near else ""
        raise UsageError(f"没有编号为“{rule}”的规则或要求。{meant}可查询的编号：{'、'.join(known)}")
    yield from _requirement(requirement, profile)


def _gap(rule: str, profile: Profile) -> Iterator[str]:
    kind = rule.partition(".")[0]
    asked = [requirement for requirement in profile.requirements if requirement.kind == kind]
    clauses = "、".join(dict.fromkeys(requirement.citation for requirement in asked if requirement.mandatory))
    yield f"{rule}：{GAP_RULES[rule].format(clauses=clauses)}"
    example = f"（如 {asked[0].id}）" if asked else ""
    yield f"怎样补正：见报告中每条问题的“建议”；用 yushen explain 加要求编号{example}查看单项说明。"
    yield "涉及：" + "、".join(f"{requirement.title}（{requirement.id}）" for requirement in asked)


def _requirement(requirement: Requirement, profile: Profile) -> Iterator[str]:
    optional = "" if requirement.mandatory else "（自选）"
    yield f"{requirement.id}：{requirement.title}{optional}"
    yield f"类别：{KINDS[requirement.kind]}　　级别：{SEVERITIES[requirement.severity]}　　依据：{_clause(requirement, profile)}"
    yield f"怎样补正：{requirement.advice}"
    if patterns := requirement.params.get("about"):
        yield "查找的说法（+ 表示同一句内都要出现，| 表示任选其一）："
        yield from (f"  · {pattern}" for pattern in patterns)
    yield f"核对方式：{CHECKS[requirement.check].method}"


def _clause(requirement: Requirement, profile: Profile) -> str:
    """The clause with its notice; some rules rest on another document and name it themselves."""
    return requirement.citation if "号" in requirement.citation else f"{profile.notice} {requirement.citation}"
