"""Whether the plan spans the pilot's years, and has dated phases.

The years run from the announcement (notice, 二), so that what counts is how long the plan's phases last, not which
calendar years they name: of three years, 2022年10月—2025年9月 is right, and so is 第一年…第三年, or 第1—36个月.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.check.duration import of_a_part, says_so, stated
from pipeline.check.gaps import finding
from pipeline.check.phases import beyond, lasts, phase_lines, timed_in_passing, timed_tables
from pipeline.check.pilot import ORDINALS, SAID, WORDS, least, most, ordinals, spans
from pipeline.check.quoting import evidence, whole
from pipeline.check.review import Review
from pipeline.check.searching import blocks_about, mainly, own_sections, passage_blocks, searched_for
from pipeline.check.stretch import FIVE_YEARS, Timed, calendar, relevant
from pipeline.extract.lengths import months_between
from pipeline.findings import Evidence, Finding, Verdict
from pipeline.profile import Requirement
from pipeline.text.numerals import DASHES, RANGE
from pipeline.text.shortening import enclosed, shortened

SHARED = 0.2
"""Least probability of a passage for the schedule under a heading that is of it, too (目标与实施计划)."""
HALF_YEAR = 6
"""Months by which phases that name their first and last month may not be short: nothing is rounded there."""
_IN_MONTHS = re.compile(rf"20\d\d\s*年\s*\d{{1,2}}\s*月\s*{RANGE}\s*(?:20\d\d\s*年)?\s*\d{{1,2}}\s*月")
SHORT = 6
"""Months below which the times that a plan names are too few to tell how long it runs."""
_CELL_OR_CLAUSE = "，。；：\t\n"
"""What parts the words about how long a thing lasts: the cell beside is of another thing."""
AFTERWARDS = 7
"""Calendar years after the pilot's first that a schedule may name for one of its steps."""
_OF_PILOT = re.compile(
    r"(?:试点|实施|创建|方案|行动)(?:工作|任务)?(?:周期|期限|(?<!实施)期|期(?!（)|时间|年限)(?:为|是|：|:|自|从|（)*$|试点(?:工作)?[自从]$"
)
"""Before the pilot's own time; 实施期（ opens that of a phase between others."""
_WITHIN_YEAR = re.compile("月|季度")
OF_PILOT = 24
"""Characters before a period that may say that it is the pilot's."""
_IS_PILOT = re.compile(
    r"[）)]?(?:为|是|作为)(?:本市|全市|我市)?(?:的)?(?:(?:试点|创建|行动)期|(?:试点|实施|创建|行动)(?:周期|期限|时间))"
)
_YEARLY = re.compile(rf"(?<![\d{DASHES}至到由从])(20\d\d)\s*年(?!以来|以后|前|底?以前)")
_MONTHLY = re.compile(rf"第\d{{1,2}}(?=[{DASHES}至到个])|[一二三四五六七八九十\d]+个月内")
_TO_YEAR = re.compile(rf"(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?\s*{RANGE}\s*(20\d\d)")
_WORDY = re.compile(r"第[一二三四](?:阶段|步)|(?:启动|准备|推进|实施|攻坚|提升|总结|评估|验收|收官|起步)(?:阶段|期)")


@cache
def _phase_year(years: int) -> re.Pattern[str]:
    """One of the pilot's years as a phase."""
    return re.compile(rf"第({ordinals(years)})(?:个)?年|(?:试点|建设|启动)?首年|起步之?年|收官之?年|(?<!五)末年")


def _schedule_blocks(review: Review) -> list[int]:
    """Blocks of the schedule: what the model takes for one, and its sections' headings, which often hold the dates."""
    found = blocks_about(review, "schedule")
    found -= timed_in_passing(review)
    found |= review.heads(found)
    shared = set(passage_blocks(review, "schedule", SHARED))
    for section in own_sections(review, "schedule"):
        if mainly(section) != "schedule":
            found |= {section.start} | (set(range(section.start, section.stop)) & shared)
    found |= {*timed_tables(review), *phase_lines(review)}
    return sorted(index for index in found if review.blocks[index].kind != "furniture")


def _timed_blocks(review: Review) -> list[int]:
    """Blocks of the schedule and those that say how long the pilot lasts: 试点周期为2022年11月至2025年11月, wherever it stands."""
    said = {words.block for _, words in review.periods if _says_pilot(review.blocks[words.block].text, words)}
    return sorted({*_schedule_blocks(review), *(index for index in said if review.blocks[index].kind != "furniture")})


def _says_pilot(text: str, words: Evidence) -> bool:
    """Whether the words before or after a period say that it is the pilot's: 2023年至2025年为试点期."""
    near = max(0, words.start - OF_PILOT)
    return bool(_OF_PILOT.search(text, near, words.start) or _IS_PILOT.match(text, words.stop))


def _periods(review: Review, blocks: set[int]) -> list[Timed]:
    return [(period, words) for period, words in review.periods if words.block in blocks]


def _relative(review: Review, blocks: set[int]) -> tuple[int, list[Evidence]]:
    """Most months from the announcement that the blocks reach (第三年, 第31—36个月, 三年内), and where."""
    years = review.profile.years
    ending = re.compile(rf"第[{ORDINALS[years - 1]}{years}]个?年|收官之?年|(?<!五)末年")
    found = [(p.months[1], words) for p, words in _periods(review, blocks) if p.months and p.kind != "duration"]
    for index in blocks:
        text = review.blocks[index].text
        for match in re.finditer(r"第?(\d{1,2})个月(?!内)", text):
            if match.group().startswith("第") or not of_a_part(text, match.start(), marks=_CELL_OR_CLAUSE):
                found.append((int(match[1]), evidence(review, index, match.start(), match.end())))
        if _phase_year(years).search(text) and (ends := ending.search(text)):
            found.append((review.profile.months, evidence(review, index, ends.start(), ends.end())))
    best = max(found, key=lambda item: item[0], default=None)
    return (best[0], [best[1]]) if best else (0, [])


def _to_the_end(review: Review, blocks: set[int]) -> bool:
    """Whether the last phase lasts as long as the pilot: 2025年1月至试点期满."""
    full = re.compile(rf"{RANGE}(?:试点)?(?:期满|期末|结束|终了|满(?:{WORDS[review.profile.years].years})年)")
    return any(full.search(review.blocks[index].text) for index in blocks)


def _pilots_own(review: Review) -> tuple[int, list[Evidence]]:
    """Months from the first to the last one that the plan gives the pilot (试点期自2023年1月至2025年6月); 0 where it names none."""
    for period, words in review.periods:
        first, last = period.start, period.end
        if (
            first
            and last
            and len(_WITHIN_YEAR.findall(words.quote)) > 1
            and _says_pilot(review.blocks[words.block].text, words)
        ):
            return months_between(first, last), [words]
    return 0, []


def _problem(review: Review) -> tuple[str, list[Evidence], Verdict] | None:
    """What is wrong with the plan's time, where it says so."""
    profile, blocks = review.profile, _timed_blocks(review)
    years, inside = profile.years, set(blocks)
    told, said = stated(review, blocks)
    months, ends = calendar(review, _periods(review, inside))
    reached, furthest = _relative(review, inside)
    if not told:
        told, said = _pilots_own(review)
    if told and abs(told - profile.months) > SAID:
        shown = enclosed(shortened(said[0].quote, 24))
        return f"方案写明的试点时间为 {told} 个月（“{shown}”），与试点期 {years} 年不符。", said, "weak"
    short = len(ends) > 1 and months <= profile.months - HALF_YEAR and all(_IN_MONTHS.search(end.quote) for end in ends)
    enough = reached > profile.months - HALF_YEAR
    fits = (spans(profile, months) and not short) or (spans(profile, reached) and enough) or _to_the_end(review, inside)
    if fits or (told and months < SHORT):
        return None
    longest = most(profile) + (12 if told else 0)  # 2022年……2025年 may be three years, as the plan says
    if months > longest or (months >= SHORT and len(ends) > 1 and ends[0] != ends[1] and not told):
        shown = _from_to(review, ends)
        verdict: Verdict = "weak" if months > longest else review.short(ends)
        return f"实施计划{shown}约 {months} 个月，与试点期 {years} 年不符。", ends, verdict
    if reached >= SHORT and not enough and not told:
        return f"实施计划只安排到第 {reached} 个月，没有覆盖 {years} 年试点期。", furthest, review.short(furthest)
    if told or (months < SHORT and says_so(review, blocks)):
        return None
    return f"没有写明覆盖 {years} 年试点期的时间安排。", [], review.absent


def _from_to(review: Review, ends: Sequence[Evidence]) -> str:
    """From when to when the phases reach: 从2022年11月到2025年3月; as the plan says it, where that names no days."""
    told = {words: timed for timed, words in review.periods}
    first, last = told.get(ends[0]), told.get(ends[1])
    if first and last and first.start and last.end:
        return f"从{first.start.year}年{first.start.month}月到{last.end.year}年{last.end.month}月"
    return f"从“{ends[0].quote}”到“{ends[1].quote}”"


def period(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where neither the phases nor the text span the pilot's years."""
    problem = _problem(review)
    if problem is not None:
        message, proof, verdict = problem
        own = own_sections(review, "schedule")
        yield finding(requirement, message, proof, verdict=verdict, searched=searched_for(review, own, proof))


def _phases(review: Review, blocks: list[int]) -> int:
    """Different times that the schedule sets; one that is the whole pilot is no phase."""
    times: set[object] = set()
    profile, first = review.profile, review.profile.start.year
    periods = _periods(review, set(blocks))
    parts = [p for p, words in periods if relevant(review, p, words) and not lasts(p, least(profile))]
    for p, words in periods:
        whole = lasts(p, least(profile)) and not any(beyond(part, p) for part in parts)
        pilots = whole or p.kind in ("duration", "pilot") or _says_pilot(review.blocks[words.block].text, words)
        if pilots or FIVE_YEARS.search(words.quote):
            continue
        if p.months:
            if p.months != (0, profile.months) or p.kind != "deadline" or times:
                times.add(p.months)
        elif (day := p.end or p.start) and day.year >= first:
            times.add((p.start, p.end))
    known = {day.year for p, _ in periods for day in (p.start, p.end) if day is not None}
    read = {(words.block, at) for p, words in periods if p.months for at in range(words.start, words.stop)}
    for index in blocks:
        text = review.blocks[index].text
        times |= {
            ("year", match.group())
            for match in _YEARLY.finditer(text)
            if first <= int(match[1]) <= first + AFTERWARDS
            and int(match[1]) not in known
            and not _whole_range(text, match, profile.years)
        }
        times |= {("nth", match.group()) for match in _phase_year(profile.years).finditer(text)}
        found = (match for match in _MONTHLY.finditer(text) if (index, match.start()) not in read)
        times |= {("month", match.group()) for match in found}
    return len(times)


def _whole_range(text: str, match: re.Match[str], years: int) -> bool:
    """Whether the year begins a range of all the pilot's years: 2022年10月—2025年9月 names no phase."""
    after = _TO_YEAR.match(text, match.end())
    return after is not None and int(after[1]) - int(match[1]) >= years


def _undated(review: Review, blocks: Sequence[int], dated: int) -> str:
    """What the schedule's blocks, of whose phases so many are dated, lack."""
    if not blocks:
        return "方案没有写分阶段的时间安排。"
    if dated:
        return "实施计划只有一个阶段或年度写明了起止时间。"
    if any(_WORDY.search(review.blocks[index].text) for index in blocks):
        return "实施计划划分了阶段，但各阶段没有起止时间。"
    return "实施计划没有划分有起止时间的阶段或年度。"


def milestones(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where the schedule has fewer than two dated phases or years."""
    blocks = _schedule_blocks(review)
    dated = _phases(review, blocks)
    if dated >= 2:
        return
    message = _undated(review, blocks, dated)
    own = own_sections(review, "schedule")
    shown = [index for index in blocks if review.blocks[index].kind != "heading"][:2]
    proof = [whole(review, index) for index in shown]
    verdict = review.short(blocks)
    yield finding(requirement, message, proof, verdict=verdict, searched=searched_for(review, own, proof))
