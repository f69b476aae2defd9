"""Bodies and systems of another city that a plan puts to its own use: 接入徐州市CIM平台, 由徐州经开区管委会建设."""

import re
from collections.abc import Iterator

from pipeline.check.leftover.home import Home
from pipeline.check.leftover.relation import of_another
from pipeline.places.gazetteer import AMBIGUOUS, by_short_name
from pipeline.text.patterns import quick

_ZONE = r"(?:经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新区|工业园区|新区|开发区)管(?:理)?委(?:员)?会"
_BUREAU = r"(?:住建|住房城乡建设|住房和城乡建设|财政|发改|自然资源|科技|工信|经信|人社|教育|城管|交通)(?:局|委)"
_DOES = r"(?:牵头|负责|会同|配合|统筹|建设|实施|承担|组织|审[批核]|备案|同意|批准|报送|落实)"
_OFFICE = quick(rf"市?(?:{_ZONE}|{_BUREAU})(?:{_DOES}(?!的|编制|起草)|[）)；。]|$)")
_ACTS = re.compile(r"(?:由|经|须经|(?:责任|牵头|配合|实施|建设|主办)(?:单位|部门)[：:][^。；）)]{0,30})$")
_SYSTEM = quick(
    r"市?(?:CIM|城市信息模型|BIM(?:审图|审查|报建)?|智慧工地(?:监管)?|智能建造(?:监管|管理)?|建筑业?(?:数字化)?监管|数字化监管|工程建设项目审批(?:管理)?|建筑产业互联网|公共资源交易)(?:基础)?"
    r"(?:平台|系统|中心)|市?城(?:市)?建(?:设)?档案馆?"
)
_INTO = re.compile(
    r"(?:接入|汇入|并入|纳入|归入|上传至?|归集[到至]|移交[到至给]?|汇聚[到至]|导入|同步至?|推送[到至]?|向)$"
)
_HANDED = re.compile(r"[^，。；]{0,6}(?:移交|归档|报送|提交|汇交|备案)")


def leftovers(text: str, home: Home) -> Iterator[tuple[int, int]]:
    """Where such a body or system acts for the applicant, and no word of the sentence makes it a partner or model."""
    for start, stop in _cities(text, home):
        if not of_another(text, start, stop):
            yield start, stop


def _cities(text: str, home: Home) -> Iterator[tuple[int, int]]:
    for match in (*_OFFICE.finditer(text), *_SYSTEM.finditer(text)):
        named = _name_before(text, match.start())
        if named is None:
            continue
        name, start = named
        if name in home.parts or not home.is_foreign(by_short_name()[name]):
            continue
        before, after = text[max(0, start - 40) : start], text[match.end() : match.end() + 12]
        if match.re is _OFFICE:
            fits = bool(_ACTS.search(before))
        else:
            fits = bool(_INTO.search(before)) and (not before.endswith("向") or bool(_HANDED.match(after)))
        if fits:
            yield start, match.start() + text.startswith("市", match.start())


def _name_before(text: str, stop: int) -> tuple[str, int] | None:
    """The city whose short name ends at `stop`, the longest, and where it begins."""
    for size in (4, 3, 2):
        name = text[max(0, stop - size) : stop]
        if name in by_short_name() and name not in AMBIGUOUS:
            return name, stop - size
    return None
