"""The words of the reports, said in one way in every output."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from pipeline.document import Document, Method
from pipeline.findings import Evidence, Period, Report, Target, Verdict
from pipeline.profile import Profile
from pipeline.report.quoting import cited as cited
from pipeline.report.quoting import quoted as quoted
from pipeline.report.quoting import shown as shown
from pipeline.report.sanitize import line
from pipeline.segment import gap as gap
from pipeline.text.numbers import unnumbered
from pipeline.text.numerals import DAY, RANGE, day_of
from pipeline.text.shortening import enclosed as enclosed
from pipeline.vocabulary import KINDS as KINDS
from pipeline.vocabulary import LEVELS as LEVELS
from pipeline.vocabulary import MARGINS as MARGINS
from pipeline.vocabulary import SEVERITIES as SEVERITIES
from pipeline.vocabulary import VERDICTS as VERDICTS
from pipeline.vocabulary import hedged, ranges

METHODS: dict[Method, str] = {
    "text": "文字层",
    "ocr": "图像识别",
    "mixed": "文字层与图像识别",
    "unreadable": "无法读取",
}

_COMPARATORS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "+": "增加 ", "-": "降低 "}

_UNTIL = re.compile(rf"{RANGE}\s*(\D+)$")
"""The end of 2025年1月至试点期满."""
LONGEST_HEADING = 30
LEAST_SENTENCE = 24
"""Characters beyond which a heading of several clauses is a sentence that bears a number: it names no section."""
LEAST_OWN = 10
"""Characters beyond which a heading with which the quote begins is the quote's own paragraph."""
MOST_SEARCHED = 4
DISCLAIMER = "本报告由程序依据方案文本自动生成，供审查参考，不代替人工审查结论。"


def plans(profile: Profile) -> str:
    """What the plans of a notice are called: 智能建造试点实施方案."""
    return f"{line(profile.subject)}试点实施方案"


def notice(profile: Profile) -> str:
    """That the plan was checked against: its title and number."""
    title, number = line(profile.title), line(profile.notice)
    return title if number in title else f"{title} · {number}"


def applicant(report: Report) -> str:
    """“江苏省 徐州市（地级市）”, or that it is unknown."""
    who = report.applicant
    name = line(who.name)
    if not name:
        return "申报城市未识别"
    province = line(who.province)
    level = LEVELS.get(who.level, who.level)
    return f"{province + ' ' if province and province != name else ''}{name}（{level}）"


def page(number: int, *, exact: bool) -> str:
    """“第3页”, or “约第3页”."""
    return hedged(f"第{number}页", exact=exact)


def basis(asked: str, clause: str) -> tuple[str, str]:
    """What a finding rests on, after the word for it: 通知要求, “搭建监管平台（条款 三（四））”; 依据, “条款 五（一）”; or nothing."""
    named = line(clause)
    named = named if not named or "号" in named else f"条款 {named}"  # a whole document is no clause
    if asked:
        return "通知要求", f"{line(asked)}（{named}）" if named else line(asked)
    return ("依据", named) if named else ("", "")


def pages(numbers: tuple[int, ...], *, exact: bool) -> int | str | None:
    """Pages in a cell of a table: a number where it is one, and known; “2、4–6”, “约2、4–6” otherwise."""
    if len(set(numbers)) == 1 and exact:
        return numbers[0]
    return hedged(ranges(numbers), exact=exact) if numbers else None


def path(headings: tuple[str, ...], quote: str = "") -> str:
    """Headings from the top down: “三、试点任务 › （一）完善政策体系”, without that which is itself the quote beside it."""
    said = _sections(headings)
    own = unnumbered(said[-1]) if len(said) > 1 else ""
    if len(own) > LEAST_OWN and quote.startswith(own[:LEAST_SENTENCE]):
        said = said[:-1]
    return " › ".join(map(heading, said))


def _sections(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings without numbered sentences, unless there are no others."""
    return tuple(text for text in headings if not _is_sentence(text)) or headings


def _is_sentence(text: str) -> bool:
    said = unnumbered(_headed(text))
    return len(said) > LEAST_SENTENCE and re.search("[，。；]", said) is not None


def heading(text: str) -> str:
    """A heading as it is shown in a path, cut short where it is long."""
    return quoted(_headed(text), LONGEST_HEADING)


def _headed(text: str) -> str:
    """A heading on one line, without the sentences that were run in behind it: “（一）加强引导。出台……”."""
    return re.sub("。.+", "", line(text))


class Passage(Protocol):
    """A passage that another plan shares."""

    @property
    def page(self) -> int: ...

    @property
    def path(self) -> tuple[str, ...]: ...


def place(proof: Evidence, document: Document) -> str:
    """“第3页 · 三、保障措施”, “第3页 · 页脚”."""
    return _placed(page(proof.page, exact=document.exact_pages), where(proof, document))


def where(proof: Evidence, document: Document) -> str:
    """页眉 or 页脚, else the headings above, without that which is itself the quote beside it."""
    return MARGINS.get(document.blocks[proof.block].reason) or path(proof.path, proof.quote)


def passage_place(passage: Passage, *, exact: bool) -> str:
    """The same of a passage, which is always the plan's own text."""
    return _placed(page(passage.page, exact=exact), path(passage.path))


def _placed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def searched(headings: tuple[str, ...]) -> str:
    """Sections that were searched, for a verdict that has nothing to quote; of many the first and the last."""
    named = _sections(headings)
    if len(named) > MOST_SEARCHED:
        return f"{heading(named[0])} 至 {heading(named[-1])}，共 {len(named)} 节"
    return "；".join(map(heading, named))


def counts(verdicts: Mapping[Verdict, int]) -> str:
    """“有 6、薄弱 1”."""
    return "、".join(f"{VERDICTS[verdict]} {count}" for verdict, count in verdicts.items())


def percent(share: float) -> str:
    return f"{share * 100:.0f}%"


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


def period(value: Period, quote: str = "") -> str:
    """“2022年10月9日至2023年6月30日”, “2023年1月至6月”, “2023年”, “2023年12月31日前”, “公布后第 7–12 个月”; an open end says so,
    with the words of the `quote` where it has any: “2025年1月1日至试点期满”."""
    if value.start and value.end:
        return _whole(value.start, value.end) or f"{day(value.start)}至{day(value.end)}"
    if value.end:
        return f"{day(value.end)}前" if value.kind == "deadline" else f"试点开始至{day(value.end)}"
    if value.start:
        until = _UNTIL.search(quote)
        return f"{day(value.start)}至{line(until[1])}" if until else f"{day(value.start)}起"
    if value.months is None:
        return "未写明日期"
    begin, end = value.months
    if value.kind == "duration":
        return f"为期 {end - begin} 个月"
    return f"公布后第 {begin + 1}–{end} 个月" if begin else f"公布后 {end} 个月内"


def _whole(start: date, end: date) -> str:
    """Of whole months or years their names, “2022年10月至2023年6月”; of a day that day; else ""."""
    if start == end:
        return day(start)
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return ""
    if (start.month, end.month) == (1, 12):
        names = [f"{start.year}年", f"{end.year}年"]
    else:
        names = [f"{start.year}年{start.month}月", f"{end.year}年{end.month}月"]
        if start.year == end.year and start.month != end.month:
            names[1] = f"{end.month}月"
    return "至".join(dict.fromkeys(names))


def amount(value: float) -> str:
    """A number as people write it: 50, 0.5, 12,000."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0").rstrip(".")


def target(value: Target) -> str:
    """“≥ 50%”, “每年增加 30 家”, “45%（基期 32%）”."""
    unit = line(value.unit)
    unit = unit if unit in {"%", "％", "‰", ""} else f" {unit}"
    per = f"每{line(value.per)}" if value.per else ""
    base = f"（基期 {amount(value.baseline)}{unit}）" if value.baseline is not None else ""
    return f"{per}{_COMPARATORS[value.comparator]}{amount(value.value)}{unit}{base}"


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
