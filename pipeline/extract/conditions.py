"""What has a number and a unit and is no target: thresholds, subsidies, budgets, staff, scores, procedure."""

import re

from pipeline.extract.clauses import Clause
from pipeline.extract.measures import MEASURE
from pipeline.extract.quantities import Quantity
from pipeline.extract.units import ONLY_WITH_A_VERB, is_counted, unscaled
from pipeline.text.patterns import quick

_NEAR = 60
"""Characters before and behind a number that belong to it."""
_CONDITION = re.compile(
    r"(?:对|凡|如|若|未(?!来)|按(?!期|时)|给予|当(?![地年])|经(?![济营开])|发现|单个|单项"
    r"|(?:\d[.、．])?每(?!年|季|月|半年|万|百|亿|平方米|公里|个?(?:[区县市镇乡]|街道|片区|样板)"
    r"|[^，]{1,12}?(?:建成|建设|培育|打造|创建|形成|完成|实施|引进|培养))"
    r"|首次(?=[认获入申通达突评])|申请(?=[人单企主材补])|单体(?!项目)|设备(?:购置|投资)|下设|设(?=[一二三四五六七八九\d]))"
)
_AMOUNTS = quick(
    r"给予|奖励|补助|补贴|奖补|不足|不到(?!位)|低于[^，]*的|未达|(?<!主体)(?<!结构)封顶|上限|罚"
    r"|扣(?=[分减回缴罚])|授信|(?<!环)保费|(?<![毛专水])利率|(?<!浪)费率|首付|租金|下设|涨幅|跌幅"
    r"|占地(?!区)[^，\d]{0,6}$|年产能(?!力?(?:达到?|为|不低于|提[升高]至?|突破)?$)|可容纳|可供|可$|不计容|注册资本|保证金|估算价|概算|容积率|用地面积"
    r"|面积约|额度|最多|至多|分解为|分为|原则上(?:应|须)?$|(?<!》)等共?$"
)
_BEHIND = re.compile(r"[^，。；]{0,14}(?:标准(?!化)|的?规定|的?要求|的?情形|的?条件|的?补贴|的?补助|的?奖励|的?税前)")
"""居住建筑75%节能标准: the number belongs to a rule."""
_WHEN = re.compile(r"时(?![间限])")
_ENTITLED = re.compile(
    r"[，,]?(?:可|不得|不予|予以|给予|优先|应当?|按|方可|享受|纳入|不再|须|一律|免|取消|视为|认定为|由)"
)
_OWNER = re.compile(
    r"^[^，。；]*的(?:[^的，。；]{0,8}(?:项目|企业|单位|工程|建筑|工地|住宅|个人|机构|地块|住房|小区|企业和个人))?$"
)
_WHO = "(?:[^的，。；]{0,8}(?:项目|企业|单位|工程|建筑|工地|个人|住房))?$"
_CASE = re.compile(
    rf"^(?:对|凡)[^，。；]*的{_WHO}|等级[^，。；]*的{_WHO}"
    rf"|(?:\d|[一二三四五六七八九十两]+[年次个]).{{0,3}}(?:以上|以下|以内|不满)的{_WHO}"
    rf"|(?:达到|超过|高于|低于|不低于|不超过|满)[^，。；的]{{0,6}}\d[^，。；]*的{_WHO}"
)
_WEIGHT = re.compile(r"(?:其中)?(?:所?占(?:比|总分)?(?:重|例)?|权重|比重|分值)(?:达到?|为|不低于|不少于)?")
_SCORED = re.compile(r"(?:信用|诚信|评[标分审]|考核|绩效|评价)[^，。；\d]{0,10}$")
_FUNDS = re.compile(r"经费|资金(?!利用)|贷款|预算|基金|专项|列支|支出|总投资|额度|造价|总额|安排$|投入$")
_TERMS = re.compile(
    r"(?:分值|得分|评分|加分|扣分|分数|满分|总分|贴息|补贴|补助|资助|保证金|出让金|拨付|缴存|利率|保费|租金"
    r"|容积率|计容|延期|首付)"
    r"(?:比例|占比|率|额度|标准|总额|权重)?$|权重$|检查频次|抽[查检]比例|^最[高低多]|^(?:首期|目标|上限)$"
)
"""Scores and terms of business."""
_STAFF = re.compile(r"(?:专家|人员|专员|联络员|工程师|成员|技术人员|组长|队员|评委)$")
_ROUTINE = re.compile(
    r"例会|会议|调度|通报|督[查导]|检查|抽查|巡查|会商|简报|观摩|座谈|推进会|联席|信息|专报|材料|资料|台账"
    r"|(?<!解决)方案|申请|报告$"
)
"""Rules of procedure: how often somebody meets or reports."""


def rules_out(clause: Clause, quantity: Quantity) -> bool:
    """Whether the words around the number make it a condition, a subsidy or part of a rule."""
    head = clause.text[max(clause.start, quantity.start - _NEAR) : quantity.start]
    rest = clause.text[quantity.stop : min(clause.stop, quantity.stop + _NEAR)]
    if quantity.baseline is not None:
        return False
    if (
        _CONDITION.match(clause.text, clause.start, quantity.start)
        or _AMOUNTS.search(head)
        or (is_counted(quantity.unit) and "配备" in head)
    ):
        return True
    if quantity.unit == "%" and _is_weight(clause, head):
        return True
    if quantity.unit.endswith("平方米") and head.endswith("的"):  # 政府投资的2万平方米以上公共建筑
        return True
    if (quantity.unit == "%" and not quantity.explicit and _BEHIND.match(rest)) or _WHEN.match(rest):
        return True
    return len(rest) < _NEAR and bool(_OWNER.match(rest)) and bool(_ENTITLED.match(clause.text, clause.stop))


def _is_weight(clause: Clause, head: str) -> bool:
    """将智能建造纳入信用评分，占比5%: how much it counts there."""
    before = clause.text[max(0, clause.start - _NEAR) : max(0, clause.start - 1)]
    return _WEIGHT.fullmatch(head) is not None and _SCORED.search(before) is not None


def is_case(clause: Clause) -> bool:
    """Whether the clause is a case with a threshold: 得分在90分以上的企业."""
    words = clause.words
    return "的" in words and _CASE.search(words) is not None


def plausible(noun: str, quantity: Quantity) -> bool:
    """Whether the plan can undertake to reach that number of it."""
    if quantity.unit in ONLY_WITH_A_VERB and quantity.comparator == "<=" and noun.endswith(("一般", "延期", "有效期")):
        return False
    if quantity.digits in ("一", "1") and quantity.unit in ("批", "份", "套", "件", "支") and not quantity.explicit:
        return False
    if not 2 <= len(noun) <= 40 or _is_staff(noun, quantity) or _TERMS.search(noun):
        return False
    if unscaled(quantity.unit) in ("平方公里", "公顷", "亩") and not MEASURE.search(noun):  # 3平方公里先行区
        return False
    if unscaled(quantity.unit) in ("次", "期", "份", "类", "套") and _ROUTINE.search(noun):
        return False
    return not (quantity.unit.endswith("元") and _FUNDS.search(noun))


def _is_staff(noun: str, quantity: Quantity) -> bool:
    """A rule on who must be at hand (评审专家不少于5人), not a target."""
    return quantity.value < 10 and quantity.unit in ("人", "名", "位") and bool(_STAFF.search(noun))
