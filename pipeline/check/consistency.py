"""One indicator given two values: in the text, in a table, or once in each.

Two targets contradict each other only where they are of the same thing, at the same time, in the same area and of the
same kind: a yearly addition is no total, the first batch is not all, 中心城区 is not 全市, what exists is no target.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.applicant import mentions
from pipeline.check.base import Review, finding, headings
from pipeline.findings import Evidence, Fact, Finding, Target
from pipeline.profile import Requirement

_FILLER = re.compile(
    r"[\s\u3000“”\"'（）()《》、，的/：:]|总数|数量|个数|累计数?|总计|合计|全[市区州省县]|我市|本市|力争|确保|实现|达到|总量|左右|以上|市级|期末"
)
_VERBS = re.compile(
    r"^(?:建设|打造|培育|建成|形成|完成|实施|发展|引进|组织|开展|到期末|期末|其中|推动|不少于|以及|和|及|与|认定|培养"
    r"|培训|创建|推广|制定|编制|使|再|共|各类|一批|推出|落地)+"
)
_PREDICATE = re.compile(r"(?:分[\u4e00-\u9fff\d]{1,3}批|分年度|按年度|滚动)(?:实施|推进|安排|建设|遴选|公布|开工)?$")
_NOUN = (
    ("工程项目", "工程"),
    ("项目", "工程"),
    ("工厂", "厂"),
    ("企业", ""),
    ("比例", "占比"),
    ("比重", "占比"),
    ("覆盖面", "覆盖率"),
)
_ASSEMBLED = re.compile(
    r"装配式(?!装修|内装)[^，。；]{0,30}?(?:占|比例|比重|面积)|装配式(?:建筑)?(?:面积)?(?:占|比例|比重)"
)
_KINDS = re.compile(
    r"政府投资|国有投资|国有资金|公共建筑|住宅|民用|工业(?=建筑|厂房)|保障|学校|医院|农村|农房|装修|桥梁|市政(?!府)"
    r"|钢结构|木结构|新出让|商品房"
)
_FLOW = re.compile(
    r"新增|每年|年均|当年|本年|年度新|逐年新|再(?:新|建|培|选|完|实|认|推|布|启|落|招|引)|增加\d|增设|扩建"
)
_PART = re.compile(
    r"首批|承担|首期|首个|第[一二三四]批|先行|先期|启动|其中|每[个家座县区项]|每(?:季|月|半年)|各(?:建|选|培|遴|打|推|实"
    r"|完)|试[点办]?首年|储备|申报|争创|省级|国家级|重点|分别|余下|其余|剩余|不足|不低于?其|其他|另"
)
_TOTAL = re.compile(r"三年|试点期|期满|期末|累计|总计|总共|共(?!同|性|享|建|有)|试点结束|到20|全部")
_AREA = re.compile(
    r"中心城区|主城区?|市区|城区|老城|县域|各县|郊区|外围|新城|新区|开发区|高新区|经开区|园区|自贸区|合作区|示范区"
    r"|起步区|片区|重点区域|核心区|乡镇|农村|其余|其他|(?<=[\u4e00-\u9fff])(?<![城村])镇|街道|组团"
    r"|[两三四五六七八九]区|[两三四五六七八九]县"
)
_ROW_AREA = re.compile(r"县市区|区县|县区|市区县|县（|区（|地区|区域|板块|镇街|街道|园区|责任单位|实施单位|片区|属地")
_ALL = re.compile(r"合计|总计|全[市区州省县]|小计")
_SUM = re.compile(r"合计|总计|小计")
_YEAR = re.compile(r"20[23]\d")
_ORDINAL = re.compile(r"第([一二三123])年|第([一二三])阶段.{0,8}第[一二三]年|(首年)")
_VALUE = re.compile(r"^\s*(?:≥|不低于|不少于|达到)?\s*(\d+(?:\.\d+)?)\s*([%％个家项座台套名人件])\s*(?:以上)?$")
_MONTHS = re.compile(r"(\d{1,2})\s*个月")
_LEAD = re.compile(r"^[^。；]{0,16}?(?:第[一二三123]个?年度?|20[23]\d年)[^。；]{0,10}[。：:]")
"""How a paragraph begins whose every sentence is of one year: 第一年度（2023年）。目标：……"""
_THEN = re.compile(r"[\s（(]*(?:此|本|该)(?:步|阶段|期|年度)|届时")
"""A time that only the paragraph before says."""
END = "end"
NEAR_END = 34
"""Months after the announcement from which on it is the end of a pilot of three years."""
FIRST_END, LAST_END = 2024, 2026
"""Years in which a pilot of two to four years from 2022 may end; the last that a target names is taken for it."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A target with what decides whether another one is of the same thing."""

    key: str
    unit: str
    value: float
    comparator: str
    when: str
    """A year, `end` of the pilot, or "" where neither is said."""
    area: str
    flow: bool
    shown: str
    """The indicator as the plan names it."""
    evidence: Evidence


def _key(indicator: str, clause: str, unit: str) -> str:
    """What the indicator is about, in one spelling."""
    if unit == "%" and (match := _ASSEMBLED.search(clause + indicator if "装配式" not in indicator else indicator)):
        kinds = "".join(
            sorted(set(_KINDS.findall(clause[: clause.find(match.group()) + len(match.group())] + indicator)))
        )
        return f"装配式占比{kinds}"
    plain = _FILLER.sub("", re.sub(r"[（(][^（）()]*[）)]", "", indicator))
    plain = _PREDICATE.sub("", _VERBS.sub("", plain))
    short = plain.replace("智能建造", "")
    plain = short if len(short) >= 4 else plain
    for word, other in _NOUN:
        plain = plain.replace(word, other) if len(plain) > len(word) + 2 else plain
    return _VERBS.sub("", plain)


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    rights = [at for mark in "。；\n" if (at := text.find(mark, stop)) >= 0]
    return left, min(rights, default=len(text))


def _clause(text: str, left: int, start: int) -> str:
    """From the last comma before the value's indicator."""
    at = max(text.rfind(mark, left, start) for mark in "，,：:")
    return text[max(left, at + 1) : start]


def _near(text: str, left: int, start: int) -> str:
    """The clause, and the one before it where that is but a few words (“中心城区，达到50%”)."""
    clause = _clause(text, left, start)
    before = _clause(text, left, max(left, start - len(clause) - 1))
    return f"{before}，{clause}" if len(before) <= 8 else clause


def _subject(before: str) -> str:
    """What the sentence begins with: 此外，云龙示范区作为先行片区，……达到80% is of that district to its end."""
    first = re.sub(r"^[\s（(]*(?:此外|其中|同时|另外|而)?[，,]?", "", before)[:10].split("，")[0]
    return "" if re.match(r"以|依托|在|围绕|由|将|把|对|从", first) else first


def _time(words: str, due: int | None, final: int) -> str:
    """The year that the words before the value name last, else the fact's."""
    years = _YEAR.findall(words)
    ordinals = [next(filter(None, match.groups())) for match in _ORDINAL.finditer(words)]
    months = [int(match) for match in _MONTHS.findall(words)]
    if years:
        due = int(years[-1])
    elif months and due is None:  # 公布后24个月内
        return END if months[-1] >= NEAR_END else f"第{months[-1]}个月"
    elif ordinals:
        number = {"一": 1, "1": 1, "首年": 1, "二": 2, "2": 2}.get(ordinals[-1], 3)
        return END if number == 3 else f"第{number}年"
    if due is None:
        return END if _TOTAL.search(words) else ""
    return END if due == final else str(due)


def _area(review: Review, words: str, row: str) -> str:
    """Names of districts and parts of the city before the value; "" for the whole city."""
    found = set(_AREA.findall(words))
    for _, _, divisions in mentions(words + "\n" + row):
        if divisions[0].name not in (review.applicant.name, review.applicant.province):
            found.add(divisions[0].name)
    if row and not found and not _ALL.search(row):
        found.add(row)
    return "、".join(sorted(found))


def _in_text(review: Review, fact: Fact, final: int, goals: set[int]) -> _Claim | None:
    target, proof = fact.value, fact.evidence
    assert isinstance(target, Target)
    text = review.blocks[proof.block].text
    left, right = _sentence(text, proof.start, proof.stop)
    before, clause = text[left : proof.start], _clause(text, left, proof.start) + proof.quote
    near = re.sub(r"首批国家|国家首批|重点领域|示范启动", "", clause)
    if re.search(r"分别|依次", text[left:right]) or _PART.search(near) or not target.indicator:
        return None
    path = proof.path[-1] if proof.path else ""
    lead = match.group() if (match := _LEAD.match(text)) and match.end() <= proof.start else path
    time = before + proof.quote if _YEAR.search(before) or _ORDINAL.search(before) else f"{lead}，{before}{proof.quote}"
    when = _time(time, target.due.year if target.due else None, final)
    when = END if not when and proof.block in goals else when
    if _THEN.match(before):
        when = f"第{proof.block}段"
    key = _key(target.indicator, _near(text, left, proof.start) + proof.quote, target.unit)
    area = _area(review, _near(text, left, proof.start) + proof.quote, "") or _area(review, _subject(before), "")
    return _Claim(
        key, target.unit, target.value, target.comparator, when, area, _flows(target, clause), target.indicator, proof
    )


def _flows(target: Target, clause: str) -> bool:
    return bool(target.per) or bool(_FLOW.search(clause)) and "累计" not in clause


def _position(text: str, start: int) -> tuple[int, int]:
    """Row and column of a place in a table's text."""
    line = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start), text.count("\t", line, start)


def _in_table(review: Review, fact: Fact, final: int) -> _Claim | None:
    target, proof = fact.value, fact.evidence
    assert isinstance(target, Target)
    table = review.blocks[proof.block].table
    assert table is not None
    row, column = _position(review.blocks[proof.block].text, proof.start)
    cells, header = table.rows[min(row, len(table.rows) - 1)], table.rows[0]
    title = header[column] if column < len(header) else ""
    lead = cells[0] if _ROW_AREA.search(header[0] if header else "") else ""
    words = f"{title} {target.indicator}"
    cell = cells[column] if column < len(cells) else ""
    if len(cell) > len(proof.quote) + 6:  # prose in a cell
        words = f"{cell[: cell.find(proof.quote)]}{proof.quote}"
        if _PART.search(words):
            return None
    if _YEAR.search(title) and any(
        _SUM.search(name) for name in header
    ):  # 合计 beside the years: they are yearly additions
        return None
    time = f"{title} {words}" if _YEAR.search(title) else f"{' '.join(cells[:2])} {words}" if column else words
    when = _time(time, target.due.year if target.due else None, final) or END
    key = _key(target.indicator, words, target.unit)
    return _Claim(
        key,
        target.unit,
        target.value,
        target.comparator,
        when,
        _area(review, words, lead),
        _flows(target, words),
        target.indicator,
        proof,
    )


def _loose_cells(review: Review, index: int, final: int, taken: set[int]) -> Iterator[_Claim]:
    """Values in a table whose rows are years (第三年, 2024.10—2025.9) and of which no fact was made."""
    table, text = review.blocks[index].table, review.blocks[index].text
    assert table is not None
    at = len(text.split("\n", 1)[0]) + 1
    for row in table.rows[1:]:
        lead = " ".join(row[:2])
        for column, cell in enumerate(row):
            match = _VALUE.match(cell)
            if (
                match
                and column
                and at not in taken
                and (_YEAR.search(lead) or _ORDINAL.search(lead))
                and len(lead) < 40
            ):
                name = table.rows[0][column]
                key, unit = _key(name, name, match[2].replace("％", "%")), match[2].replace("％", "%")
                proof = Evidence(index, at, at + len(cell), cell, review.blocks[index].page, review.path(index))
                yield _Claim(
                    key, unit, float(match[1]), "=", _time(lead, None, final), "", bool(_FLOW.search(name)), name, proof
                )
            at += len(" ".join(cell.split())) + 1


def _claims(review: Review) -> list[_Claim]:
    """Everything that the plan says its indicators shall be; what stands in 基本情况 and 工作基础 is left out."""
    base = {p.block for p in review.classified.passages if p.labels["foundation"] + p.labels["basics"] >= 0.6}
    goals = {p.block for p in review.classified.passages if p.labels["goals"] >= 0.5}
    facts = [f for f in review.facts if isinstance(f.value, Target) and f.evidence.block not in base]
    dues = [f.value.due.year for f in facts if isinstance(f.value, Target) and f.value.due]
    years = [year for year in dues if FIRST_END <= year <= LAST_END]
    final = max(years, default=2025)
    found: list[_Claim | None] = []
    for fact in facts:
        tabled = review.blocks[fact.evidence.block].table is not None
        found.append(_in_table(review, fact, final) if tabled else _in_text(review, fact, final, goals))
    taken = {(f.evidence.block, f.evidence.start) for f in facts}
    for index in review.body():
        if review.blocks[index].table is not None and index not in base:
            found += _loose_cells(review, index, final, {start for block, start in taken if block == index})
    kept = [claim for claim in found if claim is not None and len(claim.key) >= 3 and claim.when]
    parts = set(_breakdowns(review, kept))
    return [claim for at, claim in enumerate(kept) if at not in parts]


def _breakdowns(review: Review, claims: list[_Claim]) -> Iterator[int]:
    """Indices of claims that only split another one up: 40 + 60 + 80 of “三年180个，其中第一年40个…”."""
    groups: dict[tuple[int, int, str], list[int]] = {}
    for at, claim in enumerate(claims):
        proof = claim.evidence
        left = _sentence(review.blocks[proof.block].text, proof.start, proof.stop)[0]
        groups.setdefault((proof.block, left, claim.key), []).append(at)
    for (block, _, key), members in groups.items():
        if review.blocks[block].table is not None:
            continue
        values = [claims[at].value for at in members]
        totals = {c.value for at, c in enumerate(claims) if c.key == key and at not in members}
        if len(values) > 1 and sum(values) in totals:
            yield from members
            continue
        if len(values) > 2 and values[0] == sum(values[1:]):
            yield from members[1:]
        elif len(values) > 2 and values[-1] == sum(values[:-1]):
            yield from members[:-1]


def _same_key(one: str, other: str) -> bool:
    """Equal, or one ends in the other and only a common attribute comes before: 示范工程, 试点示范工程."""
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) >= 4
        and long.endswith(short)
        and long[: -len(short)] in ("试点", "示范", "市级", "新型", "建筑", "试点示范", "我市")
    )


def _agree(one: _Claim, other: _Claim) -> bool:
    """Whether one number satisfies both: 不少于10家 and 12家 do."""
    if one.value == other.value or (one.comparator in "+-") != (other.comparator in "+-"):
        return True
    for low, high in ((one, other), (other, one)):
        if low.comparator in (">=", ">") and high.comparator == "=" and high.value >= low.value:
            return True
        if low.comparator in ("<=", "<") and high.comparator == "=" and high.value <= low.value:
            return True
    return False


def _contradict(review: Review, one: _Claim, other: _Claim) -> bool:
    alike = one.when == other.when and one.area == other.area and one.flow == other.flow
    units = one.unit == other.unit or not (one.unit and other.unit)
    if not alike or not units or not _same_key(one.key, other.key) or _agree(one, other):
        return False
    if one.evidence.block != other.evidence.block:
        return True
    text = review.blocks[one.evidence.block].text
    first, second = (_sentence(text, c.evidence.start, c.evidence.stop)[0] for c in (one, other))
    return review.blocks[one.evidence.block].table is None and first != second


def _place(claim: _Claim) -> str:
    path = f"“{claim.evidence.path[-1]}”" if claim.evidence.path else "正文"
    return f"{path}（第 {claim.evidence.page} 页）为 {claim.value:g}{claim.unit}"


def check(requirement: Requirement, review: Review) -> Iterator[Finding]:
    """A finding for each indicator with two values for the same time."""
    claims = _claims(review)
    reported: set[str] = set()
    for i, one in enumerate(claims):
        for other in claims[i + 1 :]:
            if one.key not in reported and other.key not in reported and _contradict(review, one, other):
                reported |= {one.key, other.key}
                when = "试点期满时" if one.when == END else f"{one.when}年" if one.when.isdigit() else one.when
                message = f"指标“{one.shown}”（{when}）前后不一致：{_place(one)}，{_place(other)}。"
                searched = headings(s for s in review.sections if s.start <= one.evidence.block < s.stop)
                yield finding(requirement, message, [one.evidence, other.evidence], searched=searched)
