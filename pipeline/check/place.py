"""Another city's name left over from the plan that served as a template.

A leftover speaks of the other city as if it were the applicant (“宁波市建筑业总产值”, “宁波市住建局牵头”). Neighbours,
partners, models to learn from, names of firms and schools, and lists of several cities are legitimate.
"""

import re
from collections.abc import Iterator

from pipeline.applicant import Division, mentions
from pipeline.check.base import Review, evidence, finding
from pipeline.findings import Applicant, Finding
from pipeline.profile import Requirement

_CITY = {"prefecture", "sub-provincial", "municipality", "county-city", "municipality-district"}
_BEFORE = re.compile(
    r"(?:与|和|同|跟|向|赴|到|至|距|离|从|由|对接|毗邻|相邻|比邻|紧邻|邻近|接壤|连接|联通|通往|接|邻|靠|学习|借鉴|对标|参照|参考|吸收|考察|调研|来自|引进|引入|联合|携手|比照|比肩|承接|融入|服务|辐射|注册于|总部(?:位于|设在)|、|以及|及|/|—|在|属|[东南西北](?:接|临|邻|靠|连|依|至|与|距))[\u4e00-\u9fff]{0,4}$"
)
_AFTER = re.compile(
    r"^(?:、|和|与|及|等|都市圈|城市群|经验|做法|模式|方向|方面|港|机场|大学|学院|高校|院校|研究院|设计院|[\u4e00-\u9fff]{0,8}(?:公司|集团|股份|大学|学院|研究院|研究所|设计院|企业|银行|联盟|协会|医院|机场|高铁|铁路|高速)|的(?:经验|做法|模式|企业|高校|先进)|先行|同城|合作|路|大道|街|桥|湾|江|河|湖)"
)
_OWN = re.compile(
    r"^(?:人民政府|政府|市?委|住建|住房|财政|发(?:展)?改|自然资源|科技局|工信|经信|人社|教育局|城建|规划|行政审批|大数据|建筑业|建筑企业|智能建造|实际|市域|全市|全域|辖区|辖|内|将|要|应|成为|各|现有|已|作为|试点|行政区|常住|地区生产|“?十四五|经济|产业|装配式|位于|地处|是|重点|建设|范围|建筑|在建|新建|城区|主城|城市|[，。；]|$)"
)
_CONTEXT = re.compile(r"学习|借鉴|对标|参照|考察|调研|合作|协作|对接|毗邻|相邻|接壤|都市圈|城市群|同城化|一体化|飞地|经验|联合|交流|共建|先行|引进|转移|落户|总部|迁|外地|外埠|周边|邻近|携手|兄弟城市|距离|车程|公里|相比|高于|低于|排名|居全省|全国")


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """One finding with every leftover name."""
    if not review.applicant.name:
        return
    found = []
    for index, block in enumerate(review.blocks):
        if block.kind == "furniture" and block.reason not in ("title", "header", "footer", "cover"):
            continue
        for start, stop, divisions in mentions(block.text):
            if _foreign(divisions, review.applicant) and _leftover(block.text, start, stop):
                found.append((index, start, stop, divisions[0]))
    if found:
        names = "、".join(dict.fromkeys(division.name for _, _, _, division in found))
        proof = [evidence(review, i, max(0, a - 15), min(len(review.blocks[i].text), b + 25)) for i, a, b, _ in found]
        yield finding(requirement, f"有 {len(found)} 处出现其他城市的名称（{names}），疑似套用模板后没有改正。", proof)


def _foreign(divisions: tuple[Division, ...], applicant: Applicant) -> bool:
    """Whether the name can only be a city that is neither the applicant nor above or below it."""
    return all(
        division.level in _CITY
        and applicant.name not in (division.name, division.prefecture, division.province)
        and not (division.level == "municipality" and division.name == applicant.province)
        and not (division.level in ("county-city", "municipality-district") and division.province == applicant.province)
        and not (division.level in ("prefecture", "sub-provincial") and applicant.level in ("county-city", "county", "new-area") and division.province == applicant.province)
        for division in divisions
    )  # fmt: skip


def _leftover(text: str, start: int, stop: int) -> bool:
    """Whether the words around speak of the place as of the applicant itself."""
    before, after = text[max(0, start - 12) : start], text[stop : stop + 16]
    sentence = _sentence(text, start, stop)
    others = {divisions[0].name for _, _, divisions in mentions(sentence)}
    if _BEFORE.search(before) and not re.match(r"^(?:市|区)?(?:住建|住房|财政)", after) or _AFTER.match(after):
        return False
    if _CONTEXT.search(sentence) or len(others) > 2:
        return False
    return bool(_OWN.match(after))


def _sentence(text: str, start: int, stop: int) -> str:
    left = max((text.rfind(mark, 0, start) for mark in "。；\n"), default=-1)
    rights = [at for mark in "。；\n" if (at := text.find(mark, stop)) >= 0]
    return text[left + 1 : min(rights, default=len(text))]
