"""What only shows when plans lie side by side and needs no comparing of text: quota and deadline."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.dated import Dated
from pipeline.findings import Applicant, Evidence, Finding
from pipeline.places.gazetteer import CORPS, bare, by_any_name, divisions
from pipeline.profile import Profile, Severity
from pipeline.report import wording
from pipeline.report.round_words import recommended
from pipeline.round import DEADLINE, QuotaRow


@dataclass(frozen=True, slots=True)
class DateSource:
    """Where a date comes from, and what it is worth where it is past the deadline."""

    name: str
    severity: Severity
    caveat: str = ""
    advice: str = "请推荐单位说明逾期原因，由受理部门决定是否受理。"


LISTED = DateSource("报送清单", "error")
"""The list says when a plan came in."""
SIGNED = DateSource("方案落款", "warning", "（依据方案落款日期，不是收文日期）")
"""A plan's own date says when it was signed."""
MODIFIED = DateSource(
    "文件时间",
    "info",
    "；没有清单所列的日期，方案也没有落款日期，而文件修改时间会因复制或另存改变，是否逾期不能据此认定",
    "请推荐单位提供收文日期，或在报送清单.csv里填写这份方案的报送日期，再重新核对；确已逾期的，由受理部门决定是否受理。",
)
"""A file's time may be that of copying."""
UNDATED = DateSource("无日期", "info")
"""The file is gone, or its time is none."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """When a plan was submitted, as far as is known."""

    text: str
    day: date
    source: DateSource
    proof: tuple[Evidence, ...] = ()
    """Where the plan itself says so."""


_OFFICE = re.compile("(?:省|自治区)?(?:$|人民政府|政府|住|城乡|建设|建委|规划|厅|委)")
"""What may follow the short name of a province; 吉林市 and 海南藏族自治州 are not provinces."""


_UNNAMED = re.compile(
    "[本我全]?(?:省|自治区)(?:$|人民政府|政府|住|城乡|建设|建委|规划|厅|委)|区?(?:住房和?城乡建设|住建|建设)?厅$"
)
"""An office of a province that does not say which: 省住房和城乡建设厅, 自治区住房城乡建设厅, 省厅; only provinces have a 厅."""


def recommending_unit(applicant: Applicant, said: str = "") -> str:
    """Who recommends the plan: what the list of submissions says, else the applicant's province; "" if unknown.

    One unit by one name, however the list spells it, also where the applicant lies in another province; as it stands
    there if it is no office of one. 省厅 is that of the applicant's province.
    """
    if "兵团" in said + applicant.name + applicant.province:
        return CORPS
    named = _province(said)
    if named or not said:
        return named or applicant.province
    return (applicant.province if _nameless(said) else "") or said


def _nameless(said: str) -> bool:
    """Whether a unit is an office of a province that is left to be understood."""
    return not _province(said) and _UNNAMED.match("".join(said.split())) is not None


def doubt(applicant: Applicant, said: str) -> str:
    """What a reviewer should know of the listed unit, where it says less than is needed, or something else; or ""."""
    if _nameless(said):
        if not applicant.province:
            return f"清单所列推荐单位“{said}”没有写明是哪个省，申报城市也未识别，名额无从核对，请写明"
        return f"清单所列推荐单位“{said}”没有写明是哪个省，按申报城市所在的{applicant.province}计，请核实"
    return _contradiction(applicant, said)


def _contradiction(applicant: Applicant, said: str) -> str:
    """What to say where the listed unit cannot be that of the applicant's province, or ""."""
    named = _province(said)
    around = {"新疆维吾尔自治区", CORPS}  # cities of the one lie in the other
    if not named or applicant.province in ("", named) or {named, applicant.province} == around:
        return ""
    return f"清单所列推荐单位“{said}”与申报城市所在的{applicant.province}不符，名额按清单计，请核实"


def _province(said: str) -> str:
    """The province, municipality or 兵团 that a unit belongs to; "" where it names none."""
    if "兵团" in said:
        return CORPS
    words = "".join(said.split())
    for full, short in _provinces():
        if words.startswith(full) or words.startswith(short) and _OFFICE.match(words, len(short)):
            return full
    return ""


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    """Full and short names: 湖北省, 湖北."""
    names = [entry.name for entry in divisions() if entry.level in ("province", "municipality")]
    return tuple((name, bare(name)) for name in dict.fromkeys(names))


def submitted(listed: date | None, own: Dated | None, modified: Callable[[], date | None]) -> Submitted:
    """The best date there is: of the list, else of the plan itself, else of the file, which is asked only then."""
    if listed:
        return Submitted(wording.day(listed), listed, LISTED)
    if own:
        return Submitted(own.text, own.earliest, SIGNED, (own.proof,))
    day = modified()
    return Submitted(wording.day(day), day, MODIFIED) if day else Submitted("", date.min, UNDATED)


def late(when: Submitted, profile: Profile) -> Finding | None:
    """`batch.deadline`: the plan came after the notice's last day."""
    if when.day <= profile.deadline:
        return None
    source, deadline = when.source, wording.day(profile.deadline)
    message = f"{source.name}所示日期 {when.text} 晚于报送截止日 {deadline}{source.caveat}。"
    return replace(_finding(DEADLINE, source.severity, message, source.advice), evidence=when.proof)


def quotas(
    plans: Sequence[tuple[str, str, str]], profile: Profile, unread: Sequence[tuple[str, str]] = ()
) -> tuple[QuotaRow, ...]:
    """(unit, city, file) of every plan by recommending unit; versions of one city count once.

    `unread` are unit and file of what the list of submissions names beside: it is recommended, too.
    """
    cities: defaultdict[str, dict[str, None]] = defaultdict(dict)
    files: defaultdict[str, list[str]] = defaultdict(list)
    lacking: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for unit, city, file in plans:
        cities[unit][city or file] = None
        files[unit].append(file)
    for unit, file in unread:
        if unit and (city := _city_in(file, unit) or file) not in cities[unit]:
            lacking[unit][city] = None
    return tuple(
        QuotaRow(unit, tuple(cities[unit]), tuple(files[unit]), profile.quota, tuple(lacking[unit]))
        for unit in sorted({*files, *lacking})
    )


def _city_in(file: str, unit: str) -> str:
    """The city of the unit that the name of a file holds, 安康市 of 安康.doc; "" for none."""
    stem = file.rpartition("/")[2]
    named = {
        name: division.name
        for name, borne in by_any_name().items()
        for division in borne
        if name in stem and division.province == unit != division.name
    }
    return named[max(named, key=len)] if named else ""


def over_quota(row: QuotaRow) -> Finding | None:
    """`batch.quota`: one unit recommends more cities than it may. Every plan of the unit bears the finding."""
    if not row.exceeded:
        return None
    message = f"{row.unit}推荐了 {recommended(row)}，超过每个推荐单位 {row.limit} 个的名额。"
    return _finding("batch.quota", "error", message, "请推荐单位按名额确定推荐城市，撤回其余方案。")


def _finding(rule: str, severity: Severity, message: str, advice: str) -> Finding:
    return Finding(rule=rule, requirement="", verdict="weak", severity=severity, message=message, advice=advice)
