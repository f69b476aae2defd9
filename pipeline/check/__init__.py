"""Checks: from what a plan says to a verdict on every requirement and to findings.

A check is a function (Requirement, Review) -> results: Outcomes for elements, tasks and duties, Findings for the
other rules. To add a kind of check, write a module and name it in CHECKS, with the parameters that it takes; profiles
refer to it by that name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.check import (
    applicant,
    citations,
    consistency,
    copied,
    duty,
    element,
    industries,
    owner,
    place,
    placeholder,
    reading,
    schedule,
    targets,
    task,
)  # fmt: skip
from pipeline.check.element.elements import ELEMENTS
from pipeline.check.gaps import gap
from pipeline.check.kinds import (
    COUNT,
    PATTERN,
    PATTERNS,
    SENTENCES,
    SHARE,
    TEXT,
    TEXTS,
    Check,
    some_of,
    validate,
)
from pipeline.check.review import Review
from pipeline.findings import Finding, Outcome
from pipeline.homes import belongs, home
from pipeline.profile import DEFAULT, Profile, read_profile
from pipeline.vocabulary import INDUSTRIES, rank

__all__ = ["CHECKS", "Check", "Review", "load_profile", "run_checks"]


CHECKS: Mapping[str, Check] = {
    "element": Check(
        element.check,
        "不看标题用词，按段落内容找出写这个要素的部分；没有数字、时间、责任单位等实质内容的判为薄弱。",
        kind="element",
        ids=sorted(ELEMENTS),
    ),
    "task": Check(
        task.check,
        "看有没有章节或段落承担这项任务，或者写明选做；具体要求有一半以上写出安排的判为有，不足一半的判为薄弱。",
        {"announced": PATTERN.optional, "called": PATTERN.optional},
        kind="task",
    ),
    "duty": Check(
        duty.check,
        "在全文逐句查找具体安排；已完成的工作、暂不开展的表述、标题和照抄通知的语句不算，只有表态的判为薄弱。",
        {"about": SENTENCES},
        kind="duty",
    ),
    "industries": Check(
        industries.check,
        "在现状部分查找三个产业各自的数据；写清两个以上的判为有，一个的判为薄弱。",
        dict.fromkeys(INDUSTRIES, PATTERN),
        kind="duty",
    ),
    "targets": Check(targets.check, "在目标部分（含表格）查找有数值的指标。", {"least": COUNT}),
    "consistency": Check(consistency.check, "把正文和表格里同一指标、同一时间的数值放在一起比对。"),
    "period": Check(schedule.period, "看阶段、年度或明确的表述合起来是否覆盖整个试点期；按时长算，不看起止日期。"),
    "milestones": Check(schedule.milestones, "看实施计划里有没有两个以上带时间的阶段或年度。"),
    "owner": Check(owner.check, "看任务、任务表或附件里有没有牵头单位、责任单位；政府及其办公室印发文件不算。"),
    "citations": Check(
        citations.check,
        "在全文（含封面和印发通知）查找应当依据的文件。",
        {"titles": PATTERNS, "names": TEXTS.optional},
    ),
    "applicant": Check(applicant.identified, "从标题、封面、落款和全文最常提到的地名判断申报城市。"),
    "eligible": Check(
        applicant.eligible,
        "按行政区划判断申报主体的层级，再看通知是否征集这一层级。",
        {"levels": some_of(applicant.KNOWN), "scope": TEXT},
    ),
    "place": Check(place.check, "找出像在说本市、却写着其他城市名称的地方；合作、毗邻、学习经验、企业和学校名称不算。"),
    "placeholder": Check(placeholder.check, "查找没有改成实际内容的占位符。"),
    "copied": Check(
        copied.check,
        "用指纹比对每段文字与通知原文，照抄过多的列出。",
        {"paragraph": SHARE, "share": SHARE},
    ),
    "readable": Check(reading.readable, "列出无法识别的页和隐藏文字。", of_reading=True),
    "revisions": Check(reading.revisions, "列出没有接受的修订和没有删除的批注。"),
}
"""Every kind of check by the name that profiles use."""


UNREAD = 0.5
"""As sure as one can be of what may stand on a page that nobody could read."""


def load_profile(name: str | Path = DEFAULT) -> Profile:
    """The profile with this id, or from this TOML file, whose requirements the checks can judge.

    Raises ProfileError, naming file, line, requirement and the offending text, where there is none or it is broken.
    """
    profile = read_profile(name)
    validate(profile, CHECKS, patterns=not profile.source.shipped)
    return profile


def run_checks(review: Review) -> tuple[tuple[Outcome, ...], tuple[Finding, ...]]:
    """Outcomes in the profile's order, and all findings, the most severe first."""
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for requirement in review.profile.requirements:
        check = CHECKS[requirement.check]
        for result in check.run(requirement, review):
            if isinstance(result, Outcome):
                outcomes.append(_unread(result, review))
            else:
                findings.append(_placed(result if check.of_reading else _left_open(result), review))
    final = list(_consequences(outcomes))
    findings += [finding for outcome in final for finding in gap(outcome, review)]
    order = {requirement.id: at for at, requirement in enumerate(review.profile.requirements)}
    findings.sort(key=lambda f: (rank(f.severity), order.get(f.requirement, order.get(f.rule, 999)), f.rule, f.message))
    return tuple(final), tuple(findings)


def _unread(outcome: Outcome, review: Review) -> Outcome:
    """An outcome; one that is open without a word to show for it hangs on pages that nobody could read, and so does one of
    which only a part was found."""
    if outcome.verdict == "weak" and review.short(outcome) == "unsure":
        return replace(outcome, verdict="unsure", confidence=UNREAD, reason=_doubted(outcome.reason))
    return replace(outcome, confidence=UNREAD) if outcome.verdict == "unsure" and not outcome.evidence else outcome


def _doubted(said: str) -> str:
    """What was found, with what keeps it from being a verdict."""
    return said.rstrip("。") + "；但有页面无法识别，不能就此判定。"


def _left_open(found: Finding) -> Finding:
    """A rule's finding; of one that pages which nobody could read may refute, this is said, and it accuses nobody."""
    if found.verdict != "unsure":
        return found
    return replace(found, severity="info", message=_doubted(found.message))


def _placed(found: Finding, review: Review) -> Finding:
    """A rule's finding as one of the requirement that it is about, if any (of content.owner the content, of residue.place
    none); one that has nothing to quote stands at that requirement's section, or where that would be."""
    about = review.profile.get(found.requirement)
    if about is None:
        return replace(found, requirement="")
    if found.anchor is not None:
        return found
    own = home(about, review.sections)
    return replace(found, anchor=own.start if own else belongs(about, review.document, review.sections))


def _consequences(outcomes: list[Outcome]) -> Iterator[Outcome]:
    """The duties of an optional task that was not chosen are not chosen either."""
    chosen = {outcome.requirement.id: outcome.verdict != "not_chosen" for outcome in outcomes}
    for outcome in outcomes:
        requirement = outcome.requirement
        if requirement.kind == "duty" and not chosen.get(requirement.parent, True):
            yield Outcome(requirement, "not_chosen", outcome.confidence, (), (), "所属的自选任务没有选做。")
        else:
            yield outcome
