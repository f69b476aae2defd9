"""Time counted from the announcement or from the start: 公布之日起6个月内, 第1—6个月, 第二年, 为期三年, 试点期内."""

import re
from collections.abc import Iterator

from pipeline.extract.lengths import LENGTH, months_of
from pipeline.extract.passages import Found
from pipeline.findings import Period
from pipeline.text.numerals import HAN, RANGE, value_of
from pipeline.text.patterns import quick

_N = rf"(?:\d{{1,2}}|{HAN}{{1,3}})"
_EVENT = (
    r"(?:(?:自|从)?(?:试点|方案|名单|通知|文件|批复|国家|本方案|试点城市|城市|项目)*(?:工作)?"
    r"(?:获批|公布|批复|批准|印发|启动|发布|入选|立项)(?:试点|名单|方案|通知|文件|城市|工作|行动|计划)*)"
)
_SINCE = r"(?:(?:(?:之日|以后|之后|日|后)(?:起|算起)?|起|算起)(?:的|，)?)"
_ANCHORED = quick(rf"{_EVENT}(?P<since>{_SINCE})?第?{LENGTH}(?P<within>内|之内|以内|底?前|后)?(?!度)")
_NEVER = r"(?![^，。；]{0,6}(?:不得|不再|停|被|未(?!来)|无|发生|受到|出现|因|累计|取消|限制))"
"""What follows the time in which somebody who failed is shut out: 两年内不得, 三年内被通报两次以上."""
_BARE = re.compile(
    rf"(?<![\d第近过往前每去])(?P<n>[一二两三123])年(?:之内|以内|内){_NEVER}|(?<![每上下年])半年内{_NEVER}"
    rf"|(?:^|(?<=[，。；：]|[争取保划拟]))(?P<months>{_N})个月内(?=完|建|出|实现|印|打|形成|启|落){_NEVER}"
)
_MONTHS = re.compile(
    rf"(?P<open>{_EVENT}(?:之日|后)?起?(?:至"
    rf"|到))?第(?P<a>{_N})(?:个月)?(?:{RANGE}第?(?P<b>{_N}))?个月(?P<within>内|底?前)?"
)
_TO_DO = "(?=为|是|属于?|[：:（(]|主要|重点|集中|用于)"
_FIRST = re.compile(rf"(?:^|[，。；：、（]|试点期?的?)(?P<words>前(?P<n>{_N})个月){_TO_DO}")
_LAST = re.compile(rf"(?P<words>(?:最后|末|后)(?P<n>{_N})个月){_TO_DO}")
"""前6个月为准备阶段, 最后6个月为总结阶段; 提前3个月 and 今年前6个月完成 are none."""
_YEARS = re.compile(
    rf"(?:第(?P<a>[一二三四五12345])年?度?{RANGE}第?(?P<b>[一二三四五12345])年"
    rf"|第(?P<c>[一二三四五12345])年度?(?![级学])(?P<half>上半年|下半年|第?[一二三四]季度)?"
    rf"|(?P<first>首年)(?!度))"
)
_HALVES = re.compile(r"第(?P<n>[一二三])年上半年[^。]{0,40}?(?P<later>下半年)")
_DURATION = re.compile(
    r"(?:为期|历时|时长|利用|用|经过|通过|周期|试点(?:期限?|时间|实施期)|实施期限?|建设期限?)"
    rf"(?:暂|初步|原则上|一般)?(?:共|为|定为|是|：|设定为|设为|不超过)?约?{LENGTH}(?!内|以上|前)(?:左右)?"
    r"(?:的?(?P<time>时间|努力))?"
)
_TERM = quick(rf"(?<![第近每]){LENGTH}的?(?:试点期|试点周期|试点(?!城市|项目|工程|示范)|实施期|建设期)")
_WHOLE = re.compile(rf"试点(?:工作)?自[^，。；]{{0,12}}起，?(?:共|为期|历时)?{LENGTH}(?!内)")
_PILOT = quick(
    r"(?<!\d年)试点(?:期|期间|周期)(?:内|间|满|末|结束时?|届满"
    r"|终了)?(?![限为共是：三两一二\d暂原初])|(?<!年)试点(?:结束|期满|届满)(?:时|前|后)?(?!后)"
)
_HINT = re.compile("[年月]|试点")
"""What all of these hold."""
_OF_PILOT = re.compile(r"试点|实施期|实施周期|建设期|建设周期|本方案|行动|攻坚")


def relative(text: str) -> list[Found]:
    """Periods without calendar dates; of those that overlap the first, then the longest."""
    if not _HINT.search(text):
        return []
    hits = [*_durations(text), *_deadlines(text), *_spans(text), *_pilot(text)]
    kept: list[Found] = []
    for hit in hits:
        if not any(hit.start < other.stop and other.start < hit.stop for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda item: item.start)


def _durations(text: str) -> Iterator[Found]:
    for pattern in (_WHOLE, _TERM, _DURATION):
        for match in pattern.finditer(text):
            sentence = text[text.rfind("。", 0, match.start()) + 1 : match.end()]
            if _OF_PILOT.search(sentence) or match.groupdict().get("time"):
                yield Found(Period(None, None, (0, months_of(match)), "duration"), match.start(), match.end())


def _deadlines(text: str) -> Iterator[Found]:
    for match in _ANCHORED.finditer(text):
        if match["since"] or match["within"]:  # 启动三年行动 is none
            yield Found(Period(None, None, (0, months_of(match)), "deadline"), match.start(), match.end())
    for match in _BARE.finditer(text):
        length = int(value_of(match["n"])) * 12 if match["n"] else int(value_of(match["months"] or "6"))
        yield Found(Period(None, None, (0, length), "deadline"), match.start(), match.end())


def _spans(text: str) -> Iterator[Found]:
    for match in _MONTHS.finditer(text) if "个月" in text else ():
        low, high = int(value_of(match["a"])), int(value_of(match["b"] or match["a"]))
        if match["within"] and not match["b"]:
            yield Found(Period(None, None, (0, high), "deadline"), match.start(), match.end())
        elif low <= high:
            yield Found(Period(None, None, (0 if match["open"] else low - 1, high)), match.start(), match.end())
    yield from _edges(text)
    for match in _YEARS.finditer(text):
        yield Found(Period(None, None, _year_months(match)), match.start(), match.end())
    if "首年" in text:  # only then does 次年 count from the plan's beginning
        for match in re.finditer("次年", text[text.index("首年") :]):
            at = text.index("首年") + match.start()
            yield Found(Period(None, None, (12, 24)), at, at + 2)
    if half := _HALVES.search(text):
        start = 12 * int(value_of(half["n"]))
        yield Found(Period(None, None, (start - 6, start)), half.start("later"), half.end("later"))


def _edges(text: str) -> Iterator[Found]:
    """The first months, and the last ones where a span before them says when they begin."""
    for match in _FIRST.finditer(text):
        yield Found(Period(None, None, (0, int(value_of(match["n"])))), match.start("words"), match.end("words"))
    for match in _LAST.finditer(text):
        ends = [int(value_of(span["b"] or span["a"])) for span in _MONTHS.finditer(text, 0, match.start())]
        if ends:
            months = ends[-1], ends[-1] + int(value_of(match["n"]))
            yield Found(Period(None, None, months), match.start("words"), match.end("words"))


def _year_months(match: re.Match[str]) -> tuple[int, int]:
    if match["a"]:
        return 12 * (int(value_of(match["a"])) - 1), 12 * int(value_of(match["b"]))
    start = 0 if match["first"] else 12 * (int(value_of(match["c"])) - 1)
    half = match["half"] or ""
    if half.endswith("半年"):
        return (start, start + 6) if half == "上半年" else (start + 6, start + 12)
    if half:
        quarter = int(value_of(half.removeprefix("第")[0]))
        return start + 3 * (quarter - 1), start + 3 * quarter
    return start, start + 12


def _pilot(text: str) -> Iterator[Found]:
    for match in _PILOT.finditer(text):
        yield Found(Period(None, None, None, "pilot"), match.start(), match.end())
