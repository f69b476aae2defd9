"""Another province as the applicant's own: 报安徽省住建厅备案, 依据《江苏省建筑业发展规划》, 作为吉林省省会.

A plan obeys, reports to, is listed and ranked by its own province and the state alone. It may learn from another province,
work with it and use its standards.
"""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import FREE, OBEYS, STANDS_ON, of_another, sentence_of
from pipeline.places.gazetteer import CORPS, Division, bare
from pipeline.places.names import mentions

_OFFICE = (
    r"(?:省|市|自治区|区)?(?:党委|委、|委(?=办|[，。；]|关于|和)|人民政府|政府|住房(?:和)?城乡建设|住建|建设厅|城乡建设|发展(?:和)?改革|发改|财政|科技|科学技术"
    r"|工业和信息化|工信|经信|自然资源|人力资源|人社|教育|市场监管|生态环境|交通运输)"
)
_PAPER = r"[^《》]{0,40}(?:规划|意见|办法|条例|方案|通知|计划|决定|措施|细则|纲要|行动|规定)(?:的通知)?》"
_STATE = r"(?:(?:党中央|中央|国务院|国家|住房(?:和)?城乡建设部|住建部|部)(?:、|和|及|与|以及)?)*"
_WAYS = {
    # What one obeys and stands on.
    "按照江西省住房和城乡建设厅统一部署": (
        OBEYS + _STATE,
        rf"(?:{_OFFICE}[^，。；]{{0,40}}?|[^，。；《]{{0,10}})(?:部署|要求|工作安排|会议精神|决策|下达|计划|规划|印发|出台|关于|政策|规定|意见|文件|通知|精神|标准编制)",
    ),
    "依据《江苏省建筑业发展规划》": (STANDS_ON, _PAPER),
    # Whom one reports to and is directed by.
    "报安徽省住房城乡建设厅备案": (
        r"(?:由|报|上报|报送|报经|报请|呈报|提请|提交|经|须经|会同|争取|接受|(?:责任|牵头|推荐|指导|主管)(?:单位|部门)[：:])",
        rf"{_OFFICE}[^，。；]{{0,20}}?(?:报送|推荐|审[核批定]|批准|同意|备案|转报|牵头|负责|统一|验收|评估|汇总|支持|指导|监督|立项|认定|[，。；）)]|$)",
    ),
    "向贵州省住房和城乡建设厅报告进展": (
        r"向",
        rf"{_OFFICE}[^，。；]{{0,12}}?(?:报告|报送|请示|申报|申请|争取|备案|汇报(?:试点|工作|进展))",
    ),
    "在福建省住建厅指导下开展试点": (r"在", rf"{_OFFICE}[^，。；]{{0,10}}?的?(?:指导|领导|支持|统筹)下"),
    # What one is to it.
    "作为吉林省省会": (
        r"(?:作为|是)",
        r"的?(?:省会|首府|副中心|域?副中心|省域副中心|政治|建筑(?:业)?(?:强市|大市)|唯一)",
    ),
    "列入山东省试点名单": (
        r"(?:列入|纳入|入选|入围|被?列为|获评|评为|认定为|确定为|跻身)",
        r"(?:试点|首批|第[一二三]批|省级|20\d\d年|重点|住[^，。；]{0,8}厅|政府|建筑|建设|工程|智能建造|装配式|绿色|十四五|“十四五”)[^，。；]{0,24}",
    ),
    "居四川省第三位": (
        r"(?:位?居|位列|列|排名?(?:在)?|占)",
        r"(?:第[一二三四五六七八九十\d]|前[列三五茅十]|首位|上游|榜首|的?\d)",
    ),
    "我市地处山东省中部": (
        r"(?:^|[。；\n]|[我本全]市)(?:位于|地处)",
        r"(?:[东南西北中]{1,2}部|腹地|中心|[东南西北中]{2})",
    ),
}
"""What stands before and after its name, by an example. See the tests: each must match its own."""
WAYS = {example: (re.compile(rf"(?:{before})$"), re.compile(after)) for example, (before, after) in _WAYS.items()}
_JOINT = re.compile(r"疏解|外溢|长三角|京津冀|大湾区|成渝|川渝|援|双城|挂职|异地|驻[\u4e00-\u9fff]办")
"""In whose sentences another province is a partner."""


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Where another province stands where one's own should, and no word of the sentence makes it a partner or model."""
    if not home.applicant.province:
        return
    for start, stop, named in mentions(text):
        if not _is_other(named, home) or not any(_fits(way, text, start, stop) for way in WAYS.values()):
            continue
        if not _told(text, start, stop, home):
            yield start, stop


def _fits(way: tuple[re.Pattern[str], re.Pattern[str]], text: str, start: int, stop: int) -> bool:
    before, after = way
    return bool(before.search(text[max(0, start - 120) : start]) and after.match(text[stop : stop + 70]))


def _is_other(named: tuple[Division, ...], home: Home) -> bool:
    """Whether it is a province or a municipality that the applicant does not lie in. A city of the 兵团 lies in 新疆, too."""
    first = named[0]
    mixed = {CORPS, "新疆维吾尔自治区"}
    if first.level not in ("province", "municipality") or (first.name in mixed and home.applicant.province in mixed):
        return False
    return not {division.name for division in named} & home.names


def _told(text: str, start: int, stop: int, home: Home) -> bool:
    """Whether the sentence makes it a partner or model, or names it before, or the applicant's own province, with which it
    then acts."""
    around = before, _ = sentence_of(text, start, stop)
    own = bare(home.applicant.province)
    named = any(own in part or _JOINT.search(part) or FREE.search(part) for part in around)
    return named or bare(text[start:stop]) in before or of_another(text, start, stop)
