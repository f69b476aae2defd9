"""The sentences of a block as they are judged: a lead with what it leads to, and what only goes on from the sentence before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.classify.duty_wording import Reading, is_intention, reading_of
from pipeline.classify.table_rows import Row, rows_of
from pipeline.document import Block
from pipeline.text.commitment import FUTURE, PAST, PAST_START
from pipeline.text.numerals import plain_digits
from pipeline.text.sentences import Sentence, sentences
from pipeline.text.written import YEAR_BEFORE, YEAR_SO_FAR

_LEAD = re.compile(r"[^，。；：、\d《“]{2,16}(?:、[^，。；：、\d《“]{2,8})?[。：:]")
"""A sentence of a few words that only announces the next."""
_GOES_ON = re.compile(
    r"(?:在此(?:基础|之)上?|下一步|三年内|试点期内?|到?20(?:2[2-9])年[^，。；]{0,12}?(?:起|底?前|内|上半年|下半年|[一二三四]季度|底|月)?)[，,]?"
    r"(?:再|将|计划|继续|陆续|分批)?(?:新增|增加|增设|加装|扩[容建展大]|升级|改造|启动二期|建设二期|拓展|叠加|补充|完善|延伸|推广至|接入)"
)
"""How a sentence begins that goes on with what the one before says to exist."""
_UPKEEP = re.compile(
    r"(?:下一步|下阶段|今后|接下来)?[，,]?(?:我[市区]|全市)?(?:要|将|应)?(?:在此基础上)?[，,]?"
    r"(?:进一步|继续|不断|持续|稳步|积极|逐步|充分|努力|鼓励|支持|引导|提[升高]|发挥|加大|深化|扩大|巩固)"
)
"""How a sentence begins that only keeps up what there is."""
_BACK = re.compile(
    rf"(?:近[年两三几五]|多年来|“?十三五|{YEAR_BEFORE}年以来|{YEAR_SO_FAR}年[^，。；]{{0,6}}[，,]我)[^，。；]{{0,12}}[，,]"
)
"""How a sentence begins whose every part tells of what was done."""
_STANDS = re.compile(
    r"(?!建设|打造|推[动行广进]|支持|组织|引导|鼓励|实施|培育|设立|促进|[以由对将把在按]|依托|围绕|[每到]|新[建增]|改造|规划|开展"
    r"|建[成立]|构建|加快|制定|编制|出台|发布|遴选|采[用取]|统筹|协调|联合|确保|力争|安排|划定|搭建|开发|整合|升级|引[进入])"
    r"[^，。；：\d对给向]{1,24}?(?:[已己](?!列入|纳入)|现有|占地|入驻|接入|汇聚|具备|设有|建有|拥有|具有|共建|主编|参编|取得|为[^，。；]{2,12}发放|累计|兑现|集聚|获批)"
)
"""A sentence about something that is there, told by its subject and what that has; a measure begins with what is to be done."""
_PRAISED = re.compile(
    r"好评|肯定|表彰|欢迎|硕果|显著|荣获|进步[一二三]?等?奖|取得[^，。；]{0,12}(?:成效|效益|成果)|成效[^，。；]{0,4}(?:明显|良好|突出)"
)
"""What is said of a thing when it is done: 节约工期16%，受到各方好评."""
OWNERS = re.compile(
    r"^[（(【\[]?\s*(?:责任|牵头|配合|负责|主办|协办)(?:单位|部门|领导)?[：:]"
    r"|^由[^，。；]{2,24}(?:负责|牵头|跟踪|推进|落实|承办|督办|统筹|办理|实施|把关)[。）)]*$"
    r"|^[（(][^（）()。；]{2,80}(?:局|委|办|厅|馆|站|中心|政府|部门|管委会|院|集团|公司)(?:[^（）()。；]{0,6}(?:负责|牵头|承办|落实|配合|办理))?[）)]$"
)
"""A sentence that only lists who answers for what was said before."""
_OFFICES = re.compile(
    r"(?=.{3,40}$)[市区县州省](?:[\u4e00-\u9fff]{1,10}(?:局|委|办|厅|政府|管委会|中心)[、，。；]?){1,5}$"
)
"""A paragraph that only does that: a cell of a table that was taken apart."""


def read(block: Block, field: str = "") -> tuple[Reading, ...]:
    """All sentences of a paragraph but those that only list who answers for it: a list of units promises nothing.

    `field` is a pattern of the words of the profile's field.
    """
    told = () if _OFFICES.match(block.text) else sentences(block)
    found = [sentence for sentence in told if not OWNERS.match(sentence.text)]
    readings = [reading_of(sentence, lead, "", field) for sentence, lead in _led(found, block.text)]
    boasts = (_is_boast(one, behind) for one, behind in zip_longest(readings, readings[1:]))
    return tuple(
        replace(one, values={**one.values, "past_only": 1.0, "past_start": 1.0}) if boast or told else one
        for one, boast, told in zip(readings, boasts, _looked_back(readings), strict=False)
    )


def _is_boast(reading: Reading, behind: Reading | None) -> bool:
    """Whether a sentence praises what was done, or tells what stands already, and the next only that it shall go on:
    园区入驻企业35家。进一步提升承载能力。"""
    if reading.values["past_only"] and _PRAISED.search(reading.sentence.text):
        return True
    if behind is None or not _UPKEEP.match(behind.sentence.text) or behind.values["number"] or behind.values["date"]:
        return False
    return bool(_STANDS.match(reading.sentence.text)) and not reading.values["date"] and not reading.values["future"]


def _looked_back(readings: Sequence[Reading]) -> Iterator[bool]:
    """Whether each sentence tells of the past because the one does that it goes on from (近年来，……；学校建成实训场地，……。), or
    is a part of the same that says so itself: 2021年试行BIM报建；档案馆完成馆藏数字化，获评省级示范。"""
    back = dated = False
    for reading in readings:
        text, future = reading.sentence.text, reading.values["future"]
        back = back or bool(_BACK.match(text))
        yield not future and (back or bool(dated and reading.values["past"]))
        goes_on = text.endswith(("；", ";"))
        back, dated = back and goes_on, goes_on and not future and (dated or bool(PAST_START.search(text)))


def _led(found: Sequence[Sentence], text: str) -> Iterator[tuple[Sentence, int]]:
    """Sentences and how much of each is but a lead, those together of which the first only leads to the second: 一是开展
    工艺创新。 to what is done, and what stands already to how it goes on (平台2019年运行。2023年底前增加两个模块。).

    An intention (加大财政投入力度。) may lead to what follows or be all that is said of it, so that it stands alone as well.
    """
    lead: Sentence | None = None
    for at, sentence in enumerate(found):
        if lead is None and at + 1 < len(found) and _leads(sentence.text, found[at + 1].text):
            lead = sentence
            if is_intention(lead.text):
                yield lead, 0
            continue
        start = lead.start if lead else sentence.start
        yield Sentence(text[start : sentence.stop], start, sentence.stop), sentence.start - start
        lead = None


def _leads(first: str, second: str) -> bool:
    if _LEAD.fullmatch(first):
        return True
    goes_on = _GOES_ON.match(plain_digits(second))  # of the three the cheapest, and nearly always the answer
    return bool(goes_on and PAST.search(first) and not FUTURE.search(first))


def read_rows(block: Block, field: str = "", caption: str = "") -> list[tuple[Row, Reading]]:
    """All rows of a table, each read by its measure under its group's name or the table's caption."""
    rows = [replace(row, group=row.group or caption) for row in rows_of(block)]
    return [(row, reading_of(row.sentence, 0, f"{row.group} {row.measure}", field)) for row in rows]
