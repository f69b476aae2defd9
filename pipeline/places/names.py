"""Names of places in running text: where the gazetteer's stand, and whether the words around speak of another place."""

import functools
import re
from collections.abc import Callable, Iterator

from pipeline.places.gazetteer import COMMON, HALF_WORDS, Division, bare, by_full_name
from pipeline.text.sentences import LONGEST

Mention = tuple[int, int, tuple[Division, ...]]
"""Where a place is named, start and stop, and the divisions that bear the name."""
_AND = "(?:、|和|与|及|以及)"
_BETWEEN = re.compile(rf"{_AND}(?:(?:{'|'.join(sorted(COMMON))}){_AND})?")
"""Between places of a run; also a district whose name is a word: 历下区、市中区、槐荫区."""
_BEFORE = re.compile(
    r"(?:与|和|(?<!会)同|跟|赴|至|距离?|离|毗邻|相邻|比邻|紧邻|邻近|接壤|连接|联通|通往|[东南西北]+(?:接|临|邻|靠|连|依|至"
    r"|与|抵|望|通|距)|接|邻|靠|抵|学习|借鉴|对标|参照|参考|吸收|考察|调研|来自|引进|引入|引自|联合|携手|比照|承接"
    r"|融入|服务|辐射"
    r"|对接|邀请|聘请|聘用|注册于|注册地(?:为|在|位于)?|总部(?:位于|设在|在)|以及|及|/|—|至|援建|对口支援|帮扶|原属"
    r"|原隶属|曾属|仅次于|高于|低于|超过|面向|输出到|走进|进入|隔[\u4e00-\u9fff]{1,3}相望)[\u4e00-\u9fff]{0,3}$"
)
_AFTER = re.compile(
    r"^(?:、|和|与|及|等|代管|都市圈|城市群|经济圈|经验|做法|方向|方面|港|机场|(?:(?!现有|共有|拥有|已有|累计)[\u4e00-\u9fff]){0,12}(?:公司|集团|股份|大学"
    r"|学院|研究院|研究所|设计院|企业|银行|联盟|协会|医院|机场|高铁|铁路|高速|专家|院校|高校|科研机构)"
    r"|(?:(?!推广|总结|形成)[\u4e00-\u9fff]){0,10}的?(?:经验(?!判断|主义|估算)|做法|先进模式|成功模式)|先行|同城|合作|路|大道|大街|之后|之间|相邻|毗邻|接壤"
    r"|相连|相望|为邻|\d*(?:余|多)?公里)"
)
_AROUND = re.compile(
    r"学习|借鉴|对标|参照|考察|调研|取经|合作|协作|毗邻|相邻|接壤|交界|都市圈|城市群|同城化|飞地|(?<!总结)(?<!积累)(?<!形成)经验(?!判断|主义|估算)|交流|(?<!公)共建|携手"
    r"|兄弟|对口|帮扶|援|总部|注册地|外地|外埠|周边|邻近|相距|公里|车程|排名|排在|位列|仅次于|领先于|落后于|相比|来自"
    r"|邀请|高铁|铁路|高速|航线|中标|承揽"
)

_MARK, _OPENING = re.compile("[，。；\n]"), re.compile("[，。；：\n]")
"""Where a clause ends, and what stands before one."""


@functools.cache
def _endings() -> tuple[re.Pattern[str], tuple[int, ...]]:
    """The signs that full names end with, 市 but not of 市场 or 沿海城市, and how long names are."""
    signs = "".join(sorted({name[-1] for name in by_full_name()}))
    return re.compile(f"[{signs}](?<![沿滨临近环]海城市)(?!场(?!馆|所|地))"), tuple(
        {len(name) for name in by_full_name()}
    )


@functools.lru_cache(maxsize=1 << 11)  # who applies and what is left over are each asked of all paragraphs of a plan
def mentions(text: str) -> tuple[Mention, ...]:
    """Places of the gazetteer with their full names.

    Looked up from their last signs, of which there are few: thousands of names tried at every sign take ten times as long.
    """
    endings, sizes = _endings()
    spans = ((end.end() - size, end.end()) for end in endings.finditer(text) for size in sizes if size <= end.end())
    named = [span for span in spans if text[slice(*span)] in by_full_name() and _is_name(text, *span)]
    found: list[Mention] = []
    free = 0
    for start, stop in sorted(named, key=lambda span: (span[0], -span[1])):
        if start >= free:
            found.append((start, stop, by_full_name()[text[start:stop]]))
            free = stop
    return tuple(found)


def _is_name(text: str, start: int, stop: int) -> bool:
    """Whether it is no half of a word: 市住建局会同县政府, 示范县政府. The place that it lies in may stand before it."""
    name = text[start:stop]
    if name not in HALF_WORDS or start == 0:
        return True
    above = {place for division in by_full_name()[name] for place in (division.prefecture, division.province) if place}
    return text.endswith(tuple(above | {bare(place) for place in above}), 0, start)


def runs(text: str, fits: Callable[[Mention], bool]) -> Iterator[list[Mention]]:
    """Places that fit, one or more with nothing but 、 or 和 between them."""
    run: list[Mention] = []
    for found in filter(fits, mentions(text)):
        if run and not _BETWEEN.fullmatch(text[run[-1][1] : found[0]]):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def related(text: str, start: int, stop: int, *, only_before: bool = False) -> bool:
    """Whether the words around `text[start:stop]`, or those before it alone, speak of another place: a neighbour, partner
    or model."""
    before = _clause_before(text, start, 14)
    after = "" if only_before else _MARK.split(text[stop : stop + 20], maxsplit=1)[0]
    if _BEFORE.search(before) or _AFTER.match(after) or _AROUND.search(before) or _AROUND.search(after):
        return True
    return before.endswith("、") and bool(mentions(_clause_before(text, start - 1, LONGEST)))


def _clause_before(text: str, stop: int, most: int) -> str:
    return _OPENING.split(text[max(0, stop - most) : stop])[-1]
