"""Cities named in full in the applicant's own voice: 宁波市建筑业总产值, 由宁波市住建局牵头."""

import re
from collections.abc import Iterator

from pipeline.check.place.home import Home
from pipeline.check.place.relation import sentence_of, set_against, title_at
from pipeline.places.names import mentions, related
from pipeline.text.sentences import sentence_around

_OFFICE = re.compile(
    r"^(?:市|区|县|州)?(?:人民政府|政府|委(?!托|派)|住建|住房|城乡建设|城建|建设局|建委|财政局?|发(?:展)?改|自然资源"
    r"|规划局|科技局|工信|经信|工业和信息化|人社|人力资源|教育局|行政审批|大数据|数据局|各(?:区|县|责任|部门|相关"
    r"|有关)|直属?各)"
)
_BUREAU = re.compile(
    r"^市?[\u4e00-\u9fff]{2,8}?(?:局|委员会|办公室|管委会|服务中心)(?=[、，。；）)]|$|牵头|负责|会同|配合|建设|实施|组织|承担|同意|批准|审[批核定])"
)
_JOINT = re.compile(r"^[^，。；、（(]{0,12}[（(][^）)]*(?:跨市|跨区域|共建|合作|协作|协同|互认|联合)")
"""Where a bracket says what the other city's office does here: 荆州市住建局（跨市构件互认）."""
_AUTHOR = re.compile(r"[^，。；]{0,14}(?:牵头|主编|编制|起草|制定|发布|印发|出台)(?:编制|起草|制定)?的")
_READER = re.compile(r"[我本][市区州盟县][^，。；]{0,6}(?:参编|参考|采用|参照|选用|等同|转化|跟进)|参编|可供")
"""Another city's office as the author of what the applicant reads: 由武汉市住建局牵头的标准，我市参编2项."""
_OWNERS = re.compile(r"(?:责任|牵头|配合|负责|实施|主办|协办)(?:单位|部门)")
"""What opens a list of the units that answer for a task; another city's office has no place in it."""
_WITH = re.compile(
    r"(?:与|和|同|跟|向|赴|到|会同|联合|对接|邀请|商请|学习|借鉴|考察|来自|参照|支持|感谢)[\u4e00-\u9fff]{0,3}$"
)
_OWN = re.compile(
    r"^(?:必将|一定|将|要|应|还|须|也|已|内|实际|市域|全市|全域|辖区|下?辖|现有|作为|成为|建成|建设|打造|试点|创建"
    r"|行政区域|行政区|常住|地区生产|国民经济|[“”]?十四五|经济社会|位于|地处|坐落|是|重点|范围|城区|主城|中心城|城市"
    r"|在建|新(?:建|开工|出让|增|供|立项|竣工)|建筑|装配式|智能建造|智慧|数字|绿色|产业|工程|住宅|房屋|政府投资|国有|各|所有|本级|本地|范围"
    r"|(?:示范|试点)(?:项目|工程)[分共]|20\d\d年|累计|自20|先后|连续"
    r"|动力|装备|制造|先进|高新|高质量|优势|特色|推进|关于|促进|开展|实施|加快|支持|发展|形成|培育|引进|完成|建立|健全|完善|落实|出台|印发|推行|实行|启动|力争|确保|现代|扶持|管理|工业|市场主体"
    r"|(?:选取|遴选|选择|挑选|确定)[^，。；]{0,6}(?:项目|工程|工地|地块|小区|片区|街道|乡镇)"
    r"|广大|市民|群众|居民|百姓"
    r"|[，。；：]|$)"
)
_DID = re.compile("已|曾|率先")
_SUBJECT = re.compile(
    r"(?:^|[，。；：\n\t“（(]|确保|保证|保障|助推|加快推进|把|将|使|让|由|为|对|经|全|适用于|推动|促进|提升|打造|构建|健全|完善|优化|培育|成为|结合|立足|根据|按照|围绕|制定|印发"
    r"|出台|纳入|列入|写入|计入|符合|支撑|助力|塑造|彰显|贡献|形成|覆盖|实现|是|在|以|的|20\d\d年[底起内末]?|至|到|报|按|成立|设立|组建|建设|加快|宣传|实施|推进|开展|遴选|组织"
    r"|并)$"
)
_ISSUED = re.compile(
    r"(?:制定|出台|印发|编制|发布|修订|起草|颁布|施行|实施|写入|写进|纳入|列入|载入|编入)[^，。；《]{0,8}$"
)
_FOSTERS = re.compile(r"(?:鼓励|支持|引导|推动|组织|扶持|培育)$")
_FIRMS = re.compile(
    r"[^，。；]{0,8}?企业(?![^。；]{0,24}(?:来|我[市区]|本[市地]|落户|投资|合作|联合(?!体)|(?<!公)共建))"
)
"""Firms that a plan fosters are its own city's, 鼓励嘉兴市钢结构企业组建联合体, unless they are to come here."""
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
        if home.is_foreign(divisions, office=office) and (
            _leftover(text, start, end, office=office) or (margin and _papers(text, start, end))
        ):
            yield start, end


def _office(after: str) -> bool:
    return bool(_OFFICE.match(after) or _BUREAU.match(after))


def _leftover(text: str, start: int, stop: int, *, office: bool) -> bool:
    """Whether the words around speak of the place as of the applicant itself."""
    before, after = text[max(0, start - 14) : start], text[stop : stop + 16]
    opened = title_at(text, start)
    if opened >= 0:  # a leftover only where this plan itself issues the document
        return bool(_ISSUED.search(text[max(0, opened - 14) : opened])) and start - opened <= 4
    if office:
        sentence = text[sentence_around(text, start, stop)[0] : start]
        if _AUTHOR.match(text, stop) and _READER.search(sentence_of(text, start, stop)[1]):
            return False
        listed = before.endswith("、") and not _OWNERS.search(sentence)
        told = (
            _JOINT.match(after)
            or _spoken_of(text, start, stop, start - len(sentence))
            or set_against(text, start, stop)
        )
        return not _WITH.search(before) and not listed and not told
    if _FOSTERS.search(before) and _FIRMS.match(text, stop):
        return True
    if related(text, start, stop) or _spoken_of(text, start, stop, 0) or set_against(text, start, stop):
        return False
    return bool(_OWN.match(after)) and bool(
        _SUBJECT.search(before) or re.match(r"^(?:必将|将|要|应|还|实际|地处|位于|常住|建筑业)", after)
    )


def _papers(text: str, start: int, stop: int) -> bool:
    """Whether the place is that whose papers a header announces."""
    return bool(_PAPER.match(text, stop)) and not related(text, start, stop)


def _spoken_of(text: str, start: int, stop: int, since: int) -> bool:
    """Whether the text before, from `since` on, speaks of the place as another one: 赴苏州、嘉兴考察。苏州市已公布……."""
    short = _PROVINCE.sub("", text[start:stop]).removesuffix("市")
    at = text.find(short, since, start)
    return at >= 0 and related(text, at, at + len(short))
