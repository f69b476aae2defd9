"""Whether any task names a unit that answers for it: （牵头单位：市住建局）, 由市经信局负责, a table's column 责任部门.

Enterprises, associations and schools that take part are actors and no owners, “有关部门” names nobody, and the leading
group of the safeguards answers for the pilot as a whole and not for a task.
"""

import re
from collections.abc import Iterator

from pipeline.check.base import Review, blocks_about, finding, headings, own_sections, top_headings
from pipeline.findings import Agency, Finding
from pipeline.profile import Requirement
from pipeline.sentences import sentences
from pipeline.titles import NOTHING_BUT_UNIT

_HAN = r"[\u4e00-\u9fff]"
_BODY = r"(?:局|委|办|厅|政府|管委会|委员会|办公室|公署|中心|支队|站|专班|指挥部|住建部门|[\u4e00-\u9fff]主管部门)"
_UNIT = re.compile(
    rf"{_BODY}$|(?:工作|住建|建设|财政|发改|科技|教育|人社|规划|资源|审批|金融|经信|工信|数据){_HAN}{{0,6}}部门$"
    rf"|(?:规划|建设|发展|经济|财政|产业){_HAN}{{0,6}}部$"
)
_ACTOR = re.compile(
    r"企业|协会|学会|联盟|商会|大学|学院|高校|院校|建设单位|施工单位|设计单位|总包|承包|图审|审图|机构|有关|相关"
    r"|各部门|各单位|行业|银行|领导小组|联席会议|^由?省|自治区|^国家|厅$|总控|项目部"
)
_LABEL = re.compile(
    r"(?:牵头|责任|主办|负责|主管|承办|配合|协办|主责|实施|落实|分工)(?:责任)?(?:单位|部门|处室|科室"
    r"|局)?\s*(?:和配合单位|及配合单位)?\s*[:：为】]\s*(?P<unit>[^。；）)\]】\n]{2,60})"
)
_CLOSING = re.compile(
    rf"(?:^|[，。；\s])(?:责任|牵头)(?:单位|部门)?\s?(?P<unit>[市区县州省]{_HAN}{{1,14}}?{_BODY})[。；]?$"
)
"""The same without a colon, at the end of a measure: 出让条件注明比例。责任市资规局"""
_BRACKET = re.compile(
    rf"[（(【\[](?P<units>(?:由|各|{_HAN}|[（）()、，,；; ])*?{_BODY}(?:、|，|,|；|和|及|与|等|{_HAN}"
    rf"|[（）()])*)[）)】\]](?=[。；;，]?\s*$|[。；;])"
)
_VERB = re.compile(
    rf"(?:由|，|。|；|、|：|^|和)(?P<unit>(?:[市区县州省]|本市)?{_HAN}{{1,14}}?{_BODY}|(?:市|区|县"
    rf"|州)?{_HAN}{{1,8}}部)(?:、{_HAN}{{2,14}}|和{_HAN}{{2,14}}|会同[^，。；]{{2,30}}|联合[^，。；]{{2,30}})*?"
    r"(?:共同|统一|具体|分别)?(?:牵头|负责|主办|承办|组织实施|统筹实施|抓好落实|落实)(?!人)"
)
_WITH = re.compile(
    rf"(?:由|，|。|；|：|^)(?P<unit>(?:[市区县州省]){_HAN}{{1,12}}?{_BODY})(?:会同|商|联合)(?:[市区县州省]|有关"
    rf"|相关){_HAN}{{1,14}}"
)
_DOES = re.compile(
    rf"由(?P<unit>[市区县州省]{_HAN}{{1,12}}?{_BODY})[^，。；]{{0,24}}?(?:会同|制定|印发|出台|起草|组织|实施|建设|编制"
    rf"|审核|办理|发布|统筹|推进|开展|认定|核定|受理)"
)
_WHEN = re.compile(
    rf"(?:^|[，。；：])(?P<unit>[市区县州]{_HAN}{{1,10}}?(?:局|委员会|办公室|管委会))(?:于|自|在)?(?:20\d\d\s*年|每[年季月]|\d{{1,2}}\s*月)"
    rf"[^，。；]{{0,20}}?(?:制定|印发|出台|组织|实施|实行|建设|建成|编制|发布|安排|推行|开展|上线|遴选)"
)
"""“市住房城乡建设局2023年3月底前印发……”: a unit, a day and a deed make somebody answerable without saying so."""
_ENTRY = re.compile(
    rf"^[市区县州省](?P<unit>{_HAN}{{1,14}}?{_BODY})(?:、{_HAN}{{2,16}}){{0,6}}[：:]\s*(?:负责|承担|牵头|督促|组织|统筹)"
)
"""A line of a list of duties: 市财政局、市科技局：负责……"""
_OFFICE = (
    rf"(?:[市区县州省师]|各[区县市镇街团]|住建|住房|经信|工信|经发|科技|财政|发改|自然|资源|规划|教育|人社|人力|行政|数据|国资|城管|审批|金融|税务"
    rf"|生态|应急|交通|水利){_HAN}{{0,12}}?{_BODY}"
)
_ALONE = re.compile(rf"^{_OFFICE}(?:[、和，]{_HAN}{{2,14}})*[。；]?$")
"""A sentence of nothing but offices, behind what they are to do: 2023年一季度印发扶持意见。住建局、财政局。"""
_SPREAD = re.compile(r"分工|任务|分解|产业|项目|政策|平台|人才|标准|工厂|审批|审查|示范")


def _real(units: str) -> bool:
    """Whether one of the units listed is an office that exists and no mere actor."""
    names = re.split(r"[、，,；;和及与/\s]|会同|联合|牵头|负责|等", re.sub(r"[（(][^）)]*[）)]", "", units))
    return any(
        len(name) >= 2 and (_UNIT.search(name) or name.endswith(("集团", "公司"))) and not _ACTOR.search(name)
        for name in names
    )


def _owner_in(text: str) -> bool:
    """Whether a sentence says who answers for what it demands."""
    if any(_real(match["unit"]) for match in _LABEL.finditer(text)):
        return True
    if _ALONE.match(text) and _real(text.rstrip("。；")):
        return True
    if any(
        _real(match["units"]) and not re.search(r"不含|包括|原|简称|例如|如|\d", match["units"])
        for match in _BRACKET.finditer(text)
    ):
        return True
    return any(
        _UNIT.search(m["unit"]) and not _ACTOR.search(m["unit"])
        for pattern in (_CLOSING, _VERB, _WITH, _DOES, _WHEN)
        for m in pattern.finditer(text)
    )


def _column(review: Review, index: int) -> bool:
    """Whether a table has a column of responsible units that is filled in."""
    table = review.blocks[index].table
    if table is None:
        return False
    for r, row in enumerate(table.rows[:3]):
        for c, cell in enumerate(row):
            if NOTHING_BUT_UNIT.match("".join(cell.split())) and any(below[c].strip() for below in table.rows[r + 1 :]):
                return True
    return False


def _divided(review: Review, index: int) -> bool:
    """A paragraph outside the tasks that divides them among units: 在职责分工上，政策由市住建局牵头，平台由…牵头."""
    return any(
        len({unit for unit in re.findall(r"由([^，。；]{3,20}?)(?:牵头|负责)", s.text) if _real(unit)}) >= 2
        and _SPREAD.search(s.text) is not None
        for s in sentences(review.blocks[index])
    )


def _answers(unit: object) -> bool:
    """Whether a fact is an office that leads or is responsible."""
    if not isinstance(unit, Agency) or unit.role not in ("lead", "responsible"):
        return False
    return bool(_UNIT.search(unit.name)) and not _ACTOR.search(unit.name)


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding where no paragraph of the tasks, no table and no attachment names a responsible unit."""
    tasks = blocks_about(review, "content")  # with headings, which may carry the units in brackets
    tables = {i for i in review.body() if review.blocks[i].table is not None}
    if any(_answers(fact.value) for fact in review.facts if fact.evidence.block in tasks):
        return
    if any(_column(review, index) for index in tables):
        return
    if any(_owner_in(s.text) for index in sorted(tasks | tables) for s in sentences(review.blocks[index])):
        return
    if any(_divided(review, index) for index in review.body()):
        return
    entries = (_ENTRY.match(review.blocks[index].text) for index in review.body())
    if sum(entry is not None and _real(entry["unit"]) for entry in entries) >= 2:
        return
    own = own_sections(review, "content")
    beside = "和全部表格" if tables else ""
    shown = f"（已查“{own[0].heading}”等 {len(own)} 节{beside}）" if own else ""
    message = f"各项任务都没有写明牵头单位或责任单位{shown}。"
    yield finding(
        requirement,
        message,
        [],
        verdict=review.absent,
        searched=headings(own) or top_headings(review),
    )
