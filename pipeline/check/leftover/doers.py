"""Another city's public bodies where a plan says who does its own work: 由徐州市大数据局归口管理, 牵头单位：徐州市建筑业协会.

Bureaus in full, right before what they do, are known to `full.py`. Here the words before say that a doer follows, 由,
责任单位：, or the head of a table's column does, so that any bureau, society or public company counts.
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.opening import foreign_at, whole_name
from pipeline.check.leftover.relation import of_another, sentence_of
from pipeline.places.names import mentions

_OFFICE = r"(?:局|委员会|发改委|建委|住建委|科委|经信委|教委|国资委|工委|厅|办公室|管委会|政府|中心|总站|监督站|管理站|造价站|管理处|档案馆|支队|总队|指挥部)"
_SOCIETY = r"(?:协会|学会|商会|联合会|促进会|总工会|工商联|公会)"
_SOCIETIES = re.compile(_SOCIETY)
_FIRM = r"(?:城市?投|城建|建投|建发|交投|国投|产投|水投|轨道|地铁|水务|公积金|安居|城市建设|建设投资|城市投资|城市发展)[\u4e00-\u9fff]{0,8}?(?:集团|公司|中心)(?:有限公司|公司)?"
_HEADED = r"(?:市委书记|(?:常务)?副?市长|分管(?:副市长|领导)|主要领导)"
_BODY = re.compile(
    rf"市?(?:(?P<firm>{_FIRM})|(?P<society>[\u4e00-\u9fff]{{2,10}}?{_SOCIETY}|总工会|工商联)|(?P<head>{_HEADED})"
    rf"|(?P<office>(?!区|县)[\u4e00-\u9fff]{{0,14}}?{_OFFICE}))"
)
_HOW = r"(?:负责)?(?:共同|联合|统一|具体|分别|归口|按[季月年]度?|定期|每[季月年]度?|同步|集中|全程|最终)*"
_DEED = (
    r"(?:牵头|负责|承办|主办|协办|组织|实施|编[目制印]|制[定发]|汇总|管理|监管|受理|审[核批查定]|核[发定准]|备案|建设|开发|运营"
    r"|维护|提供|出具|发布|公布|考核|调度|督[促查导办]|开展|推进|落实|统筹|协调|指导|验收|评[定审估选]|认定|拨付|融资|筹[措集资]|出资|兑[付现]|承担|会同|配合"
    r"|任组长|担任|任|兼任|召集|签发|批准|同意|检查|抽查|采购|招标|解释|登记|发放|归集|归档|保存|授权|办理)"
)
_DONE = re.compile(rf"{_HOW}{_DEED}(?![^，。；]{{0,6}}的(?!原则|方式|要求))")
"""What a doer does here, unlike what it has made: 由长沙市住建局编制的标准."""
_BY = re.compile(r"(?<![原曾理])(?:由|交由|须?经|报经|报请|提请|报送至?|报(?!告|名|价|刊|表|道))")
_LISTED = re.compile(
    r"(?:责任|牵头|配合|负责|实施|主办|协办|承办|组织|主管|落实|协同)(?:单位|部门|主体)(?:及分工|分工)?[）)]?(?:[：:]|为)"
)
_ROLE = re.compile(r"(?:发挥|指导|支持|督促|组织|动员)好?$")
_ROLES = re.compile(
    r"(?:等[^，。；]{0,10})?的?(?:桥梁|纽带|自律|平台|专业)?[^，。；]{0,6}(?:作用|优势)|(?:建立|成立|设立|组建|制定|牵头|建设)"
)
"""Around a society that one makes use of or directs: 发挥徐州市建筑业协会桥梁作用."""
_SEGMENT = re.compile(r"[^，。；\n\t]*")
_BETWEEN = re.compile(r"、|和|与|及|以及|会同|,|/")
_ENDS = re.compile(r"[，。；、）)/,]|\s|$|等|和|与|及|会同|牵头|负责|配合")
_JOINT = re.compile(r"(?:与|和|会同)$")
_TOGETHER = re.compile(r"共同|联合|协商|会商|签[订署]|互")
"""What one's own bureau and another city's do with each other, as partners."""
_OWN = re.compile(r"全市|市级|[我本]市|各[区县]|(?<=[、，和与由])市[\u4e00-\u9fff]{2,12}(?:局|委|会|办|中心)")
"""In a sentence on what is done in one's own city, which a society or a company of another may only be hired for."""
_AWAY = re.compile(
    r"跨市|轮值|两地|[两三四五]市|[我本]市[^，。；]{0,10}(?:参|获|入[选围]|中标|承[建揽接]|派)|获[奖评]|荣获|赴|选派|中标|承[建揽]|参[赛展加]的|输出|驻|购买|采购自|委托|聘|邀|投资(?!集团|公司|有限)|落户|来[我本\u4e00-\u9fff](?:市|投|设)"
)
"""In a sentence on what one's own people do in the other city, or its people here."""
_COLUMN = re.compile(
    r"^(?:主要)?(?:责任|牵头|配合|负责|实施|主办|协办|承办|组织|主管|落实|协同)(?:责任)?(?:单位|部门|主体)"
)
_ITEM = re.compile(r"(?:^|[、，,；;/\s：:])(?=[\u4e00-\u9fff])")
_TOLD = re.compile(r"案例|经验|来源|借鉴|启示|城市|地区|外地|做法")
"""In the head of a table that tells what others do."""
_OURS = re.compile(r"(?:^|[、，,；;/\s])(?:市|各|区|县)[\u4e00-\u9fff]{2,12}(?:局|委|办|会|中心|政府|单位|部门)")
"""A body of the applicant's own, in a cell of the column."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Cities whose bodies do the applicant's work, where no word of the sentence makes them partners or models."""
    for opened in _LISTED.finditer(text):
        yield from (span for span, _, _ in _bodies(text, opened.end(), home) if not of_another(text, *span))
    for opened in _BY.finditer(text):
        yield from _acting(text, opened.end(), home)
    for society in _SOCIETIES.finditer(text):
        yield from _directed(text, society, home)
    if "\t" in text:
        yield from _column(text, home)


def _bodies(text: str, at: int, home: Home) -> Iterator[tuple[tuple[int, int], re.Match[str], int]]:
    """Bodies of other cities in the list of doers that begins there: the city's name, the body and where the list ends."""
    segment = _SEGMENT.match(text, at)
    stop = min(segment.end() if segment else at, at + 90)
    starts = [at, *(mark.end() for mark in _BETWEEN.finditer(text, at, stop))]
    for start in starts:
        named = foreign_at(text, start, home)
        body = _BODY.match(text, named, stop) if named else None
        if named and body and (_ENDS.match(text, body.end()) or _DONE.match(text, body.end())):
            yield (start, whole_name(text, named)), body, stop


def _directed(text: str, society: re.Match[str], home: Home) -> Iterator[tuple[int, int]]:
    """The city of a society of which the sentence disposes."""
    if "联合" in text[society.end() : society.end() + 24]:
        return
    for start in range(max(0, society.start() - 14), society.start() - 2):
        named = foreign_at(text, start, home) if _ROLE.search(text, max(0, start - 3), start) else None
        if named and _ROLES.match(text, society.end()) and not of_another(text, start, named):
            yield start, whole_name(text, named)


def _acting(text: str, at: int, home: Home) -> Iterator[tuple[int, int]]:
    for span, body, stop in _bodies(text, at, home):
        before, after = sentence_of(text, *span)
        if not _DONE.search(text, body.end(), stop + 1):
            continue
        joint = _JOINT.search(text, at, span[0]) and _TOGETHER.search(text, body.end(), stop)
        hired = (body["society"] or body["firm"]) and not (_OWN.search(before) or _OWN.search(after))
        told = _AWAY.search(before) or _AWAY.search(after) or of_another(text, *span)
        if not (joint or hired or told or _told_before(text, span, before, home)):
            yield span


def _told_before(text: str, span: tuple[int, int], before: str, home: Home) -> bool:
    """Whether the sentence has named another city before, which it then is about."""
    short = text[slice(*span)].removesuffix("市")
    return short in before or any(home.is_foreign(named) for _, _, named in mentions(before))


def _column(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """In the columns of a table that say who answers for a task, among the applicant's own."""
    head, *rows = text.split("\n")
    heads = [cell.replace(" ", "") for cell in head.split("\t")]
    columns = {at for at, cell in enumerate(heads) if _COLUMN.search(cell)}
    if not columns or any(map(_TOLD.search, heads)):
        return
    owned = {at for at in columns for row in rows if _OURS.search(_cell(row, at))}
    at = len(head) + 1
    for row in rows:
        start = at
        for column, cell in enumerate(row.split("\t")):
            if column in owned:
                yield from _items(text, start, cell, home)
            start += len(cell) + 1
        at += len(row) + 1


def _cell(row: str, column: int) -> str:
    cells = row.split("\t")
    return cells[column] if column < len(cells) else ""


def _items(text: str, at: int, cell: str, home: Home) -> Iterator[tuple[int, int]]:
    for mark in _ITEM.finditer(cell):
        start = at + mark.end()
        named = foreign_at(text, start, home)
        body = _BODY.match(text, named, at + len(cell)) if named else None
        if named and body and _ENDS.match(text, body.end()) and not of_another(text, start, named):
            yield start, whole_name(text, named)
