"""Documents that the text names: 《…》 with its number 建市〔2020〕60号, or the number alone."""

import re
from collections.abc import Iterator

from pipeline.extract.passages import Found
from pipeline.findings import Citation
from pipeline.text.patterns import quick

_TITLE = r"《((?:[^《》]|《[^《》]{0,80}》){1,150})》"
_NUMBER = (
    r"(?P<office>[\u4e00-\u9fff]{1,10})\s*[〔\[（(【［﹝]\s*(?P<year>(?:19"
    r"|20)\d\d)\s*[〕\]）)】］﹞]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
_DECREE = r"(?P<decree>[\u4e00-\u9fff]{2,12}令[（(]?第?\s*\d{1,4}\s*号)"
_STANDARD = (
    r"(?<![A-Za-z/])(?P<code>(?:DB[A-Z]?(?:\d{2,4}(?=[/ ]))?|(?:GB|JG|CJ|DG|JT|HJ|SJ|TB|YD|CECS|ISO)[A-Z]?)(?:/(?:TJ|T|Z))?|T/[A-Z]{2,8})"
    r"\s?(?P<no>\d{1,5}(?:[.\-]\d{1,4})*)\s?[-—–－]\s?(?P<of>(?:19|20)\d\d)(?![\d\-])"
)
"""The number of a standard, with its year: GB/T 9704—2012, DBJ41/T 245-2021."""
_CITED = re.compile(rf"{_TITLE}|{_NUMBER}|{_STANDARD}")
_FOLLOWING = re.compile(rf"\s*[（(]?\s*(?:即|文号[:：]?)?(?:{_NUMBER}|{_DECREE}|{_STANDARD})\s*(?:文)?[）)]?")
_ANY = quick(rf"[《号]|{_STANDARD}")
_LEAD = re.compile(
    r"^.*?(?:根据|按照|依据|依照|落实|贯彻|执行|结合|参照|对照|印发|下发|转发|文件|通知|遵照"
    r"|以及|精神|符合|见|按|和|及|与|以|的|据)(?=[\u4e00-\u9fff]{2,})"
)


def citations(text: str) -> Iterator[Found]:
    """Titles with the number that follows them, and numbers that no title precedes."""
    taken = 0
    for match in _CITED.finditer(text) if _ANY.search(text) else ():
        if match.start() < taken:
            continue
        if match["code"]:
            yield Found(Citation("", _standard(match)), match.start(), match.end())
            continue
        if match.group(1) is None:
            yield _bare(match)
            continue
        stop, number = match.end(), ""
        if follows := _FOLLOWING.match(text, stop):
            stop, number = follows.end(), _following(follows)
        yield Found(Citation(match.group(1).strip(), number), match.start(), stop)
        taken = stop


def _bare(match: re.Match[str]) -> Found:
    office = match["office"]
    while lead := _LEAD.match(office):  # 和根据国办发
        office = office[lead.end() :]
    start = match.start() + len(match["office"]) - len(office)
    return Found(Citation("", _number(office, match)), start, match.end())


def _following(match: re.Match[str]) -> str:
    return match["decree"] or (_standard(match) if match["code"] else _number(match["office"], match))


def _standard(match: re.Match[str]) -> str:
    """In one spelling: GB/T 9704-2012."""
    return f"{match['code']} {match['no']}-{match['of']}"


def _number(office: str, match: re.Match[str]) -> str:
    """In the form of GB/T 9704-2012, 7.2.5: the year in 〔〕, no 第, no spaces."""
    return f"{office}〔{match['year']}〕{match['serial']}号"
