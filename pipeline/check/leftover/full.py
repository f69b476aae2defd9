"""Cities named in full in the applicant's own voice: 宁波市建筑业总产值, 由宁波市住建局牵头."""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import FREE, STANDS_ON, of_another, sentence_of, set_against, title_at
from pipeline.check.leftover.voice import SPEAKS_OF_ITS_OWN
from pipeline.places.gazetteer import bare
from pipeline.places.names import mentions, related
from pipeline.text.sentences import sentence_around

_OFFICE = re.compile(
    r"^(?:市|区|县|州)?(?:人民政府|政府|人大(?!代表)|政协|委(?!托|派)|住建|住房|城乡建设|城建|建设局|建委|城管|财政局?|发(?:展)?改|自然资源"
    r"|规划局|科技局|工信|经信|工业和信息化|人社|人力资源|教育局|行政审批|(?:城建)?档案馆|大数据|数据局|各(?:区|县|责任|部门|相关"
    r"|有关)|直属?各)"
)
_BUREAU = re.compile(
    r"^市?[\u4e00-\u9fff]{2,8}?(?:局|委员会|办公室|管委会|(?:服务|交易|审查|监督|指导)中心)"
    r"(?=[、，。；）)\t\n]|$|牵头|负责|会同|配合|建设|实施|组织|承担|招标|同意|批准|审[批核定])"
)
_JOINT = re.compile(r"^[^，。；、（(]{0,12}[（(][^）)]*(?:跨市|跨区域|共建|合作|协作|协同|互认|联合)")
"""Where a bracket says what the other city's office does here: 荆州市住建局（跨市构件互认）."""
_AUTHOR = re.compile(r"[^，。；]{0,14}(?:牵头|主编|编制|起草|制定|发布|印发|出台|出具|认定|核发)(?:编制|起草|制定)?的")
_MUTUAL = re.compile(
    r"跨市|直接互认|互认[^\t。]*\t|轮值|两地|[两三四五]市|跟班|[我本]市[^，。；]{0,6}(?:派|参赛|参展|获)"
)
"""In a sentence on what cities do with each other, each by its office."""
_READER = re.compile(
    r"[我本][市区州盟县][^，。；]{0,6}(?:参编|参考|采用|参照|选用|等同|转化|跟进|予以|互认|认可)|参编|可供"
)
"""Another city's office as the author of what the applicant reads: 由武汉市住建局牵头的标准，我市参编2项."""
_OWNERS = re.compile(r"(?:责任|牵头|配合|负责|实施|主办|协办)(?:单位|部门)")
"""What opens a list of the units that answer for a task; another city's office has no place in it."""
_OWN_CELL = re.compile(r"[\t\n](?:市[\u4e00-\u9fff]{2,12}(?:局|委|办|中心|政府)、)+")
"""The applicant's own offices at the head of a cell, which are such a list without saying so."""
_WITH = re.compile(
    r"(?:与|和|同|跟|向|赴|到|会同|联合|对接|邀请|商请|委托|学习|借鉴|考察|来自|参照|支持|感谢)[\u4e00-\u9fff]{0,3}$"
)
_DID = re.compile("已|曾|率先")
_ISSUED = re.compile(
    r"(?:制定|出台|印发|编制|发布|修订|起草|颁布|施行|实施|写入|写进|纳入|列入|载入|编入)[^，。；《]{0,8}$"
)
_STANDS_ON = re.compile(rf"{STANDS_ON}$")
_FOSTERS = re.compile(r"(?:鼓励|支持|引导|推动|组织|扶持|培育)$")
_FIRMS = re.compile(
    r"[^，。；]{0,8}?企业(?![^。；]{0,24}(?:来|我[市区]|本[市地]|落户|投资|合作|联合(?!体)|(?<!公)共建))"
)
"""Firms that a plan fosters are its own city's, 鼓励嘉兴市钢结构企业组建联合体, unless they are to come here."""
_TERRITORY = re.compile("(?:辖区|行政区域)(?:范围)?内")
"""Where a plan's own rules hold, whoever they are for: 凡洛阳市辖区内登记的企业."""
_LESSON = re.compile(r"[^。]*?启[示发]")
"""What a sentence about other cities' deeds ends with: 厦门市将模型汇入CIM平台，都给我们以启示."""
_PAPER = re.compile(r"[^，。；：、]{0,20}?(?:材料|方案|书|文件|文本|汇编|[送报审议初]稿)")
"""How a header goes on that says whose papers these are: 常州市申报材料, unlike 宁波市建筑设计研究院."""
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区)(?=..)")
SEVERAL = 3
"""Other cities in one paragraph from which on it tells what they do; a template leaves one name."""


def leftovers(text: str, home: Home, *, margin: bool = False) -> Iterator[tuple[int, int]]:
    """Where cities are left over that the text names in full; a `margin` names the plan that it belongs to."""
    found = mentions(text)
    others = {text[start:stop] for start, stop, named in found if home.is_foreign(named)}
    for at, (start, stop, divisions) in enumerate(found):
        below = at + 1 < len(found) and found[at + 1][0] == stop  # 合肥市 of 合肥市蜀山区 is judged with what follows
        end = found[at + 1][1] if below else stop
        if at > 0 and found[at - 1][1] == start:
            if found[at - 1][2][0].level != "province":
                continue
            start = found[at - 1][0]  # 江苏省徐州市 is judged as 徐州市
        near = any(division.province == home.applicant.province for division in divisions)
        told = near or len(others) > 1
        if told and _DID.match(text, end):  # 西安市已在航天基地试行: what a city nearby, or one of several, has done
            continue
        if _LESSON.match(text, end):
            continue
        office = _office(text[end : end + 16])
        if len(others) >= SEVERAL and not office:
            continue
        if office and _beside_own(text, end, home):
            continue
        if home.is_foreign(divisions, office=office) and (
            _leftover(text, start, end, office=office) or (margin and _papers(text, start, end))
        ):
            yield start, end


def _office(after: str) -> bool:
    return bool(_OFFICE.match(after) or _BUREAU.match(after))


def _beside_own(text: str, stop: int, home: Home) -> bool:
    """Whether the office acts with one of the applicant's province: 北京市住建委和河北省住建厅联合印发的通知."""
    own = bare(home.applicant.province)
    return (
        bool(own)
        and re.match(rf"[^，。；]{{0,12}}?(?:和|与|、|会同){re.escape(own)}", text[stop : stop + 30]) is not None
    )


def _leftover(text: str, start: int, stop: int, *, office: bool) -> bool:
    """Whether the words around speak of the place as of the applicant itself."""
    before, after = text[max(0, start - 14) : start], text[stop : stop + 16]
    opened = title_at(text, start)
    if opened >= 0:  # a leftover only where this plan itself issues the document, or stands on it
        issued = _ISSUED.search(text[max(0, opened - 14) : opened]) or _based_on(text, start, stop, opened)
        return bool(issued) and start - opened <= 4
    if office:
        sentence = text[sentence_around(text, start, stop)[0] : start]
        if _AUTHOR.match(text, stop) and _READER.search(sentence_of(text, start, stop)[1]):
            return False
        cell = max(text.rfind("\t", 0, start), text.rfind("\n", 0, start))
        owners = _OWNERS.search(sentence) or (cell >= 0 and _OWN_CELL.fullmatch(text, cell, start))
        listed = before.endswith("、") and not owners
        told = (
            _JOINT.match(after)
            or any(map(_MUTUAL.search, sentence_of(text, start, stop)))
            or _spoken_of(text, start, stop, start - len(sentence))
            or set_against(text, start, stop)
        )
        return not _WITH.search(before) and not listed and not told
    if _FOSTERS.search(before) and _FIRMS.match(text, stop):
        return True
    if _TERRITORY.match(text, stop) and not (_WITH.search(before) or set_against(text, start, stop)):
        return True
    if related(text, start, stop) or _spoken_of(text, start, stop, 0) or set_against(text, start, stop):
        return False
    return bool(SPEAKS_OF_ITS_OWN.match(after))


def _based_on(text: str, start: int, stop: int, opened: int) -> bool:
    """Whether the title that opens there is of a paper that the plan obeys, and no standard that anyone may use."""
    obeyed = _STANDS_ON.search(text[max(0, opened - 120) : opened + 1])
    return bool(obeyed) and not (of_another(text, start, stop) or FREE.search(text[stop : text.find("》", stop) + 1]))


def _papers(text: str, start: int, stop: int) -> bool:
    """Whether the place is that whose papers a header announces."""
    return bool(_PAPER.match(text, stop)) and not related(text, start, stop)


def _spoken_of(text: str, start: int, stop: int, since: int) -> bool:
    """Whether the text before, from `since` on, speaks of the place as another one: 赴苏州、嘉兴考察。苏州市已公布……."""
    short = _PROVINCE.sub("", text[start:stop]).removesuffix("市")
    at = text.find(short, since, start)
    return at >= 0 and related(text, at, at + len(short))
