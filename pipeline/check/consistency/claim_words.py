"""How the words around a value say what it is of: which indicator, at what time, in which part of the city."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.check.consistency.share_names import share_of
from pipeline.check.consistency.when import END, When, after, in_month, in_year
from pipeline.check.pilot import NEAR_END, ORDINALS, WORDS, ordinals
from pipeline.findings import Applicant
from pipeline.places.names import mentions
from pipeline.text.numerals import HAN, RANGE, value_of

_FILLER = re.compile(
    r"[\s\u3000“”\"'（）()《》、，的/：:]|总数|数量|个数|累计数?|总计|合计|全[市区州省县]|我市|本市|力争|确保|实现|达到|(?:完成|通过)(?!率|额|[投产])|总量|左右|以上|市级|期末|领域|环节|平均|自20\d\d年起|按[^，。；]{2,14}计算|和|与|等(?!级)"
)
_VERBS = re.compile(
    r"^(?:试点(?:期[内间末满]?|[两二三四五]年)(?!项目|工程)|到(?!位|岗|期)|20[23]\d年[底末]?|各(?:县区|区县|县市区|地)(?:[合总]?共)?|(?:投入应用|投[用放]|应用|训练)(?![率面占])|[纳列]入|年[末底]|当年|分年度?|分批|滚动|逐年|建设|打造|培育|建成|形成|完成|实施|发展|引进|组织|开展|到期末|期末|其中|推动|不少于|以及|和|及|与|认定|培养"
    r"|培训|创建|推广|制定|编制|使|再|共|各类|一批|推出|落地|安排|集聚|聚集|汇聚|引育|招引|取得|获得|拥有|紧[盯扣]|锚定|聚焦|瞄准|攻克|选派|遴选|评选|选树|扶持|孵化)+"
)
_PREDICATE = re.compile(
    r"(?:分[\u4e00-\u9fff\d]{1,3}批|分年度|按年度|滚动)(?:实施|推进|安排|建设|遴选|公布|开工)?$|(?<=项目|工程|工厂|工地|基地|园区)建成数?$"
    r"|(?<=项目|工程|工厂|工地|基地|园区|企业|机构|平台|标准|工法|专利)数$|(?<=企业|基地|工厂|园区)(?:培育|引进|认定|建成)数?$|(?<=人才|人员|工人|干部)培训$|(?<=用工|排放|消耗)量$|(?:降幅|增幅|(?:下降|降低|减少|节约|缩短)(?:率|幅度))$"
)
_COMMON = (
    (
        "系统解决方案总承包",
        re.compile(r"家$"),
        re.compile(
            r"(?:系统|整体|总体|成套|整套|全套|一揽子|方案|集成|解决)(?![^，。；]*合同)[^，。；]*总承包(?!业|合同|项目|工程)"
        ),
    ),
    (
        "智能建造面积",
        re.compile("平方米$"),
        re.compile(
            r"^(?:累计|采用|应用|运用|实施|推广)*(?:智能建造(?:技术|方式)?的?(?:应用|推广|实施|覆盖)?的?|应用)"
            r"(?:累计)?总?(?:建筑|建造|施工|工程|项目)?总?面积(?:三年|累计|总计)*$"
        ),
    ),
)
"""Indicators that nearly every plan has, each named in many ways: name, unit, what is said."""
_NOUN = (
    ("工程项目", "工程"),
    ("项目", "工程"),
    ("工厂", "厂"),
    ("企业", ""),
    ("比例", "占比"),
    ("比重", "占比"),
    ("覆盖面", "覆盖率"),
)
_OF = re.compile(r"[（(]([^（）()]*)[）)]")
"""What a share is of, BIM应用率（新建公共建筑）; other brackets say nothing of that."""
_ASSEMBLED = re.compile(
    r"装配式(?!装修|内装)[^，。；]{0,30}?(?:占|比例|比重|面积)|装配式(?:建筑)?(?:面积)?(?:占|比例|比重)"
)
_SHARE_ALONE = re.compile("装配式(?:建筑)?(?:面积)?(?:占比|比[例重])")
_KINDS = re.compile(
    r"政府投资|国有投资|国有资金|竣工|公共建筑|住宅|民用|工业(?=建筑|厂房)|保障|学校|医院|农村|农房|装修|桥梁|市政(?!府)"
    r"|钢结构|木结构|新出让|商品房"
)
_AREA = re.compile(
    r"中心城区|主城区?|市本级|市区|城区|老城|县域|各县(?![^，。；]{0,8}共)|郊区|外围|新城|新区|开发区|高新区|经开区|园区|自贸区|合作区|示范区"
    r"|起步区|[区园县镇]内(?!外)|片区|重点区域|核心区|乡镇|农村|其余|其他|(?<=[\u4e00-\u9fff])(?<![城村])镇|街道|组团"
    r"|单列|[两三四五六七八九]区|[两三四五六七八九]县|县[（(]市[）)]|县市|全国|全省|全自治区|省定|省里|省级目标"
)
_COUNTED_THING = re.compile(
    rf"(?:\d+|{HAN}{{1,3}})[个座片处家][^，、；。]{{0,14}}?(?:园区|片区|基地)|(?:产业|建材|装备|制造|示范)+(?:园区|片区|示范区)(?=累计|达到?|数|\d)"
)
"""2个产业园区 and 产业园区2个 are no part of the city that a value is of."""
SUM = re.compile(r"合计|总计|小计|共计")
"""Before a row's or above a column's values: they are what the others come to."""
WHOLE = re.compile("全[市州]")
"""In a clause: what it counts is of the whole city, whatever district the sentence begins with."""
ALL = re.compile(rf"{SUM.pattern}|全[市区州省县]")
YEAR = re.compile(r"20[23]\d")
_MONTHS = re.compile(
    rf"(?<![每\d])(\d{{1,2}})\s*个月(?=内|底|末|时)|(?:满|第\d{{1,2}}\s*{RANGE}\s*第?)(\d{{1,2}})\s*个月"
)
_DAYS = re.compile(r"(\d{1,3})\s*(?:个工作日|[日天])内")
_MONTH = re.compile(rf"(20[23]\d)年(?:\d{{1,2}}月\s*{RANGE}\s*)?(\d{{1,2}})月")
_FROM = re.compile(
    r"[由从]20\d\d年[底末]?的?[^，。；\d]{0,8}[\d.]+[^，。；\d]{0,6}?(?=[提上升]|增|扩|下降|降|到|至)"
    r"|(?:[较比]|相比|对比)(?:于|起)?20\d\d年[底末]?|在20\d\d年[^，。；]{0,16}?基础上|以20\d\d年[^，。；]{0,16}?为基[数期准]"
)
"""Where a value starts from: the year of 由2022年的30%提高到50% and of 较2022年降低20% is not when it is due."""
SHORTEST = 3
"""Characters that a key must have to name anything: 骨干 of 骨干企业 does not."""
LATE = 7
"""A month from which on the pilot's last year is its end; 2025年3月 ends a stage before."""
PROJECT = r"(?:试点|示范){1,2}(?:项目|工程)"
"""A pattern of what no city has before its pilot begins, as plans name it."""
WRITTEN = frozenset("件项部")
"""Units of what has short names: 专利, 工法, 标准."""
COUNTED = frozenset("个家项座")
"""Units of what is counted one by one."""
PROJECTS = frozenset(lead + noun for lead in ("试点", "示范", "试点示范", "示范试点") for noun in ("工程", "项目"))
"""Its keys."""


class Term(NamedTuple):
    """The pilot's time as a plan's targets have it."""

    years: int
    """How long it lasts."""
    last: int
    """The calendar year in which it ends."""
    month: int = 12
    """The last month in it that a target names."""


@cache
def at_the_end(years: int) -> re.Pattern[str]:
    """Words for the end of a pilot of so many years."""
    return re.compile(rf"(?:{WORDS[years].years})年|试点期|期满|期末|试点结束|到20")


@cache
def _total(years: int) -> re.Pattern[str]:
    return re.compile(rf"{at_the_end(years).pattern}|累计|总计|总共|共(?!同|性|享|建|有)|全部")


@cache
def ordinal(years: int) -> re.Pattern[str]:
    """Years and stages of a pilot by number: 第二年, 首年."""
    han = ORDINALS[:years]
    return re.compile(rf"第({ordinals(years)})年|第([{han}])阶段.{{0,8}}第[{han}]年|(首年)")


def key_of(indicator: str, clause: str, unit: str) -> str:
    """What the indicator is about, in one spelling."""
    if unit == "%" and (match := _ASSEMBLED.search(indicator) or _ASSEMBLED.search(clause + indicator)):
        before = clause.partition(match.group())[0]
        kinds = sorted(set(_KINDS.findall(before + match.group() + indicator)))
        return f"装配式占比{''.join(kinds)}"
    if unit == "%" and (of := _OF.search(indicator)) and _KINDS.search(of[1]):
        indicator = of[1] + indicator
    bare = re.sub(r"[（(][^（）()]*[）)]|\s", "", indicator)
    for name, of_unit, said in _COMMON:
        if (not unit or of_unit.search(unit)) and said.search(bare):
            return name
    plain = _FILLER.sub("", re.sub(r"[（(][^（）()]*[）)]|(?<=建筑|项目|工程|企业)中", "", indicator))
    plain = _PREDICATE.sub("", _VERBS.sub("", plain))
    if plain.endswith("试点") and unit in ("个", "项"):  # 智能建造试点12项
        plain += "项目"
    short = re.sub(r"智能建造(?=试点|示范)" if unit == "%" else "智能建造", "", plain)  # a share may be of it
    short = short.replace("建筑机器人", "机器人").replace("工地的", "工地")
    plain = short if len(short) >= (2 if unit in WRITTEN else 4) or _VERBS.match(short) else plain
    for word, other in _NOUN:
        plain = plain.replace(word, other) if len(plain) - len(word) + len(other) >= SHORTEST else plain
    share = share_of(plain, unit)  # before 应用 goes, which makes a share of 应用机器人的项目
    return share if share != plain else share_of(_VERBS.sub("", plain), unit)


def telling(key: str, unit: str) -> bool:
    """Whether a key is long enough to name what is counted: 专利 and 工法 are, 骨干 of 骨干企业 is not."""
    return len(key) >= SHORTEST or (unit in WRITTEN and len(key) > 1)


def assembled_kind(before: str, clause: str) -> str:
    """The key of a share of one kind of building, 其中新建公共建筑达到七成, behind that of all of them in the sentence; "" of none."""
    if clause.startswith("其中"):
        kinds = set(_KINDS.findall(clause)) if _ASSEMBLED.search(before) else set()
    else:  # 对公共建筑提出更高要求，装配式占比六成
        kinds = set(_KINDS.findall(before)) if _SHARE_ALONE.match(clause) else set()
    return f"装配式占比{''.join(sorted(kinds))}" if kinds else ""


def clause_before(text: str, left: int, start: int) -> str:
    """From the last comma before the value's indicator."""
    at = max(text.rfind(mark, left, start) for mark in "，,：:")
    return text[max(left, at + 1) : start]


def near_words(text: str, left: int, start: int) -> str:
    """The clause, and the one before it where that is but a few words (“中心城区，达到50%”)."""
    clause = clause_before(text, left, start)
    before = clause_before(text, left, max(left, start - len(clause) - 1))
    return f"{before}，{clause}" if len(before) <= 8 else clause


def subject(before: str) -> str:
    """What the sentence begins with: 此外，云龙示范区作为先行片区，……达到80% is of that district to its end."""
    first = re.sub(r"^[\s（(]*(?:此外|其中|同时|另外|而)?[，,]?", "", before)[:10].split("，")[0]
    return "" if re.match(r"以|依托|在|围绕|紧[扣盯]|聚焦|立足|结合|按照|根据|落实|由|将|把|对|从", first) else first


def time_of(words: str, due: date | None, term: Term) -> When | None:
    """When a value is due: what the words before it say last, else the fact's day; None where neither says it."""
    words = _FROM.sub("", words)
    years = YEAR.findall(words)
    if months_named := list(_MONTH.finditer(words)):
        of, month = map(int, months_named[-1].groups())
        if month < (min(LATE, term.month) if of == term.last else LATE) and not YEAR.search(
            words, months_named[-1].end()
        ):
            return in_month(of, month)
    elif not years and due and due.year == term.last and due.month < min(LATE, term.month):
        return in_month(due.year, due.month)
    numbered = [next(filter(None, match.groups())) for match in ordinal(term.years).finditer(words)]
    months = [int(match[1] or match[2]) for match in _MONTHS.finditer(words)]
    year: int | None = due.year if due else None
    if years:
        year = int(years[-1])
    elif months and due is None:  # 公布后24个月内
        return END if months[-1] >= 12 * term.years - NEAR_END else after(months[-1], "个月")
    elif numbered:
        number = 1 if numbered[-1] == "首年" else int(value_of(numbered[-1]))
        return END if number == term.years else after(number, "年")
    if year is None and (days := _DAYS.findall(words)):
        return after(int(days[-1]), "日")
    if year is None:
        return END if _total(term.years).search(words) else None
    return END if year == term.last else in_year(year)


def area_of(applicant: Applicant, words: str, row: str = "") -> str:
    """Names of districts and parts of the city before the value; "" for the whole city."""
    found = set(_AREA.findall(_COUNTED_THING.sub("", words)))
    for _, _, divisions in mentions(words + "\n" + row):
        if divisions[0].name not in (applicant.name, applicant.province):
            found.add(divisions[0].name)
    if row and not found and not ALL.search(row):
        found.add(row)
    return "、".join(sorted(found))
