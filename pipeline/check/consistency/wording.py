"""What the words around a number are of, in whatever order they stand: the signs that are left of them when those are gone that
say nothing of what is counted.

接入市级平台的工程项目总数达到500个 and 市级平台建成后接入项目300个 are of one thing. What is left must be the same to a sign, so
that whatever tells two things apart, a kind, a part, a stage, keeps them apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.check.consistency.claim import Claim
from pipeline.extract.units import unscaled
from pipeline.text.patterns import quick

AGAIN = "≈"
"""Before the keys of claims that are named so, which no other claim's key equals."""
LEAST, LEAST_OF_SHARE = 3, 4
"""Different signs that must be left to name anything, and a share."""
NUMBER = "\n"
"""Stands for the number in the words."""

_IDLE_WORDS = (
    # when
    r"""
    [到至自]?20[23]\d年?(?:\d{1,2}月)?(?:[底末初]|年底)?[前起]?(?:[—－-]20[23]\d年)?
    [到至]?试点(?:期[满末内间]?|结束|三年|两年)间? [两三]年[内来间]? [到至]?期[末满]时? 年[底末]前? 时(?=$) 当年 每年
    年内 年均 年度 后(?!期|续|勤) 分[两二三四]批
    """
    # how much
    r"""
    占营业收入 累计 总共 总[数量额计体] 总(?=占地|用地|规模|投资|建筑) 合计 共计 (?<!公|同)共(?!同|享|性|建筑|有)
    左右 以[上内下] 不?(?:低|少|高|多|超)[于过] 最[高低] 占比? 比[例重率] [量率数](?=\n|$|每|控制|达|为|提|降|到|至)
    [到至](?=\n) 控制在 保持 幅度?(?=\n|$) 平均 强度 额(?=\n|$) 突破 应(?=为) 增[到至](?=\n) (?:技能)?水平
    """
    # by whom and where
    r"""
    全[市州] 由[^，]{2,14}?(?=牵头|发起|负责|组织|统筹) 市[\u4e00-\u9fff]{2,10}?(?:局|会(?=每年|组织|举办))
    [两三四五六七八九十\d]+个?(?:县市区|县区|区县) 分区 面向[^，]{2,6}(?=遴选|招|选|征) [我本]市
    市级?财政(?=按|给|予|对|每) 市级(?:层面)? (?<=的)市(?=智能|建筑|数字|产业)
    (?<![\u4e00-\u9fff])市(?=智能|建筑|数字|产业) 工程建设领域 市(?=财政) 范围 层面 领域 相关 有关 环节
    智能建造(?=试点|示范|骨干|龙头|企业)
    """
    # to what end
    r"""
    目标值 目标的?(?:县区|县市区|区县) 目标 已 从 指标值? 数[值量] 任务 重点核查 核查 对照 参照 是否 如期 要求 未
    的标准 按照? 可(?!再|靠|视|控|追) 即 工作(?=\n|$) (?:充分)?发挥 作用
    """
    # what is done
    r"""
    力争 确保 实现 完成(?!率) 达到?(?!标) 建成(?!区) 建设(?!单位|工程|部) 打造 形成 组织 举办 召开 开展 推[动进行广]
    引导 支持 鼓励 提[升高] 安排 落实 加快 大力 积极 全面 全部 全力 使(?!用) 给予? 予以 提供 获得 取得 获(?!奖)
    实[施行] 推行 协调 拥有 有(?=[^\u4e00-\u9fff]|$) 成立 组建 设立 制定 制订 编制 出台 发布 公布 印发 认定 遴选 评选
    培育 扶持 壮大 引进 引育 招引 引入 建立 建(?=\n) 投入 纳入 列入 开设 设置 采取 采[用取] 应用 运用 使用 在用 方式
    模式 技术 用好 紧盯 盯住 办理 办结 时限(?=\n|$) 确认 计划 拟(?=立|建|定|选) 组成 组建 牵头 发起 用上
    规划(?=建设|总|占地|用地)
    """
    # what joins the rest
    r"""
    [将把对由以为的在并和与及或等被均中内里于较比各所] 相比 [、/《》—－-] \s
    """
)
"""Words that any plan may put anywhere, apart by white space."""
_IDLE = quick("|".join(_IDLE_WORDS.split()))

_BASE = re.compile(r"(?:较|比|相比)20(\d\d)年?")
"""The year that a change is counted from, which is part of what it is of."""
_SAME = (
    (r"(?<=\n)的?(?:预期)?(?:目标|任务|指标|要求)(?:要求)?(?:[列纳]入|作为|分解|开展|进行|组织)[^\n]*", ""),
    (r"(?:缩短|压缩|下降|降低|减少|压减|提高|提升|增长|增加)[到至](?=\n)", ""),
    ("工程项目|项目", "工程"),
    ("建筑信息模型", "BIM"),
    ("人工智能", "AI"),
    ("EPC", "工程总承包"),
    ("(?<=[米层元%％吨])以上的", "▲"),
    ("(?<=[米层元%％吨])以下的", "▼"),
    ("(?<!比|率)缩短|减少|降低|下降|节约|压缩", "减"),
    ("增长|增速|增加", "增"),
    ("单个|每个|各(?![县区])", "每"),
    ("一次性", "一次"),
    ("合格", "通过"),
    ("台（套）|台套|投用|投入使用", ""),
    ("审查", "审"),
    ("新开工|新建", "新"),
    ("房屋?建(?!筑)|房屋建筑", "房建"),
    ("用工(?:量|人数)", "用工"),
    ("装配式建造", "装配式"),
    ("标准化", "标准"),
    ("市政基础设施", "市政"),
    ("(?<=安装|应用|使用)覆盖(?=率)", ""),
    ("生产能力", "产能"),
    ("不计入容积率(?:核算)?(?:的)?", "不计容"),
    (
        r"(?<=[\u4e00-\u9fff]{6})覆盖(?=率)|施工(?=工期|现场)|传统(?:施工|建造)?方式|(?<=国有资金)投资|建筑业(?=全员|劳动)|按[^，。；]{2,14}计算的?",
        "",
    ),
)
"""Words that mean one thing, and what goes without saying."""
_OF_SHARES = (("工程(?!总|咨)", ""),)
"""A share is of projects without saying so: 大型公共建筑项目."""
_OF_MONEY = (("智能建造", ""), ("投入|安排|统筹|落实|筹集|列支|拿出|支出", "拨"))
"""Money is spent, however that is called."""
_OF_COUNTS = (("智能建造", ""), (r"中(?=[^\n]{2,12}的)|在(?=[^\n]{2,12}中)", "其"))
"""All counts are of smart building, where a share may be of what is built so among other things; and some of them are not all:
入库项目中建成投用的."""
_OF_UNIT = {
    "平方米": "建筑面积",
    "家": "企业",
    "元": "资金",
    "人": "人员",
    "名": "人员",
    "人次": "人员",
    "%": "率量面积",
}
"""Signs that say no more than the unit does: 开工项目200万平方米 is 开工项目建筑面积200万平方米."""


@cache
def _spelling(unit: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all that is said in one way, each in a group, and for each group what that way is."""
    own = {"%": _OF_SHARES, "元": _OF_MONEY}.get(unit, _OF_COUNTS)
    return quick("|".join(f"({words})" for words, _ in (*own, *_SAME))), tuple(one for _, one in (*own, *_SAME))


@lru_cache(1 << 10)  # a clause is asked for its key and for how it is shown
def key_in_words(words: str, unit: str, comparator: str) -> str:
    """The signs of what the words are of, sorted; "" where too few are left."""
    pattern, ways = _spelling(unit := unscaled(unit))
    words = _BASE.sub(lambda match: chr(ord("①") + int(match[1]) % 20), words)
    words = pattern.sub(lambda match: ways[(match.lastindex or 1) - 1], words)
    words += {"-": "减", "+": "增"}.get(comparator, "")
    signs = set(_IDLE.sub("", words)) - set(_OF_UNIT.get(unit, ""))
    return AGAIN + "".join(sorted(signs)) if len(signs) >= (LEAST_OF_SHARE if unit == "%" else LEAST) else ""


def tells(words: str) -> bool:
    """Whether they say anything of what is counted."""
    return bool(_IDLE.sub("", words))


def is_again(claim: Claim) -> bool:
    """Whether the claim is named by the words around its number."""
    return claim.key.startswith(AGAIN)


def in_words(claim: Claim, ways: Iterable[str]) -> Iterator[Claim]:
    """The claim once for each key that the ways to word it give, and shown as worded where it does not say how."""
    comparator = "=" if claim.comparator in ("", "+", "-") else claim.comparator
    found = {key_in_words(words, claim.unit, claim.comparator): words for words in ways}
    for key, words in found.items():
        if key:
            yield replace(claim, key=key, comparator=comparator, shown=claim.shown or words.replace(NUMBER, ""))
