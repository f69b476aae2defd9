"""Districts and counties of another city that a plan gives its tasks to: 在岳麓区、望城区选取10个项目.

One name by itself may be that of a street, a zone or a word. Two of one city side by side are that city's, and one in a
column of the applicant's own is a place of the template's.
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover import columns
from pipeline.check.leftover.columns import PARTS, of_one_city
from pipeline.check.leftover.ground import FIRMS, GENERIC, is_ground
from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another, sentence_of
from pipeline.places.gazetteer import HALF_WORDS, by_full_name
from pipeline.places.names import Mention, related, runs
from pipeline.text.sentences import sentence_around

_BEFORE = re.compile(
    r"(?:^|[，。；：:（(\n]|在|由|以|支持|鼓励|选择|选取|遴选|确定|推动|指导|组织|要求|各[区县市旗]{1,3}|区县)$"
)
_AFTER = re.compile(
    r"^(?:等?(?:地|[和及与、]?各[市区县旗]{1,3}|[两二三四五六七八九十\d]+个?[区县市]{1,3}|区县?|县区?)?)?(?:分别|各自?|率先|先行|首批|先期|同步|统一|共同|按[季月年]度?)?"
    r"(?:(?:人民)?政府|管委会|住建|住房城乡建设|选(?=[\d不至一两三])|选取|选择|遴选|挑选|先行|试行|试点|启动|布局|规划|建设|打造|开展|推进|设立|新建|实施"
    r"|为重点|为试点|牵头|负责|落实|申报|报送|率先|不少于|每年|20\d\d年|[一二三四五六七八九十\d]+[个家项座]|[）)]|$)"
)


_OPENS = re.compile(r"(?:^|[。；\n\t])$")
_TASKED = re.compile(
    r"(?:政府|管委会)?(?:要|应|须|率先|先行|试行|负责|牵头|承担|选取|选择|遴选|安排|完成|落实|每年|不少于|至少)"
)
"""What a single one is told to do, at the head of a sentence: 岳麓区要率先选择一个项目参加试点."""
_BESIDES = re.compile(r"同步(?:布局|规划|建设|推进|启动|实施)")
"""What a single one does while the applicant does the same, anywhere in a sentence: ，柯桥区同步布局二期用地."""
_AT = re.compile(r"(?:在|位于|落户|落地|选址于?|布局于)$")
_PLACE = r"(?:[^，。；、\n\t]{0,12}?(?:片区|街道|新城|组团|科技城|大学城|板块|镇|开发区|高新区|经开区|地块|沿线|沿[江河湖海]|一带|范围内?|境内|辖区内?))?(?:各|先行|率先|优先|集中|首批|分别|统一|高标准|高起点)*"
_BUILT = re.compile(
    rf"{_PLACE}(?:(?:智能建造|建筑|装配式)?(?:产业)?园区?)?(?:高标准|高起点|集中|率先)?(?:规划|建设|建成|新建|打造|布局|选址|选取|选择|遴选|挑选|划定|划出|设立|拿出|安排|(?:召开|举办|举行)[^，。；的]{{0,4}}全市)(?!的)"
)
_SITED = re.compile(
    r"(?:建设|打造|规划|新建|设立|布局|组建|建成)[^。；]{0,40}(?:，|分别)(?:选址[在于]?|落[户地][在于]?|布局[在于]|设在|位于)$"
)
"""Before the places where the sentence has what it builds: 新建部品基地两处，选址岳麓区和雨花区."""
_BESIDE = re.compile(r"(?:街道|镇|乡)[、和与及]$")
"""Before a single one that is listed with places of the applicant's own: 在荆河街道、级索镇和岚山区选取12个项目."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Runs of two districts or more that are of one other city, a single one behind streets and towns of the applicant's
    or told what to do, and cells with one in a column of its own districts."""
    yield from columns.leftovers(text, home)
    found = list(runs(text, lambda place: _fits(text, place)))
    for at, run in enumerate(found):
        start, stop = run[0][0], run[-1][1]
        before, after = text[max(0, start - 8) : start], text[stop : stop + 30]
        tasked = _listed(before, after) if len(run) > 1 else _single(before, text[start:stop], after)
        tasked = tasked or _is_site(text, run)
        if not (tasked or is_ground(text, run, home, several=len(run) > 1 or _echoed(text, found, at))):
            continue
        told = of_another(text, start, stop) or (len(run) > 1 and related(text, start, stop, only_before=True))
        others = [place for place in run if not any(map(home.is_own, place[2]))]
        if told or not others or not of_one_city([divisions for _, _, divisions in others]):
            continue
        if len(others) == len(run):
            yield start, stop
        elif all(len(divisions) == 1 for _, _, divisions in others):  # 在埇桥区、镜湖区各选2个, the first its own
            yield from ((begin, end) for begin, end, _ in others)


def _is_site(text: str, run: list[Mention]) -> bool:
    """Whether the sentence builds something there; of a single place, one that no other city has."""
    name = text[run[0][0] : run[0][1]]
    alone = len(run) == 1 and (len(run[0][2]) > 1 or name in HALF_WORDS or GENERIC.search(name))
    before, after = sentence_of(text, run[0][0], run[-1][1])
    return not alone and bool(_SITED.search(before)) and not any(map(FIRMS.search, (before, after)))


def _echoed(text: str, found: list[list[Mention]], at: int) -> bool:
    """Whether the sentence goes on to name, or named, another part of the same city: 以天元区为龙头、渌口区为支撑."""
    begin, end = sentence_around(text, found[at][0][0], found[at][-1][1])
    near = (run for run in found[max(0, at - 1) : at + 2] if run is not found[at] and begin <= run[0][0] < end)
    return any(of_one_city([place[2] for place in (*found[at], *run)]) for run in near)


def _listed(before: str, after: str) -> bool:
    """Whether the words around several districts give them a part in the plan."""
    return bool(_BEFORE.search(before) and _AFTER.match(after))


def _single(before: str, name: str, after: str) -> bool:
    """Whether the words around a single district give it a part in the plan, and no two cities have one of its name."""
    if len(by_full_name()[name]) > 1:
        return False
    opens = _TASKED if _OPENS.search(before) else _BESIDES if before.endswith("，") else None
    tasked = opens and opens.match(after) and name not in HALF_WORDS
    built = _AT.search(before) and _BUILT.match(after) and not GENERIC.search(name)
    return bool(tasked or built or (_BESIDE.search(before) and _AFTER.match(after)))


def _fits(text: str, found: Mention) -> bool:
    """Whether it is the name of a district or county; of one of two signs only where something is built there: 在莘县建设."""
    start, stop, divisions = found
    long = stop - start >= 3 or (_AT.search(text, max(0, start - 2), start) and _BUILT.match(text, stop))
    return bool(long) and all(division.level in PARTS for division in divisions)
