"""The words of the reports, said in one way in every output."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.document import Document, Method
from pipeline.findings import Outcome, Report, Target, Verdict
from pipeline.profile import Profile, Requirement
from pipeline.report.sanitize import line
from pipeline.text.numerals import DAY, day_of
from pipeline.text.page_numbers import hedged, ranges
from pipeline.vocabulary import LEVELS, REVISIONS, REVISIONS_OF_BASE, VERDICTS

METHODS: dict[Method, str] = {
    "text": "文字层",
    "ocr": "图像识别",
    "mixed": "文字层与图像识别",
    "unreadable": "无法读取",
}

_COMPARATORS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "+": "增加 ", "-": "降低 "}

_BASE = frozenset({"basics", "foundation"})
"""Elements that tell what there is."""
_BOUNDS = (
    ("≥ ", re.compile("以上|不低于|不少于|至少|超过")),
    ("≤ ", re.compile("以内|之内|不超过|不高于|至多")),
)
"""What is said of a change beside that it is one."""
NO_TARGETS = (
    "资金数额、奖补和收费标准、评分与门槛条件、机构人员和会议次数不是要达到的指标，不列入；产值、投资等结果列入。"
)
DISCLAIMER = "本报告由程序依据方案文本自动生成，供审查参考，不代替人工审查结论。"


def plans(profile: Profile) -> str:
    """What the plans of a notice are called: 智能建造试点实施方案."""
    return f"{line(profile.subject)}试点实施方案"


def notice(profile: Profile) -> str:
    """That the plan was checked against: its title and number."""
    title, number = line(profile.title), line(profile.notice)
    return title if number in title else f"{title} · {number}"


def near(outcome: Outcome) -> str:
    """What to say before a quote of what is missing, which read alone would say the opposite."""
    return "相近语句：" if outcome.verdict == "missing" else ""


def applicant(report: Report) -> str:
    """“江苏省 徐州市（地级市）”, or that it is unknown."""
    who = report.applicant
    name = line(who.name)
    if not name:
        return "未识别"
    province = line(who.province)
    level = LEVELS.get(who.level, who.level)
    return f"{province + ' ' if province and province != name else ''}{name}（{level}）"


def basis(clause: str) -> str:
    """What a finding rests on: “条款 三（四）”, a whole document by its number, or nothing."""
    named = line(clause)
    return f"条款 {named}" if named and not is_document(named) else named


def is_document(clause: str) -> bool:
    """Whether a whole document is named (建办市函〔2023〕82号), and no clause of the notice."""
    return "号" in clause


def pages(numbers: tuple[int, ...], *, exact: bool) -> int | str | None:
    """Pages in a cell of a table: a number where it is one, and known; “2、4–6”, “约2、4–6” otherwise."""
    if len(set(numbers)) == 1 and exact:
        return numbers[0]
    return hedged(ranges(numbers), exact=exact) if numbers else None


def revision(requirement: Requirement, verdict: Verdict) -> str:
    """What would change the verdict: what is done already counts where the base is asked for, or the duty says so."""
    of_base = not _BASE.isdisjoint((requirement.id, requirement.parent))
    done = of_base or (verdict == "met" and "standing" in requirement.params)
    return (REVISIONS_OF_BASE if done else REVISIONS)[verdict]


def counts(verdicts: Mapping[Verdict, int]) -> str:
    """“有 6、薄弱 1”."""
    return "、".join(f"{VERDICTS[verdict]} {count}" for verdict, count in verdicts.items())


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}%"


def day(value: date | None) -> str:
    """“2022年7月31日”, as dates are written in Chinese text; "" for none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def written_day(text: str) -> date | str:
    """The day that a date names, however it is written: “2022-07-25”, “2022年7月25日”, “二〇二二年七月二十五日”.

    A month alone is “2022-07”: a day would say more than is known. What names no date stays as it is.
    """
    written = re.fullmatch(DAY, text.strip())
    try:
        named = day_of(written) if written else date.fromisoformat(text)
    except ValueError:
        return text
    return f"{named:%Y-%m}" if written and not written["day"] else named


def amount(value: float) -> str:
    """A number as people write it: 50, 0.5, 12,000."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0").rstrip(".")


def target(value: Target, quote: str = "") -> str:
    """“≥ 50%”, “每年增加 30 家”, “45%（基期 32%）”; a change by what the `quote` calls the least or most: “降低 ≥ 20%”."""
    unit = line(value.unit)
    unit = unit if unit in {"%", "％", "‰", ""} else f" {unit}"
    per = f"每{line(value.per)}" if value.per else ""
    base = f"（基期 {amount(value.baseline)}{unit}）" if value.baseline is not None else ""
    bound = next((sign for sign, said in _BOUNDS if said.search(quote)), "") if value.comparator in "+-" else ""
    return f"{per}{_COMPARATORS[value.comparator]}{bound}{amount(value.value)}{unit}{base}"


def joined(*parts: str) -> str:
    """What is said of a file as one sentence: parts with 。 at their end and without it, empty ones left out."""
    return "；".join(part.rstrip("。") for part in parts if part)


def coverage(document: Document) -> str:
    """How much of the file could be read, in one sentence."""
    unreadable = document.unreadable_pages
    recognised = tuple(item.page for item in document.coverage if item.method in {"ocr", "mixed"})
    words = [
        f"共 {document.pages} 页{'' if document.exact_pages else '（页码为估计）'}，读出 {document.characters:,} 字"
    ]
    if recognised:
        words.append(f"第 {ranges(recognised)} 页经图像识别")
    words.append(f"第 {ranges(unreadable)} 页无法读取，相关要求列为“无法判定”" if unreadable else "各页均已读出")
    return "；".join(words)


def kin(numbers: Sequence[int]) -> str:
    """Which other findings go with one: “与问题 3、5–9 同因，可一并修改。”"""
    return f"与问题 {ranges(numbers)} 同因，可一并修改。"


def quoted_at(number: int) -> str:
    """Instead of words that another finding has quoted."""
    return f"见问题 {number}，同一处原文。"
